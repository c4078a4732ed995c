"""mbox files: one message after the other, each behind a "From " line (RFC 4155 §2).

Reading and writing both stream. Which line separates, and what comes back octet for octet, is said
in the design note of the package.
"""

import re
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from facteur.archive import mboxlines, plainfile
from facteur.archive.failures import ArchiveError, translated
from facteur.archive.item import CHUNK_OCTETS, ArchivedMessage, Unreadable
from facteur.archive.mboxscan import Span, spans
from facteur.archive.statuslines import FIELD, OWN_FIELDS, read_status, status_lines
from facteur.message.dates import parse_date

# Fields beyond this are not looked at for flags; real headers have up to some 100 KB.
_HEADER_OCTETS = 256 * 1024
_OURS = re.compile(
    rb"X-Facteur-Mbox: 1; size=(\d{1,18}); eol=(raw|crlf); received=(-?\d{1,18}|none)\n"
)
_END = re.compile(rb"(?:\A|\n)\r?\n")
_DATE = re.compile(
    rb"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\s+([A-Z][a-z]{2})\s+(\d{1,2})\s+"
    rb"(\d{1,2}:\d\d(?::\d\d)?)\s+(?:([A-Z]{1,5}|[+-]\d{4})\s+)?(\d{4})(?:\s+([+-]\d{4}))?"
)
_LAST_S = 253_402_300_799  # 9999-12-31: the line has room for four digits


def read_mbox_file(path: Path) -> Iterator[ArchivedMessage | Unreadable]:
    """Yield what is in the file. Raises ArchiveError when it cannot be opened."""
    return read_mbox(lambda: plainfile.open_plain(path), plainfile.shown(path.name))


def read_mbox(opened: Callable[[], BinaryIO], place: str) -> Iterator[ArchivedMessage | Unreadable]:
    """Yield the messages in order.

    opened: opens the file anew, seekable; once for the whole and once for each message read.
    place: what the file is called in the places of its messages.
    Codes of what is unreadable: not-mbox, before-first-message, empty.
    """
    with opened() as file:
        for span in spans(file, place):
            where = f"{place}:{span.start}"
            if not span.separator:
                code = "not-mbox" if span.start == 0 and span.is_last else "before-first-message"
                yield Unreadable(place=where, code=code)
                continue
            with translated(place):
                file.seek(span.start)
                header = _header(file.read(min(span.end - span.start, _HEADER_OCTETS)))
            yield _message(opened, where, span, header)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lead:
    """The lines that some program put before the message, and what ours say."""

    octets: int
    size: int | None = None
    crlf: bool = False
    received_ms: int | None = None


def _header(head: bytes) -> bytes:
    """Return the header with its last line end; all of it when it does not end."""
    if head.startswith((b"\n", b"\r\n")):
        return b""
    end = _END.search(head)
    return head[: end.start() + 1] if end else head


def _lead(header: bytes) -> _Lead:
    at = 0
    while True:
        ours = _OURS.match(header, at)
        if ours:
            size, eol, received = ours.groups()
            return _Lead(
                octets=ours.end(),
                size=int(size),
                crlf=eol == b"crlf",
                received_ms=None if received == b"none" else int(received),
            )
        field = FIELD.match(header, at)
        if field is None or field[1].lower() not in OWN_FIELDS:
            return _Lead(octets=at)
        at = field.end()


def _message(
    opened: Callable[[], BinaryIO], where: str, span: Span, header: bytes
) -> ArchivedMessage | Unreadable:
    lead = _lead(header)
    start = span.start + lead.octets

    def raw() -> Iterator[bytes]:
        return mboxlines.unquoted(_slice(opened, where, start, span.end))

    length, lines = _measured(raw())
    exact = lead.size is not None and _is_whole(length, lines, lead)
    if not length and not exact:
        return Unreadable(place=where, code="empty")

    def octets() -> Iterator[bytes]:
        if not exact:
            return raw()
        assert lead.size is not None
        return mboxlines.first_octets(mboxlines.to_crlf(raw()) if lead.crlf else raw(), lead.size)

    # Of an exported message the fields of its own say nothing: ours say it all.
    status = read_status(header[: lead.octets] if exact else header, escaped=exact)
    return ArchivedMessage(
        place=where,
        flags=status.flags,
        keywords=status.keywords,
        labels=status.labels,
        received_ms=lead.received_ms if exact else separator_ms(span.separator),
        size_octets=lead.size if exact and lead.size is not None else length,
        open=octets,
    )


