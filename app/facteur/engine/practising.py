"""What only the engine of the practice mailbox does: time is turned, and nobody outside is reached.

Its profile does not outlive the window. A real account that were collected into it would lose its
mail; so this engine connects to this computer only, whatever it is told, and asks neither DNS nor
Web anything.
"""

from facteur.base.clock import Clock, TurnedClock
from facteur.base.errors import NetworkError, UsageError
from facteur.base.override import override
from facteur.engine.effects import Effects
from facteur.link import commands
from facteur.mail.account import ServerAddress
from facteur.net.discovery.lookup import Service
from facteur.net.discovery.web import Page
from facteur.net.stream import Stream, SystemNetwork

_DAY_MS = 24 * 3600 * 1000
_MOST_DAYS = 3650


class HomeNetwork(SystemNetwork):
    """The machine's network, without its way out."""

    @override
    async def connect(self, server: ServerAddress, certificate_sha256: str = "") -> Stream:
        if not server.is_loopback:
            raise _refusal(server.host)
        return await super().connect(server, certificate_sha256)


class NoLookup:
    """A Lookup that asks nobody."""

    async def services(self, name: str) -> tuple[Service, ...]:
        """See Lookup."""
        raise _refusal(name)

    async def mail_hosts(self, domain: str) -> tuple[str, ...]:
        """See Lookup."""
        raise _refusal(domain)

    async def addresses(self, host: str) -> tuple[str, ...]:
        """See Lookup."""
        raise _refusal(host)


class NoWeb:
    """A Web that asks nobody."""

    async def get(self, url: str) -> Page | None:
        """See Web."""
        raise _refusal(url)


def _refusal(wanted: str) -> NetworkError:
    return NetworkError("unreachable", detail=f"{wanted}: not in a practice")


def effects() -> Effects:
    """Return the effects of such an engine: its own clock, and no way out."""
    return Effects(clock=TurnedClock(), network=HomeNetwork(), lookup=NoLookup(), web=NoWeb())


def turn(clock: Clock, command: commands.TurnClock) -> None:
    """Turn the clock ahead. Raises UsageError: `no-practice`, `days-invalid`."""
    if not isinstance(clock, TurnedClock):
        raise UsageError("no-practice")
    if not 0 < command.days <= _MOST_DAYS:
        raise UsageError("days-invalid", detail=str(command.days))
    clock.turn(command.days * _DAY_MS)
