"""What a backup file is: its entries and what stands in them. Not here: writing and reading it.

The whole is described in the design note of the package.
"""

import os
import re
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import msgspec

from facteur.archive import plainfile
from facteur.archive.failures import ArchiveError, translated
from facteur.archive.newfile import numbered
from facteur.mail.mailbox import SpecialUse

FORMAT = "facteur-backup"
VERSION = 1
MANIFEST = "manifest.json"
README = """\
This is a backup of mail, made by Facteur. It can be read without it:

manifest.json   the folders, with their names and counts
folders/        for each folder one line of JSON for each message in it
messages/       every message once, as it was received (.eml), named by its SHA-256
"""
Count = Annotated[int, msgspec.Meta(ge=0, lt=1 << 53)]
SHA256_HEX = re.compile(r"[0-9a-f]{64}")
_NAME = re.compile(r"facteur-backup-(\d{4}-\d\d-\d\d)(?: \((\d{1,6})\))?\.zip(?:\.age)?")
_UNFINISHED = re.compile(rf"\.{_NAME.pattern}\.part")
INDEX_NAME = re.compile(r"folders/\d{4,9}\.jsonl")


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderEntry:
    """A folder in the manifest. index: the entry with its lines."""

    index: str
    levels: tuple[str, ...]
    special_use: SpecialUse
    messages: Count
    octets: Count


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a backup holds. messages, octets: of all folders; files: different messages."""

    format: str
    version: int
    created: str
    messages: Count
    files: Count
    octets: Count
    folders: tuple[FolderEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexLine:
    """A message of a folder. flags: as IMAP names them; received_ms: UTC epoch, None: unknown."""

    sha256: str
    size_octets: Count
    flags: tuple[str, ...]
    keywords: tuple[str, ...]
    received_ms: int | None


def entry_name(sha256: str) -> str:
    """Return where in the backup a message lies."""
    return f"messages/{sha256[:2]}/{sha256}.eml"


def index_name(number: int) -> str:
    """Return where the lines of the folder of that number lie, counted from 1."""
    return f"folders/{number:04}.jsonl"


def backup_name(day: datetime, *, sealed: bool) -> str:
    """Return the name of the backup of a day; sealed: with a passphrase."""
    return f"facteur-backup-{day:%Y-%m-%d}.zip{'.age' if sealed else ''}"


def is_backup_name(name: str) -> bool:
    """Whether a file is called like one that `backup_name` and `free_path` have named."""
    return _NAME.fullmatch(name) is not None


def created_words(moment: datetime) -> str:
    """Return how the manifest says when the backup was made; UTC."""
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def day_of(moment_ms: int) -> datetime:
    """Return the moment, UTC; a backup is named by its day."""
    return datetime.fromtimestamp(moment_ms / 1000, UTC)


def free_path(folder: Path, name: str) -> Path:
    """Return a path in the folder that nothing has: "… (2).zip" when that name is taken."""
    for path in numbered(folder / name, "".join(Path(name).suffixes)):
        if not os.path.lexists(path):
            return path
    raise ArchiveError("exists", detail=plainfile.shown(folder / name))


def backups_in(folder: Path) -> list[Path]:
    """Return the backups in the folder by their names, the newest first. Raises ArchiveError."""
    return _named(folder, _NAME)


def drop_unfinished(folder: Path) -> None:
    """Remove what crashes left in the folder; no backup may be under way. Raises ArchiveError."""
    for path in _named(folder, _UNFINISHED):
        with translated(plainfile.shown(path)):
            path.unlink()


def _named(folder: Path, pattern: re.Pattern[str]) -> list[Path]:
    """Return files of that name, by day and number, the newest first."""
    found = [
        (name[1], int(name[2] or 1), entry.path)
        for entry in plainfile.listing(folder)
        if not entry.is_folder and (name := pattern.fullmatch(entry.path.name))
    ]
    return [path for _, _, path in sorted(found, reverse=True)]


def is_backup(path: Path) -> bool:
    """Whether a file is a ZIP with our manifest, or what is left of one."""
    try:
        with plainfile.open_plain(path) as file, zipfile.ZipFile(file) as archive:
            return archive.getinfo(MANIFEST).file_size > 0
    except zipfile.BadZipFile:
        return README.splitlines()[0].encode() in plainfile.head(path, 4096)
    except (ArchiveError, OSError, KeyError, ValueError, RuntimeError):
        return False
