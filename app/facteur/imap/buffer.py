"""Bytes in, whole response units out, literals included; bounded (RFC 9051 §4.3).

Not here: what a unit means. A unit is a list of pieces: text, literal, text, literal … text, the
texts without CRLF and without the literal's `{n}`. A literal is copied once, when it is complete;
nothing is allocated by an announced size.
"""

import re
from typing import Final

from facteur.base.errors import RemoteProtocolError

from .limits import Limits

Unit = list[bytes]

_MARK: Final = re.compile(rb"\{(\d+)\+?\}\Z")
_SIZE_DIGITS: Final = 20  # more is beyond 64 bits, and int() refuses thousands
_LONG: Final = re.compile(rb"\* (?:SEARCH|ESEARCH|VANISHED|SORT|THREAD)\b", re.IGNORECASE)
# Only data carries literals: the text of `* OK use {3}` ends in one by accident.
_NO_LITERAL: Final = re.compile(rb"\+|(?:\S+ )(?:OK|NO|BAD|BYE|PREAUTH)(?: |\Z)", re.IGNORECASE)


class ReceiveBuffer:
    """Received bytes not yet understood. `data` may be read from `start` on, never changed."""

    __slots__ = ("_limits", "_line_start", "_literal_left", "_need", "_pieces", "_scanned",
                 "_unit_octets", "data", "start")  # fmt: skip

    def __init__(self, limits: Limits) -> None:
        self.data = bytearray()
        self.start = 0
        self._limits = limits
        self._pieces: Unit = []
        self._line_start = 0  # of the text piece being read
        self._scanned = 0  # no CRLF begins before it
        self._need = 0  # nothing can be done until so many octets are held
        self._literal_left = -1  # size of the literal being read, or -1
        self._unit_octets = 0

    def feed(self, data: bytes) -> None:
        """Take received bytes."""
        self.data += data

    @property
    def at_unit_start(self) -> bool:
        """Whether no unit is begun, so that `start` is where one begins."""
        return not self._pieces and self._literal_left < 0

    @property
    def ready(self) -> bool:
        """Whether there may be something to read: what is waited for has come."""
        return self._line_start < len(self.data) and len(self.data) >= self._need

    @property
    def rest_is_empty(self) -> bool:
        """Whether no octet was received beyond the last unit."""
        return self.at_unit_start and self._line_start >= len(self.data)

    def skip_to(self, position: int, need: int = 0) -> None:
        """Mark the bytes before `position` as understood by the quick reader.

        need: do not look again until so many octets are held.
        """
        self.start = self._line_start = self._scanned = position
        self._need = need

    def next_unit(self) -> Unit | None:
        """Return the next whole unit, or None until more bytes come.

        Raises RemoteProtocolError when a limit is passed; the connection is then lost.
        """
        while len(self.data) >= self._need:
            if self._literal_left >= 0:
                self._take_literal()
            found = self.data.find(b"\r\n", self._scanned)
            self._check_line(found)
            if found < 0:
                self._scanned = max(self._line_start, len(self.data) - 1)
                return None
            if not self._end_line(found):
                pieces, self._pieces, self._unit_octets = self._pieces, [], 0
                self.start = self._line_start
                return pieces
        return None

    def compact(self) -> None:
        """Let go of the bytes that were understood; call it once after each feed."""
        done = min(self._line_start, len(self.data))
        if done:
            del self.data[:done]
            self.start -= min(done, self.start)
            self._line_start -= done
            self._scanned = max(0, self._scanned - done)
            self._need = max(0, self._need - done)

    def drain(self) -> bytes:
        """Return and forget everything that was not understood."""
        rest = bytes(memoryview(self.data)[self._line_start :])
        self.data = bytearray()
        self.start = self._line_start = self._scanned = self._need = 0
        return rest

    def _end_line(self, end: int) -> bool:
        """Add the text that ends at `end`; return whether a literal follows."""
        line = bytes(memoryview(self.data)[self._line_start : end])
        self._line_start = self._scanned = end + 2
        self._need = 0
        mark = _MARK.match(line, line.rfind(b"{")) if line.endswith(b"}") and b"{" in line else None
        if mark is None or (not self._pieces and _NO_LITERAL.match(line)):
            self._pieces.append(line)
            return False
        self._pieces.append(line[: mark.start()].removesuffix(b"~"))
        digits = mark.group(1)
        size = int(digits) if len(digits) <= _SIZE_DIGITS else self._limits.literal_octets + 1
        if size > self._limits.literal_octets:
            raise RemoteProtocolError("literal-too-long", detail=f"{digits[:30]!r} octets")
        self._unit_octets += size + len(line)
        if self._unit_octets > self._limits.response_octets:
            raise RemoteProtocolError("response-too-long", detail=f"{self._unit_octets} octets")
        if len(self._pieces) > 2 * self._limits.literals:
            raise RemoteProtocolError("too-many-literals")
        self._literal_left = size
        self._need = self._line_start + size
        return True

    def _take_literal(self) -> None:
        end = self._line_start + self._literal_left
        self._pieces.append(bytes(memoryview(self.data)[self._line_start : end]))
        self._line_start = self._scanned = end
        self._literal_left = -1

    def _check_line(self, end: int) -> None:
        length = (end if end >= 0 else len(self.data)) - self._line_start
        if length <= self._limits.line_octets:
            return
        first = self._pieces[0] if self._pieces else self.data[self.start : self.start + 16]
        if length > self._limits.list_line_octets or not _LONG.match(first):
            raise RemoteProtocolError("line-too-long", detail=f"more than {length} octets")
