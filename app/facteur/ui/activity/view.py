"""The activity panel: rows under headings, each with a line of progress and buttons."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from facteur.ui.activity.rows import Look, PanelGroup, PanelRow, RowButton, Verb
from facteur.ui.theme import icons
from facteur.ui.theme.style import Style, set_property
from facteur.ui.widgets.bar import Bar
from facteur.ui.widgets.iconbutton import IconButton

_ICON_PX = 18
_LOOKS: dict[Look, str] = {
    Look.RUNNING: "refresh-cw",
    Look.WAITING: "clock",
    Look.GOOD: "circle-check",
    Look.CAUTION: "cloud-off",
    Look.BAD: "triangle-alert",
}


def look_icon(look: Look) -> str:
    """Return the drawing of a look."""
    return _LOOKS[look]


def look_colour(look: Look, style: Style) -> str:
    """Return the colour a look is drawn in."""
    tokens = style.tokens
    match look:
        case Look.GOOD:
            return tokens.ok
        case Look.CAUTION:
            return tokens.warn
        case Look.BAD:
            return tokens.danger
        case Look.RUNNING | Look.WAITING:
            return tokens.text2


class ActivityView(QWidget):
    """The panel."""

    pressed = Signal(object, object)
    """A button of a row: the row's name and the RowButton."""

    closed = Signal()
    """The panel's own close button."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._groups: tuple[PanelGroup, ...] = ()
        self._rows: dict[str, _Row] = {}
        set_property(self, "pane", "list")
        self._title = QLabel()
        set_property(self._title, "size", "title")
        set_property(self._title, "weight", "strong")
        self._close = IconButton(style, "x", 18)
        self._close.clicked.connect(self.closed)
        self._empty = QLabel()
        set_property(self._empty, "tone", "text2")
        head = QHBoxLayout()
        head.setContentsMargins(20, 10, 12, 4)
        head.addWidget(self._title, 1)
        head.addWidget(self._close)
        self._body = QVBoxLayout()
        self._body.setContentsMargins(20, 0, 20, 12)
        self._body.setSpacing(6)
        inside = QWidget()
        set_property(inside, "pane", "list")
        inside.setLayout(self._body)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(scroll, 1)
        self.setMinimumHeight(120)
        style.changed.connect(self._dress)
        self.retranslate()
        self._build()

    def show_groups(self, groups: tuple[PanelGroup, ...]) -> None:
        """Show these rows; those that are there already only change, so that focus stays."""
        if groups == self._groups:
            return
        same = _shape(groups) == _shape(self._groups)
        self._groups = groups
        if not same:
            self._build()
            return
        for group in groups:
            for row in group.rows:
                self._rows[row.name].show_row(row)

    def retranslate(self) -> None:
        """Word what the view itself says."""
        self._title.setText(self.tr("Activity", "title of the panel of running tasks"))
        self._empty.setText(self.tr("Nothing is going on, and nothing waits."))
        self._close.set_words(self.tr("Close this panel"))
        self.setAccessibleName(self._title.text())

    def take_focus(self) -> None:
        """Give the keyboard to the first button of the panel."""
        for row in self._rows.values():
            if row.take_focus():
                return
        self._close.setFocus(Qt.FocusReason.TabFocusReason)

    def _build(self) -> None:
        while (item := self._body.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget is not self._empty:
                widget.hide()
                widget.deleteLater()
        self._rows = {}
        for group in self._groups:
            heading = QLabel(group.heading)
            set_property(heading, "tone", "text2")
            set_property(heading, "size", "small")
            set_property(heading, "weight", "strong")
            self._body.addWidget(heading)
            for row in group.rows:
                shown = _Row(self._style, row)
                shown.pressed.connect(self.pressed)
                self._rows[row.name] = shown
                self._body.addWidget(shown)
        self._empty.setVisible(not self._groups)
        self._body.addWidget(self._empty)
        self._body.addStretch(1)

    def _dress(self) -> None:
        for row in self._rows.values():
            row.dress()


class _Row(QWidget):
    pressed = Signal(object, object)
    """A button of this row: its name and the RowButton."""

    def __init__(self, style: Style, row: PanelRow) -> None:
        super().__init__()
        self._style = style
        self._row = row
        self._icon = QLabel()
        self._icon.setFixedSize(QSize(_ICON_PX, _ICON_PX))
        self._title = QLabel()
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._detail = QLabel()
        self._detail.setTextFormat(Qt.TextFormat.PlainText)
        self._detail.setWordWrap(True)
        set_property(self._detail, "tone", "text2")
        set_property(self._detail, "size", "small")
        self._bar = Bar(style)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._title)
        words.addWidget(self._detail)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 3, 0, 3)
        whole.setSpacing(12)
        whole.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        whole.addLayout(words, 1)
        whole.addWidget(self._bar, 0, Qt.AlignmentFlag.AlignVCenter)
        self._buttons: list[QPushButton] = []
        for button in row.buttons:
            shown = QPushButton(button.text)
            shown.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            shown.clicked.connect(lambda _on=False, button=button: self._press(button))
            if button.verb is Verb.DISCARD:
                set_property(shown, "kind", "quiet-danger")
            self._buttons.append(shown)
            whole.addWidget(shown)
        self.show_row(row)

    def show_row(self, row: PanelRow) -> None:
        self._row = row
        self._title.setText(row.title)
        self._detail.setText(row.detail)
        self._detail.setVisible(bool(row.detail))
        self._bar.setVisible(row.total > 0)
        self._bar.set_progress(row.done, row.total)
        self.setAccessibleName(f"{row.title}, {row.detail}")
        for shown, button in zip(self._buttons, row.buttons, strict=True):
            shown.setText(button.text)
            shown.setAccessibleDescription(row.title)
        self.dress()

    def dress(self) -> None:
        look = self._row.look
        ratio = self.devicePixelRatioF()
        drawing = icons.pixmap(
            look_icon(look), look_colour(look, self._style), _ICON_PX, ratio=ratio
        )
        self._icon.setPixmap(drawing)

    def take_focus(self) -> bool:
        if not self._buttons:
            return False
        self._buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _press(self, button: RowButton) -> None:
        self.pressed.emit(self._row.name, button)


def _shape(groups: tuple[PanelGroup, ...]) -> list[tuple[str, list[tuple[str, int]]]]:
    """Return what decides whether widgets can be kept: headings, names, numbers of buttons."""
    return [
        (group.heading, [(row.name, len(row.buttons)) for row in group.rows]) for group in groups
    ]
