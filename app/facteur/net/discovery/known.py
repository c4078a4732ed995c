"""What a known provider means for one address."""

from facteur.mail.account import Security, ServerAddress
from facteur.mail.providers import PORTS, PresetServer, Provider
from facteur.net.discovery.findings import Answer, Auth, FoundServer, Kind, Source


def answer(
    provider: Provider,
    local_part: str,
    domain: str,
    *,
    source: Source = Source.KNOWN,
    oauth_ready: bool = False,
) -> Answer:
    """Return its servers for an address.

    source: DNS where only the host that takes the domain's mail told the provider; then the user
        has to agree, since the domain may have moved only its incoming mail there.
    oauth_ready: this build is registered at the provider.
    """
    told = (
        (Kind.IMAP, provider.imap),
        (Kind.POP, provider.pop),
        (Kind.SUBMISSION, provider.submission),
    )
    auth = auth_of(provider, oauth_ready=oauth_ready)
    return Answer(
        source=source,
        provider=provider,
        name=provider.name,
        servers=tuple(
            FoundServer(
                kind=kind,
                server=_address(kind, server),
                user=local_part if server.user == "local-part" else f"{local_part}@{domain}",
                source=source,
                auth=auth,
                foreign=source is not Source.KNOWN and not _address(kind, server).is_loopback,
            )
            for kind, server in told
            if server is not None
        ),
        denied=frozenset(kind for kind, server in told if server is None),
    )


def _address(kind: Kind, server: PresetServer) -> ServerAddress:
    security = Security(server.security)
    port = server.port or PORTS[kind.value][security]
    return ServerAddress(host=server.host, port=port, security=security)


def auth_of(provider: Provider, *, oauth_ready: bool) -> Auth:
    """Return how one best signs in there."""
    if provider.oauth and (oauth_ready or provider.password == "none"):  # noqa: S105 - no password
        return Auth.OAUTH
    return Auth.APP_PASSWORD if provider.password == "app" else Auth.PASSWORD  # noqa: S105 - the kind
