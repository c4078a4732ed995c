"""A label of one line that ends in an ellipsis where there is no room for all of it."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel

from facteur.base.override import override

_SPARE_PX = 1  # widths of text are fractions of pixels


class ElidedLabel(QLabel):
    """Asks for the room of all its text and takes less; what is cut stands in the tool tip.

    mode: where the ellipsis goes; in the middle of an address, whose end tells whose it is.
    """

    def __init__(self, mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight) -> None:
        super().__init__()
        self._mode = mode
        self._whole = ""
        self._tip = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setMinimumWidth(1)

    @override
    def text(self) -> str:
        """Return the whole text."""
        return self._whole

    @override
    def setText(self, text: str) -> None:
        self._whole = text
        self.setAccessibleName(text)
        self._fit()
        self.updateGeometry()

    def set_tip(self, tip: str) -> None:
        """Give what the tool tip says while the text is cut."""
        self._tip = tip
        self._fit()

    @override
    def sizeHint(self) -> QSize:
        across = self.fontMetrics().horizontalAdvance(self._whole) + _SPARE_PX
        return QSize(across + self.margin() * 2, super().sizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()
            self.updateGeometry()

    def _fit(self) -> None:
        room = self.contentsRect().width() - self.margin() * 2
        shown = self.fontMetrics().elidedText(self._whole, self._mode, room)
        if shown != super().text():
            super().setText(shown)
        self.setToolTip(self._tip if shown != self._whole else "")
