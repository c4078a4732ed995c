"""Drives the POP3 machine of `pop` over a stream: greet, encrypt, sign in, list, fetch, mark, quit.

One thing at a time: what an abandoned fetch left on the line is read and dropped before the next
command. What is done with messages, and whether one may be deleted, is not known here.
"""

import secrets
from collections import deque
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from facteur.base.errors import (
    LoginError,
    NetworkError,
    RemoteProtocolError,
    ServerRefused,
    TrustError,
)
from facteur.base.log import TRACE, logger
from facteur.base.secret import Secret
from facteur.mail.account import AccountSettings, Security, ServerAddress
from facteur.mail.serverreplies import ServerReply, login_error, turned_away
from facteur.net.popfetch import Fetch, Fetched
from facteur.net.stream import Network, Stream
from facteur.pop import commands
from facteur.pop.connection import Connection
from facteur.pop.maildrop import Maildrop, compare
from facteur.pop.replies import (
    Completed,
    Dismissed,
    Event,
    Greeting,
    Reply,
    SizeRows,
    Totals,
    UidRows,
)
from facteur.sasl.bearer import OAuthBearer, XOAuth2
from facteur.sasl.choose import Credentials, choose
from facteur.sasl.mechanism import Mechanism

GREETING_TIMEOUT_S = 30.0
REPLY_TIMEOUT_S = 60.0  # silence before or within a reply
QUIT_TIMEOUT_S = 60.0  # UPDATE of a large mbox is slow; Thunderbird's 3 s are too few
PROBE_TIMEOUT_S = 5.0

QuitOutcome = Literal["ok", "refused", "unknown"]

