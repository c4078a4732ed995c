"""What is known around a problem: whose server it is, by which protocol, in which folder.

The provider's page comes from Facteur's own list and from nowhere else: never from a server.
"""

from __future__ import annotations  # the list of providers is loaded when a problem needs it

from functools import lru_cache
from typing import TYPE_CHECKING

from facteur.base.paths import resources
from facteur.link.events import Problem
from facteur.mail.account import AccountSettings, Protocol
from facteur.ui.words import Around

if TYPE_CHECKING:
    from facteur.mail.providers import Presets, Provider


def around(problem: Problem, settings: AccountSettings | None, folder: str) -> Around:
    """Return it; settings: of the account concerned, None when there is none. folder: its name."""
    if settings is None or settings.protocol is Protocol.LOCAL:
        return Around(folder=folder)
    provider = provider_of(settings)
    return Around(
        provider=provider.name if provider is not None else "",
        help_url=provider.help if provider is not None else "",
        protocol="SMTP" if by_sending(problem, settings) else settings.protocol.value.upper(),
        folder=folder,
        testable=True,
    )


def by_sending(problem: Problem, settings: AccountSettings) -> bool:
    """Whether it is the server for sending that a problem of this account is about."""
    sending, receiving = settings.submission, settings.server
    if sending is None or problem.step == "send":
        return problem.step == "send"
    place = (problem.host, problem.port)
    out = (sending.server.host, sending.server.port)
    return place == out != (receiving.host, receiving.port)


def provider_of(settings: AccountSettings) -> Provider | None:
    """Return the provider of an account: the one it was added with, else by its servers."""
    servers = [settings.server]
    if settings.submission is not None:
        servers.append(settings.submission.server)
    known = _providers()
    return known.named(settings.provider) or known.of_hosts(
        frozenset(server.host.lower() for server in servers)
    )


@lru_cache(maxsize=1)
def _providers() -> Presets:
    from facteur.mail.providers import FILE, parse  # noqa: PLC0415 - few windows need it

    return parse((resources() / FILE).read_bytes())
