"""The reading pane when there is no text to read: a drawing, a line, at most one way on."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from facteur.ui.theme import icons
from facteur.ui.theme.style import Style, set_property
from facteur.ui.widgets.boxes import column

_ICON_PX = 40


class QuietPage(QWidget):
    """Centred and calm; for nothing selected, several selected, and texts not here."""

    pressed = Signal()
    """The button was pressed."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._drawing = "mail-open"
        self._icon = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._icon.setFixedSize(QSize(_ICON_PX, _ICON_PX))
        self._title = _line("title", "")
        self._more = _line("message", "text2")
        self._quote = _line("small", "text2")
        self._button = QPushButton()
        self._button.hide()
        self._button.clicked.connect(self.pressed)
        set_property(self, "pane", "surface")
        middle = Qt.AlignmentFlag.AlignHCenter
        whole = column(self, spacing=10, margins=(28, 28, 28, 28))
        whole.addStretch(2)
        whole.addWidget(self._icon, 0, middle)
        whole.addWidget(self._title)
        whole.addWidget(self._more)
        whole.addWidget(self._quote)
        whole.addSpacing(4)
        whole.addWidget(self._button, 0, middle)
        whole.addStretch(3)
        style.changed.connect(self._dress)

    def show_words(
        self, drawing: str, title: str, more: str = "", button: str = "", quote: str = ""
    ) -> None:
        """Show these words; empty ones take no room. All are plain text."""
        self._drawing = drawing
        for label, text in ((self._title, title), (self._more, more), (self._quote, quote)):
            label.setText(text)
            label.setVisible(bool(text))
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self.setAccessibleName(" ".join(text for text in (title, more) if text))
        self._dress()

    def _dress(self) -> None:
        self._icon.setVisible(bool(self._drawing))
        if self._drawing:
            ratio = self.devicePixelRatioF()
            tint = self._style.tokens.text3
            self._icon.setPixmap(icons.pixmap(self._drawing, tint, _ICON_PX, ratio=ratio))


def _line(size: str, tone: str) -> QLabel:
    label = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    set_property(label, "size", size)
    if tone:
        set_property(label, "tone", tone)
    else:
        set_property(label, "weight", "strong")
    return label
