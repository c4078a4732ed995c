"""The line at the foot of the window: connection, the one thing going on, the last check."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from facteur.base.override import override
from facteur.ui.activity.rows import Line, Look
from facteur.ui.activity.view import look_colour, look_icon
from facteur.ui.theme import icons
from facteur.ui.theme.style import Style, set_property
from facteur.ui.theme.tokens import colour
from facteur.ui.widgets.bar import Bar
from facteur.ui.widgets.iconbutton import IconButton

_ICON_PX = 14
_HEIGHT_PX = 28


class StatusLine(QWidget):
    """28 pixels at the foot of the window."""

    activity_wanted = Signal()
    """The connection was clicked: show what is going on."""

    stop_wanted = Signal()
    """Stop what the line tells of."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._line = Line()
        self._said = ""
        set_property(self, "pane", "window")
        self._connection = QToolButton()
        self._connection.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._connection.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        set_property(self._connection, "kind", "status")
        self._progress = QLabel()
        self._progress.setTextFormat(Qt.TextFormat.PlainText)
        self._bar = Bar(style)
        self._stop = IconButton(style, "x", 14)
        self._stop.setFixedSize(24, 24)
        set_property(self._stop, "kind", "small")
        self._checked = QLabel()
        for label in (self._progress, self._checked):
            set_property(label, "tone", "text2")
            set_property(label, "size", "small")
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._progress.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._checked.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 1, 14, 0)
        row.setSpacing(7)
        row.addWidget(self._connection)
        row.addWidget(self._progress, 1)
        row.addWidget(self._bar)
        row.addWidget(self._stop)
        row.addSpacing(12)
        row.addWidget(self._checked)
        self.setMinimumHeight(_HEIGHT_PX)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._connection.clicked.connect(self.activity_wanted)
        self._stop.clicked.connect(self.stop_wanted)
        style.changed.connect(self._dress)
        self.retranslate()
        self.show_line(Line())

    @property
    def line(self) -> Line:
        """What is shown."""
        return self._line

    def show_line(self, line: Line) -> None:
        """Show this."""
        if line.look is not self._line.look or line.connection != self._line.connection:
            self._line = line
            self._dress()
        self._line = line
        self._connection.setText(" " + line.connection)
        self._connection.setVisible(bool(line.connection))
        self._bar.set_progress(line.done, line.total)
        self._show_progress()
        self._checked.setText(line.checked)

    def say(self, words: str) -> None:
        """Show a sentence instead of what goes on, until "" is said."""
        self._said = words
        self._show_progress()

    def retranslate(self) -> None:
        """Word what the view itself says."""
        self._stop.set_words(self.tr("Stop"))
        self._connection.setToolTip(self.tr("Show what is going on and what waits (F8)"))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, colour(self._style.tokens.border))
        painter.end()

    def _show_progress(self) -> None:
        line = self._line
        going = bool(line.progress) and not self._said
        self._progress.setText(self._said or line.progress)
        self._bar.setVisible(going and line.total > 0)
        self._stop.setVisible(going and line.stoppable)

    def _dress(self) -> None:
        look = self._line.look
        ink = look_colour(look, self._style)
        self._connection.setIcon(icons.icon(look_icon(look), ink, _ICON_PX))
        set_property(self._connection, "look", look.value if look is not Look.RUNNING else "")
