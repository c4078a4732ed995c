"""STAT, LIST and UIDL compared: which messages are there, and what does not fit together.

Numbers live in one session; between sessions a message is known by its UIDL and, where a server
gives one UIDL to several, by its place among them.
"""

from collections import Counter
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeVar

from .replies import SizeRows, Totals, UidRows

_Told = TypeVar("_Told", int, bytes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A message both listings have.

    uidl: b"" where the server has no UIDL. occurrence: 0, 1 … among equal UIDLs, by number.
    size: the server's hint, octets.
    """

    number: int
    uidl: bytes
    occurrence: int
    size: int


class Flaw(Enum):
    """What does not fit together."""

    TOTALS_UNREADABLE = "totals-unreadable"
    COUNTS_DIFFER = "counts-differ"
    NUMBERS_DIFFER = "numbers-differ"
    NUMBER_ZERO = "number-zero"
    NUMBER_TWICE = "number-twice"
    ROWS_UNREADABLE = "rows-unreadable"
    UIDL_TWICE = "uidl-twice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Defect:
    """One flaw. where: LIST, UIDL, or "" for both. count: how many rows; detail: for the log."""

    flaw: Flaw
    where: str = ""
    count: int = 1
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Maildrop:
    """What a session may work with, by number.

    identified: the server has UIDL. totals: what STAT said, None where that was unreadable.
    """

    items: tuple[Item, ...] = field(repr=False)
    defects: tuple[Defect, ...] = ()
    identified: bool = True
    totals: Totals | None = None

    @property
    def is_consistent(self) -> bool:
        """Whether the listings agree; equal UIDLs are a thing of its own."""
        return all(defect.flaw is Flaw.UIDL_TWICE for defect in self.defects)


def compare(totals: Totals | None, sizes: SizeRows, uids: UidRows | None) -> Maildrop:
    """Return the messages that are in both listings; uids is None where there is no UIDL.

    A number that UIDL has twice with two names is in doubt and left out; of two sizes the first
    counts, since it is a hint only.
    """
    defects: list[Defect] = []
    size_of = _by_number(sizes.rows, "LIST", sizes.unreadable, defects)
    if uids is None:
        names: dict[int, tuple[bytes, int]] = dict.fromkeys(size_of, (b"", 0))
    else:
        names = _named(uids, defects)
    _compare_counts(totals, sizes, uids, defects)
    alone = len(size_of.keys() ^ names.keys())
    if alone:
        defects.append(Defect(flaw=Flaw.NUMBERS_DIFFER, count=alone))
    items = tuple(
        Item(number=number, uidl=names[number][0], occurrence=names[number][1], size=size)
        for number, size in sorted(size_of.items())
        if number in names
    )
    return Maildrop(items=items, defects=tuple(defects), identified=uids is not None, totals=totals)


def _named(uids: UidRows, defects: list[Defect]) -> dict[int, tuple[bytes, int]]:
    """Return UIDL and occurrence of each number, counted before anything is left out."""
    first = _by_number(uids.rows, "UIDL", uids.unreadable, defects)
    in_doubt = {number for number, uidl in uids.rows if first.get(number, uidl) != uidl}
    seen: dict[bytes, int] = {}
    names: dict[int, tuple[bytes, int]] = {}
    for number, uidl in sorted(first.items()):
        occurrence = seen.get(uidl, 0)
        seen[uidl] = occurrence + 1
        if number not in in_doubt:
            names[number] = (uidl, occurrence)
    twice = sum(occurrence > 0 for _, occurrence in names.values())
    if twice:
        defects.append(Defect(flaw=Flaw.UIDL_TWICE, where="UIDL", count=twice))
    return names


def _by_number(
    rows: tuple[tuple[int, _Told], ...], where: str, unreadable: int, defects: list[Defect]
) -> dict[int, _Told]:
    """Return the first row of each number, number 0 left out; what is wrong goes to `defects`."""
    held = dict(reversed(rows))
    if unreadable:
        defects.append(Defect(flaw=Flaw.ROWS_UNREADABLE, where=where, count=unreadable))
    if held.pop(0, None) is not None:
        defects.append(Defect(flaw=Flaw.NUMBER_ZERO, where=where))
    counted = Counter(number for number, _ in rows) if len(held) < len(rows) else Counter[int]()
    twice = [number for number, count in counted.items() if count > 1 and number]
    if twice:
        shown = " ".join(map(str, sorted(twice)[:5]))
        defects.append(Defect(flaw=Flaw.NUMBER_TWICE, where=where, count=len(twice), detail=shown))
    return held


def _compare_counts(
    totals: Totals | None, sizes: SizeRows, uids: UidRows | None, defects: list[Defect]
) -> None:
    if totals is None:
        defects.append(Defect(flaw=Flaw.TOTALS_UNREADABLE))
    told = [len(sizes.rows)]
    if totals is not None:
        told.append(totals.count)
    if uids is not None:
        told.append(len(uids.rows))
    if len(set(told)) > 1:
        stat = "?" if totals is None else totals.count
        uidl = "?" if uids is None else len(uids.rows)
        detail = f"STAT {stat}, LIST {len(sizes.rows)}, UIDL {uidl}"
        defects.append(Defect(flaw=Flaw.COUNTS_DIFFER, detail=detail))
