"""Asking for the password of one account."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QLabel, QPushButton, QWidget

from facteur.base.override import override
from facteur.mail.account import AccountSettings
from facteur.ui.accounts.lines import line
from facteur.ui.foreign import harmless
from facteur.ui.theme.style import Style, set_property
from facteur.ui.widgets.boxes import column, row
from facteur.ui.widgets.mainbutton import make_main
from facteur.ui.widgets.passwordfield import PasswordField

_ADDRESS_LIMIT, _HOST_LIMIT = 120, 80


class PasswordDialog(QDialog):
    """One field, whether to remember it, and a way to do without for now."""

    given = Signal(str, bool)
    """The password, and whether it shall be remembered."""

    def __init__(
        self,
        style: Style,
        settings: AccountSettings,
        *,
        refused: bool,
        keyring: bool,
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent)
        sending = settings.submission
        self._address = harmless(settings.address, _ADDRESS_LIMIT)
        self._receiving = harmless(settings.server.host, _HOST_LIMIT)
        self._sending = harmless(sending.server.host, _HOST_LIMIT) if sending else ""
        self._refused = refused
        self._keyring = keyring
        self._title = line("title", strong=True)
        self._reason = line(tone="text2")
        self._where = line("small", tone="text2")
        self._label = QLabel()
        self.field = PasswordField(style)
        self._label.setBuddy(self.field)
        self.remember = QCheckBox()
        self.remember.setChecked(keyring)
        self.remember.setVisible(keyring)
        self._no_keyring = line("small", tone="text2")
        self._no_keyring.setVisible(not keyring)
        self._later = QPushButton()
        self._later.clicked.connect(self.reject)
        self.main = QPushButton()
        set_property(self.main, "kind", "primary")
        self.main.setEnabled(False)
        self.main.clicked.connect(self._on_main)
        self.field.textChanged.connect(lambda: self.main.setEnabled(bool(self.field.text())))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._arrange()
        make_main(self.main)
        self.retranslate()
        self.field.setFocus()

    def retranslate(self) -> None:
        """Word everything in the language now in force."""
        self.setWindowTitle(self.tr("Password"))
        self._title.setText(self.tr("Password of {address}").format(address=self._address))
        self._reason.setText(
            self.tr(
                "The server refused the user name or password. Network and server are fine. "
                "Some providers ask for an “app password” made on their site."
            )
            if self._refused
            else self.tr("What is on this computer can be read. New mail waits for the password.")
        )
        words = (
            self.tr("It is for receiving ({receiving}) and for sending ({sending}).")
            if self._sending
            else self.tr("It is for receiving ({receiving}).")
        )
        self._where.setText(words.format(receiving=self._receiving, sending=self._sending))
        self._label.setText(self.tr("&Password"))
        self.remember.setText(self.tr("&Remember it in the keyring of this computer"))
        self._no_keyring.setText(self.tr("No keyring is open: Facteur will ask at each start."))
        self._later.setText(self.tr("Later"))
        self.main.setText(self.tr("Sign in"))
        if self._refused:
            self.field.setAccessibleDescription(self._reason.text())

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _on_main(self) -> None:
        self.given.emit(self.field.text(), self._keyring and self.remember.isChecked())
        self.field.clear()
        self.accept()

    def _arrange(self) -> None:
        foot = row(spacing=10)
        foot.addStretch(1)
        foot.addWidget(self._later)
        foot.addWidget(self.main)
        whole = column(self, spacing=8, margins=(28, 24, 28, 20))
        for widget in (self._title, self._reason, self._where):
            whole.addWidget(widget)
        whole.addSpacing(8)
        for widget in (self._label, self.field, self.remember, self._no_keyring):
            whole.addWidget(widget)
        whole.addSpacing(12)
        whole.addLayout(foot)
        self.setMinimumWidth(440)
