"""Raw parts by SHA-256, in compressed chunks, length and hash checked on every reading.

Not here: who names a blob (mail.sqlite), and when it is no longer needed. A chunk carries its own
checksum (zstandard's), so that damage is found before a byte of it is handed out.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import apsw
import zstandard

from facteur.base.errors import ContentDamaged, StoreUnavailable
from facteur.mail.keys import MailboxKey
from facteur.store import query
from facteur.store.failures import is_damage, translated

CHUNK_OCTETS = 1024 * 1024
LEVEL = 3  # ratio 0.50 at 119 MB/s on real mail
# Pieces are as long as the engine asks of a server at once; a damaged length stays below this.
PIECE_LIMIT_OCTETS = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class PartAddress:
    """Where a part lies on its server; names the pieces of a fetch that is under way."""

    mailbox: MailboxKey
    uidvalidity: int
    uid: int
    section: str


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
            return self._find(self._connection(), sha256) is not None
        except apsw.Error as error:
            raise translated(error, where="content") from error

    def partial_octets(self, part: PartAddress) -> int:
        """Return how many octets from the start of the part wait already: where to go on."""
        return _contiguous(self._pieces(part))

    def hashes(self, *, after: int, limit: int, before_ms: int) -> list[tuple[int, bytes]]:
        """Return row and SHA-256 of blobs stored before `before_ms`, in the order of rows."""
        sql = (
            "SELECT id, sha256 FROM blob WHERE id > ? AND stored_ms < ? AND length(sha256) = 32"
            " ORDER BY id LIMIT ?"
        )
        shape = tuple[int, bytes]
        return query.rows(self._connection(), shape, sql, (after, before_ms, limit))

    def _pieces(self, part: PartAddress) -> list[tuple[int, int, int]]:
        sql = (
            "SELECT id, position, size_octets FROM partial"
            " WHERE mailbox_key = ? AND uidvalidity = ? AND uid = ? AND section = ?"
            " ORDER BY position"
        )
        bindings = (part.mailbox, part.uidvalidity, part.uid, part.section)
        return query.rows(self._connection(), tuple[int, int, int], sql, bindings)

    def _find(self, connection: apsw.Connection, sha256: bytes) -> tuple[int, int] | None:
        """Return row and length; past a damaged index the table itself is asked."""
        for table in ("blob", "blob NOT INDEXED"):
            try:
                found = query.execute(
                    connection,
                    f"SELECT id, size_octets FROM {table} WHERE sha256 = ?",  # noqa: S608
                    (sha256,),
                ).fetchall()
            except apsw.Error as error:
                if is_damage(error) and table == "blob":
                    continue
                raise
            if found:
                row, size = found[0]
                if isinstance(row, int) and isinstance(size, int):
                    return row, size
        return None

    def _checked(self, connection: apsw.Connection, sha256: bytes) -> Iterator[bytes]:
        found = self._find(connection, sha256)
        if found is None:
            raise ContentDamaged("missing", detail=sha256.hex())
        row, size = found
        digest, seen = hashlib.sha256(), 0
        for position, chunk in enumerate(_chunks(connection, row, sha256)):
            digest.update(chunk)
            seen += len(chunk)
            if seen > size:
                raise ContentDamaged("damaged", detail=f"{sha256.hex()}: chunk {position}")
            yield chunk
        if seen != size or digest.digest() != sha256:
            raise ContentDamaged("damaged", detail=f"{sha256.hex()}: {seen} of {size} octets")


class ContentStore(ContentReader):
    """Reads and writes blobs, inside a transaction of the writer."""

    def __init__(self, connection: apsw.Connection) -> None:
        super().__init__(lambda: connection)
        self._write = connection
        self._compressor = zstandard.ZstdCompressor(level=LEVEL, write_checksum=True)

    def put(self, data: bytes, *, stored_ms: int = 0) -> bytes:
        """Store the bytes and return their SHA-256; nothing happens when they are there."""
        view = memoryview(data)
        pieces = (view[at : at + CHUNK_OCTETS] for at in range(0, len(data), CHUNK_OCTETS))
        sha256 = hashlib.sha256(data).digest()
        if not self.has(sha256):
            self._insert(sha256, len(data), map(self._compressed, pieces), stored_ms)
        return sha256

    def put_stream(self, chunks: Iterable[bytes], *, stored_ms: int = 0) -> bytes:
        """Store what the chunks make together, each at most PIECE_LIMIT_OCTETS long."""
        digest, size = hashlib.sha256(), 0
        row = self._new_row(stored_ms)
        for position, chunk in enumerate(chunks):
            digest.update(chunk)
            size += len(chunk)
            self._add_chunk(row, position, *self._compressed(chunk))
        return self._name_row(row, digest.digest(), size)

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
            digest.update(_unpacked(data, size, b"partial"))
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

    def forget(self, sha256: bytes) -> None:
        """Remove a blob, a damaged one too as far as its pages can still be read."""
        found = self._find(self._write, sha256)
        if found is None:
            return
        try:
            with self._write:
                query.run(self._write, "DELETE FROM blob WHERE id = ?", (found[0],))
        except StoreUnavailable:
            # Pages that cannot be freed stay; without its name the blob is fetched anew.
            query.run(
                self._write,
                "UPDATE blob SET sha256 = CAST('lost ' || id AS BLOB) WHERE id = ?",
                (found[0],),
            )

    def _compressed(self, data: bytes | memoryview) -> tuple[int, bytes]:
        return len(data), self._compressor.compress(data)

    def _insert(
        self, sha256: bytes, size: int, chunks: Iterable[tuple[int, bytes]], stored_ms: int
    ) -> None:
        row = self._new_row(stored_ms)
        for position, (octets, packed) in enumerate(chunks):
            self._add_chunk(row, position, octets, packed)
        self._name_row(row, sha256, size)

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
            query.run(self._write, "DELETE FROM blob WHERE id = ?", (row,))
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
            "INSERT INTO chunk (blob_id, position, size_octets, data) VALUES (?, ?, ?, ?)",
            (row, position, size, packed),
        )

    def _piece_data(self, piece: int) -> bytes:
        sql = "SELECT data FROM partial WHERE id = ?"
        found = query.first(self._write, tuple[bytes], sql, (piece,))
        assert found is not None
        return found[0]


def _contiguous(pieces: list[tuple[int, int, int]]) -> int:
    """Return how far the pieces (row, position, length) reach from octet 0 without a gap."""
    reach = 0
    for _row, position, size in pieces:
        if position != reach:
            break
        reach += size
    return reach


def _chunks(connection: apsw.Connection, row: int, sha256: bytes) -> Iterator[bytes]:
    """Yield the chunks in order, found by index or, past a damaged one, in the table."""
    position = 0
    while True:
        found = _chunk_row(connection, row, position)
        if found is None:
            return
        size, packed = found
        if not isinstance(size, int) or not isinstance(packed, bytes):
            raise ContentDamaged("damaged", detail=f"{sha256.hex()}: chunk {position}")
        yield _unpacked(packed, size, sha256)
        position += 1


def _chunk_row(
    connection: apsw.Connection, row: int, position: int
) -> tuple[object, object] | None:
    for table in ("chunk", "chunk NOT INDEXED"):
        try:
            found = query.execute(
                connection,
                f"SELECT size_octets, data FROM {table}"  # noqa: S608
                " WHERE blob_id = ? AND position = ?",
                (row, position),
            ).fetchall()
        except apsw.Error as error:
            if is_damage(error) and table == "chunk":
                continue
            raise
        return (found[0][0], found[0][1]) if found else None
    return None


def _unpacked(packed: bytes, size: int, name: bytes) -> bytes:
    """Return the bytes of one chunk. The length is checked before anything is made room for."""
    try:
        if not 0 <= size <= PIECE_LIMIT_OCTETS or zstandard.frame_content_size(packed) != size:
            raise ContentDamaged("damaged", detail=f"{name.hex()}: length of a chunk")
        data = zstandard.ZstdDecompressor().decompress(packed, max_output_size=size)
    except zstandard.ZstdError as error:
        raise ContentDamaged("damaged", detail=f"{name.hex()}: {error}") from error
    if len(data) != size:
        raise ContentDamaged("damaged", detail=f"{name.hex()}: length of a chunk")
    return data
