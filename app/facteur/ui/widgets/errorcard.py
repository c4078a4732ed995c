"""A problem in words: what happened, what it means, what to do, and the technical lines.

Everything foreign in it is plain text. The first button is the main one; the others are links.
"""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFontDatabase,
    QGuiApplication,
)
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget

from facteur.base.override import override
from facteur.ui.notice import Button, Remedy, Words
from facteur.ui.theme import icons
from facteur.ui.theme.style import Style, set_property
from facteur.ui.widgets.boxes import column, row

_ICON_PX = 20
_LOCKED = frozenset((Remedy.FIX_PASSWORD, Remedy.SEE_CERTIFICATE, Remedy.TRUST_CERTIFICATE))


class ErrorCard(QFrame):
    """Hidden until there is a problem to show."""

    chosen = Signal(object)
    """A button was pressed: the notice.Button."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._words: Words | None = None
        self._icon = QLabel()
        self._icon.setFixedSize(QSize(_ICON_PX, _ICON_PX))
        self._title = _line("message", strong=True)
        self._meaning = _line("")
        self._quote = _line("")
        self._buttons = row(spacing=16)
        self._more = QPushButton()
        set_property(self._more, "kind", "link")
        self._more.clicked.connect(self._toggle_details)
        self._details = _line("small")
        self._details.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._copy = QPushButton()
        set_property(self._copy, "kind", "link")
        self._copy.clicked.connect(self._copy_details)
        self._technical = QWidget()
        set_property(self, "banner", "danger")
        self._arrange()
        self.retranslate()
        style.changed.connect(self._dress)
        self.hide()

    @property
    def words(self) -> Words | None:
        """What is shown."""
        return self._words

    def show_words(self, words: Words | None, can: frozenset[Remedy]) -> None:
        """Show a problem with the buttons of what can be done here; None hides the card."""
        self._words = words
        self.setVisible(words is not None)
        if words is None:
            return
        for label, text in (
            (self._title, words.title),
            (self._meaning, words.meaning),
            (self._quote, words.quote),
            (self._details, words.details),
        ):
            label.setText(text)
            label.setVisible(bool(text))
        self._technical.hide()
        self._fill_buttons(words.only(can))
        self._dress()
        spoken = " ".join(text for text in (words.title, words.meaning, words.quote) if text)
        self.setAccessibleName(spoken)
        event = QAccessibleAnnouncementEvent(self, spoken)
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)

    def focus_main(self) -> None:
        """Put the keyboard on the main button."""
        item = self._buttons.itemAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Word the card's own buttons in the language now in force."""
        self._more.setText(self.tr("Technical details"))
        self._copy.setText(self.tr("Copy", "the technical details, to the clipboard"))

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _arrange(self) -> None:
        head = row(spacing=10)
        head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._title, 1)
        details = row(self._technical, spacing=12)
        details.addWidget(self._details, 1)
        details.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignTop)
        foot = row(spacing=16)
        foot.addLayout(self._buttons)
        foot.addStretch(1)
        foot.addWidget(self._more)
        whole = column(self, spacing=8, margins=(16, 12, 16, 12))
        whole.addLayout(head)
        whole.addWidget(self._meaning)
        whole.addWidget(self._quote)
        whole.addLayout(foot)
        whole.addWidget(self._technical)

    def _fill_buttons(self, buttons: tuple[Button, ...]) -> None:
        while self._buttons.count():
            item = self._buttons.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for index, button in enumerate(buttons):
            made = QPushButton(button.text.replace("&", "&&"))
            set_property(made, "kind", "link" if index else "primary")
            made.clicked.connect(lambda _on=False, meant=button: self.chosen.emit(meant))
            self._buttons.addWidget(made)

    def _toggle_details(self) -> None:
        self._technical.setVisible(not self._technical.isVisible())

    def _copy_details(self) -> None:
        if self._words is not None:
            text = "\n".join(
                part for part in (self._words.title, self._words.quote, self._words.details) if part
            )
            QGuiApplication.clipboard().setText(text)

    def _dress(self) -> None:
        if self._words is None:
            return
        locked = any(button.remedy in _LOCKED for button in self._words.buttons)
        drawing = "lock-keyhole" if locked else "triangle-alert"
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(
            icons.pixmap(drawing, self._style.tokens.danger, _ICON_PX, ratio=ratio)
        )


def _line(size: str, *, strong: bool = False) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if size:
        set_property(label, "size", size)
    if strong:
        set_property(label, "weight", "strong")
    return label
