"""The map of sequence numbers, against a plain list that does the same slowly."""

import random
import time
from array import array

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from facteur.imap import NumSet
from facteur.imap.selected import MapBroken, Selected, SequenceMap


class MapAgainstList(RuleBasedStateMachine):
    """The model holds all UIDs; the map knows those that were told."""

    @initialize(count=st.integers(0, 40))
    def begin(self, count):
        self.uids = [3 * n + 10 for n in range(count)]
        self.told = set()
        self.next = 200
        self.selected = Selected(mailbox=b"x")
        self.selected.set_exists(count)

    @rule(at=st.integers(0, 50), length=st.integers(1, 12))
    def fetch(self, at, length):
        window = self.uids[at : at + length]
        if window:
            self.selected.learn(at + 1, window)
            self.told.update(window)

    @rule(at=st.integers(0, 50))
    def expunge(self, at):
        if at < len(self.uids):
            uid = self.uids.pop(at)
            assert self.selected.expunge(at + 1) == (uid if uid in self.told else None)

    @rule(chosen=st.sets(st.integers(0, 50), min_size=1, max_size=6))
    def vanish(self, chosen):
        gone = [self.uids[n] for n in chosen if n < len(self.uids)]
        if gone:
            self.uids = [uid for uid in self.uids if uid not in gone]
            self.selected.vanish(NumSet.of(gone))

    @rule(count=st.integers(1, 5))
    def arrive(self, count):
        for _ in range(count):
            self.next += 2
            self.uids.append(self.next)
        self.selected.set_exists(len(self.uids))

    @invariant()
    def same(self):
        if not hasattr(self, "uids"):
            return
        assert self.selected.exists == len(self.uids)
        known = self.selected.map
        for n, uid in enumerate(self.uids, start=1):
            assert known.uid(n) == (uid if uid in self.told else None)
            assert known.sequence(uid) == (n if uid in self.told else None)
        assert known.uid(len(self.uids) + 1) is None
        assert known.known() == len(self.told & set(self.uids))


MapAgainstList.TestCase.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
TestMapAgainstList = MapAgainstList.TestCase


def selected(exists):
    made = Selected(mailbox=b"x")
    made.set_exists(exists)
    return made


def test_four_billion_messages_allocate_nothing():
    huge = selected(4294967295)
    huge.learn(4294967200, range(1, 51))
    assert huge.map.known() == 50
    assert huge.map.uid(4294967201) == 2
    assert huge.expunge(1) is None
    assert huge.map.uid(4294967200) == 2


@pytest.mark.no_cover  # it takes the time
def test_a_million_in_windows_downwards_is_quick():
    begin = time.perf_counter()
    many = selected(1_000_000)
    for low in range(999_001, 0, -1000):
        many.learn(low, array("I", range(low * 2, low * 2 + 1000)))
    assert many.map.known() == 1_000_000
    source = random.Random(1)
    for _ in range(1000):
        many.expunge(source.randint(1, many.exists))
    many.vanish(NumSet.of(range(1, 1_900_000, 2)))
    assert time.perf_counter() - begin < 3


@pytest.mark.parametrize("number", [0, 11])
def test_expunge_of_nobody(number):
    with pytest.raises(MapBroken):
        selected(10).expunge(number)


def test_exists_shrinks():
    with pytest.raises(MapBroken):
        selected(10).set_exists(9)
    again = selected(10)
    again.set_exists(10)
    assert again.exists == 10


def test_fetch_beyond_exists():
    with pytest.raises(MapBroken):
        selected(10).learn(11, (5,))


def test_another_uid_at_a_number():
    held = selected(10)
    held.learn(3, (30, 31))
    held.learn(3, (30,))
    held.learn(4, (31, 32))
    assert held.map.uid(5) == 32
    for at, uids in [(3, (29,)), (2, (30,)), (2, (31,)), (6, (30,)), (7, (9, 8)), (6, (33, 33))]:
        with pytest.raises(MapBroken):
            held.learn(at, uids)


def test_more_vanish_than_there_were():
    held = selected(10)
    held.learn(5, (50, 51))
    with pytest.raises(MapBroken):
        held.vanish(NumSet.span(1, 4294967295))
    assert held.exists == 10
    assert held.map.known() == 2
    held.vanish(NumSet.span(50, 51))
    assert held.exists == 8


def test_uids_that_never_were_are_passed_over_where_all_is_known():
    held = selected(3)
    held.learn(1, (5, 10, 15))
    held.vanish(NumSet.span(6, 14))
    assert held.exists == 2
    assert held.map.uid(2) == 15


@given(st.lists(st.integers(1, 30), min_size=1, max_size=30))
def test_single_fetches_in_any_order_fill_the_map(order):
    known = SequenceMap()
    for n in order:
        known.learn(n, (n * 10,))
    assert known.known() == len(set(order))
    assert all(known.uid(n) == n * 10 for n in order)


def test_clear():
    known = SequenceMap()
    known.learn(1, (1, 2))
    known.clear()
    assert known.known() == 0
    assert known.uid(1) is None
    assert known.sequence(1) is None
