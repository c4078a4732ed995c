"""Commands about mailboxes and messages: open, fetch, save, mark."""

import asyncio
from pathlib import Path

from facteur.base.errors import ContentDamaged, UsageError
from facteur.base.log import logger
from facteur.engine.context import Context
from facteur.engine.parts import PartFetcher
from facteur.engine.saving import decoded, save
from facteur.link import commands, events
from facteur.mail.flags import Flags
from facteur.mail.keys import MailboxKey, MessageKey, OperationKey
from facteur.store.read import bodies as read_bodies
from facteur.store.read import mailboxes as read_mailboxes
from facteur.store.read import messages as read_messages
from facteur.store.read import operations as read_operations
from facteur.store.reader import open_reader
from facteur.store.rows import Part
from facteur.store.write import bodies as write_bodies
from facteur.store.write import operations as write_operations

SHOWN_WHOLE_OCTETS = 32 << 20  # a longer message is saved, not shown

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
    if not runner.bodies.is_here(key):
        place = read_messages.uid_of(context.store.reader, key)
        assert place is not None
        await runner.user(place[0], lambda lane: runner.bodies.bring(lane, key))
    return events.Done(request=command.request)


async def fetch_part(
    context: Context, command: commands.FetchPart | commands.FetchSource
) -> events.Reply:
    """Have one part, or the whole raw message, in the store and sound."""
    section = command.section if isinstance(command, commands.FetchPart) else ""
    sha256 = await _bring(context, command.message, section)
    try:
        await asyncio.to_thread(_verify, context, sha256)
    except ContentDamaged:
        await forget_damaged(context, sha256)
        sha256 = await _bring(context, command.message, section)
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
        await context.runner_of(key).bodies.show_whole(key, raw)


async def save_part(context: Context, command: commands.SavePart) -> events.Reply:
    """Write a part to a file; one that is damaged here is fetched again."""
    sha256 = await _bring(context, command.message, command.section)
    key = MessageKey(command.message)
    part = read_bodies.part(context.store.reader, key, command.section)
    if part is None:
        raise UsageError("no-part", detail=command.section)
    try:
        path = await asyncio.to_thread(_write, context, command, part, sha256)
    except ContentDamaged:
        await forget_damaged(context, sha256)
        sha256 = await _bring(context, command.message, command.section)
        path = await asyncio.to_thread(_write, context, command, part, sha256)
    return events.Done(request=command.request, path=str(path))


async def forget_damaged(context: Context, sha256: bytes) -> None:
    """Take a broken blob out: its parts are on the server again, their texts are made anew."""
    _log.warning("content %s is damaged and is fetched again", sha256.hex()[:12])
    await context.store.content_write(lambda content: content.forget(sha256), urgent=True)
    await context.store.write(lambda tx: write_bodies.forget_content(tx, sha256), urgent=True)


async def set_flags(context: Context, command: commands.SetFlags) -> events.Reply:
    """Show marks at once and queue them for the server."""
    if command.add & command.remove:
        raise UsageError("flag-both-ways")
    keys = [MessageKey(key) for key in command.messages]
    now = context.effects.clock.now_ms()
    await context.store.write(
        lambda tx: write_operations.set_flags(
            tx,
            keys,
            add=Flags(command.add),
            remove=Flags(command.remove),
            add_keywords=command.add_keywords,
            remove_keywords=command.remove_keywords,
            created_ms=now,
        ),
        urgent=True,
    )
    _send_changes(context)
    return events.Done(request=command.request)


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
    fetcher = PartFetcher(context.store, runner, context.tasks, runner.key)
    current = asyncio.current_task()
    assert current is not None
    now = context.effects.clock.now_ms()

    def stop() -> None:
        current.cancel()

    return await fetcher.bring(MessageKey(message), section, now, stop)


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


def _write(context: Context, command: commands.SavePart, part: Part, sha256: bytes) -> Path:
    """Write the file, in a thread, with a connection of its own."""
    opened = not command.folder
    folder = Path(command.folder) if command.folder else context.profile.attachments
    if opened:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = command.file_name or part.safe_name or "message.eml"
    reader = open_reader(context.profile)
    try:
        pieces = decoded(reader.content.read_chunks(sha256), part.encoding)
        return save(folder, name, pieces, read_only=opened)
    finally:
        reader.close()
