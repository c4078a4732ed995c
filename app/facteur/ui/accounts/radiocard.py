"""A card that is one large radio button: all of it takes the click, its edge shows the choice."""

from PySide6.QtCore import QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QRadioButton, QStyle, QStyleOptionButton, QWidget

from facteur.base.override import override
from facteur.ui.theme.style import RADIUS_CARD, Style
from facteur.ui.theme.tokens import colour

_RING = QMarginsF(3, 3, 3, 3)


class RadioCard(QWidget):
    """What all such cards have in common; the rest is laid out by each kind."""

    def __init__(self, style: Style, radio: QRadioButton, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self.radio = radio

    @property
    def chosen(self) -> bool:
        """Whether this way is the chosen one."""
        return self.radio.isChecked()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose this way: the whole card is the target."""
        if event.button() is Qt.MouseButton.LeftButton and self.radio.isEnabled():
            self.radio.setFocus(Qt.FocusReason.MouseFocusReason)
            self.radio.setChecked(True)

    def paint_edge(self, painter: QPainter) -> None:
        """Fill the card and draw its edge, thicker where it is chosen."""
        tokens = self._style.tokens
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = 2.0 if self.chosen else 1.0
        painter.setPen(QPen(colour(tokens.accent if self.chosen else tokens.border), edge))
        painter.setBrush(colour(tokens.surface if self.radio.isEnabled() else tokens.sunken))
        shape = QRectF(self.rect()).adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2)
        painter.drawRoundedRect(shape, RADIUS_CARD, RADIUS_CARD)

    def paint_focus(self, painter: QPainter) -> None:
        """Draw a ring around the radio's circle while it has the keyboard."""
        if self.radio.hasFocus():
            painter.setPen(QPen(colour(self._style.tokens.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(self._circle().marginsAdded(_RING))

    def _circle(self) -> QRectF:
        """Return where the radio's circle is drawn."""
        option = QStyleOptionButton()
        self.radio.initStyleOption(option)
        inside = self.radio.style().subElementRect(
            QStyle.SubElement.SE_RadioButtonIndicator, option, self.radio
        )
        return QRectF(QPointF(self.radio.mapTo(self, inside.topLeft())), inside.size())
