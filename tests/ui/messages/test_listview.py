import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from facteur.ui.messages.listview import MessageList
from facteur.ui.roles import MessageColumn
from tests.ui.liststore import DAY_MS, MINUTE_MS, fill, header, now_ms


def key(listed, which, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(listed, which, modifier)


def test_an_empty_list_without_a_model_can_be_painted(qtbot, style):
    listed = MessageList(style)
    qtbot.addWidget(listed)
    listed.empty_words = ("Nothing", "at all")
    listed.grab()
    assert listed.visible_rows() == (0, -1)


def test_arrows_skip_heads_and_ends_are_those_of_the_list(stage):
    now = now_ms()
    stage.store.headers(header(1, now), header(2, now - 2 * DAY_MS), header(3, now - 40 * DAY_MS))
    stage.open()
    listed = stage.view.list
    stage.controller.selected.select_row(1)
    rows = []
    for which in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_End, Qt.Key.Key_Home):
        key(listed, which)
        rows.append(listed.currentIndex().row())
    assert rows == [3, 5, 3, 5, 1]


def test_shift_selects_a_range_and_ctrl_a_everything(stage):
    fill(stage.store, 30, step_ms=MINUTE_MS)
    stage.open()
    listed = stage.view.list
    stage.controller.selected.select_row(2)
    key(listed, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert stage.controller.selected_count == 2
    key(listed, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert stage.controller.selected_count == 30


def test_space_scrolls_the_message_and_enter_opens_it(stage, qtbot):
    fill(stage.store, 3)
    stage.open()
    listed = stage.view.list
    stage.controller.selected.select_row(1)
    with qtbot.waitSignal(stage.controller.scroll_wanted) as told:
        key(listed, Qt.Key.Key_Space)
    assert told.args == [1]
    with qtbot.waitSignal(stage.controller.scroll_wanted) as told:
        key(listed, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert told.args == [-1]
    with qtbot.waitSignal(stage.controller.activated):
        key(listed, Qt.Key.Key_Return)


def test_typing_letters_asks_no_row(stage):
    fill(stage.store, 3)
    stage.open()
    stage.model.window.forget_all()
    reads = stage.model.window.reads
    stage.view.list.keyboardSearch("x")
    assert stage.model.window.reads == reads


def test_a_row_is_never_hidden_under_the_head_that_sticks(stage):
    fill(stage.store, 100, step_ms=MINUTE_MS // 10)
    stage.open()
    listed = stage.view.list
    stage.controller.selected.select_row(60)
    for _ in range(20):
        key(listed, Qt.Key.Key_Up)
    top = listed.rowViewportPosition(listed.currentIndex().row())
    assert top >= listed.painter_of_rows.head_px


def test_the_head_sticks_and_is_pushed_up_by_the_next(stage):
    now = now_ms()
    stage.store.headers(
        *(header(uid, now - uid) for uid in range(1, 6)),
        *(header(10 + uid, now - 90 * DAY_MS - uid) for uid in range(1, 20)),
    )
    stage.open()
    listed = stage.view.list
    strips = []
    for top in (0, -40, -360):
        listed.place(0, top)
        strips.append(listed.viewport().grab().copy(0, 0, 200, 30).toImage())
    assert strips[0] == strips[1]
    assert strips[1] != strips[2]


def test_hovering_changes_no_height_and_tips_are_words(stage):
    fill(stage.store, 3)
    stage.open()
    listed = stage.view.list
    box = listed.visualRect(stage.model.index(1, 0))
    height = listed.rowHeight(1)
    listed._hover(1)
    assert listed.rowHeight(1) == height
    assert "Message 3" in listed._tip(QPoint(box.x() + 150, box.center().y()))
    assert listed._tip(QPoint(box.x() + 16, box.center().y())) == "Mark as read"
    at = QPoint(20, 4)  # a head says nothing
    event = QHelpEvent(QEvent.Type.ToolTip, at, listed.viewport().mapToGlobal(at))
    assert QApplication.sendEvent(listed.viewport(), event)
    listed.leaveEvent(QEvent(QEvent.Type.Leave))
    assert listed.painter_of_rows.hovered == -1


@pytest.mark.parametrize("as_table", [False, True])
def test_columns_fill_the_width(stage, as_table):
    fill(stage.store, 3)
    stage.view.resize(1000, 500)
    stage.open()
    stage.controller.show_as_table(as_table)
    columns = stage.view.list.horizontalHeader()
    assert columns.isVisible() == as_table
    assert columns.length() == stage.view.list.viewport().width()
    if as_table:
        assert columns.sectionSize(MessageColumn.UNREAD) >= 24


def test_context_menu_is_asked_for_the_row(stage, qtbot):
    fill(stage.store, 3)
    stage.open()
    listed = stage.view.list
    stage.controller.selected.select_row(1)
    with qtbot.waitSignal(stage.controller.menu_wanted):
        listed.menu_wanted.emit(QPoint(1, 1))


def test_heads_have_their_own_height_also_after_another_list(stage):
    fill(stage.store, 40, step_ms=DAY_MS)
    other = stage.store.add_mailbox("Other")
    stage.store.headers(*(header(uid, now_ms() - uid) for uid in range(1, 50)), mailbox=other)
    stage.open()
    for mailbox in (other, stage.store.inbox, other):
        stage.controller.open(mailbox)
        stage.calm()
        listed, heads = stage.view.list, stage.model.heads.rows
        for row in range(stage.model.rowCount()):
            assert (listed.rowHeight(row) == listed.painter_of_rows.head_px) == (row in heads)
