"""Which of all answers win: pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from facteur.mail.providers import Presets, Provider
from facteur.net.discovery.findings import Answer, FoundServer, Kind, Source
from facteur.net.discovery.known import auth_of

MOST_PER_KIND = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What all sources together say. servers: by kind, the best first, at most two of a kind."""

    servers: tuple[FoundServer, ...] = ()
    provider: Provider | None = None
    name: str = ""
    closed: bool = False
    insecure: bool = False


def merge(
    answers: Iterable[Answer], presets: Presets, ready: frozenset[str] = frozenset()
) -> Findings:
    """Return the best of the answers; a better source that is complete silences lesser ones.

    ready: names of the OAuth providers at which this build is registered.
    """
    heard = _heard(sorted(answers, key=lambda one: one.source.rank))
    servers = tuple(one for kind in Kind for one in _of_kind(heard, kind))
    first = next((one for one in heard if one.found), None)
    if first is not None and first.provider is not None and first.provider.closed:
        return Findings(provider=first.provider, name=first.provider.name, closed=True)
    provider = _provider(heard, servers, presets)
    return Findings(
        servers=tuple(_signed_in(one, provider, ready) for one in servers),
        provider=provider,
        name=provider.name if provider else next((one.name for one in heard if one.name), ""),
        insecure=not servers and any(one.insecure for one in heard),
    )


def _heard(ranked: list[Answer]) -> list[Answer]:
    for at, one in enumerate(ranked, 1):
        if one.settles:
            return ranked[:at]
    return ranked


def _of_kind(heard: list[Answer], kind: Kind) -> list[FoundServer]:
    found: list[FoundServer] = []
    for answer in heard:
        for one in answer.servers:
            if one.kind is kind and one.server not in [known.server for known in found]:
                found.append(one)
        if kind in answer.denied:
            break  # who knows better than the rest says that there is none, or no other
    return found[:MOST_PER_KIND]


def _provider(
    heard: list[Answer], servers: tuple[FoundServer, ...], presets: Presets
) -> Provider | None:
    """Return the provider that a source named, or whose hosts were found."""
    if not servers:
        return None
    best = min(servers, key=lambda one: one.source.rank)
    named = next((one.provider for one in heard if one.source is best.source), None)
    if named is not None and best.server.host in named.hosts:
        return named
    return presets.of_hosts(frozenset(one.server.host for one in servers))


def _signed_in(one: FoundServer, provider: Provider | None, ready: frozenset[str]) -> FoundServer:
    """Return the server with the way to sign in that is right for its provider."""
    if provider is None or one.server.host not in provider.hosts or one.source is Source.KNOWN:
        return one
    return replace(one, auth=auth_of(provider, oauth_ready=provider.oauth in ready))
