"""What pages of the wizard ask for, and what they are told: values, no behaviour."""

from dataclasses import dataclass

from facteur.link.events import BrowserWanted, DiscoveryChanged, Reply
from facteur.ui.accounts.wizard.state import Place

# -- asked of the dialog -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Show this page; Back comes here again."""

    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class AddAnother:
    """Begin again with an empty wizard; the account before is kept."""


# -- asked of the engine, by the controller ------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Find:
    """Look for the settings of the address; an Answered with Done.discovery follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StopFinding:
    """End the search at once with what there is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskConsent:
    """Sign in at the provider's page (SignIn); BrowserWanted, then an Answered follow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StopConsent:
    """The user does not wait for the browser any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Try:
    """Test the settings (TestAccount); TestReached, then an Answered follow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StopTrying:
    """The answer to a running test means nothing any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Keep:
    """Keep the account (AddAccount); an Answered follows, and the last page when it is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finish:
    """Keep what was preferred on the last page, close, and show the inbox."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSettings:
    """Leave the wizard and open the settings of an account that is here already."""

    address: str


Want = (
    Visit
    | AddAnother
    | Find
    | StopFinding
    | AskConsent
    | StopConsent
    | Try
    | StopTrying
    | Keep
    | Finish
    | OpenSettings
)

# -- told to the pages ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class TestReached:
    """A running test has come to this step; 0 is the first."""

    __test__ = False

    step: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The engine's one answer to what was wanted."""

    want: Want
    reply: Reply


News = DiscoveryChanged | BrowserWanted | TestReached | Answered
