"""Time as an argument, so that tests can rule it."""

import asyncio
import time
from typing import Protocol


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
