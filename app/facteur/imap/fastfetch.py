"""The quick way for runs of FETCH replies of one plain shape.

A million rows are read with one regular expression for each block instead of a token at a time.
The order of items is learned from the first reply (Cyrus and Dovecot differ). Whatever does not
match is left to the general grammar, which must give the same: tests compare both.
"""

import re
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, cast

from .buffer import ReceiveBuffer, Unit
from .fetchreply import FetchReader, section_name
from .limits import Limits
from .responses import FetchBatch

# 32-bit numbers up to 3,999,999,999; the few above take the general way.
_NUMBER: Final = rb"([1-9]\d{0,8}|[1-3]\d{9})"
_ITEMS: Final[dict[str, bytes]] = {
    "UID": rb"UID " + _NUMBER,
    "FLAGS": rb'FLAGS \(([^()"\x00\r\n]*+)\)',
    "INTERNALDATE": rb'INTERNALDATE "([^"\\\r\n]{26})"',
    "RFC822.SIZE": rb"RFC822\.SIZE (\d{1,18})",
    "MODSEQ": rb"MODSEQ \((\d{1,18})\)",
}
_LEARN: Final = re.compile(
    b" ?(?:" + b"|".join(b"(?P<i%d>%s)" % (n, rule) for n, rule in enumerate(_ITEMS.values()))
    + rb"|(?P<body>BODY\[[^\]\"<]*\])\Z)"
)  # fmt: skip
_HEAD: Final = re.compile(rb"\* [1-9]\d{0,9} FETCH \(")
# A mismatch costs one copy of what is left of the window, so windows are small.
_WINDOW: Final = 128 * 1024
_SHAPES: Final = 64
_WITH_BODY: Final = 3  # pieces of a unit with one literal


@dataclass(frozen=True, slots=True)
class _Shape:
    """One order of items. names: of the columns, after the sequence number.

    line: matches a whole reply, or everything else into its last group; without a body.
    head, tail: what stands before and after the body's literal.
    """

    names: tuple[str, ...]
    line: re.Pattern[bytes] | None
    head: re.Pattern[bytes]
    tail: re.Pattern[bytes] | None
    section: str


