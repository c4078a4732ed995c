"""Every file of the collected mail as an archive: mbox, Maildir, .eml; written, backed up, read back.

Called by `python3 tests corpora`; returns what must not happen: an exception, an octet that does not
come back, a count that is not the known one.
"""

import io
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from facteur.archive import plainfile
from facteur.archive.backupreader import BackupReader
from facteur.archive.backupwriter import new_backup
from facteur.archive.detect import Kind, detect
from facteur.archive.emlfiles import read_eml
from facteur.archive.item import ArchivedMessage
from facteur.archive.mboxrd import MboxWriter, read_mbox, read_mbox_file
from facteur.archive.sources import folders
from facteur.mail.flags import Flags

# Counted by eye, and in imaptest by its scripts.
KNOWN = {
    "comm-central-basic/mailnews/test/data/mbox_modern": 2,
    "comm-central-basic/mailnews/test/data/mbox_unquoted": 2,
    "comm-central-basic/mailnews/test/data/mbox_mboxrd": 2,
    "mox-import/testdata/importtest.mbox": 2,
    "mox-import/testdata/importtest.maildir": 2,
}
ONE_EACH = "spam-ham-sample"  # each file is a message with its "From " line


def run(corpora: Path) -> list[str]:
    """Return what went wrong; counts are printed."""
    return [
        *_known(corpora),
        *_every_file(corpora),
        *_one_each(corpora / ONE_EACH),
        *_all_in_a_backup(corpora),
        *_all_in_an_mbox(corpora),
    ]


def _files(corpora: Path) -> Iterator[Path]:
    for path in sorted(corpora.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield path


def _plain(path: Path) -> ArchivedMessage:
    """Return a file as a message, whatever is in it."""
    return ArchivedMessage(
        place=path.name,
        flags=Flags.SEEN,
        keywords=(),
        received_ms=None,
        size_octets=path.stat().st_size,
        open=partial(plainfile.octets, path),
    )


def _known(corpora: Path) -> list[str]:
    problems: list[str] = []
    for name, wanted in KNOWN.items():
        path = corpora / name
        kind = detect(path)
        if kind is Kind.UNKNOWN:
            problems.append(f"{name}: not known")
            continue
        found = [one for folder in folders(path, kind) for one in folder.open()]
        if len(found) != wanted or not all(isinstance(one, ArchivedMessage) for one in found):
            problems.append(f"{name}: {len(found)} of {wanted} messages")
    return problems


def _every_file(corpora: Path) -> list[str]:
    """Read each file in every way; the octets of an mbox must be those of the file but its lines."""
    problems: list[str] = []
    files = messages = unreadable = 0
    began = time.monotonic()
    for path in _files(corpora):
        files += 1
        try:
            detect(path)
            for one in [*read_mbox_file(path), read_eml(path)]:
                if not isinstance(one, ArchivedMessage):
                    unreadable += 1
                    continue
                messages += 1
                size = sum(map(len, one.open()))
                if size != one.size_octets:
                    problems.append(f"{path.name}: {size} octets, not {one.size_octets}")
        except Exception as problem:  # noqa: BLE001 (the point of the exercise)
            problems.append(f"{path.name}: {type(problem).__name__}: {problem}")
    taken = time.monotonic() - began
    print(f"  {files} files: {messages} messages, {unreadable} named unreadable, {taken:.1f} s")
    return problems


def _one_each(folder: Path) -> list[str]:
    """Count the files that are split: a letter that quotes another with its "From " line."""
    counts = [
        sum(1 for _ in read_mbox_file(path))
        for path in _files(folder)
        if plainfile.head(path, 5) == b"From "
    ]
    split = sum(count != 1 for count in counts)
    print(f"  {folder.name}: {len(counts)} files with one message each, {split} read as more")
    return [f"{folder.name}: {split} files split"] if split > len(counts) // 500 else []


def _all_in_a_backup(corpora: Path) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "backup.zip"
        began = time.monotonic()
        with new_backup(path, created_ms=0) as backup:
            backup.begin_folder(("All",))
            for file in _files(corpora):
                backup.add(_plain(file))
        taken = time.monotonic() - began
        with BackupReader(path) as reader:
            (found,) = reader.folders()
            differ = [
                file.name
                for file, one in zip(_files(corpora), found.open(), strict=True)
                if not isinstance(one, ArchivedMessage) or _differ(_plain(file), one)
            ]
            octets = reader.manifest.octets
        print(
            f"  backup: {octets / 1e6:.1f} MB in {taken:.1f} s, {path.stat().st_size / 1e6:.1f} MB"
        )
    return [f"{name}: another in the backup" for name in differ] + [
        f"{one.place}: left out" for one in backup.left_out
    ]


def _all_in_an_mbox(corpora: Path) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "all.mbox"
        began = time.monotonic()
        with path.open("wb") as sink:
            writer = MboxWriter(sink, "all")
            for file in _files(corpora):
                writer.add(_plain(file))
        found = read_mbox(partial(io.open, path, "rb"), "all")
        differ = [
            file.name
            for file, one in zip(_files(corpora), found, strict=True)
            if not isinstance(one, ArchivedMessage) or _differ(_plain(file), one)
        ]
        print(f"  mbox: {writer.messages} files in and out in {time.monotonic() - began:.1f} s")
    return [f"{name}: another out of the mbox" for name in differ]


def _differ(one: ArchivedMessage, other: ArchivedMessage) -> bool:
    return b"".join(one.open()) != b"".join(other.open()) or other.flags != one.flags
