"""The bar over a message: only what can be done, icons with words for everybody."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from facteur.base.override import override
from facteur.ui.place import Place
from facteur.ui.reader.shown import Marks
from facteur.ui.theme import icons
from facteur.ui.theme.style import Style, set_property
from facteur.ui.widgets.boxes import row

HEIGHT_PX = 48
_ICON_PX = 18
_SIDE_PX = 34


class ActionBar(QWidget):
    """Star, read, delete, plain text, light sheet."""

    star_asked = Signal(bool)
    """The star was clicked; whether it shall be there."""

    seen_asked = Signal(bool)
    """Read/unread was clicked; whether it shall be read."""

    deleted_asked = Signal(bool)
    """Delete or restore was clicked; whether it shall be marked."""

    text_asked = Signal(bool)
    """Show as plain text, or as sent."""

    light_asked = Signal(bool)
    """Show on a light sheet, or in the colours of the window."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._marks = Marks()
        self._place = Place.SERVER
        self._star_keys = self._seen_keys = self._deleted_keys = ""
        self._deleted = self._button()
        self._seen = self._button()
        self._text = self._button(checkable=True)
        self._light = self._button(checkable=True)
        self._star = self._button()
        set_property(self, "pane", "surface")
        self.setFixedHeight(HEIGHT_PX)
        line = row(self, spacing=4, margins=(20, 0, 20, 0))
        for button in (self._deleted, self._seen):
            line.addWidget(button)
        line.addStretch(1)
        for button in (self._text, self._light, self._star):
            line.addWidget(button)
        self._connect()
        style.changed.connect(self.restyle)
        self.restyle()

    def set_keys(self, *, star: str = "", seen: str = "", deleted: str = "") -> None:
        """Tell the keys of the actions as the system writes them, shown in tool tips."""
        self._star_keys, self._seen_keys, self._deleted_keys = star, seen, deleted
        self.retranslate()

    def set_place(self, place: Place) -> None:
        """Hear where the message lies: it decides what deleting means."""
        if place is not self._place:
            self._place = place
            self.restyle()

    def show_marks(self, marks: Marks) -> None:
        """Show how the open message is marked."""
        if marks != self._marks:
            self._marks = marks
            self.restyle()

    def offer(self, *, text: bool, light: bool) -> None:
        """Offer the plain text of an HTML message, and the choice of the sheet."""
        self._text.setVisible(text)
        self._light.setVisible(light)

    def show_choices(self, *, text: bool, light: bool) -> None:
        """Show which of the two choices are on, without asking for anything."""
        if (text, light) == (self._text.isChecked(), self._light.isChecked()):
            return
        for button, on in ((self._text, text), (self._light, light)):
            button.blockSignals(True)
            button.setChecked(on)
            button.blockSignals(False)
        self.restyle()

    def restyle(self) -> None:
        """Draw the icons for the marks and colours now in force."""
        tokens = self._style.tokens
        marks = self._marks
        star = tokens.stamp_text if marks.starred else tokens.text2
        self._star.setIcon(
            icons.icon("star", star, _ICON_PX, filled=tokens.stamp if marks.starred else "")
        )
        self._seen.setIcon(
            icons.icon("mail" if marks.seen else "mail-open", tokens.text2, _ICON_PX)
        )
        self._deleted.setIcon(icons.icon(self._deleting_icon(), tokens.text2, _ICON_PX))
        self._text.setIcon(icons.icon("file-text", tokens.text2, _ICON_PX, on=tokens.select_text))
        sheet = "moon" if self._light.isChecked() else "sun"
        self._light.setIcon(icons.icon(sheet, tokens.text2, _ICON_PX, on=tokens.select_text))
        self.retranslate()

    def retranslate(self) -> None:
        """Word everything in the language now in force."""
        marks = self._marks
        star = self.tr("Remove the star") if marks.starred else self.tr("Add a star")
        seen = self.tr("Mark as unread") if marks.seen else self.tr("Mark as read")
        deleted = self._deleting_words()
        as_text = self._text.isChecked()
        _name(self._star, star, self._star_keys)
        _name(self._seen, seen, self._seen_keys)
        _name(self._deleted, deleted, self._deleted_keys)
        _name(self._text, self.tr("Show as sent") if as_text else self.tr("Show as plain text"), "")
        light = self._light.isChecked()
        _name(
            self._light,
            self.tr("Show in the colours of the window")
            if light
            else self.tr("Show on a light sheet"),
            "",
        )

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _deleting_icon(self) -> str:
        match self._place:
            case Place.SERVER:
                return "undo-2" if self._marks.deleted else "trash-2"
            case Place.LOCAL:
                return "trash-2"
            case Place.TRASH:
                return "eraser"

    def _deleting_words(self) -> str:
        match self._place:
            case Place.SERVER:
                if self._marks.deleted:
                    return self.tr("Restore the message")
                return self.tr("Mark deleted")
            case Place.LOCAL:
                return self.tr("Put into the trash")
            case Place.TRASH:
                return self.tr("Delete for good")

    def _button(self, *, checkable: bool = False) -> QToolButton:
        button = QToolButton(self)
        button.setCheckable(checkable)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setFixedSize(_SIDE_PX, _SIDE_PX)
        button.setIconSize(QSize(_ICON_PX, _ICON_PX))
        set_property(button, "kind", "bare")
        return button

    def _connect(self) -> None:
        self._star.clicked.connect(lambda: self.star_asked.emit(not self._marks.starred))
        self._seen.clicked.connect(lambda: self.seen_asked.emit(not self._marks.seen))
        self._deleted.clicked.connect(lambda: self.deleted_asked.emit(not self._marks.deleted))
        self._text.toggled.connect(self._on_text)
        self._light.toggled.connect(self._on_light)

    def _on_text(self, on: bool) -> None:
        self.restyle()
        self.text_asked.emit(on)

    def _on_light(self, on: bool) -> None:
        self.restyle()
        self.light_asked.emit(on)


def _name(button: QToolButton, words: str, keys: str) -> None:
    button.setAccessibleName(words)
    button.setToolTip(f"{words} ({keys})" if keys else words)
