"""The sheet under the bell: headings, entries, buttons."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from facteur.base.override import override
from facteur.ui.notice import Button
from facteur.ui.noticecentre.rows import Entry, Family, heading
from facteur.ui.theme import icons
from facteur.ui.theme.style import Style, set_property
from facteur.ui.widgets.boxes import column, row
from facteur.ui.widgets.iconbutton import IconButton

_WIDTH, _HEIGHT, _LEAST_HEIGHT = 460, 520, 160
_EDGE = 8
_ICON_PX = 18
_ICONS = {
    Family.WANTED: "circle-alert",
    Family.PROBLEM: "triangle-alert",
    Family.DONE: "circle-check",
    Family.INFORMATION: "info",
}


class NoticeCentreView(QFrame):
    """Lies over the window below the bell until the keyboard goes elsewhere, or Escape."""

    pressed = Signal(object, object)
    """A button of an entry: the Entry and the Button."""

    dismissed = Signal(object, bool)
    """Put this Entry away; True: and never tell of its kind again."""

    copy_asked = Signal()
    """Copy it all for somebody who helps."""

    def __init__(self, style: Style, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self.hide()
        self._style = style
        self._entries: tuple[Entry, ...] = ()
        self._built: tuple[Entry, ...] | None = None
        self._bell: QWidget | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        set_property(self, "pane", "surface")
        self._title = QLabel()
        set_property(self._title, "size", "title")
        set_property(self._title, "weight", "strong")
        self.copy = QPushButton()
        set_property(self.copy, "kind", "link")
        self.copy.clicked.connect(self.copy_asked)
        self._body = column(spacing=8, margins=(18, 4, 18, 14))
        inside = QWidget()
        set_property(inside, "pane", "surface")
        inside.setLayout(self._body)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        whole = column(self)
        head = row(margins=(18, 12, 18, 4))
        head.addWidget(self._title, 1)
        whole.addLayout(head)
        whole.addWidget(scroll, 1)
        foot = row(margins=(18, 6, 18, 10))
        foot.addWidget(self.copy)
        foot.addStretch(1)
        whole.addLayout(foot)
        self.resize(_WIDTH, _HEIGHT)
        style.changed.connect(self._rebuild)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus)
        self.retranslate()

    def show_entries(self, entries: tuple[Entry, ...]) -> None:
        """Show these; while the sheet is closed nothing is built."""
        self._entries = entries
        if self.isVisible() and entries != self._built:
            self._rebuild()

    def open_below(self, bell: QWidget) -> None:
        """Show the sheet under its button, inside the window; once more: put it away."""
        if self.isVisible():
            self.close_to(bell)
            return
        self._bell = bell
        window = self._window
        corner: QPoint = bell.mapTo(window, QPoint(bell.width() - self.width(), bell.height() + 4))
        width = min(_WIDTH, window.width() - 2 * _EDGE)
        left = max(_EDGE, min(corner.x(), window.width() - _EDGE - width))
        height = min(_HEIGHT, window.height() - corner.y() - _EDGE)
        self.setGeometry(left, corner.y(), width, max(height, _LEAST_HEIGHT))
        self.show()
        self.raise_()
        self._rebuild()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_to(self, widget: QWidget | None) -> None:
        """Put the sheet away and give the keyboard back."""
        self.hide()
        if widget is not None:
            widget.setFocus(Qt.FocusReason.PopupFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_to(self._bell)
            return
        super().keyPressEvent(event)

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Put the sheet away when the keyboard goes to something else in the window."""
        if now is None or not self.isVisible() or now is self._bell:
            return
        if now is not self and not self.isAncestorOf(now):
            self.hide()

    def retranslate(self) -> None:
        """Word everything in the language now in force."""
        self._title.setText(self.tr("Notices", "title of the notice centre"))
        self.setAccessibleName(self._title.text())
        self.copy.setText(self.tr("Copy for support (no password, no content)"))
        self._rebuild()

    def _rebuild(self) -> None:
        self._built = self._entries
        while (item := self._body.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.copy.setVisible(bool(self._entries))
        if not self._entries:
            calm = QLabel(self.tr("All is well"))
            set_property(calm, "tone", "text2")
            self._body.addWidget(calm)
        family: Family | None = None
        account = ""
        for entry in self._entries:
            if entry.family is not family:
                family, account = entry.family, ""
                self._body.addWidget(_head(heading(family), strong=True))
            if entry.account != account:
                account = entry.account
                self._body.addWidget(_head(account, strong=False))
            self._body.addWidget(self._row(entry))
        self._body.addStretch(1)

    def _row(self, entry: Entry) -> QWidget:
        shown = QWidget()
        whole = row(shown, spacing=12, margins=(0, 2, 0, 4))
        icon = QLabel()
        icon.setPixmap(
            icons.pixmap(
                _ICONS[entry.family], self._ink(entry.family), _ICON_PX, ratio=self._ratio()
            )
        )
        whole.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        words = column(spacing=2)
        title = entry.title if entry.times == 1 else f"{entry.title}  × {entry.times}"
        words.addWidget(_text(title))
        for text in (entry.meaning, entry.when):
            if text:
                said = _text(text)
                set_property(said, "tone", "text2")
                set_property(said, "size", "small")
                words.addWidget(said)
        self._add_details(words, entry)
        self._add_buttons(words, entry)
        whole.addLayout(words, 1)
        if entry.stays:
            away = IconButton(self._style, "x", 16)
            away.set_words(self.tr("Put away"))
            away.setAccessibleDescription(entry.title)
            away.clicked.connect(lambda: self.dismissed.emit(entry, False))
            whole.addWidget(away, 0, Qt.AlignmentFlag.AlignTop)
        shown.setAccessibleName(f"{heading(entry.family)}, {title}, {entry.meaning}, {entry.when}")
        return shown

    def _add_details(self, words: QVBoxLayout, entry: Entry) -> None:
        if not entry.details:
            return
        details = _text(entry.details)
        details.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        set_property(details, "size", "small")
        details.hide()
        more = QPushButton(self.tr("Technical details"))
        set_property(more, "kind", "link")
        more.setCheckable(True)
        more.toggled.connect(details.setVisible)
        line = row()
        line.addWidget(more)
        line.addStretch(1)
        words.addLayout(line)
        words.addWidget(details)

    def _add_buttons(self, words: QVBoxLayout, entry: Entry) -> None:
        line = row(spacing=8)
        for button in entry.buttons:
            line.addWidget(self._button(entry, button))
        if entry.stays:
            mute = QPushButton(self.tr("Do not tell me again"))
            set_property(mute, "kind", "link")
            mute.setAccessibleDescription(entry.title)
            mute.clicked.connect(lambda: self.dismissed.emit(entry, True))
            line.addWidget(mute)
        if line.count():
            line.addStretch(1)
            words.addLayout(line)

    def _button(self, entry: Entry, button: Button) -> QPushButton:
        made = QPushButton(button.text)
        made.setAccessibleDescription(entry.title)
        made.clicked.connect(lambda: self.pressed.emit(entry, button))
        return made

    def _ratio(self) -> float:
        return self.devicePixelRatioF()

    def _ink(self, family: Family) -> str:
        tokens = self._style.tokens
        match family:
            case Family.WANTED:
                return tokens.danger
            case Family.PROBLEM:
                return tokens.warn
            case Family.DONE:
                return tokens.ok
            case Family.INFORMATION:
                return tokens.info


def _head(text: str, *, strong: bool) -> QLabel:
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    set_property(made, "tone", "text2" if strong else "text3")
    set_property(made, "size", "small")
    if strong:
        set_property(made, "weight", "strong")
    return made


def _text(text: str) -> QLabel:
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    return made
