"""New files that are whole or not there at all, and never take the place of another."""

import os
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from facteur.archive.failures import ArchiveError, translated
from facteur.archive.plainfile import shown

_MOST_NAMES = 100_000


def unfinished_name(path: Path) -> Path:
    """Return what a file is called while it is being written."""
    return path.with_name(f".{path.name}.part")


@contextmanager
def new_file(path: Path) -> Generator[BinaryIO]:
    """Give a file to write; give it its name when the block ends, and remove it on an error.

    It may be read too. Raises ArchiveError, `exists` before anything is written or, when the name
    was taken meanwhile, after it. What a crash left half written is overwritten.
    """
    if os.path.lexists(path):
        raise ArchiveError("exists", detail=shown(path))
    part = unfinished_name(path)
    with translated(shown(part)):
        part.unlink(missing_ok=True)
        file = part.open("x+b")
    try:
        yield file
        with translated(shown(part)):
            file.flush()
            os.fsync(file.fileno())
            file.close()
        take_name(part, path)
    except BaseException:
        with suppress(OSError):  # on a full disk it would write what it still holds
            file.close()
        with suppress(OSError):
            part.unlink()
        raise


def take_name(part: Path, path: Path) -> None:
    """Rename without overwriting, durably. Raises ArchiveError `exists`."""
    with translated(shown(path)):
        try:
            os.link(part, path)
        except FileExistsError:
            raise
        except OSError:
            # FAT has no links: between looking and renaming nobody else is expected.
            if os.path.lexists(path):
                raise ArchiveError("exists", detail=shown(path)) from None
            part.rename(path)
        else:
            part.unlink()
        _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Make the name durable where the system can (not on Windows)."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        with suppress(OSError):  # some network file systems refuse it
            os.fsync(handle)
    finally:
        os.close(handle)


def numbered(path: Path, suffix: str = "") -> Iterator[Path]:
    """Yield the path and then "name (2).ext", "name (3).ext" and so on.

    suffix: what stays behind the number, when it is more than the last one.
    """
    yield path
    suffix = suffix or path.suffix
    for number in range(2, _MOST_NAMES):
        yield path.with_name(f"{path.name.removesuffix(suffix)} ({number}){suffix}")
