"""Drives an SMTP submission server through aiosmtplib: greet, EHLO, encrypt, sign in, quit.

aiosmtplib's protocol frames commands and replies; the line, its encryption and the judgement of
certificates are ours, and so is the dialogue of AUTH, with the mechanisms of `sasl`. Nothing here
sends a message.
"""

import asyncio
import base64
import binascii
import ipaddress
import re
import secrets
import ssl
from dataclasses import dataclass, field
from typing import Final

from aiosmtplib import SMTPException, SMTPResponse, SMTPResponseException
from aiosmtplib.esmtp import parse_esmtp_extensions
from aiosmtplib.protocol import SMTPProtocol

from facteur.base.errors import (
    FacteurError,
    NetworkError,
    RemoteProtocolError,
    ServerRefused,
    TrustError,
)
from facteur.base.override import override
from facteur.mail.account import Security, ServerAddress
from facteur.mail.serverreplies import ServerReply, login_error, turned_away
from facteur.net import tls
from facteur.net.stream import CONNECT_TIMEOUT_S, open_line
from facteur.sasl.bearer import OAuthBearer, XOAuth2
from facteur.sasl.choose import Credentials, choose
from facteur.sasl.mechanism import Mechanism

GREETING_TIMEOUT_S = 30.0
REPLY_TIMEOUT_S = 60.0
QUIT_TIMEOUT_S = 5.0
_MOST_CHALLENGES: Final = 8
_READY, _DONE, _SIGNED_IN, _CHALLENGE = 220, 250, 235, 334  # RFC 5321 §4.2.3, RFC 4954 §4
_STATUS: Final = re.compile(r"([245]\.\d{1,3}\.\d{1,3})\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A reply of the server. status: its enhanced code (RFC 3463 §2), "" where it tells none."""

    code: int
    text: str
    status: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offers:
    """What the server said to EHLO; names of extensions and mechanisms, upper-case."""

    extensions: dict[str, str] = field(default_factory=dict[str, str])
    mechanisms: frozenset[str] = frozenset()


class _Line(SMTPProtocol):
    """aiosmtplib's protocol, which also keeps what came since the last STARTTLS was sent."""

    def __init__(self) -> None:
        super().__init__(asyncio.get_running_loop())
        self.watched: bytearray | None = None

    @override
    def data_received(self, data: bytes) -> None:
        if self.watched is not None:
            self.watched += data
        super().data_received(data)


class SubmissionSession:
    """One connection, signing in or signed in.

    Every method may raise NetworkError or RemoteProtocolError; the session is then over and has
    to be closed.
    """

    def __init__(self, line: _Line, server: ServerAddress) -> None:
        self.server = server
        self.encrypted = server.security is Security.TLS
        self.offers = Offers()
        self._line = line

    @classmethod
    async def connect(
        cls, server: ServerAddress, certificate_sha256: str = ""
    ) -> "SubmissionSession":
        """Reach the server, hear its greeting, encrypt, and ask what it offers.

        Raises TrustError when encryption is refused: nothing secret has been sent then;
        ServerRefused(`bye`) when it will not have us.
        """
        _transport, line = await open_line(_Line, server, certificate_sha256)
        session = cls(line, server)
        try:
            await session.greet()
            await session.hello()
            if server.security is Security.STARTTLS:
                await session._start_tls(certificate_sha256)
                await session.hello()
        except BaseException:
            session.close()
            raise
        return session

    async def login(self, user: str, *, password: str = "", token: str = "") -> None:
        """Sign in with the best mechanism both sides have; a token or a password, the other is "".

        Raises LoginError or ServerRefused as mail.serverreplies.login_error judges the refusal;
        TrustError(`no-mechanism`) when there is no way that does not show the password.
        """
        mechanism = choose(
            self.offers.mechanisms,
            Credentials(
                user=user,
                password=password,
                token=token,
                host=self.server.host,
                port=self.server.port,
            ),
            nonce=secrets.token_urlsafe(18),
            encrypted=self.encrypted or self.server.security is Security.NONE,
        )
        if mechanism is None:
            raise TrustError("no-mechanism", detail=" ".join(sorted(self.offers.mechanisms)))
        await self._authenticate(mechanism)

    async def quit(self) -> None:
        """Say goodbye and cut the line; nothing that happens meanwhile matters."""
        try:
            await self._ask(b"QUIT", timeout_s=QUIT_TIMEOUT_S)
        except FacteurError:
            pass
        finally:
            self.close()

    def close(self) -> None:
        """Cut the line."""
        if isinstance(self._line.transport, asyncio.Transport):
            self._line.transport.abort()

    # Connecting

    async def greet(self) -> None:
        """Hear the greeting; a part of connect."""
        reply = await self._hear(GREETING_TIMEOUT_S)
        if 400 <= reply.code < 600:  # noqa: PLR2004 - RFC 5321 §4.2.1
            raise turned_away(_told(reply))
        if reply.code != _READY:
            raise RemoteProtocolError("not-smtp", detail=f"{reply.code} {reply.text[:80]!r}")

    async def hello(self) -> None:
        """Say EHLO and note what is offered; a part of connect."""
        reply = await self._ask(b"EHLO", _own_name(self._line.transport))
        if reply.code != _DONE:
            raise _refused("hello-refused", reply)
        extensions, mechanisms = parse_esmtp_extensions(reply.text)
        self.offers = Offers(
            extensions={name.upper(): value for name, value in extensions.items()},
            mechanisms=frozenset(name.upper() for name in mechanisms),
        )

    async def agree_on_tls(self) -> None:
        """Have the server's word that TLS begins now; a part of connect.

        What it has offered is forgotten. Raises TrustError (`starttls-missing`,
        `starttls-injected`).
        """
        if "STARTTLS" not in self.offers.extensions:
            raise TrustError("starttls-missing")
        self.offers = Offers()
        self._line.watched = bytearray()
        reply = await self._ask(b"STARTTLS")
        if reply.code != _READY:
            raise TrustError("starttls-missing", detail=str(reply.code), server_text=reply.text)

    async def shown_certificate(self) -> bytes:
        """Encrypt without judging and return the certificate, DER; the line is then of no use."""
        return tls.shown_by(await self._shake_hands(tls.unverified()))

    async def _start_tls(self, certificate_sha256: str) -> None:
        await self.agree_on_tls()
        try:
            transport = await self._shake_hands(tls.context(certificate_sha256))
        except TrustError as error:
            if error.code.startswith("certificate-"):
                error.certificate = await _look(self.server)
            raise
        tls.check_pin(transport, certificate_sha256)
        self.encrypted = True

    async def _shake_hands(self, context: ssl.SSLContext) -> asyncio.Transport:
        line = self._line
        said, line.watched = bytes(line.watched or b""), None
        if _behind_reply(said):
            # RFC 3207 §4.2; between this look and the handshake nothing can come.
            raise TrustError("starttls-injected", detail="bytes before the handshake")
        if not isinstance(line.transport, asyncio.Transport):
            raise NetworkError("closed")
        try:
            transport = await asyncio.get_running_loop().start_tls(
                line.transport,
                line,
                context,
                server_hostname=self.server.host,
                ssl_handshake_timeout=CONNECT_TIMEOUT_S,
            )
        except (OSError, ssl.SSLError) as error:
            raise tls.explain(error) from error
        if transport is None:  # the line ended meanwhile
            raise NetworkError("closed")
        line.transport = transport
        return transport

    # Signing in

    async def _authenticate(self, mechanism: Mechanism) -> None:
        initial = mechanism.initial()
        name = mechanism.name.encode("ascii")
        if initial is None:
            reply = await self._ask(b"AUTH", name)
        else:
            reply = await self._ask(b"AUTH", name, base64.b64encode(initial) or b"=")
        for _ in range(_MOST_CHALLENGES):
            if reply.code != _CHALLENGE:
                break
            try:
                answer = mechanism.step(_challenge(reply.text))
            except RemoteProtocolError:
                await self._ask(b"*")  # RFC 4954 §4
                raise
            reply = await self._ask(base64.b64encode(answer))
        if reply.code != _SIGNED_IN:
            with_token = isinstance(mechanism, XOAuth2 | OAuthBearer)
            raise login_error(_told(reply), host=self.server.host, with_token=with_token)
        mechanism.finish()

    # The line

    async def _ask(self, *words: bytes, timeout_s: float | None = None) -> Reply:
        """Send a command and return its reply."""
        try:
            async with asyncio.timeout(timeout_s or REPLY_TIMEOUT_S):
                return _reply(await self._line.execute_command(*words))
        except (SMTPException, TimeoutError, OSError) as error:
            raise _failure(error) from error

    async def _hear(self, timeout_s: float) -> Reply:
        try:
            async with asyncio.timeout(timeout_s):
                return _reply(await self._line.read_response())
        except (SMTPException, TimeoutError, OSError) as error:
            raise _failure(error) from error


async def _look(server: ServerAddress) -> bytes:
    """Return the certificate that is shown after STARTTLS, on a line where nothing else is said."""
    session: SubmissionSession | None = None
    try:
        _transport, line = await open_line(_Line, server)
        session = SubmissionSession(line, server)
        await session.greet()
        await session.hello()
        await session.agree_on_tls()
        return await session.shown_certificate()
    except FacteurError:
        return b""
    finally:
        if session is not None:
            session.close()


def _own_name(transport: asyncio.BaseTransport | None) -> bytes:
    """Return what we call ourselves: the address of the line, never the computer's name."""
    name = transport.get_extra_info("sockname") if transport is not None else None
    try:
        address = ipaddress.ip_address(str(name[0]).partition("%")[0]) if name else None
    except ValueError:
        address = None
    if address is None:
        return b"[127.0.0.1]"
    shown = f"[IPv6:{address}]" if address.version == 6 else f"[{address}]"  # noqa: PLR2004 - IPv6
    return shown.encode("ascii")


def _behind_reply(said: bytes) -> bytes:
    """Return what stands behind the first whole reply."""
    at = 0
    while (end := said.find(b"\n", at)) >= 0:
        last, at = said[at + 3 : at + 4] != b"-", end + 1
        if last:
            break
    return said[at:]


def _challenge(text: str) -> bytes:
    try:
        return base64.b64decode(text.strip(), validate=True)
    except (binascii.Error, ValueError) as error:
        raise RemoteProtocolError("sasl-unexpected", detail="a challenge not in base64") from error


def _reply(response: SMTPResponse) -> Reply:
    text = response.message.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    found = _STATUS.match(text)
    return Reply(code=response.code, text=text, status=found[1] if found else "")


def _failure(error: Exception) -> FacteurError:
    """Turn what aiosmtplib and the line raise into an error of ours."""
    match error:
        case SMTPResponseException():  # a line that is none, or one without an end
            return RemoteProtocolError("not-smtp", detail=repr(error.message[:80]))
        case TimeoutError():
            return NetworkError("timeout", detail=str(error))
        case _:
            return NetworkError("closed", detail=str(error))


def _refused(code: str, reply: Reply) -> ServerRefused:
    return ServerRefused(
        code,
        detail=str(reply.code),
        server_text=reply.text,
        response_code=reply.status,
        temporary=400 <= reply.code < 500,  # noqa: PLR2004 - RFC 5321 §4.2.1
    )


def _told(reply: Reply) -> ServerReply:
    return ServerReply(text=reply.text, code=reply.status, number=reply.code)
