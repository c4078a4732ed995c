"""A circle with the initials of a person."""

import zlib

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from facteur.base.override import override
from facteur.ui.format import initials
from facteur.ui.theme.style import Style
from facteur.ui.theme.tokens import colour

_LETTER = 0.37  # of the diameter


def pair_index(address: str, pairs: int) -> int:
    """Return which pair of colours an address has: the same everywhere and at every start."""
    return zlib.crc32(address.strip().lower().encode("utf-8", "replace")) % max(1, pairs)


def paint(painter: QPainter, where: QRectF, style: Style, name: str, address: str) -> None:
    """Paint the circle of a person into `where`, a square."""
    fill, letters = style.tokens.avatars[pair_index(address or name, len(style.tokens.avatars))]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(fill))
    painter.drawEllipse(where)
    font = QFont(style.font(strong=True))
    font.setPixelSize(max(8, round(where.width() * _LETTER)))
    painter.setFont(font)
    painter.setPen(colour(letters))
    painter.drawText(where, Qt.AlignmentFlag.AlignCenter, initials(name, address))


class Avatar(QWidget):
    """The circle as a widget; says nothing to assistive tools, the name stands beside it."""

    def __init__(self, style: Style, side: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._side = side
        self._name = ""
        self._address = ""
        self.setFixedSize(side, side)
        style.changed.connect(self.update)

    def show_person(self, name: str, address: str) -> None:
        """Show the initials of a person."""
        self._name, self._address = name, address
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint(painter, QRectF(self.rect()), self._style, self._name, self._address)
        painter.end()
