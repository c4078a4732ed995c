import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from facteur.ui.widgets.flowlayout import FlowLayout


@pytest.fixture
def parent(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    flow = FlowLayout(10, widget)
    for _ in range(3):
        label = QLabel()
        label.setFixedSize(100, 20)
        flow.addWidget(label)
    return widget


def test_widgets_wrap(parent):
    flow = parent.layout()
    assert flow.heightForWidth(400) == 20
    assert flow.heightForWidth(220) == 50
    assert flow.heightForWidth(100) == 80


def test_right_to_left_begins_at_the_right(parent):
    parent.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    parent.resize(400, 40)
    parent.show()
    assert parent.layout().itemAt(0).geometry().right() == 399


def test_items_can_be_taken(parent):
    flow = parent.layout()
    assert flow.takeAt(0) is not None
    assert flow.takeAt(9) is None
    assert flow.count() == 2
