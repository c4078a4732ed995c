"""A server for sending: aiosmtpd, which takes whatever comes, or a scripted one that misbehaves."""

import asyncio
import base64
import contextlib
import ssl
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Self

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

CHALLENGE = base64.b64encode(b'{"status":"401","schemes":"Bearer"}').decode()


@dataclass(slots=True)
class Handler:
    """Keeps what clients do. mails: of envelopes that began, however far they came."""

    hellos: list[str] = field(default_factory=list)
    mails: list[str] = field(default_factory=list)
    delivered: list[bytes] = field(default_factory=list)
    quits: int = 0

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, said: list[str]
    ) -> list[str]:
        session.host_name = hostname
        self.hellos.append(hostname)
        return said

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.mails.append(address)
        envelope.mail_from = address
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.delivered.append(envelope.original_content or b"")
        return "250 OK"

    async def handle_QUIT(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.quits += 1
        return "221 Bye"


class _Smtp(SMTP):
    """Also takes tokens."""

    tokens: dict[str, bool]

    async def auth_XOAUTH2(self, _server: SMTP, args: list[str]) -> AuthResult:
        told = base64.b64decode(args[1]).decode()
        token = told.split("auth=Bearer ")[1].split("\x01")[0]
        if self.tokens.get(token):
            return AuthResult(success=True, auth_data="ann")
        answer = await self.challenge_auth(CHALLENGE, encode_to_b64=False)
        assert answer == b""
        return AuthResult(success=False, handled=False)


@dataclass(slots=True, kw_only=True)
class Sink:
    """aiosmtpd on loopback. tls: at once, or with STARTTLS when `starttls`."""

    user: str = "ann"
    password: str = "secret"
    tls: ssl.SSLContext | None = None
    starttls: bool = False
    auth: bool = True
    without: tuple[str, ...] = ("XOAUTH2",)
    tokens: dict[str, bool] = field(default_factory=dict)
    handler: Handler = field(default_factory=Handler)
    tried: list[tuple[str, bytes]] = field(default_factory=list)
    port: int = 0
    _server: asyncio.Server | None = None
    _open: list[Any] = field(default_factory=list)

    def _judge(
        self, _server: SMTP, _session: Session, _envelope: Envelope, mechanism: str, data: object
    ) -> AuthResult:
        assert isinstance(data, LoginPassword)
        self.tried.append((mechanism, data.login))
        right = (data.login, data.password) == (self.user.encode(), self.password.encode())
        return AuthResult(success=right, handled=False)

    def _made(self) -> SMTP:
        made = _Smtp(
            self.handler,
            hostname="sink.example.test",
            tls_context=self.tls if self.starttls else None,
            auth_require_tls=self.starttls,
            authenticator=self._judge if self.auth else None,
            auth_exclude_mechanism=self.without if self.auth else ("PLAIN", "LOGIN", "XOAUTH2"),
            loop=asyncio.get_running_loop(),
        )
        made.tokens = self.tokens
        self._open.append(made)
        return made

    async def __aenter__(self) -> Self:
        self._server = await asyncio.get_running_loop().create_server(
            self._made, "127.0.0.1", 0, ssl=None if self.starttls else self.tls
        )
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        for one in self._open:
            if one.transport is not None:
                one.transport.abort()
            if one._handler_coroutine is not None:
                one._handler_coroutine.cancel()
                with contextlib.suppress(asyncio.CancelledError, Exception):
                    await one._handler_coroutine


Answer = Callable[[str], bytes | None]


@dataclass(slots=True, kw_only=True)
class OddSmtp:
    """A scripted server. answer: asked first; None: the usual answer, b"" for silence.

    greeting b"": silence. offers: lines of EHLO. tls: after STARTTLS, where that is answered 220.
    """

    greeting: bytes = b"220 odd.example.test ESMTP\r\n"
    offers: tuple[str, ...] = ("AUTH PLAIN LOGIN",)
    answer: Answer = lambda _text: None
    tls: ssl.SSLContext | None = None
    heard: list[str] = field(default_factory=list)
    port: int = 0
    _server: asyncio.Server | None = None
    _talks: set[asyncio.Task[None]] = field(default_factory=set)

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        for talk in list(self._talks):
            talk.cancel()
        await asyncio.gather(*self._talks, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._talks.add(task)
        try:
            await self._talk(reader, writer)
        except (OSError, asyncio.CancelledError, asyncio.IncompleteReadError):
            pass
        finally:
            self._talks.discard(task)
            with contextlib.suppress(Exception):
                writer.transport.abort()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(self.greeting)
        while line := await reader.readline():
            text = line.decode().rstrip("\r\n")
            self.heard.append(text)
            said = self.answer(text)
            writer.write(self._usual(text) if said is None else said)
            await writer.drain()
            if text == "STARTTLS" and (said is None or said.startswith(b"220")):
                assert self.tls is not None
                await writer.start_tls(self.tls)

    def _usual(self, text: str) -> bytes:
        match text.split(" ", maxsplit=1)[0]:
            case "EHLO":
                lines = ["odd.example.test", *self.offers]
                marks = ["-"] * (len(lines) - 1) + [" "]
                return "".join(
                    f"250{mark}{one}\r\n" for mark, one in zip(marks, lines, strict=True)
                ).encode()
            case "STARTTLS":
                return b"220 go on\r\n"
            case "AUTH":
                return b"235 2.7.0 in\r\n"
            case "QUIT":
                return b"221 bye\r\n"
            case _:
                return b"500 what\r\n"


Server = Sink | OddSmtp
Work = Callable[[Server], Awaitable[object]]
