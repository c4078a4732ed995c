"""Commands as frozen values. Where each is legal stands in legality.py, its octets in encoder.py.

APOP does not exist here: its MD5 gives nothing within TLS, and without TLS it gives the password
away. Nor does a DELE by anything but a number of this session.
"""

from dataclasses import dataclass, field
from typing import Final, TypeAlias

from facteur.base.errors import LocalProtocolError
from facteur.sasl.mechanism import Mechanism


@dataclass(frozen=True, slots=True, kw_only=True)
class Capa:
    """CAPA (RFC 2449 §5). Old servers refuse it, which says nothing about what they can do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stls:
    """STLS (RFC 2595 §4)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Auth:
    """AUTH (RFC 5034 §4), driven by the connection."""

    mechanism: Mechanism


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """USER (RFC 1939 §7)."""

    user: str

    def __post_init__(self) -> None:
        _check_words(self.user)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """PASS (RFC 1939 §7), after a USER that was accepted."""

    password: str = field(repr=False)

    def __post_init__(self) -> None:
        _check_words(self.password)


@dataclass(frozen=True, slots=True, kw_only=True)
class Utf8:
    """UTF8 (RFC 6856 §2.1): what follows is UTF-8, the user's name too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stat:
    """STAT (RFC 1939 §5)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListAll:
    """LIST of all (RFC 1939 §5). The sizes are hints."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UidlAll:
    """UIDL of all (RFC 1939 §7)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Numbered:
    """number: of a message in this session, from 1."""

    number: int

    def __post_init__(self) -> None:
        if self.number < 1:
            raise LocalProtocolError("number-invalid", detail=str(self.number))


@dataclass(frozen=True, slots=True, kw_only=True)
class ListOne(_Numbered):
    """LIST of one message (RFC 1939 §5)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UidlOne(_Numbered):
    """UIDL of one message (RFC 1939 §7)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retr(_Numbered):
    """RETR (RFC 1939 §5)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Top(_Numbered):
    """TOP (RFC 1939 §7): the header and `lines` of the body, or what the server makes of it."""

    lines: int

    def __post_init__(self) -> None:
        if self.number < 1 or self.lines < 0:
            raise LocalProtocolError("number-invalid", detail=f"{self.number} {self.lines}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dele(_Numbered):
    """DELE (RFC 1939 §5): marks; nothing is removed before QUIT."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rset:
    """RSET (RFC 1939 §5): unmarks everything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Noop:
    """NOOP (RFC 1939 §5)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quit:
    """QUIT (RFC 1939 §6): the server removes what is marked, then answers."""


Command: TypeAlias = (
    Capa | Stls | Auth | User | Pass | Utf8 | Stat | ListAll | ListOne | UidlAll | UidlOne | Top
    | Retr | Dele | Rset | Noop | Quit
)  # fmt: skip

# What changes the state, or must see all before it answered: never in a pipeline (RFC 2449 §6.6).
ALONE: Final = (Stls, Auth, User, Pass, Utf8, Quit)
STREAMED: Final = (Retr, Top)
LISTED: Final = (Capa, ListAll, UidlAll)


def _check_words(text: str) -> None:
    if any(character in "\0\r\n" for character in text):
        raise LocalProtocolError("credentials-unusable", detail="line end or NUL")
