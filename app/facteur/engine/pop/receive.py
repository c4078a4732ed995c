"""Messages as they come in: hashed on the way, small ones in memory, large ones piece by piece.

A batch is committed when it is full or a second old, content first, rows second.
"""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from dataclasses import dataclass

from facteur.base.clock import Clock
from facteur.base.errors import RemoteProtocolError, StoreUnavailable
from facteur.engine.sync.rows import header_row
from facteur.mail.keys import AccountKey, MailboxKey
from facteur.message.received import header_of, received_ms
from facteur.store.content import ContentStore, Packed, PartAddress, Whole, pack
from facteur.store.database import Store
from facteur.store.rows import Collected, HeaderRow
from facteur.store.write import pop as write_pop

PIECE_OCTETS = 2 << 20  # a commit each, so few messages are to need one
HEADER_OCTETS = 256 << 10  # of a message is read for its row
LARGEST_OCTETS = 2 << 30
SIZE_FACTOR, SIZE_SLACK = 4, 1 << 20  # a message this much longer than listed is no message


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What a message is called where it comes from. key: its item, 0 when it is new."""

    number: int
    uidl: bytes
    occurrence: int
    listed_octets: int
    key: int = 0
    whole: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A message that is here and not committed. data None: its pieces lie in `address`."""

    source: Source
    sha256: bytes
    octets: int
    header: bytes
    data: bytes | None
    address: PartAddress | None = None


class Receiver:
    """Takes messages of one account into the store. address_of: see store.content.Whole."""

    def __init__(
        self, store: Store, clock: Clock, account: AccountKey, mail_address: str, inbox: MailboxKey
    ) -> None:
        self.inbox = inbox
        self._store = store
        self._clock = clock
        self._account = account
        self._mail_address = mail_address
        self._packing = asyncio.Lock()

    async def receive(self, source: Source, pieces: AsyncIterator[bytes]) -> Received:
        """Take one message off the line; one of more than a piece goes to the disk at once.

        Raises RemoteProtocolError(`message-too-long`), StoreUnavailable.
        """
        digest = hashlib.sha256()
        held: list[bytes] = []
        waiting = octets = 0
        address: PartAddress | None = None
        header = b""
        limit = min(source.listed_octets * SIZE_FACTOR + SIZE_SLACK, LARGEST_OCTETS)
        async for piece in pieces:
            digest.update(piece)
            held.append(piece)
            waiting += len(piece)
            octets += len(piece)
            if octets > limit:
                raise RemoteProtocolError("message-too-long", detail=f"{octets} octets")
            if waiting >= PIECE_OCTETS:
                data = b"".join(held)
                if address is None:
                    address = await self._begin(source)
                    header = header_of(data[:HEADER_OCTETS])
                await self._add(address, octets - waiting, data)
                held, waiting = [], 0
        data = b"".join(held)
        if address is None:
            return Received(
                source=source,
                sha256=digest.digest(),
                octets=octets,
                header=header_of(data[:HEADER_OCTETS]),
                data=data,
            )
        if data:
            await self._add(address, octets - waiting, data)
        return Received(
            source=source,
            sha256=digest.digest(),
            octets=octets,
            header=header,
            data=None,
            address=address,
        )

    async def commit(self, batch: list[Received], session: int) -> None:
        """Have a batch in the store for good; messages that are wholes are noted as such.

        Raises StoreUnavailable: nothing of the batch counts as here then.
        """
        now = self._clock.now_ms()
        rows = [self._collected(one, now) for one in batch]
        async with self._packing:  # in the order of batches, beside the writing of the one before
            held = [
                (one.sha256, one.data) for one in batch if one.source.whole and one.data is not None
            ]
            packed = {one.sha256: one for one in await asyncio.to_thread(pack, held)}
        await self._store.content_write(
            lambda content: self._put(content, batch, packed, rows, now)
        )
        await self._store.write(
            lambda tx: write_pop.store_batch(
                tx, self._account, self.inbox, rows, session=session, stored_ms=now
            )
        )

    def _put(
        self,
        content: ContentStore,
        batch: list[Received],
        packed: dict[bytes, Packed],
        rows: list[Collected],
        now: int,
    ) -> None:
        """Store bytes and notes in one transaction.

        What the proof reads back is compared with the very hash that was reckoned on receiving.
        """
        wholes: list[Whole] = []
        for one, row in zip(batch, rows, strict=True):
            if row.sha256 is None:
                continue
            if one.address is not None:
                sha256 = content.finish_partial(one.address, stored_ms=now)
            else:
                sha256 = one.sha256
                content.put_packed(packed[sha256], stored_ms=now)
            if sha256 != one.sha256:
                raise StoreUnavailable("corrupt", detail="bytes changed on their way to the disk")
            wholes.append(
                Whole(
                    account=self._account,
                    address=self._mail_address,
                    uidl=row.uidl,
                    occurrence=row.occurrence,
                    sha256=row.sha256,
                    received_ms=row.header.received_ms,
                    stored_ms=now,
                )
            )
        content.keep_whole(wholes)

    def _collected(self, one: Received, now: int) -> Collected:
        came_ms = received_ms(one.header) or now
        octets = one.octets if one.source.whole else one.source.listed_octets
        return Collected(
            uidl=one.source.uidl,
            occurrence=one.source.occurrence,
            key=one.source.key,
            sha256=one.sha256 if one.source.whole else None,
            size_octets=octets,
            listed_octets=one.source.listed_octets,
            header=row_of(one.header, min(came_ms, now), octets),
        )

    async def _begin(self, source: Source) -> PartAddress:
        """Make room for a large message, without the pieces of an earlier try."""
        name = hashlib.sha256(source.uidl + b"\0%d" % source.occurrence).digest()
        address = PartAddress(
            mailbox=self.inbox, uidvalidity=0, uid=int.from_bytes(name[:6]), section=""
        )
        await self._store.content_write(lambda content: content.drop_partial(address))
        return address

    async def _add(self, address: PartAddress, position: int, data: bytes) -> None:
        await self._store.content_write(
            lambda content: content.add_partial(address, position, data)
        )


def row_of(header: bytes, received: int, octets: int) -> HeaderRow:
    """Return what the list shows of a message. The uid is given in the transaction."""
    return header_row(0, 0, (), received, octets, header)
