"""Where a profile lies, and what lies in it.

Mail is data, not cache: it lives in the user's data directory. One profile is one folder; the
environment variable FACTEUR_HOME or `--home` names another one.
"""

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import platformdirs

ENVIRONMENT = "FACTEUR_HOME"


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The folder of one profile and the names in it; nothing is created by looking."""

    home: Path

    @property
    def mail(self) -> Path:
        """The database of accounts, mailboxes, message rows and operations."""
        return self.home / "mail.sqlite"

    @property
    def content(self) -> Path:
        """The database of raw parts."""
        return self.home / "content.sqlite"

    @property
    def settings(self) -> Path:
        """The settings file, TOML."""
        return self.home / "settings.toml"

    @property
    def window(self) -> Path:
        """Where the window remembers its geometry and the view of each folder."""
        return self.home / "window.ini"

    @property
    def lock(self) -> Path:
        """Held by the engine that owns the profile; says where it listens."""
        return self.home / "engine.lock"

    @property
    def logs(self) -> Path:
        """The folder of log files."""
        return self.home / "log"

    @property
    def attachments(self) -> Path:
        """Copies of attachments opened with another program; safe to delete."""
        return self.home / "opened"

    def create(self) -> None:
        """Make the folder, readable by its owner only; an existing one is left as it is."""
        self.home.mkdir(mode=0o700, parents=True, exist_ok=True)


def profile(home: str | Path | None = None) -> Profile:
    """Return the profile at `home`, else at FACTEUR_HOME, else the user's own."""
    chosen = home or os.environ.get(ENVIRONMENT)
    if chosen:
        return Profile(home=Path(chosen).expanduser().absolute())
    return Profile(home=Path(platformdirs.user_data_dir("facteur", appauthor=False)))


@cache
def resources() -> Path:
    """Return the folder of icons, styles and texts, in a checkout or an installed package."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "resources"
    return installed if installed.is_dir() else package.parent.parent / "resources"
