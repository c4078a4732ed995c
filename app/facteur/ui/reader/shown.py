"""What the reading pane shows, as values without store or link."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody in the header card. own: one of the user's addresses."""

    name: str
    address: str
    own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderCard:
    """The head of a message. warnings: codes, see `headercard`."""

    subject: str
    sender: Person
    to: tuple[Person, ...] = ()
    cc: tuple[Person, ...] = ()
    reply_to: tuple[Person, ...] = ()
    date_ms: int | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """The marks of the open message that the action bar shows."""

    seen: bool = False
    starred: bool = False
    deleted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyLine:
    """What is said of the server's copy of a message. button: its word, "" for none.

    keeps: whether the button keeps the copy there, or lets it go.
    """

    icon: str
    text: str
    button: str = ""
    keeps: bool = True


class Place(Enum):
    """Where an attachment is."""

    HERE = "here"
    SERVER = "server"
    OUT_OF_REACH = "out-of-reach"  # on the server, and we are offline


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """One chip of the strip.

    done_octets: None when it is not being fetched, else how far.
    """

    section: str
    name: str
    content_type: str
    size_octets: int
    place: Place
    done_octets: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownBody:
    """The body of a message.

    html: the cleaned fragment, "" for a text message.
    remote: how many references to the network were blocked.
    defects: codes of what is broken in the message.
    """

    text: str
    html: str = ""
    sets_colours: bool = False
    remote: int = 0
    defects: tuple[str, ...] = ()
    cut: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture inside a message, decoded."""

    content_type: str
    data: bytes


PictureSource = Callable[[str], Picture | None]
"""Gives the picture of a Content-ID of the shown message, None when it is not here."""


class Missing(Enum):
    """Why there is no body to show."""

    FETCHING = "fetching"
    OFFLINE = "offline"
    FAILED = "failed"
