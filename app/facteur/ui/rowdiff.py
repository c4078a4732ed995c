"""What turned one list of keys into another: runs removed and runs inserted. Pure.

For re-reads after a gap. Stretches that agree are skipped at memory speed; where the lists part,
the nearest place where they agree again is looked for, and where they differ too much the answer
is "read everything anew".
"""

from __future__ import annotations  # array is subscriptable from Python 3.12 on

from array import array
from dataclasses import dataclass

LIMIT = 200  # edits; beyond them one reset is cheaper for every view than their signals
_BLOCK = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """`count` keys left, the first of them from position `start`."""

    start: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Insertion:
    """These keys came; the first of them stands at `start` afterwards."""

    start: int
    keys: array[int]


Edit = Removal | Insertion


def diff(old: array[int], new: array[int], limit: int = LIMIT) -> list[Edit] | None:
    """Return the edits that turn `old` into `new`, each meant after the ones before it.

    None when more than `limit` keys came or went: a reset serves better. Keys are unique within a
    list. A key that moved is removed and inserted.
    """
    edits: list[Edit] = []
    changed = at_old = at_new = 0
    while True:
        same = _common(old, at_old, new, at_new)
        at_old, at_new = at_old + same, at_new + same
        removed, inserted = _difference(old, at_old, new, at_new, limit - changed)
        if not removed and not inserted:
            return edits
        changed += max(removed, inserted)
        if changed > limit and at_old < len(old):
            return None  # what was only appended, however much, is one edit
        if removed:
            edits.append(Removal(start=at_new, count=removed))
        if inserted:
            edits.append(Insertion(start=at_new, keys=new[at_new : at_new + inserted]))
        at_old, at_new = at_old + removed, at_new + inserted


def apply(keys: array[int], edits: list[Edit]) -> None:
    """Carry out the edits on a list of keys."""
    for edit in edits:
        match edit:
            case Removal():
                del keys[edit.start : edit.start + edit.count]
            case Insertion():
                keys[edit.start : edit.start] = edit.keys


def _difference(
    old: array[int], at_old: int, new: array[int], at_new: int, reach: int
) -> tuple[int, int]:
    """Return how many keys went and came here, before the lists agree again; 0, 0 at the end."""
    left, right = len(old) - at_old, len(new) - at_new
    if not left or not right:
        return left, right
    for size in range(1, reach + 1):
        if size < right and new[at_new + size] == old[at_old]:
            return 0, size
        if size < left and old[at_old + size] == new[at_new]:
            return size, 0
    return 1, 1


def _common(old: array[int], at_old: int, new: array[int], at_new: int) -> int:
    """Return how many keys agree from here on; blocks are compared at memory speed."""
    longest, size = min(len(old) - at_old, len(new) - at_new), 0
    block = _BLOCK
    while block and size < longest:
        width = min(block, longest - size)
        start_old, start_new = at_old + size, at_new + size
        if old[start_old : start_old + width] == new[start_new : start_new + width]:
            size += width
        else:
            block = 0 if block == 1 else max(1, block // 16)
    return size
