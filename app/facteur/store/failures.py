"""What SQLite says went wrong, in the families of base.errors."""

import errno

import apsw

from facteur.base.errors import FacteurError, StoreMisuse, StoreUnavailable

_CODES: tuple[tuple[type[apsw.Error], str], ...] = (
    (apsw.FullError, "disk-full"),
    (apsw.BusyError, "locked"),
    (apsw.LockedError, "locked"),
    (apsw.ProtocolError, "locked"),
    (apsw.ReadOnlyError, "read-only"),
    (apsw.PermissionsError, "read-only"),
    (apsw.CorruptError, "corrupt"),
    (apsw.NotADBError, "corrupt"),
    (apsw.FormatError, "corrupt"),
    (apsw.CantOpenError, "io"),
    (apsw.IOError, "io"),
    (apsw.NoMemError, "io"),
    (apsw.TooBigError, "corrupt"),
)
_ERRNO_CODES: dict[int, str] = {
    errno.ENOSPC: "disk-full",
    errno.EDQUOT: "disk-full",
    errno.EROFS: "read-only",
    errno.EACCES: "read-only",
    errno.EPERM: "read-only",
}


def translated(error: apsw.Error, *, where: str = "") -> FacteurError:
    """Return our error for one of SQLite's; StoreMisuse where the fault is in our SQL."""
    detail = f"{where}: {error}" if where else str(error)
    for kind, code in _CODES:
        if isinstance(error, kind):
            return StoreUnavailable(code, detail=detail)
    return StoreMisuse("sql", detail=f"{type(error).__name__}: {detail}")


def from_os(error: OSError, *, where: str) -> StoreUnavailable:
    """Return our error for one of the operating system's."""
    code = _ERRNO_CODES.get(error.errno or 0, "io")
    return StoreUnavailable(code, detail=f"{where}: {error.strerror or error}")


def is_damage(error: apsw.Error) -> bool:
    """Whether the file itself is broken, so that trying again cannot help."""
    return isinstance(error, apsw.CorruptError | apsw.NotADBError | apsw.FormatError)
