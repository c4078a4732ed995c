"""The ring around something that is read with the keyboard but not pressed."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from facteur.ui.theme.style import RADIUS_CARD, Style
from facteur.ui.theme.tokens import colour


def paint_ring(widget: QWidget, style: Style) -> None:
    """Draw the ring of the focus inside a widget's edge; called from its paintEvent."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour(style.tokens.focus), 2))
    painter.drawRoundedRect(QRectF(widget.rect()).adjusted(1, 1, -1, -1), RADIUS_CARD, RADIUS_CARD)
    painter.end()
