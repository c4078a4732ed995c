import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from facteur.ui.ledger.model import PAGE, LedgerModel
from facteur.ui.ledger.view import LedgerDialog
from facteur.ui.theme.style import Style
from tests.ui.ledger.ledgerrows import Book


def made(qtbot, count: int) -> LedgerDialog:
    dialog = LedgerDialog(Style())
    qtbot.addWidget(dialog)
    model = LedgerModel(Book(count).read, lambda one: one.place)
    model.setParent(dialog)
    model.reload()
    dialog.set_model(model)
    dialog.show_count(count)
    dialog.show()
    qtbot.waitExposed(dialog)
    dialog.table.setFocus()
    return dialog


@pytest.fixture
def dialog(qtbot) -> LedgerDialog:
    return made(qtbot, 3)


def said(dialog: LedgerDialog) -> str:
    return "\n".join(one.text() for one in dialog.findChildren(QLabel) if one.isVisible())


def test_an_empty_ledger_says_so_and_nothing_else(qtbot):
    dialog = made(qtbot, 0)
    assert not dialog.table.isVisible()
    assert "has not had any message deleted" in said(dialog)
    assert "newest first" not in said(dialog)
    assert not dialog.copy.isEnabled()


def test_all_rows_are_counted_also_those_not_read(qtbot):
    dialog = made(qtbot, 100_000)
    assert dialog.table.model().rowCount() < 3 * PAGE
    assert "100000 message" in "".join(one for one in said(dialog) if one.isalnum() or one == " ")


def test_the_keyboard_walks_and_copies(dialog, qtbot):
    asked: list[list[int]] = []
    dialog.copy_asked.connect(asked.append)
    assert dialog.selected_rows() == [0]
    qtbot.keyClick(dialog.table, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert dialog.selected_rows() == [1, 2]
    dialog.copy.click()
    qtbot.keyClick(dialog.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert asked == [[1, 2], [1, 2]]


def test_the_end_key_reads_on(qtbot):
    dialog = made(qtbot, 3 * PAGE)
    before = dialog.table.model().rowCount()
    qtbot.keyClick(dialog.table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: dialog.table.model().rowCount() > before)


def test_tab_leaves_the_table(dialog, qtbot):
    qtbot.keyClick(dialog.table, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is dialog.copy


def test_escape_closes(dialog, qtbot):
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_ledger_that_cannot_be_read_is_not_called_empty(dialog):
    dialog.show_unreadable()
    assert "cannot be read" in said(dialog)
    dialog.table.model().reload()
    assert dialog.table.isVisible()
    assert "cannot be read" not in said(dialog)


def test_enter_closes_from_the_table(dialog, qtbot):
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.copy.setFocus()
    dialog.table.setFocus()
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog.table, Qt.Key.Key_Return)


def test_what_is_looked_for_is_said_when_nothing_has_it(qtbot):
    dialog = made(qtbot, 3)
    with qtbot.waitSignal(dialog.words_changed):
        dialog.filter.setText(" roof ")
    assert dialog.words() == "roof"
    empty = LedgerModel(Book(0).read, lambda one: one.place)
    empty.setParent(dialog)
    empty.reload()
    dialog.set_model(empty)
    dialog.show_count(0)
    assert "Nothing in this list has all these words" in said(dialog)
    assert dialog.filter.isVisible()
    dialog.filter.clear()
    empty.reload()
    assert "has not had any message deleted" in said(dialog)
    assert not dialog.filter.isVisible()


def test_the_usual_key_leads_to_the_search_and_enter_back(dialog, qtbot):
    qtbot.keyClick(dialog, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert dialog.filter.hasFocus()
    qtbot.keyClicks(dialog.filter, "roof")
    dialog.show_count(2)
    assert "found" in said(dialog)
    qtbot.keyClick(dialog.filter, Qt.Key.Key_Return)
    assert dialog.table.hasFocus()
    assert dialog.isVisible()
