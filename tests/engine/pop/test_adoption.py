"""Rows are made again for what only content.sqlite knows, once for each message."""

import asyncio

import pytest

from facteur.base.paths import Profile
from facteur.engine.pop import adoption
from facteur.engine.pop.adoption import adopt, lacking
from facteur.mail.keys import AccountKey
from facteur.store.content import Whole
from facteur.store.database import Store, open_writer
from facteur.store.query import number
from facteur.store.read import pop as read_pop
from facteur.store.rows import HeaderRow
from facteur.store.write import local
from tests.store.builders import assert_sound, header, with_account
from tests.support.builders import message
from tests.support.oddpop import OddPop
from tests.support.poprig import DELETE, KEEP, PopRig, play

A, B = b"a" * 32, b"b" * 32


def whole(sha256: bytes, uidl: bytes = b"u1", occurrence: int = 0) -> Whole:
    return Whole(
        account=AccountKey(1),
        address="ann@example.org",
        uidl=uidl,
        occurrence=occurrence,
        sha256=sha256,
        received_ms=1,
        stored_ms=2,
    )


@pytest.mark.parametrize(
    ("noted", "known", "count"),
    [
        ([whole(A)], [], 1),
        ([whole(A)], [(b"u1", 0, A)], 0),
        ([whole(A)], [(b"renamed", 0, A)], 0),
        ([whole(A), whole(B)], [(b"u1", -1, A), (b"u1", 0, B)], 0),
        ([whole(A), whole(A, b"u2")], [(b"u1", 0, A)], 1),  # equal messages: each counts
        ([whole(A), whole(A, b"u2")], [(b"u1", 0, A), (b"renamed", 0, A)], 0),
        ([whole(A), whole(B, b"u2")], [(b"u2", 0, B)], 1),
    ],
)
def test_what_lacks_an_item(
    noted: list[Whole], known: list[tuple[bytes, int, bytes]], count: int
) -> None:
    assert len(lacking(noted, known)) == count


def lost_mail(store: Store) -> None:
    """Throw mail.sqlite away, as if it had been lost; the accounts are saved beside it."""
    store.close()
    for path in store.profile.home.glob("mail.sqlite*"):
        path.unlink()


def again(rig: PopRig, profile: Profile) -> Store:
    store = open_writer(profile)
    rig.store = store
    rig.collection = None
    return store


def test_all_messages_come_back_when_mail_sqlite_was_lost(profile: Profile) -> None:
    async def scene() -> None:
        async with OddPop() as server:
            server.fill(5)
            server.letters.append(server.letters[0].__class__(server.letters[0].raw, b"twin"))
            held = sorted(letter.raw for letter in server.letters)
            store = open_writer(profile)
            rig = PopRig(store, server, KEEP)
            await rig.session()
            lost_mail(store)
            store = again(rig, profile)
            assert await rig.start() == 6
            assert sorted(rig.collected()) == held
            await rig.session()
            assert server.count("RETR") == 6  # the UIDLs came back too
            assert await rig.start() == 0
            assert read_pop.state(store.reader, rig.account).permission == "ask"
            assert_sound(store.reader)
            store.close()

    play(scene)


def test_a_kill_while_rows_are_made_leaves_none_out_and_none_twice(
    profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    usual = adoption._adopt_one

    async def scene() -> None:
        async with OddPop() as server:
            server.fill(5)
            server.letters.append(server.letters[0].__class__(server.letters[0].raw, b"twin"))
            store = open_writer(profile)
            rig = PopRig(store, server, DELETE)
            await rig.session()
            lost_mail(store)
            for survived in range(4):
                store = again(rig, profile)
                left = [survived]

                async def one(store: Store, key: AccountKey, found: Whole, left=left) -> None:
                    if not left[0]:
                        raise Killed
                    left[0] -= 1
                    await usual(store, key, found)

                monkeypatch.setattr(adoption, "_adopt_one", one)
                try:
                    await rig.start()
                except Killed:
                    assert survived < 3
                monkeypatch.setattr(adoption, "_adopt_one", usual)
                store.close()
            store = again(rig, profile)
            await rig.start()
            assert len(rig.collected()) == 6
            assert len(set(rig.collected())) == 5
            store.close()

    play(scene)


def test_a_damaged_message_without_a_row_is_fetched_again(profile: Profile) -> None:
    async def scene() -> None:
        async with OddPop() as server:
            server.fill(3)
            held = sorted(letter.raw for letter in server.letters)
            store = open_writer(profile)
            rig = PopRig(store, server, KEEP)
            await rig.session()
            store.content_write_now(
                lambda content: content._write.execute(
                    "UPDATE chunk SET data = zeroblob(9) WHERE id = (SELECT min(id) FROM chunk)"
                )
            )
            lost_mail(store)
            store = again(rig, profile)
            assert await rig.start() == 2
            await rig.session()
            assert sorted(rig.collected()) == held
            assert server.count("RETR") == 4
            store.close()

    play(scene)


def test_what_was_imported_is_no_message_without_a_row(store: Store) -> None:
    account = with_account(store)
    raw = message(message_id="<imported@x>")
    row: HeaderRow = header(0)

    def note(content: object) -> bytes:
        name = content.put(raw)  # pyright: ignore[reportAttributeAccessIssue]
        content.keep_whole([whole(name, b"")])  # pyright: ignore[reportAttributeAccessIssue]
        return name

    name = store.content_write_now(note)
    inbox = store.write_now(lambda tx: local.ensure(tx, account))
    store.write_now(lambda tx: local.insert_batch(tx, inbox, [(row, name)]))
    assert asyncio.run(adopt(store, account, "ann@example.org")) == 0
    store.write_now(lambda tx: tx.run("DELETE FROM part"))
    assert asyncio.run(adopt(store, account, "ann@example.org")) == 1
    assert asyncio.run(adopt(store, account, "ann@example.org")) == 0
    assert number(store.reader.mail, "SELECT count(*) FROM pop_item", ()) == 0
