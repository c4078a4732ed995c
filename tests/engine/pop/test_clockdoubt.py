"""Clocks that jump between two sessions, within a run and from one to the next."""

import pytest

from facteur.engine.pop.clockdoubt import AHEAD_MS, HOUR_MS, Reading, doubt

NOW = 1_800_000_000_000
YEARS_MS = 10 * 365 * 24 * HOUR_MS


def at(wall_ms: int, monotonic_s: float | None = None) -> Reading:
    return Reading(wall_ms=wall_ms, monotonic_s=monotonic_s)


def test_a_first_session_has_nothing_to_doubt() -> None:
    assert doubt(at(0), at(NOW, 5.0), 0) == 0


@pytest.mark.parametrize(
    ("went_ms", "doubted"),
    [
        (HOUR_MS, False),
        (-HOUR_MS, False),  # a zone or summer time set by hand
        (-HOUR_MS - 1, True),
        (AHEAD_MS, False),
        (AHEAD_MS + 1, True),  # or a holiday: nobody can know
        (YEARS_MS, True),
        (-YEARS_MS, True),
    ],
)
def test_from_run_to_run(went_ms: int, doubted: bool) -> None:
    assert doubt(at(NOW), at(NOW + went_ms, 9.0), 0) == (NOW + went_ms if doubted else 0)


@pytest.mark.parametrize(
    ("went_ms", "passed_s", "doubted"),
    [
        (HOUR_MS, 3600.0, False),
        (5 * AHEAD_MS, 5 * AHEAD_MS / 1000, False),  # a week at work
        (YEARS_MS, 3600.0, True),
        (-YEARS_MS, 3600.0, True),
        (2 * HOUR_MS, 3600.0, False),  # summer time on a clock that is not UTC
        (0, 3 * AHEAD_MS / 1000, True),  # a clock that stood still
    ],
)
def test_within_a_run_the_monotonic_clock_decides(
    went_ms: int, passed_s: float, doubted: bool
) -> None:
    found = doubt(at(NOW, 100.0), at(NOW + went_ms, 100.0 + passed_s), 0)
    assert found == (NOW + went_ms if doubted else 0)


def test_a_doubt_ends_with_a_session_an_hour_later() -> None:
    since = NOW
    before = at(NOW, 0.0)
    assert doubt(before, at(NOW + HOUR_MS - 1, 3599.999), since) == since
    assert doubt(before, at(NOW + HOUR_MS, 3600.0), since) == 0


def test_a_second_jump_begins_the_doubt_anew() -> None:
    later = NOW + 2 * YEARS_MS
    assert doubt(at(NOW, 0.0), at(later, 7200.0), NOW) == later
