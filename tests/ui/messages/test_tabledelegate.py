import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from facteur.link import commands
from facteur.mail.flags import Flags
from facteur.ui.roles import MessageColumn
from tests.ui.liststore import SEEN, header, now_ms


@pytest.fixture
def table(stage):
    now = now_ms()
    stage.store.headers(header(1, now, marks=SEEN), header(2, now - 1000, marks=0))
    stage.view.resize(900, 400)
    stage.open()
    stage.controller.show_as_table(True)
    return stage


def test_dot_and_star_are_targets_of_the_whole_cell(table):
    listed = table.view.list
    for column, flag in ((MessageColumn.UNREAD, Flags.SEEN), (MessageColumn.STAR, Flags.FLAGGED)):
        box = listed.visualRect(table.model.index(1, int(column)))
        assert box.width() >= 24
        for corner in (box.topLeft(), box.bottomRight()):
            QTest.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=corner)
            command = table.client.of(commands.SetFlags)[-1]
            assert int(flag) in {command.add, command.remove}
    assert len(table.client.of(commands.SetFlags)) == 4


def test_hover_actions_stand_at_the_end_of_the_subject(table):
    listed = table.view.list
    index = table.model.index(1, int(MessageColumn.SUBJECT))
    box, message = listed.visualRect(index), table.model.message_at(1)
    end = box.center()
    end.setX(box.right() - 12)
    assert listed.painter_of_rows.hit(index, box, end, message) is None
    listed._hover(1)
    assert listed.painter_of_rows.hit(index, box, end, message) is Flags.SEEN


def test_a_head_runs_over_all_cells(table):
    picture = table.view.list.viewport().grab().toImage()
    ground = QColor(picture.pixelColor(600, 3))
    head = table.view.list.visualRect(table.model.index(0, 0))
    inked = [
        x
        for x in range(picture.width())
        if any(picture.pixelColor(x, y) != ground for y in range(head.top(), head.bottom()))
    ]
    assert min(inked) >= 20
    assert 28 < max(inked) < 84  # beyond the first cell, and nothing in the others


def test_dates_tell_the_time(table):
    assert ":" in table.view.list.painter_of_rows.date(now_ms() - 24 * 3_600_000)
