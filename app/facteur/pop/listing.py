"""The rows of LIST and UIDL (RFC 1939 §5, §7), read in one sweep: 100,000 are a tenth of a second.

A row that cannot be read is counted. A status line among them means that the server answered in
one line, and took the next reply for a row.
"""

import hashlib
import re
from typing import Final

from facteur.base.errors import RemoteProtocolError

from .replies import SizeRows, Totals, UidRows

MOST: Final = 2**63 - 1  # what SQLite holds
# Possessive, so that no hostile row makes them try again and again.
_SIZE: Final = re.compile(rb"^[ \t]*+(\d{1,19})[ \t]++(\d{1,19})(?!\S)", re.MULTILINE)
_UID: Final = re.compile(rb"^[ \t]*+(\d{1,19})[ \t]++([^\r\n][^\n]*+)", re.MULTILINE)
_STATUS: Final = re.compile(rb"^(?:\+OK|-ERR)", re.MULTILINE)
_TWO_NUMBERS: Final = re.compile(rb"[ \t]*+(\d{1,19})[ \t]++(\d{1,19})(?!\S)")


def read_sizes(data: bytes) -> SizeRows:
    """Return the rows of a LIST. Raises RemoteProtocolError (`framing-lost`)."""
    _refuse_status(data)
    rows = tuple(
        (number, size)
        for number, size in ((int(a), int(b)) for a, b in _SIZE.findall(data))
        if number <= MOST and size <= MOST
    )
    return SizeRows(rows=rows, unreadable=_lines(data) - len(rows))


def read_uids(data: bytes, uidl_octets: int) -> UidRows:
    """Return the rows of a UIDL; those longer than `uidl_octets` as their hash.

    Raises RemoteProtocolError (`framing-lost`).
    """
    _refuse_status(data)
    rows = tuple(
        (number, uid if len(uid) <= uidl_octets else hashed(uid))
        for number, uid in ((int(a), b.rstrip(b" \t\r")) for a, b in _UID.findall(data))
        if number <= MOST
    )
    return UidRows(rows=rows, unreadable=_lines(data) - len(rows))


def read_size(text: bytes) -> SizeRows | None:
    """Return the one row of a reply to LIST n, None when it is not one."""
    two = _two_numbers(text)
    return None if two is None else SizeRows(rows=(two,))


def read_uid(text: bytes, uidl_octets: int) -> UidRows | None:
    """Return the one row of a reply to UIDL n, None when it is not one."""
    one = read_uids(text.lstrip(), uidl_octets)
    return UidRows(rows=one.rows) if len(one.rows) == 1 else None


def read_totals(text: bytes) -> Totals | None:
    """Return what STAT says, None when it is not that."""
    two = _two_numbers(text)
    return None if two is None else Totals(count=two[0], octets=two[1])


def hashed(uid: bytes) -> bytes:
    """Return what stands for a UIDL that is too long; no UIDL of RFC 1939 §7 has a NUL."""
    return b"\0sha256:" + hashlib.sha256(uid).hexdigest().encode("ascii")


def _two_numbers(text: bytes) -> tuple[int, int] | None:
    found = _TWO_NUMBERS.match(text)
    if found is None:
        return None
    first, second = int(found.group(1)), int(found.group(2))
    return (first, second) if first <= MOST and second <= MOST else None


def _refuse_status(data: bytes) -> None:
    if _STATUS.search(data):
        raise RemoteProtocolError("framing-lost", detail="a status line within a listing")


def _lines(data: bytes) -> int:
    """Return how many lines there are, blank ones left out."""
    return data.count(b"\n") - data.count(b"\n\r\n") - data.startswith(b"\r\n")
