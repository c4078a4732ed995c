from dataclasses import replace

import pytest

from facteur.link.events import Counts, Problem, Trial
from facteur.ui.accounts.change.state import state_of
from facteur.ui.accounts.change.trial import ChangeTrialPage
from facteur.ui.accounts.wizard.state import Place
from facteur.ui.accounts.wizard.wants import Finish, Keep, Try, Visit
from facteur.ui.notice import Remedy
from facteur.ui.words import Around
from tests.ui.accounts.change.conftest import COMMAND, IMAP, OAUTH, POP
from tests.ui.accounts.wizard.stands import failed, not_kept, tried

UNSENT = Problem(family="network", code="refused", step="send", host="smtp.exemple.fr", port=587)


@pytest.fixture
def shown(qtbot, style):
    def make(settings):
        page = ChangeTrialPage(style, settings)
        qtbot.addWidget(page)
        page.asked = []
        page.wanted.connect(page.asked.append)
        page.show_state(state_of(settings, Around()))
        page.show()
        page.entered()
        return page

    return make


def remedies(page):
    return [button.remedy for button in page.card.words.buttons]


def test_what_works_is_applied_at_once_and_only_once(shown):
    page = shown(IMAP)
    assert page.asked == [Try()]
    page.hear(tried(trial=Trial(messages=3)))
    assert page.asked == [Try(), Keep()]
    page.entered()
    assert page.asked == [Try(), Keep()]
    assert page.primary_text() == ""
    page.show_state(replace(page.state, account=7))
    assert page.primary_text() == "Close"
    assert "from now on" in page.lead.text()
    page.press_primary()
    assert page.asked[-1] == Finish()


def test_what_does_not_work_is_not_applied(shown):
    page = shown(IMAP)
    page.hear(failed("login", "refused", "login"))
    assert page.asked == [Try()]
    page.press_primary()
    assert page.asked == [Try()]
    assert not page.ready()


def test_what_the_engine_does_not_keep_is_said_and_can_be_tried_again(shown):
    page = shown(IMAP)
    page.hear(tried(trial=Trial()))
    page.hear(not_kept("usage", "account-exists"))
    assert page.card.words.title == "This address is already in Facteur."
    page.show_state(page.state)
    page.entered()
    assert page.asked == [Try(), Keep(), Keep()]


def test_without_a_server_for_sending_that_works_the_old_one_stays_by_wish_only(shown):
    page = shown(IMAP)
    page.hear(tried(trial=Trial(unsent=UNSENT)))
    assert page.asked == [Try()]
    assert page.without.text() == "Leave the server for sending as it was"
    page.without.click()
    assert page.asked == [Try(), Keep()]
    assert not page.state.sending


def test_mail_that_waits_is_not_asked_about(shown):
    page = shown(POP)
    page.hear(tried(trial=Trial(), counts=Counts(messages=5, octets=9)))
    assert not page.already.asked
    assert page.asked == [Try(), Keep()]


def test_only_what_can_be_done_here_is_offered(shown):
    page = shown(IMAP)
    page.hear(failed("login", "refused", "login"))
    assert remedies(page) == [Remedy.FIX_PASSWORD, Remedy.FIX_USER]
    page = shown(OAUTH)
    page.hear(failed("login", "oauth-expired", "login"))
    assert remedies(page) == [Remedy.SIGN_IN]
    page.card.chosen.emit(page.card.words.buttons[0])
    assert page.asked[-1] == Visit(place=Place.SIGN_IN)


@pytest.mark.parametrize(("step", "sending"), [("login", False), ("send", True)])
def test_a_field_that_is_wrong_is_pointed_at(shown, qtbot, step, sending):
    page = shown(IMAP)
    page.hear(failed("login", "refused", step))
    with qtbot.waitSignal(page.pointed) as said:
        page.card.chosen.emit(page.card.words.buttons[1])
    assert said.args == [Remedy.FIX_USER, sending]


def test_a_refused_pop_port_offers_the_other_pop_port(shown):
    page = shown(POP)
    page.hear(failed("network", "refused", "connect", host="pop.exemple.fr", port=1995))
    assert page.card.words.buttons[0].value == "995"
    page.card.chosen.emit(page.card.words.buttons[0])
    assert page.state.pop.port == 995
    assert page.asked[-1] == Try()


@pytest.mark.parametrize(("settings", "said"), [(IMAP, True), (COMMAND, False)])
def test_a_missing_keyring_is_said_where_one_is_needed(shown, settings, said):
    page = shown(settings)
    page.hear(tried(trial=Trial(), keyring=False))
    assert page._no_keyring.isHidden() != said
