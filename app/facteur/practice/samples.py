"""The letters of the practice mailbox, made from the tables in resources/practice.

Their dates follow the moment at which they are made, so that the list looks alive.
"""

import datetime as dt
import email.policy
import email.utils
import struct
import tomllib
import zlib
from email.headerregistry import Address
from email.message import EmailMessage
from pathlib import Path

import msgspec

from facteur.base import paths
from facteur.link.practice import ADDRESSES, IMAP_USER, POP_USER
from facteur.practice.maildrops import Maildrop

LANGUAGES = ("en", "fr")
FOLDERS = (("Sent", "\\Sent"), ("Drafts", "\\Drafts"), ("Trash", "\\Trash"))
_OWN = "own"
_FLAGS = {"S": "\\Seen", "F": "\\Flagged", "R": "\\Answered", "D": "\\Draft"}
_POLICY = email.policy.SMTP.clone(max_line_length=76)


class Letter(msgspec.Struct, frozen=True, kw_only=True, rename={"sender": "from"}):
    """One letter of a table; the table's own head explains the fields."""

    sender: str
    subject: str
    text: str
    to: str = ""
    user: str = IMAP_USER
    folder: str = "INBOX"
    days: int = 0
    at: str = "12:00"
    hours: float = 0.0
    flags: str = ""
    html: str = ""
    attach: str = ""
    invitation: str = ""
    waiting: bool = False

    def sent(self, now: dt.datetime) -> dt.datetime:
        """Return when it was sent, seen from `now`."""
        if not self.days:
            return now - dt.timedelta(hours=self.hours)
        hour, _, minute = self.at.partition(":")
        day = now - dt.timedelta(days=self.days)
        return day.replace(hour=int(hour), minute=int(minute), second=0, microsecond=0)


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """A table of letters. owner: whom they are for."""

    own_folder: str
    owner: str
    letter: list[Letter]


def table(language: str) -> Table:
    """Return the letters in a language; in English where there are none."""
    chosen = language if language in LANGUAGES else LANGUAGES[0]
    path: Path = paths.resources() / "practice" / f"{chosen}.toml"
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Table)


def fill(maildrops: dict[str, Maildrop], letters: Table, now: dt.datetime) -> None:
    """Put the letters where they lie, the oldest first; those that wait are not among them."""
    imap = maildrops[IMAP_USER]
    for name, use in FOLDERS:
        imap.make(name, use)
    imap.make(letters.own_folder)
    there = [(one.sent(now), one) for one in letters.letter if not one.waiting]
    for number, (sent, one) in enumerate(sorted(there, key=lambda pair: pair[0]), 1):
        name = letters.own_folder if one.folder == _OWN else one.folder
        raw = written(one, letters.owner, sent, f"practice-{number}@example.org")
        flags = [_FLAGS[letter] for letter in one.flags]
        maildrops[one.user].make(name).add(raw, int(sent.timestamp() * 1000), flags)


def written(letter: Letter, owner: str, sent: dt.datetime, message_id: str) -> bytes:
    """Return a letter as a message with CRLF line ends."""
    message = EmailMessage(policy=_POLICY)
    message["From"] = _addresses(letter.sender)
    message["To"] = _addresses(letter.to or f"{owner} <{ADDRESSES[letter.user]}>")
    message["Subject"] = letter.subject
    message["Date"] = sent
    message["Message-ID"] = f"<{message_id}>"
    message.set_content(letter.text.lstrip("\n"))
    if letter.html:
        message.add_alternative(letter.html.lstrip("\n"), subtype="html")
    if letter.invitation:
        calendar = invitation(letter.invitation, sent, message_id)
        message.add_attachment(
            calendar, subtype="calendar", filename="invite.ics", params={"method": "REQUEST"}
        )
    if letter.attach.endswith(".pdf"):
        data = pdf(letter.subject)
        message.add_attachment(data, "application", "pdf", filename=letter.attach)
    elif letter.attach:
        message.add_attachment(picture(), "image", "png", filename=letter.attach)
    return message.as_bytes()


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
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
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
    return made + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, table_at)


def picture(width: int = 320, height: int = 200) -> bytes:
    """Return a PNG: a sky above a meadow, with a bench-sized patch of brown."""
    rows = bytearray()
    for y in range(height):
        rows.append(0)
        low = y / height
        sky = (int(150 + 60 * low), int(190 + 40 * low), 240)
        meadow = (int(120 - 60 * low), int(180 - 60 * low), 90)
        ground = sky if low < 0.55 else meadow
        bench = 0.62 < low < 0.7
        for x in range(width):
            rows += bytes((122, 84, 52) if bench and 0.55 < x / width < 0.85 else ground)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pieces = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(rows), 9)), (b"IEND", b""))
    made = b"\x89PNG\r\n\x1a\n"
    for name, data in pieces:
        made += struct.pack(">I", len(data)) + name + data
        made += struct.pack(">I", zlib.crc32(name + data))
    return made


def _addresses(people: str) -> list[Address]:
    return [
        Address(display_name=name, addr_spec=address)
        for name, address in email.utils.getaddresses([people])
    ]


__all__ = ["POP_USER", "Letter", "Table", "fill", "table", "written"]
