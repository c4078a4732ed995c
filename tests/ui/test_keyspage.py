from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from facteur.ui.actions.binder import KeyLine
from facteur.ui.keyspage import KeysDialog


def test_every_line_is_there_with_its_keys_under_its_heading(qtbot):
    host = QWidget()
    qtbot.addWidget(host)
    lines = [
        KeyLine(menu="View", text="Activity", keys=("F8",)),
        KeyLine(menu="Message", text="Add a star", keys=("Ctrl+D", "S")),
    ]
    dialog = KeysDialog(lines, host)
    words = [label.text() for label in dialog.findChildren(QLabel)]
    assert {"View", "Activity", "F8", "Message", "Add a star", "Ctrl+D", "S"} <= set(words)
    assert "In lists" in words


def test_enter_closes_from_the_keys(qtbot):
    host = QWidget()
    qtbot.addWidget(host)
    dialog = KeysDialog([KeyLine(menu="View", text="Activity", keys=("F8",))], host)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog.findChild(QScrollArea), Qt.Key.Key_Return)