class FastFetch:
    """Learns shapes and reads runs of them. It has the general reader's caches."""

    __slots__ = ("_limits", "_reader", "_shape", "_shapes")

    def __init__(self, reader: FetchReader, limits: Limits) -> None:
        self._reader = reader
        self._limits = limits
        self._shape: _Shape | None = None
        self._shapes: dict[tuple[bytes, ...], _Shape | None] = {}

    def learn(self, unit: Unit) -> None:
        """Take the shape of a reply that the general way has read, if it is a plain one."""
        before = _item_names(unit[0])
        if before is None or len(unit) > _WITH_BODY:
            return
        body = before.pop() if before and before[-1].startswith(b"BODY[") else b""
        after = _item_names(unit[2], head=False) if len(unit) == _WITH_BODY else []
        if after is None or bool(body) != (len(unit) == _WITH_BODY):
            return
        key = (*before, body, *after)
        if key not in self._shapes:
            if len(self._shapes) >= _SHAPES:
                self._shapes.clear()
            self._shapes[key] = _made(before, body, after)
        self._shape = self._shapes[key] or self._shape

    def read(self, buffer: ReceiveBuffer) -> FetchBatch | None:
        """Return the run of plain replies at the buffer's start, None when there is none."""
        shape = self._shape
        if shape is None or not shape.head.match(buffer.data, buffer.start):
            return None
        if shape.line is not None:
            return self._read_lines(buffer, shape, shape.line)
        return self._read_bodies(buffer, shape)

    def _read_lines(
        self, buffer: ReceiveBuffer, shape: _Shape, line: re.Pattern[bytes]
    ) -> FetchBatch | None:
        end = min(len(buffer.data), buffer.start + _WINDOW)
        rows = cast("list[tuple[bytes, ...]]", line.findall(buffer.data, buffer.start, end))
        rest = rows.pop()[-1] if rows and rows[-1][-1] else b""
        if not rows:
            return None
        buffer.skip_to(end - len(rest))
        return self._batch(shape, rows, None)

    def _read_bodies(self, buffer: ReceiveBuffer, shape: _Shape) -> FetchBatch | None:
        window = bytes(memoryview(buffer.data)[buffer.start : buffer.start + _WINDOW])
        rows: list[tuple[bytes, ...]] = []
        contents: list[bytes] = []
        match, tail = shape.head.match, shape.tail
        at = need = 0
        while (head := match(window, at)) is not None:
            begin = head.end()
            groups = head.groups()
            end = begin + int(groups[-1])
            if tail is None:
                if window[end : end + 3] != b")\r\n":
                    need = end + 3
                    break
                at = end + 3
            else:
                found = tail.match(window, end)
                if found is None:
                    need = end + 3
                    break
                at = found.end()
                groups += found.groups()
            contents.append(window[begin:end])
            rows.append(groups)
        if need - at > self._limits.literal_octets or need <= len(window):
            need = 0  # too long, or not as it should be: the general way judges
        missing = buffer.start + need > len(buffer.data)
        buffer.skip_to(buffer.start + at, buffer.start + need if missing else 0)
        return self._batch(shape, rows, contents) if rows else None

    def _batch(
        self, shape: _Shape, rows: list[tuple[bytes, ...]], contents: list[bytes] | None
    ) -> FetchBatch:
        columns = dict(zip(shape.names, zip(*rows, strict=True), strict=False))
        flags, dates = columns.get("FLAGS"), columns.get("INTERNALDATE")
        sizes, modseqs = columns.get("RFC822.SIZE"), columns.get("MODSEQ")
        reader = self._reader
        return FetchBatch(
            sequences=array("I", map(int, columns["SEQUENCE"])),
            uids=array("I", map(int, columns["UID"])),
            flags=None if flags is None else reader.flag_sets(flags),
            internal_dates_ms=None if dates is None else list(map(reader.dates.read, dates)),
            sizes_octets=None if sizes is None else _numbers(sizes),
            modseqs=None if modseqs is None else _numbers(modseqs),
            section=shape.section,
            contents=contents,
        )


def _numbers(column: Iterable[bytes]) -> "array[int]":
    return array("q", map(int, column))


def _item_names(text: bytes, *, head: bool = True) -> list[bytes] | None:
    """Return the items of a reply's text in their order, a body with its section, or None."""
    at = 0
    if head:
        begin = _HEAD.match(text)
        if begin is None:
            return None
        at = begin.end()
    names: list[bytes] = []
    keys = list(_ITEMS)
    text = text.rstrip(b" ")
    while at < len(text) and text[at:] != b")":
        found = _LEARN.match(text, at)
        if found is None or found.end() == at:
            return None
        kind = cast("str", found.lastgroup)
        names.append(found["body"] if kind == "body" else keys[int(kind[1:])].encode())
        at = found.end()
    return names


def _made(before: list[bytes], body: bytes, after: list[bytes]) -> _Shape | None:
    """Return the expressions of a shape, None when it has no UID or an item twice."""
    names = [name.decode("ascii") for name in (*before, *after)]
    if "UID" not in names or len(set(names)) != len(names):
        return None
    head = rb"\* " + _NUMBER + rb" FETCH \(" + b" ".join(_ITEMS[name.decode()] for name in before)
    if not body:
        line = re.compile(b"(?:" + head + rb"\)\r\n)|(.+)", re.DOTALL)
        return _Shape(("SEQUENCE", *names), line, re.compile(head), None, "")
    head += (b" " if before else b"") + re.escape(body) + rb" \{(\d{1,9})\}\r\n"
    columns = ("SEQUENCE", *names[: len(before)], "LITERAL", *names[len(before) :])
    tail = None
    if after:
        tail = re.compile(b"".join(b" " + _ITEMS[name.decode()] for name in after) + rb"\)\r\n")
    return _Shape(columns, None, re.compile(head), tail, section_name(body[5:-1]))
