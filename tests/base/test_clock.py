import asyncio

from facteur.base.clock import SystemClock


def test_wall_time_is_in_milliseconds_and_monotonic_time_only_grows():
    clock = SystemClock()
    assert 1_700_000_000_000 < clock.now_ms() < 10_000_000_000_000
    first = clock.monotonic_s()
    assert clock.monotonic_s() >= first


def test_it_sleeps_on_the_loop():
    asyncio.run(SystemClock().sleep(0))
