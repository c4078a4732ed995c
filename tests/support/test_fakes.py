"""Virtual time wakes sleepers in order, each at its own moment."""

import asyncio

from facteur.base.secret import Secret
from tests.support.fakes import FakeClock, FakeSecrets


def test_sleepers_wake_in_order_at_their_moment() -> None:
    async def scene() -> list[tuple[str, float]]:
        clock = FakeClock()
        seen: list[tuple[str, float]] = []

        async def sleeper(name: str, *pauses: float) -> None:
            for pause in pauses:
                await clock.sleep(pause)
                seen.append((name, clock.monotonic_s()))

        tasks = [asyncio.create_task(sleeper("a", 3, 3)), asyncio.create_task(sleeper("b", 4))]
        await clock.advance(10)
        await asyncio.gather(*tasks)
        assert clock.monotonic_s() == 10
        return seen

    assert asyncio.run(scene()) == [("a", 3), ("b", 4), ("a", 6)]


def test_a_wall_clock_that_jumps_wakes_nobody() -> None:
    async def scene() -> None:
        clock = FakeClock(now_ms=1000)
        task = asyncio.create_task(clock.sleep(5))
        await clock.advance(1)
        clock.jump(-500)
        assert (clock.now_ms(), clock.sleepers) == (1500, 1)
        task.cancel()
        await clock.advance(10)
        assert task.cancelled()

    asyncio.run(scene())


def test_moves_by_itself_where_asked() -> None:
    clock = FakeClock(by_itself=True)
    asyncio.run(clock.sleep(30))
    assert clock.monotonic_s() == 30
    assert clock.slept == [30]


def test_keyring_keeps_and_forgets_and_may_be_missing() -> None:
    secrets = FakeSecrets()
    secrets.set("a", Secret("x"))
    assert secrets.get("a") == Secret("x")
    secrets.delete("a")
    secrets.delete("a")
    assert secrets.get("a") is None


def test_a_missing_keyring_keeps_nothing() -> None:
    secrets = FakeSecrets(missing=True)
    assert not secrets.available()
    assert not secrets.set("a", Secret("x"))
    assert secrets.get("a") is None
