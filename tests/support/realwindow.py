"""The real program in a real window: started on a screen, driven by keys, its store looked into."""

import contextlib
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil

from facteur.base.paths import profile
from facteur.mail.mailbox import SpecialUse
from facteur.mail.message import ListFilter
from facteur.store.read import mailboxes, messages
from facteur.store.reader import open_reader
from tests.support.mailserver import MailUser
from tests.support.screen import Screen

PATIENCE_S = 25.0
EVERYTHING = ListFilter()


def until(holds: Callable[[], object], what: str, seconds: float = PATIENCE_S) -> None:
    """Look again and again until something holds."""
    assert within(holds, seconds), f"waited in vain: {what}"


def within(holds: Callable[[], object], seconds: float = 2.0) -> bool:
    """Look again and again until something holds or the time is over; whether it does.

    For what a key does that may have come too early: the same is pressed again then.
    """
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() >= deadline:
            return False
        time.sleep(0.05)
    return True


class Window:
    """The program and the hand at its keys."""

    def __init__(
        self,
        screen: Screen,
        home: Path,
        *,
        language: str = "en",
        module: str = "facteur",
        words: tuple[str, ...] = (),
    ) -> None:
        """module, words: another program than Facteur's own start, and what it is told beside."""
        self.screen = screen
        self.home = home
        self.environment = screen.environment | {
            "QTWEBENGINE_DISABLE_SANDBOX": "1",
            "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",  # not that of who tests
        }
        start = [sys.executable, "-m", module, "--home", str(home)]
        self.command = [*start, "--language", language, *words]
        self.process = subprocess.Popen(self.command, env=self.environment)

    def all_shown(self) -> list[str]:
        """Return the numbers of its X windows, the main one first."""
        done = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid), "--name", "."],
            env=self.environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        return done.stdout.split()

    def shown(self) -> str:
        """Return the number of the window on top, "" before there is one."""
        return next(reversed(self.all_shown()), "")

    def title(self) -> str:
        """Return what the window on top is called."""
        done = subprocess.run(
            ["xdotool", "getwindowname", self.shown()],
            env=self.environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        return done.stdout.strip()

    def key(self, *names: str) -> None:
        # Without --window: a dialog that closes at the press would leave the key held down.
        self.screen.xdotool("windowfocus", self.shown())
        self.screen.xdotool("key", "--delay", "60", *names)

    def write(self, text: str) -> None:
        """Replace what stands in the field that has the focus."""
        self.key("ctrl+a")
        self.screen.xdotool("type", "--delay", "15", text)

    def opens(self, main: str, *keys: str) -> bool:
        """Press these keys unless another window than the main one is shown; whether one is now."""
        if self.shown() == main:
            self.key(*keys)
        return within(lambda: self.shown() != main)

    def closes(self, main: str, *keys: str) -> bool:
        """Press these keys while another window than the main one is shown; whether none is now."""
        if self.shown() != main:
            self.key(*keys)
        return within(lambda: self.shown() == main)

    def engines(self) -> list[psutil.Process]:
        return engines(self.home)

    def shows_web(self) -> bool:
        """Whether the engine that shows HTML runs."""
        return any("QtWebEngineProcess" in name for name in self.children())

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


@contextlib.contextmanager
def window(
    screen: Screen,
    home: Path,
    *,
    language: str = "en",
    module: str = "facteur",
    words: tuple[str, ...] = (),
) -> Iterator[Window]:
    made = Window(screen, home, language=language, module=module, words=words)
    try:
        until(made.shown, "a window on the screen")
        yield made
    finally:
        made.process.kill()
        made.process.wait(10)


def facteur(home: Path, *words: str) -> None:
    command = [sys.executable, "-m", "facteur", "--home", str(home), *words]
    subprocess.run(command, check=True, timeout=60, stdout=subprocess.DEVNULL)


def count(home: Path, narrowed: ListFilter = EVERYTHING) -> int:
    """Return how many messages the store has of INBOX, or of those that a filter lets through."""
    reader = open_reader(profile(home))
    try:
        inbox = next(
            (one for one in mailboxes.mailboxes(reader) if one.special_use is SpecialUse.INBOX),
            None,
        )
        return 0 if inbox is None else messages.count(reader, inbox.key, narrowed)
    finally:
        reader.close()


def enter_account(
    seen: Window, user: MailUser, address: str, password: str, *, pop: bool = False
) -> None:
    """Go through the wizard by hand-typed settings, from its first page, until they are tested.

    pop: collect; what becomes of the server's copies is left as it is advised.
    """
    enter_settings(seen, user, address, pop=pop)
    seen.key("Return", *(["Return"] if pop else []))
    seen.screen.rest()
    seen.write(password)
    seen.key("Return")


def enter_settings(seen: Window, user: MailUser, address: str, *, pop: bool = False) -> None:
    """Type address and server on the first pages, whose first field has the keyboard."""
    port = str(user.server.ports.pop3s if pop else user.server.ports.imaps)
    seen.screen.rest()
    seen.key("Tab")
    seen.write(address)
    seen.key("alt+m")  # "Enter the settings myself"
    seen.screen.rest()
    if pop:
        seen.key("shift+Tab", "shift+Tab", "Right", "space", "Tab", "Tab")
        seen.screen.rest()
    for tabs, text in ((0, "localhost"), (2, port), (1, user.name)):
        if tabs:
            seen.key(*["Tab"] * tabs)
        seen.write(text)
