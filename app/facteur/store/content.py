"""Raw parts by SHA-256, in compressed chunks, length and hash checked on every reading.

Not here: who names a blob (mail.sqlite), and when it is no longer needed. A chunk carries its own
checksum (zstandard's), so that damage is found before a byte of it is handed out.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import cast

import apsw
import zstandard

from facteur.base.errors import ContentDamaged
from facteur.mail.keys import AccountKey, MailboxKey
from facteur.store import query
from facteur.store.encoding import jsonb
from facteur.store.failures import is_damage, translated

CHUNK_OCTETS = 1024 * 1024
LEVEL = 3  # ratio 0.50 at 119 MB/s on real mail
# Pieces are as long as the engine asks of a server at once; a damaged length stays below this.
PIECE_LIMIT_OCTETS = 32 * 1024 * 1024
# chunk.id is blob.id shifted by this and the place of the chunk: 2^20 chunks of 1 MiB.
PLACE_BITS = 20
_PLACES = (1 << PLACE_BITS) - 1
_WHOLE = "account_key, address, uidl, occurrence, sha256, received_ms, stored_ms"
_WholeRow = tuple[AccountKey, str, bytes, int, bytes, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartAddress:
    """Where a part lies on its server; names the pieces of a fetch that is under way."""

    mailbox: MailboxKey
    uidvalidity: int
    uid: int
    section: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A whole message that may be had nowhere else, and where it came from.

    uidl: what its maildrop called it, b"" when it never was in one; occurrence: which of equal
    UIDLs, without one see engine.imported. account and address are both kept, should the keys
    begin anew.
    """

    account: AccountKey
    address: str
    uidl: bytes
    occurrence: int
    sha256: bytes
    received_ms: int
    stored_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """Bytes ready to be stored. chunks: the length of each and what it is compressed."""

    sha256: bytes
    size_octets: int
    chunks: tuple[tuple[int, bytes], ...]


def pack(blobs: Iterable[tuple[bytes, bytes]]) -> list[Packed]:
    """Compress blobs, each (SHA-256, bytes), outside of the writer's thread.

    The SHA-256 is the caller's and not reckoned again: bytes under a wrong one are found damaged
    when they are read.
    """
    compressor = _new_compressor()
    return [_packed(compressor, data, sha256) for sha256, data in blobs]


