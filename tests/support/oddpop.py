"""A small POP3 server over a maildrop, that may be told to lie, to be silent, or to hang up.

Sound until told otherwise. The maildrop stays between sessions; what clients said is kept. For the
truth take Dovecot; this is for answers that no sound server gives.
"""

import asyncio
import base64
import contextlib
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Self

from facteur.link.commands import AccountFields
from tests.support.builders import message

CUT = b"CUT"
SILENCE = b"SILENCE"
CAPABILITIES = ("TOP", "UIDL", "USER", "PIPELINING", "RESP-CODES", "AUTH-RESP-CODE", "SASL PLAIN")

Answer = Callable[[str], bytes | None]
"""Gets a command; returns the octets to say, CUT, SILENCE, or None for the usual answer. What the
command would do (mark, end) is not done then."""


@dataclass(slots=True)
class Letter:
    """A message in the maildrop. size: what LIST says; None: the truth."""

    raw: bytes
    uidl: bytes
    size: int | None = None
    octets: int = field(init=False)

    def __post_init__(self) -> None:
        self.octets = len(self.raw) if self.size is None else self.size


@dataclass(slots=True, kw_only=True)
class OddPop:
    """answer: asked first. heard: what clients said, passwords too. capabilities None: no CAPA.

    uidl, top: whether there are such commands. lock: a second session gets [IN-USE].
    stat, listing, uidls: said instead of the truth; lines without CRLF.
    shift: numbers begin so many messages later, and go round.
    refused: numbers whose RETR is refused, and why. unterminated: numbers whose body lacks its
    dot. unstuffed: numbers whose dots are not doubled.
    keeps: DELE says +OK and nothing goes. quit: said instead of +OK, or SILENCE or CUT;
    quit_removes: whether it removes nevertheless.
    delay_s: before each answer, once for all lines that came together.
    cut_next: how many octets the next connections still get to hear, one number for each.
    """

    letters: list[Letter] = field(default_factory=list)
    user: str = "ann"
    password: str = "secret"
    capabilities: tuple[str, ...] | None = CAPABILITIES
    greeting: bytes = b"+OK ready"
    answer: Answer = lambda _text: None
    uidl: bool = True
    top: bool = True
    lock: bool = False
    stat: bytes = b""
    listing: list[bytes] | None = None
    uidls: list[bytes] | None = None
    shift: int = 0
    refused: dict[int, str] = field(default_factory=dict)
    unterminated: set[int] = field(default_factory=set)
    unstuffed: set[int] = field(default_factory=set)
    keeps: bool = False
    quit: bytes = b""
    quit_removes: bool = True
    delay_s: float = 0.0
    cut_next: list[int] = field(default_factory=list)
    tls: ssl.SSLContext | None = None
    implicit_tls: bool = False
    heard: list[str] = field(default_factory=list)
    sessions: int = 0
    round_trips: int = 0
    octets_in: int = 0
    octets_out: int = 0
    removed: list[bytes] = field(default_factory=list)
    port: int = 0
    _next_uidl: int = 1
    _server: asyncio.Server | None = None
    _talks: dict[asyncio.Task[None], "_Talk"] = field(default_factory=dict)

    def add(self, raw: bytes = b"", uidl: bytes = b"", size: int | None = None) -> Letter:
        """Deliver a message."""
        number, self._next_uidl = self._next_uidl, self._next_uidl + 1
        raw = raw or message(subject=f"S{number}", message_id=f"<m{number}@x>")
        letter = Letter(raw, uidl or b"U%05d" % number, size)
        self.letters.append(letter)
        return letter

    def fill(self, count: int) -> None:
        for _ in range(count):
            self.add()

    def fields(self, **changed: object) -> AccountFields:
        usual: dict[str, object] = {
            "protocol": "pop", "address": "ann@example.test", "host": "127.0.0.1",
            "port": self.port, "security": "none", "user": self.user,
        }  # fmt: skip
        return AccountFields(**{**usual, **changed})  # pyright: ignore[reportArgumentType] -- fields of that kind

    def count(self, verb: str) -> int:
        return sum(text.upper().split(" ")[0] == verb for text in self.heard)

    def hang_up(self) -> None:
        for talk in self._talks.values():
            talk.writer.transport.abort()

    @property
    def locked(self) -> bool:
        return any(talk.signed_in for talk in self._talks.values())

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(
            self._serve, "127.0.0.1", self.port, ssl=self.tls if self.implicit_tls else None
        )
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        for task in tuple(self._talks):
            task.cancel()
        await asyncio.gather(*self._talks, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        task.set_name("server")  # of the test, not of the engine
        self.sessions += 1
        talk = self._talks[task] = _Talk(self, reader, writer)
        try:
            await talk.run()
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            with contextlib.suppress(Exception):
                writer.transport.abort()
            self._talks.pop(task, None)


class _Talk:
    """One session: a picture of the maildrop, and marks."""

    def __init__(
        self, server: OddPop, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self.server = server
        self.reader = reader
        self.writer = writer
        self.signed_in = False
        self.user = ""
        self.held: list[Letter] = []
        self.marked: set[int] = set()
        self._left = server.cut_next.pop(0) if server.cut_next else None
        self._wrote = False

    def write(self, data: bytes) -> None:
        self._wrote = True
        if self._left is not None:
            data = data[: self._left]
            self._left -= len(data)
        self.server.octets_out += len(data)
        self.writer.write(data)
        if self._left == 0:
            self.writer.close()
            raise ConnectionResetError

    async def run(self) -> None:
        if self.server.greeting == SILENCE:
            await self.reader.read()
        self.write(self.server.greeting + b"\r\n")
        pending = b""
        while data := await self.reader.read(65536):
            self.server.octets_in += len(data)
            self.server.round_trips += self._wrote
            self._wrote = False
            if self.server.delay_s:
                await asyncio.sleep(self.server.delay_s)
            *lines, pending = (pending + data).split(b"\r\n")
            for line in lines:
                if not await self._take(line.decode("utf-8")):
                    return
            await self.writer.drain()

    async def _take(self, text: str) -> bool:
        """Answer one command; return whether the session goes on."""
        self.server.heard.append(text)
        verb, _, rest = text.partition(" ")
        verb = verb.upper()
        said = self.server.answer(text)
        if said is None and verb == "STLS" and self.server.tls is not None:
            self.write(b"+OK begin\r\n")
            await self.writer.drain()
            await self.writer.start_tls(self.server.tls)
            return True
        if said is None and verb == "QUIT":
            said = self._quit()
        if said is None and verb == "AUTH" and rest.count(" ") == 0:
            said = await self._ask_for_response(rest)
        if said == CUT:
            self.writer.transport.abort()
            return False
        if said == SILENCE:
            await self.reader.read()
            return False
        self.write(self._usual(verb, rest) if said is None else said)
        if verb == "QUIT":
            await self.writer.drain()
        return verb != "QUIT"

    async def _ask_for_response(self, mechanism: str) -> bytes:
        self.write(b"+ \r\n")
        line = (await self.reader.readline()).decode().rstrip("\r\n")
        self.server.heard.append(line)
        return self._auth(f"{mechanism} {line}")

    def _quit(self) -> bytes:
        server = self.server
        if server.quit_removes and not server.keeps and self.signed_in:
            gone = [self.held[number - 1] for number in sorted(self.marked)]
            server.letters = [one for one in server.letters if all(one is not g for g in gone)]
            server.removed += [letter.uidl for letter in gone]
        return server.quit + b"\r\n" if server.quit not in {b"", CUT, SILENCE} else (
            server.quit or b"+OK bye\r\n"
        )  # fmt: skip

    def _usual(self, verb: str, rest: str) -> bytes:
        if verb == "CAPA":
            if self.server.capabilities is None:
                return b"-ERR what\r\n"
            lines = "".join(f"{name}\r\n" for name in self.server.capabilities)
            return f"+OK\r\n{lines}.\r\n".encode()
        if not self.signed_in:
            return self._before_login(verb, rest)
        return self._after_login(verb, rest)

    def _before_login(self, verb: str, rest: str) -> bytes:
        match verb:
            case "USER":
                self.user = rest
                return b"+OK go on\r\n"
            case "PASS":
                return self._sign_in(self.user, rest)
            case "AUTH":
                return self._auth(rest)
            case "UTF8":
                return b"+OK\r\n"
            case _:
                return b"-ERR what\r\n"

    def _auth(self, rest: str) -> bytes:
        mechanism, _, initial = rest.partition(" ")
        if mechanism != "PLAIN":
            return b"-ERR what\r\n"
        _, user, password = base64.b64decode(initial).decode().split("\0")
        return self._sign_in(user, password)

    def _sign_in(self, user: str, password: str) -> bytes:
        server = self.server
        if (user, password) != (server.user, server.password):
            return b"-ERR [AUTH] wrong\r\n"
        if server.lock and server.locked:
            return b"-ERR [IN-USE] another session has it\r\n"
        self.signed_in = True
        turn = server.shift % len(server.letters) if server.letters else 0
        self.held = server.letters[turn:] + server.letters[:turn]
        return b"+OK in\r\n"

    def _after_login(self, verb: str, rest: str) -> bytes:  # noqa: PLR0911 -- one for each command
        server = self.server
        match verb:
            case "STAT":
                there = self._there()
                total = sum(one.octets for _, one in there)
                return b"+OK %s\r\n" % (server.stat or b"%d %d" % (len(there), total))
            case "LIST":
                rows = [b"%d %d" % (n, one.octets) for n, one in self._there()]
                return self._rows(rest, rows, server.listing)
            case "UIDL" if server.uidl:
                rows = [b"%d %s" % (n, one.uidl) for n, one in self._there()]
                return self._rows(rest, rows, server.uidls)
            case "RETR" | "TOP" | "DELE" if verb != "TOP" or server.top:
                return self._numbered(verb, rest)
            case "RSET":
                self.marked.clear()
                return b"+OK\r\n"
            case "NOOP":
                return b"+OK\r\n"
            case _:
                return b"-ERR what\r\n"

    def _there(self) -> list[tuple[int, Letter]]:
        return [(n, one) for n, one in enumerate(self.held, 1) if n not in self.marked]

    def _rows(self, rest: str, rows: list[bytes], instead: list[bytes] | None) -> bytes:
        if rest:
            found = [row for row in rows if row.split()[0] == rest.encode()]
            return b"+OK %s\r\n" % found[0] if found else b"-ERR no such message\r\n"
        listed = rows if instead is None else instead
        return b"".join([b"+OK\r\n", *(row + b"\r\n" for row in listed), b".\r\n"])

    def _numbered(self, verb: str, rest: str) -> bytes:
        number = int(rest.split(maxsplit=1)[0])
        if not 1 <= number <= len(self.held) or number in self.marked:
            return b"-ERR no such message\r\n"
        if verb == "DELE":
            self.marked.add(number)
            return b"+OK marked\r\n"
        if number in self.server.refused:
            return f"-ERR {self.server.refused[number]}\r\n".encode()
        raw = self.held[number - 1].raw
        if verb == "TOP":
            head, blank, body = raw.partition(b"\r\n\r\n")
            raw = head + blank + b"".join(body.splitlines(keepends=True)[: int(rest.split()[1])])
        said = with_end(raw) if number in self.server.unstuffed else stuffed(raw)
        if number in self.server.unterminated:
            said = said.removesuffix(b".\r\n")
        return b"+OK %d octets\r\n" % len(raw) + said


def stuffed(raw: bytes) -> bytes:
    """Return a message as it travels (RFC 1939 §3): dots doubled, the end of its line, the dot."""
    raw = raw.replace(b"\r\n.", b"\r\n..")
    return with_end(b"." + raw if raw.startswith(b".") else raw)


def with_end(raw: bytes) -> bytes:
    """Return a message with the end, its dots as they are."""
    return raw + (b".\r\n" if raw.endswith(b"\r\n") or not raw else b"\r\n.\r\n")
