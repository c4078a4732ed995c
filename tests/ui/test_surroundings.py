from dataclasses import replace

import pytest

from facteur.link.events import Problem
from facteur.mail.account import (
    AccountSettings,
    Security,
    ServerAddress,
    Submission,
    local_settings,
)
from facteur.net.discovery.presets import presets
from facteur.ui.surroundings import around, by_sending, provider_of
from facteur.ui.words import Around


def server(host, port=993):
    return ServerAddress(host=host, port=port, security=Security.TLS)


GMAIL = AccountSettings(
    address="a@gmail.com",
    server=server("imap.gmail.com"),
    user="a",
    submission=Submission(server=server("smtp.gmail.com", 465)),
    provider="gmail",
)
STRANGE = replace(GMAIL, server=server("mail.b.example"), submission=None, provider="")
PROBLEM = Problem(family="login", code="app-password", host="imap.gmail.com", port=993)


def test_the_provider_and_its_page_are_of_our_own_list():
    found = around(PROBLEM, GMAIL, "Inbox")
    known = presets().named("gmail")
    assert (found.provider, found.help_url) == (known.name, known.help)
    assert found.help_url.startswith("https://")
    assert (found.protocol, found.folder, found.testable) == ("IMAP", "Inbox", True)


def test_an_account_typed_by_hand_is_known_by_its_servers():
    assert provider_of(replace(GMAIL, provider="")) == provider_of(GMAIL)
    assert provider_of(replace(GMAIL, provider="gone")) == provider_of(GMAIL)
    assert provider_of(STRANGE) is None
    assert around(PROBLEM, STRANGE, "").help_url == ""


@pytest.mark.parametrize("settings", [None, local_settings()])
def test_without_a_server_there_is_little_around(settings):
    assert around(PROBLEM, settings, "x") == Around(folder="x")


def test_which_of_the_two_servers_it_is():
    sending = replace_of(host="smtp.gmail.com", port=465)
    assert by_sending(sending, GMAIL)
    assert around(sending, GMAIL, "").protocol == "SMTP"
    assert not by_sending(PROBLEM, GMAIL)
    assert by_sending(replace_of(step="send"), GMAIL)
    assert not by_sending(sending, STRANGE)


def replace_of(**known):
    return Problem(**({"family": "login", "code": "refused"} | known))