_log = logger("pop")
# Servers without response codes say in words that another session has the maildrop (RFC 1939 §4).


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A message the server would not mark, and what it said."""

    number: int
    reply: Reply


class PopSession:
    """One signed-in (or signing-in) connection.

    Every method may raise NetworkError, RemoteProtocolError or TrustError; the session is then
    over and has to be closed, which deletes nothing. Round trips and octets: see `stream`.
    """

    def __init__(self, stream: Stream, connection: Connection) -> None:
        self.stream = stream
        self.connection = connection
        self.turn = 0  # counts what was begun, so that an abandoned fetch cannot go on
        self._events: deque[Event] = deque()
        self._patience_s = REPLY_TIMEOUT_S
        self._capabilities_are_fresh = False  # asked since the login

    @classmethod
    async def connect(
        cls, network: Network, server: ServerAddress, certificate_sha256: str = ""
    ) -> "PopSession":
        """Reach the server, hear its greeting, encrypt where STLS is wanted, and ask CAPA.

        Raises TrustError when encryption is refused: nothing secret has been sent then.
        ServerRefused (`bye`, `in-use`, `login-delay`, `temporary`) when it will not have us.
        """
        stream = await network.connect(server, certificate_sha256)
        plain = server.security is Security.NONE
        session = cls(stream, Connection(tls=stream.encrypted, plain_login=plain))
        if _log.isEnabledFor(TRACE):
            session.connection.trace = session._trace
        try:
            await session.greet()
            if server.security is Security.STARTTLS:
                await session._start_tls(network, server, certificate_sha256)
            await session.flight([commands.Capa()])
        except BaseException:
            session.close()
            raise
        return session

    async def login(
        self, settings: AccountSettings, secret: Secret, *, is_token: bool = False
    ) -> None:
        """Sign in with the best way both sides have.

        is_token: the secret is an OAuth access token, not a password.
        Raises ServerRefused (`in-use`, `login-delay`, `temporary`: later; `permanent`), else
        LoginError or ServerRefused as mail.serverreplies.login_error judges a refusal;
        TrustError(`no-mechanism`) when there is no way that does not show the password.
        """
        server = settings.server
        encrypted = self.stream.encrypted or server.security is Security.NONE
        mechanism = choose(
            self.connection.capabilities.mechanisms,
            Credentials(
                user=settings.user,
                password="" if is_token else secret.reveal(),
                token=secret.reveal() if is_token else "",
                host=server.host,
                port=server.port,
            ),
            nonce=secrets.token_urlsafe(18),
            encrypted=encrypted,
        )
        if mechanism is not None:
            await self._authenticate(mechanism, server.host)
        elif encrypted and not is_token and self._takes_user():
            await self._show_password(settings.user, secret.reveal(), server.host)
        else:
            offered = self.connection.capabilities.mechanisms
            raise TrustError("no-mechanism", detail=" ".join(sorted(offered)))

    # What is there

    async def maildrop(self) -> Maildrop:
        """Ask STAT, LIST and UIDL, together where the server takes that, and compare them.

        Raises ServerRefused when a listing is refused that should be there.
        """
        asked: list[commands.Command] = [
            commands.Stat(), commands.ListAll(), commands.UidlAll()
        ]  # fmt: skip
        if self.connection.capabilities_told and not self._capabilities_are_fresh:
            asked.append(commands.Capa())  # some offers depend on the user (RFC 2449 §6.5)
            self._capabilities_are_fresh = True
        stat, sizes, uids, *_ = await self.flight(asked)
        totals = _totals(stat)
        empty = totals is not None and not totals.count
        return compare(totals, _sizes(sizes, empty=empty), self._uids(uids, empty=empty))

    async def stat(self) -> Totals | None:
        """Return how much is there, by the server's word; None when that is unreadable."""
        (done,) = await self.flight([commands.Stat()])
        return _totals(done)

    # Messages

    def retrieve(self, numbers: Iterable[int]) -> AsyncIterator[Fetched]:
        """Fetch whole messages in this order, asking ahead where the server takes that.

        numbers: drawn as they are needed, so the caller can end it early.
        Of each `Fetched` all chunks are to be read before the next is asked for; what is left is
        dropped. A refused message has a `reply` that is not ok, and no chunks. When the chunks
        end without an error, the message is complete and the server's next reply was sound.
        """
        return Fetch(self, (commands.Retr(number=number) for number in numbers)).run()

    def tops(self, numbers: Iterable[int], lines: int) -> AsyncIterator[Fetched]:
        """Fetch headers and so many lines of the bodies, as `retrieve` does."""
        return Fetch(self, (commands.Top(number=number, lines=lines) for number in numbers)).run()

    async def retr(self, number: int) -> AsyncIterator[bytes]:
        """Yield one message in chunks. Raises ServerRefused(`message-refused`)."""
        async for chunk in _only(self.retrieve([number])):
            yield chunk

    async def top(self, number: int, lines: int) -> AsyncIterator[bytes]:
        """Yield the head of one message in chunks. Raises ServerRefused(`message-refused`)."""
        async for chunk in _only(self.tops([number], lines)):
            yield chunk

    async def dele(self, numbers: Sequence[int]) -> tuple[Refusal, ...]:
        """Mark messages for deletion at QUIT; return those the server would not mark."""
        marked = await self.flight([commands.Dele(number=number) for number in numbers])
        return tuple(
            Refusal(number=number, reply=done.reply)
            for number, done in zip(numbers, marked, strict=True)
            if not done.reply.ok
        )

    async def rset(self) -> bool:
        """Unmark everything; return whether the server did."""
        (done,) = await self.flight([commands.Rset()])
        return done.reply.ok

    async def noop(self) -> None:
        """Show that we are still here."""
        await self.flight([commands.Noop()])

    async def quit(self) -> QuitOutcome:
        """End the session, which is what deletes; close the line.

        "unknown": no reply came, so what was marked may be deleted or not; the next UIDL decides.
        "refused": some of it was not deleted. Never raises for a server's or a network's fault.
        """
        try:
            await self.settle()
            if self.connection.is_lost:
                return "unknown"
            self._patience_s = QUIT_TIMEOUT_S
            (done,) = await self.flight([commands.Quit()])
        except (NetworkError, RemoteProtocolError):
            return "unknown"
        finally:
            self.close()
        return "ok" if done.reply.ok else "refused"

    def close(self) -> None:
        """Cut the line; without QUIT nothing is deleted (RFC 1939 §6)."""
        self.stream.close()

    # The line

    async def flight(self, sent: Sequence[commands.Command]) -> list[Completed]:
        """Send commands, as many at once as the server takes; return their ends in order."""
        await self.settle()
        for command in sent:
            self.connection.send(command)
        ends: list[Completed] = []
        while len(ends) < len(sent):
            event = await self.next_event()
            if isinstance(event, Completed):
                ends.append(event)
        return ends

    async def settle(self) -> None:
        """Read and drop what something abandoned left on the line."""
        self.turn += 1
        while self._events or self.connection.in_flight:
            await self.next_event()

    async def next_event(self) -> Event:
        """Return the next event, reading when there is none. Raises NetworkError(`closed`)."""
        event = await self.peek()
        self._events.popleft()
        return event

    async def peek(self) -> Event:
        """Return the next event and leave it there."""
        while not self._events:
            self.flush()
            data = b"" if self.connection.is_lost else await self.stream.read(self._patience_s)
            if not data and not self.connection.is_lost:
                raise NetworkError("closed")
            self._events.extend(self.connection.receive(data))
            self.flush()
        event = self._events[0]
        if isinstance(event, Dismissed):
            raise NetworkError("closed", server_text=event.reply.text)
        return event

    def flush(self) -> None:
        """Write what the machine wants to say."""
        data = self.connection.bytes_to_send()
        if data:
            self.stream.write(data)

    # Connecting

    async def greet(self) -> None:
        """Hear the greeting; a part of connect."""
        self._patience_s = GREETING_TIMEOUT_S
        try:
            event = await self.next_event()
        except NetworkError as error:
            if error.code == "timeout":
                await self._probe()
            raise
        self._patience_s = REPLY_TIMEOUT_S
        if isinstance(event, Greeting) and not event.reply.ok:
            said = ServerReply(text=event.reply.text, code=event.reply.code)
            raise _by_code(event.reply) or turned_away(said)

    async def _probe(self) -> None:
        """Speak to a party that is silent: a web server waits to be asked.

        Raises RemoteProtocolError(`not-pop`).
        """
        self.stream.write(b"NOOP\r\n\r\n")
        try:
            data = await self.stream.read(PROBE_TIMEOUT_S)
        except NetworkError:
            return
        if data and not data.startswith((b"+OK", b"-ERR")):
            raise RemoteProtocolError("not-pop", detail=repr(data[:40]))

    async def _start_tls(
        self, network: Network, server: ServerAddress, certificate_sha256: str
    ) -> None:
        await self.agree_on_tls()
        try:
            await self.stream.start_tls(server, certificate_sha256)
        except TrustError as error:
            if error.code.startswith("certificate-") and not error.certificate:
                error.certificate = await _look(network, server)
            raise
        self.connection.start_tls_done()

    async def agree_on_tls(self) -> None:
        """Have the server's word that TLS begins now; a part of connect."""
        try:
            (done,) = await self.flight([commands.Stls()])
        except RemoteProtocolError as error:
            if error.code == "starttls-injected":
                raise TrustError("starttls-injected", detail=error.detail) from error
            raise
        if not done.reply.ok:
            raise TrustError("starttls-missing", server_text=done.reply.text)

    # Signing in

    def _takes_user(self) -> bool:
        """Whether USER is worth a try: offered, or nothing is said that speaks against it.

        Without TLS a list that has neither USER nor SASL does (Dovecot with ssl=required).
        """
        offered = self.connection.capabilities
        if "USER" in offered:
            return True
        return not offered.mechanisms and (
            self.stream.encrypted or not self.connection.capabilities_told
        )

    async def _authenticate(self, mechanism: Mechanism, host: str) -> None:
        (done,) = await self.flight([commands.Auth(mechanism=mechanism)])
        if not done.reply.ok:
            with_token = isinstance(mechanism, XOAuth2 | OAuthBearer)
            raise _login_error(done.reply, host, with_token=with_token)

    async def _show_password(self, user: str, password: str, host: str) -> None:
        if not (user + password).isascii() and "UTF8" in self.connection.capabilities:
            await self.flight([commands.Utf8()])
        for command in (commands.User(user=user), commands.Pass(password=password)):
            (done,) = await self.flight([command])
            if not done.reply.ok:
                raise _login_error(done.reply, host)

    def _uids(self, done: Completed, *, empty: bool) -> UidRows | None:
        """Return the listing, or None where the server has no UIDL."""
        if isinstance(done.result, UidRows):
            return done.result
        if empty:
            return UidRows()
        if "UIDL" in self.connection.capabilities or done.reply.code:
            raise _refused("listing-refused", done.reply)
        return None

    def _trace(self, direction: str, text: str) -> None:
        _log.log(TRACE, "%s %s", direction, text)