class ContentReader:
    """Reads blobs. `connection` is called each time, so that it may be opened late or anew."""

    def __init__(self, connection: Callable[[], apsw.Connection]) -> None:
        self._connection = connection

    def read(self, sha256: bytes) -> bytes:
        """Return the whole blob. Raises ContentDamaged (`missing`, `damaged`)."""
        return b"".join(self.read_chunks(sha256))

    def read_chunks(self, sha256: bytes) -> Iterator[bytes]:
        """Yield the blob in chunks of at most CHUNK_OCTETS or as long as it was fetched in.

        Raises ContentDamaged; whoever wrote the chunks before it somewhere throws them away.
        """
        connection = self._connection()
        try:
            yield from self._checked(connection, sha256)
        except (apsw.CorruptError, apsw.NotADBError, apsw.FormatError, apsw.TooBigError) as error:
            raise ContentDamaged("damaged", detail=f"{sha256.hex()}: {error}") from error
        except apsw.Error as error:
            raise translated(error, where="content") from error

    def has(self, sha256: bytes) -> bool:
        """Whether a blob of this name is listed; not whether it is sound."""
        try:
            return _find(self._connection(), sha256, "blob") is not None
        except apsw.Error as error:
            raise translated(error, where="content") from error

    def size(self, sha256: bytes) -> int | None:
        """Return how long a blob is said to be, None when there is none of this name."""
        sql = "SELECT size_octets FROM blob WHERE sha256 = ?"
        found = query.first(self._connection(), tuple[int], sql, (sha256,))
        return found[0] if found else None

    def partial_octets(self, part: PartAddress) -> int:
        """Return how many octets from the start of the part wait already: where to go on."""
        return _contiguous(self._pieces(part))

    def has_pieces(self) -> bool:
        """Whether pieces wait of any part at all."""
        sql = "SELECT EXISTS (SELECT 1 FROM partial)"
        return query.number(self._connection(), sql) > 0

    def hashes(self, *, after: int, limit: int, before_ms: int) -> list[tuple[int, bytes]]:
        """Return row and SHA-256 of blobs stored before `before_ms`, in the order of rows."""
        sql = (
            "SELECT id, sha256 FROM blob WHERE id > ? AND stored_ms < ? AND length(sha256) = 32"
            " ORDER BY id LIMIT ?"
        )
        shape = tuple[int, bytes]
        return query.rows(self._connection(), shape, sql, (after, before_ms, limit))

    def wholes(self, account: AccountKey, address: str) -> list[Whole]:
        """Return the whole messages of an account that has this key and address, oldest first."""
        sql = (
            f"SELECT {_WHOLE} FROM whole WHERE account_key = ? AND address = ?"
            " ORDER BY stored_ms, received_ms"
        )
        found = query.rows(self._connection(), _WholeRow, sql, (account, address))
        return [_whole(row) for row in found]

    def _pieces(self, part: PartAddress) -> list[tuple[int, int, int]]:
        sql = (
            "SELECT id, position, size_octets FROM partial"
            " WHERE mailbox_key = ? AND uidvalidity = ? AND uid = ? AND section = ?"
            " ORDER BY position"
        )
        bindings = (part.mailbox, part.uidvalidity, part.uid, part.section)
        return query.rows(self._connection(), tuple[int, int, int], sql, bindings)

    def _checked(self, connection: apsw.Connection, sha256: bytes) -> Iterator[bytes]:
        row = _find_thoroughly(connection, sha256)
        if row is None:
            raise ContentDamaged("missing", detail=sha256.hex())
        digest, seen = hashlib.sha256(), 0
        for chunk in chunks_of(connection, row):
            digest.update(chunk)
            seen += len(chunk)
            yield chunk
        if digest.digest() != sha256:
            raise ContentDamaged("damaged", detail=f"{sha256.hex()}: {seen} octets")


