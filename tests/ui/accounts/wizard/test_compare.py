from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QAbstractItemModelTester

from facteur.ui.accounts.wizard.compare import ComparePage
from facteur.ui.accounts.wizard.comparison import LINES


def test_headers_and_cells_can_be_read(qtbot, show, found):
    page, _said = show(ComparePage, found)
    table = page.table
    model = table.model()
    QAbstractItemModelTester(model, table)
    assert [model.headerData(c, Qt.Orientation.Horizontal) for c in range(2)] == [
        "On this computer (POP)",
        "On the server (IMAP)",
    ]
    assert model.headerData(0, Qt.Orientation.Vertical) == "Where is the mail?"
    assert table.item(1, 0).text() == "+ Very simple"
    role = Qt.ItemDataRole.AccessibleTextRole
    assert table.item(1, 0).data(role) == "advantage: Very simple"
    assert table.item(3, 1).data(role) == "drawback: The account grows with the mail kept"


def test_it_is_as_high_as_its_lines_and_the_page_scrolls(show, found):
    page, _said = show(ComparePage, found)
    page.resize(600, 300)
    table = page.table
    assert table.rowCount() == len(LINES)
    assert table.minimumHeight() >= table.verticalHeader().length()
    assert not table.verticalScrollBar().isVisible()


def test_the_keyboard_walks_it_and_return_is_left_to_the_page(qtbot, show, found):
    page, said = show(ComparePage, found)
    page.focus_first()
    assert page.focusWidget() is page.table
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    assert page.table.currentRow() == 1
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert page.primary_text() == "Back to the choice"
    page.press_primary()
    assert said.forwards == 1


def test_no_cell_is_cut_in_a_narrow_window(qtbot, show, found):
    page, _said = show(ComparePage, found)
    page.resize(420, 300)
    qtbot.waitUntil(lambda: all_words_fit(page.table))
    page.resize(900, 600)
    low = page.table.fontMetrics().height() + 20
    qtbot.waitUntil(lambda: page.table.rowHeight(1) < low)  # and none is higher than it must be


def all_words_fit(table):
    for line in range(table.rowCount()):
        for item in (table.item(line, 0), table.item(line, 1)):
            room = QRect(0, 0, table.columnWidth(item.column()) - 16, 1000)
            words = table.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, item.text())
            if table.rowHeight(line) < words.height() + 8:
                return False
    return True
