"""Rows are made again for what only content.sqlite knows, once for each message."""

import asyncio
from dataclasses import replace

import pytest

from facteur.base.paths import Profile
from facteur.engine.pop import adoption
from facteur.engine.pop.adoption import adopt, lacking, release_erased, release_removed
from facteur.mail.keys import AccountKey, MessageKey
from facteur.store.content import ContentStore, Whole
from facteur.store.database import Store, open_writer
from facteur.store.query import number
from facteur.store.read import pop as read_pop
from facteur.store.read.notices import notices
from facteur.store.rows import HeaderRow
from facteur.store.transaction import Transaction
from facteur.store.write import accounts, local
from tests.store.builders import assert_sound, header, with_account
from tests.store.popbuilders import pop_settings
from tests.support.builders import message
from tests.support.oddpop import OddPop
from tests.support.poprig import DELETE, KEEP, PopRig, digest, play

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
    assert asyncio.run(adopt(store, account, "ann@example.org", 1)) == 0
    store.write_now(lambda tx: tx.run("DELETE FROM part"))
    assert asyncio.run(adopt(store, account, "ann@example.org", 1)) == 1
    assert asyncio.run(adopt(store, account, "ann@example.org", 1)) == 0
    assert [(one.code, one.count) for one in notices(store.reader)] == [("rows-back", 1)]
    assert number(store.reader.mail, "SELECT count(*) FROM pop_item", ()) == 0


def pop_account(store: Store) -> AccountKey:
    settings = pop_settings("ann@example.org")
    return store.write_now(lambda tx: accounts.add(tx, settings, 1))


