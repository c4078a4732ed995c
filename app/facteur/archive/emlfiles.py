"""Single messages as .eml files: a file or a tree of them, and files written for people to find."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from facteur.archive import plainfile
from facteur.archive.failures import ArchiveError, translated
from facteur.archive.item import ArchivedMessage, ArchiveFolder, Unreadable
from facteur.archive.newfile import new_file, numbered
from facteur.archive.plainfile import level_name
from facteur.archive.statuslines import read_status
from facteur.message.filename import safe_name

SUFFIXES = frozenset({".eml", ".rfc822", ".mail"})
_HEADER_OCTETS = 64 * 1024
_FIELD = re.compile(rb"(?:\xef\xbb\xbf)?(?:>?From [^\n]*\n)?\s*[!-9;-~]{1,100}[ \t]*:")
_SEPARATORS = re.compile(r"[/\\:]+")
_LAST_MS = 253_402_300_799_000


def is_eml(path: Path) -> bool:
    """Whether the name says that a message is in the file."""
    return path.suffix.lower() in SUFFIXES


def read_eml_tree(root: Path) -> Iterator[ArchiveFolder]:
    """Yield the folders that hold .eml files, the root first and the rest by name.

    Raises ArchiveError when the root cannot be read; folders below that cannot are left out.
    """
    plainfile.listing(root)
    yield from _walk(root, ())


def _walk(folder: Path, levels: tuple[str, ...]) -> Iterator[ArchiveFolder]:
    try:
        entries = plainfile.listing(folder)
    except ArchiveError:
        return
    if any(not entry.is_folder and is_eml(entry.path) for entry in entries):
        yield ArchiveFolder(levels=levels, open=partial(_messages, folder))
    if len(levels) < plainfile.MAX_DEPTH:
        for entry in entries:
            if entry.is_folder:
                yield from _walk(entry.path, (*levels, level_name(entry.path.name)))


def _messages(folder: Path) -> Iterator[ArchivedMessage | Unreadable]:
    for entry in plainfile.listing(folder):
        if not entry.is_folder and is_eml(entry.path):
            yield read_eml(entry.path)


def read_eml(path: Path) -> ArchivedMessage | Unreadable:
    """Return the message in a file, octets as they are; never raises.

    Codes of what is unreadable: empty, not-a-message, and those of ArchiveError.
    """
    place = plainfile.shown(path.name)
    try:
        with plainfile.open_plain(path) as file, translated(place):
            head = file.read(_HEADER_OCTETS)
            size = file.seek(0, 2)
    except ArchiveError as error:
        return Unreadable(place=place, code=error.code)
    if not head:
        return Unreadable(place=place, code="empty")
    if not _FIELD.match(head):
        return Unreadable(place=place, code="not-a-message")
    # Thunderbird saves its own fields with the message.
    status = read_status(re.split(rb"\n\r?\n", head, maxsplit=1)[0])
    return ArchivedMessage(
        place=place,
        flags=status.flags,
        keywords=status.keywords,
        labels=status.labels,
        received_ms=None,
        size_octets=size,
        open=partial(plainfile.octets, path),
    )


class EmlWriter:
    """Writes messages into one folder, each under a name of its own; nothing is overwritten."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers: dict[str, int] = {}  # so that 10,000 equal subjects are not quadratic

    def write(self, message: ArchivedMessage, *, subject: str, sent_ms: int | None) -> Path:
        """Write the message and return its file. Raises ArchiveError; then there is none."""
        wanted = self._folder / file_name(subject, sent_ms)
        start = self._numbers.get(wanted.name.casefold(), 0)
        for number, path in enumerate(numbered(wanted)):
            if number < start:
                continue
            try:
                _write(path, message)
            except ArchiveError as error:
                if error.code != "exists":
                    raise
                continue
            self._numbers[wanted.name.casefold()] = number + 1
            return path
        raise ArchiveError("exists", detail=plainfile.shown(wanted))


def file_name(subject: str, sent_ms: int | None) -> str:
    """Return "2026-11-24 Subject.eml", fit for every file system, UTC day, "" subject allowed."""
    title = _SEPARATORS.sub("-", subject[:1000]).strip(" .-") or "message"
    day = ""
    if sent_ms is not None and 0 <= sent_ms <= _LAST_MS:
        day = f"{datetime.fromtimestamp(sent_ms // 1000, UTC):%Y-%m-%d} "
    return safe_name(f"{day}{title}.eml")


def make_folder(root: Path, levels: tuple[str, ...]) -> Path:
    """Make the folder of an exported folder, with those above it, inside the root.

    Two folders whose names become the same share one: their files have names of their own.
    Raises ArchiveError.
    """
    path = root
    for level in levels:
        path /= safe_name(_SEPARATORS.sub("-", level))
    with translated(plainfile.shown(path)):
        path.mkdir(parents=True, exist_ok=True)
    return path


def _write(path: Path, message: ArchivedMessage) -> None:
    with new_file(path) as file:
        size = 0
        for chunk in message.open():
            with translated(plainfile.shown(path)):
                file.write(chunk)
            size += len(chunk)
        if size != message.size_octets:
            raise ArchiveError("changed", detail=f"{message.place}: {size} octets")
