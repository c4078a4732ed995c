"""The one family of errors of this package, and how those of the system become it."""

import errno
from collections.abc import Generator
from contextlib import contextmanager

from facteur.base.errors import FacteurError, Fault, Retry

_CODES = {
    errno.ENOENT: "missing",
    errno.ENOTDIR: "missing",
    errno.ELOOP: "symbolic-link",
    errno.EACCES: "denied",
    errno.EPERM: "denied",
    errno.ENOSPC: "disk-full",
    errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC: "disk-full",
    errno.EFBIG: "file-too-big",  # FAT takes 4 GiB at most
    errno.EROFS: "read-only",
    errno.EEXIST: "exists",
    errno.ENAMETOOLONG: "name-too-long",
    errno.EISDIR: "not-a-file",
}


class ArchiveError(FacteurError):
    """An archive cannot be read or written at all.

    Codes of the system: missing, denied, disk-full, file-too-big, read-only, exists,
    symbolic-link, name-too-long, not-a-file, changed, io. Of backups: not-backup, truncated,
    damaged, newer, passphrase-needed, passphrase-wrong, too-costly, differs.
    """

    fault = Fault.MACHINE
    retry = Retry.AFTER_ACTION


@contextmanager
def translated(where: str) -> Generator[None]:
    """Raise the errors of the file system as ArchiveError; where: for the log."""
    try:
        yield
    except OSError as error:
        code = _CODES.get(error.errno or 0, "io")
        raise ArchiveError(code, detail=f"{where}: {error.strerror}") from error
    except ValueError as error:  # a NUL in a path
        raise ArchiveError("missing", detail=f"{where}: {error}") from error
