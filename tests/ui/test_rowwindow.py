from array import array

from hypothesis import given
from hypothesis import strategies as st

from facteur.ui.rowwindow import PAGE, RowWindow, Search, places


def window(count, total=None):
    calls = []

    def read(keys):
        calls.append(list(keys))
        return {key: f"row {key}" for key in keys if key >= 0}

    made = RowWindow(read, count if total is None else total)
    made.extend(array("q", range(count)))
    return made, calls


def test_one_read_serves_a_page():
    rows, calls = window(1000)
    assert [rows.row_at(place) for place in range(PAGE)] == [f"row {key}" for key in range(PAGE)]
    assert len(calls) == 1
    assert rows.row_at(PAGE) == f"row {PAGE}"
    assert len(calls) == rows.reads == 2


def test_memory_is_bounded_and_what_is_used_stays():
    rows, calls = window(1_000_000)
    for place in range(0, 1_000_000, 1000):
        rows.row_at(place)
        rows.row_at(0)
    assert len(rows._young) + len(rows._old) <= PAGE * 32
    assert sum(1 for keys in calls if 0 in keys) == 1


def test_insertion_above_reads_nothing_again():
    rows, calls = window(1000)
    rows.row_at(500)
    rows.insert(0, array("q", [5000]))
    assert rows.row_at(501) == "row 500"
    assert len(calls) == 1
    assert rows.total == len(rows.keys) == 1001


def test_removed_and_forgotten_rows_are_not_kept():
    rows, calls = window(PAGE)
    rows.row_at(0)
    rows.remove(0, 2)
    assert rows.row_at(0) == "row 2"
    assert rows.cached(1) is None
    rows.forget([2])
    assert rows.cached(2) is None
    rows.row_at(0)
    assert calls[1] == [2]
    rows.forget_all()
    rows.row_at(0)
    assert len(calls) == 3


def test_positions_without_a_key_have_no_row():
    rows, _ = window(10, total=50)
    assert not rows.complete
    assert rows.key_at(20) is None
    assert rows.row_at(20) is None
    rows.extend(array("q", range(10, 50)))
    assert rows.complete
    assert rows.row_at(20) == "row 20"


def test_a_row_that_has_just_gone_is_asked_for_once():
    rows, calls = window(0)
    rows.extend(array("q", [-1, 5]))
    assert rows.row_at(0) is None
    assert rows.row_at(0) is None
    assert len(calls) == 1


@given(st.lists(st.integers(0, 1000)), st.lists(st.integers(-5, 1005)))
def test_places_agree_with_a_plain_count(values, wanted):
    values.sort(reverse=True)
    keys = array("q", range(len(values)))
    found = places(
        keys, wanted, lambda some: {key: values[key] for key in some}, lambda a, b: a > b
    )
    assert found == [sum(1 for value in values if value > target) for target in wanted]


def test_places_take_few_reads_for_many_targets():
    calls = []

    def values(some):
        calls.append(len(some))
        return {key: -key for key in some}

    keys = array("q", range(1_000_000))
    found = places(keys, [-value for value in range(200)], values, lambda a, b: a > b)
    assert found == list(range(200))
    assert len(calls) <= 21


@given(st.lists(st.integers(0, 50), min_size=1), st.sets(st.integers(0, 60)), st.integers(-1, 51))
def test_places_step_over_keys_that_have_gone(values, gone, wanted):
    values.sort()
    keys = array("q", range(len(values)))

    def read(some):
        return {key: values[key] for key in some if key not in gone}

    (found,) = places(keys, [wanted], read, lambda a, b: a < b)
    left = [key for key in range(len(values)) if key not in gone]
    assert all(values[key] < wanted for key in left if key < found)
    assert all(values[key] >= wanted for key in left if key >= found)


def test_places_give_up_when_too_many_have_gone():
    assert places(array("q", range(1000)), [5], lambda _some: {}, lambda a, b: a > b) is None


def test_search_hands_out_what_it_finds_from_the_end(monkeypatch):
    monkeypatch.setattr(Search, "STEP", 10)
    search = Search(array("q", range(35)), [3, 33, 30, 99])
    found = []
    while not search.over:
        found.append(search.step())
    assert [place for place in found if place is not None] == [33, 30, 3]


@given(st.data())
def test_search_survives_changes_between_steps(data):
    keys = array("q", range(40))
    wanted = data.draw(st.sets(st.integers(0, 39), min_size=1))
    search = Search(keys, wanted)
    search.STEP = 7
    extra = 1000
    while not search.over:
        found = search.step()
        if found is not None:
            assert keys[found] in wanted
            del keys[found]
            search.moved(found, -1)
        place = data.draw(st.integers(0, len(keys)))
        run = data.draw(st.integers(1, 3))
        keys[place:place] = array("q", range(extra, extra + run))
        search.moved(place, run)
        extra += run
        place = data.draw(st.integers(0, len(keys) - 1))
        run = data.draw(st.integers(1, min(3, len(keys) - place)))
        del keys[place : place + run]
        search.moved(place, -run)
    assert not wanted & set(keys)
