"""An account is changed, and a paused one let go on, in the real window by keyboard alone."""

from pathlib import Path

import pytest

from facteur.base.paths import profile
from facteur.mail.account import Account, Security
from facteur.store.read import accounts
from facteur.store.reader import open_reader
from tests.support.builders import message
from tests.support.mailserver import MailUser
from tests.support.realwindow import Window, count, facteur, until, window
from tests.support.screen import Screen
from tests.support.secondclient import SecondClient

pytestmark = [pytest.mark.server, pytest.mark.screen, pytest.mark.slow, pytest.mark.timeout(120)]

ADDRESS = "claire@exemple.fr"


@pytest.fixture
def prepared(user: MailUser, home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SSL_CERT_FILE", str(user.server.ca_file))
    with SecondClient(user) as client:
        client.append(message(subject="First"))
    facteur(
        home, "account", "add", "--address", ADDRESS, "--security", "none",
        "--imap", f"localhost:{user.server.ports.imap}", "--user", user.name,
        "--password-command", f"echo {user.password}",
    )  # fmt: skip
    facteur(home, "sync")
    return home


def only(home: Path) -> Account:
    reader = open_reader(profile(home))
    try:
        (account,) = accounts.accounts(reader)
        return account
    finally:
        reader.close()


def at(seen: Window, page: str) -> None:
    """Wait for a page of the dialog, which the title of its window names, to take keys."""
    until(lambda: page in seen.title(), page)
    seen.screen.rest()


def test_the_server_is_tested_before_it_is_changed(
    screen: Screen, user: MailUser, prepared: Path
) -> None:
    with window(screen, prepared) as seen:
        until(seen.engines, "an engine")
        main = seen.shown()
        until(lambda: seen.opens(main, "alt+f", "t"), "the accounts")
        screen.rest()
        seen.key("alt+c")
        at(seen, f"Change {ADDRESS} – Servers and sign-in")
        seen.key("Tab", "Home", "Tab")
        seen.write("1")  # where nobody answers
        seen.key("Return")
        at(seen, "Connection test")
        assert only(prepared).settings.server.port == user.server.ports.imap
        seen.key("Escape")
        assert only(prepared).settings.server.security is Security.NONE
