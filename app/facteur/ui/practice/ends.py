"""One end of the mail: a narrow list of what lies there, newest first, read-only."""

from enum import Enum
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame, QLabel, QListWidget, QListWidgetItem, QWidget

from facteur.ui.theme import icons
from facteur.ui.theme.style import Style, Type, set_property
from facteur.ui.widgets.boxes import column, row

_ICON_PX = 14
_ROW_PX = 26


class Mark(Enum):
    """What stands before a message: the drawing of its state."""

    NONE = ""
    STAR = "star"
    WAITS = "clock"  # a change that the other end does not know yet


class EndRow(NamedTuple):
    """A message at one end. spoken: all of it in words. whole: not only its headers are there."""

    text: str
    spoken: str
    unread: bool = False
    struck: bool = False
    whole: bool = True
    mark: Mark = Mark.NONE


class EndView(QWidget):
    """A head with name and number, and the rows."""

    def __init__(self, style: Style, drawing: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._drawing = drawing
        self._rows: tuple[EndRow, ...] = ()
        self._icon = QLabel()
        self._title = QLabel()
        set_property(self._title, "weight", "strong")
        set_property(self._title, "size", "small")
        self._count = QLabel()
        set_property(self._count, "tone", "text2")
        set_property(self._count, "size", "small")
        self._note = QLabel()
        self._note.setWordWrap(True)
        set_property(self._note, "tone", "text2")
        set_property(self._note, "size", "small")
        self._list = QListWidget()
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._list.setIconSize(QSize(_ICON_PX, _ICON_PX))
        self._list.setUniformItemSizes(True)
        set_property(self._list, "pane", "surface")
        head = row(spacing=6, margins=(9, 8, 8, 4))
        head.addWidget(self._icon)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._count)
        whole = column(self)
        whole.addLayout(head)
        whole.addWidget(self._note)
        self._note.setContentsMargins(10, 0, 10, 4)
        rows = row(margins=(6, 0, 0, 0))
        rows.addWidget(self._list)
        whole.addLayout(rows, 1)
        set_property(self, "pane", "surface")
        style.changed.connect(self._dress)
        self.show_note("")
        self._dress()

    @property
    def rows(self) -> tuple[EndRow, ...]:
        """What is shown."""
        return self._rows

    def name(self, title: str) -> None:
        """Say which end this is."""
        self._title.setText(title)
        self._list.setAccessibleName(title)

    def show_note(self, text: str) -> None:
        """Say something above the rows; "" hides it."""
        self._note.setText(text)
        self._note.setVisible(bool(text))

    def show_rows(self, rows: tuple[EndRow, ...], count: str) -> None:
        """Show these; what did not change stays as it is."""
        self._count.setText(count)
        if rows == self._rows:
            return
        self._rows = rows
        self._fill()

    def _fill(self) -> None:
        place = self._list.verticalScrollBar().value()
        while self._list.count() > len(self._rows):
            self._list.takeItem(self._list.count() - 1)
        while self._list.count() < len(self._rows):
            self._list.addItem(QListWidgetItem())
        for at, one in enumerate(self._rows):
            self._dress_item(self._list.item(at), one)
        self._list.verticalScrollBar().setValue(place)

    def _dress_item(self, item: QListWidgetItem, one: EndRow) -> None:
        tokens = self._style.tokens
        item.setText(one.text)
        item.setToolTip(one.text)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, one.spoken)
        item.setFont(self._style.font(Type.SMALL, strong=one.unread, struck=one.struck))
        ink = tokens.text if one.unread else tokens.text2 if one.whole else tokens.text3
        item.setForeground(QColor(ink))
        item.setSizeHint(QSize(0, max(_ROW_PX, self._style.px(Type.SMALL) * 2)))
        if one.mark is Mark.STAR:
            drawn = icons.icon("star", tokens.stamp, _ICON_PX, filled=tokens.stamp)
        else:
            drawing = one.mark.value or ("mail" if one.unread else "mail-open")
            drawn = icons.icon(drawing, tokens.accent if one.unread else tokens.text3, _ICON_PX)
        item.setIcon(drawn)

    def _dress(self) -> None:
        tokens, ratio = self._style.tokens, self.devicePixelRatioF()
        self._icon.setPixmap(icons.pixmap(self._drawing, tokens.text2, 16, ratio=ratio))
        self._fill()
