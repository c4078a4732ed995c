"""An account's settings as a state of the wizard's pages, and back."""

import msgspec

from facteur.link import accountfields
from facteur.link.commands import AccountFields
from facteur.link.events import Discovery
from facteur.mail.account import (
    SUBMISSION_PORTS,
    AccountSettings,
    Protocol,
    SecretKind,
    Security,
    ServerAddress,
)
from facteur.ui.accounts.wizard.state import Origin, Server, WizardState, account_fields
from facteur.ui.words import Around

_OWN = "own"  # signed in at a page that only a file of the user's knows


def state_of(settings: AccountSettings, around: Around) -> WizardState:
    """Return the pages' state; every value is in use. around: of the account's provider."""
    oauth = settings.secret_kind is SecretKind.OAUTH
    receiving = _server(settings.server, settings.user, settings.certificate_sha256)
    sending = settings.submission
    out = Server(port=SUBMISSION_PORTS[Security.TLS])
    if sending is not None:
        user = sending.user or settings.user
        out = _server(sending.server, user, sending.certificate_sha256)
    pop = settings.protocol is Protocol.POP
    return WizardState(
        name=settings.name,
        address=settings.address,
        discovery=Discovery(
            domain=settings.address.rpartition("@")[2].lower(),
            provider=settings.provider,
            provider_name=around.provider,
            help_url=around.help_url,
            oauth=(settings.provider or _OWN) if oauth else "",
            oauth_ready=oauth,
        ),
        protocol=settings.protocol,
        protocol_chosen=True,
        imap=Server() if pop else receiving,
        pop=receiving if pop else Server(),
        submission=out,
        unencrypted_agreed=Security.NONE in {receiving.security, out.security},
        rules=settings.pop,
        remember=settings.secret_kind is not SecretKind.ASK,
        oauth_client=settings.oauth_client,
    )


def fields_of(state: WizardState, before: AccountSettings) -> AccountFields:
    """Return what goes to the engine. Raises UsageError for a host or port that cannot be.

    An empty password keeps the one that is known. Without `sending` the server for sending stays
    as it was.
    """
    fields = account_fields(state)
    kind, command = _secret(state, before)
    fields = msgspec.structs.replace(
        fields, secret_kind=kind.value, password_command=command, provider=before.provider
    )
    if state.sending:
        return fields
    old = accountfields.fields_of(before)
    return msgspec.structs.replace(
        fields,
        submission_host=old.submission_host,
        submission_port=old.submission_port,
        submission_security=old.submission_security,
        submission_user=old.submission_user,
        submission_sha256=old.submission_sha256,
    )


def lacks_password(state: WizardState, before: AccountSettings) -> bool:
    """Whether a password has to be typed: none is known of an account that did without."""
    was = before.secret_kind is SecretKind.OAUTH
    return was and not state.by_oauth and not state.password


def _secret(state: WizardState, before: AccountSettings) -> tuple[SecretKind, str]:
    if state.by_oauth:
        return SecretKind.OAUTH, ""
    if before.secret_kind is SecretKind.COMMAND and not state.password:
        return SecretKind.COMMAND, before.password_command
    # A keyring that happens to be locked is no reason to forget that it has the password.
    kept = state.remember and (state.keyring or not state.password)
    return (SecretKind.KEYRING if kept else SecretKind.ASK), ""


def _server(address: ServerAddress, user: str, sha256: str) -> Server:
    return Server(
        host=address.host,
        port=address.port,
        security=address.security,
        user=user,
        host_from=Origin.USED,
        port_from=Origin.USED,
        security_from=Origin.USED,
        user_from=Origin.USED,
        certificate_sha256=sha256,
    )
