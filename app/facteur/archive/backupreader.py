"""Reading a backup and proving it. The file may be cut, changed or made by an enemy.

Nothing in it names a place outside of it: entries are looked up by names that are made here, and
none is read further than the length that the index says.
"""

import hashlib
import io
import random
import struct
import zipfile
import zlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import BinaryIO, Self, cast

import msgspec

from facteur.archive import backup, plainfile
from facteur.archive.failures import ArchiveError, translated
from facteur.archive.item import CHUNK_OCTETS, ArchivedMessage, ArchiveFolder, Unreadable
from facteur.archive.plainfile import level_name
from facteur.archive.sealed import SealedReader, is_sealed
from facteur.mail.flags import from_names

_LONGEST_MANIFEST = 64 * 1024 * 1024
_LONGEST_LINE = 64 * 1024
_MOST_DIFFERENCES = 1000
_MOST_MS = 1 << 53  # beyond, a moment is nonsense
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    OverflowError,
    RuntimeError,  # encrypted, or packed in a way that zipfile does not know
    ValueError,  # places before the beginning
    struct.error,
    msgspec.MsgspecError,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a check found. reread: different messages whose octets were read and hashed.

    Codes of differences: missing, length, damaged, damaged-index, count, extra. At most 1,000 are
    kept.
    """

    folders: int
    messages: int
    octets: int
    reread: int
    differences: tuple[Unreadable, ...]


class BackupReader:
    """One backup file, open within `with`. Raises ArchiveError, of whatever the file is made."""

    def __init__(self, path: Path, *, passphrase: str = "") -> None:
        self._path = path
        self._where = plainfile.shown(path.name)
        self._passphrase = passphrase

    def __enter__(self) -> Self:
        self._file = self._opened()
        try:
            self._zip = self._directory()
            with _broken_as("damaged", self._where):
                self.manifest = _manifest(self._zip)
        except BaseException:
            self._file.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()
        self._file.close()

    def _opened(self) -> BinaryIO:
        file = plainfile.open_plain(self._path)
        with translated(self._where):
            head = file.read(64)
            file.seek(0)
        if not is_sealed(head):
            return file
        if not self._passphrase:
            file.close()
            raise ArchiveError("passphrase-needed", detail=self._where)
        return io.BufferedReader(SealedReader(file, self._passphrase))

    def _directory(self) -> zipfile.ZipFile:
        with translated(self._where):
            is_zip = self._file.read(4) == b"PK\x03\x04"
        with _broken_as("truncated" if is_zip else "not-backup", self._where):
            return zipfile.ZipFile(self._file)

    def folders(self) -> Iterator[ArchiveFolder]:
        """Yield the folders in the order they were written."""
        for entry in self.manifest.folders:
            yield ArchiveFolder(
                levels=tuple(map(level_name, entry.levels)),
                special_use=entry.special_use,
                open=partial(self._messages, entry),
            )

    def contents(self) -> tuple[backup.FolderEntry, ...]:
        """Return what the manifest says of the folders, levels as `folders` yields them."""
        return tuple(
            replace(entry, levels=tuple(map(level_name, entry.levels)))
            for entry in self.manifest.folders
        )

    def verify(self, sample: int | None = None, *, seed: int = 0) -> Verdict:
        """Compare the index with the counts and the entries, and read messages back.

        sample: how many messages are read, chosen by the seed; None reads all. Of the others
        presence and length are compared.
        """
        total = self.manifest.messages
        chosen: set[int] | None = None
        if sample is not None and sample < total:
            # No secret depends on it.
            chosen = set(random.Random(seed).sample(range(total), sample))  # noqa: S311 (see above)
        check = _Check()
        for entry in self.manifest.folders:
            before, octets_before = check.messages, check.octets
            for found in self._messages(entry):
                number = check.messages
                check.take(found, read=chosen is None or number in chosen)
            counted = (check.messages - before, check.octets - octets_before)
            if counted != (entry.messages, entry.octets):
                check.differs(entry.index, "count")
        if check.messages != total or len(check.names) != self.manifest.files:
            check.differs(backup.MANIFEST, "count")
        for name in self._zip.namelist():
            if name.startswith("messages/") and name not in check.names:
                check.differs(plainfile.shown(name), "extra")
        return Verdict(
            folders=len(self.manifest.folders),
            messages=check.messages,
            octets=check.octets,
            reread=check.reread,
            differences=tuple(check.differences),
        )

    def _messages(self, entry: backup.FolderEntry) -> Iterator[ArchivedMessage | Unreadable]:
        for number, text in enumerate(self._lines(entry.index), 1):
            line = _line(text) if number <= entry.messages else None
            place = f"{entry.index}:{number}"
            yield self._message(line) if line else Unreadable(place=place, code="damaged-index")
            if number > entry.messages:
                return  # who makes an index without end shall not keep us

    def _lines(self, index: str) -> Iterator[bytes]:
        """Yield the lines of a folder, and an empty one in the place of what is broken."""
        try:
            with _broken_as("damaged", index), self._zip.open(index) as entry:
                reader = io.BufferedReader(cast("io.RawIOBase", entry), CHUNK_OCTETS)
                while text := reader.readline(_LONGEST_LINE):
                    yield text
        except ArchiveError as error:
            if error.code != "damaged":
                raise
            yield b""

    def _message(self, line: backup.IndexLine) -> ArchivedMessage | Unreadable:
        name = backup.entry_name(line.sha256)
        info = self._zip.NameToInfo.get(name)
        if info is None:
            return Unreadable(place=name, code="missing")
        if info.file_size != line.size_octets:
            return Unreadable(place=name, code="length")
        flags, keywords = from_names([*line.flags, *line.keywords])
        received = line.received_ms
        return ArchivedMessage(
            place=info.filename,  # the same string: a set of all of them is small
            flags=flags,
            keywords=keywords,
            received_ms=received if received is not None and abs(received) < _MOST_MS else None,
            size_octets=line.size_octets,
            open=partial(self._octets, info, line.sha256),
        )

    def _octets(self, info: zipfile.ZipInfo, sha256: str) -> Iterator[bytes]:
        digest = hashlib.sha256()
        with _broken_as("damaged", info.filename), self._zip.open(info) as entry:
            while chunk := entry.read(CHUNK_OCTETS):
                digest.update(chunk)
                yield chunk
        if digest.hexdigest() != sha256:
            raise ArchiveError("damaged", detail=f"{info.filename}: SHA-256")


class _Check:
    """Counts of a verification under way."""

    def __init__(self) -> None:
        self.messages = 0
        self.octets = 0
        self.reread = 0
        self.names: set[str] = set()
        self._read: set[str] = set()
        self.differences: list[Unreadable] = []

    def take(self, found: ArchivedMessage | Unreadable, *, read: bool) -> None:
        self.messages += 1
        if found.place.startswith("messages/"):
            self.names.add(found.place)
        if isinstance(found, Unreadable):
            self.differs(found.place, found.code)
            return
        self.octets += found.size_octets
        if not read or found.place in self._read:
            return
        self._read.add(found.place)
        try:
            for _ in found.open():
                pass
        except ArchiveError as error:
            self.differs(found.place, error.code)
        else:
            self.reread += 1

    def differs(self, place: str, code: str) -> None:
        if len(self.differences) < _MOST_DIFFERENCES:
            self.differences.append(Unreadable(place=place, code=code))


def _manifest(archive: zipfile.ZipFile) -> backup.Manifest:
    info = archive.NameToInfo.get(backup.MANIFEST)
    if info is None:
        raise ArchiveError("not-backup", detail="no manifest")
    if info.file_size > _LONGEST_MANIFEST:
        raise ArchiveError("damaged", detail=f"manifest of {info.file_size} octets")
    text = archive.read(info)
    kind = msgspec.json.decode(text, type=_Kind)
    if kind.format != backup.FORMAT:
        raise ArchiveError("not-backup", detail="another format")
    if kind.version > backup.VERSION:
        raise ArchiveError("newer", detail=f"version {kind.version}")
    found = msgspec.json.decode(text, type=backup.Manifest)
    if not all(backup.INDEX_NAME.fullmatch(folder.index) for folder in found.folders):
        raise ArchiveError("damaged", detail="name of an index")
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """What every version of the manifest says."""

    format: str
    version: int


def _line(text: bytes) -> backup.IndexLine | None:
    try:
        line = msgspec.json.decode(text, type=backup.IndexLine)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
    return line if backup.SHA256_HEX.fullmatch(line.sha256) else None


@contextmanager
def _broken_as(code: str, where: str) -> Generator[None]:
    with translated(where):
        try:
            yield
        except _BROKEN as error:
            raise ArchiveError(code, detail=f"{where}: {error}") from error
