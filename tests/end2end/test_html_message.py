"""An HTML message in the real window: the web view comes in without a trace of itself."""

from pathlib import Path

import pytest

from tests.support.builders import message
from tests.support.mailserver import MailUser
from tests.support.realwindow import Window, facteur, until, window, within
from tests.support.screen import Screen
from tests.support.secondclient import SecondClient

pytestmark = [pytest.mark.server, pytest.mark.screen, pytest.mark.slow, pytest.mark.timeout(120)]


@pytest.fixture
def prepared(user: MailUser, home: Path) -> Path:
    with SecondClient(user) as client:
        client.append(message(subject="Picture book", html="<p>Good <b>morning</b>.</p>"))
    facteur(
        home, "account", "add", "--address", "claire@example.org", "--security", "none",
        "--imap", f"localhost:{user.server.ports.imap}", "--user", user.name,
        "--password-command", f"echo {user.password}",
    )  # fmt: skip
    facteur(home, "sync", "--bodies")
    return home


@pytest.mark.parametrize("opengl", [True, False])
def test_the_window_stays_the_same(user: MailUser, prepared: Path, *, opengl: bool) -> None:
    """Qt made the window anew, and without OpenGL Chromium ended the program."""
    with Screen(opengl=opengl) as screen, SecondClient(user) as client:
        (uid,) = client.uids()
        with window(screen, prepared) as seen:
            until(seen.engines, "an engine")
            before = seen.shown()
            until(lambda: _opened(seen, client, uid), "the message is open")
            until(seen.shows_web, "the web engine runs")
            assert seen.shown() == before
            assert screen.xdotool("getwindowfocus") == before
            seen.key("ctrl+d")
            until(lambda: "\\Flagged" in client.flags(uid), "it still takes keys")
            assert seen.process.poll() is None


def _opened(seen: Window, client: SecondClient, uid: int) -> bool:
    if "\\Seen" not in client.flags(uid):
        seen.key("Home", "Down")
    return within(lambda: "\\Seen" in client.flags(uid))
