"""Opening a SQLite file the way the house wants it: WAL, FULL, foreign keys, 10 s of patience."""

from pathlib import Path
from urllib.parse import quote

import apsw

from facteur.store.query import execute

BUSY_MS = 10_000
# Pages of 4 KiB in the write-ahead log before a commit carries them over: 8 MiB. Measured: the
# default of 1,000 copies twice as often, 4,000 makes single commits of 100 ms.
CHECKPOINT_PAGES = 2_000
WAL_KEPT_OCTETS = 16 * 1024 * 1024
# No value of ours comes near this; a damaged length must not make SQLite ask for a gigabyte.
VALUE_LIMIT_OCTETS = 64 * 1024 * 1024


def connect_writer(path: Path, *, vfs: str | None = None) -> apsw.Connection:
    """Open or create the file for the one writer. Raises apsw.Error."""
    flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
    connection = apsw.Connection(str(path), flags=flags, vfs=vfs)
    try:
        connection.set_busy_timeout(BUSY_MS)
        connection.limit(apsw.SQLITE_LIMIT_LENGTH, VALUE_LIMIT_OCTETS)
        for pragma in (
            "PRAGMA cell_size_check = ON",
            "PRAGMA journal_mode = WAL",
            "PRAGMA synchronous = FULL",
            "PRAGMA foreign_keys = ON",
            "PRAGMA temp_store = MEMORY",
            f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}",
            f"PRAGMA journal_size_limit = {WAL_KEPT_OCTETS}",
            "PRAGMA cache_size = -16000",
        ):
            execute(connection, pragma).fetchall()
    except apsw.Error:
        connection.close()
        raise
    return connection


def connect_reader(path: Path, *, vfs: str | None = None) -> apsw.Connection:
    """Open an existing file for reading only. Raises apsw.Error.

    SQLite may lay its own -shm beside the file, which readers of a write-ahead log share. Where
    the folder refuses even that and no log waits, the file is read as one that cannot change.
    """
    try:
        return _prepared(
            apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY, vfs=vfs),
        )
    except (apsw.CantOpenError, apsw.ReadOnlyError):
        log = path.with_name(path.name + "-wal")
        if not path.exists() or (log.exists() and log.stat().st_size):
            raise
        uri = f"file:{quote(str(path))}?mode=ro&immutable=1"
        flags = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
        return _prepared(apsw.Connection(uri, flags=flags, vfs=vfs))


def _prepared(connection: apsw.Connection) -> apsw.Connection:
    try:
        connection.set_busy_timeout(BUSY_MS)
        connection.limit(apsw.SQLITE_LIMIT_LENGTH, VALUE_LIMIT_OCTETS)
        for pragma in (
            "PRAGMA query_only = ON",
            "PRAGMA cell_size_check = ON",
            "PRAGMA temp_store = MEMORY",
            "PRAGMA cache_size = -8000",
            "PRAGMA schema_version",
        ):
            execute(connection, pragma).fetchall()
    except apsw.Error:
        connection.close()
        raise
    return connection
