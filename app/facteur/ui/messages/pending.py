"""What waits to be applied to the list, and the arithmetic of applying it. Pure."""

from __future__ import annotations  # array is subscriptable from Python 3.12 on

from array import array
from collections.abc import Callable, Iterable, Sequence
from functools import cmp_to_key
from typing import NamedTuple

from facteur.link import events
from facteur.ui import rowdiff
from facteur.ui.messages.groups import Heads
from facteur.ui.messages.source import Place

_FEWEST_EDITS = 8
# One edit walks over the heights of all rows: 3 ms where there are a million.
_ROWS_TIMES_EDITS = 20_000_000


class Pending:
    """What the engine said and has not been applied."""

    def __init__(self) -> None:
        self.added: set[int] = set()
        self.changed: set[int] = set()
        self.removed: set[int] = set()
        self.many = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to apply."""
        return not (self.added or self.changed or self.removed or self.many)

    def merge(self, other: Pending) -> None:
        """Take in what others waited for."""
        self.added |= other.added
        self.changed |= other.changed
        self.removed |= other.removed
        self.many = self.many or other.many

    def take(self, event: events.MessagesChanged) -> None:
        """Take in one event as if it had been part of the others."""
        self.many = self.many or event.many
        self.added.update(event.added)
        self.added.difference_update(event.removed)
        self.changed.update(event.changed)
        self.removed.update(event.removed)
        self.removed.difference_update(event.added)


class Run(NamedTuple):
    """Keys that come in side by side. period: -1 in a list without heads."""

    position: int
    keys: array[int]
    period: int


def edit_limit(rows: int) -> int:
    """Return how many single edits a list of this length may have before one reset is better."""
    return max(_FEWEST_EDITS, min(rowdiff.LIMIT, _ROWS_TIMES_EDITS // max(1, rows)))


def in_order(places: Iterable[Place], before: Callable[[Place, Place], bool]) -> list[Place]:
    """Return places in the order of the list."""

    def compare(first: Place, second: Place) -> int:
        return -1 if before(first, second) else int(before(second, first))

    return sorted(places, key=cmp_to_key(compare))


def runs_of(fresh: Sequence[tuple[int, Place]], heads: Heads) -> list[Run]:
    """Return new messages joined where they stand side by side in one period.

    fresh: position among the present keys and place of each, in the order of the list.
    """
    runs: list[Run] = []
    for position, (value, key) in fresh:
        period = heads.period_of(int(value)) if heads.periods else -1
        last = runs[-1] if runs else None
        if last is not None and (last.position, last.period) == (position, period):
            last.keys.append(key)
        else:
            runs.append(Run(position=position, keys=array("q", [key]), period=period))
    return runs


def with_runs(keys: array[int], runs: Sequence[Run]) -> array[int]:
    """Return the keys with the runs put in, copied once."""
    made = array("q")
    at = 0
    for run in runs:
        made.extend(keys[at : run.position])
        made.extend(run.keys)
        at = run.position
    made.extend(keys[at:])
    return made


def stretches(positions: Sequence[int]) -> list[tuple[int, int]]:
    """Return ascending positions as (start, count) of those that touch."""
    found: list[tuple[int, int]] = []
    for position in positions:
        if found and found[-1][0] + found[-1][1] == position:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((position, 1))
    return found
