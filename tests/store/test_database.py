import asyncio
import threading

import apsw
import pytest

from facteur.base.errors import ContentDamaged, StoreUnavailable
from facteur.mail.flags import Flags
from facteur.store import query, recovery
from facteur.store.changes import Changes
from facteur.store.database import open_writer
from facteur.store.lock import ProfileLock
from facteur.store.read import accounts as read_accounts
from facteur.store.read import mailboxes as read_mailboxes
from facteur.store.rows import Part
from facteur.store.write import accounts, bodies, operations
from tests.store.builders import (
    assert_sound,
    fill,
    key_of,
    keys,
    settings,
    with_account,
    with_inbox,
)
from tests.store.test_content import zero_pages


def test_a_fresh_profile(profile):
    store = open_writer(profile)
    assert (store.was_unclean, store.recovered) == (False, ())
    assert store.quick_check() == []
    with_account(store)
    store.close()
    store = open_writer(profile)
    assert (store.was_unclean, store.recovered) == (False, ())
    assert len(read_accounts.accounts(store.reader)) == 1
    store.close()


def test_an_unclean_end_is_noticed(profile):
    open_writer(profile).close()
    recovery.marker_path(profile).touch()
    store = open_writer(profile)
    assert store.was_unclean
    store.close()
    store = open_writer(profile)
    assert not store.was_unclean
    store.close()


def test_a_second_writer_is_refused(profile):
    store = open_writer(profile)
    with pytest.raises(StoreUnavailable, match="locked"):
        open_writer(profile)
    with pytest.raises(StoreUnavailable, match="locked"):
        open_writer(profile, lock=ProfileLock(profile))
    store.close()
    lock = ProfileLock(profile)
    assert lock.acquire()
    store = open_writer(profile, lock=lock)
    assert store.lock is lock
    store.close()
    assert not lock.held


def test_a_newer_database_is_refused_and_left_alone(profile):
    for path in (profile.mail, profile.content):
        store = open_writer(profile)
        store.close()
        raw = apsw.Connection(str(path))
        raw.execute("PRAGMA user_version = 99")
        raw.close()
        before = path.read_bytes()
        with pytest.raises(StoreUnavailable, match="newer"):
            open_writer(profile)
        assert path.read_bytes() == before
        path.unlink()
    open_writer(profile).close()


@pytest.mark.parametrize("harm", ["garbage", "empty", "header", "gone"])
def test_a_broken_mail_file_costs_mail_but_no_account(profile, harm):
    store = open_writer(profile)
    account, inbox = with_inbox(store)
    fill(store, inbox, 1, 3)
    store.close()
    data = profile.mail.read_bytes()
    match harm:
        case "garbage":
            profile.mail.write_bytes(b"garbage" * 1000)
        case "empty":
            profile.mail.write_bytes(b"")
        case "header":
            profile.mail.write_bytes(bytes(100) + data[100:])
        case _:
            profile.mail.unlink()
    for side in ("-wal", "-shm"):
        profile.mail.with_name(profile.mail.name + side).unlink(missing_ok=True)
    store = open_writer(profile)
    assert store.recovered == (("accounts",) if harm == "gone" else ("mail", "accounts"))
    [found] = read_accounts.accounts(store.reader)
    assert (found.key, found.settings) == (account, settings())
    assert read_mailboxes.mailboxes(store.reader) == []
    assert profile.mail.with_name("mail.sqlite.broken-1").exists() == (harm != "gone")
    assert_sound(store.reader)
    store.close()


def test_a_log_that_is_gone_or_of_another_file_is_passed_over(profile):
    store = open_writer(profile)
    with_inbox(store)
    store.close()
    log = profile.mail.with_name("mail.sqlite-wal")
    log.write_bytes(b"\x37\x7f\x06\x82" + bytes(5000))
    store = open_writer(profile)
    assert store.recovered == ()
    assert len(read_mailboxes.mailboxes(store.reader)) == 2
    store.close()


