"""Who is asked for tokens, and as whom: resources/oauth-clients.toml, and one in the profile."""

import ipaddress
import tomllib
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import msgspec

from facteur.base.errors import LoginError, UsageError
from facteur.base.log import logger
from facteur.base.paths import resources
from facteur.mail.account import Protocol

FILE_NAME: Final = "oauth-clients.toml"
# What is granted without being an access to mail, and is not always told back.
_NO_ACCESS: Final = frozenset(("offline_access", "openid", "email", "profile"))

_log = logger("net")


@dataclass(frozen=True, slots=True, kw_only=True)
class OAuthClient:
    """One provider, and the client that asks there; the file says what each field means.

    scopes_imap, scopes_pop, scopes_send: wanted beside `scopes` for these.
    """

    name: str = ""
    title: str
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    authorize_url: str
    token_url: str
    issuer: str = ""
    scopes: tuple[str, ...] = ()
    scopes_imap: tuple[str, ...] = ()
    scopes_pop: tuple[str, ...] = ()
    scopes_send: tuple[str, ...] = ()
    redirect: str = "http://127.0.0.1"
    hosts: tuple[str, ...] = ()
    extra: dict[str, str] = field(default_factory=dict[str, str])

    def __post_init__(self) -> None:
        for url in (self.authorize_url, self.token_url):
            if not _is_safe(url):
                raise UsageError("oauth-file", detail=f"neither https nor this computer: {url}")

    @property
    def is_registered(self) -> bool:
        """Whether there is a client to ask as."""
        return bool(self.client_id)

    def owned(self, client_id: str, client_secret: str) -> "OAuthClient":
        """Return the same provider with the user's own client, where there is one."""
        if not client_id:
            return self
        return replace(self, client_id=client_id, client_secret=client_secret)

    def wanted(self, protocol: Protocol | None) -> tuple[str, ...]:
        """Return the scopes to ask for; None: it is not known yet how mail will be had."""
        found = [*self.scopes]
        if protocol is not Protocol.POP:
            found += self.scopes_imap
        if protocol is not Protocol.IMAP:
            found += self.scopes_pop
        return tuple(dict.fromkeys([*found, *self.scopes_send]))

    def missing(self, granted: str, protocol: Protocol | None) -> tuple[str, ...]:
        """Return the scopes that were wanted and not granted: a user may untick them.

        granted: as the token endpoint told, "" when it told nothing, which means all (RFC 6749
        §5.1).
        """
        if not granted.strip():
            return ()
        told = {scope.casefold().rstrip("/") for scope in granted.replace(",", " ").split()}
        return tuple(
            scope
            for scope in self.wanted(protocol)
            if scope not in _NO_ACCESS and scope.casefold().rstrip("/") not in told
        )

    def may_see_token(self, host: str) -> bool:
        """Whether a token may be shown to this server: it belongs to the provider."""
        plain = host.casefold().rstrip(".")
        return any(
            plain == known.lstrip(".") or (known.startswith(".") and plain.endswith(known))
            for known in self.hosts
        )


class OAuthClients:
    """All providers that are known. extra: a file of the user's own, which need not be there.

    Read when first asked.
    """

    def __init__(self, extra: Path | None = None, *, usual: Path | None = None) -> None:
        self._extra = extra
        self._usual = usual

    def beside(self, extra: Path) -> "OAuthClients":
        """Return the same with another file of the user's own."""
        return OAuthClients(extra, usual=self._usual)

    @cached_property
    def all(self) -> dict[str, OAuthClient]:
        """Every provider by its name."""
        found = _read(self._usual or resources() / FILE_NAME)
        if self._extra is not None and self._extra.exists():
            try:
                found |= _read(self._extra)
            except (OSError, ValueError, UsageError) as error:
                _log.warning("%s cannot be used: %s", self._extra.name, error)
        return found

    def find(self, name: str) -> OAuthClient | None:
        """Return a provider, None for an unknown name."""
        return self.all.get(name)

    def of_host(self, host: str) -> OAuthClient | None:
        """Return the provider that a server belongs to, None for none."""
        return next((one for one in self.all.values() if one.may_see_token(host)), None)

    def need(self, name: str) -> OAuthClient:
        """Return a provider. Raises LoginError(`oauth-unknown`)."""
        found = self.find(name)
        if found is None:
            raise LoginError("oauth-unknown", detail=name)
        return found


def _read(path: Path) -> dict[str, OAuthClient]:
    """Return the entries of a file. Raises OSError, ValueError, UsageError."""
    with path.open("rb") as file:
        entries = tomllib.load(file)
    try:
        found = msgspec.convert(entries, dict[str, OAuthClient])
    except msgspec.ValidationError as error:
        raise UsageError("oauth-file", detail=str(error)) from error
    return {name: replace(one, name=name) for name, one in found.items()}


def _is_safe(url: str) -> bool:
    parts = urlsplit(url)
    if parts.scheme == "https":
        return bool(parts.hostname)
    try:
        return parts.scheme == "http" and ipaddress.ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return False