def test_what_an_import_is_just_storing_is_not_adopted(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = pop_account(store)
    inbox = store.write_now(lambda tx: local.ensure(tx, account))
    target = store.write_now(lambda tx: local.create(tx, account, "Old"))
    raw = message(message_id="<imported@x>")
    name = digest(raw)

    def put(content: ContentStore) -> None:
        content.put(raw)
        content.keep_whole([whole(name, b"")])

    async def batch() -> None:
        await store.content_write(put)
        await store.write(lambda tx: local.insert_batch(tx, target, [(header(0), name)]))

    importing: list[asyncio.Task[None]] = []

    async def begin(*_: object) -> None:
        importing.append(asyncio.create_task(batch()))
        await asyncio.sleep(0)
        while not store.reader.content.wholes(account, "ann@example.org"):
            pass  # the loop stands still: who imports does not know yet that the bytes are here

    async def scene() -> None:
        assert await adopt(store, account, "ann@example.org", 1) == 0
        await importing[0]

    monkeypatch.setattr(adoption, "release_erased", begin)  # the last step before the look
    play(scene)
    sql = "SELECT count(*) FROM message WHERE mailbox_id = ?"
    assert number(store.reader.mail, sql, (target,)) == 1
    assert number(store.reader.mail, sql, (inbox,)) == 0


def put_imported(store: Store, raw: bytes) -> bytes:
    def put(content: ContentStore) -> bytes:
        name = content.put(raw)
        content.keep_whole([whole(name, b"")])
        return name

    return store.content_write_now(put)


def erase_all(store: Store, account: AccountKey) -> None:
    """Delete every message for good, and be killed before content.sqlite hears of it."""

    def erase(tx: Transaction) -> None:
        keys = [row[0] for row in tx.rows(tuple[MessageKey], "SELECT id FROM message")]
        local.move(tx, keys, local.trash_of(tx, account))
        local.erase(tx, keys, 9)

    store.write_now(erase)


def test_what_was_erased_does_not_come_back_after_a_kill(store: Store) -> None:
    account = pop_account(store)
    inbox = store.write_now(lambda tx: local.ensure(tx, account))
    batch = [(header(0), put_imported(store, message(subject=f"S{n}"))) for n in range(3)]
    store.write_now(lambda tx: local.insert_batch(tx, inbox, batch))
    erase_all(store, account)
    assert asyncio.run(adopt(store, account, "ann@example.org", 1)) == 0
    assert store.reader.content.wholes(account, "ann@example.org") == []
    assert number(store.reader.mail, "SELECT count(*) FROM erased", ()) == 0
    put_imported(store, message(subject="S1"))  # it may come again
    assert asyncio.run(adopt(store, account, "ann@example.org", 1)) == 1


def test_what_came_again_while_it_was_let_go_stays_noted(store: Store) -> None:
    account = pop_account(store)
    inbox = store.write_now(lambda tx: local.ensure(tx, account))
    name = put_imported(store, message(subject="S"))
    store.write_now(lambda tx: local.insert_batch(tx, inbox, [(header(0), name)]))
    erase_all(store, account)

    async def scene() -> None:
        letting_go = asyncio.create_task(release_erased(store, account))
        while store.reader.content.wholes(account, "ann@example.org"):  # noqa: ASYNC110 - what is waited for is another thread
            await asyncio.sleep(0)
        await store.write(
            lambda tx: local.insert_batch(tx, inbox, [(header(0), name)]), urgent=True
        )
        await letting_go

    play(scene)
    assert [one.sha256 for one in store.reader.content.wholes(account, "ann@example.org")] == [name]
    assert number(store.reader.mail, "SELECT count(*) FROM erased", ()) == 0


def test_an_account_that_was_removed_is_let_go_after_a_kill(store: Store) -> None:
    account = pop_account(store)
    put_imported(store, message(subject="S"))
    asyncio.run(release_removed(store))
    assert len(store.reader.content.wholes(account, "ann@example.org")) == 1
    store.write_now(lambda tx: accounts.remove(tx, account))
    asyncio.run(release_removed(store))
    assert store.reader.content.wholes(account, "ann@example.org") == []
    assert number(store.reader.mail, "SELECT count(*) FROM erased", ()) == 0


def test_equal_messages_of_two_accounts_each_come_back(store: Store) -> None:
    ann, bob = pop_account(store), pop_account(store)
    name = put_imported(store, message(subject="S"))
    store.content_write_now(
        lambda content: content.keep_whole([replace(whole(name, b""), account=bob)])
    )
    for account in (ann, bob):
        assert asyncio.run(adopt(store, account, "ann@example.org", 1)) == 1
        assert asyncio.run(adopt(store, account, "ann@example.org", 1)) == 0


def test_a_restored_message_that_is_collected_too_is_one_message(profile: Profile) -> None:
    async def scene() -> None:
        async with OddPop() as server:
            server.fill(2)
            server.letters.append(server.letters[0].__class__(server.letters[0].raw, b"twin"))
            store = open_writer(profile)
            rig = PopRig(store, server, KEEP)
            old = store.write_now(lambda tx: local.create(tx, rig.account, "Old"))
            raw = server.letters[0].raw

            def put(content: ContentStore) -> None:
                one = replace(whole(content.put(raw), b""), address="ann@example.test")
                content.keep_whole([one])

            store.content_write_now(put)
            batch = [(header(0), digest(raw))]
            store.write_now(lambda tx: local.insert_batch(tx, old, batch))
            await rig.session()
            assert len(rig.messages(old)) == 1
            assert len(rig.messages()) == 2  # the other one, and the twin
            items = rig.items()
            assert {one.state for one in items} == {"stored"}
            assert (
                items[0].message == rig.messages(old)[0] or items[2].message == rig.messages(old)[0]
            )
            assert len({one.message for one in items}) == 3
            assert server.count("RETR") == 3
            await rig.session()
            assert server.count("RETR") == 3
            lost_mail(store)
            store = again(rig, profile)
            assert await rig.start() == 3
            assert len(rig.messages()) == 3  # not a fourth for the note of the import
            assert await rig.start() == 0
            assert_sound(store.reader)
            store.close()

    play(scene)


def test_the_trash_of_a_restored_backup_takes_nothing_from_the_server(profile: Profile) -> None:
    """Nobody has deleted it here: the rule of then may have been another one."""

    async def scene() -> None:
        async with OddPop() as server:
            server.fill(2)
            store = open_writer(profile)
            rig = PopRig(store, server, replace(KEEP, follow_deletion=True))
            trash = store.write_now(lambda tx: local.trash_of(tx, rig.account))
            raw = server.letters[0].raw
            note = replace(whole(digest(raw), b""), address="ann@example.test")
            store.content_write_now(lambda content: (content.put(raw), content.keep_whole([note])))
            batch = [(header(0), digest(raw))]
            store.write_now(lambda tx: local.insert_batch(tx, trash, batch))
            await rig.sessions(3)
            assert len(rig.messages(trash)) == 1
            assert len(rig.messages()) == 1
            assert not any(one.in_trash for one in rig.items())
            assert server.count("DELE") == 0
            rig.store.write_now(lambda tx: local.restore(tx, rig.messages(trash)))
            rig.trash(rig.messages()[1])  # but now somebody has
            await rig.sessions(2)
            assert server.count("DELE") == 1
            assert [one.reason for one in rig.ledger()] == ["deleted-here"]
            store.close()

    play(scene)


def test_folders_deleted_here_count_as_deleted_messages(profile: Profile) -> None:
    async def scene() -> None:
        async with OddPop() as server:
            server.fill(2)
            store = open_writer(profile)
            rig = PopRig(store, server, replace(KEEP, follow_deletion=True))
            await rig.sessions(2)
            old = store.write_now(lambda tx: local.create(tx, rig.account, "Old"))
            store.write_now(lambda tx: local.move(tx, rig.messages()[:1], old))
            store.write_now(lambda tx: local.delete(tx, old))
            await rig.sessions(2)
            assert server.count("DELE") == 1
            trash = store.write_now(lambda tx: local.trash_of(tx, rig.account))
            store.write_now(lambda tx: local.restore(tx, rig.messages(trash)))
            assert len(rig.messages()) == 2  # where it was is gone
            store.close()

    play(scene)
