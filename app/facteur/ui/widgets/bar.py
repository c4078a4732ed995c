"""A thin line that fills up."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from facteur.base.override import override
from facteur.ui.theme.style import Style
from facteur.ui.theme.tokens import colour

_SIZE = QSize(120, 4)


class Bar(QWidget):
    """A progress line, 120 by 4 pixels."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._part = 0.0
        self._tone = "accent"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedSize(_SIZE)
        style.changed.connect(self.update)

    @property
    def part(self) -> float:
        """How much is done, 0.0 to 1.0."""
        return self._part

    def set_progress(self, done: int, total: int) -> None:
        """Show done of total; a total of 0 shows an empty line."""
        part = min(1.0, max(0.0, done / total)) if total > 0 else 0.0
        if part != self._part:
            self._part = part
            self.update()

    def set_tone(self, tone: str) -> None:
        """Fill it with another colour: accent, warn or danger."""
        if tone != self._tone:
            self._tone = tone
            self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._style.tokens
        ink = {"warn": tokens.warn, "danger": tokens.danger}.get(self._tone, tokens.accent)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        painter.setBrush(colour(tokens.border))
        painter.drawRoundedRect(whole, 2, 2)
        if self._part > 0:
            width = max(4.0, whole.width() * self._part)
            left = whole.right() - width if self.isRightToLeft() else whole.left()
            painter.setBrush(colour(ink))
            painter.drawRoundedRect(QRectF(left, whole.top(), width, whole.height()), 2, 2)
        painter.end()
