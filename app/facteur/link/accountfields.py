"""The settings of an account as they travel to the engine."""

from facteur.link.commands import AccountFields
from facteur.mail.account import SUBMISSION_PORTS, AccountSettings, Security


def fields_of(settings: AccountSettings) -> AccountFields:
    """Return the fields that `engine.fields.settings_of` makes these settings of again."""
    sending = settings.submission
    return AccountFields(
        address=settings.address,
        name=settings.name,
        host=settings.server.host,
        port=settings.server.port,
        security=settings.server.security.value,
        user=settings.user,
        secret_kind=settings.secret_kind.value,
        password_command=settings.password_command,
        certificate_sha256=settings.certificate_sha256,
        protocol=settings.protocol.value,
        after_download=settings.pop.after_download.value,
        leave_days=settings.pop.leave_days,
        follow_deletion=settings.pop.follow_deletion,
        headers_over_octets=settings.pop.headers_over_octets,
        submission_host=sending.server.host if sending else "",
        submission_port=sending.server.port if sending else SUBMISSION_PORTS[Security.TLS],
        submission_security=(sending.server.security if sending else Security.TLS).value,
        submission_user=sending.user if sending else "",
        submission_sha256=sending.certificate_sha256 if sending else "",
        provider=settings.provider,
        oauth_client=settings.oauth_client,
    )
