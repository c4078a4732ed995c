"""What a person typed about an account, and what of it cannot be right."""

import re
from dataclasses import dataclass
from enum import Enum

from facteur.mail.account import DEFAULT_PORTS, Security

_ADDRESS = re.compile(r"[^\s@<>\"(),;:\\]+@[^\s@<>\"(),;:\\]+\.[^\s@<>\"(),;:\\.]+")
_LOCAL_ADDRESS = re.compile(r"[^\s@<>]+@localhost")
_HOST = re.compile(r"[^\s/\\@]+")
_IMAPS_PORT = DEFAULT_PORTS[Security.TLS]


class Field(Enum):
    """The fields of the form, to put the keyboard into the one concerned."""

    NAME = "name"
    ADDRESS = "address"
    HOST = "host"
    SECURITY = "security"
    PORT = "port"
    USER = "user"
    PASSWORD = "password"  # noqa: S105 - the name of a field


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """The form as it stands. password "" keeps the known one when an account is changed."""

    name: str = ""
    address: str = ""
    host: str = ""
    port: int = _IMAPS_PORT
    security: Security = Security.TLS
    user: str = ""
    password: str = ""
    remember: bool = True
    certificate_sha256: str = ""

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


def guessed_host(address: str) -> str:
    """Return a server name worth trying for an address, "" when there is no domain yet."""
    domain = address.rpartition("@")[2].strip().lower()
    return f"imap.{domain}" if "@" in address and "." in domain else ""


def security_for_port(port: int) -> Security:
    """Return the security that goes with a port: STARTTLS on 143, else from the start."""
    return Security.STARTTLS if port == DEFAULT_PORTS[Security.STARTTLS] else Security.TLS
