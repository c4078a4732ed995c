"""Makes the README's pictures: a real Dovecot, the demonstration mailbox, the program drawing itself.

`python3 tests pictures [NAME...]`. The clock and the fonts are those of the machine; Inter is taken
for the system's font where it is installed, as the newer desktops have it.
"""

import dataclasses
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from facteur.base.paths import Profile, profile
from facteur.mail.mailbox import SpecialUse
from facteur.store.read import mailboxes
from facteur.store.reader import open_reader
from facteur.ui.memory import window_memory
from facteur.ui.viewmemory import View, ViewMemory
from tests.support import demo
from tests.support.mailserver import Dovecot
from tests.support.realwindow import Window, enter_account, until, window
from tests.support.screen import Screen

ROOT = Path(__file__).resolve().parent.parent.parent
PICTURES = ROOT / "resources" / "pictures"
SIZE = "1360x860"
PATIENCE_S = 120.0
TEXT_PERCENT = 108  # of the 12 px that Qt takes where there is no desktop
FONTS = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <match target="pattern">
    <test qual="any" name="family"><string>sans-serif</string></test>
    <edit name="family" mode="prepend" binding="strong"><string>Inter</string></edit>
  </match>
</fontconfig>
"""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One picture. welcome: of a profile without an account."""

    name: str
    theme: str
    language: str
    mailbox: str = "INBOX"
    as_table: bool = False
    layout: str = "right"
    welcome: bool = False


ALL = (
    Picture(name="light-fr", theme="light", language="fr"),
    Picture(name="dark-en", theme="dark", language="en"),
    Picture(name="below-fr", theme="light", language="fr", as_table=True, layout="below"),
    Picture(name="letter-en", theme="light", language="en", mailbox="Letters"),
    Picture(name="letter-dark-fr", theme="dark", language="fr", mailbox="Letters"),
    Picture(name="welcome-en", theme="light", language="en", welcome=True),
)


class Studio:
    """The profile of the demonstration account, and the program that draws it."""

    def __init__(self, folder: Path, server: Dovecot) -> None:
        self._full = profile(folder / "full")
        self._empty = profile(folder / "empty")
        fonts = folder / "fonts.conf"
        fonts.write_text(FONTS)
        os.environ["FONTCONFIG_FILE"] = str(fonts)
        os.environ["SSL_CERT_FILE"] = str(server.ca_file)
        os.environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"  # its sandbox is refused to root
        self._user = demo.add_user(server)
        self._bring(server)

    def draw(self, picture: Picture) -> None:
        """Let the program draw itself."""
        home = self._empty if picture.welcome else self._full
        self._arrange(home, picture.layout)
        if picture.as_table:
            self._remember_table()
        self._run(
            home, "--offscreen", "--screenshot", str(_path(picture.name)), "--size", SIZE,
            "--theme", picture.theme, "--language", picture.language,
            *(() if picture.welcome else ("--mailbox", picture.mailbox)),
        )  # fmt: skip

    def refused(self, screen: Screen, name: str) -> None:
        """A password that the server does not take, in the settings of a first account."""
        self._arrange(self._empty)
        with window(screen, self._empty.home, language="fr") as seen:
            until(seen.engines, "an engine")
            main = seen.shown()
            until(lambda: _return_leaves(seen, main), "the settings page")
            enter_account(seen, self._user, demo.ADDRESS, "mot de passe")
            until(lambda: "auth failed" in self._user.server.log, "the refusal")
            _photograph(screen, name, seen.shown())

    def activity(self, screen: Screen, name: str) -> None:
        """Offline, with a change that waits."""
        self._arrange(self._full)
        with window(screen, self._full.home) as seen:
            until(seen.engines, "an engine")
            _settle()
            seen.key("F7", "Home", "Down", "Down", "ctrl+d", "F8")
            _photograph(screen, name)

    def photo(self, screen: Screen, name: str) -> None:
        """A message with a picture in its text."""
        self._arrange(self._full)
        with window(screen, self._full.home, language="fr") as seen:
            until(seen.engines, "an engine")
            _settle()
            seen.key("Home", *["Down"] * 6)
            _settle()
            _photograph(screen, name)

    def _bring(self, server: Dovecot) -> None:
        """Bring the mail, the texts, and one of the two files of the newest message."""
        self._run(
            self._full, "account", "add", "--address", demo.ADDRESS, "--security", "none",
            "--imap", f"{server.host}:{server.ports.imap}", "--user", self._user.name,
            "--password-command", f"echo {self._user.password}",
        )  # fmt: skip
        self._run(self._full, "sync", "--bodies")
        newest = self._run(self._full, "list", "INBOX", "--limit", "1").split("\n")[1].split()[0]
        self._run(self._full, "show", newest, "--part", "2")

    def _arrange(self, home: Profile, layout: str = "right") -> None:
        home.create()
        home.settings.write_text(f'layout = "{layout}"\ntext_size_percent = {TEXT_PERCENT}\n')
        home.window.unlink(missing_ok=True)

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

    def _run(self, home: Profile, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "facteur", "--home", str(home.home), *words],
            check=False, cwd=ROOT, timeout=PATIENCE_S, capture_output=True,
        )  # fmt: skip
        if done.returncode != 0:
            raise RuntimeError(f"facteur {words[0]}: {done.stderr.decode(errors='replace')}")
        return done.stdout.decode(errors="replace")


def _return_leaves(seen: Window, main: str) -> bool:
    if seen.shown() == main:
        seen.key("Return")
        _settle(0.7)
    return seen.shown() != main


def _photograph(screen: Screen, name: str, only: str = "") -> None:
    """Save the screen, or only one X window of it."""
    _settle()
    path = _path(name)
    screen.picture(path)
    if only:
        found = screen.xdotool("getwindowgeometry", "--shell", only).split()
        facts = dict(line.split("=") for line in found)
        place = QRect(*(int(facts[key]) for key in ("X", "Y", "WIDTH", "HEIGHT")))
        QImage(str(path)).copy(place).save(str(path))


def _settle(seconds: float = 1.5) -> None:
    """Give the window time to show what it has: nothing says from outside when it is done."""
    time.sleep(seconds)


def _path(name: str) -> Path:
    return PICTURES / f"{name}.png"


def main(names: list[str]) -> int:
    """Draw the named pictures, or all."""
    PICTURES.mkdir(exist_ok=True)
    with Dovecot() as server, tempfile.TemporaryDirectory(prefix="facteur-pictures-") as folder:
        studio = Studio(Path(folder), server)
        for picture in ALL:
            if not names or picture.name in names:
                studio.draw(picture)
        by_hand: dict[str, Callable[[Screen, str], None]] = {
            "refused-fr": studio.refused,
            "activity-en": studio.activity,
            "photo-fr": studio.photo,
        }
        with Screen() as screen:
            for name, take in by_hand.items():
                if not names or name in names:
                    take(screen, name)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
