"""The line under the head of a collected message: where its copies are, and the way to keep one."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from facteur.ui.reader.shown import CopyLine
from facteur.ui.theme import icons
from facteur.ui.theme.style import Style, set_property
from facteur.ui.widgets.boxes import row

_ICON_PX = 16


class ServerCopyLine(QWidget):
    """Hidden for messages that no maildrop ever had."""

    keep_asked = Signal(bool)
    """Keep the message on the server (True), or let the account's rule have it again."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._line: CopyLine | None = None
        self._icon = QLabel()
        self._icon.setFixedSize(QSize(_ICON_PX, _ICON_PX))
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        set_property(self._text, "size", "small")
        set_property(self._text, "tone", "text2")
        self.button = QPushButton()
        set_property(self.button, "kind", "link")
        self.button.hide()
        self.button.clicked.connect(self._on_clicked)
        line = row(self, spacing=8)
        for widget in (self._icon, self._text, self.button):
            line.addWidget(widget)
        line.setStretch(1, 1)
        style.changed.connect(self._dress)
        self.hide()

    @property
    def line(self) -> CopyLine | None:
        """What is shown."""
        return self._line

    def show_line(self, line: CopyLine | None) -> None:
        """Show this, or hide."""
        if line == self._line:
            return
        self._line = line
        self.setVisible(line is not None)
        if line is None:
            return
        self._text.setText(line.text)
        self.button.setText(line.button)
        self.button.setVisible(bool(line.button))
        self.button.setAccessibleDescription(line.text)
        self.setAccessibleName(line.text)
        self._dress()

    def _on_clicked(self) -> None:
        if self._line is not None:
            self.keep_asked.emit(self._line.keeps)

    def _dress(self) -> None:
        if self._line is None:
            return
        ratio = self.devicePixelRatioF()
        tone = self._style.tokens.text2
        self._icon.setPixmap(icons.pixmap(self._line.icon, tone, _ICON_PX, ratio=ratio))
