from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QDate, QLocale

from facteur.ui.messages.groups import Heads, Kind, Period, name, periods

EN = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
TODAY = QDate(2026, 11, 20)  # a Friday


def test_periods_cover_all_time_newest_first():
    found = periods(TODAY, EN)
    starts = [period.since_ms for period in found]
    assert starts == sorted(starts, reverse=True)
    assert len(set(starts)) == len(starts)
    assert starts[-1] < datetime(1900, 1, 1, tzinfo=UTC).timestamp() * 1000


def test_names_of_periods():
    found = [name(period, TODAY, EN) for period in periods(TODAY, EN)]
    assert found[:6] == [
        "Today", "Yesterday", "This week", "Last week", "November", "October",
    ]  # fmt: skip
    assert "December 2025" in found
    assert found[-1] == "Older"


def test_on_the_first_day_of_the_week_there_is_no_this_week():
    kinds = [period.kind for period in periods(QDate(2026, 11, 23), EN)]
    assert Kind.THIS_WEEK not in kinds
    assert kinds[:3] == [Kind.TODAY, Kind.YESTERDAY, Kind.LAST_WEEK]


def made(sizes, descending=True):
    found = tuple(
        Period(kind=Kind.YEAR, first_day=QDate(2020 - place, 1, 1), since_ms=-place * 100)
        for place in range(len(sizes))
    )
    heads = Heads(found, descending=descending)
    heads.set_starts([sum(sizes[:place]) for place in range(len(sizes))], sum(sizes))
    return heads


@given(st.lists(st.integers(0, 4), min_size=1, max_size=8))
def test_rows_and_positions_are_each_others_inverse(sizes):
    heads = made(sizes)
    rows = [heads.row(position) for position in range(sum(sizes))]
    assert [heads.position(row) for row in rows] == list(range(sum(sizes)))
    every = set(range(sum(sizes) + heads.count))
    assert every - set(rows) == set(heads.rows)
    assert all(heads.position(row) == -1 for row in heads.rows)
    assert heads.count == sum(1 for size in sizes if size)


@given(st.lists(st.integers(0, 3), min_size=2, max_size=6), st.data())
def test_counting_in_and_out(sizes, data):
    heads = made(sizes)
    number = data.draw(st.integers(0, len(sizes) - 1))
    heads.inserted(number, 2)
    assert heads.size(number) == sizes[number] + 2
    assert heads.total == sum(sizes) + 2
    heads.removed(number, 2)
    assert [heads.size(place) for place in range(len(sizes))] == sizes


def test_period_of_a_moment_in_both_orders():
    falling, rising = made([1, 1, 1]), made([1, 1, 1], descending=False)
    assert [falling.period_of(moment) for moment in (50, 0, -1, -100, -101, -999)] == [
        0, 0, 1, 1, 2, 2,
    ]  # fmt: skip
    assert [rising.period_of(moment) for moment in (50, -1, -999)] == [2, 1, 0]


def test_a_list_without_heads():
    heads = Heads()
    assert (heads.row(5), heads.position(5), heads.count) == (5, 5, 0)
    assert heads.head_at(0) is None
    assert heads.head_over(3) is None
    assert heads.number_at(4) == -1


def test_the_head_over_a_row():
    heads = made([2, 0, 1])
    assert heads.head_over(2) == heads.periods[0]
    assert heads.head_at(3) == heads.periods[2]
    assert heads.head_over(4) == heads.periods[2]
