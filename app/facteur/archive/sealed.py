"""Files locked with a passphrase, in the format of age (age-encryption.org/v1, recipient scrypt).

Written and read here because it must stream, be read from any place and open with the `age`
program too; the ciphers are the library cryptography's. The payload is cut into pieces of 64 KiB,
each authenticated with its number and whether it is the last, so that nothing can be changed,
exchanged or cut off unnoticed.
"""

import base64
import hashlib
import hmac
import io
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from facteur.archive.failures import ArchiveError, translated
from facteur.base.override import override

if TYPE_CHECKING:
    from typing_extensions import Buffer

PIECE_OCTETS = 64 * 1024
_TAG_OCTETS = 16
_SEALED_OCTETS = PIECE_OCTETS + _TAG_OCTETS
_MAGIC = b"age-encryption.org/v1\n"
_SALT_LABEL = b"age-encryption.org/v1/scrypt"
# 2^17 needs 128 MiB and a third of a second; a file that asks for over 1 GiB is refused.
WORK_FACTOR = 17
_MAX_WORK_FACTOR = 20
_LONGEST_HEADER = 1024
_HEADER = re.compile(
    rb"age-encryption\.org/v1\n-> scrypt ([A-Za-z0-9+/]{22}) ([1-9][0-9]?)\n"
    rb"([A-Za-z0-9+/]{43})\n---(?= ([A-Za-z0-9+/]{43})\n)"
)
_NONCE_OCTETS = 16


def is_sealed(head: bytes) -> bool:
    """Whether a file that begins so is an age file; only those with a passphrase can be opened."""
    return head.startswith(_MAGIC)


class SealedWriter(io.RawIOBase):
    """A stream that is written only; close() writes the last piece and leaves the file open."""

    def __init__(
        self,
        file: BinaryIO,
        passphrase: str,
        random: Callable[[int], bytes],
        work_factor: int = WORK_FACTOR,
    ) -> None:
        self._file = file
        self._held = bytearray()
        self._number = 0
        file_key, salt, nonce = random(16), random(16), random(_NONCE_OCTETS)
        wrap_key = _wrap_key(passphrase, salt, work_factor)
        wrapped = ChaCha20Poly1305(wrap_key).encrypt(bytes(12), file_key, None)
        header = b"%s-> scrypt %s %d\n%s\n---" % (
            _MAGIC, _encoded(salt), work_factor, _encoded(wrapped),
        )  # fmt: skip
        mac = hmac.digest(_derived(file_key, b"", b"header"), header, "sha256")
        file.write(b"%s %s\n%s" % (header, _encoded(mac), nonce))
        self._cipher = ChaCha20Poly1305(_derived(file_key, nonce, b"payload"))

    @override
    def writable(self) -> bool:
        return True

    @override
    def write(self, data: "Buffer", /) -> int:
        view = memoryview(data).cast("B")
        self._held += view
        while len(self._held) > PIECE_OCTETS:  # the last piece may be full: it is kept for close()
            self._put(bytes(self._held[:PIECE_OCTETS]), last=False)
            del self._held[:PIECE_OCTETS]
        return len(view)

    @override
    def close(self) -> None:
        if not self.closed:
            self._put(bytes(self._held), last=True)
            self._held.clear()
        super().close()

    def _put(self, piece: bytes, *, last: bool) -> None:
        self._file.write(self._cipher.encrypt(_nonce(self._number, last=last), piece, None))
        self._number += 1


