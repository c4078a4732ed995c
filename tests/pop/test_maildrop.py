"""STAT, LIST and UIDL compared."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facteur.pop import Defect, Flaw, Item, Maildrop, SizeRows, Totals, UidRows, compare


def compared(
    sizes: list[tuple[int, int]],
    uids: list[tuple[int, bytes]] | None,
    count: int | None = -1,
    unreadable: tuple[int, int] = (0, 0),
) -> Maildrop:
    """count: what STAT says, -1 for as many as LIST has. unreadable: of LIST, of UIDL."""
    count = len(sizes) if count == -1 else count
    return compare(
        None if count is None else Totals(count=count, octets=1),
        SizeRows(rows=tuple(sizes), unreadable=unreadable[0]),
        None if uids is None else UidRows(rows=tuple(uids), unreadable=unreadable[1]),
    )


def flaws(maildrop: Maildrop) -> list[tuple[Flaw, str, int]]:
    return [(defect.flaw, defect.where, defect.count) for defect in maildrop.defects]


def test_a_sound_maildrop():
    found = compared([(2, 20), (1, 10)], [(1, b"a"), (2, b"b")])
    assert found.items == (
        Item(number=1, uidl=b"a", occurrence=0, size=10),
        Item(number=2, uidl=b"b", occurrence=0, size=20),
    )
    assert found.defects == ()
    assert found.is_consistent
    assert found.identified


def test_equal_uidls_are_counted_by_number():
    found = compared([(1, 1), (2, 1), (3, 1)], [(3, b"a"), (1, b"a"), (2, b"b")])
    assert [(item.number, item.occurrence) for item in found.items] == [(1, 0), (2, 0), (3, 1)]
    assert flaws(found) == [(Flaw.UIDL_TWICE, "UIDL", 1)]
    assert found.is_consistent


def test_occurrences_do_not_depend_on_what_is_left_out():
    found = compared([(2, 1)], [(1, b"a"), (2, b"a")])
    assert [(item.number, item.occurrence) for item in found.items] == [(2, 1)]
    assert not found.is_consistent


def test_only_what_both_have_counts():
    found = compared([(1, 1), (2, 1)], [(2, b"b"), (3, b"c")], 5)
    assert [item.number for item in found.items] == [2]
    assert flaws(found) == [(Flaw.COUNTS_DIFFER, "", 1), (Flaw.NUMBERS_DIFFER, "", 2)]
    assert found.defects[0].detail == "STAT 5, LIST 2, UIDL 2"


def test_numbers_that_cannot_be():
    found = compared([(0, 1), (1, 10), (1, 20)], [(0, b"z"), (1, b"a"), (2, b"b"), (2, b"c")], 3)
    assert found.items == (Item(number=1, uidl=b"a", occurrence=0, size=10),)
    assert flaws(found) == [
        (Flaw.NUMBER_ZERO, "LIST", 1),
        (Flaw.NUMBER_TWICE, "LIST", 1),
        (Flaw.NUMBER_ZERO, "UIDL", 1),
        (Flaw.NUMBER_TWICE, "UIDL", 1),
        (Flaw.COUNTS_DIFFER, "", 1),
    ]
    assert found.defects[1] == Defect(flaw=Flaw.NUMBER_TWICE, where="LIST", detail="1")


def test_one_uidl_said_twice_is_in_no_doubt():
    assert [item.uidl for item in compared([(1, 1)], [(1, b"a"), (1, b"a")]).items] == [b"a"]


def test_rows_that_could_not_be_read():
    found = compared([], [], None, (2, 3))
    assert flaws(found) == [
        (Flaw.ROWS_UNREADABLE, "LIST", 2),
        (Flaw.ROWS_UNREADABLE, "UIDL", 3),
        (Flaw.TOTALS_UNREADABLE, "", 1),
    ]


def test_without_uidl_nothing_is_identified():
    found = compared([(1, 1), (2, 2)], None, 3)
    assert not found.identified
    assert [(item.uidl, item.occurrence) for item in found.items] == [(b"", 0), (b"", 0)]
    assert found.defects[0].detail == "STAT 3, LIST 2, UIDL ?"
    assert compared([(1, 1)], [], None).defects[1].detail == "STAT ?, LIST 1, UIDL 0"


ROWS = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 9)), max_size=9)
UIDS = st.lists(st.tuples(st.integers(0, 6), st.sampled_from([b"a", b"b", b"c"])), max_size=9)


@given(ROWS, UIDS, st.integers(0, 9))
def test_items_are_sound_whatever_is_said(
    sizes: list[tuple[int, int]], uids: list[tuple[int, bytes]], count: int
):
    found = compared(sizes, uids, count)
    numbers = [item.number for item in found.items]
    assert numbers == sorted(set(numbers))
    keys = [(item.uidl, item.occurrence) for item in found.items]
    assert len(set(keys)) == len(keys)
    for item in found.items:
        assert item.number > 0
        assert {uid for number, uid in uids if number == item.number} == {item.uidl}
        assert item.size in {size for number, size in sizes if number == item.number}
    if found.is_consistent:
        assert len(found.items) == count == len(sizes) == len(uids)


@pytest.mark.no_cover  # it takes the time
def test_a_hundred_thousand_take_no_time():
    sizes = [(n, n) for n in range(1, 100_001)]
    uids = [(n, b"%08d" % n) for n in range(1, 100_001)]
    began = time.perf_counter()
    assert len(compared(sizes, uids).items) == 100_000
    assert time.perf_counter() - began < 2
