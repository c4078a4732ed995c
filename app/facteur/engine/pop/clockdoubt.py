"""Whether our clock may be believed when "N days" is counted: a wrong one must empty no mailbox.

While the engine runs, the wall clock is held against the monotonic one. From one run to the next
nothing can be known, so a wait of more than two days is doubted once: the next session, an hour
later, may count.
"""

from dataclasses import dataclass

HOUR_MS = 3600 * 1000
BACKWARDS_MS = HOUR_MS
AHEAD_MS = 48 * HOUR_MS


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Both clocks at one moment. monotonic_s None: of another run, not comparable."""

    wall_ms: int
    monotonic_s: float | None = None


def doubt(before: Reading, now: Reading, doubted_since_ms: int) -> int:
    """Return since when (wall clock) the clock is doubted, 0 when it is believed.

    before: at the last complete session; wall_ms 0 when there was none.
    """
    if before.wall_ms == 0:
        return 0
    went_ms = now.wall_ms - before.wall_ms
    if before.monotonic_s is not None and now.monotonic_s is not None:
        jumped = abs(went_ms - (now.monotonic_s - before.monotonic_s) * 1000) > AHEAD_MS
    else:
        jumped = went_ms > AHEAD_MS
    if jumped or went_ms < -BACKWARDS_MS:
        return now.wall_ms
    if not doubted_since_ms:
        return 0
    return doubted_since_ms if now.wall_ms - doubted_since_ms < HOUR_MS else 0
