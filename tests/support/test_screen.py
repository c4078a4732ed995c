"""The screen is there, and takes keys and mouse."""

import pytest

from tests.support.screen import Screen


@pytest.mark.screen
def test_a_mouse_moves_on_it() -> None:
    with Screen("640x480") as screen:
        assert screen.xdotool("getdisplaygeometry") == "640 480"
        screen.xdotool("mousemove", "10", "20")
        assert screen.xdotool("getmouselocation").startswith("x:10 y:20")
