"""A machine spoken to by hand, and its events in a form that does not depend on cuts."""

from collections.abc import Iterable

from facteur.base.errors import RemoteProtocolError
from facteur.pop import BodyPiece, Connection, Event, Limits
from facteur.pop import commands as c


def greeted(*, offered: bytes = b"", limits: Limits | None = None, **options: bool) -> Connection:
    """offered: what CAPA says, b"" for no CAPA."""
    connection = Connection(**{"tls": True, **options}, limits=limits)
    connection.receive(b"+OK hi\r\n")
    if offered:
        ask(connection, c.Capa(), b"+OK\r\n%s\r\n.\r\n" % offered)
    return connection


def signed_in(*, offered: bytes = b"", limits: Limits | None = None, **options: bool) -> Connection:
    connection = greeted(offered=offered, limits=limits, **options)
    ask(connection, c.User(user="ann"), b"+OK\r\n")
    ask(connection, c.Pass(password="secret"), b"+OK\r\n")
    return connection


def ask(connection: Connection, command: c.Command, reply: bytes) -> list[Event]:
    """Send one command and hear the whole reply."""
    connection.send(command)
    connection.bytes_to_send()
    return heard(connection, [reply])


def heard(connection: Connection, pieces: Iterable[bytes]) -> list[Event]:
    """Feed pieces; return the events, pieces of one body joined. Raises what the machine raises."""
    events: list[Event] = []
    for piece in pieces:
        events += connection.receive(piece)
    if connection.is_lost:
        connection.receive(b"")
    return joined(events)


def followed(connection: Connection, pieces: Iterable[bytes]) -> tuple[list[Event], str]:
    """Feed pieces until the machine gives up; return the events and the code of its error, or ""."""
    events: list[Event] = []
    try:
        for piece in pieces:
            events += connection.receive(piece)
        if connection.is_lost:
            connection.receive(b"")
    except RemoteProtocolError as error:
        return joined(events), error.code
    return joined(events), ""


def joined(events: list[Event]) -> list[Event]:
    found: list[Event] = []
    for event in events:
        if isinstance(event, BodyPiece) and found and isinstance(found[-1], BodyPiece):
            found[-1] = BodyPiece(found[-1].octets + event.octets)
        else:
            found.append(event)
    return found


def body(events: list[Event]) -> bytes:
    return b"".join(event.octets for event in events if isinstance(event, BodyPiece))
