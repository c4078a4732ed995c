"""What the practice letters carry: an invitation, a document, a picture; all made, none copied."""

import datetime as dt
import struct
import zlib

from facteur.link.practice import ADDRESSES, IMAP_USER

_FONTS = b"/Resources << /Font << /F1 5 0 R >> >>"
_WIDTH, _HEIGHT = 320, 200
# In hundredths of the picture.
_HORIZON = 55
_BENCH_DOWN, _BENCH_ACROSS = range(62, 70), range(55, 85)


def invitation(summary: str, sent: dt.datetime, uid: str) -> str:
    """Return an invitation for two days later at eight in the evening (RFC 5545 §3.6.1)."""
    day = sent + dt.timedelta(days=2)
    begin = day.replace(hour=20, minute=0, second=0, microsecond=0)
    form = "%Y%m%dT%H%M%S"
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Facteur//practice//EN",
        "METHOD:REQUEST",
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"DTSTAMP:{sent.astimezone(dt.UTC).strftime(form)}Z",
        f"DTSTART:{begin.strftime(form)}",
        f"DTEND:{(begin + dt.timedelta(hours=2)).strftime(form)}",
        f"SUMMARY:{summary}",
        "ORGANIZER:mailto:ines@choir.example",
        f"ATTENDEE;RSVP=TRUE:mailto:{ADDRESSES[IMAP_USER]}",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    return "\r\n".join(lines) + "\r\n"


def pdf(title: str) -> bytes:
    """Return a document of one page that bears its title."""
    shown = title.encode("cp1252", "replace")
    for special in (b"\\", b"(", b")"):
        shown = shown.replace(special, b"\\" + special)
    content = b"BT /F1 20 Tf 60 760 Td (" + shown + b") Tj ET"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R %b >>" % _FONTS,
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    )
    made, places = b"%PDF-1.4\n", list[int]()
    for number, inner in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%b\nendobj\n" % (number, inner)
    table_at = len(made)
    lines = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    made += b"xref\n0 %d\n0000000000 65535 f \n%b" % (count, lines)
    return made + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        count,
        table_at,
    )


def picture() -> bytes:
    """Return a PNG: a sky above a meadow, and on it a bench."""
    rows = bytearray()
    for y in range(_HEIGHT):
        rows.append(0)  # no filter (RFC 2083 §6)
        low = 100 * y // _HEIGHT
        ground = (
            (150 + low // 2, 190 + low // 3, 240) if low < _HORIZON else (170 - low, 190 - low, 90)
        )
        for x in range(_WIDTH):
            bench = low in _BENCH_DOWN and 100 * x // _WIDTH in _BENCH_ACROSS
            rows += bytes((122, 84, 52) if bench else ground)
    head = struct.pack(">IIBBBBB", _WIDTH, _HEIGHT, 8, 2, 0, 0, 0)
    pieces = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(rows), 9)), (b"IEND", b""))
    made = b"\x89PNG\r\n\x1a\n"
    for name, data in pieces:
        made += struct.pack(">I", len(data)) + name + data
        made += struct.pack(">I", zlib.crc32(name + data))
    return made
