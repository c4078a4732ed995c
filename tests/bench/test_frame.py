"""Judging and printing of results."""

from tests.bench.frame import Outcome, Row, measures, table
from tests.bench.lateness import percentile


def test_a_yardstick_makes_the_limit_a_ratio() -> None:
    row = Row(title="x", result=3.0, yardstick=1.0, unit="s", limit=4)
    assert row.passed
    assert not Row(title="x", result=5.0, yardstick=1.0, unit="s", limit=4).passed
    assert not Row(title="x", result=5.0, unit="s", limit=4).passed


def test_the_table_says_what_was_missed_and_what_was_not_measured() -> None:
    text = table(
        [
            Outcome(name="a", rows=(Row(title="rows", result=9, unit="KB", limit=1),)),
            Outcome(name="b", failure="no server"),
        ]
    )
    assert "MISSED" in text
    assert "b: NOT MEASURED" in text


def test_measures_are_found_by_name() -> None:
    assert {"first-screen-hundred-thousand", "headers-million", "resync", "start"} <= set(
        measures()
    )


def test_percentile() -> None:
    assert percentile([float(number) for number in range(100)], 99) == 99.0
