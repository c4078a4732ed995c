"""A list of any length of which only the keys and the rows near the eye are in memory.

Pure: no Qt, no SQL. Reading rows and the values that order them are functions passed in. A million
keys are 8 MB. Rows are read in pages of 64 and kept by key, so that a row that comes or goes above
does not throw away what is on screen.
"""

from __future__ import annotations  # array is subscriptable from Python 3.12 on

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from typing import Generic, TypeVar

PAGE = 64
_PAGES = 32
_MOST_GONE = 64  # vanished keys that a search steps over

Row = TypeVar("Row")
Value = TypeVar("Value")


class RowWindow(Generic[Row]):
    """Keys in order, as far as they are known, and a cache of rows.

    total: how many rows the list has, known before their keys are; never less than len(keys).
    reads: how many times rows were read, for tests and figures.
    """

    def __init__(self, read: Callable[[Sequence[int]], Mapping[int, Row]], total: int = 0) -> None:
        self._read = read
        self.keys: array[int] = array("q")
        self.total = total
        self.reads = 0
        # Two generations of half the size each: bounded, and a hit costs one look-up.
        self._young: dict[int, Row | None] = {}
        self._old: dict[int, Row | None] = {}

    @property
    def complete(self) -> bool:
        """Whether every key is known."""
        return len(self.keys) >= self.total

    def key_at(self, position: int) -> int | None:
        """Return the key at a position, None while it is not known yet."""
        return self.keys[position] if 0 <= position < len(self.keys) else None

    def row_at(self, position: int) -> Row | None:
        """Return the row at a position, None while its key is unknown or when it has just gone.

        Reads the page around it when it is not in memory.
        """
        if not 0 <= position < len(self.keys):
            return None
        key = self.keys[position]
        young = self._young
        if key in young:
            return young[key]
        if key in self._old:
            row = self._old[key]
            self._keep({key: row})
            return row
        start = position - position % PAGE
        page = [
            near
            for near in self.keys[start : start + PAGE]
            if near == key or (near not in young and near not in self._old)
        ]
        self.reads += 1
        found = self._read(page)
        self._keep({near: found.get(near) for near in page})
        return found.get(key)

    def cached(self, key: int) -> Row | None:
        """Return a row when it is in memory; nothing is read."""
        return self._young.get(key) or self._old.get(key)

    def forget(self, keys: Iterable[int]) -> None:
        """Have these rows read again when they are next looked at."""
        for key in keys:
            self._young.pop(key, None)
            self._old.pop(key, None)

    def forget_all(self) -> None:
        """Have every row read again when it is next looked at."""
        self._young.clear()
        self._old.clear()

    def extend(self, keys: array[int]) -> None:
        """Take the keys that follow the known ones."""
        self.keys.extend(keys)
        self.total = max(self.total, len(self.keys))

    def insert(self, position: int, keys: array[int]) -> None:
        """Take keys that came into the list at `position`."""
        self.keys[position:position] = keys
        self.total += len(keys)

    def remove(self, position: int, count: int) -> None:
        """Drop keys that left the list; their rows are forgotten."""
        self.forget(self.keys[position : position + count])
        del self.keys[position : position + count]
        self.total -= count

    def _keep(self, rows: Mapping[int, Row | None]) -> None:
        if len(self._young) + len(rows) > PAGE * _PAGES // 2:
            self._old = self._young
            self._young = {}
        self._young.update(rows)


def places(
    keys: array[int],
    targets: Sequence[Value],
    values: Callable[[Sequence[int]], Mapping[int, Value]],
    before: Callable[[Value, Value], bool],
) -> list[int] | None:
    """Return, for each target, how many keys stand before it; read in log2(n) steps.

    values: what the list is ordered by, for keys; one call for all targets in each step.
    before: whether the first value stands before the second.
    A key that has no value any more is stepped over; None when too many have none: the list must
        be read anew.
    """
    low = [0] * len(targets)
    high = [len(keys)] * len(targets)
    gone: set[int] = set()
    while True:
        open_ones = [index for index in range(len(targets)) if low[index] < high[index]]
        if not open_ones:
            return low
        probes = {index: _probe(keys, low[index], high[index], gone) for index in open_ones}
        known = values(list({keys[probe] for probe in probes.values() if probe >= 0}))
        for index, probe in probes.items():
            value = known.get(keys[probe]) if probe >= 0 else None
            if probe < 0:
                high[index] = low[index]  # nothing between the two is left
            elif value is None:
                gone.add(keys[probe])
            elif before(value, targets[index]):
                low[index] = probe + 1
            else:
                high[index] = probe
        if len(gone) > _MOST_GONE:
            return None


def _probe(keys: array[int], low: int, high: int, gone: set[int]) -> int:
    """Return the position next to the middle whose key is not known to be gone, -1 for none."""
    middle = (low + high) // 2
    for position in chain(range(middle, high), range(middle - 1, low - 1, -1)):
        if keys[position] not in gone:
            return position
    return -1


class Search:
    """A search for a few keys in a long list, in steps short enough for an idle moment.

    The list may change between steps when each change is told.
    """

    STEP = 50_000  # about 1 ms

    def __init__(self, keys: array[int], wanted: Iterable[int]) -> None:
        self._keys = keys
        self._wanted = set(wanted)
        self._end = len(keys)
        self._found: list[int] = []  # positions, the highest last

    @property
    def over(self) -> bool:
        """Whether every key was handed out, or the whole list was looked through."""
        return not self._found and (not self._wanted or self._end <= 0)

    def step(self) -> int | None:
        """Return a position found, or look through one more stretch from the end."""
        if not self._found:
            start = max(0, self._end - self.STEP)
            stretch = self._keys[start : self._end]
            self._end = start
            if self._wanted.isdisjoint(stretch):
                return None
            self._found = [
                start + place for place, key in enumerate(stretch) if key in self._wanted
            ]
            self._wanted.difference_update(stretch)
        return self._found.pop()

    def moved(self, position: int, by: int) -> None:
        """Be told that keys came (by > 0) or went (by < 0) at a position."""
        if position < self._end:
            self._end = self._end + by if by > 0 else max(position, self._end + by)
        if self._found:
            gone = range(position, position - min(0, by))
            self._found = [
                place + by if place >= position else place
                for place in self._found
                if place not in gone
            ]
