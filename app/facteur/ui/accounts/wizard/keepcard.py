"""One of the two large cards: the drawing, what it means, what speaks for it and against it."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from facteur.base.override import override
from facteur.mail.account import Protocol
from facteur.ui.accounts.lines import line
from facteur.ui.accounts.radiocard import RadioCard
from facteur.ui.accounts.wizard.diagram import Diagram
from facteur.ui.theme import icons
from facteur.ui.theme.style import Style, Type, set_property
from facteur.ui.theme.tokens import colour
from facteur.ui.widgets.boxes import column, row
from facteur.ui.widgets.flowlayout import FlowLayout

_SIDE_PX = 20
_ICON_PX = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class CardWords:
    """What a card says. good, caution: the points; refused: why it cannot be chosen, or ""."""

    title: str
    tag: str
    lead: str
    good: tuple[str, ...]
    caution: tuple[str, ...]
    refused: str = ""


class KeepCard(RadioCard):
    """A radio button as large as the card; arrow keys move between cards, Space selects."""

    def __init__(self, style: Style, protocol: Protocol, parent: QWidget | None = None) -> None:
        super().__init__(style, QRadioButton(), parent)
        self.protocol = protocol
        self.diagram = Diagram(style, protocol)
        self.pill = _Pill(style)
        self.reason = line("small", tone="text2")
        self._title = QLabel()
        self._tag = QLabel()
        self._lead = line(tone="text2")
        self._points = [_Point(style) for _ in range(5)]
        self._refused = line(tone="text2")
        self._arrange()
        self.radio.toggled.connect(self.update)
        self.radio.installEventFilter(self)
        style.changed.connect(self.update)

    def show_words(self, words: CardWords) -> None:
        """Say this; a card that cannot be chosen says why in place of its points."""
        self._title.setText(words.title)
        self._tag.setText(words.tag)
        self._lead.setText(words.lead)
        said = [(text, True) for text in words.good] + [(text, False) for text in words.caution]
        if words.refused:
            said = []
        for number, point in enumerate(self._points):
            shown = number < len(said)
            point.setVisible(shown)
            if shown:
                point.say(*said[number])
        self._refused.setText(words.refused)
        self._refused.setVisible(bool(words.refused))
        self.radio.setEnabled(not words.refused)
        spoken = [words.title, words.tag, words.lead, words.refused, *(text for text, _ in said)]
        self.radio.setAccessibleName(". ".join(text.rstrip(".") for text in spoken if text))

    def recommend(self, pill: str, reason: str) -> None:
        """Show the pill with its reason below; "" takes it away and leaves the place."""
        self.pill.setText(pill)
        self.pill.setVisible(bool(pill))
        self.reason.setText(reason)
        self.radio.setAccessibleDescription(f"{pill}: {reason}" if reason else pill)
        self._place_pill()

    def keep_reason_line(self, kept: bool) -> None:
        """Keep the place of the reason, so that the titles of both cards stay on one line."""
        self.reason.setVisible(kept)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.update()
        return super().eventFilter(watched, event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place_pill()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint_edge(painter)
        self.paint_focus(painter)
        painter.end()

    def _place_pill(self) -> None:
        """Let the pill stand half on the drawing."""
        self.pill.adjustSize()
        foot = self.diagram.geometry().bottom()
        y = foot - self.pill.height() // 2
        right = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        x = self.width() - _SIDE_PX - self.pill.width() if right else _SIDE_PX
        self.pill.move(x, y)
        self.pill.raise_()

    def _arrange(self) -> None:
        set_property(self._title, "size", "title")
        set_property(self._title, "weight", "strong")
        set_property(self._tag, "tag", "pop" if self.protocol is Protocol.POP else "imap")
        self._tag.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        policy = self.reason.sizePolicy()
        policy.setRetainSizeWhenHidden(False)
        self.reason.setSizePolicy(policy)
        name = QWidget()
        name.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        flow = FlowLayout(10, name)  # with large text the tag goes below the title
        flow.addWidget(self._title)
        flow.addWidget(self._tag)
        head = row(spacing=10)
        head.addWidget(name, 1)
        head.addWidget(self.radio, 0, Qt.AlignmentFlag.AlignTop)
        points: QVBoxLayout = column(spacing=8)
        for point in self._points:
            points.addWidget(point)
        points.addWidget(self._refused)
        text = column(spacing=6, margins=(_SIDE_PX, 18, 16, 12))
        text.addWidget(self.reason)
        text.addLayout(head)
        text.addWidget(self._lead)
        text.addSpacing(4)
        text.addLayout(points)
        text.addStretch(1)
        whole = column(self, margins=(2, 2, 2, 2))
        whole.addWidget(self.diagram)
        whole.addLayout(text, 1)
        self.pill.setParent(self)
        self.pill.hide()


class _Point(QWidget):
    """A check or a warning sign, and a sentence."""

    def __init__(self, style: Style) -> None:
        super().__init__()
        self._style = style
        self._good = True
        self._icon = QLabel()
        self._icon.setFixedSize(QSize(_ICON_PX, _ICON_PX))
        self._text = line()
        whole = row(self, spacing=10)
        whole.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        whole.addWidget(self._text, 1)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        style.changed.connect(self._dress)

    def say(self, text: str, good: bool) -> None:
        """Say a point; good: it speaks for this way."""
        self._good = good
        self._text.setText(text)
        self._dress()

    def _dress(self) -> None:
        tokens = self._style.tokens
        name, ink = ("check", tokens.ok) if self._good else ("triangle-alert", tokens.warn)
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(icons.pixmap(name, ink, _ICON_PX, ratio=ratio))


class _Pill(QLabel):
    """A word of advice on the colour of a stamp."""

    def __init__(self, style: Style) -> None:
        super().__init__()
        self._style = style
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @override
    def sizeHint(self) -> QSize:
        metrics = self._metrics()
        return QSize(metrics[0] + 2 * 12, metrics[1] + 8)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._style.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(tokens.stamp))
        radius = self.height() / 2
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        painter.setPen(colour(tokens.on_stamp))
        painter.setFont(self._style.font(Type.SMALL, strong=True))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self.text())
        painter.end()

    def _metrics(self) -> tuple[int, int]:
        metrics = QFontMetrics(self._style.font(Type.SMALL, strong=True))
        return metrics.horizontalAdvance(self.text()), metrics.height()
