"""The window process as it is started: by itself, twice, and for a picture."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

import facteur
from facteur.base.paths import Profile
from facteur.ui.singleinstance import SingleInstance
from tests.ui.readerstore import Shelf

FAKE_ENGINE = Path(__file__).with_name("fakeengine.py")
START = """
import sys
from pathlib import Path
from facteur.base.paths import Profile
from facteur.ui.application import WindowArguments, run
home, picture, theme, language, engine = sys.argv[1:]
sys.exit(run(Profile(home=Path(home)), WindowArguments(
    offscreen=True, screenshot=Path(picture) if picture else None, size=(900, 600), theme=theme,
    language=language, engine_command=(sys.executable, engine, "good"))))
"""

pytestmark = pytest.mark.slow


def start(home: Path, picture: Path | None = None, theme: str = "", language: str = "") -> int:
    arguments = [str(home), str(picture or ""), theme, language, str(FAKE_ENGINE)]
    environment = {**os.environ, "PYTHONPATH": str(Path(facteur.__file__).parent.parent)}
    return subprocess.run(
        [sys.executable, "-c", START, *arguments], check=False, timeout=50, env=environment
    ).returncode


def test_a_picture_of_an_empty_profile_is_drawn_in_the_size_asked_for(tmp_path):
    assert start(tmp_path / "home", tmp_path / "a.png", "light", "en") == 0
    assert start(tmp_path / "home", tmp_path / "b.png", "dark", "fr") == 0
    light, dark = QImage(str(tmp_path / "a.png")), QImage(str(tmp_path / "b.png"))
    assert (light.width(), light.height()) == (900, 600)
    assert light.pixelColor(5, 5).lightness() > 200
    assert dark.pixelColor(5, 5).lightness() < 80


def test_a_picture_that_cannot_be_written_is_a_failure(tmp_path):
    assert start(tmp_path / "home", tmp_path / "no" / "a.png") == 1


def test_a_second_start_raises_the_first_and_ends_well(tmp_path, qtbot):
    profile = Profile(home=tmp_path / "home")
    profile.create()
    first = SingleInstance(profile)
    assert first.claim()
    first.listen()
    with qtbot.waitSignal(first.raised):
        assert start(profile.home) == 0
    first.release()


def test_what_the_store_has_is_in_the_picture(tmp_path):
    shelf = Shelf(tmp_path / "home")
    shelf.message()
    shelf.close()
    assert start(tmp_path / "home", tmp_path / "a.png", "light", "en") == 0
    picture = QImage(str(tmp_path / "a.png"))
    assert picture.pixelColor(28, 300).name().upper() == "#ECEEF3"  # the sidebar


_NAMES = """
from facteur.ui import later, plainimport
plainimport.restore()
later.begin()
import facteur.ui.application
from shiboken6 import Shiboken
waiting, made = [Shiboken.Object], set()
while waiting:
    found = type.__subclasses__(waiting.pop())
    waiting += found
    made |= {one.__name__ for one in found}
print(*sorted(made & {"QStyle", "QProcess", "QGradient", "QAccessible", "QKeySequence"}))
"""


def test_the_first_half_makes_no_class_of_qt_that_is_not_seen():
    ran = subprocess.run([sys.executable, "-c", _NAMES], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["QKeySequence"]
