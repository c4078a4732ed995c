"""From the first start to reading mail, by keyboard alone and in French, through a real discovery.

The domain publishes autoconfig on a local web server and SRV records on a local name server; the
mail is Dovecot's, and what is sent would go to aiosmtpd. The engine is the real one, told where DNS
and Web are (tests.support.directed).
"""

from pathlib import Path

import pytest

from facteur.base.paths import profile
from facteur.mail.account import AccountSettings
from facteur.store.read import accounts
from facteur.store.reader import open_reader
from tests.net.conftest import server_context
from tests.support.builders import message
from tests.support.inathread import in_a_thread
from tests.support.mailserver import MailUser
from tests.support.screen import Screen
from tests.support.secondclient import SecondClient
from tests.support.submissionsink import Sink
from tests.support.wizardsteps import HOST, Published, french, small_internet

pytestmark = [pytest.mark.server, pytest.mark.screen, pytest.mark.slow, pytest.mark.timeout(180)]

SENDING = "Envoi (sans rien envoyer)"


def sink_of(user: MailUser, password: str = "") -> Sink:
    """Return a server for sending that knows the user, by another password where one is given."""
    tls = server_context(user.server.authority.server)
    return Sink(user=user.name, password=password or user.password, tls=tls)


def kept(home: Path) -> AccountSettings:
    reader = open_reader(profile(home))
    try:
        (account,) = accounts.accounts(reader)
    finally:
        reader.close()
    return account.settings


def test_imap_from_the_first_start_to_a_message_that_is_read(
    screen: Screen, user: MailUser, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with SecondClient(user) as client:
        client.append(message(subject="Bonjour"))
        client.append(message(subject="Encore", message_id="<2@example.test>"))
    sink = sink_of(user)
    with (
        in_a_thread(sink),
        small_internet(user, tmp_path, monkeypatch, Published(sending=sink.port)) as words,
        french(screen, home, words) as wizard,
    ):
        wizard.search()
        wizard.keep_on_server()
        wizard.sign_in(user, tested="Tout fonctionne")
        assert wizard.words.says(SENDING)
        assert wizard.words.says(f"{HOST}, port {sink.port}")
        wizard.until_inbox(2)
        wizard.until_read(user)
    sending = kept(home).submission
    assert sending is not None
    assert (sending.server.host, sending.server.port) == (HOST, sink.port)
    assert sink.tried
    assert sink.handler.quits == 1
    assert sink.handler.mails == sink.handler.delivered == []


def test_without_a_server_for_sending_that_lets_one_in_mail_can_still_be_read(
    screen: Screen, user: MailUser, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    user.fill("INBOX", 2)
    sink = sink_of(user, "another password")
    with (
        in_a_thread(sink),
        small_internet(user, tmp_path, monkeypatch, Published(sending=sink.port)) as words,
        french(screen, home, words) as wizard,
    ):
        wizard.search()
        wizard.keep_on_server()
        wizard.sign_in(user, tested="Essai de connexion")
        wizard.until_said("Le serveur a refusé")
        wizard.press("Continuer sans envoi pour l’instant")
        wizard.at("La réception fonctionne")
        wizard.until_inbox(2)
    assert kept(home).submission is None
    assert sink.tried
    assert sink.handler.mails == []


def test_pop_is_chosen_with_the_help_of_three_questions(
    screen: Screen, user: MailUser, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    user.fill("INBOX", 3)
    with (
        small_internet(user, tmp_path, monkeypatch, Published(autoconfig=False)) as words,
        french(screen, home, words) as wizard,
    ):
        wizard.search()
        wizard.seen.key("Return")
        wizard.at("Où garder vos messages")
        wizard.seen.key("Tab", "space")  # "Help me choose"
        wizard.at("Trois questions")
        # No, no, yes: one computer, no webmail, a small mailbox.
        wizard.seen.key("Right", "space", "Tab", "Right", "space", "Tab", "space")
        for page in ("Où garder vos messages", "Et les messages déjà copiés", "Identifiez-vous"):
            wizard.seen.key("Return")
            wizard.at(page)
        wizard.sign_in(user, named=False)
        wizard.until_inbox(3)
        with SecondClient(user) as client:
            client.imap.select_folder("INBOX")
            assert len(client.uids()) == 3  # although the advised rule deletes


def test_a_wizard_that_was_left_is_resumed_by_its_button(
    screen: Screen, user: MailUser, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    user.fill("INBOX", 1)
    with small_internet(user, tmp_path, monkeypatch) as words:
        with french(screen, home, words) as wizard:
            wizard.search()
            wizard.leave()
        with french(screen, home, words) as wizard:
            wizard.resume()
            wizard.sign_in(user)
            wizard.until_inbox(1)
