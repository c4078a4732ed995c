"""Fetching many messages over a POP session: asking ahead, and being sure of each one's end.

A server that does not stuff dots ends a message early, and what is left of it comes as replies. So
a message counts as complete only when the reply behind it was sound; the last one is followed by
NOOP for this, written together with it where the server takes that.
"""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from facteur.base.errors import LocalProtocolError
from facteur.pop import commands
from facteur.pop.connection import Connection
from facteur.pop.replies import BodyBegun, BodyPiece, Completed, Event, Reply
from facteur.pop.states import State

# Without PIPELINING: the one being answered, and the one that is written as soon as it is.
_FEWEST_AHEAD = 2


class Line(Protocol):
    """What is needed of a session."""

    connection: Connection
    turn: int

    async def settle(self) -> None:
        """Read and drop what something abandoned left on the line."""
        ...

    async def next_event(self) -> Event:
        """Return the next event."""
        ...

    async def peek(self) -> Event:
        """Return the next event and leave it there."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """One message. chunks: its octets, to be read at once, empty when `reply` is not ok."""

    number: int
    reply: Reply
    chunks: AsyncIterator[bytes] = field(repr=False)


class Fetch:
    """One run through a number of messages."""

    def __init__(self, line: Line, wanted: Iterator[commands.Retr | commands.Top]) -> None:
        self._line = line
        self._wanted = wanted
        self._closed = False  # the NOOP behind the last is queued

    async def run(self) -> AsyncIterator[Fetched]:
        """Yield each message as its reply comes."""
        await self._line.settle()
        turn = self._line.turn
        first = next(self._wanted, None)
        if first is None:
            return
        self._line.connection.send(first)
        while True:
            self._ask_ahead()
            event = await self._line.next_event()
            chunks = _Chunks(self._line, ended=not isinstance(event, BodyBegun))
            match event:
                case (
                    BodyBegun(command=command, reply=reply)
                    | Completed(command=command, reply=reply)
                ) if isinstance(command, commands.Retr | commands.Top):
                    yield Fetched(number=command.number, reply=reply, chunks=chunks)
                case _:
                    return  # the NOOP
            if self._line.turn != turn:
                raise LocalProtocolError("abandoned", detail="something else was asked meanwhile")
            async for _ in chunks:
                pass

    def _ask_ahead(self) -> None:
        """Queue more when half of what was asked ahead is used up."""
        connection = self._line.connection
        ahead = _FEWEST_AHEAD
        if "PIPELINING" in connection.capabilities:
            ahead = max(ahead, connection.limits.outstanding)
        if self._closed or connection.in_flight > max(ahead // 2, 1):
            return
        if connection.state is State.ENDED:
            return  # what came before the fault is still to be handed on
        while connection.in_flight < ahead:
            command = next(self._wanted, None)
            if command is None:
                connection.send(commands.Noop())
                self._closed = True
                return
            connection.send(command)


class _Chunks:
    """The octets of the message that is on the line."""

    def __init__(self, line: Line, *, ended: bool) -> None:
        self._line = line
        self._turn = line.turn
        self._ended = ended

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self

    async def __anext__(self) -> bytes:
        if self._ended:
            raise StopAsyncIteration
        if self._line.turn != self._turn:
            raise LocalProtocolError("abandoned", detail="something else was asked meanwhile")
        event = await self._line.next_event()
        if isinstance(event, BodyPiece):
            return event.octets
        self._ended = True
        await self._line.peek()  # raises when what follows the final dot is no reply
        raise StopAsyncIteration
