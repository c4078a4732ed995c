import asyncio

from facteur.base.clock import SystemClock, TurnedClock


def test_wall_time_is_in_milliseconds_and_monotonic_time_only_grows():
    clock = SystemClock()
    assert 1_700_000_000_000 < clock.now_ms() < 10_000_000_000_000
    first = clock.monotonic_s()
    assert clock.monotonic_s() >= first


def test_it_sleeps_on_the_loop():
    asyncio.run(SystemClock().sleep(0))


def test_a_turned_clock_is_ahead_and_never_goes_back():
    clock, machine = TurnedClock(), SystemClock()
    assert abs(clock.now_ms() - machine.now_ms()) < 10_000
    clock.turn(3_600_000)
    clock.turn(-7_200_000)
    assert 3_600_000 <= clock.now_ms() + 1 - machine.now_ms() < 3_610_000
    assert 3600 <= clock.monotonic_s() + 0.001 - machine.monotonic_s() < 3610
    asyncio.run(clock.sleep(0))
