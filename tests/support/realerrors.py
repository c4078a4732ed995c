"""Every error of the wizard's list, made for real: what the engine says of a server that errs.

Each scene sets up what goes wrong (a closed port, a certificate, a real Dovecot, a server that
answers in a provider's words) and returns the Problem of a TestAccount, or of the command that can
meet it. Nothing here makes up a Problem.
"""

import asyncio
import contextlib
import imaplib
import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass

from facteur.base.paths import Profile
from facteur.link import commands, events
from facteur.link.commands import AccountFields
from facteur.link.events import Problem
from facteur.net import imapsession
from tests.support.authserver import AuthServer
from tests.support.certificates import Authority, Pair
from tests.support.enginerig import Rig, running
from tests.support.mailserver import MailUser
from tests.support.oauthrig import bearer_server, signing_in
from tests.support.oddpop import OddPop
from tests.support.oddserver import SILENCE, Box, OddServer
from tests.support.submissionsink import Sink

NOT_ENABLED = (
    "NO [ALERT] Your account is not enabled for IMAP use. Please visit your Gmail settings page "
    "and enable your account for IMAP access. (Failure)"
)
APP_PASSWORD = (
    "NO [ALERT] Application-specific password required: "
    "https://support.google.com/accounts/answer/185833 (Failure)"
)
UNREACHABLE = "127.255.255.255"  # the broadcast address of loopback: no way leads there


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What the scenes share. authority: trusted in this process by SSL_CERT_FILE."""

    profile: Profile
    authority: Authority
    user: MailUser


Scene = Callable[[Stage], Awaitable[Problem]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RealError:
    """name: of the list of errors (wizard §3.9). said: the family and code that come of it."""

    name: str
    said: tuple[str, str]
    scene: Scene
    step: str = ""


async def tried(stage: Stage, fields: AccountFields, password: str = "secret") -> Problem:
    """Return what is wrong with settings: with receiving, else with sending."""
    async with running(stage.profile) as rig:
        reply = await asyncio.wait_for(
            rig.send(commands.TestAccount, account=fields, password=password), 30
        )
    match reply:
        case events.Failed(problem=problem):
            return problem
        case events.Done(trial=trial):
            assert trial is not None
            assert trial.unsent is not None, "nothing went wrong"
            return trial.unsent


# -- the network ---------------------------------------------------------------------------------


async def no_network(stage: Stage) -> Problem:
    return await tried(stage, OddServer(port=993).fields(host=UNREACHABLE, security="tls"))


async def no_name(stage: Stage) -> Problem:
    fields = OddServer(port=993).fields(host="imap.no-such-name.invalid", security="tls")
    return await tried(stage, fields)


async def no_answer(stage: Stage) -> Problem:
    async with OddServer(greeting=SILENCE) as server:
        with _impatient():
            return await tried(stage, server.fields())


async def closed_port(stage: Stage) -> Problem:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        port = bound.getsockname()[1]  # bound, and nobody listens
        return await tried(stage, OddServer(port=port).fields(security="tls"))


# -- trust -----------------------------------------------------------------------------------------


async def no_encryption(stage: Stage) -> Problem:
    async with OddServer(answer=_always("STARTTLS", "BAD Unknown command")) as server:
        return await tried(stage, server.fields(security="starttls"))


async def expired(stage: Stage) -> Problem:
    return await _certificate(stage, stage.authority.expired)


async def another_name(stage: Stage) -> Problem:
    return await _certificate(stage, stage.authority.wrong_host)


async def vouched_by_nobody(stage: Stage) -> Problem:
    return await _certificate(stage, stage.authority.self_signed)


# -- signing in --------------------------------------------------------------------------------------


async def wrong_password(stage: Stage) -> Problem:
    """Ask a real Dovecot."""
    return await tried(stage, _fields(stage.user), "not-the-password")


async def switched_off(stage: Stage) -> Problem:
    return await _login(stage, NOT_ENABLED)


async def app_password(stage: Stage) -> Problem:
    return await _login(stage, APP_PASSWORD)


async def unexplained(stage: Stage) -> Problem:
    return await _login(stage, "NO Request rejected by rule 4711")


async def agreement_over(stage: Stage) -> Problem:
    """Let a user agree, then let the provider forget it."""
    async with (
        AuthServer() as auth,
        bearer_server(auth) as server,
        signing_in(stage.profile, auth) as rig,
    ):
        grant = await rig.grant()
        auth.access.clear()
        auth.refresh.clear()
        fields = server.fields(secret_kind="oauth")
        return await rig.rig.refused(commands.TestAccount, account=fields, grant=grant)


# -- busy --------------------------------------------------------------------------------------------


async def in_use(stage: Stage) -> Problem:
    async with OddPop(
        answer=_always_pop("PASS", b"-ERR [IN-USE] Mailbox is locked by another session\r\n"),
        capabilities=("USER", "UIDL", "RESP-CODES"),
    ) as server:
        return await tried(stage, server.fields())


async def too_many(stage: Stage) -> Problem:
    """Fill the one place that a real Dovecot has for a user."""
    user = stage.user
    held = imaplib.IMAP4(user.server.host, user.server.ports.imap)
    try:
        held.login(user.name, user.password)
        return await tried(stage, _fields(user), user.password)
    finally:
        held.logout()


async def later(stage: Stage) -> Problem:
    return await _login(stage, "NO [UNAVAILABLE] Temporary authentication failure.")


# -- what only a running account meets -----------------------------------------------------------------


async def renumbered(stage: Stage) -> Problem:
    async with OddServer() as server, running(stage.profile) as rig:
        server.inbox.add("A file")
        await rig.add(server.fields(), "secret")
        await rig.sync()
        key = rig.key(1)
        server.boxes["INBOX"] = Box(uidvalidity=8)
        server.inbox.add("Another")
        server.hang_up()
        return await _refusal(rig, commands.FetchSource, message=key)


async def gone(stage: Stage) -> Problem:
    """Ask a folder that somebody else has deleted meanwhile."""
    async with OddServer() as server, running(stage.profile) as rig:
        server.boxes["Work"] = Box()
        server.boxes["Work"].add("A file")
        await rig.add(server.fields(), "secret")
        await rig.sync()
        await rig.sync("Work")
        key = rig.key(1, "Work")
        answer = "NO [NONEXISTENT] Mailbox doesn't exist: Work"
        server.answer = lambda text: answer if text.startswith(("SELECT", "EXAMINE")) else None
        server.hang_up()
        return await _refusal(rig, commands.FetchSource, message=key)


async def _refusal(rig: Rig, kind: type[commands.Command], **fields: object) -> Problem:
    return await rig.refused(kind, **fields)


# -- sending -------------------------------------------------------------------------------------------


async def sending_refused(stage: Stage) -> Problem:
    async with OddServer() as server, Sink(user="ann", password="another") as sink:
        fields = server.fields(
            submission_host="127.0.0.1", submission_port=sink.port, submission_security="none"
        )
        return await tried(stage, fields)


async def sending_closed(stage: Stage) -> Problem:
    async with OddServer() as server:
        with socket.socket() as bound:
            bound.bind(("127.0.0.1", 0))
            fields = server.fields(
                submission_host="127.0.0.1",
                submission_port=bound.getsockname()[1],
                submission_security="tls",
            )
            return await tried(stage, fields)


ERRORS = (
    RealError(name="e.net", said=("network", "unreachable"), scene=no_network, step="connect"),
    RealError(name="e.dns", said=("network", "dns"), scene=no_name, step="connect"),
    RealError(name="e.time", said=("network", "timeout"), scene=no_answer, step="connect"),
    RealError(name="e.refuse", said=("network", "refused"), scene=closed_port, step="connect"),
    RealError(
        name="e.notls", said=("trust", "starttls-missing"), scene=no_encryption, step="encrypt"
    ),
    RealError(
        name="e.cert.exp", said=("trust", "certificate-expired"), scene=expired, step="encrypt"
    ),
    RealError(
        name="e.cert.name", said=("trust", "certificate-name"), scene=another_name, step="encrypt"
    ),
    RealError(
        name="e.cert.self",
        said=("trust", "certificate-unknown"),
        scene=vouched_by_nobody,
        step="encrypt",
    ),
    RealError(name="e.auth", said=("login", "refused"), scene=wrong_password, step="login"),
    RealError(name="e.disabled", said=("login", "disabled"), scene=switched_off, step="login"),
    RealError(name="e.oauth", said=("login", "oauth-expired"), scene=agreement_over, step="login"),
    RealError(name="e.busy", said=("refused", "in-use"), scene=in_use, step="login"),
    RealError(
        name="e.many", said=("refused", "too-many-connections"), scene=too_many, step="login"
    ),
    RealError(name="e.later", said=("refused", "unavailable"), scene=later, step="login"),
    RealError(name="e.gone", said=("refused", "mailbox-gone"), scene=gone),
    RealError(name="e.uidv", said=("refused", "renumbered"), scene=renumbered),
    RealError(
        name="app-password", said=("login", "app-password"), scene=app_password, step="login"
    ),
    RealError(name="unexplained", said=("login", "unexplained"), scene=unexplained, step="login"),
    RealError(name="sending-auth", said=("login", "refused"), scene=sending_refused, step="send"),
    RealError(
        name="sending-refuse", said=("network", "refused"), scene=sending_closed, step="send"
    ),
)


# -- inside --------------------------------------------------------------------------------------------


def _fields(user: MailUser) -> AccountFields:
    return AccountFields(
        address=user.address,
        host=user.server.host,
        port=user.server.ports.imap,
        security="none",
        user=user.name,
    )


async def _login(stage: Stage, answer: str) -> Problem:
    async with OddServer(answer=_always("LOGIN", answer)) as server:
        return await tried(stage, server.fields())


async def _certificate(stage: Stage, pair: Pair) -> Problem:
    async with _encrypted(pair) as port:
        return await tried(stage, OddServer(port=port).fields(security="tls"))


@contextlib.asynccontextmanager
async def _encrypted(pair: Pair) -> AsyncIterator[int]:
    """Listen with this certificate; nothing is said, because nobody should come that far."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pair.certificate, pair.key)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, ssl.SSLError):
            await reader.read()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()


@contextlib.contextmanager
def _impatient() -> Iterator[None]:
    """Wait for a greeting as long as a test can."""
    before = imapsession.GREETING_TIMEOUT_S, imapsession.PROBE_TIMEOUT_S
    imapsession.GREETING_TIMEOUT_S, imapsession.PROBE_TIMEOUT_S = 0.1, 0.1
    try:
        yield
    finally:
        imapsession.GREETING_TIMEOUT_S, imapsession.PROBE_TIMEOUT_S = before


def _always(verb: str, answer: str) -> Callable[[str], str | None]:
    return lambda text: answer if text.startswith(verb) else None


def _always_pop(verb: str, answer: bytes) -> Callable[[str], bytes | None]:
    return lambda text: answer if text.startswith(verb) else None
