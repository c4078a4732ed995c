"""The screen is there, and takes keys and mouse."""

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
