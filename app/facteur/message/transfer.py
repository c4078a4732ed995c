"""Content transfer encodings (RFC 2045 §6), decoded tolerantly: junk is skipped, never raised."""

import binascii
import re

_BASE64_JUNK = bytes(
    set(range(256)) - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=")
)
_QP_TRAILING = re.compile(rb"=[ \t]+(?=\r?\n)")
# Base64 texts glued together by list software; more pieces than this are an attack.
_MAX_PIECES = 1000
_IDENTITY = frozenset({"", "7bit", "8bit", "binary"})
_UU_NAMES = frozenset({"x-uuencode", "uuencode", "x-uue", "uue"})


def decode(data: bytes, encoding: str) -> tuple[bytes, str]:
    """Return the decoded octets and the code of a defect, "" when all was well.

    An unknown encoding leaves the octets as they are.
    """
    if encoding in _IDENTITY:
        return data, ""
    if encoding == "base64":
        return _base64(data)
    if encoding == "quoted-printable":
        return _quoted_printable(data)
    if encoding in _UU_NAMES:
        return _uuencoded(data)
    return data, "encoding-unknown"


def decoded_size(size_octets: int, lines: int, encoding: str) -> int:
    """Return about how many octets an encoded part of that size decodes to.

    lines: its line breaks, each counted as two octets; 0 assumes lines of 76.
    """
    if encoding == "base64":
        plain = size_octets - 2 * lines if lines else size_octets * 76 // 78
        return max(0, plain * 3 // 4)
    return size_octets


def exact_size(data: bytes, encoding: str) -> int:
    """Return how many octets clean data decodes to, without decoding base64."""
    if encoding != "base64":
        return len(decode(data, encoding)[0]) if encoding not in _IDENTITY else len(data)
    tail = data[-8:].rstrip()
    padding = len(tail) - len(tail.rstrip(b"="))
    plain = len(data) - data.count(b"\n") - data.count(b"\r") - data.count(b" ") - padding
    return plain * 3 // 4


def _base64(data: bytes) -> tuple[bytes, str]:
    plain = data.translate(None, _BASE64_JUNK)
    body = plain.rstrip(b"=")
    if b"=" not in body:
        return _base64_piece(body)
    pieces = body.split(b"=", _MAX_PIECES)
    if len(pieces) > _MAX_PIECES:
        pieces.pop()
    return b"".join(_base64_piece(piece)[0] for piece in pieces if piece), "base64-pieces"


def _base64_piece(body: bytes) -> tuple[bytes, str]:
    defect = ""
    if len(body) % 4 == 1:  # one sextet says nothing
        body, defect = body[:-1], "base64-length"
    return binascii.a2b_base64(body + b"==="[: -len(body) % 4]), defect


def _quoted_printable(data: bytes) -> tuple[bytes, str]:
    if b"= " in data or b"=\t" in data:
        data = _QP_TRAILING.sub(b"=", data)
    return binascii.a2b_qp(data), ""


def _uuencoded(data: bytes) -> tuple[bytes, str]:
    out: list[bytes] = []
    inside = False
    for line in data.splitlines():
        if not inside:
            inside = line.startswith(b"begin ")
        elif line.strip() == b"end":
            break
        else:
            out.append(_uu_line(line))
    return (b"".join(out), "") if inside else (data, "uuencode-without-begin")


def _uu_line(line: bytes) -> bytes:
    if not line:
        return b""
    try:
        return binascii.a2b_uu(line)
    except binascii.Error:  # trailing garbage: the length octet says what counts
        octets = (((line[0] - 32) & 63) * 4 + 5) // 3
        try:
            return binascii.a2b_uu(line[:octets])
        except binascii.Error:
            return b""
