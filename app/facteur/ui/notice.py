"""What a problem is called, what it means and what can be done: values, no widgets.

Views show them; `words` makes them from a problem. Pattern of every sentence: what happened, what
it means and what is fine, what to do; the server's own sentence apart, in quotes.
"""

from dataclasses import dataclass
from enum import Enum


class Remedy(Enum):
    """What a button of a notice does. Who shows the notice drops those it cannot do."""

    RETRY = "retry"
    GO_OFFLINE = "go-offline"
    FIX_ADDRESS = "fix-address"
    FIX_HOST = "fix-host"
    FIX_PORT = "fix-port"
    FIX_SECURITY = "fix-security"
    FIX_USER = "fix-user"
    FIX_PASSWORD = "fix-password"  # noqa: S105 - the name of a remedy
    USE_HOST = "use-host"  # value: the host
    USE_PORT = "use-port"  # value: the port
    SEE_CERTIFICATE = "see-certificate"
    TRUST_CERTIFICATE = "trust-certificate"
    SIGN_IN = "sign-in"
    LATER = "later"
    RESUME = "resume"  # let a paused account go on
    APP_PASSWORD = "app-password"  # noqa: S105 - value: the page where it is made
    OPEN_PAGE = "open-page"  # value: the provider's page
    LOOK_AGAIN = "look-again"  # for other settings
    USE_IMAP = "use-imap"
    RETRY_REFUSED = "retry-refused"
    SKIP_REFUSED = "skip-refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A button of a notice, in words; the first of a notice is the main one."""

    text: str
    remedy: Remedy
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A problem in words.

    quote: the server's own sentence in quotes, cut and harmless, or "".
    details: technical lines for the details pane and the clipboard; never a secret.
    """

    title: str
    meaning: str
    buttons: tuple[Button, ...] = ()
    quote: str = ""
    details: str = ""

    def only(self, can: frozenset[Remedy]) -> tuple[Button, ...]:
        """Return the buttons that somebody who can do these remedies may show, in order."""
        return tuple(button for button in self.buttons if button.remedy in can)
