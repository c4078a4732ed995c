"""Where the messages of an mbox file begin and end. One pass, one block held."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

from facteur.archive.failures import translated

BLOCK_OCTETS = 1024 * 1024
# A separator line longer than this is none, whatever it says.
_LONGEST_LINE = 1000
_BEFORE = 3  # octets before a candidate that tell whether a line is empty
_JUDGED = _LONGEST_LINE + 200
_MARK = b"\nFrom "
_DATED = re.compile(
    rb"From [^\n]{0,300}\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|"
    rb"Aug|Sep|Oct|Nov|Dec)\s+\d{1,2}\s+\d{1,2}:\d\d(?::\d\d)?\s+(?:[A-Z+-][A-Z0-9]{0,4}\s+)?\d{4}"
)
_FIELD = re.compile(rb"[!-9;-~]{1,100}[ \t]*:")
_BLANK = re.compile(rb"(?:\xef\xbb\xbf)?[\s\0]*\Z")
_TRAILING = ((b"\n\n", 1), (b"\n\r\n", 2))  # an empty line after the last message


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Octets from start, not including end. separator: the line before them, b"" for junk."""

    separator: bytes
    start: int
    end: int
    is_last: bool = False


def spans(file: BinaryIO, where: str) -> Iterator[Span]:
    """Yield the messages in order, and before them what stands before the first separator.

    Nothing is yielded of a file that is empty or white space. The file may be read and sought
    in between.
    """
    before: Span | None = None  # ends where the next separator begins
    for found in _separators(file, where):
        if before is None:
            junk = Span(separator=b"", start=0, end=found.line)
            if found.line and not _is_blank(file, where, junk):
                yield junk
        else:
            yield replace(before, end=max(before.start, found.end_before))
        before = Span(separator=found.text, start=found.start, end=found.start)
    size = _size(file, where)
    if before is None:
        junk = Span(separator=b"", start=0, end=size, is_last=True)
        if not _is_blank(file, where, junk):
            yield junk
        return
    tail = _read(file, where, max(before.start, size - _BEFORE), _BEFORE)
    drop = next((drop for end, drop in _TRAILING if tail.endswith(end)), 0)
    if before.start == size - len(tail) and tail in (b"\n", b"\r\n"):
        drop = len(tail)  # an empty line and nothing else
    yield replace(before, end=size - drop, is_last=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Separator:
    text: bytes
    line: int  # where the line begins
    start: int  # where the message begins
    end_before: int  # where the message before ends, without its empty line


def _separators(file: BinaryIO, where: str) -> Iterator[_Separator]:
    offset, data, at = 0, _read(file, where, 0, BLOCK_OCTETS), 0
    first = _first(data)
    if first is not None:
        yield first
        at = first.start - 1  # the next line may be one as well
    while True:
        found = data.find(_MARK, at)
        is_end = len(data) < BLOCK_OCTETS
        if found < 0:
            if is_end:
                return
            step = len(data) - len(_MARK) - _BEFORE + 1
            offset, at = offset + step, _BEFORE
            data = _read(file, where, offset, BLOCK_OCTETS)
        elif found + _JUDGED > len(data) and not is_end:
            offset, at = offset + found - _BEFORE, _BEFORE
            data = _read(file, where, offset, BLOCK_OCTETS)
        else:
            judged = _judged(data, found, offset)
            if judged is not None:
                yield judged
            at = found + 1


def _first(data: bytes) -> _Separator | None:
    """Return the separator that the file begins with; a byte order mark may stand before it."""
    line = 3 if data.startswith(b"\xef\xbb\xbf") else 0
    end = data.find(b"\n", line, line + _LONGEST_LINE)
    if not data.startswith(b"From ", line) or end < 0:
        return None
    text = data[line:end].rstrip(b"\r")
    return _Separator(text=text, line=0, start=end + 1, end_before=0)


def _judged(data: bytes, found: int, offset: int) -> _Separator | None:
    line = found + 1
    end = data.find(b"\n", line, line + _LONGEST_LINE)
    if end < 0:
        return None
    text = data[line:end].rstrip(b"\r")
    empty_line = 0
    if data[max(found - 1, 0) : found] == b"\n" or offset + found == 0:
        empty_line = 1
    elif data[max(found - 2, 0) : found] == b"\n\r":
        empty_line = 2
    dated = _DATED.match(text) is not None
    heads = _FIELD.match(data, end + 1) is not None
    if not (dated and heads) and not (empty_line and (dated or heads)):
        return None
    line += offset
    return _Separator(text=text, line=line, start=offset + end + 1, end_before=line - empty_line)


def _is_blank(file: BinaryIO, where: str, span: Span) -> bool:
    at = span.start
    while at < span.end:
        data = _read(file, where, at, min(BLOCK_OCTETS, span.end - at))
        if not data or not _BLANK.match(data):
            return not data
        at += len(data)
    return True


def _read(file: BinaryIO, where: str, offset: int, length: int) -> bytes:
    """Return that many octets, fewer only at the end of the file."""
    with translated(where):
        file.seek(offset)
        data = file.read(length)
        while 0 < len(data) < length:
            more = file.read(length - len(data))
            if not more:
                break
            data += more
    return data


def _size(file: BinaryIO, where: str) -> int:
    with translated(where):
        return file.seek(0, 2)
