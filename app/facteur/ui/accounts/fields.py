"""Between the form, the settings of an account, and what goes to the engine."""

from facteur.link import commands
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
    return commands.AccountFields(
        address=entered.address,
        name=entered.name,
        host=server.host,
        port=server.port,
        security=server.security.value,
        user=entered.user,
        secret_kind=kind.value,
        password_command=command,
        certificate_sha256=entered.certificate_sha256,
        protocol=entered.protocol.value,
        after_download=entered.rules.after_download.value,
        leave_days=entered.rules.leave_days,
        follow_deletion=entered.rules.follow_deletion,
        headers_over_octets=entered.rules.headers_over_octets,
    )
