"""What a server says, as frozen values; `Connection.receive` returns lists of them.

A closed set: `Event`. Texts and UIDLs are the server's and untrusted.
"""

import re
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from .capabilities import Capabilities
from .commands import Command

_STATUS: Final = re.compile(rb"(\+OK|-ERR)(?![A-Za-z0-9])[ \t]*", re.IGNORECASE)
_CODE: Final = re.compile(rb"\[([A-Za-z][A-Za-z0-9/-]{0,60})(?:[ \t][^\]]*)?\][ \t]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One status line (RFC 1939 §3).

    code: upper-case, as in `[SYS/TEMP]` (RFC 2449 §8, RFC 3206), or "".
    """

    ok: bool
    code: str = ""
    text: str = ""

    def has_code(self, name: str) -> bool:
        """Whether the code is `name` or lies below it: SYS/TEMP/DISK is SYS/TEMP too."""
        return self.code == name or self.code.startswith(name + "/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """What STAT says: messages and their octets. Both are hints."""

    count: int
    octets: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SizeRows:
    """LIST: (number, octets) in the server's order. unreadable: how many lines were not that."""

    rows: tuple[tuple[int, int], ...] = field(default=(), repr=False)
    unreadable: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class UidRows:
    """UIDL: (number, UIDL) in the server's order.

    A UIDL beyond the limit is replaced by NUL, `sha256:` and its hash (listing.py).
    """

    rows: tuple[tuple[int, bytes], ...] = field(default=(), repr=False)
    unreadable: int = 0


Result: TypeAlias = Totals | SizeRows | UidRows | Capabilities | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Greeting:
    """The first line of a connection; -ERR means that the server does not want us now."""

    reply: Reply


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyBegun:
    """+OK to RETR or TOP: pieces follow, then `Completed`."""

    command: Command
    reply: Reply


@dataclass(frozen=True, slots=True)
class BodyPiece:
    """Octets of a message as the server holds them, dot-stuffing undone; never empty."""

    octets: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Completed:
    """The end of a command: exactly one for each that was sent, in the order of sending.

    result: what a command that asks something was told; None where it was refused or unreadable.
    """

    command: Command
    reply: Reply
    result: Result = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dismissed:
    """-ERR that nobody asked for: the server takes leave, e.g. of one who was silent too long."""

    reply: Reply


Event: TypeAlias = Greeting | BodyBegun | BodyPiece | Completed | Dismissed


def read_reply(line: bytes, text_octets: int) -> Reply | None:
    """Return a status line without its CRLF as a value, None when it is not one."""
    status = _STATUS.match(line)
    if status is None:
        return None
    code, at = "", status.end()
    found = _CODE.match(line, at)
    if found is not None:
        code, at = found.group(1).decode("ascii").upper(), found.end()
    text = line[at : at + text_octets].strip(b" \t\0").decode("utf-8", "replace")
    return Reply(ok=status.group(1)[:1] == b"+", code=code, text=text)


def after_status(line: bytes) -> bytes:
    """Return what stands behind +OK, as it came."""
    return line[3:].strip(b" \t")
