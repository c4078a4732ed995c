from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from facteur.link.events import Trial
from facteur.mail.account import Protocol
from facteur.ui.accounts.wizard.keep import KeepPage
from facteur.ui.accounts.wizard.state import Answer, Place, with_discovery
from facteur.ui.accounts.wizard.wants import Visit
from tests.ui.accounts.wizard.conftest import discovery

YES, NO = Answer.YES, Answer.NO


def test_arrows_move_between_the_cards(qtbot, show, found):
    page, said = show(KeepPage, found)
    page.focus_first()
    assert page.focusWidget() is page.imap.radio
    for key, protocol in (
        (Qt.Key.Key_Right, Protocol.POP),
        (Qt.Key.Key_Left, Protocol.IMAP),
        (Qt.Key.Key_Down, Protocol.POP),
        (Qt.Key.Key_Up, Protocol.IMAP),
    ):
        qtbot.keyClick(page.focusWidget(), key)
        assert said.states[-1].protocol is protocol
        assert said.states[-1].protocol_chosen
    assert page.focusWidget() is page.imap.radio


def test_space_selects(qtbot, show, found):
    page, said = show(KeepPage, found)
    page.pop.radio.setFocus()
    qtbot.keyClick(page.pop.radio, Qt.Key.Key_Space)
    assert said.states[-1].protocol is Protocol.POP
    assert page.primary_text() == "Continue with POP"


def test_before_any_answer_the_pill_says_what_is_usual(show, found):
    page, _said = show(KeepPage, found)
    assert page.imap.pill.text() == "Usually best"
    assert page.imap.reason.text() == ""
    assert not page.pop.pill.isVisible()


def test_after_the_answers_the_pill_gives_its_reason(show, found):
    page, _said = show(KeepPage, replace(found, devices=YES, webmail=NO, small=NO))
    assert page.imap.pill.text() == "Recommended for you"
    assert page.imap.reason.text() == "because you read on several devices"
    page.show_state(replace(found, devices=NO, webmail=NO, small=YES))
    assert page.pop.pill.text() == "Recommended for you"
    assert not page.imap.pill.isVisible()


@pytest.mark.parametrize(("offered", "refused"), [("imap", "pop"), ("pop", "imap")])
def test_where_there_is_no_choice_nothing_is_recommended(show, fresh, offered, refused):
    page, _said = show(KeepPage, with_discovery(fresh, discovery(offered)))
    cards = {"imap": page.imap, "pop": page.pop}
    assert not cards[refused].radio.isEnabled()
    assert f"accepts {offered.upper()} only" in cards[refused].radio.accessibleName()
    assert cards[offered].chosen
    assert not cards[offered].pill.isVisible()


def test_the_numbers_of_this_mailbox_are_said_for_the_way_that_is_looked_at(qtbot, show, found):
    page, _said = show(KeepPage, replace(found, trial=Trial(messages=412, octets=9_000_000)))
    assert "412 message(s), 9 MB. With IMAP" in page._numbers.text().replace("\u00a0", " ")
    page.pop.radio.click()
    assert "With POP" in page._numbers.text()
    page.show_state(found)
    assert page._numbers.isHidden()


def test_a_new_choice_has_to_be_tested_again(show, found):
    page, said = show(KeepPage, replace(found, trial=Trial(messages=1)))
    page.pop.radio.click()
    assert said.states[-1].trial is None


def test_the_card_of_pop_tells_what_can_be_lost(show, found):
    page, _said = show(KeepPage, found)
    assert "everything is lost" in page.pop.radio.accessibleName()
    assert "Nothing is deleted before you agree." in page._later.text()


def test_help_and_the_comparison_are_a_step_aside(show, found):
    page, said = show(KeepPage, found)
    page.help.click()
    page.compare.click()
    assert said.wants == [Visit(place=Place.QUESTIONS), Visit(place=Place.COMPARE)]
    page.press_primary()
    assert said.forwards == 1
    assert said.states[-1].protocol_chosen
