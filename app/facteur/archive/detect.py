"""What a path that somebody chose is. Looks at names and first octets only, and never raises."""

from enum import Enum
from pathlib import Path

from facteur.archive import emlfiles, maildir, plainfile, thunderbird
from facteur.archive.backup import is_backup
from facteur.archive.failures import ArchiveError
from facteur.archive.sealed import is_sealed


class Kind(Enum):
    """What can be read. A sealed file is a backup that needs its passphrase, as far as one sees."""

    BACKUP = "backup"
    SEALED_BACKUP = "sealed-backup"
    THUNDERBIRD_PROFILE = "thunderbird-profile"
    MBOX_TREE = "mbox-tree"
    MBOX = "mbox"
    MAILDIR = "maildir"
    EML_FILE = "eml-file"
    EML_TREE = "eml-tree"
    UNKNOWN = "unknown"


_LOOKED_AT = 10_000  # entries of a tree, in search of the first .eml or Maildir


def detect(path: Path) -> Kind:
    """Return what the path is; UNKNOWN also when it is not there or may not be read."""
    try:
        path = path.resolve()  # the one that was chosen may be a link, those in it may not
        return _folder(path) if path.is_dir() else _file(path)
    except (ArchiveError, OSError, ValueError):
        return Kind.UNKNOWN


def _file(path: Path) -> Kind:
    head = plainfile.head(path, 4096)
    if is_sealed(head):
        return Kind.SEALED_BACKUP
    if head.startswith(b"PK"):
        return Kind.BACKUP if is_backup(path) else Kind.UNKNOWN
    if emlfiles.is_eml(path):
        return Kind.EML_FILE
    if thunderbird.starts_as_mbox(path) or (not head and path.suffix == ".mbox"):
        return Kind.MBOX
    return Kind.UNKNOWN


def _folder(path: Path) -> Kind:
    if thunderbird.is_profile(path):
        return Kind.THUNDERBIRD_PROFILE
    if maildir.is_maildir(path):
        return Kind.MAILDIR
    if (path / "mbox").is_file() and thunderbird.starts_as_mbox(path / "mbox"):
        return Kind.MBOX_TREE
    if thunderbird.is_mail_folder(path):
        return Kind.MBOX_TREE
    return _tree(path)


def _tree(path: Path) -> Kind:
    """Look through the tree, level by level, for the first thing that is known."""
    waiting, looked = [(path, 0)], 0
    for folder, depth in waiting:
        for entry in plainfile.listing(folder):
            looked += 1
            if looked > _LOOKED_AT:
                return Kind.UNKNOWN
            if not entry.is_folder:
                if emlfiles.is_eml(entry.path):
                    return Kind.EML_TREE
            elif maildir.is_maildir(entry.path):
                return Kind.MAILDIR
            elif thunderbird.is_mail_folder(entry.path):
                return Kind.MBOX_TREE
            elif depth < plainfile.MAX_DEPTH:
                waiting.append((entry.path, depth + 1))
    return Kind.UNKNOWN
