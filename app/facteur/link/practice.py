"""What the window of the practice mailbox and its mail server say to one another, line by line.

One JSON value a line, over the standard streams of the server. The passwords travel here and
nowhere else; they are made anew by each server and open nothing but its samples.
"""

import msgspec

IMAP_USER, POP_USER = "imap", "pop"
ADDRESSES = {IMAP_USER: "camille@example.org", POP_USER: "camille@example.net"}


class Deliver(msgspec.Struct, frozen=True, kw_only=True, tag="deliver"):
    """Let the next of the waiting letters arrive in an inbox."""

    user: str


class SetLine(msgspec.Struct, frozen=True, kw_only=True, tag="set-line"):
    """Cut every connection and answer nobody (False), or answer again."""

    up: bool


class Mark(msgspec.Struct, frozen=True, kw_only=True, tag="mark"):
    """Do as a telephone would: mark a message of the IMAP inbox read and starred.

    uid 0: the newest one that is unread.
    """

    uid: int = 0


Command = Deliver | SetLine | Mark


class Listening(msgspec.Struct, frozen=True, kw_only=True, tag="listening"):
    """The first line: where the servers are and what opens them, by user."""

    imap_port: int
    pop_port: int
    submission_port: int
    passwords: dict[str, str]


class ServerMessage(msgspec.Struct, frozen=True, kw_only=True):
    """A message as it lies on the server."""

    uid: int
    message_id: str
    sender: str
    subject: str
    received_ms: int
    seen: bool = False
    flagged: bool = False
    deleted: bool = False


class Maildrop(msgspec.Struct, frozen=True, kw_only=True, tag="maildrop"):
    """What is in an inbox on the server now, oldest first; said after each change."""

    user: str
    messages: list[ServerMessage]


class Line(msgspec.Struct, frozen=True, kw_only=True, tag="line"):
    """Whether anybody is answered."""

    up: bool


class Sent(msgspec.Struct, frozen=True, kw_only=True, tag="sent"):
    """How many messages were handed in to be sent; they end here."""

    messages: int


Event = Listening | Maildrop | Line | Sent

_encoder = msgspec.json.Encoder()
_commands: "msgspec.json.Decoder[Command]" = msgspec.json.Decoder(Command)
_events: "msgspec.json.Decoder[Event]" = msgspec.json.Decoder(Event)


def line(value: Command | Event) -> bytes:
    """Return a value as a line to write."""
    return _encoder.encode(value) + b"\n"


def command(text: bytes) -> Command:
    """Return what a line asks for. Raises msgspec.DecodeError."""
    return _commands.decode(text)


def event(text: bytes) -> Event:
    """Return what a line tells. Raises msgspec.DecodeError."""
    return _events.decode(text)
