"""What only the engine of the practice mailbox does: time is turned, and nobody outside is reached.

Its profile does not outlive the window. A real account that were collected into it would lose its
mail; so this engine connects to this computer only, whatever it is told.
"""

from facteur.base.clock import Clock, TurnedClock
from facteur.base.errors import NetworkError, UsageError
from facteur.base.override import override
from facteur.engine.effects import Effects
from facteur.link import commands
from facteur.mail.account import ServerAddress
from facteur.net.stream import Stream, SystemNetwork

_DAY_MS = 24 * 3600 * 1000
_MOST_DAYS = 3650


class HomeNetwork(SystemNetwork):
    """The machine's network, without its way out."""

    @override
    async def connect(self, server: ServerAddress, certificate_sha256: str = "") -> Stream:
        if not server.is_loopback:
            raise NetworkError("unreachable", detail=f"{server.host}: not in a practice")
        return await super().connect(server, certificate_sha256)


def effects() -> Effects:
    """Return the effects of such an engine: those of every other but for clock and network."""
    return Effects(clock=TurnedClock(), network=HomeNetwork())


def turn(clock: Clock, command: commands.TurnClock) -> None:
    """Turn the clock ahead. Raises UsageError: `no-practice`, `days-invalid`."""
    if not isinstance(clock, TurnedClock):
        raise UsageError("no-practice")
    if not 0 < command.days <= _MOST_DAYS:
        raise UsageError("days-invalid", detail=str(command.days))
    clock.turn(command.days * _DAY_MS)
