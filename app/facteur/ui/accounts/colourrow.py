"""The colours of accounts, one of which is chosen: a row of round radio buttons."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QWidget

from facteur.base.override import override
from facteur.mail.account import COLOURS
from facteur.ui.theme.style import Style
from facteur.ui.theme.tokens import colour
from facteur.ui.widgets.boxes import row

_SIDE = 28
_DOT = 18


class _Dot(QAbstractButton):
    """One colour; "" is an empty ring."""

    def __init__(self, style: Style, name: str) -> None:
        super().__init__()
        self._style = style
        self.name = name
        self.setCheckable(True)
        self.setFixedSize(QSize(_SIDE, _SIDE))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._style.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inset = (_SIDE - _DOT) / 2
        dot = QRectF(inset, inset, _DOT, _DOT)
        if self.name:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(tokens.of_account(self.name)))
        else:
            painter.setPen(QPen(colour(tokens.border_strong), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(dot)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.isChecked():
            painter.setPen(QPen(colour(tokens.text), 2))
            painter.drawEllipse(dot.adjusted(-3.5, -3.5, 3.5, 3.5))
        if self.hasFocus():
            painter.setPen(QPen(colour(tokens.focus), 2, Qt.PenStyle.DotLine))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)


class ColourRow(QWidget):
    """None of them, or one."""

    chosen = Signal(str)
    """The user chose this one of mail.account.COLOURS."""

    def __init__(self, style: Style) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self.dots: dict[str, QAbstractButton] = {}
        line = row(self, spacing=2)
        for name in COLOURS:
            dot = _Dot(style, name)
            self._group.addButton(dot)
            self.dots[name] = dot
            line.addWidget(dot)
        line.addStretch(1)
        self._group.buttonClicked.connect(self._on_clicked)
        style.changed.connect(self.update)
        self.retranslate()

    def show_colour(self, name: str) -> None:
        """Show which one is chosen."""
        self.dots[name].setChecked(True)

    def retranslate(self) -> None:
        """Name the colours in the language now in force."""
        names = {
            "": self.tr("No colour"),
            "blue": self.tr("Blue"),
            "green": self.tr("Green"),
            "orange": self.tr("Orange"),
            "pink": self.tr("Pink"),
            "purple": self.tr("Purple"),
            "red": self.tr("Red"),
            "teal": self.tr("Teal"),
            "yellow": self.tr("Yellow"),
        }
        for name, dot in self.dots.items():
            dot.setAccessibleName(names[name])
            dot.setToolTip(names[name])

    def _on_clicked(self, button: QAbstractButton) -> None:
        if isinstance(button, _Dot):
            self.chosen.emit(button.name)
