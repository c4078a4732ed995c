"""What only the engine of the practice mailbox does: time is turned, so that rules can be seen."""

from facteur.base.clock import Clock, TurnedClock
from facteur.base.errors import UsageError
from facteur.engine.effects import Effects
from facteur.link import commands

_DAY_MS = 24 * 3600 * 1000
_MOST_DAYS = 3650


def effects() -> Effects:
    """Return the effects of such an engine: those of every other but for the clock."""
    return Effects(clock=TurnedClock())


def turn(clock: Clock, command: commands.TurnClock) -> None:
    """Turn the clock ahead. Raises UsageError: `no-practice`, `days-invalid`."""
    if not isinstance(clock, TurnedClock):
        raise UsageError("no-practice")
    if not 0 < command.days <= _MOST_DAYS:
        raise UsageError("days-invalid", detail=str(command.days))
    clock.turn(command.days * _DAY_MS)