async def _only(fetched: AsyncIterator[Fetched]) -> AsyncIterator[bytes]:
    async for one in fetched:
        if not one.reply.ok:
            raise _refused("message-refused", one.reply)
        async for chunk in one.chunks:
            yield chunk


async def _look(network: Network, server: ServerAddress) -> bytes:
    """Return the certificate that is shown after STLS, on a line where nothing else is said."""
    try:
        stream = await network.connect(server)
    except (NetworkError, TrustError):
        return b""
    session = PopSession(stream, Connection(tls=False))
    try:
        await session.greet()
        await session.agree_on_tls()
        return await stream.shown_certificate(server)
    except (NetworkError, RemoteProtocolError, ServerRefused, TrustError):
        return b""
    finally:
        session.close()


def _totals(done: Completed) -> Totals | None:
    if not done.reply.ok:
        raise _refused("listing-refused", done.reply)
    return done.result if isinstance(done.result, Totals) else None


def _sizes(done: Completed, *, empty: bool) -> SizeRows:
    if isinstance(done.result, SizeRows):
        return done.result
    if empty:  # some refuse to list nothing
        return SizeRows()
    raise _refused("listing-refused", done.reply)


def _refused(code: str, reply: Reply) -> ServerRefused:
    return ServerRefused(
        code,
        server_text=reply.text,
        response_code=reply.code,
        temporary=not reply.has_code("SYS/PERM"),
    )


def _by_code(reply: Reply) -> ServerRefused | None:
    """Return what a response code says that is nobody's password (RFC 2449 §8.1, RFC 3206 §4)."""
    for name, code, temporary in (
        ("IN-USE", "in-use", True),
        ("LOGIN-DELAY", "login-delay", True),
        ("SYS/TEMP", "temporary", True),
        ("SYS/PERM", "permanent", False),
    ):
        if reply.has_code(name):
            return ServerRefused(
                code, server_text=reply.text, response_code=reply.code, temporary=temporary
            )
    return None


def _login_error(
    reply: Reply, host: str, *, with_token: bool = False
) -> LoginError | ServerRefused:
    """Tell a wrong password from a maildrop that cannot be had now."""
    coded = _by_code(reply)
    if coded is not None and coded.code != "permanent":
        return coded
    told = ServerReply(text=reply.text, code=reply.code)
    error = login_error(told, host=host, with_token=with_token)
    return coded if coded is not None and error.code == "administrator" else error
