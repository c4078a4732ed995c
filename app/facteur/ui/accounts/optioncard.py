"""One of several ways, as a card: a radio button, what it means, and what belongs to it.

The whole card takes the click. The cards of one question are made children of the same widget and
share an OptionGroup, which gives the arrow keys; assistive tools hear the radio button with what
the card says as its description.
"""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from facteur.base.override import override
from facteur.ui.accounts.lines import line
from facteur.ui.accounts.radiocard import RadioCard
from facteur.ui.theme import icons
from facteur.ui.theme.style import Style, set_property
from facteur.ui.widgets.boxes import column, row
from facteur.ui.widgets.flowlayout import FlowLayout

_SIDE_PX = 16
_TEXT_X = 44  # where titles begin; the radio's circle stands before it
_ICON_PX = 16


class OptionCard(RadioCard):
    """A way to choose. `body` holds what is shown while it is chosen."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(style, _Radio(), parent)
        set_property(self.radio, "weight", "strong")
        set_property(self.radio, "size", "message")
        self.stamp = QLabel()
        set_property(self.stamp, "stamp", "advised")
        self.stamp.hide()
        self.help = line(tone="text2")
        self.caution = line(tone="warn")
        self._caution_icon = QLabel()
        self._caution_icon.setFixedSize(QSize(_ICON_PX, _ICON_PX))
        self._caution_row = QWidget()
        self._caution_row.hide()
        self.body = QWidget()
        self.body.hide()
        self._arrange()
        self.radio.toggled.connect(self._on_toggled)
        style.changed.connect(self._dress)
        self._dress()

    def word(self, title: str, help_text: str, *, stamp: str = "", caution: str = "") -> None:
        """Say what this way is; stamp: a word of advice; caution: what can go wrong."""
        self.radio.setText(title)
        self.help.setText(help_text)
        self.stamp.setText(stamp)
        self.stamp.setVisible(bool(stamp))
        self.caution.setText(caution)
        self._caution_row.setVisible(bool(caution))
        told = (stamp, help_text, caution)
        self.radio.setAccessibleDescription(". ".join(text.rstrip(".") for text in told if text))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint_edge(painter)
        self.paint_focus(painter)
        painter.end()

    def _on_toggled(self) -> None:
        self.body.setVisible(self.chosen and self.body.layout() is not None)
        self.update()

    def _dress(self) -> None:
        drawing = icons.pixmap(
            "triangle-alert", self._style.tokens.warn, _ICON_PX, ratio=self.devicePixelRatioF()
        )
        self._caution_icon.setPixmap(drawing)
        self.update()

    def _arrange(self) -> None:
        title = QWidget()
        flow = FlowLayout(10, title)
        flow.addWidget(self.radio)
        flow.addWidget(self.stamp)
        caution = row(self._caution_row, spacing=8)
        caution.addWidget(self._caution_icon, 0, Qt.AlignmentFlag.AlignTop)
        caution.addWidget(self.caution, 1)
        below: QVBoxLayout = column(spacing=6, margins=(_TEXT_X - _SIDE_PX, 0, 0, 0))
        below.addWidget(self.help)
        below.addWidget(self._caution_row)
        below.addWidget(self.body)
        whole = column(self, spacing=4, margins=(_SIDE_PX, 12, _SIDE_PX, 12))
        whole.addWidget(title)
        whole.addLayout(below)


class OptionGroup(QButtonGroup):
    """Makes cards exclude one another."""

    def __init__(self, cards: Sequence[OptionCard], parent: QWidget) -> None:
        super().__init__(parent)
        for number, card in enumerate(cards):
            self.addButton(card.radio, number)


class _Radio(QRadioButton):
    """Has its card painted anew when it gets or loses the keyboard."""

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._paint_card()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._paint_card()

    def _paint_card(self) -> None:
        title = self.parentWidget()
        card = title.parentWidget() if title is not None else None
        if card is not None:
            card.update()
