"""One lesson in the panel: its title with a tick, and when it is open, sentences and a button."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from facteur.ui.practice.lessonwords import LessonWords
from facteur.ui.theme import icons
from facteur.ui.theme.style import Style, set_property
from facteur.ui.theme.tokens import colour
from facteur.ui.widgets.boxes import column, row

_ICON_PX = 16
_DOT_PX = 8


class _Step(QWidget):
    """An act: a tick or a dot, and the button or what the user is to do."""

    pressed = Signal()

    def __init__(self, style: Style, text: str, *, by_hand: bool) -> None:
        super().__init__()
        self._style = style
        self._done = False
        self._tick = QLabel()
        self._tick.setFixedSize(QSize(_ICON_PX, _ICON_PX))
        line = row(self, spacing=8)
        line.addWidget(self._tick, 0, Qt.AlignmentFlag.AlignVCenter)
        self.button: QPushButton | None = None
        if by_hand:
            told = QLabel(text)
            told.setWordWrap(True)
            told.setTextFormat(Qt.TextFormat.PlainText)
            line.addWidget(told, 1)
        else:
            self.button = QPushButton(text)
            self.button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self.button.clicked.connect(self.pressed)
            line.addWidget(self.button, 1)
        self.setAccessibleName(text)
        style.changed.connect(self._dress)
        self._dress()

    def show_state(self, *, done: bool, waits: bool, done_words: str) -> None:
        """Tick it, or let its button be pressed."""
        self._done = done
        if self.button is not None:
            self.button.setEnabled(waits)
        self._tick.setAccessibleName(done_words if done else "")
        self._dress()

    def _dress(self) -> None:
        _draw_tick(self._tick, self._style, done=self._done)


class LessonCard(QFrame):
    """A lesson that can be opened."""

    chosen = Signal()
    """The title was pressed."""

    act_pressed = Signal()
    """The button of the present act was pressed."""

    def __init__(self, style: Style, words: LessonWords, by_hand: tuple[bool, ...]) -> None:
        super().__init__()
        self._style = style
        self._done = False
        self._words = words
        self._title = QToolButton()
        self._tick = QLabel()
        self._tick.setFixedSize(QSize(_ICON_PX, _ICON_PX))
        self._title.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self._title.setText(words.title)
        self._title.clicked.connect(self.chosen)
        self._body = QWidget()
        text = QLabel(words.text)
        text.setWordWrap(True)
        text.setTextFormat(Qt.TextFormat.PlainText)
        set_property(text, "tone", "text2")
        self._steps = [
            _Step(style, told, by_hand=mine) for told, mine in zip(words.acts, by_hand, strict=True)
        ]
        inner = column(self._body, spacing=8, margins=(12, 2, 12, 12))
        inner.addWidget(text)
        for step in self._steps:
            step.pressed.connect(self.act_pressed)
            inner.addWidget(step)
        head = row(margins=(12, 0, 12, 0))
        head.addWidget(self._tick)
        head.addWidget(self._title)
        head.addStretch(1)
        whole = column(self)
        whole.addLayout(head)
        whole.addWidget(self._body)
        self._body.hide()
        style.changed.connect(self._dress)
        self._dress()

    @property
    def title(self) -> QToolButton:
        """What opens it."""
        return self._title

    def button(self, act: int) -> QPushButton | None:
        """Return the button of an act, None when the user does it by hand."""
        return self._steps[act].button

    def set_open(self, shown: bool) -> None:
        """Show the sentences and buttons."""
        self._body.setVisible(shown)

    def show_course(self, at: int, *, waits: bool, done_words: str) -> None:
        """Show how far it has come. at: the present act. waits: its button can be pressed."""
        self._done = at >= len(self._steps)
        for number, step in enumerate(self._steps):
            step.show_state(done=number < at, waits=waits and number == at, done_words=done_words)
        spoken = f"{self._words.title}: {done_words}" if self._done else self._words.title
        self._title.setAccessibleName(spoken)
        self._dress()

    def _dress(self) -> None:
        _draw_tick(self._tick, self._style, done=self._done)


def _draw_tick(place: QLabel, style: Style, *, done: bool) -> None:
    """Draw a tick, or a dot: a circle would look like something to choose."""
    ratio = place.devicePixelRatioF()
    if done:
        place.setPixmap(icons.pixmap("circle-check", style.tokens.ok, _ICON_PX, ratio=ratio))
        return
    drawing = QPixmap(QSize(_ICON_PX, _ICON_PX) * ratio)
    drawing.setDevicePixelRatio(ratio)
    drawing.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawing)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(style.tokens.text3))
    at = (_ICON_PX - _DOT_PX) / 2
    painter.drawEllipse(QRectF(at, at, _DOT_PX, _DOT_PX))
    painter.end()
    place.setPixmap(drawing)
