import asyncio
import threading

import apsw
import pytest

from facteur.base.errors import StoreUnavailable
from facteur.mail.flags import Flags
from facteur.store import recovery
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
