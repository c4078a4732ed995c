"""Messages come in by pieces; small ones in memory, large ones through the disk, none half."""

import asyncio
import contextlib
import hashlib
from collections.abc import AsyncIterator, Iterable
from dataclasses import replace

import pytest

from facteur.base.errors import RemoteProtocolError, StoreUnavailable
from facteur.engine.pop import receive
from facteur.engine.pop.proof import prove
from facteur.engine.pop.receive import PIECE_OCTETS, Receiver, Source
from facteur.store.database import Store
from facteur.store.query import number, rows
from facteur.store.read import pop as read_pop
from facteur.store.write import local
from tests.store.builders import with_account
from tests.support.builders import message
from tests.support.fakes import MORNING_MS, FakeClock

RAW = message(headers=("Received: by x; Mon, 23 Nov 2026 07:00:00 +0000",))


async def pieces(parts: Iterable[bytes]) -> AsyncIterator[bytes]:
    for part in parts:
        yield part


def receiver_of(store: Store) -> Receiver:
    account = with_account(store)
    inbox = store.write_now(lambda tx: local.ensure(tx, account))
    return Receiver(store, FakeClock(), account, "ann@example.org", inbox)


def source(size: int = 100, **changed: object) -> Source:
    usual: dict[str, object] = {
        "number": 1, "uidl": b"u1", "occurrence": 0, "listed_octets": size
    }  # fmt: skip
    return Source(**{**usual, **changed})  # pyright: ignore[reportArgumentType] -- its own fields


def partials(store: Store) -> int:
    return number(store._content, "SELECT count(*) FROM partial", ())


def test_a_small_message_stays_in_memory_until_the_commit(store: Store) -> None:
    receiver = receiver_of(store)

    async def scene() -> None:
        got = await receiver.receive(source(), pieces([RAW[:50], RAW[50:]]))
        assert got.data == RAW
        assert got.sha256 == hashlib.sha256(RAW).digest()
        assert not store.reader.content.has(got.sha256)
        await receiver.commit([got], 4)
        assert store.reader.content.read(got.sha256) == RAW

    asyncio.run(scene())
    (item,) = read_pop.items(store.reader, receiver._account)
    assert (item.state, item.size_octets, item.listed_octets) == ("stored", len(RAW), 100)
    assert (item.stored_ms, item.stored_session, item.proven_ms) == (MORNING_MS, 4, 0)
    sql = "SELECT received_ms FROM message"
    assert rows(store.reader.mail, tuple[int], sql) == [(MORNING_MS - 3600_000,)]
    (whole,) = store.reader.content.wholes(receiver._account, "ann@example.org")
    assert (whole.uidl, whole.sha256) == (b"u1", item.sha256)


def test_a_large_message_goes_to_the_disk_as_it_comes(store: Store) -> None:
    receiver = receiver_of(store)
    big = RAW + b"0123456789abcdef" * (PIECE_OCTETS // 4)
    parts = [big[at : at + 65_536] for at in range(0, len(big), 65_536)]

    async def scene() -> None:
        held: list[int] = []

        async def watched() -> AsyncIterator[bytes]:
            for part in parts:
                held.append(partials(store))
                yield part

        got = await receiver.receive(source(len(big)), watched())
        assert got.data is None
        assert max(held) >= 3
        await receiver.commit([got], 1)
        assert store.reader.content.read(hashlib.sha256(big).digest()) == big

    asyncio.run(scene())
    assert partials(store) == 0


def test_a_large_message_that_was_cut_is_begun_anew(store: Store) -> None:
    receiver = receiver_of(store)
    big = RAW + b"x" * 3 * PIECE_OCTETS

    async def scene() -> None:
        async def broken() -> AsyncIterator[bytes]:
            yield b"other" * PIECE_OCTETS
            raise ConnectionResetError

        with pytest.raises(ConnectionResetError):
            await receiver.receive(source(len(big)), broken())
        assert partials(store) == 1
        got = await receiver.receive(source(len(big)), pieces([big]))
        await receiver.commit([got], 1)
        assert store.reader.content.read(got.sha256) == big

    asyncio.run(scene())
    assert partials(store) == 0


def test_a_message_without_end_is_stopped(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receive, "SIZE_SLACK", 1000)
    receiver = receiver_of(store)

    async def endless() -> AsyncIterator[bytes]:
        while True:
            yield b"x" * 100

    async def scene() -> None:
        with pytest.raises(RemoteProtocolError, match="message-too-long"):
            await receiver.receive(source(100), endless())
        got = await receiver.receive(source(100), pieces([b"x" * 1400]))
        assert got.octets == 1400

    asyncio.run(scene())


def test_bytes_that_change_on_their_way_are_never_proven(store: Store) -> None:
    receiver = receiver_of(store)

    async def scene() -> None:
        got = await receiver.receive(source(), pieces([RAW]))
        with contextlib.suppress(StoreUnavailable):  # or it is found by the proof
            await receiver.commit([replace(got, data=RAW[::-1])], 1)

    asyncio.run(scene())
    items = read_pop.items(store.reader, receiver._account)
    assert prove(store.profile, items).sound == []


def test_a_header_alone_is_a_stub(store: Store) -> None:
    receiver = receiver_of(store)

    async def scene() -> None:
        got = await receiver.receive(source(9999, whole=False), pieces([RAW]))
        await receiver.commit([got], 1)
        (stub,) = read_pop.items(store.reader, receiver._account)
        assert (stub.state, stub.sha256, stub.size_octets) == ("stub", None, 9999)
        whole = await receiver.receive(source(9999, key=stub.key), pieces([RAW]))
        await receiver.commit([whole], 2)
        (item,) = read_pop.items(store.reader, receiver._account)
        assert (item.key, item.message, item.state) == (stub.key, stub.message, "stored")
        assert store.reader.content.wholes(receiver._account, "ann@example.org")

    asyncio.run(scene())


def test_a_message_of_tomorrow_came_today(store: Store) -> None:
    receiver = receiver_of(store)
    raw = message(headers=("Received: by x; Mon, 23 Nov 2099 07:00:00 +0000",))

    async def scene() -> None:
        await receiver.commit([await receiver.receive(source(), pieces([raw]))], 1)

    asyncio.run(scene())
    sql = "SELECT received_ms FROM message"
    assert rows(store.reader.mail, tuple[int], sql) == [(MORNING_MS,)]
