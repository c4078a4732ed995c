from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QPushButton

from facteur.ui.removal.view import RemovalDialog
from facteur.ui.theme.style import Style
from tests.ui.removal.test_question import FIRST


@pytest.fixture
def dialog(qtbot) -> RemovalDialog:
    return made(qtbot)


def made(qtbot, *, backup_offered: bool = False) -> RemovalDialog:
    dialog = RemovalDialog(Style(), backup_offered=backup_offered)
    qtbot.addWidget(dialog)
    dialog.show_question(FIRST)
    dialog.show()
    qtbot.waitExposed(dialog)
    return dialog


def answers(dialog: RemovalDialog) -> list[bool]:
    found: list[bool] = []
    dialog.answered.connect(found.append)
    return found


def texts(dialog: RemovalDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel)]


def test_keeping_has_the_focus_and_is_what_enter_does(dialog, qtbot):
    found = answers(dialog)
    assert dialog.focusWidget() is dialog.keep
    assert dialog.keep.isDefault()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert found == [False]
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_enter_keeps_also_from_the_box(dialog, qtbot):
    found = answers(dialog)
    dialog.understood.setFocus()
    dialog.understood.setChecked(True)
    qtbot.keyClick(dialog.understood, Qt.Key.Key_Return)
    assert found == [False]


def test_deleting_needs_the_box_and_says_so(dialog, qtbot):
    found = answers(dialog)
    assert not dialog.delete.isEnabled()
    assert "tick the box" in dialog.delete.toolTip()
    assert dialog.delete.toolTip() in texts(dialog)
    qtbot.mouseClick(dialog.delete, Qt.MouseButton.LeftButton)
    assert found == []
    dialog.understood.click()
    assert dialog.delete.isEnabled()
    assert "tick the box" not in dialog.delete.toolTip()
    dialog.delete.click()
    assert found == [True]


def test_later_escape_and_closing_answer_nothing(qtbot):
    for leave in (
        lambda one: one.later.click(),
        lambda one: qtbot.keyClick(one, Qt.Key.Key_Escape),
        lambda one: one.close(),
    ):
        dialog = made(qtbot)
        found = answers(dialog)
        with qtbot.waitSignal(dialog.rejected):
            leave(dialog)
        assert found == []


def test_other_figures_are_agreed_to_anew(dialog):
    dialog.understood.setChecked(True)
    dialog.show_question(FIRST)
    assert dialog.delete.isEnabled()
    dialog.show_question(replace(FIRST, count=900))
    assert not dialog.delete.isEnabled()
    assert dialog.delete.text().startswith("Delete 900")


def test_the_backup_button_is_there_only_where_it_does_something(dialog, qtbot):
    assert not [b for b in dialog.findChildren(QPushButton) if b.text().startswith("Back up")]
    offering = made(qtbot, backup_offered=True)
    assert offering.back_up is not None
    with qtbot.waitSignal(offering.back_up_wanted):
        offering.back_up.click()
    assert offering.isVisible()


def test_what_each_answer_means_stands_under_the_buttons(dialog):
    assert [text for text in texts(dialog) if text.startswith("Keep: Facteur will not ask again")]


def test_it_is_as_high_as_its_words(dialog):
    low = dialog.height()
    dialog.show_question(replace(FIRST, unproven=12))
    assert dialog.height() > low
    dialog.show_question(FIRST)
    assert dialog.height() == low


def test_a_screen_reader_hears_the_question_with_the_button(dialog):
    assert dialog.keep.accessibleDescription().startswith("Delete 842")
