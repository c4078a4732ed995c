"""A strip across the window that says one thing and offers one or two ways on."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from facteur.base.override import override
from facteur.ui.theme import icons
from facteur.ui.theme.style import Style, set_property
from facteur.ui.theme.tokens import colour

_ICON_PX = 18
_HEIGHT_PX = 46


class Tone(Enum):
    """How urgent a strip looks."""

    INFO = "info"
    WARN = "warn"
    DANGER = "danger"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What a strip shows. main, second, link: the words of its buttons, "" for none."""

    tone: Tone
    icon: str
    text: str
    main: str = ""
    second: str = ""
    link: str = ""


class Banner(QWidget):
    """Hidden until it has something to say."""

    main_pressed = Signal()
    """The button was pressed."""

    second_pressed = Signal()
    """The second button was pressed."""

    link_pressed = Signal()
    """The link at the end was pressed."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._notice: Notice | None = None
        self._icon = QLabel()
        self._icon.setFixedSize(QSize(_ICON_PX, _ICON_PX))
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._main = QPushButton()
        self._second = QPushButton()
        self._link = QPushButton()
        set_property(self._link, "kind", "link")
        row = QHBoxLayout(self)
        row.setContentsMargins(15, 5, 17, 6)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addSpacing(12)
        row.addWidget(self._main)
        row.addWidget(self._second)
        self._gap = QWidget()
        self._gap.setFixedWidth(3)
        row.addWidget(self._gap)
        row.addWidget(self._link)
        self.setMinimumHeight(_HEIGHT_PX)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._main.clicked.connect(self.main_pressed)
        self._second.clicked.connect(self.second_pressed)
        self._link.clicked.connect(self.link_pressed)
        style.changed.connect(self._dress)
        self.hide()

    @property
    def notice(self) -> Notice | None:
        """What is shown."""
        return self._notice

    def show_notice(self, notice: Notice | None) -> None:
        """Show this, or hide."""
        if notice == self._notice:
            return
        self._notice = notice
        self.setVisible(notice is not None)
        if notice is None:
            return
        self._text.setText(notice.text)
        self._main.setText(notice.main)
        self._main.setVisible(bool(notice.main))
        self._second.setText(notice.second)
        self._second.setVisible(bool(notice.second))
        self._link.setText(notice.link)
        self._link.setVisible(bool(notice.link))
        self._gap.setVisible(bool(notice.main and notice.link))
        self.setAccessibleName(notice.text)
        self._dress()

    def stand_after(self, stop: QWidget) -> None:
        """Let the Tab key come here from this widget of the same window, wherever we were made."""
        QWidget.setTabOrder(stop, self._main)
        QWidget.setTabOrder(self._main, self._second)
        QWidget.setTabOrder(self._second, self._link)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._notice is None:
            return
        _ink, fill, line = self._colours(self._notice.tone)
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(fill))
        painter.fillRect(0, self.height() - 1, self.width(), 1, colour(line))
        painter.end()

    def _dress(self) -> None:
        if self._notice is None:
            return
        ink, _fill, _line = self._colours(self._notice.tone)
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(icons.pixmap(self._notice.icon, ink, _ICON_PX, ratio=ratio))
        self.update()

    def _colours(self, tone: Tone) -> tuple[str, str, str]:
        tokens = self._style.tokens
        match tone:
            case Tone.INFO:
                return tokens.info, tokens.info_soft, tokens.info_border
            case Tone.WARN:
                return tokens.warn, tokens.warn_soft, tokens.warn_border
            case Tone.DANGER:
                return tokens.danger, tokens.danger_soft, tokens.danger_border
