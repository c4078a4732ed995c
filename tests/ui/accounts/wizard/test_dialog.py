from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication

from facteur.link.events import Done
from facteur.ui.accounts.wizard.address import AddressPage
from facteur.ui.accounts.wizard.compare import ComparePage
from facteur.ui.accounts.wizard.dialog import WizardDialog
from facteur.ui.accounts.wizard.discovery import DiscoveryPage
from facteur.ui.accounts.wizard.keep import KeepPage
from facteur.ui.accounts.wizard.page import Page
from facteur.ui.accounts.wizard.questions import QuestionsPage
from facteur.ui.accounts.wizard.state import Answer, Place, WizardState
from facteur.ui.accounts.wizard.wants import (
    AddAnother,
    Answered,
    Find,
    Finish,
    Keep,
    StopFinding,
    Try,
)
from tests.ui.accounts.wizard.conftest import discovery

MAKERS = dict.fromkeys(Place, Page) | {
    Place.ADDRESS: AddressPage,
    Place.DISCOVERY: DiscoveryPage,
    Place.KEEP: KeepPage,
    Place.QUESTIONS: QuestionsPage,
    Place.COMPARE: ComparePage,
}


@pytest.fixture
def dialog(qtbot, style):
    made = WizardDialog(style, MAKERS)
    qtbot.addWidget(made)
    made.begin(WizardState())
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def answered(dialog, *protocols):
    dialog.hear(Answered(want=Find(), reply=Done(request=1, discovery=discovery(*protocols))))


