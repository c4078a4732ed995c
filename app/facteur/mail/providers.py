"""The providers Facteur knows: the shape of resources/providers.toml, and the questions to it.

The meaning of each key stands at the head of the file.
"""

import re
from typing import Literal, TypeAlias

import msgspec

from facteur.mail.account import HIGHEST_PORT, Security

FILE = "providers.toml"
PORTS: dict[str, dict[Security, int]] = {
    "imap": {Security.TLS: 993, Security.STARTTLS: 143},
    "pop": {Security.TLS: 995, Security.STARTTLS: 110},
    "submission": {Security.TLS: 465, Security.STARTTLS: 587},
}
_NAME = re.compile(r"(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]*[a-z0-9]")
_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

Told: TypeAlias = Literal["ispdb", "fairemail", "provider-db", "notes", "own"]
Step: TypeAlias = Literal[
    "app-password",
    "authorisation-code",
    "separate-password",
    "enable-imap",
    "enable-pop",
    "enable-smtp",
    "bridge",
    "main-address",
    "paid",
    "paid-pop",
]


class PresetServer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A server of a provider. port 0: the usual one of its kind and security."""

    host: str
    port: int = 0
    security: Literal["tls", "starttls"] = "tls"
    user: Literal["address", "local-part"] = "address"
    source: Told

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.host) or not 0 <= self.port <= HIGHEST_PORT:
            raise ValueError(f"not a server: {self.host}:{self.port}")


class Provider(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A provider, as the file describes it."""

    key: str
    name: str
    domains: tuple[str, ...] = ()
    source: Told = "own"
    more_domains: tuple[str, ...] = ()
    mx: tuple[str, ...] = ()
    oauth: Literal["", "google", "microsoft", "yahoo", "aol", "fastmail"] = ""
    password: Literal["usual", "app", "none"] = "usual"  # noqa: S105 - the kind of password
    steps: tuple[Step, ...] = ()
    closed: bool = False
    help: str = ""
    imap: PresetServer | None = None
    pop: PresetServer | None = None
    submission: PresetServer | None = None

    def __post_init__(self) -> None:
        names = (*self.domains, *self.more_domains, *self.mx)
        wrong = [name for name in names if not _NAME.fullmatch(name)]
        if wrong or not names or not self.name or not _KEY.fullmatch(self.key):
            raise ValueError(f"{self.key}: not a name, or none at all: {wrong}")
        if self.help and not self.help.startswith("https://"):
            raise ValueError(f"{self.key}: help is https only")
        if self.closed == any((self.imap, self.pop, self.submission)):
            raise ValueError(f"{self.key}: closed, or servers")
        if self.password == "none" and not self.oauth:  # noqa: S105 - the kind of password
            raise ValueError(f"{self.key}: no way to sign in")

    @property
    def hosts(self) -> frozenset[str]:
        """The hosts of its servers."""
        servers = (self.imap, self.pop, self.submission)
        return frozenset(server.host for server in servers if server is not None)


class _File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    provider: tuple[Provider, ...]


class Presets:
    """All providers. Raises ValueError when two claim the same domain, host for mail or key."""

    def __init__(self, providers: tuple[Provider, ...]) -> None:
        self.providers = providers
        self._domains: dict[str, Provider] = {}
        self._mx: dict[str, Provider] = {}
        self._keys: dict[str, Provider] = {}
        for one in providers:
            _claim(self._keys, (one.key,), one)
            _claim(self._domains, (*one.domains, *one.more_domains), one)
            _claim(self._mx, one.mx, one)

    def of_domain(self, domain: str) -> Provider | None:
        """Return the provider of the addresses of a domain (lower-case, ASCII)."""
        exact = self._domains.get(domain)
        if exact is not None:
            return exact
        return next(
            (one for name in _suffixes(domain)[1:] if (one := self._domains.get("*." + name))),
            None,
        )

    def of_mail_host(self, host: str) -> Provider | None:
        """Return the provider whose host takes mail for a domain; the longest suffix counts."""
        return next((one for name in _suffixes(host) if (one := self._mx.get(name))), None)

    def named(self, key: str) -> Provider | None:
        """Return the provider that accounts remember by this key."""
        return self._keys.get(key)

    def of_hosts(self, hosts: frozenset[str]) -> Provider | None:
        """Return the provider that has the most of these hosts; of two, the later in the file."""
        best = max(reversed(self.providers), key=lambda one: len(one.hosts & hosts), default=None)
        return best if best is not None and best.hosts & hosts else None

    def knows(self, domain: str, host: str) -> bool:
        """Whether this host has the mail of that domain, as far as we know."""
        provider = self.of_domain(domain)
        return provider is not None and host in provider.hosts


def _claim(table: dict[str, Provider], names: tuple[str, ...], provider: Provider) -> None:
    for name in names:
        if table.setdefault(name, provider) is not provider:
            raise ValueError(f"{name}: claimed by {table[name].key} and {provider.key}")


def _suffixes(name: str) -> list[str]:
    """Return the name and those above it, longest first, the top level left out."""
    labels = name.split(".")
    return [".".join(labels[at:]) for at in range(len(labels) - 1)]


def parse(text: bytes) -> Presets:
    """Return what a file of providers says. Raises msgspec.ValidationError, ValueError."""
    return Presets(msgspec.toml.decode(text, type=_File, strict=True).provider)
