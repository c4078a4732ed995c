"""Files of hostile trees: only regular ones are opened, symbolic links lead nowhere."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from facteur.archive.failures import ArchiveError, translated
from facteur.archive.item import CHUNK_OCTETS
from facteur.message import visible

# What people nest by hand is under ten deep; a tree that goes deeper is a trap.
MAX_DEPTH = 40
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)  # a FIFO would wait for ever
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A regular file or folder in a folder; size and moment are those of the listing."""

    path: Path
    is_folder: bool
    size_octets: int
    changed_ms: int


def shown(path: Path | str) -> str:
    """Return a path that can be logged, shown and encoded, whatever its octets are."""
    return visible.one_line(visible.without_surrogates(str(path)))


def level_name(name: str) -> str:
    """Return the name of a folder for people: one line, no separator, never empty."""
    plain = visible.one_line(visible.without_surrogates(name.replace("/", "_")))
    return visible.cut(plain, 200) or "_"


def open_plain(path: Path) -> BinaryIO:
    """Open a regular file, which may be reached through links but is not one itself."""
    with translated(shown(path)):
        handle = os.open(path, _FLAGS)
        if stat.S_ISREG(os.fstat(handle).st_mode):
            return os.fdopen(handle, "rb")
        os.close(handle)
        raise ArchiveError("not-a-file", detail=shown(path))


def octets(path: Path) -> Iterator[bytes]:
    """Yield the file in chunks."""
    with open_plain(path) as file:
        yield from chunks(file, shown(path))


def chunks(file: BinaryIO, where: str) -> Iterator[bytes]:
    """Yield what is left of an open file."""
    while True:
        with translated(where):
            chunk = file.read(CHUNK_OCTETS)
        if not chunk:
            return
        yield chunk


def head(path: Path, length: int) -> bytes:
    """Return the first octets of a regular file."""
    with open_plain(path) as file, translated(shown(path)):
        return file.read(length)


def listing(folder: Path) -> list[Entry]:
    """Return files and folders by name; links, devices and what cannot be looked at are left out.

    Raises ArchiveError when the folder itself cannot be read.
    """
    found: list[Entry] = []
    with translated(shown(folder)), os.scandir(folder) as entries:
        for entry in entries:
            one = _looked_at(entry)
            if one is not None:
                found.append(one)
    return sorted(found, key=lambda one: one.path.name)


def _looked_at(entry: os.DirEntry[str]) -> Entry | None:
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError:  # gone meanwhile, or not ours to look at
        return None
    is_folder = stat.S_ISDIR(status.st_mode)
    if not is_folder and not stat.S_ISREG(status.st_mode):
        return None
    return Entry(
        path=Path(entry.path),
        is_folder=is_folder,
        size_octets=status.st_size,
        changed_ms=status.st_mtime_ns // 1_000_000,
    )
