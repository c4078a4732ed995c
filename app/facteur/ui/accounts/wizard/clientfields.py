"""Fields for the user's own client id at a provider, where this build is not registered."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from facteur.ui.accounts.lines import line
from facteur.ui.widgets.boxes import column


class ClientFields(QWidget):
    """The id, and the secret that some providers give along with it."""

    changed = Signal()
    """Somebody typed something."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = line("small", tone="text2")
        self._id_label, self._secret_label = QLabel(), QLabel()
        self.id_field, self.secret_field = QLineEdit(), QLineEdit()
        self.secret_field.setEchoMode(QLineEdit.EchoMode.Password)
        self._id_label.setBuddy(self.id_field)
        self._secret_label.setBuddy(self.secret_field)
        whole = column(self, spacing=6)
        for widget in (
            self._words, self._id_label, self.id_field, self._secret_label, self.secret_field,
        ):  # fmt: skip
            whole.addWidget(widget)
        self.id_field.textEdited.connect(self.changed)
        self.secret_field.textEdited.connect(self.changed)

    @property
    def client_id(self) -> str:
        """The id, "" for none."""
        return self.id_field.text().strip()

    @property
    def client_secret(self) -> str:
        """The secret, "" for none."""
        return self.secret_field.text().strip()

    def fill(self, client_id: str, client_secret: str) -> None:
        """Show these."""
        for field, text in ((self.id_field, client_id), (self.secret_field, client_secret)):
            if field.text().strip() != text:
                with QSignalBlocker(field):
                    field.setText(text)

    def retranslate(self) -> None:
        """Word everything in the language now in force."""
        self._words.setText(
            self.tr(
                "Programs are registered with the provider as “desktop app”. It gives them an id, "
                "and some providers a secret as well."
            )
        )
        self._id_label.setText(self.tr("&Client id"))
        self._secret_label.setText(self.tr("Client &secret (if there is one)"))
