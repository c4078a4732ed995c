from dataclasses import replace

import pytest
from PySide6.QtGui import QGuiApplication

from facteur.link.events import Discovery, DiscoveryChanged, Done, Failed, Problem
from facteur.ui.accounts.wizard import discovery as module
from facteur.ui.accounts.wizard.discovery import DiscoveryPage
from facteur.ui.accounts.wizard.state import Origin, Place, Server, with_discovery
from facteur.ui.accounts.wizard.wants import Answered, Find, StopFinding, Visit
from tests.ui.accounts.wizard.conftest import discovery, server


def answer(page, found):
    page.hear(Answered(want=Find(), reply=Done(request=1, discovery=found)))


def test_it_searches_by_itself_once(show, fresh):
    page, said = show(DiscoveryPage, fresh)
    page.entered()
    assert said.wants == [Find()]
    assert not page.ready()
    assert page.title.text() == "Looking for the settings of exemple.fr"


def test_the_list_is_live_and_ends_in_what_was_found(show, fresh):
    page, said = show(DiscoveryPage, fresh)
    page.hear(DiscoveryChanged(task=1, source="dns", state="found"))
    page.hear(DiscoveryChanged(task=1, source="guess", state="slow", left_s=2))
    words = [line.word.text() for line in page.sources.lines.values()]
    assert words == ["working…", "working…", "found", "slow, 2 s more"]
    answer(page, discovery())
    assert page.title.text() == "Settings found"
    assert page.lead.text() == "From the settings published by exemple.fr. Encrypted connection."
    assert page._offers.text() == "Your provider accepts IMAP and POP."
    assert said.states[-1].imap.host == "imap.exemple.fr"
    assert page.sources.isHidden()
    assert page.ready()
    page.press_primary()
    assert said.forwards == 1


def test_what_was_found_is_not_searched_again(show, found):
    page, said = show(DiscoveryPage, found)
    assert said.wants == []
    assert page.ready()


def test_skipping_comes_after_a_while_and_asks_for_what_there_is(qtbot, show, fresh, monkeypatch):
    monkeypatch.setattr(module, "SKIP_AFTER_MS", 10)
    page, said = show(DiscoveryPage, fresh)
    assert page.skip.isHidden()
    qtbot.waitUntil(page.skip.isVisible)
    page.skip.click()
    assert said.wants[-1] == StopFinding()
    answer(page, discovery("imap"))
    assert page._offers.text() == "Your provider accepts IMAP only."
    assert page.skip.isHidden()


def test_leaving_ends_the_search_and_its_answer_means_nothing(show, fresh):
    page, said = show(DiscoveryPage, fresh)
    page.left()
    assert said.wants[-1] == StopFinding()
    answer(page, discovery())
    assert said.states == []


@pytest.mark.parametrize(
    "reply",
    [
        Done(request=1, discovery=Discovery(domain="exemple.fr")),
        Done(request=1),
    ],
)
def test_nothing_found_leads_to_the_form_and_a_letter(show, fresh, reply):
    page, said = show(DiscoveryPage, fresh)
    page.hear(Answered(want=Find(), reply=reply))
    assert page.title.text() == "No settings found for exemple.fr"
    assert page.primary_text() == "Enter the settings"
    assert page.link_text() == ""
    page.press_primary()
    assert said.wants[-1] == Visit(place=Place.MANUAL)
    page.copy.click()
    assert "claire@exemple.fr" in QGuiApplication.clipboard().text()
    assert not page._copied.isHidden()


def test_a_foreign_domain_is_agreed_to_first(show, fresh):
    strange = server("imap", host="ssl0.ovh.net", host_domain="ovh.net", foreign=True)
    page, said = show(DiscoveryPage, fresh)
    answer(page, Discovery(domain="exemple.fr", servers=[strange]))
    assert page._foreign_words.text() == "Mail for exemple.fr is handled by ovh.net. Is that right?"
    assert not page.ready()
    page.press_primary()
    assert said.forwards == 0
    page.agree.click()
    assert said.states[-1].foreign_agreed
    assert page.ready()
    page.press_primary()
    assert said.forwards == 1