class ContentStore(ContentReader):
    """Reads and writes blobs, inside a transaction of the writer."""

    def __init__(self, connection: apsw.Connection) -> None:
        super().__init__(lambda: connection)
        self._write = connection
        self._compressor = _new_compressor()

    def put(self, data: bytes, *, stored_ms: int = 0) -> bytes:
        """Store the bytes and return their SHA-256; nothing happens when they are there."""
        sha256 = hashlib.sha256(data).digest()
        if self.has(sha256):
            self._keep_young(sha256, stored_ms)
        else:
            self._insert(_packed(self._compressor, data, sha256), stored_ms)
        return sha256

    def put_packed(self, blob: Packed, *, stored_ms: int) -> None:
        """Store what `pack` has made ready; nothing happens when it is there."""
        if self.has(blob.sha256):
            self._keep_young(blob.sha256, stored_ms)
        else:
            self._insert(blob, stored_ms)

    def put_stream(self, chunks: Iterable[bytes], *, stored_ms: int = 0) -> bytes:
        """Store what the chunks make together, each at most PIECE_LIMIT_OCTETS long."""
        digest, size = hashlib.sha256(), 0
        row = self._new_row(stored_ms)
        for position, chunk in enumerate(chunks):
            digest.update(chunk)
            size += len(chunk)
            self._add_chunk(row, position, *self._compressed(chunk))
        return self._name_row(row, digest.digest(), size)

    def keep_whole(self, wholes: Iterable[Whole]) -> None:
        """Note messages of which this may be the only copy, in the transaction of their blobs."""
        batch = [
            (
                one.account,
                one.address,
                one.uidl.hex(),  # JSON has no bytes
                one.occurrence,
                one.sha256.hex(),
                one.received_ms,
                one.stored_ms,
            )
            for one in wholes
        ]
        query.run(
            self._write,
            f"INSERT OR REPLACE INTO whole ({_WHOLE})"
            " SELECT j.value ->> 0, j.value ->> 1, unhex(j.value ->> 2),"
            " j.value ->> 3, unhex(j.value ->> 4), j.value ->> 5, j.value ->> 6"
            " FROM jsonb_each(?1) j",
            (jsonb(batch),),
        )

    def release_whole(self, account: AccountKey, sha256: bytes) -> list[Whole]:
        """Let go of a message that the user deleted for good; its blob is collected later.

        Returns the notes that went.
        """
        sql = f"SELECT {_WHOLE} FROM whole WHERE account_key = ? AND sha256 = ?"
        found = query.rows(self._write, _WholeRow, sql, (account, sha256))
        sql = "DELETE FROM whole WHERE account_key = ? AND sha256 = ?"
        query.run(self._write, sql, (account, sha256))
        return [_whole(row) for row in found]

    def rename_account(self, account: AccountKey, address: str) -> None:
        """Note whole messages under the address that their account has from now on."""
        sql = "UPDATE whole SET address = ? WHERE account_key = ?"
        query.run(self._write, sql, (address, account))

    def release_account(self, account: AccountKey, mailboxes: Iterable[MailboxKey] = ()) -> None:
        """Let go of all messages of an account that the user removed, and of their pieces."""
        query.run(self._write, "DELETE FROM whole WHERE account_key = ?", (account,))
        for mailbox in mailboxes:
            query.run(self._write, "DELETE FROM partial WHERE mailbox_key = ?", (mailbox,))

    def add_partial(self, part: PartAddress, position: int, data: bytes) -> None:
        """Keep a piece of a part, `position` octets from its start, until the whole is here."""
        size, packed = self._compressed(data)
        query.run(
            self._write,
            "INSERT OR REPLACE INTO partial"
            " (mailbox_key, uidvalidity, uid, section, position, size_octets, data)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (part.mailbox, part.uidvalidity, part.uid, part.section, position, size, packed),
        )

    def finish_partial(self, part: PartAddress, *, stored_ms: int = 0) -> bytes:
        """Make a blob of the pieces and return its SHA-256.

        Raises ContentDamaged `gap` when a piece is missing, and when one is damaged; drop_partial
        then, and fetch anew.
        """
        pieces = self._pieces(part)
        total = sum(size for _row, _position, size in pieces)
        if _contiguous(pieces) != total:
            raise ContentDamaged("gap", detail=f"uid {part.uid} section {part.section}")
        digest = hashlib.sha256()
        row = self._new_row(stored_ms)
        for position, (piece, _octet, size) in enumerate(pieces):
            data = self._piece_data(piece)
            digest.update(_unpacked(data, size))
            self._add_chunk(row, position, size, data)
        self.drop_partial(part)
        return self._name_row(row, digest.digest(), total)

    def drop_partial(self, part: PartAddress) -> None:
        """Throw the pieces of a part away."""
        query.run(
            self._write,
            "DELETE FROM partial"
            " WHERE mailbox_key = ? AND uidvalidity = ? AND uid = ? AND section = ?",
            (part.mailbox, part.uidvalidity, part.uid, part.section),
        )

    def drop_stale_pieces(
        self, mailboxes: Sequence[MailboxKey], newest: MailboxKey, now_ms: int, *, age_ms: int
    ) -> int:
        """Throw pieces away that nobody will go on with; return how many those were.

        mailboxes: all there are; newest: the highest key that any ever had, so that a mailbox that
        has come meanwhile is left alone. Of a part that is still fetched, no piece goes unless all
        of them were seen by this function age_ms ago.
        """
        known = jsonb(list(mailboxes))
        gone = query.run(
            self._write,
            "DELETE FROM partial WHERE mailbox_key <= ?2"
            " AND mailbox_key NOT IN (SELECT value FROM jsonb_each(?1))",
            (known, newest),
        )
        gone += query.run(
            self._write,
            "DELETE FROM partial WHERE (mailbox_key, uidvalidity, uid, section) IN ("
            " SELECT mailbox_key, uidvalidity, uid, section FROM partial GROUP BY 1, 2, 3, 4"
            " HAVING min(seen_ms) > 0 AND max(seen_ms) < ?)",
            (now_ms - age_ms,),
        )
        query.run(self._write, "UPDATE partial SET seen_ms = ? WHERE seen_ms = 0", (now_ms,))
        return gone

    def forget(self, sha256: bytes) -> None:
        """Let nobody find a damaged blob any more, so that its bytes can be stored again.

        Its pages are not freed: where their chain is broken, those of others would be freed with
        them, and those of a whole message stay for good. Raises StoreUnavailable `corrupt` when not
        even that can be done.
        """
        try:
            found = _find_thoroughly(self._write, sha256)
        except apsw.Error as error:
            raise translated(error, where="content") from error
        if found is not None:
            query.run(
                self._write,
                "UPDATE blob SET sha256 = CAST(iif(EXISTS (SELECT 1 FROM whole"
                " WHERE whole.sha256 = ?2), 'kept ', 'lost ') || id AS BLOB) WHERE id = ?1",
                (found, sha256),
            )

    def drop_forgotten(self) -> None:
        """Free the pages of forgotten blobs; only in a file that a check has found sound.

        What was noted as a whole message is never freed: what can be read of it may be all there
        is.
        """
        sql = "SELECT id FROM blob WHERE length(sha256) <> 32 AND sha256 >= CAST('lost' AS BLOB)"
        for (row,) in query.rows(self._write, tuple[int], sql):
            self._drop_row(row)

    def collect(self, names: Iterable[bytes], *, before_ms: int) -> int:
        """Remove those of the blobs that nobody has stored again since; return how many went.

        One that is noted as a whole message stays, whatever mail.sqlite knows of it.
        """
        sql = (
            "SELECT id FROM blob WHERE sha256 = ? AND stored_ms < ?"
            " AND NOT EXISTS (SELECT 1 FROM whole WHERE whole.sha256 = blob.sha256)"
        )
        gone = 0
        for name in names:
            found = query.first(self._write, tuple[int], sql, (name, before_ms))
            if found is not None:
                self._drop_row(found[0])
                gone += 1
        return gone

    def _keep_young(self, sha256: bytes, stored_ms: int) -> None:
        """Somebody is about to name a blob that is here: it is not to be collected before."""
        sql = "UPDATE blob SET stored_ms = max(stored_ms, ?) WHERE sha256 = ?"
        query.run(self._write, sql, (stored_ms, sha256))

    def _drop_row(self, row: int) -> None:
        first = row << PLACE_BITS
        sql = "DELETE FROM chunk WHERE id BETWEEN ? AND ?"
        query.run(self._write, sql, (first, first | _PLACES))
        query.run(self._write, "DELETE FROM blob WHERE id = ?", (row,))

    def _compressed(self, data: bytes | memoryview) -> tuple[int, bytes]:
        return len(data), self._compressor.compress(data)

    def _insert(self, blob: Packed, stored_ms: int) -> None:
        query.run(
            self._write,
            "INSERT INTO blob (sha256, size_octets, stored_ms) VALUES (?, ?, ?)",
            (blob.sha256, blob.size_octets, stored_ms),
        )
        row = self._write.last_insert_rowid()
        for position, (octets, packed) in enumerate(blob.chunks):
            self._add_chunk(row, position, octets, packed)

    def _new_row(self, stored_ms: int) -> int:
        query.run(
            self._write,
            "INSERT INTO blob (sha256, size_octets, stored_ms) VALUES (randomblob(16), 0, ?)",
            (stored_ms,),
        )
        return self._write.last_insert_rowid()

    def _name_row(self, row: int, sha256: bytes, size: int) -> bytes:
        """Give the finished blob its name, or drop it when one of that name is there."""
        if self.has(sha256):
            (stored_ms,) = query.rows(
                self._write, tuple[int], "SELECT stored_ms FROM blob WHERE id = ?", (row,)
            )[0]
            self._keep_young(sha256, stored_ms)
            self._drop_row(row)
        else:
            query.run(
                self._write,
                "UPDATE blob SET sha256 = ?, size_octets = ? WHERE id = ?",
                (sha256, size, row),
            )
        return sha256

    def _add_chunk(self, row: int, position: int, size: int, packed: bytes) -> None:
        query.run(
            self._write,
            "INSERT INTO chunk (id, size_octets, data) VALUES (?, ?, ?)",
            ((row << PLACE_BITS) + position, size, packed),
        )

    def _piece_data(self, piece: int) -> bytes:
        sql = "SELECT data FROM partial WHERE id = ?"
        found = query.first(self._write, tuple[bytes], sql, (piece,))
        assert found is not None
        return found[0]