def _measured(chunks: Iterable[bytes]) -> tuple[int, int]:
    """Return how many octets and how many LF."""
    length = lines = 0
    for chunk in chunks:
        length += len(chunk)
        lines += chunk.count(b"\n")
    return length, lines


def _is_whole(length: int, lines: int, lead: _Lead) -> bool:
    """Whether the octets are those that were written: the size, or a line end more."""
    assert lead.size is not None
    if lead.crlf:
        return length + lines in (lead.size, lead.size + 2)
    return length in (lead.size, lead.size + 1)


def _slice(opened: Callable[[], BinaryIO], where: str, start: int, end: int) -> Iterator[bytes]:
    with opened() as file:
        with translated(where):
            file.seek(start)
        while start < end:
            with translated(where):
                chunk = file.read(min(CHUNK_OCTETS, end - start))
            if not chunk:
                raise ArchiveError("changed", detail=where)
            start += len(chunk)
            yield chunk


def separator_ms(line: bytes) -> int | None:
    """Return the moment of a "From " line, UTC unless it names a zone (RFC 4155 §2)."""
    found = _DATE.search(line)
    if found is None:
        return None
    month, day, clock, zone, year, late_zone = (part or b"" for part in found.groups())
    zone = zone or late_zone
    words = (
        (month, day, clock, year, zone) if zone[:1] in b"+-" else (month, day, clock, zone, year)
    )
    moment = parse_date(b" ".join(words).decode("ascii"))
    return moment.ms if moment else None


class MboxWriter:
    """Adds messages to the end of an open file. intact: whether the file ends with a whole one."""

    def __init__(self, file: BinaryIO, where: str) -> None:
        self._file = file
        self._where = where
        self.intact = True
        self.messages = 0
        self.octets = 0

    def add(self, message: ArchivedMessage) -> None:
        """Write one message, which is read twice.

        What the first reading raises, and ArchiveError `changed` when its size is not the one that
        the message claims, leaves the file as it was. After any other ArchiveError (of the disk, or
        `changed` by the second reading) the file is worth nothing: see `intact`.
        """
        survey = mboxlines.surveyed(message.open())
        if survey.octets != message.size_octets:
            raise ArchiveError("changed", detail=f"{message.place}: {survey.octets} octets")
        self.intact = False
        self._put(_head(message, crlf=survey.all_crlf))
        counted = _Counted(message.open())
        last = b""
        for chunk in mboxlines.quoted(mboxlines.to_lf(counted) if survey.all_crlf else counted):
            self._put(chunk)
            last = chunk[-1:]
        if counted.octets != survey.octets:
            raise ArchiveError("changed", detail=f"{message.place}: {counted.octets} octets")
        self._put(b"\n" if last == b"\n" else b"\n\n")
        self.intact = True
        self.messages += 1
        self.octets += counted.octets

    def _put(self, octets: bytes) -> None:
        with translated(self._where):
            self._file.write(octets)


class _Counted:
    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = chunks
        self.octets = 0

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._chunks:
            self.octets += len(chunk)
            yield chunk


def _head(message: ArchivedMessage, *, crlf: bool) -> bytes:
    """Return the separator and the lines that we add."""
    seconds = min(max((message.received_ms or 0) // 1000, 0), _LAST_S)
    received = "none" if message.received_ms is None else str(message.received_ms)
    ours = f"size={message.size_octets}; eol={'crlf' if crlf else 'raw'}; received={received}"
    return b"From MAILER-DAEMON %s\n%sX-Facteur-Mbox: 1; %s\n" % (
        time.asctime(time.gmtime(seconds)).encode("ascii"),
        status_lines(message.flags, message.keywords),
        ours.encode("ascii"),
    )
