"""Commands to octets (RFC 1939 §3), and to what a log may show of them.

AUTH's initial response is not written here: the connection holds it back where it is too long.
"""

from typing import assert_never

from . import commands as c


def words(command: c.Command) -> str:  # noqa: PLR0911 -- one for each command
    """Return a command without its line end; it may hold a secret."""
    match command:
        case c.Auth(mechanism=mechanism):
            return f"AUTH {mechanism.name}"
        case c.User(user=user):
            return f"USER {user}"
        case c.Pass(password=password):
            return f"PASS {password}"
        case c.Top(number=number, lines=lines):
            return f"TOP {number} {lines}"
        case c.ListOne(number=number):
            return f"LIST {number}"
        case c.UidlOne(number=number):
            return f"UIDL {number}"
        case c.Retr(number=number):
            return f"RETR {number}"
        case c.Dele(number=number):
            return f"DELE {number}"
        case _:
            return _bare(command)


def shown(command: c.Command) -> str:
    """Return the words of a command with its secret replaced."""
    return "PASS ***" if isinstance(command, c.Pass) else words(command)


def _bare(  # noqa: PLR0911 -- one for each command
    command: c.Capa | c.Stls | c.Utf8 | c.Stat | c.ListAll | c.UidlAll | c.Rset | c.Noop | c.Quit,
) -> str:
    match command:
        case c.Capa():
            return "CAPA"
        case c.Stls():
            return "STLS"
        case c.Utf8():
            return "UTF8"
        case c.Stat():
            return "STAT"
        case c.ListAll():
            return "LIST"
        case c.UidlAll():
            return "UIDL"
        case c.Rset():
            return "RSET"
        case c.Noop():
            return "NOOP"
        case c.Quit():
            return "QUIT"
        case _:
            assert_never(command)
