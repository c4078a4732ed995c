"""Trees of mbox files: Thunderbird's profiles and mail folders, and plain folders of .mbox files.

Thunderbird keeps the folder "A" in the file "A" with its index "A.msf" beside it, and what lies
below in "A.sbd"; or, if so asked, in a Maildir "A" (Mail/…/Inbox/cur). Apple's Mail exports
a folder "A.mbox" with a file "mbox" in it.
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from facteur.archive import maildir, mboxrd, plainfile
from facteur.archive.failures import ArchiveError
from facteur.archive.item import ArchivedMessage, ArchiveFolder, Unreadable
from facteur.archive.plainfile import Entry, level_name

_INDEX = ".msf"
_BELOW = ".sbd"
_MBOX = ".mbox"
_HOMES = ("Mail", "ImapMail")  # of a profile; in each one folder for each account
_FROM = b"From "


def is_profile(folder: Path) -> bool:
    """Whether the folder is a profile of Thunderbird."""
    return (folder / "prefs.js").is_file() and any((folder / home).is_dir() for home in _HOMES)


def is_mail_folder(folder: Path) -> bool:
    """Whether mail lies in the folder as Thunderbird keeps it, or in files named .mbox."""
    try:
        entries = plainfile.listing(folder)
    except ArchiveError:
        return False
    names = {entry.path.name for entry in entries}
    return any(
        _holds_mail(entry, names)
        for entry in entries
        # A Maildir without an index is somebody else's.
        if not entry.is_folder or entry.path.suffix == _MBOX or entry.path.name + _INDEX in names
    )


def read_profile(folder: Path) -> Iterator[ArchiveFolder]:
    """Yield the folders of all accounts of a profile; the first level names the account's folder.

    Accounts whose mail lies elsewhere are not found: choose their folder itself.
    """
    for home in _HOMES:
        if (folder / home).is_dir():
            for entry in plainfile.listing(folder / home):
                if entry.is_folder:
                    yield from _walk(entry.path, (level_name(entry.path.name),))


def read_tree(folder: Path) -> Iterator[ArchiveFolder]:
    """Yield the folders of a mail folder. Raises ArchiveError when it cannot be read."""
    plainfile.listing(folder)
    yield from _walk(folder, ())


def _walk(folder: Path, levels: tuple[str, ...]) -> Iterator[ArchiveFolder]:
    if len(levels) > plainfile.MAX_DEPTH:
        return
    try:
        entries = plainfile.listing(folder)
    except ArchiveError:
        return
    names = {entry.path.name for entry in entries}
    for entry in entries:
        if _holds_mail(entry, names):
            below = (*levels, level_name(entry.path.name.removesuffix(_MBOX)))
            yield ArchiveFolder(levels=below, open=_opener(entry))
        elif entry.is_folder and entry.path.suffix != _MBOX:
            name = entry.path.name.removesuffix(_BELOW)
            yield from _walk(entry.path, (*levels, level_name(name)))


def _opener(entry: Entry) -> partial[Iterator[ArchivedMessage | Unreadable]]:
    if not entry.is_folder:
        return partial(mboxrd.read_mbox_file, entry.path)
    inner = entry.path / "mbox"
    if inner.is_file():
        return partial(mboxrd.read_mbox_file, inner)
    return partial(maildir.read_messages, entry.path)


def _holds_mail(entry: Entry, names: set[str]) -> bool:
    name = entry.path.name
    if entry.is_folder:
        is_export = name.endswith(_MBOX) and (entry.path / "mbox").is_file()
        return is_export or maildir.is_maildir(entry.path)
    if name.endswith(_INDEX) or name.startswith("."):
        return False
    if name + _INDEX in names or name.endswith(_MBOX):
        return True
    return not entry.path.suffix and starts_as_mbox(entry.path)


def starts_as_mbox(path: Path) -> bool:
    """Whether a file begins like an mbox file; False when it cannot be read."""
    try:
        head = plainfile.head(path, 1000)
    except ArchiveError:
        return False
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    return head.startswith(_FROM) and (b"\n" in head)
