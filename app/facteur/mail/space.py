"""The space that an account has on its server."""

from dataclasses import dataclass

GETTING_FULL, NEARLY_FULL = 80, 95  # percent at which the user hears of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Space:
    """What is taken of what may be; more than all of it where a limit was lowered later."""

    used_octets: int
    limit_octets: int

    @property
    def percent(self) -> int:
        """How much is taken, rounded down: full is said of what is full."""
        return self.used_octets * 100 // self.limit_octets
