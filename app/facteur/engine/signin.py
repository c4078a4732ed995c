"""From settings to a session that can select: connect, sign in, switch extensions on."""

from collections.abc import Callable

import facteur
from facteur.base.secret import Secret
from facteur.engine.effects import Effects
from facteur.imap import commands
from facteur.mail.account import AccountSettings, SecretKind
from facteur.net.imapsession import Identity, ImapSession

# iCloud's QRESYNC is known bad (Mailspring-Sync PR#91, MailKit#1871): CONDSTORE does the work.
NO_QRESYNC_HOSTS = (".mail.me.com", ".icloud.com")

OnStep = Callable[[str], None]


def _no_step(_step: str) -> None:
    """Tell nobody."""


async def sign_in(
    settings: AccountSettings, secret: Secret, effects: Effects, on_step: OnStep = _no_step
) -> ImapSession:
    """Return a signed-in session with ENABLE, ID and COMPRESS done where they are offered.

    on_step: hears "connect", "encrypt", "login" as each begins.
    Raises NetworkError, TrustError, LoginError, ServerRefused, RemoteProtocolError.
    """
    on_step("connect")
    session = await ImapSession.connect(
        effects.network, settings.server, settings.certificate_sha256
    )
    try:
        on_step("login")
        is_token = settings.secret_kind is SecretKind.OAUTH
        identity = Identity(
            user=settings.user, secret=secret, version=facteur.__version__, is_token=is_token
        )
        await session.login(identity, settings.server)
        await session.flight(after_login(session, settings.server.host))
        if "COMPRESS=DEFLATE" in session.connection.capabilities:
            await session.flight([commands.Compress()])
    except BaseException:
        session.close()
        raise
    return session


def after_login(session: ImapSession, host: str) -> list[commands.Command]:
    """Return what is sent once after login, in one flight."""
    capabilities = session.connection.capabilities
    flight: list[commands.Command] = []
    if "ID" in capabilities:
        fields = (("name", "Facteur"), ("version", facteur.__version__))
        flight.append(commands.Id(fields=fields))
    if "QRESYNC" in capabilities and not host.endswith(NO_QRESYNC_HOSTS):
        flight.append(commands.Enable(names=("QRESYNC",)))
    return flight