def _new_compressor() -> zstandard.ZstdCompressor:
    return zstandard.ZstdCompressor(level=LEVEL, write_checksum=True)


def _packed(compressor: zstandard.ZstdCompressor, data: bytes, sha256: bytes) -> Packed:
    view = memoryview(data)
    pieces = [view[at : at + CHUNK_OCTETS] for at in range(0, len(data), CHUNK_OCTETS)]
    chunks = tuple((len(piece), compressor.compress(piece)) for piece in pieces)
    return Packed(sha256=sha256, size_octets=len(data), chunks=chunks)


def _whole(row: _WholeRow) -> Whole:
    return Whole(
        account=row[0],
        address=row[1],
        uidl=row[2],
        occurrence=row[3],
        sha256=row[4],
        received_ms=row[5],
        stored_ms=row[6],
    )


def all_wholes(connection: apsw.Connection) -> Iterator[Whole]:
    """Yield every noted message; for a file that may be broken. Raises apsw.Error."""
    for row in query.execute(connection, f"SELECT {_WHOLE} FROM whole"):
        yield _whole(cast("_WholeRow", row))


def _contiguous(pieces: list[tuple[int, int, int]]) -> int:
    """Return how far the pieces (row, position, length) reach from octet 0 without a gap."""
    reach = 0
    for _row, position, size in pieces:
        if position != reach:
            break
        reach += size
    return reach


