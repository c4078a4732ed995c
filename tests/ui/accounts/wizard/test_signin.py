from dataclasses import replace

import pytest

from facteur.link.events import BrowserWanted, Done, Failed, Problem
from facteur.mail.account import Protocol
from facteur.ui.accounts.wizard.signin import SignInPage, with_user
from facteur.ui.accounts.wizard.wants import Answered, AskConsent, StopConsent
from tests.ui.accounts.wizard.stands import found, state


@pytest.fixture
def make(qtbot, style):
    def made(given):
        page = SignInPage(style, opener=lambda url: page.opened.append(url) or True)
        page.opened, page.asked, page.gone = [], [], []
        qtbot.addWidget(page)
        page.wanted.connect(page.asked.append)
        page.forward.connect(lambda: page.gone.append(True))
        page.show_state(given)
        page.show()
        return page

    return made


def test_a_password_is_asked_for_and_missed_beside_its_field(make):
    page = make(state())
    assert page.title.text() == "Sign in to Example"
    assert page.primary_text() == "Test the connection"
    page.press_primary()
    assert not page.gone
    assert page._hint.isVisible()
    assert page.password.accessibleDescription() == "The password is missing."
    page.password.setText("secret")
    page.password.textEdited.emit("secret")
    assert not page._hint.isVisible()
    page.press_primary()
    assert page.gone
    assert page.state.password == "secret"
    assert "secret" not in repr(page.state)


def test_an_app_password_names_the_provider_and_the_way_there(make):
    page = make(state(found(auth="app-password", steps=("app-password",))))
    words = page._explanation.text()
    assert words == "Example wants an app password, different from your usual one."
    assert page.how.isVisible()
    assert page.how.toolTip() == "https://example.org/help"


def test_no_keyring_is_said(make):
    page = make(replace(state(), keyring=False))
    assert not page.remember.isVisible()
    assert page._no_keyring.isVisible()


def test_the_providers_page_is_opened_waited_for_and_leads_on(make):
    page = make(state(found(oauth="example", ready=True)))
    assert page.primary_text() == "Open Example’s page"
    assert not page.password.isVisible()
    page.press_primary()
    assert page.asked == [AskConsent()]
    assert not page.ready()
    page.hear(BrowserWanted(request=1, task=1, url="https://example.org/agree"))
    assert page.opened == ["https://example.org/agree"]
    page.again.click()
    assert len(page.opened) == 2
    assert page._status.text() == "Waiting for your approval in the browser…"
    page.hear(Answered(want=AskConsent(), reply=Done(request=1, grant=7)))
    assert page.state.grant == 7
    assert page.gone
    assert page.primary_text() == "Test the connection"
    page.press_primary()
    assert len(page.gone) == 2


def test_a_refused_agreement_changes_nothing(make):
    page = make(state(found(oauth="example", ready=True)))
    page.press_primary()
    problem = Problem(family="login", code="oauth-denied")
    page.hear(Answered(want=AskConsent(), reply=Failed(request=1, problem=problem)))
    assert page.card.words.title == "Approval was not given"
    assert page.card.words.meaning == "Nothing was changed."
    assert page.ready()
    assert not page.gone


def test_leaving_ends_the_waiting(make):
    page = make(state(found(oauth="example", ready=True)))
    page.press_primary()
    page.left()
    assert page.asked[-1] == StopConsent()
    page.hear(Answered(want=AskConsent(), reply=Done(request=1, grant=7)))
    assert page.state.grant == 0


def test_stop_waiting_leads_back_to_the_choice(make):
    page = make(state(found(auth="app-password", oauth="example", ready=True)))
    page.press_primary()
    page.stop.click()
    assert page.asked[-1] == StopConsent()
    page.other.click()
    assert page.state.use_password
    assert page.password.isVisible()
    page.other.click()
    assert not page.state.use_password


def test_a_build_that_is_not_registered_says_so_and_offers_an_app_password(make):
    page = make(state(found(auth="app-password", oauth="example", ready=False)))
    assert "not registered there" in page._explanation.text()
    assert page.password.isVisible()
    assert page.own.isVisible()


def test_where_only_the_page_is_taken_the_users_own_client_id_opens_it(make):
    page = make(state(found(auth="oauth", oauth="example", ready=False)))
    assert not page.ready()
    assert not page.password.isVisible()
    page.own.click()
    assert page.client.isVisible()
    page.client.id_field.setText("my-id")
    page.client.id_field.textEdited.emit("my-id")
    assert page.state.oauth_client == "my-id"
    assert page.ready()
    assert page.primary_text() == "Open Example’s page"
    page.press_primary()
    assert page.asked == [AskConsent()]


def test_the_user_name_is_that_of_both_servers_where_it_was(make):
    page = make(state())
    page.user.setText("claire")
    page.user.textEdited.emit("claire")
    assert page.state.imap.user == "claire"
    assert page.state.submission.user == "claire"


def test_another_name_for_sending_is_kept():
    given = state()
    given = replace(given, protocol=Protocol.POP)
    given = replace(given, submission=replace(given.submission, user="smtp-user"))
    changed = with_user(given, "claire")
    assert changed.pop.user == "claire"
    assert changed.imap.user == given.imap.user
    assert changed.submission.user == "smtp-user"
