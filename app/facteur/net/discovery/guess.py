"""The usual names, tried on encrypted ports: a valid certificate and the right greeting count.

Nothing is said to those hosts beyond the handshake; not even the end of the conversation.
"""

import asyncio
from collections.abc import Callable

from facteur.base.errors import FacteurError, NetworkError
from facteur.mail.account import Security, ServerAddress
from facteur.mail.providers import PORTS
from facteur.net.discovery.findings import Answer, FoundServer, Kind, Source
from facteur.net.discovery.lookup import Lookup
from facteur.net.stream import Network

GREETING_TIMEOUT_S = 5.0
_LONGEST_GREETING = 1000
# The likeliest first.
_NAMES: dict[Kind, tuple[str, ...]] = {
    Kind.IMAP: ("imap", "mail"),
    Kind.POP: ("pop", "mail"),
    Kind.SUBMISSION: ("smtp", "mail"),
}
_GREETINGS: dict[Kind, tuple[bytes, ...]] = {
    Kind.IMAP: (b"* OK", b"* PREAUTH"),
    Kind.POP: (b"+OK",),
    Kind.SUBMISSION: (b"220 ", b"220-"),
}


async def guess(
    domain: str,
    user: str,
    lookup: Lookup,
    network: Network,
    note: Callable[[Answer], None],
) -> Answer:
    """Return the servers that answer under the usual names; `note` hears of them as they do.

    Raises NetworkError when nobody answered about any of the names.
    """
    names = sorted({f"{label}.{domain}" for labels in _NAMES.values() for label in labels})
    told = await asyncio.gather(*(_exists(name, lookup) for name in names))
    if all(one is None for one in told):
        raise NetworkError("dns", detail=domain)
    there = {name for name, one in zip(names, told, strict=True) if one}
    candidates = [
        (kind, host)
        for kind, labels in _NAMES.items()
        for label in labels
        if (host := f"{label}.{domain}") in there
    ]
    greeted: set[tuple[Kind, str]] = set()

    def answer() -> Answer:
        return Answer(
            source=Source.GUESS,
            servers=tuple(
                _found(kind, host, user) for kind, host in candidates if (kind, host) in greeted
            ),
        )

    async def attempt(kind: Kind, host: str) -> None:
        if await _greets(kind, _address(kind, host), network):
            greeted.add((kind, host))
            note(answer())

    await asyncio.gather(*(attempt(kind, host) for kind, host in candidates))
    return answer()


async def _exists(name: str, lookup: Lookup) -> bool | None:
    """Return whether a host has an address, None when nobody can say."""
    try:
        return bool(await lookup.addresses(name))
    except NetworkError:
        return None


async def _greets(kind: Kind, server: ServerAddress, network: Network) -> bool:
    try:
        stream = await network.connect(server)
    except FacteurError:
        return False
    try:
        greeting = b""
        while b"\n" not in greeting and len(greeting) < _LONGEST_GREETING:
            piece = await stream.read(GREETING_TIMEOUT_S)
            if not piece:
                break
            greeting += piece
    except FacteurError:
        return False
    finally:
        stream.close()
    return greeting.startswith(_GREETINGS[kind])


def _found(kind: Kind, host: str, user: str) -> FoundServer:
    return FoundServer(kind=kind, server=_address(kind, host), user=user, source=Source.GUESS)


def _address(kind: Kind, host: str) -> ServerAddress:
    port = PORTS[kind.value][Security.TLS]
    return ServerAddress(host=host, port=port, security=Security.TLS)
