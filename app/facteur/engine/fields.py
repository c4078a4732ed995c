"""Between the fields that travel and the values of `mail`."""

from facteur.base.errors import UsageError
from facteur.link.commands import AccountFields
from facteur.mail.account import (
    AccountSettings,
    AfterDownload,
    PopRules,
    Protocol,
    SecretKind,
    Security,
    ServerAddress,
    Submission,
)


def settings_of(fields: AccountFields) -> AccountSettings:
    """Return settings from what was entered.

    Raises UsageError: `account-local` for the account without a server, which has none,
    `address-invalid`, `security-invalid`, `user-empty`, `command-empty`, `rule-invalid`, and
    those of ServerAddress and PopRules.
    """
    if fields.protocol == Protocol.LOCAL.value:
        raise UsageError("account-local")
    address = fields.address.strip()
    local, _, domain = address.rpartition("@")
    if not local or not domain or not address.isprintable():
        raise UsageError("address-invalid", detail=address)
    try:
        security = Security(fields.security)
        secret_kind = SecretKind(fields.secret_kind)
    except ValueError as error:
        raise UsageError("security-invalid", detail=str(error)) from error
    try:
        protocol = Protocol(fields.protocol)
        after_download = AfterDownload(fields.after_download)
    except ValueError as error:
        raise UsageError("rule-invalid", detail=str(error)) from error
    if not fields.user:
        raise UsageError("user-empty")
    if secret_kind is SecretKind.COMMAND and not fields.password_command:
        raise UsageError("command-empty")
    return AccountSettings(
        address=address,
        name=fields.name.strip(),
        protocol=protocol,
        pop=PopRules(
            after_download=after_download,
            leave_days=fields.leave_days,
            follow_deletion=fields.follow_deletion,
            headers_over_octets=fields.headers_over_octets,
        ),
        server=ServerAddress(host=fields.host.strip(), port=fields.port, security=security),
        user=fields.user,
        secret_kind=secret_kind,
        password_command=fields.password_command,
        certificate_sha256=_fingerprint(fields.certificate_sha256),
        submission=_submission(fields),
        provider=fields.provider,
        oauth_client=fields.oauth_client.strip(),
    )


def _submission(fields: AccountFields) -> Submission | None:
    host = fields.submission_host.strip()
    if not host:
        return None
    try:
        security = Security(fields.submission_security)
    except ValueError as error:
        raise UsageError("security-invalid", detail=str(error)) from error
    return Submission(
        server=ServerAddress(host=host, port=fields.submission_port, security=security),
        user=fields.submission_user,
        certificate_sha256=_fingerprint(fields.submission_sha256),
    )


def _fingerprint(text: str) -> str:
    return text.lower().replace(":", "")
