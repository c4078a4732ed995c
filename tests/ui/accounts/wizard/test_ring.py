from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget

from facteur.base.override import override
from facteur.ui.accounts.wizard.ring import paint_ring


class Ringed(QWidget):
    def __init__(self, style):
        super().__init__()
        self.look = style
        self.resize(60, 30)

    @override
    def paintEvent(self, event):
        paint_ring(self, self.look)


def test_the_ring_has_the_colour_of_the_focus(qtbot, style):
    widget = Ringed(style)
    qtbot.addWidget(widget)
    image = QImage(widget.size(), QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    widget.render(painter, QPoint())
    painter.end()
    assert image.pixelColor(30, 1) == QColor(style.tokens.focus)
