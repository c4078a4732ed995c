"""From the first start to reading mail, by keyboard alone and in French, through a real discovery.

The domain publishes autoconfig on a local web server and SRV records on a local name server; the
mail is Dovecot's. The engine is the real one, told where DNS and Web are (tests.support.directed).
"""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.builders import message
from tests.support.localdns import LocalDns
from tests.support.localweb import LocalWeb, Reply
from tests.support.mailserver import MailUser
from tests.support.realwindow import Window, count, until, window, within
from tests.support.screen import Screen
from tests.support.secondclient import SecondClient

pytestmark = [pytest.mark.server, pytest.mark.screen, pytest.mark.slow, pytest.mark.timeout(180)]

ADDRESS = "claire@example.test"
HOST = "mail.example.test"
_AUTOCONFIG = """<?xml version="1.0"?>
<clientConfig version="1.1"><emailProvider id="example.test"><domain>example.test</domain>
<displayName>Exemple</displayName>
<incomingServer type="imap"><hostname>{host}</hostname><port>{imap}</port>
<socketType>SSL</socketType><username>{user}</username>
<authentication>password-cleartext</authentication></incomingServer>
<incomingServer type="pop3"><hostname>{host}</hostname><port>{pop}</port>
<socketType>SSL</socketType><username>{user}</username>
<authentication>password-cleartext</authentication></incomingServer>
</emailProvider></clientConfig>
"""


@contextlib.contextmanager
def small_internet(
    user: MailUser, folder: Path, monkeypatch: pytest.MonkeyPatch, *, autoconfig: bool = True
) -> Iterator[tuple[str, ...]]:
    """Publish the settings of the domain; returns the words for the program."""
    ports = user.server.ports
    text = _AUTOCONFIG.format(host=HOST, imap=ports.imaps, pop=ports.pop3s, user=user.name)
    pages = {"autoconfig.example.test/mail/config-v1.1.xml": Reply(body=text.encode())}
    zone = {
        "autoconfig.example.test A": ["127.0.0.1"],
        f"{HOST} A": ["127.0.0.1"],
        "_imaps._tcp.example.test SRV": [f"0 1 {ports.imaps} {HOST}."],
        "_pop3s._tcp.example.test SRV": [f"0 1 {ports.pop3s} {HOST}."],
    }
    with (
        LocalWeb(folder, pages if autoconfig else {}, "*.example.test") as web,
        LocalDns(zone) as dns,
    ):
        both = folder / "both.pem"
        both.write_bytes(user.server.ca_file.read_bytes() + web.ca_file.read_bytes())
        monkeypatch.setenv("SSL_CERT_FILE", str(both))
        yield ("--dns", str(dns.port), "--web", str(web.port))


@contextlib.contextmanager
def french(screen: Screen, home: Path, words: tuple[str, ...]) -> Iterator[tuple[Window, str]]:
    """Start the program in French and open the wizard; returns it and its main window."""
    module = "tests.support.directed"
    with window(screen, home, language="fr", module=module, words=words) as seen:
        until(seen.engines, "an engine")
        main = seen.shown()
        until(lambda: seen.opens(main, "Return"), "the wizard")
        screen.rest()
        yield seen, main


def at(seen: Window, page: str) -> None:
    """Wait for a page of the wizard, which the title of its window names, to take keys."""
    until(lambda: page in seen.title(), page)
    seen.screen.rest()


def search(seen: Window) -> None:
    """Type name and address, and wait for what is found."""
    at(seen, "Quelle est votre adresse")
    seen.write("Claire Martin")
    seen.key("Tab")
    seen.write(ADDRESS)
    seen.key("Return")
    at(seen, "Réglages trouvés")


def sign_in(seen: Window, user: MailUser, *, named: bool = True) -> None:
    """Type the password, and wait until everything was tested.

    named: what was found names the user; else it took the whole address, which is not his name.
    """
    at(seen, "Identifiez-vous")
    if not named:
        seen.key("shift+Tab")
        seen.write(user.name)
        seen.key("Tab")
    seen.write(user.password)
    seen.key("Return")
    at(seen, "La réception fonctionne")


def until_inbox(seen: Window, home: Path, main: str, messages: int) -> None:
    """Keep the account once it was tested, and open its inbox."""

    def over() -> bool:
        seen.screen.rest()
        return seen.closes(main, "Return") and within(lambda: count(home) == messages)

    until(over, "the account and its mail", 60)


def test_imap_from_the_first_start_to_a_message_that_is_read(
    screen: Screen, user: MailUser, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with SecondClient(user) as client:
        client.append(message(subject="Bonjour"))
        client.append(message(subject="Encore", message_id="<2@example.test>"))
    with (
        small_internet(user, tmp_path, monkeypatch) as words,
        french(screen, home, words) as (seen, main),
    ):
        search(seen)
        seen.key("Return")  # use what was found
        at(seen, "Où garder vos messages")
        seen.key("Return")  # keep on the server, as is usual
        sign_in(seen, user)
        until_inbox(seen, home, main, 2)
        with SecondClient(user) as client:
            top = max(client.uids())
            until(lambda: _read(seen, client, top), "the message is read, here and there")


def test_pop_is_chosen_with_the_help_of_three_questions(
    screen: Screen, user: MailUser, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    user.fill("INBOX", 3)
    with (
        small_internet(user, tmp_path, monkeypatch, autoconfig=False) as words,
        french(screen, home, words) as (seen, main),
    ):
        search(seen)
        seen.key("Return")
        at(seen, "Où garder vos messages")
        seen.key("Tab", "space")  # "Help me choose"
        at(seen, "Trois questions")
        # No, no, yes: one computer, no webmail, a small mailbox.
        seen.key("Right", "space", "Tab", "Right", "space", "Tab", "space")
        for page in ("Où garder vos messages", "Et les messages déjà copiés", "Identifiez-vous"):
            seen.key("Return")
            at(seen, page)
        sign_in(seen, user, named=False)
        until_inbox(seen, home, main, 3)
        with SecondClient(user) as client:
            client.imap.select_folder("INBOX")
            assert len(client.uids()) == 3  # although the advised rule deletes


def test_a_wizard_that_was_left_is_resumed_by_its_button(
    screen: Screen, user: MailUser, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    user.fill("INBOX", 1)
    with small_internet(user, tmp_path, monkeypatch) as words:
        with french(screen, home, words) as (seen, main):
            search(seen)
            until(lambda: seen.closes(main, "Escape"), "it asks nothing when it is left")
        with french(screen, home, words) as (seen, main):  # Return presses "Resume…"
            at(seen, "Quelle est votre adresse")
            for page in ("Réglages trouvés", "Où garder vos messages", "Identifiez-vous"):
                seen.key("Return")
                at(seen, page)
            sign_in(seen, user)
            until_inbox(seen, home, main, 1)


def _read(seen: Window, client: SecondClient, uid: int) -> bool:
    """Open the first message by keys, once the list is there to take them."""
    if "\\Seen" not in client.flags(uid):
        seen.key("Home", "Down", "Up", "Return")
    return within(lambda: "\\Seen" in client.flags(uid))
