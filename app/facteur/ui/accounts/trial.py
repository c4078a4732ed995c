"""The test of the settings: three steps with a mark and a word each, and the problem if any."""

from enum import Enum

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QWidget

from facteur.base.override import override
from facteur.ui.accounts.entered import Kept
from facteur.ui.foreign import harmless
from facteur.ui.notice import Remedy, Words
from facteur.ui.theme import icons
from facteur.ui.theme.style import Style, set_property
from facteur.ui.theme.tokens import colour
from facteur.ui.widgets.boxes import column, row
from facteur.ui.widgets.errorcard import ErrorCard

_MARK_PX = 20
_DOT_PX = 8
_HOST_LIMIT = 80


class StepState(Enum):
    """How a step stands."""

    PENDING = "pending"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Step(Enum):
    """The steps; the values are those of a Problem's `step` that fail in them."""

    ENCRYPTION = "encryption"
    LOGIN = "login"
    READING = "reading"


FAILED_IN: dict[str, Step] = {
    "connect": Step.ENCRYPTION,
    "encrypt": Step.ENCRYPTION,
    "login": Step.LOGIN,
    "read": Step.READING,
}


class _Mark(QWidget):
    """A dot, a check or a cross; the word beside it says the same."""

    def __init__(self, style: Style) -> None:
        super().__init__()
        self._style = style
        self.state = StepState.PENDING
        self.setFixedSize(QSize(_MARK_PX, _MARK_PX))
        style.changed.connect(self.update)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._style.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ratio = self.devicePixelRatioF()
        match self.state:
            case StepState.PENDING | StepState.RUNNING:
                running = self.state is StepState.RUNNING
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


class _StepRow(QWidget):
    def __init__(self, style: Style) -> None:
        super().__init__()
        self.mark = _Mark(style)
        self.title = QLabel()
        set_property(self.title, "size", "message")
        self.word = QLabel()
        set_property(self.word, "size", "small")
        set_property(self.word, "tone", "text2")
        texts = column(spacing=0)
        texts.addWidget(self.title)
        texts.addWidget(self.word)
        line = row(self, spacing=12)
        line.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(texts, 1)


class TrialPage(QScrollArea):
    """Shows a running test, then its result."""

    chosen = Signal(object)
    """A button of the problem was pressed: the notice.Button."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = ""
        self._states = dict.fromkeys(Step, StepState.PENDING)
        self._running = False
        self._encrypted = True
        self._kept = Kept.REMEMBERED
        self._title = QLabel()
        set_property(self._title, "size", "wizard")
        set_property(self._title, "weight", "strong")
        self._lead = QLabel()
        self._lead.setWordWrap(True)
        self._lead.setTextFormat(Qt.TextFormat.PlainText)
        set_property(self._lead, "size", "message")
        set_property(self._lead, "tone", "text2")
        self._password = QLabel()
        self._password.setWordWrap(True)
        set_property(self._password, "size", "message")
        self._password.hide()
        self._rows = {step: _StepRow(style) for step in Step}
        self.card = ErrorCard(style)
        self.card.chosen.connect(self.chosen)
        self._arrange()
        self.retranslate()

    def begin(self, host: str, *, encrypted: bool) -> None:
        """Show that the test runs against this server."""
        self._host = harmless(host, _HOST_LIMIT)
        self._encrypted = encrypted
        self._running = True
        self.card.show_words(None, frozenset())
        self.reach(0)

    def reach(self, number: int) -> None:
        """Show that this step of the running test has begun; 0 is the first."""
        if not self._running:
            return
        for index, step in enumerate(Step):
            if index < number:
                self._states[step] = StepState.DONE
            else:
                began = index == number
                self._states[step] = StepState.RUNNING if began else StepState.PENDING
        self.retranslate()

    def succeed(self, kept: Kept = Kept.REMEMBERED) -> None:
        """Show that every step went well, and what becomes of the password."""
        self._running = False
        self._kept = kept
        self._states = dict.fromkeys(Step, StepState.DONE)
        self.retranslate()

    def fail(self, step: str, words: Words, can: frozenset[Remedy]) -> None:
        """Show where it stopped and why; step: as a Problem names it, "" when none was begun."""
        self._running = False
        failed = FAILED_IN.get(step)
        passed = failed is not None
        for each in Step:
            if each is failed:
                self._states[each] = StepState.FAILED
                passed = False
            else:
                self._states[each] = StepState.DONE if passed else StepState.PENDING
        self.retranslate()
        self.card.show_words(words, can)
        self._place_card(failed)
        self.card.focus_main()

    @property
    def succeeded(self) -> bool:
        """Whether every step went well."""
        return all(state is StepState.DONE for state in self._states.values())

    def retranslate(self) -> None:
        """Word everything in the language now in force."""
        if self.succeeded:
            self._title.setText(self.tr("Everything works"))
            self._lead.setText(self.tr("Nothing is changed before you keep these settings."))
        else:
            self._title.setText(self.tr("Connection test"))
            self._lead.setText(
                self.tr("Trying {host}… Nothing is deleted during the test.").format(
                    host=self._host
                )
                if self._running
                else self.tr("Facteur checks receiving. Nothing is deleted during the test.")
            )
        self._password.setText(self._password_words() if self.succeeded else "")
        self._password.setVisible(bool(self._password.text()))
        titles = {
            Step.ENCRYPTION: self.tr("Encrypted connection")
            if self._encrypted
            else self.tr("Connection (not encrypted)"),
            Step.LOGIN: self.tr("Sign-in"),
            Step.READING: self.tr("Reading the mailbox"),
        }
        for step, line in self._rows.items():
            state = self._states[step]
            line.mark.state = state
            line.mark.update()
            line.title.setText(titles[step])
            line.word.setText(self._word(state))
            line.setAccessibleName(f"{titles[step]}: {self._word(state)}")

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _password_words(self) -> str:
        match self._kept:
            case Kept.REMEMBERED:
                return ""
            case Kept.NO_KEYRING:
                return self.tr(
                    "No keyring is open: Facteur will ask for the password at each start."
                )
            case Kept.BY_CHOICE:
                return self.tr("Facteur will ask for the password at each start, as you chose.")

    def _word(self, state: StepState) -> str:
        match state:
            case StepState.PENDING:
                return self.tr("waiting", "a step of a test")
            case StepState.RUNNING:
                return self.tr("working…", "a step of a test")
            case StepState.DONE:
                return self.tr("works", "a step of a test")
            case StepState.FAILED:
                return self.tr("did not work", "a step of a test")

    def _place_card(self, failed: Step | None) -> None:
        """Put the problem under the step it belongs to."""
        self._steps.removeWidget(self.card)
        place = list(Step).index(failed) + 1 if failed is not None else 0
        self._steps.insertWidget(place, self.card)

    def _arrange(self) -> None:
        self._steps = column(spacing=14)
        for line in self._rows.values():
            self._steps.addWidget(line)
        self._steps.addWidget(self.card)
        page = QWidget()
        whole = column(page, spacing=8, margins=(36, 28, 36, 28))
        whole.addWidget(self._title)
        whole.addWidget(self._lead)
        whole.addWidget(self._password)
        whole.addSpacing(8)
        whole.addLayout(self._steps)
        whole.addStretch(1)
        set_property(page, "pane", "surface")
        set_property(self, "pane", "surface")
        self.setWidget(page)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
