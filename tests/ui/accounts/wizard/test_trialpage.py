from dataclasses import replace

import pytest
from PySide6.QtGui import QDesktopServices

from facteur.link.events import Counts, Problem, Trial
from facteur.mail.account import AfterDownload, PopRules, Protocol, Security
from facteur.ui.accounts.wizard.state import Origin, Place, Server
from facteur.ui.accounts.wizard.trialpage import TrialPage
from facteur.ui.accounts.wizard.trialsteps import StepState, TrialStep
from facteur.ui.accounts.wizard.wants import Keep, StopTrying, TestReached, Try, Visit
from facteur.ui.notice import Remedy
from tests.ui.accounts.wizard.stands import TRIAL, failed, found, not_kept, state, tried


@pytest.fixture
def page(qtbot, style):
    made = TrialPage(style)
    qtbot.addWidget(made)
    made.asked = []
    made.wanted.connect(made.asked.append)
    made.show_state(replace(state(), password="x"))
    made.show()
    made.entered()
    return made


def press(page, remedy):
    words = page.card.words
    page.card.chosen.emit(next(one for one in words.buttons if one.remedy is remedy))


def test_it_begins_by_itself_and_says_each_step(page):
    assert page.asked == [Try()]
    assert not page.ready()
    page.hear(TestReached(step=2))
    states = [page.progress.of(step) for step in TrialStep]
    assert states == [StepState.DONE, StepState.DONE, StepState.RUNNING, StepState.PENDING]
    assert page.rows[TrialStep.READING].accessibleName() == "Reading the mailbox: working…"
    assert page.rows[TrialStep.SENDING].word.text() == "smtp.example.org, port 465: waiting"


def test_success_offers_to_add_the_account_once(page):
    page.hear(tried(trial=TRIAL, keyring=False))
    assert page.title.text() == "Everything works"
    assert page.state.trial == TRIAL
    assert page._no_keyring.isVisible()
    assert page.ready()
    page.press_primary()
    page.press_primary()
    assert page.asked == [Try(), Keep()]


def test_an_account_that_could_not_be_kept_says_why(page):
    page.hear(tried(trial=TRIAL))
    page.press_primary()
    page.hear(not_kept("usage", "account-exists"))
    assert "already in Facteur" in page.card.words.title
    assert not page.ready()


def test_a_failure_stands_under_its_step_with_one_button_and_two_links_at_most(page):
    page.hear(failed("login", "refused", "login", host="imap.example.org", port=993))
    assert page.progress.of(TrialStep.LOGIN) is StepState.FAILED
    assert page.progress.of(TrialStep.ENCRYPTION) is StepState.DONE
    assert page._steps.indexOf(page.card) == 2
    assert [one.remedy for one in page.card.words.buttons] == [
        Remedy.FIX_PASSWORD,
        Remedy.APP_PASSWORD,
        Remedy.FIX_USER,
    ]
    press(page, Remedy.FIX_PASSWORD)
    assert page.asked[-1] == Visit(place=Place.SIGN_IN)


def test_an_unexplained_refusal_is_quoted_and_blames_no_password(page):
    page.hear(failed("login", "unexplained", "login", server_text="Error 17"))
    words = page.card.words
    assert "Error 17" in words.quote
    assert "password" not in (words.title + words.meaning).lower()


def test_the_certificates_own_name_is_used_and_tested(page):
    button = None
    page.hear(failed("network", "refused", "connect", host="imap.example.org", port=993))
    button = page.card.words.buttons[0]
    assert (button.remedy, button.value) == (Remedy.USE_PORT, "143")
    press(page, Remedy.USE_PORT)
    assert page.state.imap.port == 143
    assert page.state.imap.security is Security.STARTTLS
    assert page.state.imap.port_from is Origin.TYPED
    assert page.asked[-1] == Try()
    assert page.card.isHidden()


def test_sending_can_fail_alone_and_be_left_for_now(page):
    unsent = Problem(
        family="network", code="refused", step="send", host="smtp.example.org", port=465
    )
    page.hear(tried(trial=Trial(messages=1, octets=5, unsent=unsent)))
    assert page.progress.of(TrialStep.READING) is StepState.DONE
    assert page.progress.of(TrialStep.SENDING) is StepState.FAILED
    assert page.card.words.buttons[0].value == "587"
    assert not page.ready()
    page.without.click()
    assert page.state.sending is False
    assert page.title.text() == "Receiving works"
    assert page.rows[TrialStep.SENDING].word.text() == "left out for now"
    assert page.ready()


