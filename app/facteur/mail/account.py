"""Accounts: which server, how reached, who signs in. Never a password."""

import ipaddress
from dataclasses import dataclass
from enum import Enum

from facteur.base.errors import UsageError
from facteur.mail.keys import AccountKey


class Security(Enum):
    """How a connection is encrypted."""

    TLS = "tls"  # from the first byte
    STARTTLS = "starttls"  # after the greeting, mandatory
    NONE = "none"  # never advised; on loopback only without a confirmation


class SecretKind(Enum):
    """Where the password comes from."""

    KEYRING = "keyring"
    COMMAND = "command"  # the first line that a command of the user prints
    ASK = "ask"  # at each start, kept in the engine's memory only


HIGHEST_PORT = 65535
DEFAULT_PORTS: dict[Security, int] = {
    Security.TLS: 993,
    Security.STARTTLS: 143,
    Security.NONE: 143,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerAddress:
    """A host, a port and how they are spoken to.

    Raises UsageError (codes `host-empty`, `host-invalid`, `port-invalid`).
    """

    host: str
    port: int
    security: Security

    def __post_init__(self) -> None:
        if not self.host:
            raise UsageError("host-empty")
        if any(character.isspace() or character in "/\\@" for character in self.host):
            raise UsageError("host-invalid", detail=self.host)
        if not 0 < self.port <= HIGHEST_PORT:
            raise UsageError("port-invalid", detail=str(self.port))

    @property
    def is_loopback(self) -> bool:
        """Whether the name means this computer itself."""
        if self.host.lower() == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:  # 127.example.org is somebody else's
            return False


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountSettings:
    """What a person enters to add an account.

    certificate_sha256: the fingerprint of a certificate trusted by explicit choice, hex, or "".
    """

    address: str
    name: str = ""
    server: ServerAddress
    user: str
    secret_kind: SecretKind = SecretKind.KEYRING
    password_command: str = ""
    certificate_sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An account as it lies in the store."""

    key: AccountKey
    position: int
    settings: AccountSettings
    capabilities: tuple[str, ...] = ()
    connection_limit: int = 0