def chunks_of(connection: apsw.Connection, row: int) -> Iterator[bytes]:
    """Yield the chunks of a blob as far as they are there. Raises ContentDamaged, apsw.Error."""
    first = row << PLACE_BITS
    sql = "SELECT size_octets, data FROM chunk WHERE id = ?"
    for place in range(_PLACES + 1):
        found = query.execute(connection, sql, (first + place,)).fetchone()
        if found is None:
            return
        yield _unpacked(found[1], found[0])


def _find(connection: apsw.Connection, sha256: bytes, table: str) -> int | None:
    """Return the row of a blob; with the index, from the index alone. Raises apsw.Error."""
    sql = f"SELECT id FROM {table} WHERE sha256 = ?"
    found = query.execute(connection, sql, (sha256,)).fetchone()
    return found[0] if found is not None and isinstance(found[0], int) else None


def _find_thoroughly(connection: apsw.Connection, sha256: bytes) -> int | None:
    """Ask the table itself where the index is damaged or, being damaged, knows of nothing."""
    try:
        found = _find(connection, sha256, "blob")
    except apsw.Error as error:
        if not is_damage(error):
            raise
        found = None
    return found or _find(connection, sha256, "blob NOT INDEXED")


def _unpacked(packed: object, size: object) -> bytes:
    """Return the bytes of one chunk. The length is checked before anything is made room for."""
    if not isinstance(packed, bytes) or not isinstance(size, int):
        raise ContentDamaged("damaged", detail="kind of a value")
    try:
        if not 0 <= size <= PIECE_LIMIT_OCTETS or zstandard.frame_content_size(packed) != size:
            raise ContentDamaged("damaged", detail="length of a chunk")
        return zstandard.ZstdDecompressor().decompress(packed, max_output_size=size)
    except zstandard.ZstdError as error:
        raise ContentDamaged("damaged", detail=str(error)) from error
