from dataclasses import replace

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from facteur.ui.accounts.wizard.page import Page, focus


def test_a_change_is_said_once_and_only_when_it_is_one(show, found):
    page, said = show(Page, found)
    page.update_state(found)
    assert said.states == []
    other = replace(found, name="Paul")
    page.update_state(other)
    page.update_state(other)
    assert said.states == [other]
    assert page.state is other


def test_the_primary_button_goes_on(show, found):
    page, said = show(Page, found)
    assert (page.primary_text(), page.ready(), page.link_text()) == ("Continue", True, "")
    page.press_primary()
    assert said.forwards == 1
    page.press_link()
    page.left()


def test_another_language_words_the_footer_anew(qtbot, show, found):
    page, _said = show(Page, found)
    with qtbot.waitSignal(page.refreshed):
        QApplication.sendEvent(page, QEvent(QEvent.Type.LanguageChange))


def test_focus_is_seen(show, found):
    page, _said = show(Page, found)
    field = QLineEdit()
    page.body.addWidget(field)
    field.show()
    focus(field)
    assert page.focusWidget() is field
