"""What a source says about the servers of an address, as values."""

from dataclasses import dataclass
from enum import Enum

from facteur.mail.account import ServerAddress
from facteur.mail.providers import Provider


class Kind(Enum):
    """What a server is for."""

    IMAP = "imap"
    POP = "pop"
    SUBMISSION = "submission"


class Source(Enum):
    """Who says so, the most trustworthy first."""

    KNOWN = "known"
    DOMAIN = "domain"
    DIRECTORY = "directory"
    DNS = "dns"
    GUESS = "guess"

    @property
    def rank(self) -> int:
        """0 for the best."""
        return list(Source).index(self)


class Auth(Enum):
    """How a person proves who they are."""

    PASSWORD = "password"  # noqa: S105 - the word for it
    APP_PASSWORD = "app-password"  # noqa: S105 - the same
    OAUTH = "oauth"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundServer:
    """A server that may have the mail. foreign: of another organisation; the user has to agree."""

    kind: Kind
    server: ServerAddress
    user: str
    source: Source
    auth: Auth = Auth.PASSWORD
    foreign: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one source knows.

    servers: its best first. name: of the provider, for people; untrusted unless from a preset.
    denied: kinds of which the domain says that it does not have them. insecure: it named a server
    that does not encrypt, which is not among `servers`.
    """

    source: Source
    servers: tuple[FoundServer, ...] = ()
    provider: Provider | None = None
    name: str = ""
    denied: frozenset[Kind] = frozenset()
    insecure: bool = False

    @property
    def found(self) -> bool:
        """Whether it says anything that helps."""
        return bool(self.servers) or self.provider is not None

    @property
    def settles(self) -> bool:
        """Whether lesser sources need not be waited for."""
        if self.provider is not None and self.provider.closed:
            return True
        kinds = {one.kind for one in self.servers}
        return Kind.SUBMISSION in kinds and bool(kinds & {Kind.IMAP, Kind.POP})
