"""Commands about mailboxes and messages: open, fetch, save, mark."""

import asyncio
import contextlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from facteur.base.errors import ContentDamaged, StoreUnavailable, UsageError
from facteur.base.log import logger
from facteur.engine.account import AccountRunner
from facteur.engine.context import Context
from facteur.engine.operations.queue import AT_ONCE
from facteur.engine.problems import problem
from facteur.engine.saving import decoded, save
from facteur.link import commands, events
from facteur.mail.flags import Flags
from facteur.mail.keys import MailboxKey, MessageKey, OperationKey
from facteur.store.read import bodies as read_bodies
from facteur.store.read import mailboxes as read_mailboxes
from facteur.store.read import messages as read_messages
from facteur.store.read import operations as read_operations
from facteur.store.read import pop as read_pop
from facteur.store.reader import open_reader
from facteur.store.rows import Operation, Part
from facteur.store.transaction import Transaction
from facteur.store.write import bodies as write_bodies
from facteur.store.write import operations as write_operations
from facteur.store.write import pop as write_pop
from facteur.store.write import problems as write_problems

SHOWN_WHOLE_OCTETS = 32 << 20  # a longer message is saved, not shown
CHECK_AWAITED_S = 3.0  # better fetch into a file known to be sound; a large one takes too long

_T = TypeVar("_T")
_log = logger("store")


def open_mailbox(context: Context, command: commands.OpenMailbox) -> events.Reply:
    """Keep one mailbox live, and none of the other accounts."""
    owner = 0
    if command.mailbox:
        state = read_mailboxes.sync_state(context.store.reader, MailboxKey(command.mailbox))
        owner = state.account
    for runner in context.runners():
        runner.open_mailbox(MailboxKey(command.mailbox) if runner.key == owner else None)
    return events.Done(request=command.request)


async def fetch_headers(context: Context, command: commands.FetchHeaders) -> events.Reply:
    """Bring headers that are on screen as placeholders."""
    keys = [MessageKey(key) for key in command.messages]
    wanted: dict[int, list[int]] = {}
    for mailbox, uid in read_messages.keys_missing_headers(context.store.reader, keys):
        wanted.setdefault(mailbox, []).append(uid)
    for number, uids in wanted.items():
        mailbox = MailboxKey(number)
        runner = context.runner(read_mailboxes.sync_state(context.store.reader, mailbox).account)
        await runner.fetch_headers(mailbox, uids)
    return events.Done(request=command.request)


async def open_message(context: Context, command: commands.OpenMessage) -> events.Reply:
    """Have what is shown of a message in the store."""
    key = MessageKey(command.message)
    runner = context.runner_of(key)
    if not runner.is_here(key):
        try:
            await runner.bring(key)
        except StoreUnavailable as error:
            if error.code != "corrupt":
                raise
            await context.upkeep.content_checked()  # now there is a new file
            await runner.bring(key)
    return events.Done(request=command.request)


async def fetch_part(
    context: Context, command: commands.FetchPart | commands.FetchSource
) -> events.Reply:
    """Have one part, or the whole raw message, in the store and sound."""
    section = command.section if isinstance(command, commands.FetchPart) else ""

    def verified(sha256: bytes) -> bytes:
        _verify(context, sha256)
        return sha256

    sha256 = await _sound(context, command.message, section, verified)
    if isinstance(command, commands.FetchSource):
        await _show_whole(context, MessageKey(command.message), sha256)
    return events.Done(request=command.request)


async def _show_whole(context: Context, key: MessageKey, sha256: bytes) -> None:
    """Show a message whose text was cut in full, now that all of it is here."""
    body = read_bodies.body(context.store.reader, key)
    if body is None or not body.cut:
        return
    raw = await asyncio.to_thread(_read, context, sha256, SHOWN_WHOLE_OCTETS)
    if raw is not None:
        await context.runner_of(key).show_whole(key, raw)


async def save_part(context: Context, command: commands.SavePart) -> events.Reply:
    """Write a part to a file."""

    def written(sha256: bytes) -> Path:
        reader = open_reader(context.profile)
        try:
            part = read_bodies.part(reader, MessageKey(command.message), command.section)
            if part is None:
                raise UsageError("no-part", detail=command.section)
            return _write(context, command, part, reader.content.read_chunks(sha256))
        finally:
            reader.close()

    path = await _sound(context, command.message, command.section, written)
    return events.Done(request=command.request, path=str(path))


async def _sound(context: Context, message: int, section: str, use: Callable[[bytes], _T]) -> _T:
    """Have a part in the store and use it in a thread; a damaged one is fetched again.

    That may take a new file, when this one is too broken to keep anything.
    """
    for again in (True, True, False):
        sha256 = b""
        try:
            sha256 = await _bring(context, message, section)
            return await asyncio.to_thread(use, sha256)
        except (ContentDamaged, StoreUnavailable) as error:
            if not again or error.code not in {"damaged", "missing", "gap", "corrupt"}:
                raise
            if sha256 and read_pop.is_only_copy(context.store.reader, sha256):
                await _tell_damage(context, message)
                raise
            if sha256:
                await _forget(context, sha256)
            broken = error.code == "corrupt"
        await context.upkeep.content_checked(None if broken else CHECK_AWAITED_S)
    raise AssertionError("the last round returns or raises")


