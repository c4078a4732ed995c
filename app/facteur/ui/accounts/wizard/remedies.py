"""What a button of a failed test changes in the wizard's state, and where it leads."""

from dataclasses import dataclass, replace

from facteur.mail.account import SUBMISSION_PORTS, Protocol, Security
from facteur.ui.accounts.ports import security_for_port
from facteur.ui.accounts.wizard.signinwords import can_consent
from facteur.ui.accounts.wizard.state import (
    Origin,
    Place,
    Server,
    WizardState,
    offered,
    untested,
)
from facteur.ui.notice import Button, Remedy

_PLACES = {
    Remedy.FIX_ADDRESS: Place.ADDRESS,
    Remedy.FIX_HOST: Place.MANUAL,
    Remedy.FIX_PORT: Place.MANUAL,
    Remedy.FIX_SECURITY: Place.MANUAL,
    Remedy.FIX_USER: Place.SIGN_IN,
    Remedy.FIX_PASSWORD: Place.SIGN_IN,
    Remedy.SEE_CERTIFICATE: Place.CERTIFICATE,
    Remedy.TRUST_CERTIFICATE: Place.CERTIFICATE,
}
_ALWAYS = frozenset(_PLACES) | {
    Remedy.RETRY,
    Remedy.USE_HOST,
    Remedy.USE_PORT,
    Remedy.APP_PASSWORD,
    Remedy.OPEN_PAGE,
    Remedy.LOOK_AGAIN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """The state after a remedy. place: where it leads, TEST: test again. url: a page to open."""

    state: WizardState
    place: Place = Place.TEST
    url: str = ""


def can(state: WizardState) -> frozenset[Remedy]:
    """Return the remedies that can be done here."""
    found = set(_ALWAYS)
    if state.protocol is Protocol.POP and state.imap.host and Protocol.IMAP in offered(state):
        found.add(Remedy.USE_IMAP)
    if can_consent(state):
        found.add(Remedy.SIGN_IN)
    if not state.shown_certificate:
        found -= {Remedy.SEE_CERTIFICATE, Remedy.TRUST_CERTIFICATE}
    return frozenset(found)


def mend(state: WizardState, button: Button, *, sending: bool) -> Mended:
    """Return what a button does; sending: its problem is the server's for sending."""
    tested = untested(state)
    match button.remedy:
        case Remedy.USE_HOST:
            mended = Mended(state=_with_host(state, button.value, sending=sending))
        case Remedy.USE_PORT:
            mended = Mended(state=_with_port(state, int(button.value), sending=sending))
        case Remedy.APP_PASSWORD:
            mended = Mended(state=tested, place=Place.SIGN_IN, url=button.value)
        case Remedy.OPEN_PAGE:
            mended = Mended(state=state, url=button.value)
        case Remedy.LOOK_AGAIN:
            mended = Mended(state=replace(tested, discovery=None), place=Place.DISCOVERY)
        case Remedy.USE_IMAP:
            changed = replace(tested, protocol=Protocol.IMAP, protocol_chosen=True)
            mended = Mended(state=changed, place=Place.KEEP)
        case Remedy.SIGN_IN:
            changed = replace(tested, use_password=False, grant=0)
            mended = Mended(state=changed, place=Place.SIGN_IN)
        case _:
            mended = Mended(state=tested, place=_PLACES.get(button.remedy, Place.TEST))
    return mended


def changed_server(state: WizardState, server: Server, *, sending: bool) -> WizardState:
    """Return the state with another server, the one for sending or the one that receives."""
    if sending:
        return untested(replace(state, submission=server))
    if state.protocol is Protocol.POP:
        return untested(replace(state, pop=server))
    return untested(replace(state, imap=server))


def _with_host(state: WizardState, host: str, *, sending: bool) -> WizardState:
    server = state.submission if sending else state.server
    changed = replace(server, host=host, host_from=Origin.TYPED, certificate_sha256="")
    return changed_server(state, changed, sending=sending)


def _with_port(state: WizardState, port: int, *, sending: bool) -> WizardState:
    server = state.submission if sending else state.server
    changed = replace(
        server,
        port=port,
        port_from=Origin.TYPED,
        security=_sending_security(port) if sending else security_for_port(port),
        security_from=Origin.TYPED,
    )
    return changed_server(state, changed, sending=sending)


def other_sending_port(port: int) -> int:
    """Return the port for sending worth trying where this one refuses."""
    usual = SUBMISSION_PORTS[Security.TLS]
    return SUBMISSION_PORTS[Security.STARTTLS] if port == usual else usual


def _sending_security(port: int) -> Security:
    return Security.TLS if port == SUBMISSION_PORTS[Security.TLS] else Security.STARTTLS
