"""The four steps of a connection test: which they are, how far they are, and their rows."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from facteur.base.override import override
from facteur.ui.theme import icons
from facteur.ui.theme.style import Style, set_property
from facteur.ui.theme.tokens import colour
from facteur.ui.widgets.boxes import column, row

_MARK_PX = 20
_DOT_PX = 8


class TrialStep(Enum):
    """What is tried, one after the other."""

    ENCRYPTION = "encryption"
    LOGIN = "login"
    READING = "reading"
    SENDING = "sending"


class StepState(Enum):
    """How far a step is."""

    PENDING = "pending"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    SKIPPED = "skipped"


# As a Problem names the step it happened in.
STEP_OF = {
    "connect": TrialStep.ENCRYPTION,
    "encrypt": TrialStep.ENCRYPTION,
    "login": TrialStep.LOGIN,
    "read": TrialStep.READING,
    "send": TrialStep.SENDING,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far each step is."""

    encryption: StepState = StepState.PENDING
    login: StepState = StepState.PENDING
    reading: StepState = StepState.PENDING
    sending: StepState = StepState.PENDING

    def of(self, step: TrialStep) -> StepState:
        """Return how far a step is."""
        match step:
            case TrialStep.ENCRYPTION:
                return self.encryption
            case TrialStep.LOGIN:
                return self.login
            case TrialStep.READING:
                return self.reading
            case TrialStep.SENDING:
                return self.sending


def reached(number: int, *, sending: bool) -> Progress:
    """Return the progress of a test whose step with this number has begun; 0 is the first."""
    states = [
        StepState.DONE if at < number else StepState.RUNNING if at == number else StepState.PENDING
        for at in range(len(TrialStep))
    ]
    return _progress(states, sending=sending)


def failed(step: TrialStep | None, *, sending: bool) -> Progress:
    """Return the progress of a test that ended in this step; None: before the first."""
    order = list(TrialStep)
    at = order.index(step) if step is not None else -1
    states = [
        StepState.DONE if number < at else StepState.FAILED if number == at else StepState.PENDING
        for number in range(len(order))
    ]
    return _progress(states, sending=sending)


def passed(*, sending: bool) -> Progress:
    """Return the progress of a test in which everything went well."""
    return _progress([StepState.DONE] * len(TrialStep), sending=sending)


def _progress(states: list[StepState], *, sending: bool) -> Progress:
    return Progress(
        encryption=states[0],
        login=states[1],
        reading=states[2],
        sending=states[3] if sending else StepState.SKIPPED,
    )


class StepMark(QWidget):
    """A dot, a check or a cross; the word beside it says the same."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._state = StepState.PENDING
        self.setFixedSize(QSize(_MARK_PX, _MARK_PX))
        style.changed.connect(self.update)

    def show_state(self, state: StepState) -> None:
        """Draw this state."""
        self._state = state
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._style.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ratio = self.devicePixelRatioF()
        match self._state:
            case StepState.PENDING | StepState.RUNNING | StepState.SKIPPED:
                running = self._state is StepState.RUNNING
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colour(tokens.accent if running else tokens.text3))
                side = (_MARK_PX - _DOT_PX) / 2
                painter.drawEllipse(QRectF(side, side, _DOT_PX, _DOT_PX))
            case StepState.DONE:
                drawing = icons.pixmap("check", tokens.ok, _MARK_PX, ratio=ratio)
                painter.drawPixmap(QPointF(0, 0), drawing)
            case StepState.FAILED:
                drawing = icons.pixmap("x", tokens.danger, _MARK_PX, ratio=ratio)
                painter.drawPixmap(QPointF(0, 0), drawing)
        painter.end()


class StepRow(QWidget):
    """One step: its mark, its name, and its state in a word, for screen readers too."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = StepMark(style)
        self.title = QLabel()
        set_property(self.title, "size", "message")
        self.word = QLabel()
        self.word.setTextFormat(Qt.TextFormat.PlainText)
        set_property(self.word, "size", "small")
        set_property(self.word, "tone", "text2")
        texts = column(spacing=0)
        texts.addWidget(self.title)
        texts.addWidget(self.word)
        whole = row(self, spacing=12)
        whole.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(texts, 1)

    def show_step(self, title: str, word: str, state: StepState) -> None:
        """Show a step; word: its state, and what else there is to say."""
        self._mark.show_state(state)
        self.title.setText(title)
        tone = "text2" if state in {StepState.PENDING, StepState.SKIPPED} else ""
        set_property(self.title, "tone", tone)
        self.word.setText(word)
        self.setAccessibleName(f"{title}: {word}")
