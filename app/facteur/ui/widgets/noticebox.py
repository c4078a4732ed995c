"""A rounded box inside a pane that says one thing and offers at most one way on."""

from enum import Enum

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from facteur.ui.theme import icons
from facteur.ui.theme.style import Style, set_property

HEIGHT_PX = 46
COMPACT_HEIGHT_PX = 36
_ICON_PX = 18


class BoxTone(Enum):
    """How urgent a box looks."""

    INFO = "info"
    WARN = "warn"
    DANGER = "danger"


class NoticeBox(QFrame):
    """Hidden until it has something to say; its words are plain text."""

    pressed = Signal()
    """The button was pressed."""

    def __init__(
        self, style: Style, tone: BoxTone, icon: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._style = style
        self._tone = tone
        self._drawing = icon
        self._said = ("", "")
        self._icon = QLabel()
        self._icon.setFixedSize(QSize(_ICON_PX, _ICON_PX))
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._button = QPushButton()
        self._button.hide()
        self._button.clicked.connect(self.pressed)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 5, 14, 5)
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self._button)
        self.setMinimumHeight(HEIGHT_PX)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        set_property(self, "banner", tone.value)
        style.changed.connect(self._dress)
        self._dress()
        self.hide()

    def say(self, text: str, button: str = "") -> None:
        """Say this with this button; "" hides the box."""
        if (text, button) == self._said:
            return
        self._said = (text, button)
        self._text.setText(text)
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self.setAccessibleName(text)
        self.setVisible(bool(text))

    @property
    def text(self) -> str:
        """What is said."""
        return self._text.text()

    def set_compact(self, compact: bool) -> None:
        """Take less height, as below a table."""
        self.setMinimumHeight(COMPACT_HEIGHT_PX if compact else HEIGHT_PX)

    def _dress(self) -> None:
        tokens = self._style.tokens
        match self._tone:
            case BoxTone.INFO:
                ink = tokens.info
            case BoxTone.WARN:
                ink = tokens.warn
            case BoxTone.DANGER:
                ink = tokens.danger
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(icons.pixmap(self._drawing, ink, _ICON_PX, ratio=ratio))
