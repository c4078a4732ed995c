"""Fakes for the engine's effects: time that is moved by hand, a keyring in memory.

Chance needs no fake: `random.Random` with a seed is one.
"""

import asyncio
import heapq
import itertools

from facteur.base.secret import Secret

# A Monday morning, so that "today" and "yesterday" mean something in expected texts.
MORNING_MS = 1_795_420_800_000  # 2026-11-23T08:00:00Z
_TURNS = 20  # of the event loop, enough for what a woken task starts to come to rest


class FakeClock:
    """Virtual time: stands still until `advance`, or jumps by itself to whatever is slept for.

    by_itself: `sleep` moves the clock and returns at once; for code that only waits alone.
    slept: every pause asked for, in order, for tests of back-off.
    """

    def __init__(self, now_ms: int = MORNING_MS, *, by_itself: bool = False) -> None:
        self.slept: list[float] = []
        self._by_itself = by_itself
        self._wall_ms = now_ms
        self._elapsed_s = 0.0
        self._order = itertools.count()
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []

    def now_ms(self) -> int:
        return self._wall_ms + round(self._elapsed_s * 1000)

    def monotonic_s(self) -> float:
        return self._elapsed_s

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        if self._by_itself:
            self._elapsed_s += max(seconds, 0)
            await asyncio.sleep(0)
            return
        due = self._elapsed_s + max(seconds, 0)
        woken: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (due, next(self._order), woken))
        await woken

    async def advance(self, seconds: float) -> None:
        """Let time pass: sleepers wake one after the other, each at its own moment."""
        end = self._elapsed_s + seconds
        await self._settle()
        while self._sleepers and self._sleepers[0][0] <= end:
            due, _, woken = heapq.heappop(self._sleepers)
            self._elapsed_s = max(self._elapsed_s, due)
            if not woken.done():  # a cancelled sleeper stays in the heap
                woken.set_result(None)
            await self._settle()
        self._elapsed_s = end

    def jump(self, milliseconds: int) -> None:
        """Set the wall clock forth or back, as a user or a time server does; nobody wakes."""
        self._wall_ms += milliseconds

    @property
    def sleepers(self) -> int:
        """How many wait now."""
        return sum(not woken.done() for _, _, woken in self._sleepers)

    async def _settle(self) -> None:
        for _ in range(_TURNS):
            await asyncio.sleep(0)


class FakeSecrets:
    """A keyring in memory. missing: behave as a system that has none."""

    def __init__(self, *, missing: bool = False) -> None:
        self._found: dict[str, Secret] = {}
        self._missing = missing

    def available(self) -> bool:
        return not self._missing

    def get(self, name: str) -> Secret | None:
        return self._found.get(name)

    def set(self, name: str, secret: Secret) -> bool:
        if not self._missing:
            self._found[name] = secret
        return not self._missing

    def delete(self, name: str) -> None:
        self._found.pop(name, None)
