from dataclasses import replace

import pytest

from facteur.link.events import Trial
from facteur.mail.account import AfterDownload, PopRules, Protocol
from facteur.ui.accounts.wizard.popoptions import PopOptionsPage, known
from facteur.ui.accounts.wizard.state import Place, Server
from facteur.ui.accounts.wizard.wants import Visit
from tests.ui.accounts.wizard.stands import TRIAL, state

POP = replace(state(), protocol=Protocol.POP)
TRIED = replace(POP, trial=TRIAL, already=12)


@pytest.fixture
def page(qtbot, style):
    made = PopOptionsPage(style)
    qtbot.addWidget(made)
    made.show_state(POP)
    made.show()
    return made


def test_the_advised_way_is_the_first_and_what_is_chosen_is_said(page):
    assert page.state.rules.after_download is AfterDownload.DELETE
    page.form.leave.radio.setChecked(True)
    page.form.days.setValue(30)
    assert page.state.rules == PopRules(after_download=AfterDownload.LEAVE, leave_days=30)


def test_before_a_test_the_figures_are_an_example(page):
    page.form.leave.radio.setChecked(True)
    assert "40 messages a day" in page.form.box.source.text()


def test_after_a_test_the_figures_are_the_mailboxs_own_and_multiply(page):
    page.show_state(replace(TRIED, box_octets=1_000_000_000))
    page.form.leave.radio.setChecked(True)
    page.form.days.setValue(30)
    assert "21\u00a0MB a day" in page.form.box.source.text()
    assert page.form.box.amount.text().endswith("about 630\u00a0MB")
    assert page.form.box.part.text().startswith("63%")
    assert "full around" in page.form.keep.help.text()


def test_a_quota_that_the_server_tells_is_not_asked_for(page):
    told = Trial(
        messages=12, octets=640_000_000, recent_octets=620_000_000, quota_octets=2_000_000_000
    )
    page.show_state(replace(TRIED, trial=told))
    page.form.leave.radio.setChecked(True)
    assert not page.form.size_box.isVisible()
    assert "of 2\u00a0GB" in page.form.box.part.text()


def test_without_names_of_messages_no_copies_can_be_left(page):
    leave = PopRules(after_download=AfterDownload.LEAVE)
    page.show_state(replace(TRIED, already=-1, rules=leave))
    assert not page.form.leave.radio.isEnabled()
    assert page.state.rules.after_download is AfterDownload.KEEP


def test_mail_that_is_there_can_be_left_there(page):
    assert not page.already.isVisible()
    page.show_state(TRIED)
    assert page.already.isVisible()
    page.already.skip.radio.setChecked(True)
    assert page.state.only_new


def test_imap_instead_leads_back_to_the_choice(qtbot, page):
    page.form.keep.radio.setChecked(True)
    with qtbot.waitSignal(page.wanted) as wanted:
        page.form.to_imap.click()
    assert wanted.args == [Visit(place=Place.KEEP)]
    assert page.state.protocol is Protocol.IMAP


def test_imap_is_not_offered_where_the_provider_has_none(page):
    page.show_state(replace(POP, imap=Server()))
    page.form.keep.radio.setChecked(True)
    assert page.form.to_imap.isHidden()


def test_an_unknown_pace_is_no_pace():
    assert known(None) is None
    assert known(Trial(messages=5)) is None
    empty = known(Trial(messages=0, octets=0, recent_octets=0))
    assert empty is not None
    assert empty.first_ms == 0
