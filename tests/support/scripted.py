"""Dialogues written as text: replayed into the sans-I/O machine, or played by a server.

A transcript has one line for each thing, by its first characters:

    #  a comment
    >  a command to send, as Python: `> Select(mailbox=b"INBOX")`, or `> finish_idle`,
       `> start_tls_done`
    C: a line the client writes; its first word is a placeholder for the tag
    S: a line the server writes, CRLF added; `{*}` at its end announces the literal of the next
       `L:` lines, whatever its length
    L: a line of a literal, CRLF added
    S! octets the server writes, as a Python bytes literal, nothing added
    T: the TLS handshake after STARTTLS
    =  names of the events that must have come until here, since the last such line
"""

import ast
import asyncio
import contextlib
import random
import ssl
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from facteur.imap import (
    STAR,
    Capabilities,
    Connection,
    Event,
    Exists,
    FetchBatch,
    Limits,
    NumSet,
    commands,
)
from facteur.sasl import Login as SaslLogin
from facteur.sasl import OAuthBearer, Plain, Scram, XOAuth2


@dataclass(frozen=True, slots=True)
class Do:
    """A command to send."""

    code: str


@dataclass(frozen=True, slots=True)
class Client:
    """Octets the client writes."""

    content: bytes


@dataclass(frozen=True, slots=True)
class Server:
    """Octets the server writes."""

    content: bytes


@dataclass(frozen=True, slots=True)
class Handshake:
    """TLS begins."""


@dataclass(frozen=True, slots=True)
class Names:
    """Names of the events since the last such step."""

    names: tuple[str, ...]


Step = Do | Client | Server | Handshake | Names


def read(text: str) -> list[Step]:
    """Return the steps of a transcript."""
    steps: list[Step] = []
    lines = iter(text.splitlines())
    literal: list[str] | None = None
    for line in lines:
        kind, rest = line[:2], line[3:] if line[2:3] == " " else line[2:]
        if kind == "L:":
            assert literal is not None
            literal.append(rest)
            continue
        if literal is not None:
            steps.append(_with_literal(steps.pop(), literal))
            literal = None
        match kind:
            case "> ":
                steps.append(Do(line[2:].strip()))
            case "C:":
                steps.append(Client(rest.encode() + b"\r\n"))
            case "S:":
                steps.append(Server(rest.encode() + b"\r\n"))
                literal = [] if rest.endswith("{*}") else None
            case "S!":
                steps.append(Server(ast.literal_eval(rest)))
            case "T:":
                steps.append(Handshake())
            case "= ":
                steps.append(Names(tuple(line[2:].split())))
            case _:
                assert not line.strip() or line.startswith("#"), line
    if literal is not None:
        steps.append(_with_literal(steps.pop(), literal))
    return steps


def _with_literal(step: Step, lines: list[str]) -> Server:
    assert isinstance(step, Server)
    content = "".join(line + "\r\n" for line in lines).encode()
    return Server(step.content.replace(b"{*}\r\n", b"{%d}\r\n" % len(content)) + content)


def load(path: Path) -> list[Step]:
    """Return the steps of a transcript file."""
    return read(path.read_text("utf-8"))


# Into the machine

Cut = Callable[[bytes], Iterable[bytes]]


def whole(data: bytes) -> Iterator[bytes]:
    """Cut nothing."""
    yield data


def bytewise(data: bytes) -> Iterator[bytes]:
    """Cut after every octet."""
    for at in range(len(data)):
        yield data[at : at + 1]


def randomly(seed: int, longest: int = 40) -> Cut:
    """Cut anywhere."""
    source = random.Random(seed)

    def cut(data: bytes) -> Iterator[bytes]:
        at = 0
        while at < len(data):
            size = source.randint(1, longest)
            yield data[at : at + size]
            at += size

    return cut


def flattened(events: Iterable[Event]) -> list[Event]:
    """Return events that do not depend on how octets were cut: no batches, no repeated EXISTS."""
    flat: list[Event] = []
    for event in events:
        if isinstance(event, FetchBatch):
            flat.extend(event.fetched())
        elif isinstance(event, Exists) and flat and isinstance(flat[-1], Exists):
            flat[-1] = event
        else:
            flat.append(event)
    return flat