def test_an_unencrypted_server_is_not_proposed_but_told(show, fresh):
    page, _said = show(DiscoveryPage, fresh)
    answer(page, Discovery(domain="exemple.fr", insecure=True))
    assert "could be read on its way" in page._insecure.text
    assert page.primary_text() == "Enter the settings"


def test_a_closed_provider_says_so(show, fresh):
    page, said = show(DiscoveryPage, fresh)
    answer(
        page,
        Discovery(domain="t.com", provider_name="Tuta", closed=True, help_url="https://t.com/"),
    )
    assert page.title.text() == "Mail programs are not let in"
    assert "Tuta does not let mail programs in" in page._closed.text
    assert page.copy.isHidden()
    assert page.help.isVisible()
    # No settings help there: the way on is another address.
    assert page.primary_text() == "Change the address"
    page.press_primary()
    assert said.wants[-1] == Visit(place=Place.ADDRESS)


@pytest.mark.parametrize(("ready", "said"), [(False, "is not registered there"), (True, "")])
def test_a_provider_that_cannot_be_signed_in_to_is_told_before_anything_is_chosen(
    show, fresh, ready, said
):
    page, _said = show(DiscoveryPage, fresh)
    servers = [server("imap", auth="oauth"), server("submission", auth="oauth")]
    found = Discovery(
        domain="exemple.fr",
        provider_name="Example",
        oauth="example",
        oauth_ready=ready,
        servers=servers,
    )
    answer(page, found)
    assert said in page._closed.text
    assert page._closed.isHidden() is not bool(said)


def test_imap_and_pop_are_explained_where_they_are_first_named(show, fresh):
    page, _said = show(DiscoveryPage, fresh)
    answer(page, discovery())
    assert "IMAP keeps your mail on the server, POP on this computer" in page._offers_help.text()
    answer_page, _said = show(DiscoveryPage, fresh)
    answer(answer_page, discovery("pop"))
    assert answer_page._offers_help.text() == "POP keeps your mail on this computer."


@pytest.mark.parametrize(
    ("url", "shown"), [("https://x.de/", True), ("http://x.de/", False), ("", False)]
)
def test_what_is_to_be_done_first_is_told_with_a_link(show, fresh, url, shown):
    page, _said = show(DiscoveryPage, fresh)
    answer(page, discovery(provider_name="GMX", steps=["enable-imap"], help_url=url))
    assert "Switch IMAP on in the settings of GMX’s site" in page._steps.text()
    assert page.help.isVisible() is shown


def test_typed_servers_outlive_a_search_that_found_nothing(show, fresh):
    typed = Server(host="mine", port=993, user="c", host_from=Origin.TYPED)
    page, said = show(DiscoveryPage, replace(fresh, imap=typed))
    answer(page, Discovery(domain="exemple.fr"))
    assert said.states[-1].imap == typed
    assert page.primary_text() == "Use these settings"


def test_by_hand_at_any_time(show, fresh):
    page, said = show(DiscoveryPage, fresh)
    page.press_link()
    assert said.wants[-1] == Visit(place=Place.MANUAL)


def test_the_keyboard_and_the_reader_find_what_is_said(show, fresh, found):
    page, _said = show(DiscoveryPage, fresh)
    page.focus_first()
    assert page.focusWidget() is page.sources
    assert "Internet directory (DNS): working…" in page.sources.accessibleName()
    page.grab()
    page, _said = show(DiscoveryPage, with_discovery(found, discovery()))
    page.focus_first()
    assert page.focusWidget() is page.table
    assert "imap.exemple.fr, port 993" in page.table.accessibleName()
    page.grab()


def test_without_the_internet_it_says_so_and_tries_again(show, fresh):
    page, said = show(DiscoveryPage, fresh)
    problem = Problem(family="network", code="unreachable")
    page.hear(Answered(want=Find(), reply=Failed(request=1, problem=problem)))
    assert page.title.text() == "The settings of exemple.fr could not be looked for"
    assert page.offline.text
    assert page.copy.isHidden()
    assert page.primary_text() == "Enter the settings"
    assert said.states == []  # nothing is known: it is searched again when it is shown again
    page.offline._button.click()
    assert said.wants == [Find(), Find()]
    answer(page, discovery())
    assert page.offline.isHidden()
    assert page.ready()
