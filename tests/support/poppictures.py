"""The pictures of collecting mail: the rules, the question, a collected message, the ledger.

One maildrop is followed through its life: collected, asked about, agreed to, and then left for
14 days; the question can no longer be photographed once it is answered.
"""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from facteur.base.paths import Profile, profile
from tests.support import demo
from tests.support.mailserver import Dovecot
from tests.support.photographs import arrange, photograph, run
from tests.support.realwindow import Window, enter_settings, until, window
from tests.support.screen import Screen

KEPT = 8  # of the newest messages: they are still there for the picture of one
THEMES = {"fr": "light", "en": "dark"}
ANSWER = ("shift+F6", "shift+Tab", "space")  # from the list to the folders, back to the strip
LEDGER = {"fr": ("F10", "Down", "s"), "en": ("F10", "Down", "d")}


class PopStudio:
    """The profile of a collecting account. `home` is readable in the picture of the question."""

    def __init__(self, home: Path, empty: Profile, server: Dovecot) -> None:
        self._home = profile(home)
        self._empty = empty
        self._server = server
        self._user = demo.add_user(server, "camille-pop")
        self._collected = False
        self._agreed = False

    def options(self, screen: Screen, name: str) -> None:
        """The rules, reached by keyboard from the settings of a first account."""
        language = _language(name)
        arrange(self._empty, theme=THEMES[language])
        with window(screen, self._empty.home, language=language) as seen:
            until(seen.engines, "an engine")
            main = seen.shown()
            until(lambda: seen.opens(main, "Return"), "the settings page")
            enter_settings(seen, self._user, demo.ADDRESS, pop=True)
            seen.key("Return")
            screen.rest()
            seen.key("Down")  # to the way that has the most to say
            photograph(screen, name, seen.shown())

    def question(self, screen: Screen, name: str) -> None:
        """What is asked before the first message leaves the server."""
        self._collect()
        with self._window(screen, name) as seen:
            main = seen.shown()
            until(lambda: seen.opens(main, *ANSWER), "the question")
            photograph(screen, name, seen.shown())

    def ledger(self, screen: Screen, name: str) -> None:
        """What has left the server."""
        self._agree()
        with self._window(screen, name) as seen:
            main = seen.shown()
            until(lambda: seen.opens(main, *LEDGER[_language(name)]), "the ledger")
            photograph(screen, name, seen.shown())

    def message(self, screen: Screen, name: str) -> None:
        """A collected message that leaves the server in 14 days."""
        self._agree()
        with self._window(screen, name) as seen:
            seen.key("Home", "Down", "Up", "Return")
            photograph(screen, name)

    # -- the life of the maildrop ---------------------------------------------------------------

    def _collect(self) -> None:
        """Collect everything, under a rule that wants to delete."""
        if self._collected:
            return
        self._collected = True
        self._home.create()
        run(
            self._home, "account", "add", "--address", demo.ADDRESS, "--security", "none",
            "--pop", f"{self._server.host}:{self._server.ports.pop3}", "--user", self._user.name,
            "--password-command", f"echo {self._user.password}", "--after-download", "delete",
        )  # fmt: skip
        run(self._home, "sync")

    def _agree(self) -> None:
        """Let all but the newest leave the server; from then on, leave mail there for 14 days."""
        self._collect()
        if self._agreed:
            return
        self._agreed = True
        listed = run(self._home, "list", "INBOX", "--limit", str(KEPT)).splitlines()[1:]
        newest = [line.split()[0] for line in listed if line.strip()]
        run(self._home, "keep", *newest)
        run(self._home, "account", "change", demo.ADDRESS, "--confirm-removal")
        run(self._home, "sync")
        run(self._home, "account", "change", demo.ADDRESS, "--after-download", "14")
        run(self._home, "release", *newest)

    @contextlib.contextmanager
    def _window(self, screen: Screen, name: str) -> Iterator[Window]:
        """Open the program in the language of the picture."""
        language = _language(name)
        arrange(self._home, theme=THEMES[language])
        before = self._sessions()
        with window(screen, self._home.home, language=language) as seen:
            until(lambda: self._sessions() > before, "a collection")
            screen.rest()
            yield seen

    def _sessions(self) -> int:
        """Return how many sessions of the account the server has seen end."""
        return self._server.log.count(f"pop3({self._user.name})<")


def _language(name: str) -> str:
    return name.rpartition("-")[2]
