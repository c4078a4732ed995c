"""Time as an argument, so that tests can rule it."""

import asyncio
import time
from typing import Protocol

from facteur.base.override import override


class Clock(Protocol):
    """What the engine knows of time."""

    def now_ms(self) -> int:
        """Return the wall time, milliseconds since the UTC epoch. It may jump."""
        ...

    def monotonic_s(self) -> float:
        """Return seconds that only grow; for pauses and timeouts."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Return after that many seconds of this clock."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now_ms(self) -> int:
        """Return the wall time, milliseconds since the UTC epoch."""
        return time.time_ns() // 1_000_000

    def monotonic_s(self) -> float:
        """Return the machine's monotonic seconds."""
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Let the event loop wait."""
        await asyncio.sleep(seconds)


class TurnedClock(SystemClock):
    """The machine's clock turned ahead by hand, both of its times alike: for practice only."""

    def __init__(self) -> None:
        self._ahead_ms = 0

    def turn(self, milliseconds: int) -> None:
        """Turn it ahead by so much more; it is never turned back."""
        self._ahead_ms += max(0, milliseconds)

    @override
    def now_ms(self) -> int:
        return super().now_ms() + self._ahead_ms

    @override
    def monotonic_s(self) -> float:
        return super().monotonic_s() + self._ahead_ms / 1000
