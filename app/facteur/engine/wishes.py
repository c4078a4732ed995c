"""What the user wants of one account beside its servers: whether it goes out, how often, how much.

What is said of this account wins over the settings for all of them.
"""

from typing import assert_never

from facteur.base.errors import NetworkError
from facteur.base.settings import Settings
from facteur.mail.account import Preferences, Texts

ALL_MONTHS = 12_000  # of the texts of a millennium
_RECENT_MONTHS = 3
_YEAR_MONTHS = 12


class Wishes:
    """Of one account, as they are now; asked anew each time, for they change while it runs."""

    def __init__(self, settings: Settings, preferences: Preferences) -> None:
        self.preferences = preferences
        self.online = True  # False: offline by choice
        self._settings = settings

    @property
    def goes_out(self) -> bool:
        """Whether anything may be asked of the servers."""
        return self.online and not self.preferences.paused

    @property
    def resting(self) -> str:
        """The state of an account that does not go out, and the code of what is refused then."""
        return "paused" if self.preferences.paused else "offline"

    def need_to_go_out(self) -> None:
        """Raise NetworkError (`paused`, `offline`) when nothing may be asked of the servers."""
        if not self.goes_out:
            raise NetworkError(self.resting)

    @property
    def interval_s(self) -> float:
        """Seconds between two looks for news."""
        return float(self.preferences.interval_s or self._settings.number("check_interval_s"))

    @property
    def texts_months(self) -> int:
        """The texts of so many recent months are brought in idle moments; 0: none."""
        match self.preferences.texts:
            case Texts.USUAL:
                return self._settings.number("texts_months")
            case Texts.HEADERS:
                return 0
            case Texts.RECENT:
                return _RECENT_MONTHS
            case Texts.YEAR:
                return _YEAR_MONTHS
            case Texts.ALL:
                return ALL_MONTHS
            case _:
                assert_never(self.preferences.texts)
