"""Drives the IMAP machine of `imap` over a stream: greet, encrypt, sign in, run flights, idle.

A flight is a number of commands written together and read until the last is completed; what the
server says in between goes to one function in the order it came. What it means is not known here.
"""

import asyncio
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from facteur.base.errors import (
    NetworkError,
    RemoteProtocolError,
    ServerRefused,
    TrustError,
)
from facteur.base.log import TRACE, logger
from facteur.base.secret import Secret
from facteur.imap import commands
from facteur.imap.connection import Connection
from facteur.imap.responses import Bye, Completed, Event, Greeting, IdleStarted, Status
from facteur.mail.account import Security, ServerAddress
from facteur.mail.serverreplies import ServerReply, login_error, turned_away
from facteur.net.stream import Network, Stream
from facteur.sasl.choose import Credentials, choose

GREETING_TIMEOUT_S = 30.0
REPLY_TIMEOUT_S = 100.0  # silence in the middle of a flight; Thunderbird has 100 s too
DONE_TIMEOUT_S = 10.0
PROBE_TIMEOUT_S = 5.0

OnEvent = Callable[[Event], None]
_log = logger("imap")


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who signs in, and what the machine is called in ID.

    is_token: the secret is an OAuth access token, not a password.
    """

    user: str
    secret: Secret
    version: str
    is_token: bool = False


def _ignore(_event: Event) -> None:
    """Take an event that nobody waits for."""


class ImapSession:
    """One signed-in (or signing-in) connection.

    Every method may raise NetworkError, RemoteProtocolError or TrustError; the session is then
    over and has to be closed.
    """

    def __init__(self, stream: Stream, connection: Connection) -> None:
        self.stream = stream
        self.connection = connection
        self.ended_text = ""  # what the server said with BYE
        self._outstanding: dict[str, Completed | None] = {}

    @classmethod
    async def connect(
        cls, network: Network, server: ServerAddress, certificate_sha256: str = ""
    ) -> "ImapSession":
        """Reach the server and hear its greeting; with STARTTLS the line is then encrypted.

        Raises TrustError when encryption is refused: nothing secret has been sent then.
        """
        stream = await network.connect(server, certificate_sha256)
        plain = server.security is Security.NONE
        connection = Connection(tls=stream.encrypted, plain_login=plain)
        session = cls(stream, connection)
        if _log.isEnabledFor(TRACE):
            connection.trace = session._trace
        try:
            await session.greet()
            if server.security is Security.STARTTLS:
                await session._start_tls(network, server, certificate_sha256)
            if not connection.capabilities:
                await session.flight([commands.CapabilityCommand()])
        except BaseException:
            session.close()
            raise
        return session

    async def login(self, identity: Identity, server: ServerAddress) -> None:
        """Sign in with the best mechanism both sides have.

        Raises LoginError or ServerRefused as mail.serverreplies.login_error judges a refusal;
        TrustError(`no-mechanism`) when there is no way that does not show the password.
        """
        offered = self.connection.capabilities
        encrypted = self.stream.encrypted or server.security is Security.NONE
        mechanism = choose(
            offered.mechanisms,
            Credentials(
                user=identity.user,
                password="" if identity.is_token else identity.secret.reveal(),
                token=identity.secret.reveal() if identity.is_token else "",
                host=server.host,
                port=server.port,
            ),
            nonce=secrets.token_urlsafe(18),
            encrypted=encrypted,
        )
        if mechanism is not None:
            command: commands.Command = commands.Authenticate(mechanism=mechanism)
        elif encrypted and "LOGINDISABLED" not in offered and not identity.is_token:
            command = commands.Login(user=identity.user, password=identity.secret.reveal())
        else:
            raise TrustError("no-mechanism", detail=" ".join(sorted(offered.mechanisms)))
        (done,) = await self.flight([command])
        if not done.ok:
            raise login_error(_reply(done), host=server.host, with_token=identity.is_token)
        if not self.connection.capabilities:
            await self.flight([commands.CapabilityCommand()])

    async def flight(
        self,
        sent: Sequence[commands.Command],
        on_event: OnEvent = _ignore,
        *,
        timeout_s: float = REPLY_TIMEOUT_S,
    ) -> list[Completed]:
        """Write all commands together and return their ends, in the same order.

        on_event may `queue` more commands; the flight then ends with the last of them, and their
        ends come after the others.
        """
        for command in sent:
            self.queue(command)
        while None in self._outstanding.values():
            for event in await self.receive(timeout_s):
                on_event(event)
        ends = [end for end in self._outstanding.values() if end is not None]
        self._outstanding.clear()
        return ends

    def queue(self, command: commands.Command) -> None:
        """Add a command to the flight that is going on."""
        self._outstanding[self.connection.send(command)] = None

    async def receive(self, timeout_s: float = REPLY_TIMEOUT_S) -> list[Event]:
        """Write what waits, read one slice and return its events; their ends are noted.

        Raises NetworkError(`closed`) at the end of the stream.
        """
        self.flush()
        data = await self.stream.read(timeout_s)
        if not data:
            raise NetworkError("closed", server_text=self.ended_text)
        events = self.connection.receive(data)
        for event in events:
            if isinstance(event, Completed) and event.tag in self._outstanding:
                self._outstanding[event.tag] = event
            elif isinstance(event, Bye):
                self.ended_text = event.text
        self.flush()
        return events

    def flush(self) -> None:
        """Write what the machine wants to say."""
        data = self.connection.bytes_to_send()
        if data:
            self.stream.write(data)

    async def idle(self, on_event: OnEvent, wake: asyncio.Event, *, renew_s: float) -> bool:
        """Wait with the server for news until `wake` is set or `renew_s` have passed.

        False when the server ended it by itself or would not begin: asking again at once would
        go on for ever. Raises NetworkError(`timeout`) when the server does not answer DONE.
        """
        tag = self.connection.send(commands.Idle())
        self._outstanding[tag] = None
        started = False

        def note(event: Event) -> None:
            nonlocal started
            started = started or isinstance(event, IdleStarted)
            on_event(event)

        woken = asyncio.create_task(_wait_for(wake))
        try:
            await self._wait_for_news(tag, woken, note, renew_s)
        finally:
            woken.cancel()
        held = self._outstanding[tag] is None
        if held:
            if not started:  # the server has not said `+` yet
                while not started and self._outstanding[tag] is None:
                    for event in await self.receive(DONE_TIMEOUT_S):
                        note(event)
            if self._outstanding[tag] is None:
                self.connection.finish_idle()
        await self.flight([], on_event, timeout_s=DONE_TIMEOUT_S)
        return held

    async def _wait_for_news(
        self, tag: str, woken: asyncio.Task[None], on_event: OnEvent, renew_s: float
    ) -> None:
        """Read until woken, the time is up, or the server ended the IDLE by itself."""
        deadline = asyncio.get_running_loop().time() + renew_s
        while self._outstanding[tag] is None and not woken.done():
            left = deadline - asyncio.get_running_loop().time()
            if left <= 0:
                return
            reading = asyncio.create_task(self.receive(left + 1))
            try:
                await asyncio.wait({reading, woken}, timeout=left, return_when="FIRST_COMPLETED")
            finally:
                if not reading.done():
                    reading.cancel()
                await asyncio.wait({reading})
            if not reading.cancelled():
                for event in reading.result():
                    on_event(event)

    def close(self) -> None:
        """Cut the line."""
        self.stream.close()

    async def logout(self) -> None:
        """Say goodbye and cut the line; errors mean that it is cut already."""
        try:
            await self.flight([commands.Logout()], timeout_s=DONE_TIMEOUT_S)
        except (NetworkError, RemoteProtocolError):
            pass
        finally:
            self.close()

    async def greet(self) -> None:
        """Hear the greeting; a part of connect."""
        while True:
            try:
                events = await self.receive(GREETING_TIMEOUT_S)
            except NetworkError as error:
                if error.code == "timeout":
                    await self._probe()
                raise
            except RemoteProtocolError as error:
                if error.code == "preauth":
                    raise TrustError("preauth", detail=error.detail) from error
                raise
            for event in events:
                match event:
                    case Greeting(status=Status.PREAUTH):
                        # nobody signed in whose mail this could be
                        raise TrustError("preauth", server_text=event.text)
                    case Greeting():
                        return
                    case Bye():
                        raise turned_away(_reply(event))
                    case _:
                        continue

    async def _probe(self) -> None:
        """Speak to a party that is silent: a web server waits to be asked, and answers its own way.

        Raises RemoteProtocolError(`not-imap`).
        """
        self.stream.write(b"A0 NOOP\r\n\r\n")
        try:
            data = await self.stream.read(PROBE_TIMEOUT_S)
        except NetworkError:
            return
        if data and not data.startswith(b"* "):
            raise RemoteProtocolError("not-imap", detail=repr(data[:40]))

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
            (done,) = await self.flight([commands.StartTls()])
        except RemoteProtocolError as error:
            if error.code == "starttls-injected":
                raise TrustError("starttls-injected", detail=error.detail) from error
            raise
        if not done.ok:
            raise TrustError("starttls-missing", server_text=done.text)

    def _trace(self, direction: str, text: str) -> None:
        _log.log(TRACE, "%s %s", direction, text)


async def _look(network: Network, server: ServerAddress) -> bytes:
    """Return the certificate that is shown after STARTTLS, on a line where nothing else is said."""
    try:
        stream = await network.connect(server)
    except (NetworkError, TrustError):
        return b""
    session = ImapSession(stream, Connection(tls=False))
    try:
        await session.greet()
        await session.agree_on_tls()
        return await stream.shown_certificate(server)
    except (NetworkError, RemoteProtocolError, ServerRefused, TrustError):
        return b""
    finally:
        session.close()


async def _wait_for(event: asyncio.Event) -> None:
    await event.wait()


def _reply(said: Completed | Bye) -> ServerReply:
    return ServerReply(text=said.text, code=said.code.name)
