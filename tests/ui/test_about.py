from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from facteur import __version__
from facteur.ui.about import AboutDialog


def test_it_says_name_version_and_licence_and_closes(qtbot):
    host = QWidget()
    qtbot.addWidget(host)
    dialog = AboutDialog(host)
    words = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "Facteur" in words
    assert __version__ in words
    assert "GNU General Public License" in words
    dialog.open()
    with qtbot.waitSignal(dialog.accepted):
        qtbot.mouseClick(dialog.findChild(QPushButton), Qt.MouseButton.LeftButton)


def test_enter_closes(qtbot):
    host = QWidget()
    qtbot.addWidget(host)
    dialog = AboutDialog(host)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