async def _tell_damage(context: Context, message: int) -> None:
    """Let it stand as a problem that a message, which no server has any more, is damaged."""
    row = read_messages.row(context.store.reader, MessageKey(message))
    detail = row.subject if row is not None else str(message)
    now = context.effects.clock.now_ms()
    found = problem(ContentDamaged("only-copy-damaged", detail=detail[:100]))
    await context.store.write(
        lambda tx: write_problems.raise_(
            tx,
            account=None,
            family=found.family,
            code=found.code,
            detail=found.detail,
            raised_ms=now,
        )
    )
    context.broadcast.now(events.ProblemRaised(problem=found))


async def _forget(context: Context, sha256: bytes) -> None:
    """Take a broken blob out: the parts that lie in it are on the server again."""
    _log.warning("content %s is damaged and is fetched again", sha256.hex()[:12])
    try:
        await context.store.content_write(lambda content: content.forget(sha256), urgent=True)
    except StoreUnavailable as error:
        if error.code != "corrupt":
            raise  # else a new file without it takes its place
    else:
        context.upkeep.content_damaged()

    def forget(tx: Transaction) -> None:
        write_pop.find_broken_content(tx, sha256)
        write_bodies.forget_content(tx, sha256)

    await context.store.write(forget, urgent=True)


async def set_flags(context: Context, command: commands.SetFlags) -> events.Reply:
    """Show marks at once and queue them for the server."""
    if command.add & command.remove:
        raise UsageError("flag-both-ways")
    # Shielded: what is taken must be handed over, even when who asked leaves meanwhile.
    await asyncio.shield(asyncio.create_task(_mark(context, command)))
    return events.Done(request=command.request)


async def _mark(context: Context, command: commands.SetFlags) -> None:
    """Queue the change, and take it in the same transaction where it can be sent at once."""
    keys = [MessageKey(key) for key in command.messages]
    now = context.effects.clock.now_ms()
    ready = [one for one in context.runners() if isinstance(one, AccountRunner) and one.sends_now]
    local = [one.key for one in context.runners() if one.settings.protocol.keeps_here]

    def mark(tx: Transaction) -> list[list[Operation]]:
        write_operations.set_flags(
            tx,
            keys,
            add=Flags(command.add),
            remove=Flags(command.remove),
            add_keywords=command.add_keywords,
            remove_keywords=command.remove_keywords,
            created_ms=now,
        )
        for account in local:  # no server to tell: carried out where they stand
            while own := write_operations.take(tx, account, AT_ONCE):
                write_operations.finish(tx, [one.key for one in own])
        return [write_operations.take(tx, runner.key, AT_ONCE) for runner in ready]

    with contextlib.ExitStack() as stack:
        for runner in ready:
            stack.enter_context(runner.way.kept())
        taken = await context.store.write(mark, urgent=True)
        for runner, operations in zip(ready, taken, strict=True):
            runner.send_taken(operations)
    _send_changes(context)


async def discard(context: Context, command: commands.DiscardOperation) -> events.Reply:
    """Give a change up."""
    key = OperationKey(command.operation)
    await context.store.write(lambda tx: write_operations.discard(tx, key), urgent=True)
    return events.Done(request=command.request)


async def retry(context: Context, command: commands.RetryOperation) -> events.Reply:
    """Queue a failed change again, or all of them."""
    keys = [
        one.key
        for one in read_operations.waiting(context.store.reader)
        if one.state in {"failed", "parked"} and command.operation in {0, one.key}
    ]

    await context.store.write(
        lambda tx: [write_operations.retry(tx, key) for key in keys], urgent=True
    )
    _send_changes(context)
    return events.Done(request=command.request)


def _send_changes(context: Context) -> None:
    for runner in context.runners():
        runner.send_changes()


async def _bring(context: Context, message: int, section: str) -> bytes:
    """Have a part in the store; the task of the command is what Stop cancels."""
    runner = context.runner_of(message)
    current = asyncio.current_task()
    assert current is not None
    now = context.effects.clock.now_ms()

    def stop() -> None:
        current.cancel()

    return await runner.bring_part(MessageKey(message), section, now, stop)


def _read(context: Context, sha256: bytes, limit: int) -> bytes | None:
    """Return a blob, None when it is longer than `limit`. Raises ContentDamaged."""
    reader = open_reader(context.profile)
    held: list[bytes] = []
    try:
        for chunk in reader.content.read_chunks(sha256):
            held.append(chunk)
            limit -= len(chunk)
            if limit < 0:
                return None
    finally:
        reader.close()
    return b"".join(held)


def _verify(context: Context, sha256: bytes) -> None:
    """Read a blob once. Raises ContentDamaged."""
    reader = open_reader(context.profile)
    try:
        for _chunk in reader.content.read_chunks(sha256):
            pass
    finally:
        reader.close()


def _write(
    context: Context, command: commands.SavePart, part: Part, chunks: Iterable[bytes]
) -> Path:
    """Write the file."""
    opened = not command.folder
    folder = Path(command.folder) if command.folder else context.profile.attachments
    if opened:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = command.file_name or part.safe_name or "message.eml"
    return save(folder, name, decoded(chunks, part.encoding), read_only=opened)
