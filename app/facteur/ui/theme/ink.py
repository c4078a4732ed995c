"""Plain fills and pens, told to Qt in the words that load the fewest of its classes.

`QPainter.fillRect` and `QPen(colour, width)` also take gradients: PySide then makes the classes of
gradients and pictures to see whether it was given one, 2 ms of a start.
"""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen


def fill(painter: QPainter, where: QRect, ink: QColor) -> None:
    """Fill a rectangle; the painter has no pen afterwards, and this colour as its brush."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawRect(where)


def pen(ink: QColor, width: float) -> QPen:
    """Return a pen of this width in logical pixels."""
    made = QPen(ink)
    made.setWidthF(width)
    return made
