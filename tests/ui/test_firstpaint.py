"""The hook that says when the list was first painted."""

import time

import pytest
from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QApplication, QListView
from pytestqt.qtbot import QtBot

from facteur.ui.firstpaint import FirstPaint


def test_an_empty_list_is_not_told_and_a_full_one_once(
    qtbot: QtBot, capfd: pytest.CaptureFixture[str]
) -> None:
    view = QListView()
    qtbot.addWidget(view)
    model = QStringListModel()
    view.setModel(model)
    FirstPaint(view)
    began = time.monotonic_ns()
    with qtbot.waitExposed(view):
        view.show()
    view.viewport().repaint()
    assert capfd.readouterr().out == ""
    model.setStringList(["a message"])
    view.viewport().repaint()
    told: list[str] = []

    def is_told() -> bool:
        told.extend(capfd.readouterr().out.split())
        return bool(told)

    qtbot.waitUntil(is_told)
    view.viewport().repaint()
    QApplication.processEvents()
    told.extend(capfd.readouterr().out.split())
    (moment,) = told
    assert began <= int(moment) <= time.monotonic_ns()