@pytest.fixture
def kept_asked(qtbot, dialog):
    """The wizard on the page where mail is to be kept, reached by keys."""
    qtbot.keyClicks(dialog.page.mail, "claire@exemple.fr")
    qtbot.keyClick(dialog.page.mail, Qt.Key.Key_Return)
    answered(dialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    return dialog


def test_return_goes_on_from_page_to_page(qtbot, kept_asked):
    assert kept_asked.place is Place.KEEP
    assert kept_asked.steps.text == "Step 3 of 5"
    assert kept_asked.windowTitle() == "Add an address – Where should your mail be kept?"
    assert kept_asked.state.imap.host == "imap.exemple.fr"


def test_the_count_follows_the_way(qtbot, kept_asked):
    qtbot.keyClick(kept_asked.focusWidget(), Qt.Key.Key_Right)
    assert kept_asked.steps.text == "Step 3 of 6"
    assert kept_asked.main.text() == "Continue with POP"
    kept_asked.main.click()
    assert kept_asked.place is Place.POP


def test_back_and_forth_loses_nothing_and_searches_no_more(qtbot, kept_asked):
    asked = []
    kept_asked.asked.connect(asked.append)
    kept_asked.page.pop.radio.click()
    before = kept_asked.state
    places = []
    while kept_asked.back.isVisible():
        kept_asked.back.click()
        places.append(kept_asked.place)
    assert places == [Place.DISCOVERY, Place.ADDRESS]
    assert kept_asked.page.mail.text() == "claire@exemple.fr"
    kept_asked.main.click()
    kept_asked.main.click()
    assert kept_asked.place is Place.KEEP
    assert kept_asked.page.pop.chosen
    assert kept_asked.state == before
    assert asked == []


def test_a_page_aside_comes_back_to_where_it_was(kept_asked):
    kept_asked.page.help.click()
    assert kept_asked.place is Place.QUESTIONS
    assert kept_asked.steps.text == "Help with choosing"
    assert not kept_asked.main.isEnabled()
    for question, answer in zip(
        kept_asked.page._questions, (Answer.NO, Answer.NO, Answer.YES), strict=True
    ):
        question.buttons[answer].click()
    kept_asked.main.click()
    assert kept_asked.place is Place.KEEP
    assert kept_asked.page.pop.chosen
    assert kept_asked.page.pop.pill.text() == "Recommended for you"
    kept_asked.back.click()
    assert kept_asked.place is Place.DISCOVERY


def test_another_address_is_searched_anew(qtbot, kept_asked):
    asked = []
    kept_asked.asked.connect(asked.append)
    kept_asked.visit(Place.ADDRESS)
    assert not kept_asked.back.isVisible()
    kept_asked.page.mail.setText("paul@autre.fr")
    kept_asked.main.click()
    assert asked == [Find()]
    assert not kept_asked.main.isEnabled()
    kept_asked.back.click()
    assert asked[-1] == StopFinding()


@pytest.mark.parametrize("leave", ["escape", "cancel", "close"])
def test_leaving_asks_nothing_and_says_what_to_resume_with(qtbot, kept_asked, leave):
    left = []
    kept_asked.left_with.connect(left.append)
    state = kept_asked.state
    if leave == "escape":
        qtbot.keyClick(kept_asked.focusWidget(), Qt.Key.Key_Escape)
    elif leave == "cancel":
        kept_asked.cancel.click()
    else:
        kept_asked.close()
    assert not kept_asked.isVisible()
    assert left == [state]


def test_what_was_left_is_shown_again(kept_asked, qtbot, style):
    other = WizardDialog(style, MAKERS)
    qtbot.addWidget(other)
    other.begin(kept_asked.state)
    assert other.page.mail.text() == "claire@exemple.fr"
    other.main.click()
    assert other.page.title.text() == "Settings found"


def test_a_kept_account_ends_on_the_last_page_without_a_way_back(qtbot, kept_asked):
    finished = []
    kept_asked.finished_with.connect(finished.append)
    kept_asked.state = replace(kept_asked.state, password="secret")
    kept_asked.visit(Place.SIGN_IN)
    kept_asked.visit(Place.TEST)
    kept_asked.hear(Answered(want=Try(), reply=Done(request=3)))
    kept_asked.hear(Answered(want=Keep(), reply=Done(request=2, account=9)))
    assert kept_asked.place is Place.DONE
    assert (kept_asked.state.account, kept_asked.state.password) == (9, "")
    assert not kept_asked.back.isVisible()
    assert not kept_asked.cancel.isVisible()
    kept_asked.page.wanted.emit(Finish())
    assert not kept_asked.isVisible()
    assert [state.account for state in finished] == [9]


def test_another_address_begins_anew_with_the_name(qtbot, kept_asked):
    finished = []
    kept_asked.finished_with.connect(finished.append)
    kept_asked.state = replace(kept_asked.state, name="Claire")
    kept_asked.hear(Answered(want=Keep(), reply=Done(request=2, account=9)))
    kept_asked.page.wanted.emit(AddAnother())
    assert kept_asked.place is Place.ADDRESS
    assert (kept_asked.state.name, kept_asked.state.address) == ("Claire", "")
    assert "claire@exemple.fr" in kept_asked.state.present
    assert len(finished) == 1
    kept_asked.reject()
    assert len(finished) == 1


def test_the_link_of_a_page_is_in_the_footer(dialog):
    assert dialog.link.text() == "Enter the settings &myself"
    dialog.page.mail.setText("claire@exemple.fr")
    dialog.link.click()
    assert dialog.place is Place.MANUAL
    assert dialog.link.isHidden()


def test_another_language_words_the_footer_anew(dialog):
    dialog.main.setText("")
    QApplication.sendEvent(dialog, QEvent(QEvent.Type.LanguageChange))
    assert dialog.main.text() == "Find the settings"


def test_it_fits_a_small_screen(kept_asked):
    kept_asked.resize(720, 560)
    for place in (Place.ADDRESS, Place.DISCOVERY, Place.KEEP, Place.QUESTIONS, Place.COMPARE):
        kept_asked.visit(place)
        QApplication.processEvents()
        area = kept_asked._areas[place]
        assert area.horizontalScrollBar().maximum() == 0, place


def test_larger_text_gets_a_wider_window(qtbot, style):
    style.base_px = 16
    made = WizardDialog(style, MAKERS)
    qtbot.addWidget(made)
    room = made.screen().availableGeometry().width()
    assert made.minimumWidth() == min(round(720 * 16 / 13), max(720, room))
    assert made.width() >= made.minimumWidth()
