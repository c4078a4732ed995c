"""Which way to sign in a state means, and the sentences about it: pure but for the language."""

from enum import Enum

from PySide6.QtCore import QCoreApplication

from facteur.ui.accounts.wizard.state import WizardState
from facteur.ui.foreign import shown_name


class Way(Enum):
    """How the user signs in."""

    PASSWORD = "password"  # noqa: S105 - the name of a way
    APP_PASSWORD = "app-password"  # noqa: S105 - the name of a way
    CONSENT = "consent"  # on the provider's page
    UNREGISTERED = "unregistered"  # that page would be it, but this build is not registered there


_MADE_THERE = frozenset(("app-password", "authorisation-code", "separate-password"))


def way(state: WizardState) -> Way:
    """Return the way that this state means."""
    if state.by_oauth:
        return Way.CONSENT
    if only_consent(state):
        return Way.UNREGISTERED
    found = state.discovery
    if found is not None and (_MADE_THERE & set(found.steps) or _auth(state) == "app-password"):
        return Way.APP_PASSWORD
    return Way.PASSWORD


def only_consent(state: WizardState) -> bool:
    """Whether the provider takes nothing but an agreement on its own page."""
    found = state.discovery
    return found is not None and bool(found.oauth) and _auth(state) == "oauth"


def can_consent(state: WizardState) -> bool:
    """Whether the provider's page can be opened with what this build and the user have."""
    found = state.discovery
    return (
        found is not None and bool(found.oauth) and (found.oauth_ready or bool(state.oauth_client))
    )


def provider_name(state: WizardState) -> str:
    """Return the provider for people: its name, else the domain of the address."""
    found = state.discovery
    return shown_name((found.provider_name if found else "") or state.domain)


def help_url(state: WizardState) -> str:
    """Return the provider's page, "" when none is known."""
    return state.discovery.help_url if state.discovery is not None else ""


def explanation(state: WizardState) -> str:
    """Return what has to be known before signing in, "" when a password is just a password."""
    provider = provider_name(state)
    found = state.discovery
    match way(state):
        case Way.CONSENT:
            return QCoreApplication.translate(
                "SignIn",
                "Your browser will open. Facteur never sees your password: {provider} hands it a "
                "key you can withdraw at any time.",
            ).format(provider=provider)
        case Way.UNREGISTERED:
            return QCoreApplication.translate(
                "SignIn",
                "{provider} lets mail programs in through its own page only (OAuth), and this "
                "build of Facteur is not registered there. So it cannot add this address yet, "
                "unless somebody gave you a client id: specialists can get one from {provider}.",
            ).format(provider=provider)
        case Way.APP_PASSWORD if found is not None and found.oauth and not found.oauth_ready:
            return QCoreApplication.translate(
                "SignIn",
                "{provider} would also let Facteur in through its own page, but this build is not "
                "registered there. An app password, different from your usual one, works as well.",
            ).format(provider=provider)
        case Way.APP_PASSWORD:
            return QCoreApplication.translate(
                "SignIn",
                "{provider} wants an app password, different from your usual one.",
            ).format(provider=provider)
        case Way.PASSWORD:
            return ""


def _auth(state: WizardState) -> str:
    """Return what discovery says of the server that receives, "" when it says nothing."""
    if state.discovery is None:
        return ""
    return next(
        (
            server.auth
            for server in state.discovery.servers
            if server.protocol == state.protocol.value
        ),
        "",
    )
