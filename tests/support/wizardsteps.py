"""The way through the wizard by keys, in French, in a small Internet that publishes its settings."""

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.localdns import LocalDns
from tests.support.localweb import LocalWeb, Reply
from tests.support.mailserver import MailUser
from tests.support.realwindow import PATIENCE_S, Window, count, until, window, within
from tests.support.screen import Screen
from tests.support.secondclient import SecondClient
from tests.support.shownwords import ShownWords

ADDRESS = "claire@example.test"
HOST = "mail.example.test"
_AUTOCONFIG = """<?xml version="1.0"?>
<clientConfig version="1.1"><emailProvider id="example.test"><domain>example.test</domain>
<displayName>Exemple</displayName>{servers}</emailProvider></clientConfig>
"""
_SERVER = """<{element} type="{type}"><hostname>{host}</hostname><port>{port}</port>
<socketType>SSL</socketType><username>{user}</username>
<authentication>{way}</authentication></{element}>
"""
_MOST_STOPS = 40  # of the Tab key, in any window


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What a domain says of itself.

    autoconfig: in a file, else by SRV only. way: how one signs in. sending: the port of its server
    for sending, 0 for none.
    """

    autoconfig: bool = True
    way: str = "password-cleartext"
    sending: int = 0


def _file(user: MailUser, published: Published) -> bytes:
    ports = user.server.ports
    told = [("incomingServer", "imap", ports.imaps), ("incomingServer", "pop3", ports.pop3s)]
    if published.sending:
        told.append(("outgoingServer", "smtp", published.sending))
    servers = "".join(
        _SERVER.format(
            element=element, type=kind, host=HOST, port=port, user=user.name, way=published.way
        )
        for element, kind, port in told
    )
    return _AUTOCONFIG.format(servers=servers).encode()


@contextlib.contextmanager
def small_internet(
    user: MailUser,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    published: Published = Published(),
) -> Iterator[tuple[str, ...]]:
    """Publish the settings of the domain; returns the words for the program."""
    ports = user.server.ports
    pages: dict[str, Reply] = {}
    if published.autoconfig:
        body = _file(user, published)
        pages["autoconfig.example.test/mail/config-v1.1.xml"] = Reply(body=body)
    zone = {
        "autoconfig.example.test A": ["127.0.0.1"],
        f"{HOST} A": ["127.0.0.1"],
        "_imaps._tcp.example.test SRV": [f"0 1 {ports.imaps} {HOST}."],
        "_pop3s._tcp.example.test SRV": [f"0 1 {ports.pop3s} {HOST}."],
    }
    with LocalWeb(folder, pages, "*.example.test") as web, LocalDns(zone) as dns:
        both = folder / "both.pem"
        both.write_bytes(user.server.ca_file.read_bytes() + web.ca_file.read_bytes())
        monkeypatch.setenv("SSL_CERT_FILE", str(both))
        yield ("--dns", str(dns.port), "--web", str(web.port))


@dataclass(frozen=True, slots=True, kw_only=True)
class Guided:
    """A program in French, with the wizard open. main: its main window. words: what it shows."""

    seen: Window
    main: str
    words: ShownWords

    def at(self, page: str) -> None:
        """Wait for a page of the wizard, which the title of its window names, to take keys."""
        there = within(lambda: page in self.seen.title(), PATIENCE_S)
        assert there, f"“{page}” is not reached, but {self.words.all}"
        self.seen.screen.rest()

    def until_said(self, part: str) -> None:
        said = within(lambda: self.words.says(part), PATIENCE_S)
        assert said, f"“{part}” is not said, but {self.words.all}"

    def press(self, button: str, key: str = "space") -> None:
        """Go to a button by Tab and press it."""
        self.until_said(button)
        for _ in range(_MOST_STOPS):
            if self.words.focus.startswith(button):
                break
            before = self.words.focus
            self.seen.key("Tab")
            within(lambda was=before: self.words.focus != was, 0.5)
        assert self.words.focus.startswith(button), f"{self.words.focus}, no {button}"
        self.seen.key(key)

    def search(self) -> None:
        """Type name and address, and wait for what is found."""
        self.at("Quelle est votre adresse")
        self.seen.write("Claire Martin")
        self.seen.key("Tab")
        self.seen.write(ADDRESS)
        self.seen.key("Return")
        self.at("Réglages trouvés")

    def keep_on_server(self) -> None:
        """Use what is found, and keep mail on the server, as is usual."""
        self.seen.key("Return")
        self.at("Où garder vos messages")
        self.seen.key("Return")
        self.at("Identifiez-vous")

    def sign_in(
        self, user: MailUser, *, named: bool = True, tested: str = "La réception fonctionne"
    ) -> None:
        """Type the password, and wait for the end of the test.

        named: what was found names the user; else it took the whole address, which is not his name.
        """
        self.at("Identifiez-vous")
        if not named:
            self.seen.key("shift+Tab")
            self.seen.write(user.name)
            self.seen.key("Tab")
        self.seen.write(user.password)
        self.seen.key("Return")
        self.at(tested)

    def until_inbox(self, messages: int) -> None:
        """Keep the account once it was tested, and open its inbox."""

        def over() -> bool:
            self.seen.screen.rest()
            closed = self.seen.closes(self.main, "Return")
            return closed and within(lambda: count(self.seen.home) == messages)

        until(over, "the account and its mail", 60)

    def until_read(self, user: MailUser) -> None:
        """Open the first message by keys, until the server has it as read."""
        with SecondClient(user) as client:
            uid = max(client.uids())

            def read() -> bool:
                if "\\Seen" not in client.flags(uid):
                    self.seen.key("Home", "Down", "Up", "Return")
                return within(lambda: "\\Seen" in client.flags(uid))

            until(read, "the message is read, here and there")

    def leave(self) -> None:
        """Leave the wizard, which asks nothing."""
        until(lambda: self.seen.closes(self.main, "Escape"), "it asks nothing when it is left")

    def resume(self) -> None:
        """Take up the wizard that was left, and come to the page where one signs in."""
        until(lambda: self.seen.opens(self.main, "Return"), "the wizard again")
        self.at("Quelle est votre adresse")
        for page in ("Réglages trouvés", "Où garder vos messages", "Identifiez-vous"):
            self.seen.key("Return")
            self.at(page)


@contextlib.contextmanager
def french(screen: Screen, home: Path, words: tuple[str, ...]) -> Iterator[Guided]:
    """Start the program in French and open the wizard: Return presses "Add" or "Resume…"."""
    module, told = "tests.support.directed", home.parent / f"words-{os.urandom(4).hex()}.json"
    words = (*words, "--words", str(told))
    with window(screen, home, language="fr", module=module, words=words) as seen:
        until(seen.engines, "an engine")
        main = seen.shown()
        until(lambda: seen.opens(main, "Return"), "the wizard")
        screen.rest()
        yield Guided(seen=seen, main=main, words=ShownWords(told))
