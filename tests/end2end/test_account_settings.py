"""An account is changed, and a paused one let go on, in the real window by keyboard alone."""

from pathlib import Path

import pytest

from facteur.base.paths import profile
from facteur.mail.account import Account, Security
from facteur.store.read import accounts
from facteur.store.reader import open_reader
from tests.support.builders import message
from tests.support.mailserver import MailUser
from tests.support.realwindow import Window, count, facteur, until, window, within
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
        until(lambda: seen.opens(main, "Escape", "F10", "Down", "t"), "the accounts")
        screen.rest()
        seen.key("alt+c")
        at(seen, f"Change {ADDRESS} – Servers and sign-in")
        seen.key("Tab", "Home", "Tab")
        seen.write("1")  # where nobody answers
        seen.key("Return")
        at(seen, "Connection test")
        assert only(prepared).settings.server.port == user.server.ports.imap
        assert only(prepared).settings.server.security is Security.NONE
        seen.key("Tab", "Return")  # "Fix", beside the offer of another port; it leads to the port
        at(seen, "Servers and sign-in")
        seen.write(str(user.server.ports.imaps))
        seen.key("Return")
        until(lambda: only(prepared).settings.server.security is Security.TLS, "it is applied")
        screen.rest()
        seen.key("Return")  # "Close"
        until(lambda: "Servers" not in seen.title() and "test" not in seen.title(), "it closes")
        with SecondClient(user) as client:
            client.append(message(subject="Second", message_id="<2@example.org>"))
        until(lambda: count(prepared) == 2, "mail comes by the changed server")


def test_a_paused_account_is_let_go_on(screen: Screen, user: MailUser, prepared: Path) -> None:
    facteur(prepared, "account", "prefer", ADDRESS, "--pause")
    with window(screen, prepared) as seen, SecondClient(user) as client:
        until(seen.engines, "an engine")
        client.append(message(subject="Second", message_id="<2@example.org>"))
        screen.rest()
        seen.key("F8")  # the panel says so too, with the same button
        screen.rest()
        until(lambda: _goes_on(seen, prepared), "the account goes on")
        until(lambda: count(prepared) == 2, "the mail that came meanwhile is here")


def _goes_on(seen: Window, home: Path) -> bool:
    """Press the button of the panel's one row, which the second region of the window begins with."""
    if only(home).preferences.paused:
        seen.key("F6", "F6", "space")
    return within(lambda: not only(home).preferences.paused)


def test_a_certificate_is_trusted_from_where_it_is_told(
    screen: Screen, user: MailUser, home: Path
) -> None:
    with SecondClient(user) as client:
        client.append(message(subject="First"))
    facteur(
        home, "account", "add", "--address", ADDRESS, "--user", user.name,
        "--imap", f"localhost:{user.server.ports.imaps}",
        "--password-command", f"echo {user.password}",
    )  # fmt: skip
    with window(screen, home, language="fr") as seen:
        until(seen.engines, "an engine")
        main = seen.shown()
        screen.rest()
        seen.key("F8")
        screen.rest()
        until(lambda: seen.opens(main, "F6", "F6", "space"), "the certificate")
        at(seen, "Le certificat du serveur localhost")
        seen.key("space", "Tab", "space")  # compared; trust it
        until(lambda: only(home).settings.certificate_sha256, "it is tested and applied")
        until(lambda: count(home) == 1, "its INBOX is here")
