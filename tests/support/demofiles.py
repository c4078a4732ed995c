"""Files that demonstration letters carry: a PDF that opens, and a picture drawn from a few curves."""

import dataclasses
import functools
import math
import random
import struct
import zlib

_WIDTH, _HEIGHT = 480, 300
_Colour = tuple[int, int, int]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """content: what stands in it; where there is none, a PDF of about so many octets is made."""

    name: str
    kind: str
    octets: int = 0
    content: bytes = b""

    def made(self) -> bytes:
        return self.content or pdf(self.name, self.octets)


def pdf(title: str, octets: int) -> bytes:
    """Return one page that shows its title, padded by an unused stream."""
    words = f"BT /F1 24 Tf 72 720 Td ({title}) Tj ET".encode("latin-1", "replace")
    padding = random.Random(title).randbytes(max(0, octets - 700))
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            b" /Resources << /Font << /F1 5 0 R >> >> >>"
        ),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(words), words),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Font << /F1 5 0 R >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(padding), padding),
    )
    written = b"%PDF-1.4\n"
    places: list[int] = []
    for number, content in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        written
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
        + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, len(written))
    )


@functools.cache
def lake() -> File:
    """Return a lake between mountains at sunset, as PNG."""
    rows = b"".join(
        b"\0" + b"".join(bytes(_pixel(x, y)) for x in range(_WIDTH)) for y in range(_HEIGHT)
    )
    head = struct.pack(">IIBBBBB", _WIDTH, _HEIGHT, 8, 2, 0, 0, 0)
    content = (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", head)
        + _chunk(b"IDAT", zlib.compress(rows, 9))
        + _chunk(b"IEND", b"")
    )
    return File(name="lac.png", kind="image/png", content=content)


def _pixel(x: int, y: int) -> _Colour:
    shore = 200
    if y >= shore:  # the water mirrors what stands above, darker and with ripples
        ripple = round(3 * math.sin(y * 0.9 + x * 0.02))
        mirrored = _land(x + ripple, 2 * shore - y - 1)
        return _blend(mirrored, (38, 66, 104), 0.35)
    return _land(x, y)


def _land(x: int, y: int) -> _Colour:
    near = 165 - 22 * math.sin(x * 0.013 + 4) - 7 * math.sin(x * 0.05)
    far = 112 - 38 * math.sin(x * 0.017 + 1) - 12 * math.sin(x * 0.043)
    if y > near:
        return _blend((46, 74, 62), (30, 52, 48), (y - near) / 60)
    if y > far:
        return _blend((112, 116, 158), (86, 104, 132), (y - far) / 90)
    if (x - 340) ** 2 + (y - 72) ** 2 < 22**2:
        return 255, 236, 190
    return _blend((120, 158, 214), (252, 204, 160), y / 130)


def _blend(one: _Colour, other: _Colour, share: float) -> _Colour:
    share = min(max(share, 0.0), 1.0)
    return tuple(round(a + (b - a) * share) for a, b in zip(one, other, strict=True))  # pyright: ignore[reportReturnType] -- three of each


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)
