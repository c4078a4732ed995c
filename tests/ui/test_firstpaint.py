"""The hook that says when the list was first painted."""

import time

import pytest
from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QApplication, QListView
from pytestqt.qtbot import QtBot

from facteur.ui.firstpaint import FirstPaint, report


def test_an_empty_list_is_not_told_and_a_full_one_once(qtbot: QtBot) -> None:
    view = QListView()
    qtbot.addWidget(view)
    model = QStringListModel()
    view.setModel(model)
    first, told, over = FirstPaint(view), [], []
    first.painted.connect(lambda: told.append(1))
    first.over.connect(lambda: over.append(1))
    with qtbot.waitExposed(view):
        view.show()
    first.begin()
    view.viewport().repaint()
    QApplication.processEvents()
    assert not told
    model.setStringList(["a message"])
    view.viewport().repaint()
    qtbot.waitUntil(lambda: told == over == [1])
    view.viewport().repaint()
    QApplication.processEvents()
    assert told == over == [1]


def test_where_nothing_comes_to_be_painted_waiting_ends_once(qtbot: QtBot) -> None:
    view = QListView()
    qtbot.addWidget(view)
    model = QStringListModel()
    view.setModel(model)
    first, told, over = FirstPaint(view), [], []
    first.painted.connect(lambda: told.append(1))
    first.over.connect(lambda: over.append(1))
    with qtbot.waitSignal(first.over):
        first.begin()
    assert not told
    model.setStringList(["a message"])
    view.show()
    view.viewport().repaint()
    qtbot.waitUntil(lambda: told == [1])
    assert over == [1]


def test_a_window_that_was_closed_is_not_completed(qtbot: QtBot) -> None:
    view = QListView()
    qtbot.addWidget(view)
    view.setModel(QStringListModel(["a message"]))
    first, over = FirstPaint(view), []
    first.over.connect(lambda: over.append(1))
    first.begin()
    first.give_up()
    with qtbot.waitSignal(first.painted):
        view.show()
        view.viewport().repaint()
    assert not over


def test_the_time_is_reported(capfd: pytest.CaptureFixture[str]) -> None:
    began = time.monotonic_ns()
    report()
    assert began <= int(capfd.readouterr().out) <= time.monotonic_ns()
