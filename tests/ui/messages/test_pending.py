from array import array

from hypothesis import given
from hypothesis import strategies as st

from facteur.link.events import MessagesChanged
from facteur.mail.message import ListOrder
from facteur.ui.messages.groups import Heads
from facteur.ui.messages.pending import (
    Pending,
    Run,
    edit_limit,
    in_order,
    runs_of,
    stretches,
    with_runs,
)
from facteur.ui.messages.source import before


def test_events_are_merged_and_the_later_wins():
    pending = Pending()
    assert pending.is_empty
    pending.take(MessagesChanged(mailbox=1, added=[1, 2], changed=[3]))
    pending.take(MessagesChanged(mailbox=1, removed=[2, 9]))
    pending.take(MessagesChanged(mailbox=1, added=[9]))
    assert (pending.added, pending.changed, pending.removed) == ({1, 9}, {3}, {2})
    other = Pending()
    other.take(MessagesChanged(mailbox=1, many=True))
    pending.merge(other)
    assert pending.many
    assert not pending.is_empty


def test_long_lists_bear_fewer_single_edits():
    assert edit_limit(1000) == 200
    assert edit_limit(1_000_000) == 20
    assert edit_limit(10**9) == 8


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 99)), unique_by=lambda one: one[1]))
def test_order_is_that_of_the_store(found):
    for descending in (True, False):
        sign = -1 if descending else 1
        ordered = in_order(found, before(ListOrder(descending=descending)))
        assert ordered == sorted(found, key=lambda one: (sign * one[0], -one[1]))


def test_neighbours_of_one_period_come_in_together():
    fresh = [(0, (9, 1)), (0, (8, 2)), (3, (7, 4))]
    runs = runs_of(fresh, Heads())
    assert [(run.position, list(run.keys)) for run in runs] == [(0, [1, 2]), (3, [4])]


@given(st.lists(st.integers(0, 5), max_size=6), st.integers(5, 8))
def test_runs_are_put_in_with_one_copy(positions, length):
    positions.sort()
    runs = [
        Run(position=position, keys=array("q", [100 + number]), period=-1)
        for number, position in enumerate(positions)
    ]
    keys = array("q", range(length))
    expected = list(range(length))
    for run in reversed(runs):
        expected[run.position : run.position] = list(run.keys)
    assert list(with_runs(keys, runs)) == expected


def test_touching_positions_are_one_stretch():
    assert stretches([1, 2, 3, 7, 9, 10]) == [(1, 3), (7, 1), (9, 2)]
    assert stretches([]) == []
