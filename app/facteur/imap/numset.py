"""Sequence sets: parse, write, compress, combine (RFC 9051 §4.1.1).

Not here: what the numbers mean (UIDs or sequence numbers) and the `$` of a saved search.
A set is kept as two flat arrays of 32-bit numbers, so that a million scattered UIDs take 8 MB.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final, Self

from facteur.base.override import override

STAR: Final = 4294967295  # `*` in a command; no server assigns it (RFC 9051 §2.3.1.1)
_LARGEST: Final = 4294967295
_DIGITS: Final = 10  # of the largest
_REPR_RANGES: Final = 20


class NumSet:
    """A non-empty ascending set of numbers 1 to 4294967295, never changed after it is built."""

    __slots__ = ("_highs", "_lows")

    def __init__(self, ranges: Iterable[tuple[int, int]]) -> None:
        """Build from (low, high) pairs in any order, overlapping or not; `high` is included.

        Raises ValueError when there is none or a number is outside 1 to 4294967295.
        """
        lows, highs = array("I"), array("I")
        pairs = ((low, high) if low <= high else (high, low) for low, high in ranges)
        for low, high in sorted(pairs):
            if low < 1 or high > _LARGEST:
                raise ValueError("number outside 1 to 4294967295")
            if highs and low <= highs[-1] + 1:
                highs[-1] = max(highs[-1], high)
            else:
                lows.append(low)
                highs.append(high)
        if not lows:
            raise ValueError("a number set cannot be empty")
        self._lows = lows
        self._highs = highs

    @classmethod
    def of(cls, numbers: Iterable[int]) -> Self:
        """Return the set of these numbers, given in any order.

        Raises ValueError when there is none or one is outside 1 to 4294967295.
        """
        ordered = sorted(set(numbers))
        if not ordered:
            raise ValueError("a number set cannot be empty")
        if ordered[0] < 1 or ordered[-1] > _LARGEST:
            raise ValueError("number outside 1 to 4294967295")
        if ordered[-1] - ordered[0] == len(ordered) - 1:  # dense: the usual case of a mailbox
            return cls(((ordered[0], ordered[-1]),))
        return cls(_runs(ordered))

    @classmethod
    def span(cls, low: int, high: int = STAR) -> Self:
        """Return `low:high`; without `high` it is written `low:*`."""
        return cls(((low, high),))

    @classmethod
    def parse(cls, text: bytes) -> Self:
        """Return the set written in `text`, e.g. b"1:4,7,9:*".

        Raises ValueError on anything that is not a sequence set.
        """
        return cls(_pair(piece) for piece in text.split(b",") if piece)

    def write(self) -> bytes:
        """Return the shortest ascending form; QQ answers BAD to a descending one."""
        return b",".join(
            _shown(low) if low == high else _shown(low) + b":" + _shown(high)
            for low, high in self.ranges()
        )

    def ranges(self) -> Iterator[tuple[int, int]]:
        """Yield (low, high) pairs, ascending, with a gap between each."""
        return zip(self._lows, self._highs, strict=True)

    def pieces(self, *, numbers: int, octets: int) -> Iterator[Self]:
        """Yield sets that together are this one, each small enough for one command.

        numbers: how many a piece may hold (servers with MESSAGELIMIT).
        octets: how long its written form may be (Yahoo takes about 1,000 a command).
        """
        held: list[tuple[int, int]] = []
        count = length = 0
        for low, high in self.ranges():
            at = low
            while at <= high:
                if held and (count >= numbers or length + 22 > octets):
                    yield type(self)(held)
                    held, count, length = [], 0, 0
                end = min(high, at + (numbers - count) - 1)
                held.append((at, end))
                count += end - at + 1
                length += len(str(at)) + len(str(end)) + 2
                at = end + 1
        yield type(self)(held)

    def clipped(self, low: int, high: int) -> Self | None:
        """Return what lies within low and high (included), or None for nothing.

        A server may answer 1:4294967295; only what we know of is looked at.
        """
        if low > high:
            return None
        cut = [(max(a, low), min(b, high)) for a, b in self.ranges() if b >= low and a <= high]
        return type(self)(cut) if cut else None

    def union(self, other: Self) -> Self:
        """Return the numbers that are in one of both."""
        return type(self)(chain(self.ranges(), other.ranges()))

    @property
    def low(self) -> int:
        """The smallest number."""
        return self._lows[0]

    @property
    def high(self) -> int:
        """The greatest number."""
        return self._highs[-1]

    @property
    def range_count(self) -> int:
        """How many ranges it takes to write the set."""
        return len(self._lows)

    def __contains__(self, number: int) -> bool:
        index = bisect_right(self._lows, number) - 1
        return index >= 0 and number <= self._highs[index]

    def __iter__(self) -> Iterator[int]:
        for low, high in self.ranges():
            yield from range(low, high + 1)

    def __len__(self) -> int:
        return sum(self._highs) - sum(self._lows) + len(self._lows)

    @override
    def __eq__(self, other: object) -> bool:
        if not isinstance(other, NumSet):
            return False
        return self._lows == other._lows and self._highs == other._highs

    @override
    def __hash__(self) -> int:
        return hash((self._lows.tobytes(), self._highs.tobytes()))

    @override
    def __repr__(self) -> str:
        shown = self.write() if len(self._lows) <= _REPR_RANGES else b"%d ranges" % len(self._lows)
        return f"NumSet({shown.decode()})"


def _runs(ordered: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the runs of neighbours in ascending numbers."""
    start = previous = ordered[0]
    for number in ordered:
        if number > previous + 1:
            yield start, previous
            start = number
        previous = number
    yield start, previous


def _shown(number: int) -> bytes:
    return b"*" if number == STAR else b"%d" % number


def _pair(piece: bytes) -> tuple[int, int]:
    low, colon, high = piece.partition(b":")
    first = _number(low)
    return (first, _number(high)) if colon else (first, first)


def _number(text: bytes) -> int:
    if text == b"*":
        return STAR
    if not text.isdigit() or len(text) > _DIGITS:
        raise ValueError("not a sequence set")
    return int(text)
