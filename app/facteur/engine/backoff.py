"""When to try again: pauses that double, with jitter, up to a quarter of an hour. Pure."""

from dataclasses import dataclass

FIRST_S = 5.0
LONGEST_S = 900.0
MOST_DOUBLINGS = 16  # far beyond the longest pause
JITTER = 0.25  # of the pause, so that many clients of a restarted server do not come together


@dataclass(frozen=True, slots=True)
class Backoff:
    """How many times in a row it failed; `pause_s` for a number between 0 and 1."""

    failures: int = 0

    def failed(self) -> "Backoff":
        """Return what holds after one more failure."""
        return Backoff(self.failures + 1)

    def pause_s(self, chance: float) -> float:
        """Return how long to wait before the next try, in seconds."""
        if self.failures == 0:
            return 0.0
        doublings = min(self.failures - 1, MOST_DOUBLINGS)
        pause = min(FIRST_S * 2.0**doublings, LONGEST_S)
        return min(pause * (1 + JITTER * chance), LONGEST_S)
