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
    LOCAL = "local"  # there is no server: mailboxes on this computer, for what was brought in

    @property
    def keeps_here(self) -> bool:
        """Whether the mailboxes are on this computer alone."""
        return self is not Protocol.IMAP


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
    OAUTH = "oauth"  # tokens of the provider, in the keyring; got with the user's browser


class Texts(Enum):
    """Which texts of an account that works on the server are brought here in idle moments."""

    USUAL = "usual"  # as the settings say for all accounts
    HEADERS = "headers"  # none: each when it is opened
    RECENT = "recent"  # the last three months
    YEAR = "year"  # the last twelve months
    ALL = "all"


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
SUBMISSION_PORTS: dict[Security, int] = {
    Security.TLS: 465,
    Security.STARTTLS: 587,
    Security.NONE: 587,
}
FEWEST_DAYS, USUAL_DAYS, MOST_DAYS = 1, 14, 90
SHORTEST_INTERVAL_S, LONGEST_INTERVAL_S = 15, 86_400
COLOURS = ("", "blue", "green", "orange", "pink", "purple", "red", "teal", "yellow")


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
class Submission:
    """The server that takes the messages of an account to be sent.

    user: "" when it is the one that receives. certificate_sha256: as of AccountSettings.
    """

    server: ServerAddress
    user: str = ""
    certificate_sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountSettings:
    """What a person enters to add an account.

    certificate_sha256: the fingerprint of a certificate trusted by explicit choice, hex, or "".
    submission: None until a server for sending is known. provider: its name in
    resources/providers.toml, "" for others. oauth_client: the user's own client id at the
    provider, "" for the one of this build.
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
    submission: Submission | None = None
    provider: str = ""
    oauth_client: str = ""


# What the account without a server goes by; no address is written like that.
LOCAL_ADDRESS = "local"


def local_settings() -> AccountSettings:
    """Return the settings of the account without a server.

    Its server is one that cannot be, and nothing ever asks for it.
    """
    return AccountSettings(
        address=LOCAL_ADDRESS,
        protocol=Protocol.LOCAL,
        server=ServerAddress(host="local.invalid", port=HIGHEST_PORT, security=Security.TLS),
        user=LOCAL_ADDRESS,
        secret_kind=SecretKind.ASK,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """What a person decides about an account that is there; no server is asked for it.

    colour: one of COLOURS, "" for none. paused: nothing is asked of its servers by itself or by
    hand. interval_s: between two looks for news, 0: as the settings say for all accounts. Raises
    UsageError (codes `colour-invalid`, `interval-invalid`).
    """

    colour: str = ""
    paused: bool = False
    interval_s: int = 0
    texts: Texts = Texts.USUAL

    def __post_init__(self) -> None:
        if self.colour not in COLOURS:
            raise UsageError("colour-invalid", detail=self.colour)
        if self.interval_s and not SHORTEST_INTERVAL_S <= self.interval_s <= LONGEST_INTERVAL_S:
            raise UsageError("interval-invalid", detail=str(self.interval_s))


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """An address that messages of an account are sent from; the first is its usual one."""

    name: str
    address: str
    reply_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An account as it lies in the store.

    identities: those that the user has added; the account's own name and address is always the
    first and not among these.
    """

    key: AccountKey
    position: int
    settings: AccountSettings
    preferences: Preferences = Preferences()
    identities: tuple[Identity, ...] = ()
    capabilities: tuple[str, ...] = ()
    connection_limit: int = 0
