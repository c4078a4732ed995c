"""The page of keys under F1, made from the table of actions and a few that views have by nature."""

from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from facteur.ui.actions.binder import KeyLine
from facteur.ui.theme.style import set_property
from facteur.ui.widgets.mainbutton import make_main


class KeysDialog(QDialog):
    """Every key of the window in words; scrolls with the keyboard."""

    def __init__(self, lines: list[KeyLine], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Keys of the keyboard"))
        grid = QGridLayout()
        grid.setContentsMargins(28, 12, 28, 20)
        grid.setHorizontalSpacing(28)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        for menu, group in groupby([*lines, *self._by_nature()], key=lambda line: line.menu):
            self._add_heading(grid, menu)
            for line in group:
                self._add_line(grid, line)
        inside = QWidget()
        inside.setLayout(grid)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.setContentsMargins(28, 12, 28, 16)
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(0)
        column.addWidget(scroll, 1)
        column.addLayout(foot)
        make_main(close)
        self.resize(560, 620)
        scroll.setFocus()

    def _by_nature(self) -> list[KeyLine]:
        """Return the keys that lists and trees have by themselves."""
        menu = self.tr("In lists")
        return [
            KeyLine(menu=menu, text=self.tr("Next or previous row"), keys=("↓", "↑")),
            KeyLine(menu=menu, text=self.tr("Open or close a folder’s branch"), keys=("→", "←")),
            KeyLine(menu=menu, text=self.tr("Open the row"), keys=(self.tr("Enter", "key"),)),
            KeyLine(menu=menu, text=self.tr("Menu of the row"), keys=(self.tr("Shift+F10"),)),
            KeyLine(menu=menu, text=self.tr("One step back"), keys=(self.tr("Esc", "key"),)),
            KeyLine(menu=menu, text=self.tr("Menu bar"), keys=("Alt", "F10")),
        ]

    def _add_heading(self, grid: QGridLayout, menu: str) -> None:
        heading = QLabel(menu)
        set_property(heading, "weight", "strong")
        set_property(heading, "tone", "text2")
        heading.setContentsMargins(0, 10, 0, 0)
        grid.addWidget(heading, grid.rowCount(), 0, 1, 2)

    def _add_line(self, grid: QGridLayout, line: KeyLine) -> None:
        row = grid.rowCount()
        words = QLabel(line.text)
        words.setWordWrap(True)
        grid.addWidget(words, row, 0)
        keys = QHBoxLayout()
        keys.setSpacing(6)
        for key in line.keys:
            cap = QLabel(key)
            set_property(cap, "size", "micro")
            set_property(cap, "keycap", "yes")
            cap.setAlignment(Qt.AlignmentFlag.AlignCenter)
            keys.addWidget(cap)
        keys.addStretch(1)
        grid.addLayout(keys, row, 1)
