"""A field for passwords that can show what was typed while the eye is pressed in."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from facteur.base.override import override
from facteur.ui.theme import icons
from facteur.ui.theme.style import Style


class PasswordField(QLineEdit):
    """Hides what is typed; no completion, no undo of old passwords."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self._eye = QAction(self)
        self._eye.setCheckable(True)
        self._eye.toggled.connect(self._on_eye)
        self.addAction(self._eye, QLineEdit.ActionPosition.TrailingPosition)
        style.changed.connect(self._dress)
        self._dress()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._dress()
        super().changeEvent(event)

    def _on_eye(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.setEchoMode(mode)
        self._dress()

    def _dress(self) -> None:
        shown = self._eye.isChecked()
        words = self.tr("Hide the password") if shown else self.tr("Show the password")
        self._eye.setText(words)
        self._eye.setToolTip(words)
        drawing = "eye-off" if shown else "eye"
        self._eye.setIcon(icons.icon(drawing, self._style.tokens.text2, 16))
        for button in self.findChildren(QToolButton):
            button.setAccessibleName(words)
