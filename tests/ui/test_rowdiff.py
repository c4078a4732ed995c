from array import array

from hypothesis import given
from hypothesis import strategies as st

from facteur.ui.rowdiff import Insertion, Removal, apply, diff


def keys(*values):
    return array("q", values)


unique = st.lists(st.integers(0, 60), unique=True).map(lambda found: array("q", found))


@given(unique, unique)
def test_edits_turn_old_into_new(old, new):
    edits = diff(old, new)
    assert edits is not None
    apply(old, edits)
    assert old == new


@given(st.lists(st.integers(0, 10**9), unique=True, min_size=1, max_size=40), st.data())
def test_few_edits_in_long_lists(extra, data):
    new = array("q", range(-20_000, 0))
    for key in extra:
        new.insert(data.draw(st.integers(0, len(new))), key)
    old = array("q", range(-20_000, 0))
    del old[data.draw(st.integers(0, 19_999))]
    edits = diff(old, new)
    assert edits is not None
    apply(old, edits)
    assert old == new


def test_nothing_changed():
    assert diff(keys(1, 2, 3), keys(1, 2, 3)) == []


def test_append_at_the_end_is_one_edit_however_long():
    old = array("q", range(10_000))
    new = array("q", range(20_000))
    assert diff(old, new) == [Insertion(start=10_000, keys=new[10_000:])]


def test_one_removed_one_inserted():
    assert diff(keys(1, 2, 3, 4), keys(1, 3, 9, 4)) == [
        Removal(start=1, count=1),
        Insertion(start=2, keys=keys(9)),
    ]


def test_a_moved_key_moves_alone():
    assert diff(keys(1, 2, 3, 4, 5), keys(2, 3, 4, 5, 1)) == [
        Removal(start=0, count=1),
        Insertion(start=4, keys=keys(1)),
    ]


def test_too_many_edits_ask_for_a_reset():
    assert diff(array("q", range(1000)), array("q", range(5000, 6000))) is None
    assert diff(array("q", range(1000)), array("q", range(500, 1000))) is None


def test_a_million_keys_with_both_ends_changed():
    old = array("q", range(1_000_000))
    new = keys(-1) + old[:-1]
    assert diff(old, new) == [
        Insertion(start=0, keys=keys(-1)),
        Removal(start=1_000_000, count=1),
    ]
