"""The live list of the four sources that are asked, each with a mark and a word."""

from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from facteur.base.override import override
from facteur.ui.accounts.wizard.ring import paint_ring
from facteur.ui.theme import icons
from facteur.ui.theme.style import Style, set_property
from facteur.ui.theme.tokens import colour
from facteur.ui.widgets.boxes import column, row

_MARK_PX = 20
_DOT_PX = 8


class SourceState(Enum):
    """How far a source is; the values are DiscoveryChanged's `state`."""

    RUNNING = "running"
    SLOW = "slow"
    FOUND = "found"
    NONE = "none"


SOURCES = ("known", "domain", "dns", "guess")
_STATES = {state.value: state for state in SourceState}


class SourceList(QWidget):
    """One line a source, in the order of trust; read as one list by assistive tools."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = {source: _Line(style) for source in SOURCES}
        self._style = style
        self._domain = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        whole = column(self, spacing=14, margins=(8, 8, 8, 8))
        for each in self.lines.values():
            whole.addWidget(each)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus():
            paint_ring(self, self._style)

    def begin(self) -> None:
        """Show that all are being asked."""
        for each in self.lines.values():
            each.state, each.left_s = SourceState.RUNNING, 0
        self.retranslate(self._domain)

    def reach(self, source: str, state: str, left_s: int) -> None:
        """Show how far a source is; left_s: until a slow one is given up."""
        line, known = self.lines.get(source), _STATES.get(state)
        if line is not None and known is not None:
            line.state, line.left_s = known, left_s
            self.retranslate(self._domain)

    def retranslate(self, domain: str) -> None:
        """Word everything; domain: that of the address, harmless."""
        self._domain = domain
        titles = {
            "known": self.tr("Providers Facteur knows"),
            "domain": self.tr("Settings published by {domain}").format(domain=domain),
            "dns": self.tr("Internet directory (DNS)"),
            "guess": self.tr("Trying the usual names"),
        }
        said: list[str] = []
        for source, each in self.lines.items():
            word = self._word(each.state, each.left_s)
            each.show_words(titles[source], word)
            said.append(f"{titles[source]}: {word}")
        self.setAccessibleName("; ".join(said))

    def _word(self, state: SourceState, left_s: int) -> str:
        match state:
            case SourceState.RUNNING:
                return self.tr("working…", "a source of settings")
            case SourceState.SLOW:
                return self.tr("slow, {count} s more", "a source of settings").format(count=left_s)
            case SourceState.FOUND:
                return self.tr("found", "a source of settings")
            case SourceState.NONE:
                return self.tr("nothing here", "a source of settings")


class _Line(QWidget):
    def __init__(self, style: Style) -> None:
        super().__init__()
        self.state = SourceState.RUNNING
        self.left_s = 0
        self.mark = _Mark(style, self)
        self.title = QLabel()
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        set_property(self.title, "size", "message")
        self.word = QLabel()
        set_property(self.word, "tone", "text2")
        line = row(self, spacing=12)
        line.addWidget(self.mark)
        line.addWidget(self.title)
        line.addStretch(1)
        line.addWidget(self.word)

    def show_words(self, title: str, word: str) -> None:
        """Say what it is and how far."""
        self.title.setText(title)
        self.word.setText(word)
        self.setAccessibleName(f"{title}: {word}")
        self.mark.update()


class _Mark(QWidget):
    """A dot while it goes on, a check, or a dash; the word beside it says the same."""

    def __init__(self, style: Style, of: _Line) -> None:
        super().__init__()
        self._style = style
        self._of = of
        self.setFixedSize(QSize(_MARK_PX, _MARK_PX))
        style.changed.connect(self.update)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._style.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ratio = self.devicePixelRatioF()
        match self._of.state:
            case SourceState.RUNNING | SourceState.SLOW:
                running = self._of.state is SourceState.RUNNING
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colour(tokens.accent if running else tokens.warn))
                side = (_MARK_PX - _DOT_PX) / 2
                painter.drawEllipse(QRectF(side, side, _DOT_PX, _DOT_PX))
            case SourceState.FOUND:
                drawing = icons.pixmap("check", tokens.ok, _MARK_PX, ratio=ratio)
                painter.drawPixmap(QPointF(0, 0), drawing)
            case SourceState.NONE:
                drawing = icons.pixmap("minus", tokens.text3, _MARK_PX, ratio=ratio)
                painter.drawPixmap(QPointF(0, 0), drawing)
        painter.end()
