"""Tries settings: connect, encrypt, sign in, look at INBOX, then the server for sending.

Nothing is kept, sent, marked or deleted.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import msgspec

from facteur.base.errors import FacteurError, TrustError
from facteur.base.secret import Secret
from facteur.engine.effects import Effects
from facteur.engine.measuring import measure_imap, measure_pop
from facteur.engine.problems import problem
from facteur.engine.signin import sign_in
from facteur.imap import commands
from facteur.link.events import Problem, Trial
from facteur.mail.account import AccountSettings, Protocol, SecretKind, Submission
from facteur.mail.serverreplies import ServerReply, opening_error
from facteur.net.popsession import PopSession
from facteur.pop.connection import Connection
from facteur.pop.replies import Totals

GOODBYE_S = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """Receiving works. trial: what is there, and whether sending works too.

    totals: how much waits in a maildrop, by its own word; None where there is none, or it does
    not tell, or cannot tell which messages are new: then nobody can choose to take only those.
    """

    trial: Trial
    totals: Totals | None = None


def steps(settings: AccountSettings) -> tuple[str, ...]:
    """Return the steps that a trial of these settings has, in order."""
    receiving = ("connect", "login", "read")
    return (*receiving, "send") if settings.submission is not None else receiving


async def try_settings(
    settings: AccountSettings,
    secret: Secret,
    effects: Effects,
    on_step: Callable[[str], None],
    *,
    provider: str = "",
) -> Problem | Tried:
    """Return what is wrong with receiving and in which step; else what was found.

    on_step: hears each of `steps` as it begins. provider: of the token that the secret is, by its
    name in oauth-clients.toml; only its own servers see that.
    """
    step = "connect"

    def note(name: str) -> None:
        nonlocal step
        step = name
        on_step(name)

    receive = _try_pop if settings.protocol is Protocol.POP else _try_imap
    try:
        _check_host(provider, settings.server.host, effects)
        tried = await receive(settings, secret, effects, note)
    except FacteurError as error:
        encrypt = isinstance(error, TrustError) and step == "connect"
        return problem(error, server=settings.server, step="encrypt" if encrypt else step)
    if settings.submission is None:
        return tried
    note("send")
    try:
        _check_host(provider, settings.submission.server.host, effects)
        await _try_sending(settings, settings.submission, secret)
    except FacteurError as error:
        unsent = problem(error, server=settings.submission.server, step="send")
    else:
        unsent = None
    return Tried(trial=msgspec.structs.replace(tried.trial, unsent=unsent), totals=tried.totals)


async def _try_imap(
    settings: AccountSettings, secret: Secret, effects: Effects, note: Callable[[str], None]
) -> Tried:
    session = await sign_in(settings, secret, effects, note)
    try:
        note("read")
        (done,) = await session.flight([commands.Select(mailbox=b"INBOX", read_only=True)])
        if not done.ok:
            raise opening_error(ServerReply(text=done.text, code=done.code.name))
        return Tried(trial=await measure_imap(session, effects.clock.now_ms()))
    finally:
        await _leave(session.logout())
        session.close()


async def _try_pop(
    settings: AccountSettings, secret: Secret, effects: Effects, note: Callable[[str], None]
) -> Tried:
    """Sign in and ask how much is there; no message is fetched whole or marked."""
    note("connect")
    session = await PopSession.connect(
        effects.network, settings.server, settings.certificate_sha256
    )
    try:
        note("login")
        is_token = settings.secret_kind is SecretKind.OAUTH
        await session.login(settings, secret, is_token=is_token)
        note("read")
        trial, totals = await measure_pop(session, effects.clock.now_ms())
        names = _names_messages(session.connection)
        await _leave(session.quit())
    finally:
        session.close()
    return Tried(trial=trial, totals=totals if names else None)


async def _leave(goodbye: Awaitable[object]) -> None:
    """Say goodbye to a server that may have stopped to answer; nothing depends on it."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(GOODBYE_S):
            await goodbye


async def _try_sending(settings: AccountSettings, submission: Submission, secret: Secret) -> None:
    """Sign in at the server for sending and leave; nobody is written to."""
    # It comes with aiosmtplib, which an engine that sends nothing does without.
    from facteur.net.submission import SubmissionSession  # noqa: PLC0415 - see above

    is_token = settings.secret_kind is SecretKind.OAUTH
    told = secret.reveal()
    session = await SubmissionSession.connect(submission.server, submission.certificate_sha256)
    try:
        await session.login(
            submission.user or settings.user,
            password="" if is_token else told,
            token=told if is_token else "",
        )
        await session.quit()
    finally:
        session.close()


def _check_host(provider: str, host: str, effects: Effects) -> None:
    """Refuse to show a token to a server that is none of its provider's, whatever was typed."""
    if provider and not effects.oauth.need(provider).may_see_token(host):
        raise TrustError("token-elsewhere", detail=host)


def _names_messages(connection: Connection) -> bool:
    """Return whether messages may have names; only a server that tells what it can rules it out."""
    return "UIDL" in connection.capabilities or not connection.capabilities_told
