"""Where settings that came by mail are pasted, and what was understood of them."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QPushButton, QWidget

from facteur.ui.accounts.lines import line
from facteur.ui.accounts.wizard.pasted import Pasted, read_pasted
from facteur.ui.foreign import harmless
from facteur.ui.theme.style import set_property
from facteur.ui.widgets.boxes import column, row

_TEXT_PX = 96
_HOST_LIMIT = 60
_LONGEST = 20_000


class PasteBox(QFrame):
    """Takes a text; says which servers it names; gives them away on demand."""

    taken = Signal(object)
    """The Pasted that shall stand in the form."""

    left = Signal()
    """The user does not want to paste anything."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = line()
        self.text = QPlainTextEdit()
        self._found = line("small")
        self.take = QPushButton()
        self.close_box = QPushButton()
        self.take.setAutoDefault(False)
        self.close_box.setAutoDefault(False)
        set_property(self.close_box, "kind", "link")
        set_property(self, "banner", "info")
        self.text.setFixedHeight(_TEXT_PX)
        self.text.setTabChangesFocus(True)
        self._arrange()
        self.text.textChanged.connect(self._on_text)
        self.take.clicked.connect(self._on_take)
        self.close_box.clicked.connect(self._on_close)

    def open_with_clipboard(self) -> None:
        """Show the box; what lies on the clipboard is taken up if it names a server."""
        there = QGuiApplication.clipboard().text()[:_LONGEST]
        if not self.text.toPlainText() and read_pasted(there).found:
            self.text.setPlainText(there)
        self.show()
        self.text.setFocus()

    @property
    def pasted(self) -> Pasted:
        """What is understood of the text."""
        return read_pasted(self.text.toPlainText()[:_LONGEST])

    def retranslate(self) -> None:
        """Word everything in the language now in force."""
        self._words.setText(self.tr("Paste here the text in which somebody sent you the settings."))
        self.text.setAccessibleName(self._words.text())
        self.take.setText(self.tr("Take these over"))
        self.close_box.setText(self.tr("Close"))
        self._on_text()

    def _on_text(self) -> None:
        found = self.pasted
        self.take.setEnabled(found.found)
        if not self.text.toPlainText().strip():
            self._found.setText("")
        elif not found.found:
            self._found.setText(self.tr("No server name was found in this text."))
        else:
            parts = [
                self.tr("{purpose}: {host}, port {port}").format(
                    purpose=purpose, host=harmless(server.host, _HOST_LIMIT), port=server.port
                )
                if server.port
                else self.tr("{purpose}: {host}").format(
                    purpose=purpose, host=harmless(server.host, _HOST_LIMIT)
                )
                for purpose, server in (
                    ("IMAP", found.imap),
                    ("POP", found.pop),
                    (self.tr("Sending"), found.sending),
                )
                if server.host
            ]
            if found.user:
                parts.append(
                    self.tr("User name: {user}").format(user=harmless(found.user, _HOST_LIMIT))
                )
            self._found.setText("\n".join(parts))
        self._found.setVisible(bool(self._found.text()))

    def _on_take(self) -> None:
        found = self.pasted
        if found.found:
            self.hide()
            self.taken.emit(found)

    def _on_close(self) -> None:
        self.hide()
        self.left.emit()

    def _arrange(self) -> None:
        foot = row(spacing=16)
        foot.addWidget(self.take)
        foot.addWidget(self.close_box)
        foot.addStretch(1)
        whole = column(self, spacing=8, margins=(14, 10, 14, 10))
        for widget in (self._words, self.text, self._found):
            whole.addWidget(widget)
        whole.addLayout(foot)
