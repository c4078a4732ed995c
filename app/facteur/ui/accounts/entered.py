"""What a person typed about an account, and what of it cannot be right."""

import re
from dataclasses import dataclass
from enum import Enum

from facteur.mail.account import (
    DEFAULT_PORTS,
    POP_PORTS,
    AfterDownload,
    PopRules,
    Protocol,
    Security,
    default_port,
)

_ADDRESS = re.compile(r"[^\s@<>\"(),;:\\]+@[^\s@<>\"(),;:\\]+\.[^\s@<>\"(),;:\\.]+")
_LOCAL_ADDRESS = re.compile(r"[^\s@<>]+@localhost")
_HOST = re.compile(r"[^\s/\\@]+")
_IMAPS_PORT = DEFAULT_PORTS[Security.TLS]
_STARTTLS_PORTS = frozenset((DEFAULT_PORTS[Security.STARTTLS], POP_PORTS[Security.STARTTLS]))
# What a collecting account begins with; the first removal still waits for its own question.
ADVISED = PopRules(after_download=AfterDownload.DELETE)


class Field(Enum):
    """The fields of the form, to put the keyboard into the one concerned."""

    NAME = "name"
    ADDRESS = "address"
    HOST = "host"
    SECURITY = "security"
    PORT = "port"
    USER = "user"
    PASSWORD = "password"  # noqa: S105 - the name of a field


class Kept(Enum):
    """Where the password is from now on."""

    REMEMBERED = "remembered"
    NO_KEYRING = "no-keyring"
    BY_CHOICE = "by-choice"  # in the memory of the engine only, as the user wants it


class Copies(Enum):
    """Whether copies can be left on this server."""

    POSSIBLE = "possible"
    IMPOSSIBLE = "impossible"  # without UIDL nobody can tell which messages were already taken


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """The form as it stands. password "" keeps the known one.

    rules: mean something for accounts that collect only.
    """

    name: str = ""
    address: str = ""
    protocol: Protocol = Protocol.IMAP
    host: str = ""
    port: int = _IMAPS_PORT
    security: Security = Security.TLS
    user: str = ""
    password: str = ""
    remember: bool = True
    certificate_sha256: str = ""
    rules: PopRules = ADVISED

    @property
    def is_loopback(self) -> bool:
        """Whether the server is this computer itself."""
        return self.host in {"localhost", "::1"} or self.host.startswith("127.")


def wrong(entered: Entered) -> Field | None:
    """Return the first field that cannot be right, None when all may be."""
    if not (_ADDRESS.fullmatch(entered.address) or _LOCAL_ADDRESS.fullmatch(entered.address)):
        return Field.ADDRESS
    if not _HOST.fullmatch(entered.host):
        return Field.HOST
    if not entered.user:
        return Field.USER
    return None


def guessed_host(address: str, protocol: Protocol = Protocol.IMAP) -> str:
    """Return a server name worth trying for an address, "" when there is no domain yet."""
    domain = address.rpartition("@")[2].strip().lower()
    return f"{protocol.value}.{domain}" if "@" in address and "." in domain else ""


def security_for_port(port: int) -> Security:
    """Return the security that goes with a port: STARTTLS on 143 and 110, else from the start."""
    return Security.STARTTLS if port in _STARTTLS_PORTS else Security.TLS


def other_port(port: int, protocol: Protocol) -> int:
    """Return the port worth trying where this one refuses."""
    usual = default_port(protocol, Security.TLS)
    return default_port(protocol, Security.STARTTLS) if port == usual else usual
