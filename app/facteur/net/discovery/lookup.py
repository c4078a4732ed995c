"""Questions to the DNS, as an effect; the real one is dnspython's asynchronous resolver."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from facteur.base.errors import NetworkError

if TYPE_CHECKING:
    from dns.asyncresolver import Resolver
    from dns.rdata import Rdata

LIFETIME_S = 4.0  # less than a search lasts, so that what else was answered counts
_MOST_RECORDS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One SRV record (RFC 2782). target: "" where the service is said not to exist."""

    target: str
    port: int
    priority: int = 0
    weight: int = 0


class Lookup(Protocol):
    """Asks the DNS. Empty: an answer that there is nothing. Raises NetworkError(`dns`): no answer.

    Names come and go lower-case, in ASCII, without the dot at the end.
    """

    async def services(self, name: str) -> tuple[Service, ...]:
        """Return the SRV records of a name such as _imaps._tcp.example.org."""
        ...

    async def mail_hosts(self, domain: str) -> tuple[str, ...]:
        """Return the hosts that take mail for a domain, the preferred first (RFC 5321 §5.1)."""
        ...

    async def addresses(self, host: str) -> tuple[str, ...]:
        """Return the addresses of a host, those of IPv4 first."""
        ...


class SystemLookup:
    """Asks the name servers of this system, or those given, at `port`."""

    def __init__(self, nameservers: tuple[str, ...] = (), port: int = 53) -> None:
        self._nameservers = nameservers
        self._port = port
        self._made: Resolver | None = None

    async def services(self, name: str) -> tuple[Service, ...]:
        """See Lookup."""
        from dns.rdtypes.IN.SRV import SRV  # noqa: PLC0415 - see _ask

        return tuple(
            Service(
                target=_plain(str(one.target)),
                port=one.port,
                priority=one.priority,
                weight=one.weight,
            )
            for one in await self._ask(name, "SRV")
            if isinstance(one, SRV)
        )

    async def mail_hosts(self, domain: str) -> tuple[str, ...]:
        """See Lookup."""
        from dns.rdtypes.ANY.MX import MX  # noqa: PLC0415 - see _ask

        found = [one for one in await self._ask(domain, "MX") if isinstance(one, MX)]
        found.sort(key=lambda one: one.preference)
        return tuple(host for one in found if (host := _plain(str(one.exchange))))

    async def addresses(self, host: str) -> tuple[str, ...]:
        """See Lookup."""
        found = await self._ask(host, "A")
        return tuple(str(one) for one in found or await self._ask(host, "AAAA"))

    async def _ask(self, name: str, kind: str) -> "list[Rdata]":
        # Loaded here: 3 MB that only a search needs.
        from dns.exception import DNSException  # noqa: PLC0415 - see above
        from dns.resolver import NXDOMAIN  # noqa: PLC0415 - see above

        try:
            answer = await self._resolver().resolve(
                name, kind, raise_on_no_answer=False, search=False, lifetime=LIFETIME_S
            )
        except NXDOMAIN:
            return []
        except (DNSException, OSError) as error:
            raise NetworkError("dns", detail=f"{name} {kind}: {error}") from error
        found: list[Rdata] = list(answer.rrset) if answer.rrset else []
        return found[:_MOST_RECORDS]

    def _resolver(self) -> "Resolver":
        from dns.asyncresolver import Resolver  # noqa: PLC0415 - see _ask

        if self._made is None:
            self._made = Resolver(configure=not self._nameservers)
            if self._nameservers:
                self._made.nameservers = list(self._nameservers)
                self._made.port = self._port
        return self._made


def _plain(name: str) -> str:
    return name.rstrip(".").lower()