def test_damage_in_the_middle_is_found_by_the_check(profile):
    store = open_writer(profile)
    _account, inbox = with_inbox(store)
    fill(store, inbox, 1, 2000)
    store.close()
    data = bytearray(profile.mail.read_bytes())
    for page in range(len(data) // 4096 // 2, len(data) // 4096):  # behind the schema
        data[page * 4096] ^= 0xFF
    profile.mail.write_bytes(data)
    store = open_writer(profile)
    assert store.quick_check(content=False)
    store.condemn_mail()
    store.close()
    store = open_writer(profile)
    assert store.recovered == ("mail", "accounts")
    assert store.quick_check() == []
    store.close()


def test_what_raises_leaves_nothing(store):
    seen: list[Changes] = []
    store.on_changes = seen.append

    def fail(tx):
        accounts.add(tx, settings(), 1)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.write_now(fail)
    assert read_accounts.accounts(store.reader) == []
    assert seen == []
    assert not recovery.backup_path(store.profile).exists()


def test_changes_are_told_on_the_loop_after_the_commit(store):
    told: list[tuple[bool, int]] = []

    def on_changes(changes: Changes) -> None:
        on_loop = threading.current_thread() is threading.main_thread()
        told.append((on_loop, len(read_accounts.accounts(store.reader))))
        assert changes.accounts

    store.on_changes = on_changes

    async def run() -> None:
        await store.write(lambda tx: accounts.add(tx, settings(), 1))
        assert told == [(True, 1)]
        name = await store.content_write(lambda content: content.put(b"x"))
        assert store.reader.content.read(name) == b"x"
        await store.write(lambda tx: tx.number("SELECT 1"))
        assert len(told) == 1

    asyncio.run(run())


def test_urgent_writes_go_first_and_cancelled_ones_are_told(store):
    account, inbox = with_inbox(store)
    fill(store, inbox, 1, 2)
    key = key_of(store.reader, inbox, 1)
    go, begun = threading.Event(), threading.Event()
    order: list[str] = []

    def block(tx):
        begun.set()
        go.wait(20)
        operations.set_flags(tx, [key], add=Flags.FLAGGED, created_ms=1)

    async def run() -> None:
        told: list[Changes] = []
        store.on_changes = told.append
        first = asyncio.create_task(store.write(block))
        assert await asyncio.to_thread(begun.wait, 20)
        bulk = asyncio.create_task(store.write(lambda _tx: order.append("bulk")))
        urgent = asyncio.create_task(store.write(lambda _tx: order.append("urgent"), urgent=True))
        await asyncio.to_thread(lambda: None)
        first.cancel()
        go.set()
        await asyncio.gather(bulk, urgent)
        assert order == ["urgent", "bulk"]
        assert [set(one.messages) for one in told] == [{inbox}]
        assert told[0].operations == {account}

    asyncio.run(run())


def test_blobs_that_nobody_names_are_collected_when_old(store):
    _account, inbox = with_inbox(store)
    fill(store, inbox, 1, 1)
    key = key_of(store.reader, inbox, 1)
    names = [
        store.content_write_now(lambda content, n=n: content.put(bytes([n]), stored_ms=n * 10))
        for n in range(6)
    ]
    part = Part(
        message=key, section="1", position=0, content_type="", encoding="", name="", safe_name="",
        size_octets=1, shown=True, content_id="", sha256=names[0],
    )  # fmt: skip
    store.write_now(lambda tx: bodies.set_parts(tx, key, [part]))
    # About to be named again: both ways of storing what is here make it young.
    store.content_write_now(lambda content: content.put(bytes([1]), stored_ms=100))
    store.content_write_now(lambda content: content.put_stream([bytes([2])], stored_ms=100))
    assert store.collect_orphans(before_ms=45) == 2
    kept = [name for name in names if store.reader.content.has(name)]
    assert kept == [names[0], names[1], names[2], names[5]]
    assert store.reader.content.read(names[0]) == bytes([0])


def test_a_folder_that_cannot_be_made(tmp_path):
    from facteur.base.paths import Profile

    (tmp_path / "file").write_text("")
    with pytest.raises(StoreUnavailable):
        open_writer(Profile(home=tmp_path / "file" / "profile"))


def test_after_close_nothing_is_written(profile):
    store = open_writer(profile)
    store.close()
    with pytest.raises(StoreUnavailable, match="closed"):
        store.write_now(lambda tx: tx.number("SELECT 1"))


class Disk(apsw.VFS):
    """A disk that is full after so many writes."""

    def __init__(self) -> None:
        super().__init__("small-disk", "")
        self.left = -1

    def xOpen(self, name, flags):
        return DiskFile(self, name, flags)


class DiskFile(apsw.VFSFile):
    def __init__(self, disk, name, flags) -> None:
        super().__init__("", name, flags)
        self._disk = disk

    def xWrite(self, data, offset):
        if self._disk.left == 0:
            raise apsw.FullError("no space")
        self._disk.left -= 1
        return super().xWrite(data, offset)


@pytest.fixture
def disk():
    made = Disk()
    yield made
    made.unregister()


@pytest.mark.parametrize("writes", [0, 1, 2, 3, 5, 8, 13, 21, 34, 55])
def test_a_full_disk_loses_nothing_that_was_there(profile, disk, writes):
    store = open_writer(profile, vfs="small-disk")
    _account, inbox = with_inbox(store)
    fill(store, inbox, 1, 300)
    name = store.content_write_now(lambda content: content.put(b"old" * 9999))
    disk.left = writes

    def fill_up() -> None:
        for low in range(301, 3000, 100):
            fill(store, inbox, low, low + 99)

    with pytest.raises(StoreUnavailable, match="disk-full"):
        fill_up()
    with pytest.raises(StoreUnavailable, match="disk-full"):
        store.content_write_now(lambda content: content.put(b"new" * 99))
    assert len(keys(store.reader, inbox)) >= 300
    assert store.reader.content.read(name) == b"old" * 9999
    assert_sound(store.reader)
    disk.left = -1
    fill(store, inbox, 1, 3000)
    assert len(keys(store.reader, inbox)) == 3000
    assert_sound(store.reader)
    store.close()


@pytest.mark.parametrize("writes", range(0, 40, 5))
def test_a_disk_that_is_full_from_the_start(profile, disk, writes):
    disk.left = writes
    with pytest.raises(StoreUnavailable, match=r"disk-full|io"):
        open_writer(profile, vfs="small-disk")
    disk.left = -1
    store = open_writer(profile, vfs="small-disk")
    with_account(store)
    assert_sound(store.reader)
    store.close()


class ReadOnlyDisk(apsw.VFS):
    def __init__(self) -> None:
        super().__init__("read-only-disk", "")

    def xOpen(self, name, flags):
        return ReadOnlyFile("", name, flags)


class ReadOnlyFile(apsw.VFSFile):
    def xWrite(self, data, offset):
        raise apsw.ReadOnlyError("read-only")


def test_a_read_only_profile_is_named(profile):
    disk = ReadOnlyDisk()
    with pytest.raises(StoreUnavailable, match="read-only"):
        open_writer(profile, vfs="read-only-disk")
    disk.unregister()


def test_a_lock_of_another_program_is_named(profile, monkeypatch):
    store = open_writer(profile)
    other = apsw.Connection(str(profile.mail))
    other.execute("BEGIN IMMEDIATE")
    store._mail.set_busy_timeout(1)
    with pytest.raises(StoreUnavailable, match="locked"):
        with_account(store)
    other.execute("ROLLBACK")
    other.close()
    with_account(store)
    store.close()


def test_broken_structure_of_the_content_is_told_and_nothing_else_is(profile):
    opened = open_writer(profile)
    name = opened.content_write_now(lambda content: content.put(b"data"))
    opened.close()
    zero_pages(profile.content, "sqlite_autoindex_blob_1", "blob")
    opened = open_writer(profile)
    told: list[str] = []
    opened.on_content_damaged = lambda: told.append("damaged")

    def fail(_content):
        raise StoreUnavailable("disk-full")

    async def run() -> None:
        with pytest.raises(StoreUnavailable, match="disk-full"):
            await opened.content_write(fail)
        assert told == []
        with pytest.raises(StoreUnavailable, match="corrupt"):
            await opened.content_write(lambda content: content.forget(name))
        assert told == ["damaged"]

    asyncio.run(run())
    opened.close()


def test_broken_content_is_renewed_while_everything_runs(profile):
    opened = open_writer(profile)
    names = [opened.content_write_now(lambda c, n=n: c.put(bytes([n]))) for n in range(4)]
    query.run(opened._content, "UPDATE chunk SET data = zeroblob(9) WHERE id >> 20 = 2")
    assert opened.reader.content.read(names[0])

    async def run() -> None:
        await opened.renew_content()
        assert opened.broken_content == profile.content.with_name("content.sqlite.broken-1")
        assert not opened.reader.content.has(names[0]), "the reader has the new file"
        new = await opened.content_write(lambda content: content.put(b"new"))
        assert opened.reader.content.read(new) == b"new"
        assert await asyncio.to_thread(opened.salvage_content) == 3

    asyncio.run(run())
    assert [opened.reader.content.has(name) for name in names] == [True, False, True, True]
    opened.close()
    opened = open_writer(profile)
    assert opened.recovered == (), "it was condemned once only"
    opened.close()


def test_a_log_that_cannot_be_brought_in_is_an_unclean_end(profile):
    """Somebody still reads: nothing is lost, and the next start looks closely."""
    opened = open_writer(profile)
    with_account(opened)
    reading = apsw.Connection(str(profile.mail), flags=apsw.SQLITE_OPEN_READONLY)
    rows = reading.execute("SELECT name FROM sqlite_schema")
    assert next(rows)
    opened._mail.set_busy_timeout(1)
    opened.close()
    assert not opened.lock.held
    reading.close(force=True)
    opened = open_writer(profile)
    assert opened.was_unclean
    assert len(read_accounts.accounts(opened.reader)) == 1
    opened.close()
    opened = open_writer(profile)
    assert not opened.was_unclean
    opened.close()


def test_a_content_file_that_cannot_be_opened_leaves_nothing_open(profile):
    open_writer(profile).close()
    raw = apsw.Connection(str(profile.content))
    raw.execute("PRAGMA user_version = 99")
    raw.close()
    with pytest.raises(StoreUnavailable, match="newer"):
        open_writer(profile)
    assert not profile.mail.with_name("mail.sqlite-wal").exists(), "mail.sqlite was closed"
    lock = ProfileLock(profile)
    assert lock.acquire()
    lock.release()


def test_a_start_that_does_not_get_far_costs_no_account(profile, monkeypatch):
    """mail.sqlite is new by then: the accounts must come back at the next start, which sees it."""
    opened = open_writer(profile)
    with_account(opened)
    before = read_accounts.accounts(opened.reader)
    opened.close()
    profile.mail.write_bytes(b"garbage" * 1000)
    marker = recovery.marker_path(profile)
    marker.symlink_to(profile.home / "none" / "none")
    with pytest.raises(StoreUnavailable, match="io"):
        open_writer(profile)
    marker.unlink()

    def fail(_profile):
        raise ZeroDivisionError

    monkeypatch.setattr(recovery, "saved_accounts", fail)
    with pytest.raises(ZeroDivisionError):
        open_writer(profile)
    assert not profile.mail.with_name("mail.sqlite-wal").exists(), "all is closed"
    monkeypatch.undo()
    opened = open_writer(profile)
    assert opened.recovered == ("accounts",)
    assert read_accounts.accounts(opened.reader) == before
    opened.write_now(lambda tx: accounts.remove(tx, before[0].key))
    recovery.save_accounts(profile, before)  # as if it ended before it could be written
    opened.close()
    opened = open_writer(profile)
    assert read_accounts.accounts(opened.reader) == [], "what was removed stays so"
    opened.close()


def test_a_file_that_cannot_be_condemned_is_told(profile):
    opened = open_writer(profile)
    for path, condemn in (
        (profile.mail, opened.condemn_mail),
        (profile.content, opened.condemn_content),
    ):
        recovery.condemned_path(path).symlink_to(profile.home / "none" / "none")
        with pytest.raises(StoreUnavailable, match="io"):
            condemn()
        recovery.condemned_path(path).unlink()
    opened.close()


def test_a_folder_in_the_way_of_a_file_is_told(profile):
    profile.create()
    recovery.condemned_path(profile.mail).mkdir()
    with pytest.raises(StoreUnavailable):
        open_writer(profile)
    recovery.condemned_path(profile.mail).rmdir()
    open_writer(profile).close()


def test_a_check_of_what_is_no_database_says_so(profile):
    opened = open_writer(profile)
    opened.close()
    profile.content.write_bytes(b"garbage" * 1000)
    [found] = opened.quick_check()
    assert found.startswith("content.sqlite: ")
    profile.mail.unlink()
    assert [one.split(":")[0] for one in opened.quick_check(content=False)] == ["mail.sqlite"]


def test_a_write_outlives_the_loop_that_asked_for_it(profile):
    """The engine ends while the last transaction is still on its way: nobody is told, it is kept."""
    opened = open_writer(profile)
    opened.on_changes = lambda _changes: pytest.fail("told on a loop that is closed")
    go, begun = threading.Event(), threading.Event()

    def slow(tx) -> None:
        begun.set()
        go.wait(20)
        accounts.add(tx, settings(), 1)

    async def run() -> None:
        task = asyncio.create_task(opened.write(slow))
        assert await asyncio.to_thread(begun.wait, 20)
        task.cancel()

    asyncio.run(run())
    go.set()
    assert opened.write_now(lambda tx: tx.number("SELECT count(*) FROM account")) == 1
    opened.close()


def test_a_blob_that_cannot_be_unpacked_is_left_out_of_the_salvage(profile):
    opened = open_writer(profile)
    name = opened.content_write_now(lambda c: c.put(b"data"))
    opened.condemn_content()
    query.run(opened._content, "UPDATE chunk SET size_octets = 3")
    opened.close()
    opened = open_writer(profile)
    assert opened.salvage_content() == 0
    with pytest.raises(ContentDamaged, match="missing"):
        opened.reader.content.read(name)
    assert opened.content_write_now(lambda c: c.put(b"data")) == name
    opened.close()