def test_the_port_for_sending_is_changed_for_sending_only(page):
    unsent = Problem(family="network", code="refused", step="send", host="h", port=465)
    page.hear(tried(trial=Trial(messages=1, octets=5, unsent=unsent)))
    press(page, Remedy.USE_PORT)
    assert page.state.submission.port == 587
    assert page.state.submission.security is Security.STARTTLS
    assert page.state.imap.port == 993
    assert page.asked[-1] == Try()


def test_without_a_server_for_sending_receiving_is_enough(qtbot, style):
    made = TrialPage(style)
    qtbot.addWidget(made)
    made.show_state(replace(state(), submission=Server(), password="x"))
    made.entered()
    made.hear(tried(trial=TRIAL))
    assert made.title.text() == "Receiving works"
    assert made.progress.of(TrialStep.SENDING) is StepState.SKIPPED


def test_a_maildrop_that_cannot_name_messages_keeps_them_and_says_so(qtbot, style):
    made = TrialPage(style)
    qtbot.addWidget(made)
    rules = PopRules(after_download=AfterDownload.LEAVE)
    made.show_state(replace(state(), protocol=Protocol.POP, rules=rules, password="x"))
    made.show()
    made.entered()
    made.hear(tried(trial=TRIAL))
    assert made.state.rules.after_download is AfterDownload.KEEP
    assert made._no_copies.isVisible()


def test_mail_that_is_there_already_is_asked_about(qtbot, style):
    made = TrialPage(style)
    qtbot.addWidget(made)
    made.show_state(replace(state(), protocol=Protocol.POP, password="x"))
    made.show()
    made.entered()
    made.hear(tried(trial=TRIAL, counts=Counts(messages=12, octets=640_000_000)))
    assert made.already.isVisible()
    made.already.skip.radio.setChecked(True)
    assert made.state.only_new
    made.already.copy.radio.setChecked(True)
    assert not made.state.only_new


def test_leaving_a_running_test_stops_it_and_late_answers_mean_nothing(page):
    page.left()
    assert page.asked[-1] == StopTrying()
    page.hear(tried(trial=TRIAL))
    assert page.state.trial is None


def test_a_result_that_holds_is_not_asked_for_again(page):
    page.hear(tried(trial=TRIAL))
    page.show_state(page.state)
    page.entered()
    assert page.asked == [Try()]
    assert page.ready()


def test_a_page_of_the_provider_opens_and_the_password_is_asked_again(page, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    page.hear(failed("login", "app-password", "login", host="h", port=993))
    assert page.card.words.title == "Example wants an app password"
    press(page, Remedy.APP_PASSWORD)
    assert [url.toString() for url in opened] == ["https://example.org/help"]
    assert page.asked[-1] == Visit(place=Place.SIGN_IN)


def test_imap_is_offered_when_the_maildrop_is_busy_and_imap_is_there(page):
    page.show_state(replace(page.state, protocol=Protocol.POP))
    page.hear(failed("refused", "in-use", "login", host="pop.example.org", port=995))
    press(page, Remedy.USE_IMAP)
    assert page.state.protocol is Protocol.IMAP
    assert page.asked[-1] == Visit(place=Place.KEEP)


def test_other_settings_are_looked_for_when_nothing_is_encrypted(page):
    page.hear(failed("trust", "starttls-missing", "encrypt", host="h", port=143))
    press(page, Remedy.LOOK_AGAIN)
    assert page.state.discovery is None
    assert page.asked[-1] == Visit(place=Place.DISCOVERY)


def test_no_time_is_promised_by_a_test(page):
    page.hear(failed("refused", "unavailable", "login", host="h", port=993))
    assert page.card.words.meaning == "Nothing is lost."


def test_signing_in_at_the_provider_is_offered_where_it_can_be(qtbot, style):
    made = TrialPage(style)
    qtbot.addWidget(made)
    asked = []
    made.wanted.connect(asked.append)
    offered = found(auth="app-password", oauth="example", ready=True)
    made.show_state(replace(state(offered), use_password=True, password="x"))
    made.entered()
    made.hear(failed("login", "browser", "login", host="h", port=993))
    press(made, Remedy.SIGN_IN)
    assert not made.state.use_password
    assert asked[-1] == Visit(place=Place.SIGN_IN)
