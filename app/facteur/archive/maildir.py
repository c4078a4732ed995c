"""Maildir folders, read only: Maildir++ (".A.B"), folders in folders, Dovecot's keywords.

Flags stand in the file's name after ":2,"; where a colon cannot stand in a name (Windows, FAT),
programs write "!" or ";" instead. Nothing outside the tree is reached.
"""

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from facteur.archive import plainfile
from facteur.archive.failures import ArchiveError
from facteur.archive.item import ArchivedMessage, ArchiveFolder, Unreadable
from facteur.archive.plainfile import Entry, level_name
from facteur.archive.statuslines import FORWARDED
from facteur.imap.mailboxname import decode_name
from facteur.mail.flags import Flags

_PARTS = ("cur", "new")
_INFO = re.compile(r"[:!;]2,([A-Za-z,]*)\Z")
_FLAGS = {
    "S": Flags.SEEN,
    "R": Flags.ANSWERED,
    "F": Flags.FLAGGED,
    "T": Flags.DELETED,
    "D": Flags.DRAFT,
}
_SECONDS = re.compile(r"(\d{9,11})\.")
_FIRST_MS = 315_532_800_000  # 1980: what is earlier is a counter or a broken clock
_KEYWORDS_FILE = "dovecot-keywords"
_KEYWORDS_OCTETS = 64 * 1024
_GZIP = b"\x1f\x8b"


def is_maildir(folder: Path) -> bool:
    """Whether messages lie in the folder itself, as in a Maildir."""
    return any((folder / part).is_dir() and not (folder / part).is_symlink() for part in _PARTS)


def read_maildir(root: Path) -> Iterator[ArchiveFolder]:
    """Yield the folder itself, if it is a Maildir, and those in it, by name.

    Raises ArchiveError when the root cannot be read; folders below that cannot are left out.
    """
    plainfile.listing(root)  # its error is not to be taken for "nothing in it"
    yield from _walk(root, ())


def _walk(folder: Path, levels: tuple[str, ...]) -> Iterator[ArchiveFolder]:
    if is_maildir(folder):
        yield ArchiveFolder(levels=levels, open=partial(read_messages, folder))
    if len(levels) >= plainfile.MAX_DEPTH:
        return
    try:
        entries = plainfile.listing(folder)
    except ArchiveError:
        return
    for entry in entries:
        if entry.is_folder and entry.path.name not in {*_PARTS, "tmp"}:
            yield from _walk(entry.path, levels + _levels(entry.path))


def _levels(folder: Path) -> tuple[str, ...]:
    """Return what the name of a folder adds: Maildir++ writes all its levels into one name.

    KMail keeps what lies in the folder "A" in ".A.directory".
    """
    name = decode_name(folder.name.encode("utf-8", "surrogateescape"))
    if name.startswith(".") and name.endswith(".directory"):
        return (level_name(name[1 : -len(".directory")]),)
    if not name.startswith("."):
        return (level_name(name),)
    return tuple(level_name(level) for level in name[1:].split(".") if level)[: plainfile.MAX_DEPTH]


def read_messages(folder: Path) -> Iterator[ArchivedMessage | Unreadable]:
    """Yield the messages of one folder. Codes of what is unreadable: empty, compressed, denied...

    Raises ArchiveError when cur or new is there and cannot be read.
    """
    keywords = _dovecot_keywords(folder)
    for part in _PARTS:
        if not (folder / part).is_dir() or (folder / part).is_symlink():
            continue
        for entry in plainfile.listing(folder / part):
            if not entry.is_folder and not entry.path.name.startswith("."):
                yield _message(entry, keywords)


def _message(entry: Entry, names: dict[str, str]) -> ArchivedMessage | Unreadable:
    place = plainfile.shown(f"{entry.path.parent.name}/{entry.path.name}")
    try:
        head = plainfile.head(entry.path, len(_GZIP))
    except ArchiveError as error:
        return Unreadable(place=place, code=error.code)
    if not head:
        return Unreadable(place=place, code="empty")
    if head == _GZIP:
        return Unreadable(place=place, code="compressed")
    found = _INFO.search(entry.path.name)  # in new, none should be; some programs disagree
    flags, keywords = _from_letters(found[1] if found else "", names)
    return ArchivedMessage(
        place=place,
        flags=flags,
        keywords=keywords,
        received_ms=_received_ms(entry),
        size_octets=entry.size_octets,
        open=partial(plainfile.octets, entry.path),
    )


def _from_letters(letters: str, names: dict[str, str]) -> tuple[Flags, tuple[str, ...]]:
    flags, keywords = Flags(0), set[str]()
    for letter in letters:
        flags |= _FLAGS.get(letter, Flags(0))
        if letter == "P":
            keywords.add(FORWARDED)
        elif letter in names:
            keywords.add(names[letter])
    return flags, tuple(sorted(keywords))


def _received_ms(entry: Entry) -> int | None:
    """Return the earlier of the moments in the name and of the last change.

    Servers keep the time of receipt as that of the last change, also when they copy a message,
    which gives it a new name; whoever copies files loses the former and keeps the latter.
    """
    named = _SECONDS.match(entry.path.name)
    moments = [entry.changed_ms, *([int(named[1]) * 1000] if named else [])]
    return min((moment for moment in moments if moment >= _FIRST_MS), default=None)


def _dovecot_keywords(folder: Path) -> dict[str, str]:
    """Return what the letters a to z stand for in this folder."""
    try:
        text = plainfile.head(folder / _KEYWORDS_FILE, _KEYWORDS_OCTETS).decode("utf-8", "replace")
    except ArchiveError:
        return {}
    found = re.findall(r"^(\d{1,2}) (\S{1,100})$", text, re.MULTILINE)
    return {chr(ord("a") + int(place)): name for place, name in found if int(place) < 26}  # noqa: PLR2004 (letters)
