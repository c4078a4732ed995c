"""Fetches one part in chunks: each chunk a job of its own, kept as it comes, resumable.

A part is whole when a chunk comes shorter than asked and the command ended well; what its size is
said to be proves nothing (design/protocols/1-imap.md §1.16).
"""

from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar

from facteur.base.errors import ContentDamaged, ServerRefused
from facteur.engine.lane import Lane
from facteur.engine.tasks import Task, Tasks
from facteur.imap import commands
from facteur.imap.numset import NumSet
from facteur.imap.responses import Event, FetchBatch, Fetched, Section
from facteur.mail.keys import AccountKey, MailboxKey, MessageKey
from facteur.store.content import PartAddress
from facteur.store.database import Store
from facteur.store.read import bodies as read_bodies
from facteur.store.read import mailboxes as read_mailboxes
from facteur.store.read import messages as read_messages
from facteur.store.rows import Part
from facteur.store.write import bodies as write_bodies

CHUNK_OCTETS = 256 << 10
IN_FLIGHT = 2
BASE64_SHARE = 4 / 3 * 78 / 76  # encoded octets for each decoded one

_T = TypeVar("_T")


class UserJobs(Protocol):
    """What is needed of the account: do something the user waits for."""

    async def user(self, mailbox: MailboxKey | None, work: Callable[[Lane], Awaitable[_T]]) -> _T:
        """See AccountRunner.user."""
        ...


class PartFetcher:
    """Brings parts of the messages of one account into the store."""

    def __init__(self, store: Store, jobs: UserJobs, tasks: Tasks, account: AccountKey) -> None:
        self._store = store
        self._jobs = jobs
        self._tasks = tasks
        self._account = account

    async def bring(
        self, message: MessageKey, section: str, now_ms: int, stop: Callable[[], None]
    ) -> bytes:
        """Have a part in the store and return its SHA-256; one that is here costs nothing.

        stop: ends this fetch when called; given to the progress line.
        Raises ServerRefused (`gone`, `not-delivered`), NetworkError (`offline`).
        """
        part = read_bodies.part(self._store.reader, message, section)
        if part is not None and part.sha256 is not None:
            return part.sha256
        place = read_messages.uid_of(self._store.reader, message)
        if place is None or place[1] == 0:
            raise ServerRefused("gone")
        mailbox, uid = place
        uidvalidity = read_mailboxes.sync_state(self._store.reader, mailbox).uidvalidity
        address = PartAddress(mailbox=mailbox, uidvalidity=uidvalidity, uid=uid, section=section)
        kind = "source" if section == "" else "part"
        task = self._tasks.begin(
            self._account,
            kind,
            mailbox=mailbox,
            message=message,
            section=section,
            unit="octets",
            total=_expected(part),
            stop=stop,
        )
        try:
            return await self._bring(address, message, part, task, now_ms)
        finally:
            self._tasks.end(task)

    async def _bring(
        self,
        address: PartAddress,
        message: MessageKey,
        part: Part | None,
        task: Task,
        now_ms: int,
    ) -> bytes:
        offset = await self._store.content_write(lambda content: content.partial_octets(address))
        total = _expected(part)
        whole = False
        while not whole:
            chunks = await self._jobs.user(
                address.mailbox, lambda lane, at=offset: _fetch_chunks(lane, address, at)
            )
            for chunk in chunks:
                if chunk:
                    at = offset
                    await self._store.content_write(
                        lambda content, at=at, chunk=chunk: content.add_partial(address, at, chunk)
                    )
                    offset += len(chunk)
                if len(chunk) < CHUNK_OCTETS:
                    whole = True
                    break
            self._tasks.step(task, offset, max(total, offset))
        return await self._finish(address, message, part, now_ms, offset)

    async def _finish(
        self,
        address: PartAddress,
        message: MessageKey,
        part: Part | None,
        now_ms: int,
        octets: int,
    ) -> bytes:
        try:
            sha256 = await self._store.content_write(
                lambda content: content.finish_partial(address, stored_ms=now_ms)
            )
        except ContentDamaged:
            await self._store.content_write(lambda content: content.drop_partial(address))
            raise
        if part is None:  # the whole message, or a section nobody listed
            row = _source_row(message, address.section, octets)
            await self._store.write(lambda tx: write_bodies.add_part(tx, row))
        await self._store.write(
            lambda tx: write_bodies.set_part_content(tx, message, address.section, sha256),
            urgent=True,
        )
        return sha256


async def _fetch_chunks(lane: Lane, address: PartAddress, offset: int) -> list[bytes]:
    """Return the next chunks in order; the last one is short when the part ends in it.

    Raises ServerRefused: `renumbered` when the UID means another message now, `not-delivered`
    when the server says OK and gives nothing.
    """
    selection = lane.selection
    assert selection is not None
    if selection.uidvalidity != address.uidvalidity:
        raise ServerRefused("renumbered")
    found: dict[int, bytes] = {}

    def note(event: Event) -> None:
        for reply in _replies(event):
            for section in reply.sections:
                if section.content is not None:
                    found[section.offset or 0] = section.content
        if not _sections(event):
            selection.note(event)

    offsets = [offset + n * CHUNK_OCTETS for n in range(IN_FLIGHT)]
    ends = await lane.live().flight(
        [
            commands.Fetch(
                messages=NumSet.of([address.uid]),
                items=("UID", f"BODY.PEEK[{address.section}]<{at}.{CHUNK_OCTETS}>"),
            )
            for at in offsets
        ],
        note,
    )
    for end in ends:
        if not end.ok:
            raise ServerRefused("command", detail="FETCH", server_text=end.text, temporary=True)
    if offset not in found and not (offset > 0 and not found):
        raise ServerRefused("not-delivered", temporary=True)
    return [found.get(at, b"") for at in offsets]


def _replies(event: Event) -> list[Fetched]:
    if isinstance(event, Fetched):
        return [event]
    return list(event.fetched()) if isinstance(event, FetchBatch) else []


def _sections(event: Event) -> list[Section]:
    return [section for reply in _replies(event) for section in reply.sections]


def _expected(part: Part | None) -> int:
    """Return about how many octets will travel; 0 when nothing is known."""
    if part is None:
        return 0
    share = BASE64_SHARE if part.encoding == "base64" else 1.0
    return int(part.size_octets * share)


def _source_row(message: MessageKey, section: str, octets: int) -> Part:
    return Part(
        message=message,
        section=section,
        position=-1,
        content_type="message/rfc822",
        encoding="",
        name="",
        safe_name="message.eml",
        size_octets=octets,
        shown=True,
        content_id="",
        sha256=None,
    )
