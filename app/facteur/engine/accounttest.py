"""Tries settings: connect, encrypt, sign in, look at INBOX. Nothing is kept."""

from collections.abc import Callable

from facteur.base.errors import FacteurError, ServerRefused, TrustError
from facteur.base.secret import Secret
from facteur.engine.effects import Effects
from facteur.engine.problems import problem
from facteur.engine.signin import sign_in
from facteur.imap import commands
from facteur.link.events import Problem
from facteur.mail.account import AccountSettings, Protocol
from facteur.net.popsession import PopSession
from facteur.pop.connection import Connection
from facteur.pop.replies import Totals


async def try_settings(
    settings: AccountSettings,
    secret: Secret,
    effects: Effects,
    on_step: Callable[[str], None],
) -> Problem | Totals | None:
    """Return what is wrong and in which step; else how much waits in a maildrop, by its own word.

    None: everything works, and there is no maildrop, or it does not tell, or cannot tell which
        messages are new: then nobody can choose to take only those.
    on_step: hears "connect", "login", "read" as each begins.
    """
    step = "connect"

    def note(name: str) -> None:
        nonlocal step
        step = name
        on_step(name)

    if settings.protocol is Protocol.POP:
        return await _try_pop(settings, secret, effects, note, lambda: step)
    try:
        session = await sign_in(settings, secret, effects, note)
    except FacteurError as error:
        encrypt = isinstance(error, TrustError) and step == "connect"
        return problem(error, server=settings.server, step="encrypt" if encrypt else step)
    try:
        note("read")
        (done,) = await session.flight([commands.Select(mailbox=b"INBOX", read_only=True)])
        if not done.ok:
            refused = ServerRefused("mailbox", server_text=done.text)
            return problem(refused, server=settings.server, step=step)
    except FacteurError as error:
        return problem(error, server=settings.server, step=step)
    finally:
        await session.logout()
    return None


async def _try_pop(
    settings: AccountSettings,
    secret: Secret,
    effects: Effects,
    note: Callable[[str], None],
    step: Callable[[], str],
) -> Problem | Totals | None:
    """Sign in and ask how much is there; nothing is fetched or marked."""
    session: PopSession | None = None
    try:
        note("connect")
        session = await PopSession.connect(
            effects.network, settings.server, settings.certificate_sha256
        )
        note("login")
        await session.login(settings, secret)
        note("read")
        totals = await session.stat()
        names = _names_messages(session.connection)
        await session.quit()
    except FacteurError as error:
        encrypt = isinstance(error, TrustError) and step() == "connect"
        return problem(error, server=settings.server, step="encrypt" if encrypt else step())
    finally:
        if session is not None:
            session.close()
    return totals if names else None


def _names_messages(connection: Connection) -> bool:
    """Return whether messages may have names; only a server that tells what it can rules it out."""
    return "UIDL" in connection.capabilities or not connection.capabilities_told