class SealedReader(io.RawIOBase):
    """A seekable stream of what is inside. Takes over the file and closes it.

    Raises ArchiveError when made: not-backup, passphrase-wrong, too-costly, truncated; and when
    read: damaged.
    """

    def __init__(self, file: BinaryIO, passphrase: str) -> None:
        self._file = file
        self._at = 0
        self._piece: tuple[int, bytes] = (-1, b"")
        try:
            with translated("sealed backup"):
                self._start, self._cipher = _opened(file, passphrase)
                self._length = self._checked_length()
        except BaseException:
            file.close()
            raise

    def _checked_length(self) -> int:
        """Return the length inside; the last piece tells whether the file is whole."""
        size = self._file.seek(0, io.SEEK_END) - self._start
        self._pieces = max(-(-size // _SEALED_OCTETS), 1)
        length = size - self._pieces * _TAG_OCTETS
        if length < 0:
            raise ArchiveError("truncated", detail="no last piece")
        try:
            self._load(self._pieces - 1)
        except ArchiveError as error:
            raise ArchiveError("truncated", detail="last piece") from error
        return length

    @override
    def readable(self) -> bool:
        return True

    @override
    def seekable(self) -> bool:
        return True

    @override
    def tell(self) -> int:
        return self._at

    @override
    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._length}[whence]
        self._at = max(base + offset, 0)
        return self._at

    @override
    def readinto(self, buffer: "Buffer", /) -> int:
        view = memoryview(buffer).cast("B")
        if self._at >= self._length or not view:
            return 0
        number, start = divmod(self._at, PIECE_OCTETS)
        part = self._load(number)[start : start + len(view)]
        view[: len(part)] = part
        self._at += len(part)
        return len(part)

    @override
    def close(self) -> None:
        if not self.closed:
            self._file.close()
        super().close()

    def _load(self, number: int) -> bytes:
        if self._piece[0] != number:
            self._file.seek(self._start + number * _SEALED_OCTETS)
            sealed = self._file.read(_SEALED_OCTETS)
            nonce = _nonce(number, last=number == self._pieces - 1)
            try:
                self._piece = (number, self._cipher.decrypt(nonce, sealed, None))
            except (InvalidTag, ValueError) as error:
                raise ArchiveError("damaged", detail=f"piece {number}") from error
        return self._piece[1]


def _opened(file: BinaryIO, passphrase: str) -> tuple[int, ChaCha20Poly1305]:
    """Return where the pieces begin, and their cipher."""
    file.seek(0)
    head = file.read(_LONGEST_HEADER)
    found = _HEADER.match(head)
    if found is None:
        code = "truncated" if _MAGIC.startswith(head[: len(_MAGIC)]) else "not-backup"
        raise ArchiveError(code if len(head) < _LONGEST_HEADER else "not-backup")
    if int(found[2]) > _MAX_WORK_FACTOR:
        raise ArchiveError("too-costly", detail=f"scrypt 2^{int(found[2])}")
    salt, wrapped, mac = map(_decoded, found.group(1, 3, 4))
    try:
        wrap_key = _wrap_key(passphrase, salt, int(found[2]))
        file_key = ChaCha20Poly1305(wrap_key).decrypt(bytes(12), wrapped, None)
    except InvalidTag as error:
        raise ArchiveError("passphrase-wrong") from error
    known = hmac.digest(_derived(file_key, b"", b"header"), found[0], "sha256")
    if not hmac.compare_digest(known, mac):
        raise ArchiveError("damaged", detail="header")
    at = found.end() + len(b" \n") + len(found[4])
    nonce = head[at : at + _NONCE_OCTETS]
    if len(nonce) < _NONCE_OCTETS:
        raise ArchiveError("truncated", detail="header")
    return at + _NONCE_OCTETS, ChaCha20Poly1305(_derived(file_key, nonce, b"payload"))


def _wrap_key(passphrase: str, salt: bytes, work_factor: int) -> bytes:
    return hashlib.scrypt(
        passphrase.encode(),
        salt=_SALT_LABEL + salt,
        n=1 << work_factor,
        r=8,
        p=1,
        maxmem=(1 << work_factor) * 1024 + (1 << 20),
        dklen=32,
    )


def _derived(key: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=info).derive(key)


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _encoded(octets: bytes) -> bytes:
    return base64.b64encode(octets).rstrip(b"=")


def _decoded(text: bytes) -> bytes:
    octets = base64.b64decode(text + b"=" * (-len(text) % 4))
    if _encoded(octets) != text:  # bits that mean nothing must be zero: one file, one writing
        raise ArchiveError("damaged", detail="header")
    return octets
