"""The header of a list row, read as fast as CPython lets us: 100,000 of them are one sync.

Source: the answer to BODY[HEADER.FIELDS (DATE FROM TO CC SUBJECT MESSAGE-ID REFERENCES
IN-REPLY-TO LIST-ID CONTENT-TYPE)]. Anything unusual leaves the fast path, nothing raises.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from facteur.mail.address import Address, parse_addresses
from facteur.message import visible
from facteur.message.dates import sent_ms
from facteur.message.encodedword import decode_words, raw_text

# The last ids of a long thread and its first one place a message (RFC 5256 §3).
MAX_REFERENCES = 50
_MAX_ID = 500
_MAX_SUBJECT = 1000
_MAX_SHOWN_RECIPIENTS = 50
_MAX_HEADER = 1 << 20
_MAX_FIELD = 16_384  # what is read of an address field for a row
_CACHED = 300  # longer values are not worth the memory of the cache

_UNFOLD = re.compile(r"\r*\n(?=[ \t])")
_SIMPLE_ADDRESS = re.compile(
    r"""\s*(?:"([^"\\=<>@\x00-\x1f\x7f]*)"|([^"\\=<>@,;:()\x00-\x1f\x7f]*?))\s*<([!-;?A-~]+@[!-;?A-~]+)>\s*\Z"""
)
_BARE_ADDRESS = re.compile(r"\s*([\w.+-]+@[\w.-]+)\s*\Z", re.ASCII)
_ID = re.compile(r"<([^<>\s]+)>")
_LIST_ID = re.compile(r"<([^<>]+)>\s*\Z")
_NO_ATTACHMENT = ("alternative", "related", "report", "signed", "encrypted", "digest")
# The usual spellings, looked up faster than they are made lower-case.
_NAMES = {
    name: name.lower()
    for name in ("From", "To", "Cc", "CC", "Subject", "Date", "Message-ID", "Message-Id",
                 "References", "In-Reply-To", "List-Id", "List-ID", "Content-Type")
}  # fmt: skip
_PRIORITIES = {"1": 1, "2": 2, "3": 3, "4": 4, "5": 5, "urgent": 1, "high": 1, "highest": 1,
    "non-urgent": 5, "low": 5, "lowest": 5, "normal": 3}  # fmt: skip
_NORMAL = 3


class RowHeader(NamedTuple):
    """What a row needs of a header.

    A NamedTuple, not a dataclass: making a frozen dataclass of twelve fields takes 1.6 µs more,
    a tenth of what a message may cost here.

    to_text, cc_text: `Name <address>` joined by commas, at most 50.
    message_id, in_reply_to, references: ids without angle brackets, references separated by
        spaces, the first and the last 49.
    has_attachment_hint: what the Content-Type promises; the parse of the body decides.
    priority: 1 highest, 3 normal, 5 lowest.
    """

    sender_name: str
    sender_address: str
    to_text: str
    cc_text: str
    subject: str
    sent_ms: int | None
    message_id: str
    in_reply_to: str
    references: str
    list_id: str
    has_attachment_hint: bool
    priority: int


def parse_row_header(raw: bytes) -> RowHeader:
    """Return the row of a raw header; missing fields are "", None or False. Never raises."""
    fields = _fields(raw)
    get = fields.get
    name, address = _sender(get("from") or get("sender") or "")
    subject = get("subject", "")
    if subject and not (subject.isascii() and subject.isprintable() and "=?" not in subject):
        subject = visible.one_line(decode_words(subject))
    if len(subject) > _MAX_SUBJECT:
        subject = visible.cut(subject, _MAX_SUBJECT)
    date = get("date")
    return RowHeader(
        name,
        address,
        _recipients(get("to", "")),
        _recipients(get("cc", "")),
        subject,
        sent_ms(date) if date else None,
        _first_id(get("message-id", "")),
        _first_id(get("in-reply-to", "")),
        _references(get("references", "")),
        _list_id(get("list-id", "")),
        _attachment_hint(get("content-type", "")),
        _priority(get("x-priority") or get("importance") or get("priority") or ""),
    )


def _fields(raw: bytes) -> dict[str, str]:
    """Return the first field of each lower-case name, unfolded; a lookup table, not a record."""
    raw = raw[:_MAX_HEADER]
    text = raw.decode("ascii") if raw.isascii() else raw.decode("utf-8", "surrogateescape")
    text = text.replace("\r\n ", " ").replace("\r\n\t", "\t")
    if "\n " in text or "\n\t" in text:
        text = _UNFOLD.sub("", text)
    fields: dict[str, str] = {}
    names = _NAMES
    for line in text.split("\n"):
        name, colon, value = line.partition(":")
        if colon:
            key = names.get(name) or name.strip().lower()
            if key not in fields:
                fields[key] = value.strip()
        elif not line.rstrip("\r") and fields:
            break
    if not raw.isascii():
        fields = {key: _repaired(value) for key, value in fields.items()}
    return fields


def _repaired(value: str) -> str:
    """Return a value whose raw 8-bit octets were not UTF-8 as text."""
    if value.isascii() or not visible.has_surrogates(value):
        return value
    return raw_text(value.encode("utf-8", "surrogateescape"))


def _sender(value: str) -> tuple[str, str]:
    return _cached_sender(value) if len(value) <= _CACHED else _parse_sender(value)


def _parse_sender(value: str) -> tuple[str, str]:
    """Return name and address of the first mailbox of a From field."""
    # The pattern is quadratic in white space, so it sees short values only.
    found = _SIMPLE_ADDRESS.match(value) if len(value) <= _CACHED else None
    if found is not None and value.isascii():
        name, address = found.group(1) or found.group(2) or "", found.group(3)
        return (shown_name(name, address) if "'" in name or "  " in name else name.strip()), address
    if (found := _BARE_ADDRESS.match(value)) is not None:
        return "", found.group(1)
    first = next(iter(parse_addresses(value[:_MAX_FIELD], limit=1).addresses), None)
    return _safe(first) if first is not None else ("", "")


_cached_sender = lru_cache(maxsize=4096)(_parse_sender)


def _safe(entry: Address) -> tuple[str, str]:
    address = entry.address
    if not (address.isascii() and address.isprintable() and "=?" not in address):
        address = visible.one_line(decode_words(address))
    return shown_name(entry.name, address), address


def shown_name(raw_name: str, address: str) -> str:
    """Return a display name decoded and safe to show beside the address.

    A name that holds an at-sign is dropped unless it is the address itself: it poses as
    somebody else ("paypal@x.example" <evil@y.example>).
    """
    name = visible.one_line(decode_words(raw_name))
    if len(name) > 1 and name[0] == name[-1] and name[0] in "'\"":
        name = name[1:-1].strip()
    if "@" in name or "\uff20" in name or "\ufe6b" in name:  # full-width and small at-signs
        return ""
    return "" if name == address else visible.cut(name, 200)


def _recipients(value: str) -> str:
    if not value:
        return ""
    return _cached_recipients(value) if len(value) <= _CACHED else _parse_recipients(value)


def _parse_recipients(value: str) -> str:
    if "," not in value and ";" not in value:
        name, address = _parse_sender(value)
        return _write(name, address)
    entries = parse_addresses(value[:_MAX_FIELD], limit=_MAX_SHOWN_RECIPIENTS).addresses
    return ", ".join(written for entry in entries if (written := _write(*_safe(entry))))


_cached_recipients = lru_cache(maxsize=4096)(_parse_recipients)


def _write(name: str, address: str) -> str:
    if not name:
        return address
    return f"{name} <{address}>" if address else name


def _first_id(value: str) -> str:
    """Return the first id; one without angle brackets is taken up to the first space."""
    if not value:
        return ""
    if not value.isprintable():
        value = visible.one_line(value)
    if value[:1] == "<" and value[-1] == ">" and " " not in value and value.count("<") == 1:
        return value[1:-1][:_MAX_ID]
    found = _ID.search(value)
    if found is not None:
        return found.group(1)[:_MAX_ID]
    bare = value.strip("<> \t").split()
    return bare[0][:_MAX_ID] if bare and "@" in bare[0] else ""


def _references(value: str) -> str:
    if not value:
        return ""
    ids = _ID.findall(value if value.isprintable() else visible.one_line(value))
    if len(ids) > MAX_REFERENCES:
        ids = [ids[0], *ids[1 - MAX_REFERENCES :]]
    return " ".join(one for one in ids if len(one) <= _MAX_ID)


def _list_id(value: str) -> str:
    if not value:
        return ""
    found = _LIST_ID.search(value[-1000:])
    return visible.one_line(found.group(1) if found else value)[:200].lower()


def _attachment_hint(value: str) -> bool:
    if not value:
        return False
    kind = value[:60].lstrip().lower()
    if kind.startswith("text/"):
        return False
    if kind.startswith("multipart/"):
        return not kind.startswith(_NO_ATTACHMENT, 10)
    return kind.startswith(("application/", "image/", "audio/", "video/", "message/"))


def _priority(value: str) -> int:
    return _PRIORITIES.get(value.split(maxsplit=1)[0].lower(), _NORMAL) if value else _NORMAL
