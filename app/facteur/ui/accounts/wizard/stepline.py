"""Which step this is, in words and as bars; pages beside the way have a name of their own."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from facteur.base.override import override
from facteur.ui.accounts.wizard.state import Place
from facteur.ui.theme.style import Style, set_property
from facteur.ui.theme.tokens import colour
from facteur.ui.widgets.boxes import row

_BAR, _GAP, _THICK = 18, 4, 4


class StepLine(QWidget):
    """Say "Step 3 of 6", and draw six bars of which three are filled."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = QLabel()
        set_property(self._label, "size", "small")
        set_property(self._label, "tone", "text2")
        set_property(self._label, "weight", "strong")
        self._bars = _Bars(style)
        whole = row(self, spacing=12)
        whole.addWidget(self._label)
        whole.addWidget(self._bars)
        whole.addStretch(1)

    @property
    def text(self) -> str:
        """What is said."""
        return self._label.text()

    def show_step(self, place: Place, number: tuple[int, int] | None) -> None:
        """Show the step of a page; number: which of how many, None beside the way."""
        if number is not None:
            at, total = number
            words = self.tr("Step {at} of {total}").format(at=at, total=total)
        elif place in {Place.QUESTIONS, Place.COMPARE}:
            words = self.tr("Help with choosing")
        else:
            words = ""
        self._label.setText(words)
        self._bars.number = number or (0, 0)
        self._bars.setVisible(number is not None)
        self._bars.update()


class _Bars(QWidget):
    def __init__(self, style: Style) -> None:
        super().__init__()
        self._style = style
        self.number: tuple[int, int] = (0, 0)
        self.setFixedSize(QSize(6 * (_BAR + _GAP), _THICK + 4))
        style.changed.connect(self.update)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._style.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        at, total = self.number
        right = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        for number in range(total):
            painter.setBrush(colour(tokens.accent if number < at else tokens.border))
            place = number * (_BAR + _GAP)
            x = self.width() - place - _BAR if right else place
            painter.drawRoundedRect(QRectF(x, 2, _BAR, _THICK), _THICK / 2, _THICK / 2)
        painter.end()
