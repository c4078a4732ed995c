"""What every picture is taken with: its place, the fonts, the home it shows, the shot itself.

Not here: what is to be seen on it (`pictures`, `poppictures`).
"""

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from facteur.base.paths import Profile
from tests.support.screen import Screen

ROOT = Path(__file__).resolve().parent.parent.parent
PICTURES = ROOT / "resources" / "pictures"
PATIENCE_S = 120.0
SMALLEST = 0  # Qt's "quality" of a PNG: the file takes longer and is smaller, nothing is lost
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


def surroundings(folder: Path, ca_file: Path) -> None:
    """Let every program started from here on take these fonts and trust the server."""
    fonts = folder / "fonts.conf"
    fonts.write_text(FONTS)
    os.environ["FONTCONFIG_FILE"] = str(fonts)
    os.environ["SSL_CERT_FILE"] = str(ca_file)
    os.environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"  # its sandbox is refused to root


def arrange(
    home: Profile, *, layout: str = "right", theme: str = "light", marks_read: bool = True
) -> None:
    """Make the home look so, and forget where its window stood.

    marks_read: False: what is open for a moment stays unread.
    """
    home.create()
    marking = "" if marks_read else "mark_read_after_s = 60\n"
    home.settings.write_text(
        f'layout = "{layout}"\ntheme = "{theme}"\ntext_size_percent = {TEXT_PERCENT}\n{marking}'
    )
    home.window.unlink(missing_ok=True)


def run(home: Profile, *words: str) -> str:
    """Run the program to its end and return what it prints."""
    done = subprocess.run(
        [sys.executable, "-m", "facteur", "--home", str(home.home), *words],
        check=False, cwd=ROOT, timeout=PATIENCE_S, capture_output=True,
    )  # fmt: skip
    if done.returncode != 0:
        raise RuntimeError(f"facteur {words[0]}: {done.stderr.decode(errors='replace')}")
    return done.stdout.decode(errors="replace")


def photograph(screen: Screen, name: str, only: str = "") -> None:
    """Save the screen, or only one X window of it."""
    screen.rest()
    path = picture(name)
    screen.picture(path)
    image = QImage(str(path))
    if only:
        found = screen.xdotool("getwindowgeometry", "--shell", only).split()
        facts = dict(line.split("=") for line in found)
        image = image.copy(QRect(*(int(facts[key]) for key in ("X", "Y", "WIDTH", "HEIGHT"))))
    image.save(str(path), "PNG", SMALLEST)


def pack(name: str) -> None:
    """Write a picture again, smaller."""
    QImage(str(picture(name))).save(str(picture(name)), "PNG", SMALLEST)


def picture(name: str) -> Path:
    """Return where a picture is kept."""
    return PICTURES / f"{name}.png"
