"""Signing in on the provider's page, by keyboard alone and in French, in the real window.

Authorization server, browser and mail servers are on this computer; Dovecot and aiosmtpd ask the
authorization server about the tokens that they are shown. Only the user's own file knows it.
"""

import contextlib
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from facteur.base.paths import profile
from facteur.mail.account import AccountSettings, SecretKind
from facteur.store.read import accounts
from facteur.store.reader import open_reader
from tests.net.conftest import server_context
from tests.support.authserver import AuthServer
from tests.support.bearerdovecot import bearer_dovecot
from tests.support.browser import Browser
from tests.support.builders import message
from tests.support.inathread import in_a_thread
from tests.support.mailserver import Dovecot, MailUser
from tests.support.realwindow import count, until
from tests.support.screen import Screen
from tests.support.secondclient import SecondClient
from tests.support.submissionsink import Sink
from tests.support.wizardsteps import Guided, Published, french, small_internet

pytestmark = [pytest.mark.server, pytest.mark.screen, pytest.mark.slow, pytest.mark.timeout(180)]

HOSTS = '[".example.test"]'
WAITING = "En attente de votre accord dans le navigateur"


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What there is around one program that signs in. words: how it is started."""

    auth: AuthServer
    user: MailUser
    sink: Sink
    browser: Browser
    words: tuple[str, ...]


@pytest.fixture(scope="module", params=["xoauth2"])
def bearing(request: pytest.FixtureRequest) -> Iterator[tuple[Dovecot, int]]:
    """A Dovecot, and the port on which it asks about tokens."""
    with bearer_dovecot(request.param) as made:
        yield made


@pytest.fixture
def around(
    bearing: tuple[Dovecot, int], home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Around]:
    """A domain that lets its users in by its own page only, and a user with two messages."""
    server, port = bearing
    user = server.add_user()
    with SecondClient(user) as client:
        client.append(message(subject="Bonjour"))
        client.append(message(subject="Encore", message_id="<2@example.test>"))
    auth = AuthServer(port=port, user=user.name, rotate=True)
    tls = server_context(server.authority.server)
    sink = Sink(tls=tls, without=("PLAIN", "LOGIN"), tokens=auth.access)
    with contextlib.ExitStack() as stack:
        stack.enter_context(in_a_thread(auth, sink))
        auth.write(profile(home).oauth_clients, hosts=HOSTS)
        published = Published(way="OAuth2", sending=sink.port)
        words = stack.enter_context(small_internet(user, tmp_path, monkeypatch, published))
        browser = Browser(tmp_path, monkeypatch)
        yield Around(auth=auth, user=user, sink=sink, browser=browser, words=words)


def kept(home: Path) -> AccountSettings:
    reader = open_reader(profile(home))
    try:
        (account,) = accounts.accounts(reader)
    finally:
        reader.close()
    return account.settings


def open_page(wizard: Guided) -> None:
    """Come to the page where one signs in, and let the provider's page be opened."""
    wizard.search()
    wizard.keep_on_server()
    wizard.until_said("Ouvrir la page")
    wizard.seen.key("Return")


@pytest.mark.parametrize("bearing", ["xoauth2", "oauthbearer"], indirect=True)
def test_from_the_first_start_by_the_providers_page_to_a_message_that_is_read(
    screen: Screen, home: Path, around: Around, request: pytest.FixtureRequest
) -> None:
    with french(screen, home, around.words) as wizard:
        open_page(wizard)
        wizard.at("Tout fonctionne")
        wizard.until_inbox(2)
        wizard.until_read(around.user)
    (shown,) = around.browser.shown
    assert shown.startswith("200 Merci.")
    assert len(around.browser.opened) == 1
    assert around.auth.asked[0]["login_hint"] == around.user.name
    mechanism = request.node.callspec.params["bearing"].upper()
    assert f"user=<{around.user.name}>, method={mechanism}" in around.user.server.log
    settings = kept(home)
    assert settings.secret_kind is SecretKind.OAUTH
    assert settings.submission is not None
    assert around.sink.handler.quits == 1
    assert around.sink.handler.mails == []


def test_who_does_not_agree_is_told_so_and_may_try_again(
    screen: Screen, home: Path, around: Around
) -> None:
    around.auth.deny = True
    with french(screen, home, around.words) as wizard:
        open_page(wizard)
        wizard.until_said("L’accord n’a pas été donné")
        wizard.at("Identifiez-vous")
        assert around.auth.forms == []  # no code, nothing to exchange
        around.auth.deny = False
        wizard.seen.key("Return")
        wizard.at("Tout fonctionne")
        wizard.until_inbox(2)
    refused, agreed = around.browser.shown
    assert refused.startswith("200 L’accord n’a pas été donné.")
    assert agreed.startswith("200 Merci.")


def test_a_wizard_that_is_left_while_it_waits_is_resumed(
    screen: Screen, home: Path, around: Around
) -> None:
    around.browser.leave()
    with french(screen, home, around.words) as wizard:
        open_page(wizard)
        wizard.until_said(WAITING)
        until(lambda: around.browser.opened, "the browser")
        wizard.leave()
        (opened,) = around.browser.opened
        until(lambda: not _listens(opened), "nobody is waited for any more")
        around.browser.come_back()
        wizard.resume()
        assert not wizard.words.says(WAITING)
        wizard.seen.key("Return")
        wizard.at("Tout fonctionne")
        wizard.until_inbox(2)
    assert len(around.browser.opened) == 2
    assert len(around.browser.shown) == 1


def test_what_was_withdrawn_is_given_again_in_one_click(
    screen: Screen, home: Path, around: Around
) -> None:
    auth = around.auth
    auth.client_id = auth.client_secret = ""
    auth.write(profile(home).oauth_clients, hosts=HOSTS)
    auth.client_id, auth.client_secret = (
        "mine",
        "hush",
    )  # the user's own, of whom the file is silent
    with french(screen, home, around.words) as wizard:
        wizard.search()
        wizard.keep_on_server()
        wizard.press("Utiliser un identifiant de client")
        wizard.seen.write("mine")
        wizard.seen.key("Tab")
        wizard.seen.write("hush")
        wizard.seen.key("Return")
        wizard.at("Tout fonctionne")
        wizard.until_inbox(2)
        auth.access.clear()
        auth.refresh.clear()
        around.user.server.restart()  # ends the connections that began with a good token
        wizard.until_said("fournisseur a expiré")
        with SecondClient(around.user) as client:
            client.append(message(subject="Trois", message_id="<3@example.test>"))
        wizard.press("S’identifier")
        until(lambda: count(home) == 3, "it is online again")
        until(lambda: not wizard.words.says("fournisseur a expiré"), "the banner is gone")
        until(lambda: wizard.seen.shown() == wizard.main, "the dialog is gone")
    assert len(around.browser.opened) == 2
    assert kept(home).oauth_client == "mine"


def _listens(opened: str) -> bool:
    """Whether somebody waits for the browser where this page would lead it."""
    back = urlsplit(parse_qs(urlsplit(opened).query)["redirect_uri"][0])
    with socket.socket() as knocking:
        return knocking.connect_ex(("127.0.0.1", back.port or 0)) == 0
