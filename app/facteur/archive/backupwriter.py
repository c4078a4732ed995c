"""Writing a backup: streaming, each message once, proven by reading before it has its name."""

import hashlib
import io
import os
import zipfile
import zlib
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import msgspec

from facteur.archive import backup, plainfile
from facteur.archive.backupreader import BackupReader, Verdict
from facteur.archive.failures import ArchiveError, translated
from facteur.archive.item import CHUNK_OCTETS, ArchivedMessage, Unreadable
from facteur.archive.newfile import new_file, unfinished_name
from facteur.archive.sealed import WORK_FACTOR, SealedWriter
from facteur.base.errors import ContentDamaged
from facteur.mail.flags import to_names
from facteur.mail.mailbox import SpecialUse

_LEVEL = 3  # of deflate; more saves little of mail, which is base64 and text
_ZIP64_FROM = 1 << 30  # an entry below 2 GiB stays below after its octets are packed
_FIRST_YEAR, _LAST_YEAR = 1980, 2107  # of ZIP


class BackupWriter:
    """Takes folders and their messages in order; `new_backup` gives one and finishes it.

    left_out: messages whose source could not be read, or was not what it should be.
    verdict: None until the backup was read back, without difference.
    """

    def __init__(self, sink: BinaryIO, where: str, created: datetime) -> None:
        self._where = where
        self._created = created
        self._zip = zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL)
        self._written: set[bytes] = set()
        self._folders: list[backup.FolderEntry] = []
        self._lines = _Lines()
        self.left_out: list[Unreadable] = []
        self.verdict: Verdict | None = None

    def begin(self) -> None:
        """Write what stands first, unpacked, so that even a cut file says what it is."""
        self._put("README.txt", [backup.README.encode()], 0, packing=zipfile.ZIP_STORED)

    def begin_folder(
        self, levels: tuple[str, ...], special_use: SpecialUse = SpecialUse.NONE
    ) -> None:
        """Begin the next folder; messages are added to it until the next begins."""
        self._end_folder()
        self._folders.append(
            backup.FolderEntry(
                index=backup.index_name(len(self._folders) + 1),
                levels=levels,
                special_use=special_use,
                messages=0,
                octets=0,
            )
        )

    def add(self, message: ArchivedMessage, sha256: bytes | None = None) -> bool:
        """Add a message to the folder; False when it could not be read and was left out.

        sha256: what it must have, None when not known. It is read twice, the first time to know
        whether it can be, since a ZIP takes nothing back.
        Raises ArchiveError: of the disk, `changed` when the second reading differs.
        """
        assert self._folders, "begin_folder comes first"
        if sha256 is None or sha256 not in self._written:
            found = self._proven(message, sha256)
            if found is None:
                return False
            sha256 = found
        if sha256 not in self._written:
            checked = _Hashed(message.open())
            self._put(backup.entry_name(sha256.hex()), checked, message.size_octets)
            if checked.sha256 != sha256:
                raise ArchiveError("changed", detail=message.place)
            self._written.add(sha256)
        line = backup.IndexLine(
            sha256=sha256.hex(),
            size_octets=message.size_octets,
            flags=tuple(to_names(message.flags)),
            keywords=message.keywords,
            received_ms=message.received_ms,
        )
        self._lines.add(msgspec.json.encode(line), message.size_octets)
        return True

    def _proven(self, message: ArchivedMessage, sha256: bytes | None) -> bytes | None:
        checked = _Hashed(message.open())
        code = ""
        try:
            for _ in checked:
                pass
        except (ContentDamaged, ArchiveError) as error:
            code = error.code
        else:
            if checked.octets != message.size_octets or sha256 not in (None, checked.sha256):
                code = "damaged"
        if not code:
            return checked.sha256
        self.left_out.append(Unreadable(place=message.place, code=code))
        return None

    def _end_folder(self) -> None:
        if not self._folders:
            return
        folder, lines = self._folders[-1], self._lines
        self._put(folder.index, lines.chunks(), 0)
        self._folders[-1] = replace(folder, messages=lines.messages, octets=lines.octets)
        self._lines = _Lines()

    def finish(self) -> None:
        """Write the manifest and what a ZIP ends with."""
        self._end_folder()
        manifest = backup.Manifest(
            format=backup.FORMAT,
            version=backup.VERSION,
            created=backup.created_words(self._created),
            messages=sum(folder.messages for folder in self._folders),
            files=len(self._written),
            octets=sum(folder.octets for folder in self._folders),
            folders=tuple(self._folders),
        )
        text = msgspec.json.format(msgspec.json.encode(manifest), indent=1)
        self._put(backup.MANIFEST, [text], len(text))
        with translated(self._where):
            self._zip.close()
        # Reading back needs the room that the directory takes.
        self._zip.filelist.clear()
        self._zip.NameToInfo.clear()
        self._written.clear()

    def abandon(self) -> None:
        """Let go of a file that is thrown away."""
        with suppress(OSError, ValueError):
            self._zip.close()

    def _put(
        self,
        name: str,
        chunks: Iterable[bytes],
        size: int,
        *,
        packing: int = zipfile.ZIP_DEFLATED,
    ) -> None:
        year = min(max(self._created.year, _FIRST_YEAR), _LAST_YEAR)
        info = zipfile.ZipInfo(name, (year, *self._created.timetuple()[1:6]))
        info.compress_type = packing
        info.external_attr = 0o600 << 16
        with (
            translated(self._where),
            self._zip.open(info, "w", force_zip64=size >= _ZIP64_FROM) as entry,
        ):
            for chunk in chunks:
                entry.write(chunk)


