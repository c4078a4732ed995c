"""Makes the README's pictures: a real Dovecot, the demonstration mailbox, the program drawing itself.

`python3 tests pictures [NAME...]`. The clock and the fonts are those of the machine; Inter is taken
for the system's font where it is installed, as the newer desktops have it.
"""

import dataclasses
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from facteur.base.paths import Profile, profile
from facteur.mail.mailbox import SpecialUse
from facteur.store.read import mailboxes
from facteur.store.reader import open_reader
from facteur.ui.memory import window_memory
from facteur.ui.viewmemory import View, ViewMemory
from tests.support import demo
from tests.support.mailserver import Dovecot

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

    def __init__(self, folder: Path) -> None:
        self._full = profile(folder / "full")
        self._empty = profile(folder / "empty")
        fonts = folder / "fonts.conf"
        fonts.write_text(FONTS)
        self._environment = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "FONTCONFIG_FILE": str(fonts),
            "QTWEBENGINE_DISABLE_SANDBOX": "1",  # its sandbox is refused to root
        }

    def prepare(self, server: Dovecot) -> None:
        """Bring the mail, the texts, and one of the two files of the newest message."""
        user = demo.add_user(server)
        self._run(
            self._full, "account", "add", "--address", demo.ADDRESS, "--security", "none",
            "--imap", f"{server.host}:{server.ports.imap}", "--user", user.name,
            "--password-command", f"echo {user.password}",
        )  # fmt: skip
        self._run(self._full, "sync", "--bodies")
        newest = self._run(self._full, "list", "INBOX", "--limit", "1").split("\n")[1].split()[0]
        self._run(self._full, "show", newest, "--part", "2")

    def draw(self, picture: Picture) -> None:
        home = self._empty if picture.welcome else self._full
        home.create()
        home.settings.write_text(
            f'layout = "{picture.layout}"\ntext_size_percent = {TEXT_PERCENT}\n'
        )
        home.window.unlink(missing_ok=True)
        if picture.as_table:
            self._remember_table(home)
        self._run(
            home, "--screenshot", str(PICTURES / f"{picture.name}.png"), "--size", SIZE,
            "--theme", picture.theme, "--language", picture.language,
            *(() if picture.welcome else ("--mailbox", picture.mailbox)),
        )  # fmt: skip

    def _remember_table(self, home: Profile) -> None:
        reader = open_reader(home)
        try:
            found = mailboxes.mailboxes(reader)
        finally:
            reader.close()
        inbox = next(one for one in found if one.special_use is SpecialUse.INBOX)
        memory = window_memory(home)
        ViewMemory(memory).remember(inbox.key, View(as_table=True))
        memory.sync()

    def _run(self, home: Profile, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "facteur", "--home", str(home.home), *words],
            check=False, cwd=ROOT, env=self._environment, timeout=PATIENCE_S, capture_output=True,
        )  # fmt: skip
        if done.returncode != 0:
            raise RuntimeError(f"facteur {words[0]}: {done.stderr.decode(errors='replace')}")
        return done.stdout.decode(errors="replace")


def main(names: list[str]) -> int:
    """Draw the named pictures, or all."""
    PICTURES.mkdir(exist_ok=True)
    with Dovecot() as server, tempfile.TemporaryDirectory(prefix="facteur-pictures-") as folder:
        studio = Studio(Path(folder))
        studio.prepare(server)
        for picture in ALL:
            if not names or picture.name in names:
                studio.draw(picture)
                print(PICTURES / f"{picture.name}.png", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
