"""A label that is cut says the whole in its tool tip and keeps asking for its room."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from facteur.ui.widgets.elidedlabel import ElidedLabel

LONG = "Maximiliane Gräfin von und zu Hohenlohe-Waldenburg"


def shown(label: ElidedLabel) -> str:
    return QLabel.text(label)


def test_cut_where_there_is_no_room_and_whole_again_where_there_is(qtbot):
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.setText(LONG)
    label.set_tip(LONG)
    label.resize(80, 20)
    label.show()
    assert shown(label).endswith("…")
    assert label.text() == label.toolTip() == label.accessibleName() == LONG
    wanted = label.sizeHint()
    label.resize(wanted)
    assert shown(label) == LONG
    assert label.toolTip() == ""
    assert label.sizeHint() == wanted


def test_an_address_keeps_its_end(qtbot):
    label = ElidedLabel(Qt.TextElideMode.ElideMiddle)
    qtbot.addWidget(label)
    label.setText("billing@your-bank.example.com.attacker.example")
    label.resize(200, 20)
    label.show()
    assert "…" in shown(label)
    assert shown(label).endswith("example")