def replay(
    steps: list[Step],
    *,
    cut: Cut = whole,
    tls: bool = True,
    batches: bool = True,
    limits: Limits | None = None,
) -> tuple[Connection, list[Event]]:
    """Play a transcript into a new connection; return it and all events, flattened.

    Neighbouring server lines are fed as one block before they are cut.
    """
    connection = Connection(tls=tls, batches=batches, limits=limits)
    everything: list[Event] = []
    since: list[Event] = []
    pending = held = b""
    for step in [*steps, Names(())]:
        if not isinstance(step, Server) and pending:
            for piece in cut(pending):
                since += connection.receive(piece)
            pending = b""
        match step:
            case Server(content):
                pending += content
            case Do(code):
                _do(connection, code)
            case Client(content):
                held += drained(connection)
                assert held.startswith(content), (held, content)
                held = held[len(content) :]
            case Handshake():
                connection.start_tls_done()
            case Names(names):
                flat = flattened(since)
                assert not names or tuple(type(event).__name__ for event in flat) == names, flat
                everything += flat
                since = []
    return connection, everything


def drained(connection: Connection) -> bytes:
    """Return all that the connection writes now."""
    written = b""
    while data := connection.bytes_to_send():
        written += data
    return written


_WORDS = {
    **{name: held for name, held in vars(commands).items() if not name.startswith("_")},
    "NumSet": NumSet,
    "STAR": STAR,
    "Plain": Plain,
    "SaslLogin": SaslLogin,
    "Scram": Scram,
    "XOAuth2": XOAuth2,
    "OAuthBearer": OAuthBearer,
}


def _do(connection: Connection, code: str) -> None:
    if code == "finish_idle":
        connection.finish_idle()
    elif code.startswith("assume "):
        connection.assume(Capabilities(frozenset(code.split()[1:])))
    else:
        connection.send(eval(code, dict(_WORDS)))


# On a socket


@dataclass(slots=True, kw_only=True)
class ScriptedServer:
    """Plays transcripts on a loopback port, one for each connection, the last one repeated.

    silence_at: number of the step at which it says nothing more (and keeps the connection).
    cut_after: it breaks the connection once it has written so many octets.
    fragment: it writes pieces of so many octets.
    loose: only the verb of a client line is compared.
    faults: what the client wrote that the transcript did not expect.
    """

    scripts: list[list[Step]]
    tls: ssl.SSLContext | None = None
    implicit_tls: bool = False
    silence_at: int | None = None
    cut_after: int | None = None
    fragment: int | None = None
    loose: bool = False
    faults: list[str] = field(default_factory=list)
    received: list[bytes] = field(default_factory=list)
    connections: int = 0
    port: int = 0
    _server: asyncio.Server | None = None
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(
            self._serve, "127.0.0.1", 0, ssl=self.tls if self.implicit_tls else None
        )
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        steps = self.scripts[min(self.connections, len(self.scripts) - 1)]
        self.connections += 1
        try:
            await _Play(self, reader, writer).run(steps)
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            with contextlib.suppress(Exception):
                writer.transport.abort()
            self._tasks.discard(task)


class _Play:
    """One connection of a scripted server."""

    def __init__(
        self, server: ScriptedServer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self._server = server
        self._reader = reader
        self._writer = writer
        self._tags: dict[bytes, bytes] = {}
        self._written = 0

    async def run(self, steps: list[Step]) -> None:
        talking = [step for step in steps if isinstance(step, Server | Client | Handshake)]
        for number, step in enumerate(talking):
            if number == self._server.silence_at:
                break
            match step:
                case Server(content):
                    await self._say(content)
                case Client(content):
                    await self._hear(content)
                case Handshake():
                    assert self._server.tls is not None
                    await self._writer.start_tls(self._server.tls)
        await self._reader.read()  # the client hangs up

    async def _say(self, content: bytes) -> None:
        first, blank, rest = content.partition(b" ")
        content = self._tags.get(first, first) + blank + rest
        limit = self._server.cut_after
        if limit is not None and self._written + len(content) > limit:
            self._writer.write(content[: limit - self._written])
            await self._writer.drain()
            self._writer.close()
            raise ConnectionResetError
        self._written += len(content)
        size = self._server.fragment or len(content)
        for at in range(0, len(content), size):
            self._writer.write(content[at : at + size])
            await self._writer.drain()

    async def _hear(self, expected: bytes) -> None:
        line = await self._reader.readline()
        if not line:
            raise ConnectionResetError
        self._server.received.append(line)
        expected_tag, _, expected_rest = expected.partition(b" ")
        tag, _, rest = line.partition(b" ")
        if not expected_rest:  # DONE, a SASL response, a literal's line
            tag, rest, expected_rest = b"", line, expected
        else:
            self._tags[expected_tag] = tag
        if self._server.loose:
            rest, expected_rest = rest.split()[0].upper(), expected_rest.split()[0].upper()
        if rest != expected_rest:
            self._server.faults.append(f"expected {expected_rest!r}, heard {rest!r}")
