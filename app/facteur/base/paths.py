"""Where a profile lies, and what lies in it.

Mail is data, not cache: it lives in the user's data directory. One profile is one folder; the
environment variable FACTEUR_HOME or `--home` names another one.
"""

import os
import sys
from functools import cache
from pathlib import Path
from typing import NamedTuple

ENVIRONMENT = "FACTEUR_HOME"


class Profile(NamedTuple):
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
    def oauth_clients(self) -> Path:
        """Providers and clients for OAuth 2.0 of the user's own, TOML; usually not there."""
        return self.home / "oauth-clients.toml"

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

    @property
    def texts(self) -> Path:
        """The texts of the window in Qt's own form, made from ours; safe to delete."""
        return self.home / "texts"

    def create(self) -> None:
        """Make the folder, readable by its owner only; an existing one is left as it is."""
        self.home.mkdir(mode=0o700, parents=True, exist_ok=True)


def profile(home: str | Path | None = None) -> Profile:
    """Return the profile at `home`, else at FACTEUR_HOME, else the user's own."""
    chosen = home or os.environ.get(ENVIRONMENT)
    if chosen:
        return Profile(home=Path(chosen).expanduser().absolute())
    return Profile(home=_data_home() / "facteur")


def _data_home() -> Path:
    """Return the folder in which programs keep the user's data."""
    if sys.platform.startswith("linux"):  # the same as below without its 5 ms
        named = Path(os.environ.get("XDG_DATA_HOME", "").strip())
        return named if named.is_absolute() else Path.home() / ".local" / "share"
    import platformdirs  # noqa: PLC0415 - other systems have to be asked

    return Path(platformdirs.user_data_dir())


@cache
def resources() -> Path:
    """Return the folder of icons, styles and texts, in a checkout or an installed package."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "resources"
    return installed if installed.is_dir() else package.parent.parent / "resources"
