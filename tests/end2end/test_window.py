"""The real program in a real window against Dovecot, driven by keys, checked by a second client."""

import os
import signal
import subprocess
from pathlib import Path

import pytest

from facteur.mail.message import ListFilter
from tests.support.mailserver import MailUser
from tests.support.realwindow import (
    Window,
    count,
    engines,
    enter_account,
    facteur,
    until,
    window,
    within,
)
from tests.support.screen import Screen
from tests.support.secondclient import SecondClient

pytestmark = [pytest.mark.server, pytest.mark.screen, pytest.mark.slow, pytest.mark.timeout(120)]


@pytest.fixture
def prepared(user: MailUser, home: Path) -> Path:
    user.fill("INBOX", 5)
    with SecondClient(user) as client:
        client.imap.select_folder("INBOX")
        client.imap.remove_flags(client.imap.search("ALL"), [b"\\Seen", b"\\Flagged"])
        newest(client)
    facteur(
        home, "account", "add", "--address", "claire@exemple.fr", "--security", "none",
        "--imap", f"localhost:{user.server.ports.imap}", "--user", user.name,
        "--password-command", f"echo {user.password}",
    )  # fmt: skip
    facteur(home, "sync")
    return home


def newest(client: SecondClient, subject: str = "A letter for you") -> int:
    """Deliver a message that arrives now and return its UID."""
    client.imap.append(
        "INBOX",
        f"From: Ann <ann@example.org>\r\nTo: claire@exemple.fr\r\nSubject: {subject}\r\n"
        f"Message-ID: <{subject.replace(' ', '.')}@example.org>\r\n\r\nHello.\r\n".encode(),
    )
    return client.uids()[-1]


def test_read_star_mark_and_hear_of_news(screen: Screen, user: MailUser, prepared: Path) -> None:
    with SecondClient(user) as client, window(screen, prepared) as seen:
        top = client.uids()[-1]
        until(seen.engines, "an engine")
        until(lambda: _press_until_seen(seen, client, top), "the opened message is read")
        seen.key("ctrl+d")
        until(lambda: "\\Flagged" in client.flags(top), "the star is on the server")
        before = count(prepared)
        newest(client, "One more")
        until(lambda: count(prepared) == before + 1, "new mail comes by itself")
        client.add_flags([client.uids()[0]], "\\Flagged")
        starred = ListFilter(starred=True)
        until(lambda: count(prepared, starred) == 2, "another client's star is here")
        seen.key("Delete")
        until(lambda: "\\Deleted" in client.flags(top), "marked deleted on the server")
        seen.key("Delete")
        until(lambda: "\\Deleted" not in client.flags(top), "restored on the server")
        assert top in client.uids()  # and nothing was expunged


def _press_until_seen(seen: Window, client: SecondClient, uid: int) -> bool:
    """Open the first message by keys, once the list is there to take them."""
    if "\\Seen" not in client.flags(uid):
        seen.key("Home", "Down", "Up", "Return")
    return within(lambda: "\\Seen" in client.flags(uid))


def test_an_account_is_added_through_the_window(
    screen: Screen, user: MailUser, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(user.server.ca_file))
    user.fill("INBOX", 5)
    with SecondClient(user) as client, window(screen, home) as seen:
        client.imap.select_folder("INBOX")
        client.imap.remove_flags(client.imap.search("ALL"), [b"\\Seen"])
        top = newest(client)
        until(seen.engines, "an engine")
        main = seen.shown()
        until(lambda: seen.opens(main, "Return"), "the settings page")
        enter_account(seen, user, "claire@exemple.fr", user.password)
        # A real login; then everything works, and Return keeps the account.
        until(lambda: _press_until_count(seen, home, main), "the account and its INBOX")
        until(lambda: _press_until_seen(seen, client, top), "the message is read")


def test_a_collecting_account_is_added_by_keyboard_and_deletes_nothing_unasked(
    screen: Screen, user: MailUser, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(user.server.ca_file))
    user.fill("INBOX", 6)
    with SecondClient(user) as client, window(screen, home) as seen:
        until(seen.engines, "an engine")
        main = seen.shown()
        until(lambda: seen.opens(main, "Return"), "the settings page")
        enter_account(seen, user, "claire@exemple.fr", user.password, pop=True)
        until(lambda: _press_until_count(seen, home, main), "the account and its mail")
        client.imap.select_folder("INBOX")
        assert len(client.uids()) == 6  # although the advised rule deletes


def _press_until_count(seen: Window, home: Path, main: str) -> bool:
    """Press the button that has the focus once the settings have been tested."""
    seen.screen.rest()
    return seen.closes(main, "Return") and within(lambda: count(home) == 6)


def test_a_killed_engine_comes_back_and_none_outlives_its_window(
    screen: Screen, user: MailUser, prepared: Path
) -> None:
    with SecondClient(user) as client, window(screen, prepared) as seen:
        until(lambda: len(seen.engines()) == 1, "an engine")
        first = seen.engines()[0]
        first.send_signal(signal.SIGKILL)
        until(lambda: [one for one in seen.engines() if one.pid != first.pid], "another engine")
        assert seen.process.poll() is None
        before = count(prepared)
        newest(client, "After the fall")
        until(lambda: count(prepared) == before + 1, "the new engine brings new mail")
        again = subprocess.run(seen.command, env=seen.environment, timeout=20, check=False)
        assert again.returncode == 0  # it raised the window that is open
        assert seen.process.poll() is None
        os.kill(seen.process.pid, signal.SIGKILL)
        until(lambda: not engines(prepared), "no engine without its window", 5)
