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


class Protocol(Enum):
    """How mail is had from the server."""

    IMAP = "imap"  # works on the server
    POP = "pop"  # collects; the mailboxes are on this computer


class AfterDownload(Enum):
    """What becomes of the server's copy of a message that has been collected and proven."""

    DELETE = "delete"
    LEAVE = "leave"  # for `leave_days`
    KEEP = "keep"


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
POP_PORTS: dict[Security, int] = {
    Security.TLS: 995,
    Security.STARTTLS: 110,
    Security.NONE: 110,
}
FEWEST_DAYS, USUAL_DAYS, MOST_DAYS = 1, 14, 90


def default_port(protocol: Protocol, security: Security) -> int:
    """Return the port that is meant when none is named."""
    return (POP_PORTS if protocol is Protocol.POP else DEFAULT_PORTS)[security]


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
class PopRules:
    """What a collecting account does with the server's copies.

    leave_days: counted from the arrival on this computer. follow_deletion: what is deleted here is
    deleted there. headers_over_octets: of larger messages only the headers are collected; 0: all
    come whole. Raises UsageError (codes `days-invalid`, `size-invalid`).
    """

    after_download: AfterDownload = AfterDownload.KEEP
    leave_days: int = USUAL_DAYS
    follow_deletion: bool = False
    headers_over_octets: int = 0

    def __post_init__(self) -> None:
        if not FEWEST_DAYS <= self.leave_days <= MOST_DAYS:
            raise UsageError("days-invalid", detail=str(self.leave_days))
        if self.headers_over_octets < 0:
            raise UsageError("size-invalid", detail=str(self.headers_over_octets))


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountSettings:
    """What a person enters to add an account.

    certificate_sha256: the fingerprint of a certificate trusted by explicit choice, hex, or "".
    """

    address: str
    name: str = ""
    protocol: Protocol = Protocol.IMAP
    server: ServerAddress
    pop: PopRules = PopRules()
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