@contextmanager
def new_backup(
    path: Path,
    *,
    created_ms: int,
    passphrase: str = "",
    random: Callable[[int], bytes] = os.urandom,
    work_factor: int = WORK_FACTOR,
) -> Generator[BackupWriter]:
    """Give a writer; when the block ends, finish the file, read all of it back and name it.

    random: of the passphrase's salt and keys. After an error nothing is left of the file.
    Raises ArchiveError: of the disk, `exists`, and `differs` when what was read back is not what
    was written.
    """
    where = plainfile.shown(path)
    created = datetime.fromtimestamp(created_ms / 1000, UTC)
    with new_file(path) as file:
        sealed = _seal(file, passphrase, random, work_factor) if passphrase else None
        writer = BackupWriter(sealed or file, where, created)
        try:
            writer.begin()
            yield writer
            writer.finish()
            if sealed:
                with translated(where):
                    sealed.close()
        except BaseException:
            writer.abandon()
            if sealed:
                with suppress(OSError, ValueError):
                    sealed.close()
            raise
        _to_the_disk(file, where)
        with BackupReader(unfinished_name(path), passphrase=passphrase) as reader:
            writer.verdict = reader.verify()
        if writer.verdict.differences:
            first = writer.verdict.differences[0]
            raise ArchiveError("differs", detail=f"{first.place}: {first.code}")


def _seal(
    file: BinaryIO, passphrase: str, random: Callable[[int], bytes], work_factor: int
) -> io.BufferedWriter:
    with translated("sealed backup"):
        return io.BufferedWriter(SealedWriter(file, passphrase, random, work_factor))


def _to_the_disk(file: BinaryIO, where: str) -> None:
    """Make the file durable, and forget its pages so that reading asks the disk."""
    with translated(where):
        file.flush()
        os.fsync(file.fileno())
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


class _Lines:
    """The lines of a folder, packed: a folder may have 500,000 of them."""

    def __init__(self) -> None:
        self._packer = zlib.compressobj(1)
        self._packed: list[bytes] = []
        self.messages = 0
        self.octets = 0

    def add(self, line: bytes, octets: int) -> None:
        self._packed.append(self._packer.compress(line + b"\n"))
        self.messages += 1
        self.octets += octets

    def chunks(self) -> Iterator[bytes]:
        unpacker = zlib.decompressobj()
        for packed in [*self._packed, self._packer.flush()]:
            rest = packed
            while rest:
                yield unpacker.decompress(rest, CHUNK_OCTETS)
                rest = unpacker.unconsumed_tail
        yield unpacker.flush()


class _Hashed:
    """Chunks on their way, counted and hashed."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = chunks
        self._digest = hashlib.sha256()
        self.octets = 0

    @property
    def sha256(self) -> bytes:
        return self._digest.digest()

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._chunks:
            self._digest.update(chunk)
            self.octets += len(chunk)
            yield chunk
