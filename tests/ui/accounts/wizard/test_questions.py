from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from facteur.link.events import Trial
from facteur.mail.account import Protocol
from facteur.ui.accounts.wizard.questions import QuestionsPage
from facteur.ui.accounts.wizard.state import Answer, with_discovery
from tests.ui.accounts.wizard.conftest import discovery

YES, NO, UNSURE = Answer.YES, Answer.NO, Answer.UNSURE


def answer(page, *answers):
    for question, one in zip(page._questions, answers, strict=False):
        question.buttons[one].click()


def test_the_advice_comes_with_the_third_answer(show, found):
    page, said = show(QuestionsPage, found)
    answer(page, NO, NO)
    assert not page.ready()
    page.press_primary()
    assert said.forwards == 0
    assert page._advice.text() == "The advice appears here."
    page.small.buttons[YES].click()
    assert page.ready()
    assert page._advice.text() == "We suggest POP."
    assert "One computer" in page._reason.text()
    assert page.primary_text() == "Keep on this computer (POP)"


def test_following_the_advice_chooses_and_goes_on(show, found):
    page, said = show(QuestionsPage, replace(found, trial=Trial(messages=1)))
    answer(page, NO, NO, YES)
    page.press_primary()
    assert said.states[-1].protocol is Protocol.POP
    assert said.states[-1].protocol_chosen
    assert said.states[-1].trial is None
    assert said.forwards == 1


def test_answers_are_shown_again(show, found):
    page, said = show(QuestionsPage, replace(found, devices=UNSURE, small=NO))
    assert (page.devices.answer, page.webmail.answer, page.small.answer) == (UNSURE, None, NO)
    page.focus_first()
    assert page.focusWidget() is page.webmail.buttons[YES]
    assert said.states == []


def test_advice_that_cannot_be_followed_says_so(show, fresh):
    page, _said = show(QuestionsPage, with_discovery(fresh, discovery("imap")))
    answer(page, NO, NO, YES)
    assert "But your provider accepts IMAP only." in page._reason.text()
    assert page.primary_text() == "Keep on the server (IMAP)"


def test_arrows_move_and_every_answer_says_its_question(qtbot, show, found):
    page, said = show(QuestionsPage, found)
    page.devices.focus()
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Right)
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Space)
    assert said.states[-1].devices is NO
    for question in page._questions:
        for button in question.buttons.values():
            assert question._text.text() in button.accessibleName()


@pytest.mark.parametrize("one", [YES, NO, UNSURE])
def test_an_answer_can_be_changed(show, found, one):
    page, said = show(QuestionsPage, found)
    answer(page, YES)
    answer(page, NO)
    answer(page, one)
    assert said.states[-1].devices is one
