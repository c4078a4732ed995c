"""Which servers the SRV records of a domain name (RFC 6186 §3, RFC 8314 §5.1)."""

from collections.abc import Callable, Mapping

from facteur.mail.account import HIGHEST_PORT, Security, ServerAddress
from facteur.net.discovery.findings import Answer, FoundServer, Kind, Source
from facteur.net.discovery.lookup import Service
from facteur.net.discovery.names import clean_host

# Encrypted from the first byte before upgraded (RFC 8314 §3).
NAMES: dict[str, tuple[Kind, Security]] = {
    "_imaps._tcp": (Kind.IMAP, Security.TLS),
    "_imap._tcp": (Kind.IMAP, Security.STARTTLS),
    "_pop3s._tcp": (Kind.POP, Security.TLS),
    "_pop3._tcp": (Kind.POP, Security.STARTTLS),
    "_submissions._tcp": (Kind.SUBMISSION, Security.TLS),
    "_submission._tcp": (Kind.SUBMISSION, Security.STARTTLS),
}


def answer(
    records: Mapping[str, tuple[Service, ...]], user: str, is_foreign: Callable[[str], bool]
) -> Answer:
    """Return what the records say; names of `records` are those of NAMES.

    user: RFC 6186 §4 wants the whole address first.
    """
    servers: list[FoundServer] = []
    refused: dict[Kind, bool] = {}
    for name, (kind, security) in NAMES.items():
        told = records.get(name, ())
        if not told:
            continue
        best = _best(told)
        if best is None:
            refused.setdefault(kind, True)
            continue
        refused[kind] = False
        server = _server(best, security)
        if server is not None:
            servers.append(
                FoundServer(
                    kind=kind,
                    server=server,
                    user=user,
                    source=Source.DNS,
                    foreign=is_foreign(server.host),
                )
            )
    return Answer(
        source=Source.DNS,
        servers=tuple(servers),
        denied=frozenset(kind for kind, only_refused in refused.items() if only_refused),
    )


def _best(records: tuple[Service, ...]) -> Service | None:
    """Return the record to use, None when they say that there is no such service.

    Of equal priority the greatest weight: a choice that is kept for years is not left to chance.
    """
    offered = [one for one in records if one.target]
    return min(offered, key=lambda one: (one.priority, -one.weight), default=None)


def _server(record: Service, security: Security) -> ServerAddress | None:
    host = clean_host(record.target)
    if not host or not 0 < record.port <= HIGHEST_PORT:
        return None
    return ServerAddress(host=host, port=record.port, security=security)
