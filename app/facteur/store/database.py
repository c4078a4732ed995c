"""Opening the profile for writing, and the transactions of its one writer."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import TypeVar

import apsw

from facteur.base.errors import ContentDamaged, StoreUnavailable
from facteur.base.paths import Profile
from facteur.store import recovery, salvage
from facteur.store.changes import Changes
from facteur.store.connection import connect_reader, connect_writer
from facteur.store.content import ContentStore
from facteur.store.failures import from_os, is_damage, translated
from facteur.store.lock import ProfileLock
from facteur.store.migrate import Schema, migrate
from facteur.store.query import execute, number
from facteur.store.read.accounts import accounts
from facteur.store.read.bodies import unnamed
from facteur.store.reader import Reader, open_reader
from facteur.store.transaction import Transaction
from facteur.store.write.accounts import restore
from facteur.store.writer import WriterThread

__all__ = ["Reader", "Store", "open_reader", "open_writer"]

Result = TypeVar("Result")
CHECK_FINDINGS = 20
COLLECTED_AT_ONCE = 200


class Store:
    """The profile, open for writing. Made by open_writer.

    reader: for short reads on the thread that opened the store.
    on_changes: called after a commit that changed something, on the event loop of write() or on
        the thread of write_now().
    on_content_damaged: called on the event loop when SQLite finds content.sqlite itself broken.
    was_unclean: the last writer did not close the store; quick_check() is due.
    recovered: what was begun anew, its file being broken or gone: `mail`, `content`, `accounts`.
    broken_content: where the broken content.sqlite lies now; salvage_content() is due.
    """

    def __init__(
        self,
        profile: Profile,
        lock: ProfileLock,
        mail: apsw.Connection,
        content: apsw.Connection,
        *,
        vfs: str | None,
        was_unclean: bool,
        recovered: tuple[str, ...],
        broken_content: Path | None,
    ) -> None:
        self.profile = profile
        self.lock = lock
        self.was_unclean = was_unclean
        self.recovered = recovered
        self.broken_content = broken_content
        self.on_changes: Callable[[Changes], None] = _ignore
        self.on_content_damaged: Callable[[], None] = lambda: None
        self.reader = open_reader(profile, vfs=vfs)
        self._vfs = vfs
        self._mail = mail
        self._content = content
        self._content_store = ContentStore(content)
        self._mail_thread = WriterThread("store-mail")
        self._content_thread = WriterThread("store-content")

    async def write(
        self, function: Callable[[Transaction], Result], *, urgent: bool = False
    ) -> Result:
        """Return what the function returns, once its transaction is on the disk.

        urgent: goes before the bulk work that waits. Cancelling does not take back a transaction
        that has begun. Raises what the function raised, and StoreUnavailable.
        """
        deliver = partial(_deliver_on, asyncio.get_running_loop(), self)
        job = partial(self._transact, function, deliver)
        return await asyncio.wrap_future(self._mail_thread.submit(job, urgent=urgent))

    def write_now(self, function: Callable[[Transaction], Result]) -> Result:
        """Do the same and wait for it; for the command line and tests, never on an event loop."""
        collected: list[Changes] = []
        job = partial(self._transact, function, collected.append)
        result = self._mail_thread.submit(job).result()
        for changes in collected:
            self.on_changes(changes)
        return result

    async def content_write(
        self, function: Callable[[ContentStore], Result], *, urgent: bool = False
    ) -> Result:
        """Return what the function returns, once its content is on the disk.

        Commit content first, then write the row that names it.
        """
        job = partial(self._transact_content, function)
        try:
            return await asyncio.wrap_future(self._content_thread.submit(job, urgent=urgent))
        except StoreUnavailable as error:
            if error.code == "corrupt":
                self.on_content_damaged()
            raise

    def content_write_now(self, function: Callable[[ContentStore], Result]) -> Result:
        """Do the same and wait for it."""
        job = partial(self._transact_content, function)
        future: Future[Result] = self._content_thread.submit(job)
        return future.result()

    def quick_check(self, *, mail: bool = True, content: bool = True) -> list[str]:
        """Return what SQLite finds wrong in the files, nothing when they are sound.

        Reads everything, on connections of its own: call it in a thread. Content that is wrong is
        found when it is read, so it may be left out.
        """
        files = ((self.profile.mail, mail), (self.profile.content, content))
        paths = [path for path, wanted in files if wanted]
        return [finding for path in paths for finding in _findings(path, self._vfs)]

    def salvage_content(self) -> int:
        """Bring back what can be read of a content.sqlite that this start found broken.

        Returns how many blobs that were; call it in a thread, reading and writing go on.
        """
        count = 0
        noted = list(salvage.wholes(self.broken_content)) if self.broken_content else []
        if noted:  # first, so that nothing of them is collected meanwhile
            self.content_write_now(lambda content: content.keep_whole(noted))
        for blob in salvage.blobs(self.broken_content) if self.broken_content else ():
            try:
                self.content_write_now(lambda content, chunks=blob: content.put_stream(chunks))
            except ContentDamaged:
                continue
            count += 1
        return count

    def collect_orphans(self, *, before_ms: int) -> int:
        """Remove blobs that no part names and return how many went; call it in a thread.

        before_ms: only those stored before; give what was just stored time to get its name.
        """
        reader = open_reader(self.profile, vfs=self._vfs)
        after, gone = 0, 0
        try:
            while page := reader.content.hashes(
                after=after, limit=COLLECTED_AT_ONCE, before_ms=before_ms
            ):
                after = page[-1][0]
                names = unnamed(reader, [name for _row, name in page])
                gone += self.content_write_now(
                    lambda content, names=names: content.collect(names, before_ms=before_ms)
                )
        finally:
            reader.close()
        return gone

    def condemn_mail(self) -> None:
        """Let the next start move mail.sqlite aside and begin anew, the accounts kept."""
        _condemn(self.profile.mail)

    def condemn_content(self) -> None:
        """Let the next start move content.sqlite aside; salvage_content() then."""
        _condemn(self.profile.content)

    async def renew_content(self) -> None:
        """Move content.sqlite aside now and begin a new one; salvage_content() is due then.

        Readers take the new file by themselves. Raises StoreUnavailable; the next start tries
        again.
        """
        await asyncio.wrap_future(self._content_thread.submit(self._renew_content, urgent=True))

    def close(self) -> None:
        """Finish what is queued, bring the logs into the files, and let the profile go."""
        self._mail_thread.close()
        self._content_thread.close()
        self.reader.close()
        clean = all([_closed(self._mail), _closed(self._content)])
        if clean:
            recovery.marker_path(self.profile).unlink(missing_ok=True)
        self.lock.release()

    def _transact(
        self, function: Callable[[Transaction], Result], deliver: Callable[[Changes], None]
    ) -> Result:
        transaction = Transaction(self._mail)
        result = _committed(self._mail, partial(function, transaction))
        changes = transaction.changes
        if changes.accounts:
            recovery.save_accounts(self.profile, accounts(transaction))
        if not changes.is_empty:
            changes.settle()
            deliver(changes)
        return result

    def _renew_content(self) -> None:
        self.condemn_content()
        recovered: dict[str, Path] = {}
        _closed(self._content)
        self._content = _open_or_renew(self.profile.content, Schema.CONTENT, self._vfs, recovered)
        self._content_store = ContentStore(self._content)
        self.broken_content = recovered.get("content")

    def _transact_content(self, function: Callable[[ContentStore], Result]) -> Result:
        return _committed(self._content, partial(function, self._content_store))


def open_writer(
    profile: Profile, *, vfs: str | None = None, lock: ProfileLock | None = None
) -> Store:
    """Return the store of the profile, created or brought to the newest schema where needed.

    lock: the lock of the profile, when the caller holds it already; the store lets it go.
    Raises StoreUnavailable: locked, newer, read-only, disk-full, io.
    """
    try:
        profile.create()
    except OSError as error:
        raise from_os(error, where=str(profile.home)) from error
    lock = lock or ProfileLock(profile)
    if not lock.acquire():
        owner = lock.owner()
        who = f"pid {owner.pid} on {owner.host}" if owner else ""
        raise StoreUnavailable("locked", detail=who)
    try:
        return _open_files(profile, vfs, lock)
    except BaseException:
        lock.release()
        raise


def _open_files(profile: Profile, vfs: str | None, lock: ProfileLock) -> Store:
    marker = recovery.marker_path(profile)
    recovered: dict[str, Path] = {}
    was_unclean = marker.exists()
    mail = _open_or_renew(profile.mail, Schema.MAIL, vfs, recovered)
    try:
        content = _open_or_renew(profile.content, Schema.CONTENT, vfs, recovered)
    except BaseException:
        mail.close()
        raise
    try:
        marker.touch()
        saved = recovery.saved_accounts(profile) if _never_had_accounts(mail) else []
        if saved:
            _committed(mail, partial(restore, Transaction(mail), saved))
            recovered["accounts"] = recovery.backup_path(profile)
    except BaseException as error:
        mail.close()
        content.close()
        if isinstance(error, OSError):
            raise from_os(error, where=str(marker)) from error
        raise
    return Store(
        profile,
        lock,
        mail,
        content,
        vfs=vfs,
        was_unclean=was_unclean,
        recovered=tuple(recovered),
        broken_content=recovered.get("content"),
    )


def _never_had_accounts(mail: apsw.Connection) -> bool:
    """Whether the file is as new, also where the start that made it did not get any further."""
    sql = "SELECT NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'account')"
    return number(mail, sql) == 1


def _condemn(database: Path) -> None:
    try:
        recovery.condemned_path(database).touch()
    except OSError as error:
        raise from_os(error, where=str(database)) from error


def _open_or_renew(
    path: Path, schema: Schema, vfs: str | None, recovered: dict[str, Path]
) -> apsw.Connection:
    """Open the file; one that is no database is moved aside and a new one made in its place."""
    name = schema.name.lower()
    condemned = recovery.condemned_path(path)
    try:
        if path.exists() and (condemned.exists() or _is_hollow(path)):
            recovered[name] = recovery.move_aside(path)
        condemned.unlink(missing_ok=True)
        try:
            return _opened(path, schema, vfs)
        except apsw.Error as error:
            if not is_damage(error):
                raise
        recovered[name] = recovery.move_aside(path)
        opened = _opened(path, schema, vfs)
        opened.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)
        if schema is Schema.CONTENT:
            salvage.mend_first_page(recovered[name], path)
    except apsw.Error as error:
        raise translated(error, where=path.name) from error
    except OSError as error:
        raise from_os(error, where=str(path)) from error
    return opened


def _is_hollow(path: Path) -> bool:
    return not path.stat().st_size and not _has_log(path)


def _has_log(path: Path) -> bool:
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0


def _opened(path: Path, schema: Schema, vfs: str | None) -> apsw.Connection:
    connection = connect_writer(path, vfs=vfs)
    try:
        migrate(connection, schema)
        execute(connection, "SELECT count(*) FROM sqlite_schema").fetchall()
    except BaseException:
        connection.close()
        raise
    return connection


def _committed(connection: apsw.Connection, function: Callable[[], Result]) -> Result:
    """Run the function in one transaction; nothing of it stays when anything raises."""
    try:
        execute(connection, "BEGIN IMMEDIATE")
        try:
            result = function()
            execute(connection, "COMMIT")
        except BaseException:
            if connection.in_transaction:
                execute(connection, "ROLLBACK")
            raise
    except apsw.Error as error:
        raise translated(error) from error
    return result


def _deliver_on(loop: asyncio.AbstractEventLoop, store: Store, changes: Changes) -> None:
    # A loop that is closed has nobody left to tell; the next start reads everything anew.
    if not loop.is_closed():
        loop.call_soon_threadsafe(store.on_changes, changes)


def _ignore(changes: Changes) -> None:
    """Tell nobody."""


def _findings(path: Path, vfs: str | None) -> list[str]:
    try:
        connection = connect_reader(path, vfs=vfs)
        try:
            found = execute(connection, f"PRAGMA quick_check({CHECK_FINDINGS})").fetchall()
        finally:
            connection.close()
    except apsw.Error as error:
        return [f"{path.name}: {error}"]
    return [f"{path.name}: {row[0]}" for row in found if row[0] != "ok"]


def _closed(connection: apsw.Connection) -> bool:
    """Close; whether the whole log went into the file."""
    try:
        connection.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)
    except apsw.Error:
        connection.close()
        return False
    connection.close()
    return True
