"""The real program in a real window: started on a screen, driven by keys, its store looked into."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from facteur.base.paths import profile
from facteur.mail.message import ListFilter
from facteur.store.read import mailboxes, messages
from facteur.store.reader import open_reader
from tests.support.screen import Screen

PATIENCE_S = 25.0


def until(holds: Callable[[], object], what: str, seconds: float = PATIENCE_S) -> None:
    """Look again and again until something holds."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, f"waited in vain: {what}"
        time.sleep(0.05)


class Window:
    """The program and the hand at its keys."""

    def __init__(self, screen: Screen, home: Path) -> None:
        self.screen = screen
        self.home = home
        environment = screen.environment | {"QTWEBENGINE_DISABLE_SANDBOX": "1"}
        self.command = [sys.executable, "-m", "facteur", "--home", str(home), "--language", "en"]
        self.environment = environment
        self.process = subprocess.Popen(self.command, env=environment)

    def shown(self) -> str:
        """Return the X window's number, "" before it is there."""
        done = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid), "--name", "."],
            env=self.environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        return done.stdout.split()[-1] if done.stdout.split() else ""

    def key(self, *names: str) -> None:
        window = self.shown()
        self.screen.xdotool("windowfocus", window)
        self.screen.xdotool("key", "--window", window, "--delay", "60", *names)

    def write(self, text: str) -> None:
        """Replace what stands in the field that has the focus."""
        self.key("ctrl+a")
        self.screen.xdotool("type", "--window", self.shown(), "--delay", "15", text)

    def engines(self) -> list[psutil.Process]:
        return engines(self.home)

    def children(self) -> list[str]:
        """Return the programs it has started, and those they have."""
        found = psutil.Process(self.process.pid).children(recursive=True)
        return [name for child in found for name in _name(child)]


def engines(home: Path) -> list[psutil.Process]:
    """Return the living engine processes of a profile."""
    found: list[psutil.Process] = []
    for one in psutil.process_iter(["cmdline", "status"]):
        words = one.info["cmdline"] or []
        if "--engine" in words and str(home) in words and one.info["status"] != "zombie":
            found.append(one)
    return found


def _name(process: psutil.Process) -> list[str]:
    try:
        return [process.name()]
    except psutil.Error:  # it has just ended
        return []


@contextmanager
def window(screen: Screen, home: Path) -> Iterator[Window]:
    made = Window(screen, home)
    try:
        until(made.shown, "a window on the screen")
        yield made
    finally:
        made.process.kill()
        made.process.wait(10)


def facteur(home: Path, *words: str) -> None:
    command = [sys.executable, "-m", "facteur", "--home", str(home), *words]
    subprocess.run(command, check=True, timeout=60, stdout=subprocess.DEVNULL)


def count(home: Path) -> int:
    """Return how many messages the store has of INBOX."""
    reader = open_reader(profile(home))
    try:
        inbox = next((one for one in mailboxes.mailboxes(reader) if one.path == "INBOX"), None)
        return 0 if inbox is None else messages.count(reader, inbox.key, ListFilter())
    finally:
        reader.close()
