"""Between the form, the settings of an account, and what goes to the engine."""

from facteur.link import accountfields, commands
from facteur.mail.account import AccountSettings, SecretKind, ServerAddress
from facteur.ui.accounts.entered import Entered


def entered_of(settings: AccountSettings) -> Entered:
    """Return the form of an account; its password is not known here."""
    return Entered(
        name=settings.name,
        address=settings.address,
        protocol=settings.protocol,
        host=settings.server.host,
        port=settings.server.port,
        security=settings.server.security,
        user=settings.user,
        remember=settings.secret_kind is not SecretKind.ASK,
        certificate_sha256=settings.certificate_sha256,
        rules=settings.pop,
    )


def fields_of(entered: Entered, known: AccountSettings | None) -> commands.AccountFields:
    """Return what goes to the engine. Raises UsageError for a host or port that cannot be.

    known: the settings before; a password command of theirs is kept while no password is typed.
    """
    server = ServerAddress(host=entered.host, port=entered.port, security=entered.security)
    kind = SecretKind.KEYRING if entered.remember else SecretKind.ASK
    command = ""
    if known is not None and known.secret_kind is SecretKind.COMMAND and not entered.password:
        kind, command = SecretKind.COMMAND, known.password_command
    if known is not None and known.secret_kind is SecretKind.OAUTH and not entered.password:
        kind = SecretKind.OAUTH
    settings = AccountSettings(
        address=entered.address,
        name=entered.name,
        protocol=entered.protocol,
        server=server,
        pop=entered.rules,
        user=entered.user,
        secret_kind=kind,
        password_command=command,
        certificate_sha256=entered.certificate_sha256,
        submission=known.submission if known else None,
        provider=known.provider if known else "",
        oauth_client=known.oauth_client if known else "",
    )
    return accountfields.fields_of(settings)
