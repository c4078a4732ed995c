"""The certificates that the user chose to trust, each with its fingerprint and a way back."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QPushButton, QWidget

from facteur.mail.account import AccountSettings
from facteur.ui.accounts.lines import line
from facteur.ui.certificate import spaced
from facteur.ui.foreign import harmless
from facteur.ui.theme.style import set_property
from facteur.ui.widgets.boxes import column, row

_HOST_LIMIT = 80


class PinsBox(QWidget):
    """One exception for the server that receives, one for the server that sends, if any."""

    removed = Signal(bool)
    """An exception shall be none any more; True: the one for the server that sends."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pins: tuple[tuple[bool, str, str], ...] = ()
        self.buttons: list[QPushButton] = []
        self._rows = column(self, spacing=8)

    def show_settings(self, settings: AccountSettings) -> None:
        """Show the exceptions of this account."""
        sending = settings.submission
        pins = [(False, settings.server.host, settings.certificate_sha256)]
        if sending is not None:
            pins.append((True, sending.server.host, sending.certificate_sha256))
        self._pins = tuple(pin for pin in pins if pin[2])
        self.retranslate()

    @property
    def empty(self) -> bool:
        """Whether there is no exception."""
        return not self._pins

    def retranslate(self) -> None:
        """Word everything in the language now in force."""
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons.clear()
        for sending, host, sha256 in self._pins:
            self._rows.addWidget(self._pin(sending, harmless(host, _HOST_LIMIT), sha256))

    def _pin(self, sending: bool, host: str, sha256: str) -> QWidget:
        shown = QWidget()
        lines = column(shown, spacing=2)
        whose = line("body")
        words = self.tr("You trust one certificate of {host}, by its fingerprint (SHA-256):")
        whose.setText(words.format(host=host))
        pairs = spaced(sha256)
        half = len(pairs) // 2 + 1
        fingerprint = line("small", tone="text2")
        fingerprint.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        fingerprint.setText(f"{pairs[:half]}\n{pairs[half:]}")
        away = QPushButton(self.tr("Trust it no longer"))
        away.setAutoDefault(False)
        away.setAccessibleDescription(f"{whose.text()} {pairs}")
        set_property(away, "kind", "link")
        away.clicked.connect(lambda: self.removed.emit(sending))
        self.buttons.append(away)
        for label in (whose, fingerprint):
            lines.addWidget(label)
        link = row()
        link.addWidget(away)
        link.addStretch(1)
        lines.addLayout(link)
        return shown
