"""Commands about files of others: export, import, backup. The work runs in a thread."""

import asyncio
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar, assert_never

from facteur.archive import detect
from facteur.archive.failures import ArchiveError
from facteur.base.errors import NetworkError, UsageError
from facteur.engine import archiving, localcommands
from facteur.engine.archiving import Tally, Target
from facteur.engine.context import Context
from facteur.engine.localaccount import LocalRunner
from facteur.link import commands, events
from facteur.mail.keys import AccountKey, MailboxKey
from facteur.store.content import ContentStore
from facteur.store.database import Store
from facteur.store.read import accounts as read_accounts
from facteur.store.read import mailboxes as read_mailboxes
from facteur.store.reader import Reader, open_reader
from facteur.store.rows import NoticeFamily
from facteur.store.transaction import Transaction
from facteur.store.write import backups as write_backups
from facteur.store.write import local, notices

_T = TypeVar("_T")


async def carry_out(
    context: Context,
    command: commands.ExportMailbox
    | commands.ImportMail
    | commands.MakeBackup
    | commands.CheckBackup
    | commands.ListBackup,
) -> events.Reply:
    """Carry out one of the commands of this module."""
    match command:
        case commands.ExportMailbox():
            return await export(context, command)
        case commands.ImportMail():
            return await import_mail(context, command)
        case commands.MakeBackup():
            return await make_backup(context, command)
        case commands.CheckBackup():
            return await check_backup(context, command)
        case commands.ListBackup():
            return await list_backup(context, command)
        case _:
            assert_never(command)


async def export(context: Context, command: commands.ExportMailbox) -> events.Reply:
    """Write a mailbox to a new file or folder. Raises UsageError, ArchiveError."""
    if command.form not in {"mbox", "eml"}:
        raise UsageError("form-unknown", detail=command.form)
    mailbox = read_mailboxes.mailbox(context.store.reader, MailboxKey(command.mailbox))
    path = Path(command.path)
    tally = await _in_thread(
        context,
        "export",
        mailbox.account,
        lambda reader, step: archiving.export(reader, mailbox, path, command.form, step),
    )
    await _tell(context, "exported", mailbox.account, str(path), tally)
    return events.Done(request=command.request, path=str(path), counts=_counts(tally))


async def import_mail(context: Context, command: commands.ImportMail) -> events.Reply:
    """Read an archive into local mailboxes. Raises UsageError, ArchiveError."""
    key = MailboxKey(command.mailbox) or await _local_inbox(context, command)
    target = replace(_target(context, key), at_top=not command.mailbox)
    homes = await _homes(context)
    writes = _Writes(context.store, asyncio.get_running_loop())
    now = context.effects.clock.now_ms()
    tally = await _in_thread(
        context,
        "import",
        target.account,
        lambda _reader, step: archiving.Import(
            target=target,
            homes=homes,
            chosen=frozenset(map(tuple, command.folders)) or None,
            writes=writes,
            now_ms=now,
            step=step,
        ).run(Path(command.path), command.passphrase),
    )
    for runner in context.runners():
        if isinstance(runner, LocalRunner):
            runner.try_now()
    await _tell(context, "imported", target.account, command.path, tally)
    return events.Done(request=command.request, counts=_counts(tally))


async def _local_inbox(context: Context, command: commands.ImportMail) -> MailboxKey:
    """Return the inbox of the account without a server, made only when something goes there.

    Of a backup whose folders all go back to accounts that are here, any of theirs will do.
    """
    path = Path(command.path)
    kind = await asyncio.to_thread(detect.detect, path)
    if kind is detect.Kind.UNKNOWN:
        there = await asyncio.to_thread(path.exists)
        raise ArchiveError("unknown-kind" if there else "missing", detail=path.name)
    if kind in {detect.Kind.BACKUP, detect.Kind.SEALED_BACKUP}:
        found = await asyncio.to_thread(archiving.contents, path, command.passphrase)
        homes = {one.address.casefold(): one.mailbox.key for one in await _homes(context)}
        if command.folders:
            found = [one for one in found if [*one.levels] in command.folders]
        else:
            found = archiving.coming_back(found, homes)
        addresses = {one.levels[0].casefold() if one.levels else "" for one in found}
        if homes and addresses <= homes.keys():
            return homes[next(iter(addresses or homes))]
    return (await localcommands.local_account(context))[1]


def _target(context: Context, key: MailboxKey) -> Target:
    mailbox = read_mailboxes.mailbox(context.store.reader, key)
    settings = read_accounts.account(context.store.reader, mailbox.account).settings
    if not settings.protocol.keeps_here:
        raise UsageError("mailbox-not-local", detail=mailbox.path)
    return Target(account=mailbox.account, address=settings.address, mailbox=mailbox)


async def _homes(context: Context) -> list[Target]:
    """Return the accounts that folders of a backup can go back to, in the sidebar's order."""
    accounts = read_accounts.accounts(context.store.reader)
    keys = [one.key for one in accounts if one.settings.protocol.keeps_here]
    inboxes = await context.store.write(lambda tx: [local.ensure(tx, key) for key in keys])
    return [_target(context, key) for key in inboxes]


