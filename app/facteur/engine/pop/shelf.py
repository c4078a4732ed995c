"""Whole messages that are here: shown, taken apart, indexed, from their bytes in content.sqlite."""

import asyncio

from facteur.base.clock import Clock
from facteur.base.errors import ContentDamaged, ServerRefused
from facteur.engine.bodies import BODY_VERSION
from facteur.engine.preparing import keep_body
from facteur.engine.workers import WorkerPool
from facteur.mail.keys import MailboxKey, MessageKey
from facteur.message.display import MAX_INLINE_IMAGE
from facteur.message.parse import parse
from facteur.message.transfer import exact_size
from facteur.store.database import Store
from facteur.store.read import bodies as read_bodies
from facteur.store.read import messages as read_messages
from facteur.store.reader import open_reader
from facteur.store.write import bodies as write_bodies

WHOLE = ""
SHOWN_OCTETS = 64 << 20  # of a longer message the beginning is shown
APART_OCTETS = 256 << 20  # a longer one can only be saved whole
INDEXED_AT_ONCE = 20


class Shelf:
    """The messages of the local mailboxes of an account."""

    def __init__(self, store: Store, clock: Clock, workers: WorkerPool) -> None:
        self._store = store
        self._clock = clock
        self._workers = workers
        self._unreadable: set[MessageKey] = set()

    def is_shown(self, message: MessageKey) -> bool:
        """Whether the text is ready to show."""
        reader = self._store.reader
        newest = read_bodies.version(reader, message) == BODY_VERSION
        return newest and read_bodies.body(reader, message) is not None

    def is_whole(self, message: MessageKey) -> bool:
        """Whether the bytes of the message are named."""
        part = read_bodies.part(self._store.reader, message, WHOLE)
        return part is not None and part.sha256 is not None

    async def show(self, message: MessageKey) -> None:
        """Make the text ready to show. Raises ContentDamaged, ServerRefused(`gone`)."""
        raw, cut = await self._read(message, SHOWN_OCTETS)
        prepared = await self._workers.prepare(raw)
        await keep_body(
            self._store,
            message,
            prepared,
            {},
            version=BODY_VERSION,
            cut=cut,
            now_ms=self._clock.now_ms(),
        )
        # A picture inside the text is shown from its own bytes, as every part is.
        for section in read_bodies.pictures_lacking(self._store.reader, message, MAX_INLINE_IMAGE):
            if not cut:
                await self._keep_part(message, section, raw)

    async def bring_part(self, message: MessageKey, section: str) -> bytes:
        """Have one part as bytes of its own and return their SHA-256.

        Raises ContentDamaged, ServerRefused (`gone`, `not-delivered`, `too-large`).
        """
        part = read_bodies.part(self._store.reader, message, section)
        if part is not None and part.sha256 is not None:
            return part.sha256
        raw, cut = await self._read(message, APART_OCTETS)
        if cut:  # half an attachment must not pass for one
            raise ServerRefused("too-large")
        return await self._keep_part(message, section, raw)

    async def index_some(self, mailbox: MailboxKey) -> bool:
        """Make the next few texts ready, for the search; False when none is lacking."""
        wanted = read_messages.texts_wanted(
            self._store.reader, mailbox, 0, INDEXED_AT_ONCE + len(self._unreadable)
        )
        lacking = [key for key, _uid, _size in wanted if key not in self._unreadable]
        for key in lacking[:INDEXED_AT_ONCE]:
            if not self.is_whole(key):
                self._unreadable.add(key)
                continue
            try:
                await self.show(key)
            except (ContentDamaged, ServerRefused):
                self._unreadable.add(key)
        return bool(lacking)

    async def _read(self, message: MessageKey, limit: int) -> tuple[bytes, bool]:
        """Return the bytes of a message up to the limit, and whether there are more."""
        part = read_bodies.part(self._store.reader, message, WHOLE)
        if part is None or part.sha256 is None:
            raise ServerRefused("gone")
        return await asyncio.to_thread(self._read_blob, part.sha256, limit)

    def _read_blob(self, sha256: bytes, limit: int) -> tuple[bytes, bool]:
        reader = open_reader(self._store.profile)
        held: list[bytes] = []
        left = limit
        try:
            for chunk in reader.content.read_chunks(sha256):
                if left <= 0:
                    return b"".join(held), True
                held.append(chunk[:left])
                left -= len(chunk)
        finally:
            reader.close()
        return b"".join(held), left < 0

    async def _keep_part(self, message: MessageKey, section: str, raw: bytes) -> bytes:
        found = await asyncio.to_thread(_section, raw, section)
        if found is None:
            raise ServerRefused("not-delivered")
        part = read_bodies.part(self._store.reader, message, section)
        octets = exact_size(found, part.encoding) if part is not None else len(found)
        now = self._clock.now_ms()
        sha256 = await self._store.content_write(
            lambda content: content.put(found, stored_ms=now), urgent=True
        )
        await self._store.write(
            lambda tx: write_bodies.set_part_content(tx, message, section, sha256, octets=octets),
            urgent=True,
        )
        return sha256


def _section(raw: bytes, section: str) -> bytes | None:
    """Return the still encoded bytes of a part, by our own parse."""
    return next((one.body for one in parse(raw).root.walk() if one.section == section), None)
