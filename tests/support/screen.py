"""A screen nobody sees: Xvfb on a free display number, and a hand for mouse and keys (xdotool)."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Self

_GRAB = """
import sys
from PySide6.QtGui import QGuiApplication
application = QGuiApplication([])
sys.exit(not application.primaryScreen().grabWindow(0).save(sys.argv[1]))
"""

_REST = """
import sys, time
from PySide6.QtGui import QGuiApplication
application = QGuiApplication([])
still_s, patience_s = map(float, sys.argv[1:])
began = since = time.monotonic()
seen = None
while (now := time.monotonic()) - began < patience_s:
    image = application.primaryScreen().grabWindow(0).toImage()
    if image != seen:
        seen, since = image, now
    elif now - since >= still_s:
        sys.exit(0)
    time.sleep(0.05)
sys.exit(1)
"""
_STILL_S = 0.35  # a cursor blinks more slowly


class Screen:
    """Runs while its block lasts; `environment` is what a program needs to appear on it.

    opengl: False is a screen as some remote desktops give it.
    """

    def __init__(self, size: str = "1360x860", *, opengl: bool = True) -> None:
        self._size = size
        self._without = () if opengl else ("-extension", "GLX")
        self._server: subprocess.Popen[bytes] | None = None
        self.display = ""

    @property
    def environment(self) -> dict[str, str]:
        found = {**os.environ, "DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb"}
        found.pop("WAYLAND_DISPLAY", None)
        return found

    def xdotool(self, *words: str) -> str:
        """Do one thing with mouse or keys, e.g. ("key", "F8"), and return what it prints."""
        done = subprocess.run(
            ["xdotool", *words], env=self.environment, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    def picture(self, path: Path) -> None:
        """Save what the whole screen shows as PNG."""
        subprocess.run(
            [sys.executable, "-c", _GRAB, str(path)],
            env=self.environment, check=True, timeout=30, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def rest(self, patience_s: float = 10.0) -> bool:
        """Wait until nothing moves on the screen; False when something does all the time."""
        done = subprocess.run(
            [sys.executable, "-c", _REST, str(_STILL_S), str(patience_s)],
            env=self.environment, check=False, timeout=patience_s + 30, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        return done.returncode == 0

    def __enter__(self) -> Self:
        reading, writing = os.pipe()
        # setpriv: a killed test run takes the screen with it.
        command = ["setpriv", "--pdeathsig", "TERM", "--", "Xvfb", "-displayfd", str(writing)]
        options = ["-screen", "0", f"{self._size}x24", "-nolisten", "tcp", "-noreset"]
        options += self._without
        self._server = subprocess.Popen(
            [*command, *options], pass_fds=(writing,), stderr=subprocess.DEVNULL
        )
        os.close(writing)
        with os.fdopen(reading) as number:
            self.display = f":{number.readline().strip()}"
        if self.display == ":":
            raise RuntimeError("Xvfb did not start")
        return self

    def __exit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.terminate()
        self._server.wait(10)
