"""The engine of the practice: its clock can be turned; that of every day cannot."""

import pytest

from facteur.base.clock import SystemClock
from facteur.base.errors import UsageError
from facteur.engine.practising import effects, turn
from facteur.link import commands

DAY_MS = 86_400_000


def test_the_clock_is_turned_ahead_in_both_of_its_times():
    clock = effects().clock
    wall, monotonic = clock.now_ms(), clock.monotonic_s()
    turn(clock, commands.TurnClock(request=1, days=3))
    assert 3 * DAY_MS <= clock.now_ms() - wall < 3 * DAY_MS + 10_000
    assert 3 * 86_400 <= clock.monotonic_s() - monotonic < 3 * 86_400 + 10


@pytest.mark.parametrize("days", [0, -1, 100_000])
def test_senseless_turns_are_refused(days: int):
    clock = effects().clock
    with pytest.raises(UsageError, match="days-invalid"):
        turn(clock, commands.TurnClock(request=1, days=days))
    assert abs(clock.now_ms() - SystemClock().now_ms()) < 10_000


def test_an_engine_of_every_day_refuses():
    with pytest.raises(UsageError, match="no-practice"):
        turn(SystemClock(), commands.TurnClock(request=1, days=1))
