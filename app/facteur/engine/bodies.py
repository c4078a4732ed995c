"""Brings what is shown of a message, has it prepared by a worker, and keeps it.

BODYSTRUCTURE says which parts are worth fetching; what they are is decided by our own parse of
the bytes. Content is committed before the row that names it. A structure that cannot be read
means that the whole message is fetched, up to a limit.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from facteur.base.clock import Clock
from facteur.base.errors import ServerRefused
from facteur.base.log import logger
from facteur.engine.lane import Lane
from facteur.engine.preparing import keep_body
from facteur.engine.tasks import Tasks
from facteur.engine.workers import WorkerPool
from facteur.imap import commands
from facteur.imap.numset import NumSet
from facteur.imap.responses import Event, FetchBatch, Fetched
from facteur.mail.keys import AccountKey, MailboxKey, MessageKey
from facteur.mail.structure import Part as StructurePart
from facteur.message.display import MAX_INLINE_IMAGE, Fetch, choose_sections, node_of_structure
from facteur.message.prepare import PartSource
from facteur.store.database import Store
from facteur.store.read import bodies as read_bodies
from facteur.store.read import messages as read_messages
from facteur.store.write import bodies as write_bodies

BODY_VERSION = 1  # of the cleaning; rises when an older result must be made anew
HEADER = "HEADER"
WHOLE = ""
WHOLE_LIMIT = 5 << 20  # without a readable structure: the whole message up to here
PREFETCH_AT_ONCE = 20
FOR_NOW = frozenset({"UNAVAILABLE", "INUSE", "LIMIT", "SERVERBUG"})

_log = logger("sync")


@dataclass(slots=True)
class _Incoming:
    """What the server says of one message."""

    uid: int
    header: bytes | None = None
    structure: StructurePart | None = None
    sections: dict[str, bytes] = field(default_factory=dict[str, bytes])

    def take(self, reply: Fetched) -> None:
        """Note the items of one reply; an item may come in any of several."""
        if reply.structure is not None:
            self.structure = reply.structure
        for section in reply.sections:
            if section.content is None:
                continue
            if section.name.upper() == HEADER:
                self.header = section.content
            else:
                self.sections[section.name] = section.content


class Bodies:
    """The messages of one account that somebody reads or will read."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        workers: WorkerPool,
        tasks: Tasks,
        account: AccountKey,
    ) -> None:
        self._store = store
        self._clock = clock
        self._workers = workers
        self._tasks = tasks
        self._account = account
        self._unavailable: set[MessageKey] = set()

    def is_here(self, message: MessageKey) -> bool:
        """Whether the message can be shown without the server, the pictures inside it too."""
        return self._text_is_here(message) and not self._lacking(message)

    def _text_is_here(self, message: MessageKey) -> bool:
        reader = self._store.reader
        newest = read_bodies.version(reader, message) == BODY_VERSION
        return newest and read_bodies.body(reader, message) is not None  # None: it is damaged

    def _lacking(self, message: MessageKey) -> list[str]:
        return read_bodies.pictures_lacking(self._store.reader, message, MAX_INLINE_IMAGE)

    async def bring(self, lane: Lane, message: MessageKey) -> None:
        """Have a message shown completely: text first, then the pictures inside it.

        What is here is not asked for again.

        The message's mailbox is selected on the lane.
        Raises ServerRefused (`gone`, `not-delivered`).
        """
        place = read_messages.uid_of(self._store.reader, message)
        if place is None or place[1] == 0:
            raise ServerRefused("gone")
        if not self._text_is_here(message):
            await self._bring_text(lane, message, place[1])
        await self._bring_pictures(lane, message, place[1])

    async def show_whole(self, message: MessageKey, raw: bytes) -> None:
        """Prepare a message anew from its whole source, which is in the store already."""
        prepared = await self._workers.prepare(raw)
        await keep_body(
            self._store,
            message,
            prepared,
            {},
            version=BODY_VERSION,
            cut=False,
            now_ms=self._clock.now_ms(),
        )

    async def prefetch(self, lane: Lane, mailbox: MailboxKey, since_ms: int) -> bool:
        """Bring the next few texts of a mailbox; False when none is missing."""
        wanted = read_messages.texts_wanted(
            self._store.reader, mailbox, since_ms, PREFETCH_AT_ONCE + len(self._unavailable)
        )
        lacking = [one for one in wanted if one[0] not in self._unavailable][:PREFETCH_AT_ONCE]
        if not lacking:
            return False
        await lane.selected(mailbox)
        try:
            incoming = await self._describe(lane, [uid for _key, uid, _size in lacking])
            await self._fetch_texts(lane, list(incoming.values()))
        except ServerRefused as error:
            if error.response_code in FOR_NOW:
                raise
            # One of them does it, and nobody waits for these: each is asked for when opened.
            self._unavailable.update(key for key, _uid, _size in lacking)
            return True
        for key, uid, _size in lacking:
            one = incoming.get(uid)
            if one is None or one.header is None:
                self._unavailable.add(key)
                continue
            await self._keep(key, one)
        return True

    async def _bring_text(self, lane: Lane, message: MessageKey, uid: int) -> None:
        incoming = (await self._describe(lane, [uid])).get(uid)
        if incoming is None or incoming.header is None:
            # Servers whose view lags answer nothing at first (EDS): NOOP, then once more.
            assert lane.selection is not None
            await lane.live().flight([commands.Noop()], lane.selection.note)
            incoming = (await self._describe(lane, [uid])).get(uid)
        if incoming is None or incoming.header is None:
            incoming = (await self._describe(lane, [uid], structure=False)).get(uid)
        if incoming is None:
            raise ServerRefused("gone")
        if incoming.header is None:
            raise ServerRefused("not-delivered", temporary=True)
        await self._fetch_texts(lane, [incoming])
        await self._keep(message, incoming)

    async def _describe(
        self, lane: Lane, uids: Sequence[int], *, structure: bool = True
    ) -> dict[int, _Incoming]:
        """Ask for structure and header; without structure where the server's cannot be read."""
        incoming: dict[int, _Incoming] = {}
        items = ("UID", *(("BODYSTRUCTURE",) if structure else ()), f"BODY.PEEK[{HEADER}]")
        await self._fetch(lane, NumSet.of(uids), items, incoming)
        return incoming

    async def _fetch_texts(self, lane: Lane, incoming: Sequence[_Incoming]) -> None:
        """Ask for what is to be shown of each, all in one flight."""
        flight: list[commands.Command] = []
        known = {one.uid: one for one in incoming}
        for one in incoming:
            if one.header is None:
                continue
            items = tuple(_item(fetch) for fetch in _wanted(one))
            if items:
                flight.append(commands.Fetch(messages=NumSet.of([one.uid]), items=("UID", *items)))
        if flight:
            await self._run(lane, flight, known)

    async def _bring_pictures(self, lane: Lane, message: MessageKey, uid: int) -> None:
        lacking = self._lacking(message)
        if not lacking:
            return
        incoming: dict[int, _Incoming] = {}
        items = tuple(_item(Fetch(section=section)) for section in lacking)
        await self._fetch(lane, NumSet.of([uid]), ("UID", *items), incoming)
        one = incoming.get(uid)
        for section in lacking:
            data = one.sections.get(section) if one is not None else None
            if data is not None:
                await self.keep_part(message, section, data)

    async def keep_part(self, message: MessageKey, section: str, data: bytes) -> None:
        """Keep the bytes of one part, then name them."""
        now = self._clock.now_ms()
        sha256 = await self._store.content_write(
            lambda content: content.put(data, stored_ms=now), urgent=True
        )
        await self._store.write(
            lambda tx: write_bodies.set_part_content(tx, message, section, sha256), urgent=True
        )

    async def _fetch(
        self, lane: Lane, uids: NumSet, items: tuple[str, ...], incoming: dict[int, _Incoming]
    ) -> None:
        await self._run(lane, [commands.Fetch(messages=uids, items=items)], incoming)

    async def _run(
        self, lane: Lane, flight: Sequence[commands.Command], incoming: dict[int, _Incoming]
    ) -> None:
        selection = lane.selection
        assert selection is not None

        def note(event: Event) -> None:
            replies: list[Fetched] = []
            if isinstance(event, Fetched):
                replies.append(event)
            elif isinstance(event, FetchBatch):
                replies.extend(event.fetched())
            for reply in replies:
                if reply.uid is not None and (reply.sections or reply.structure is not None):
                    incoming.setdefault(reply.uid, _Incoming(reply.uid)).take(reply)
            if not any(reply.sections for reply in replies):
                selection.note(event)

        for end in await lane.live().flight(flight, note):
            if not end.ok:
                raise ServerRefused(
                    "command",
                    detail="FETCH",
                    server_text=end.text,
                    response_code=end.code.name,
                    temporary=True,
                )

    async def _keep(self, message: MessageKey, incoming: _Incoming) -> None:
        assert incoming.header is not None
        if incoming.structure is not None:
            source: bytes | PartSource = PartSource(
                header=incoming.header,
                root=node_of_structure(incoming.structure),
                bodies=incoming.sections,
            )
        else:
            source = incoming.sections.get(WHOLE, incoming.header)
        prepared = await self._workers.prepare(source)
        cut = any(_is_cut(fetch, incoming.sections) for fetch in _wanted(incoming))
        kept = {HEADER: incoming.header, **incoming.sections}
        await keep_body(
            self._store,
            message,
            prepared,
            kept,
            version=BODY_VERSION,
            cut=cut,
            now_ms=self._clock.now_ms(),
        )


def _wanted(incoming: _Incoming) -> tuple[Fetch, ...]:
    """Return what must be fetched to show a message."""
    if incoming.structure is None:
        return (Fetch(section=WHOLE, octets=WHOLE_LIMIT),)
    return choose_sections(node_of_structure(incoming.structure))


def _is_cut(fetch: Fetch, sections: Mapping[str, bytes]) -> bool:
    """Whether a section is as long as was asked for, so that more of it is on the server."""
    return fetch.octets is not None and len(sections.get(fetch.section, b"")) >= fetch.octets


def _item(fetch: Fetch) -> str:
    part = "" if fetch.octets is None else f"<0.{fetch.octets}>"
    return f"BODY.PEEK[{fetch.section}]{part}"
