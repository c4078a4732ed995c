"""The order of things: bytes, row, proof, ledger, DELE, QUIT; and messages of any length."""

import hashlib
import random
from collections.abc import Iterator

import pytest

from facteur.engine.pop import fetching
from facteur.engine.pop.fetching import _runs
from facteur.engine.pop.plan import Fetch
from facteur.net.popsession import PopSession
from facteur.pop.maildrop import Item
from facteur.store.database import Store
from facteur.store.query import number, rows
from tests.support.builders import message
from tests.support.oddpop import OddPop
from tests.support.poprig import DELETE, PopRig, play


def fetch(number: int, size: int = 1000, *, deferred: bool = False, whole: bool = True) -> Fetch:
    listed = Item(number=number, uidl=b"u%d" % number, occurrence=0, size=size)
    return Fetch(listed=listed, deferred=deferred, whole=whole)


def numbers(wanted: list[Fetch]) -> list[list[int]]:
    return [[one.listed.number for one in run] for run in _runs(wanted)]


def test_runs_are_cut_by_number_size_and_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "RUN_MESSAGES", 2)
    assert numbers([fetch(n) for n in range(1, 6)]) == [[1, 2], [3, 4], [5]]
    assert numbers([fetch(1), fetch(2, 5 << 20), fetch(3)]) == [[1], [2], [3]]
    assert numbers([fetch(1, 5 << 20, whole=False), fetch(2)]) == [[1, 2]]
    assert numbers([fetch(1), fetch(2, deferred=True), fetch(3, deferred=True)]) == [[1], [2], [3]]
    assert numbers([]) == []


def test_each_step_is_on_the_disk_before_the_next(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What another process sees in the files at the moment DELE and QUIT go out."""
    monkeypatch.setattr(fetching, "RUN_MESSAGES", 2)
    seen: list[tuple[int, int, int]] = []
    usual = PopSession.dele

    async def looked(self: PopSession, wanted: list[int]) -> object:
        for sent in wanted:
            sql = (
                "SELECT count(*), coalesce(sum(i.proven_ms > 0), 0),"
                " (SELECT count(*) FROM ledger l WHERE l.uidl = i.uidl) FROM pop_item i"
                " WHERE i.uidl = ? AND i.state = 'dele_sent'"
            )
            seen.extend(rows(store.reader.mail, tuple[int, int, int], sql, (b"U%05d" % sent,)))
        return await usual(self, wanted)

    monkeypatch.setattr(PopSession, "dele", looked)

    async def scene() -> None:
        async with OddPop() as server:
            server.fill(5)
            await PopRig(store, server, DELETE).session()
            assert server.letters == []
            dele = [text for text in server.heard if text.startswith("DELE")]
            assert len(dele) == 5

    play(scene)
    assert seen == [(1, 1, 1)] * 5


def test_messages_appear_as_they_come(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "COMMIT_AFTER_S", -1.0)
    commits: list[int] = []
    usual = fetching.Receiver.commit

    async def counted(
        self: fetching.Receiver, batch: list[fetching.Received], session: int
    ) -> None:
        await usual(self, batch, session)
        commits.append(len(batch))

    monkeypatch.setattr(fetching.Receiver, "commit", counted)

    async def scene() -> None:
        async with OddPop() as server:
            server.fill(4)
            await PopRig(store, server, DELETE).session()

    play(scene)
    assert commits == [1, 1, 1, 1]


def test_without_pipelining_it_is_the_same(store: Store) -> None:
    async def scene() -> None:
        async with OddPop(capabilities=("TOP", "UIDL", "USER")) as server:
            server.fill(5)
            held = sorted(letter.raw for letter in server.letters)
            rig = PopRig(store, server, DELETE)
            await rig.session()
            assert sorted(rig.collected()) == held
            assert server.letters == []

    play(scene)


def test_bytes_are_kept_as_they_came(store: Store) -> None:
    """Dots, long lines, bare line ends, NUL and bytes of no charset."""

    async def scene() -> None:
        async with OddPop() as server:
            chance = random.Random(4)
            for body in (
                b"..\r\n.\r\n...\r\n",
                b"x" * 100_000 + b"\r\n",
                b"a\nb\rc\0d\xff\xfe\r\n",
                chance.randbytes(3000).replace(b"\n", b"") + b"\r\n",
                b"",
            ):
                server.add(b"Subject: bytes\r\n\r\n" + body)
            server.add(b"\r\n")
            rig = PopRig(store, server, DELETE)
            held = sorted(letter.raw for letter in server.letters)
            await rig.session()
            assert sorted(rig.collected()) == held
            assert server.letters == []

    play(scene)


def test_equal_messages_under_two_names_stay_two(store: Store) -> None:
    async def scene() -> None:
        async with OddPop() as server:
            raw = message(message_id="<twin@x>")
            server.add(raw)
            server.add(raw)
            rig = PopRig(store, server, DELETE)
            await rig.session()
            assert rig.collected() == [raw, raw]
            assert server.letters == []

    play(scene)


def _large(octets: int) -> Iterator[bytes]:
    line = b"0123456789abcdef" * 4 + b"\r\n"
    yield from (line for _ in range(octets // len(line)))


@pytest.mark.slow
def test_a_large_message_is_never_held_whole(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "RUN_OCTETS", 1 << 20)
    octets = 24 << 20
    raw = b"Subject: large\r\n\r\n" + b"".join(_large(octets))
    partials: list[int] = []

    async def scene() -> None:
        async with OddPop() as server:
            server.add(raw, size=len(raw))
            server.fill(2)
            rig = PopRig(store, server, DELETE)
            usual = fetching.Receiver._add

            async def watched(*arguments: object) -> None:
                partials.append(len(arguments[3]))  # pyright: ignore[reportArgumentType]
                await usual(*arguments)  # pyright: ignore[reportArgumentType]

            monkeypatch.setattr(fetching.Receiver, "_add", watched)
            await rig.session()
            assert server.letters == []
            large = next(one for one in rig.items() if one.size_octets > 1 << 20)
            assert large.sha256 == hashlib.sha256(raw).digest()
            assert sum(map(len, store.reader.content.read_chunks(large.sha256))) == len(raw)

    play(scene, 60)
    assert sum(partials) == len(raw)
    assert max(partials) < 8 << 20
    assert number(store.reader.mail, "SELECT count(*) FROM ledger") == 3
