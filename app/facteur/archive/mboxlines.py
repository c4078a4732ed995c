r"""Octets of a message on their way into an mbox file and out of it; streaming, a few octets held.

Only "\n" ends a line here: a bare CR or a NUL is an octet like any other.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_LATER = re.compile(rb"\n(>*)From ")
_FIRST = re.compile(rb"(>*)From ")
# What may become ">From " with the next chunk. Of a run of ">" only the last is held: the run may
# be longer than memory.
_UNDECIDED = re.compile(rb">?(?:F(?:r(?:om?)?)?)?\Z")
_LONGEST_UNDECIDED = 5


def quoted(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Put one ">" before each line that reads "From " after any number of ">"."""
    return _requoted(chunks, rb">\1From ")


def unquoted(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Take one ">" from each line that reads "From " after one ">" or more."""
    return _requoted(chunks, None)


def _requoted(chunks: Iterable[bytes], template: bytes | None) -> Iterator[bytes]:
    def changed(found: re.Match[bytes]) -> bytes:
        lead = found[0][: found.start(1) - found.start()]
        if template is None:
            return lead + found[1][1:] + b"From "
        return lead + found.expand(template)

    held, open_line = b"", True  # the line has begun with nothing but ">" so far
    for chunk in chunks:
        data = held + chunk
        cut = _undecided_from(data, open_line=open_line)
        data, held = data[:cut], data[cut:]
        out = data
        if b"From " in data:
            first = _FIRST.match(data) if open_line else None
            start = first.end() if first else 0
            out = (changed(first) if first else b"") + _LATER.sub(changed, data[start:])
        open_line = _still_open(data, open_line=open_line)
        if out:
            yield out
    if held:
        yield held


def _undecided_from(data: bytes, *, open_line: bool) -> int:
    """Return where the end begins that the next chunk decides about."""
    tail = data[-_LONGEST_UNDECIDED - 1 :]
    found = _UNDECIDED.search(tail)
    assert found is not None  # the pattern matches the empty end
    at = len(data) - len(tail) + found.start()
    return at if _still_open(data[:at], open_line=open_line) else len(data)


def _still_open(data: bytes, *, open_line: bool) -> bool:
    stripped = data.rstrip(b">")
    return stripped.endswith(b"\n") if stripped else open_line


def to_lf(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Turn each CRLF into LF."""
    held = b""
    for chunk in chunks:
        data = held + chunk
        held = b"\r" if data.endswith(b"\r") else b""
        out = data[: len(data) - len(held)].replace(b"\r\n", b"\n")
        if out:
            yield out
    if held:
        yield held


def to_crlf(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Turn each LF into CRLF."""
    for chunk in chunks:
        yield chunk.replace(b"\n", b"\r\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What was counted of a message. all_crlf: there are line ends and each is CRLF."""

    octets: int
    all_crlf: bool


def surveyed(chunks: Iterable[bytes]) -> Survey:
    """Read to the end and count. Only where all is CRLF can `to_lf` be undone."""
    before, octets, lines, pairs = b"", 0, 0, 0
    for chunk in chunks:
        octets += len(chunk)
        lines += chunk.count(b"\n")
        pairs += chunk.count(b"\r\n") + (before == b"\r" and chunk[:1] == b"\n")
        before = chunk[-1:] or before
    return Survey(octets=octets, all_crlf=0 < lines == pairs)


def first_octets(chunks: Iterable[bytes], size: int) -> Iterator[bytes]:
    """Yield no more than the first so many octets."""
    for chunk in chunks:
        if len(chunk) >= size:
            if size:
                yield chunk[:size]
            return
        size -= len(chunk)
        yield chunk
