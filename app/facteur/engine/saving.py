"""Writes a decoded part to a file: safe name, never over another file, never half there."""

import base64
import binascii
import contextlib
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from facteur.base.errors import UsageError
from facteur.message import transfer
from facteur.message.filename import safe_name
from facteur.store.failures import from_os

NUMBERED_AT_MOST = 9999
LINE_LIMIT = 8 << 20  # a quoted-printable line that is longer is decoded where it stands
_ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_JUNK = bytes(set(range(256)) - set(_ALPHABET))


def decoded(chunks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """Yield the decoded octets piece by piece, so that a large part needs little memory."""
    match encoding:
        case "base64":
            yield from _base64(chunks)
        case "quoted-printable":
            yield from _by_lines(chunks, encoding)
        case "" | "7bit" | "8bit" | "binary":
            yield from chunks
        case _:
            yield transfer.decode(b"".join(chunks), encoding)[0]


def _base64(chunks: Iterable[bytes]) -> Iterator[bytes]:
    left, coming = b"", iter(chunks)
    for chunk in coming:
        if b"=" in chunk:  # the end, or texts glued together: padding matters
            yield transfer.decode(b"".join((left, chunk, *coming)), "base64")[0]
            return
        plain = left + chunk.translate(None, _JUNK)
        whole = len(plain) // 4 * 4
        yield base64.b64decode(plain[:whole])
        left = plain[whole:]
    with contextlib.suppress(binascii.Error):
        yield transfer.decode(left, "base64")[0]


def _by_lines(chunks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    left = b""
    for chunk in chunks:
        left += chunk
        cut = left.rfind(b"\n") + 1
        if cut or len(left) > LINE_LIMIT:
            cut = cut or len(left)
            yield transfer.decode(left[:cut], encoding)[0]
            left = left[cut:]
    if left:
        yield transfer.decode(left, encoding)[0]


def save(folder: Path, file_name: str, pieces: Iterable[bytes], *, read_only: bool) -> Path:
    """Write the pieces to a new file and return its path; a name in use is numbered.

    The file appears under its name only when it is whole.
    Raises UsageError(`folder-missing`), StoreUnavailable(`disk-full`, `read-only`, `io`).
    """
    if not folder.is_dir():
        raise UsageError("folder-missing", detail=str(folder))
    try:
        target = _reserve(folder, safe_name(file_name))
    except OSError as error:
        raise from_os(error, where=str(folder)) from error
    partial = target.with_name(target.name + ".part")
    try:
        with partial.open("xb") as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        if read_only:
            partial.chmod(0o400)
        _mark_origin(partial)
        partial.replace(target)
    except BaseException as error:
        partial.unlink(missing_ok=True)
        target.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise from_os(error, where=str(folder)) from error
        raise
    return target


def _reserve(folder: Path, name: str) -> Path:
    """Create an empty file under the first free name; nobody else can take it then."""
    stem, dot, extension = name.rpartition(".")
    if not stem:
        stem, dot, extension = name, "", ""
    for number in range(1, NUMBERED_AT_MOST):
        shown = name if number == 1 else f"{stem} ({number}){dot}{extension}"
        target = folder / shown
        with contextlib.suppress(FileExistsError):
            target.touch(mode=0o600, exist_ok=False)
            return target
    raise UsageError("name-taken", detail=name)


def _mark_origin(target: Path) -> None:
    """Let the system know that the file came from outside."""
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            stream = Path(f"{target}:Zone.Identifier")
            stream.write_text("[ZoneTransfer]\nZoneId=3\n", encoding="ascii")
        elif sys.platform == "linux":
            os.setxattr(target, "user.xdg.origin.url", b"mailto:")