async def list_backup(context: Context, command: commands.ListBackup) -> events.Reply:
    """Say what a backup would bring and where each folder would go back to. Raises ArchiveError."""
    path = Path(command.path)
    found = await asyncio.to_thread(archiving.contents, path, command.passphrase)
    accounts = read_accounts.accounts(context.store.reader)
    homes = {
        one.settings.address.casefold(): one.key
        for one in reversed(accounts)
        if one.settings.protocol.keeps_here
    }
    folders = [
        events.BackupFolder(
            levels=list(one.levels),
            use=one.special_use.value,
            messages=one.messages,
            octets=one.octets,
            account=homes.get(one.levels[0].casefold(), 0) if one.levels else 0,
        )
        for one in archiving.coming_back(found, homes)
    ]
    return events.Done(request=command.request, folders=folders)


async def make_backup(
    context: Context, command: commands.MakeBackup, *, scheduled: bool = False
) -> events.Reply:
    """Write a backup, read it back, and remember it; one at a time. Raises ArchiveError.

    scheduled: the schedule wants it, and not the user.
    """
    async with context.backing_up:
        return await _make_backup(context, command, scheduled=scheduled)


async def _make_backup(
    context: Context, command: commands.MakeBackup, *, scheduled: bool
) -> events.Reply:
    now = context.effects.clock.now_ms()
    path, tally = await _in_thread(
        context,
        "backup",
        AccountKey(0),
        lambda reader, step: archiving.make_backup(
            reader, Path(command.path), command.passphrase, now, step
        ),
    )
    file_octets = await asyncio.to_thread(_length, path)

    def note(tx: Transaction) -> None:
        write_backups.note(
            tx,
            made_ms=now,
            path=str(path),
            messages=tally.messages,
            octets=tally.octets,
            left_out=tally.left_out,
            scheduled=scheduled,
            file_octets=file_octets,
        )
        _tell_in(tx, "backup-made", now, tally, account=None, path=str(path))

    await context.store.write(note)
    return events.Done(request=command.request, path=str(path), counts=_counts(tally))


async def _tell(context: Context, code: str, account: AccountKey, path: str, tally: Tally) -> None:
    """Let the notice centre say what was done."""
    now = context.effects.clock.now_ms()
    await context.store.write(lambda tx: _tell_in(tx, code, now, tally, account=account, path=path))


def _tell_in(
    tx: Transaction, code: str, now_ms: int, tally: Tally, *, account: AccountKey | None, path: str
) -> None:
    notices.tell(
        tx,
        account=account,
        family=NoticeFamily.DONE,
        code=code,
        happened_ms=now_ms,
        detail=path,
        count=tally.messages,
        octets=tally.octets,
    )


def _length(path: Path) -> int:
    """Return how long the file is, 0 when its disk has just gone."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


async def check_backup(context: Context, command: commands.CheckBackup) -> events.Reply:
    """Read a backup again. Raises ArchiveError."""
    path = Path(command.path)
    tally = await _in_thread(
        context,
        "check",
        AccountKey(0),
        lambda _reader, _step: archiving.check_backup(path, command.passphrase),
    )
    return events.Done(request=command.request, path=str(path), counts=_counts(tally))


class _Writes:
    """The engine's writer for a thread: what it asks is done on the loop, and waited for."""

    def __init__(self, store: Store, loop: asyncio.AbstractEventLoop) -> None:
        self._store = store
        self._loop = loop

    def mail(self, work: Callable[[Transaction], _T]) -> _T:
        """Carry out a transaction on mail.sqlite."""
        return asyncio.run_coroutine_threadsafe(self._store.write(work), self._loop).result()

    def both(
        self, first: Callable[[ContentStore], object], then: Callable[[Transaction], _T]
    ) -> _T:
        """Carry out one on content.sqlite and, at once after it, one on mail.sqlite."""
        return asyncio.run_coroutine_threadsafe(self._both(first, then), self._loop).result()

    async def _both(
        self, first: Callable[[ContentStore], object], then: Callable[[Transaction], _T]
    ) -> _T:
        await self._store.content_write(first)
        return await self._store.write(then)

    def content(self, work: Callable[[ContentStore], _T]) -> _T:
        """Carry out a transaction on content.sqlite."""
        wanted = self._store.content_write(work)
        return asyncio.run_coroutine_threadsafe(wanted, self._loop).result()


async def _in_thread(
    context: Context,
    kind: str,
    account: AccountKey,
    work: Callable[[Reader, archiving.Step], _T],
) -> _T:
    """Do the work with a reader of its own, with progress; Stop ends it between two messages."""
    loop = asyncio.get_running_loop()
    stopped = threading.Event()
    task = context.tasks.begin(account, kind, stop=stopped.set)

    def step(done: int, total: int) -> None:
        if stopped.is_set():
            raise NetworkError("stopped")
        loop.call_soon_threadsafe(context.tasks.step, task, done, total)

    def run() -> _T:
        reader = open_reader(context.profile)
        try:
            return work(reader, step)
        finally:
            reader.close()

    running = asyncio.create_task(asyncio.to_thread(run))
    try:
        return await asyncio.shield(running)
    except asyncio.CancelledError:
        stopped.set()
        await asyncio.gather(running, return_exceptions=True)
        raise
    finally:
        context.tasks.end(task)


def _counts(tally: Tally) -> events.Counts:
    return events.Counts(
        messages=tally.messages,
        octets=tally.octets,
        skipped=tally.skipped,
        left_out=tally.left_out,
        problems=tally.problems,
    )
