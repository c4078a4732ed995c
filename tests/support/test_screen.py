"""The screen is there, and takes keys and mouse."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.support.screen import Screen


@pytest.mark.screen
def test_a_mouse_moves_on_it() -> None:
    with Screen("640x480") as screen:
        assert screen.xdotool("getdisplaygeometry") == "640 480"
        screen.xdotool("mousemove", "10", "20")
        assert screen.xdotool("getmouselocation").startswith("x:10 y:20")


@pytest.mark.screen
def test_what_it_shows_is_saved(tmp_path: Path) -> None:
    with Screen("320x200", opengl=False) as screen:
        screen.picture(tmp_path / "screen.png")
    shown = QImage(str(tmp_path / "screen.png"))
    assert (shown.width(), shown.height()) == (320, 200)


_MOVING = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel
application = QApplication([])
label, timer = QLabel("0"), QTimer(interval=30)
timer.timeout.connect(lambda: label.setText(str(int(label.text()) + 1)))
label.show()
timer.start()
print("shown", flush=True)
application.exec()
"""


@pytest.mark.screen
def test_it_rests_when_nothing_moves_and_not_before() -> None:
    with Screen("320x200") as screen:
        assert screen.rest()
        moving = [sys.executable, "-c", _MOVING]
        with subprocess.Popen(moving, env=screen.environment, stdout=subprocess.PIPE) as shown:
            assert shown.stdout is not None
            shown.stdout.readline()
            assert not screen.rest(1)
            shown.kill()
        assert screen.rest()
