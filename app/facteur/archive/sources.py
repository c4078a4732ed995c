"""One way into every kind of archive: its folders, whatever wrote them."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import assert_never

from facteur.archive import emlfiles, maildir, mboxrd, plainfile, thunderbird
from facteur.archive.backupreader import BackupReader
from facteur.archive.detect import Kind
from facteur.archive.failures import ArchiveError, translated
from facteur.archive.item import ArchivedMessage, ArchiveFolder, Unreadable


def folders(path: Path, kind: Kind, *, passphrase: str = "") -> Iterator[ArchiveFolder]:
    """Yield the folders of what `detect` called that kind.

    Folders of a backup can be opened as long as the iterator is not closed or at its end.
    Raises ArchiveError: `unknown-kind`, and those of the readers.
    """
    with translated(plainfile.shown(path)):
        path = path.resolve()
    match kind:
        case Kind.BACKUP | Kind.SEALED_BACKUP:
            with BackupReader(path, passphrase=passphrase) as backup:
                yield from backup.folders()
        case Kind.THUNDERBIRD_PROFILE:
            yield from thunderbird.read_profile(path)
        case Kind.MBOX_TREE:
            inner = path / "mbox"
            if path.suffix == ".mbox" and inner.is_file():
                yield _single(path, partial(mboxrd.read_mbox_file, inner))
            else:
                yield from thunderbird.read_tree(path)
        case Kind.MBOX:
            yield _single(path, partial(mboxrd.read_mbox_file, path))
        case Kind.MAILDIR:
            yield from maildir.read_maildir(path)
        case Kind.EML_FILE:
            yield _single(path, partial(_one, path))
        case Kind.EML_TREE:
            yield from emlfiles.read_eml_tree(path)
        case Kind.UNKNOWN:
            raise ArchiveError("unknown-kind", detail=plainfile.shown(path))
        case _:
            assert_never(kind)


def _single(path: Path, opened: "partial[Iterator[ArchivedMessage | Unreadable]]") -> ArchiveFolder:
    name = path.stem if path.suffix in {".mbox", *emlfiles.SUFFIXES} else path.name
    return ArchiveFolder(levels=(plainfile.level_name(name),), open=opened)


def _one(path: Path) -> Iterator[ArchivedMessage | Unreadable]:
    yield emlfiles.read_eml(path)
