"""Makes the README's pictures: a real Dovecot, the demonstration mailbox, the program drawing itself.

`python3 tests pictures [NAME...]`. The clock and the fonts are those of the machine; Inter is taken
for the system's font where it is installed, as the newer desktops have it.
"""

import contextlib
import dataclasses
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from facteur.base.paths import profile
from facteur.mail.mailbox import SpecialUse
from facteur.store.read import mailboxes
from facteur.store.reader import open_reader
from facteur.ui.memory import window_memory
from facteur.ui.viewmemory import View, ViewMemory
from tests.support import demo, practicewindow
from tests.support.mailserver import Dovecot
from tests.support.photographs import (
    PICTURES,
    ROOT,
    arrange,
    pack,
    photograph,
    picture,
    run,
    surroundings,
)
from tests.support.poppictures import PopStudio
from tests.support.realwindow import Window, enter_account, until, window
from tests.support.screen import Screen

SIZE = "1360x860"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A picture that the program draws by itself. welcome: of a profile without an account."""

    name: str
    theme: str
    language: str
    mailbox: str = "INBOX"
    as_table: bool = False
    layout: str = "right"
    welcome: bool = False


ALL = (
    Drawing(name="light-fr", theme="light", language="fr"),
    Drawing(name="dark-en", theme="dark", language="en"),
    Drawing(name="below-fr", theme="light", language="fr", as_table=True, layout="below"),
    Drawing(name="letter-en", theme="light", language="en", mailbox="Letters"),
    Drawing(name="letter-dark-fr", theme="dark", language="fr", mailbox="Letters"),
    Drawing(name="welcome-en", theme="light", language="en", welcome=True),
)


class Studio:
    """The profile of the demonstration account, and the program that draws it."""

    def __init__(self, folder: Path, server: Dovecot) -> None:
        self.empty = profile(folder / "empty")
        self._full = profile(folder / "full")
        self._user = demo.add_user(server)
        self._bring(server)

    def draw(self, drawing: Drawing) -> None:
        """Let the program draw itself."""
        home = self.empty if drawing.welcome else self._full
        arrange(home, layout=drawing.layout)
        if drawing.as_table:
            self._remember_table()
        run(
            home, "--offscreen", "--screenshot", str(picture(drawing.name)), "--size", SIZE,
            "--theme", drawing.theme, "--language", drawing.language,
            *(() if drawing.welcome else ("--mailbox", drawing.mailbox)),
        )  # fmt: skip
        pack(drawing.name)

    def refused(self, screen: Screen, name: str) -> None:
        """A password that the server does not take, in the settings of a first account."""
        arrange(self.empty)
        with window(screen, self.empty.home, language="fr") as seen:
            until(seen.engines, "an engine")
            main = seen.shown()
            until(lambda: seen.opens(main, "Return"), "the settings page")
            enter_account(seen, self._user, demo.ADDRESS, "mot de passe")
            until(lambda: "auth failed" in self._user.server.log, "the refusal")
            photograph(screen, name, seen.shown())

    def activity(self, screen: Screen, name: str) -> None:
        """Offline, with a change that waits."""
        arrange(self._full, marks_read=False)  # those that the keys pass over
        with self._connected(screen) as seen:
            seen.key("F7", "Home", "Down", "Down", "ctrl+d", "F8")
            photograph(screen, name)

    def photo(self, screen: Screen, name: str) -> None:
        """A message with a picture in its text."""
        arrange(self._full)
        with self._connected(screen, language="fr") as seen:
            seen.key("Home", *["Down"] * 6)
            until(seen.shows_web, "the text")
            photograph(screen, name)

    @contextlib.contextmanager
    def _connected(self, screen: Screen, language: str = "en") -> Iterator[Window]:
        """Open the program and wait until it has talked to the server and shows it."""
        before = self._logins()
        with window(screen, self._full.home, language=language) as seen:
            until(lambda: self._logins() > before, "a connection")
            screen.rest()
            yield seen

    def _logins(self) -> int:
        return self._user.server.log.count(f"Login: user=<{self._user.name}>")

    def _bring(self, server: Dovecot) -> None:
        """Bring the mail, the texts, and one of the two files of the newest message."""
        run(
            self._full, "account", "add", "--address", demo.ADDRESS, "--security", "none",
            "--imap", f"{server.host}:{server.ports.imap}", "--user", self._user.name,
            "--password-command", f"echo {self._user.password}",
        )  # fmt: skip
        run(self._full, "sync", "--bodies")
        newest = run(self._full, "list", "INBOX", "--limit", "1").split("\n")[1].split()[0]
        run(self._full, "show", newest, "--part", "2")

    def _remember_table(self) -> None:
        reader = open_reader(self._full)
        try:
            found = mailboxes.mailboxes(reader)
        finally:
            reader.close()
        inbox = next(one for one in found if one.special_use is SpecialUse.INBOX)
        memory = window_memory(self._full)
        ViewMemory(memory).remember(inbox.key, View(as_table=True))
        memory.sync()


@contextlib.contextmanager
def told_place() -> Iterator[Path]:
    """Make a home whose name may be read in a picture: the same everywhere, and nobody's own."""
    place = Path(tempfile.gettempdir()) / "camille"
    place.mkdir()  # refused where it is somebody's
    try:
        yield place / "Facteur"
    finally:
        shutil.rmtree(place, ignore_errors=True)


def main(names: list[str]) -> int:
    """Draw the named pictures, or all."""
    PICTURES.mkdir(exist_ok=True)
    with (
        Dovecot() as server,
        tempfile.TemporaryDirectory(prefix="facteur-pictures-") as folder,
        told_place() as told,
        Screen() as screen,
    ):
        surroundings(Path(folder), server.ca_file)
        studio = Studio(Path(folder), server)
        for drawing in ALL:
            if not names or drawing.name in names:
                studio.draw(drawing)
        for name, take in _by_hand(studio, PopStudio(told, studio.empty, server)).items():
            if not names or name in names:
                take(screen, name)
    return 0


def _by_hand(studio: Studio, pop: PopStudio) -> dict[str, Callable[[Screen, str], None]]:
    """Return who takes which picture on the screen, in the order that the mail allows."""
    taken: dict[str, Callable[[Screen, str], None]] = {
        "refused-fr": studio.refused,
        "activity-en": studio.activity,
        "photo-fr": studio.photo,
        "practice-en": _practice,
    }
    for name, take in (
        ("pop-options", pop.options),
        ("pop-question", pop.question),
        ("pop-message", pop.message),
        ("pop-ledger", pop.ledger),
    ):
        taken |= {f"{name}-{language}": take for language in ("fr", "en")}
    return taken


def _practice(_screen: Screen, name: str) -> None:
    """The practice mailbox, with POP having emptied its server."""
    command = [
        sys.executable,
        "-m",
        practicewindow.__name__,
        str(picture(name)),
        "en",
        "pop-empties",
    ]
    offscreen = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run(command, check=True, cwd=ROOT, env=offscreen)
    pack(name)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
