"""The form of the settings of an account that is there, whose protocol stays what it is.

The port follows protocol and security until somebody edits it, server and user follow the address
until somebody edits them. Nothing typed is ever replaced.
"""

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from facteur.base.override import override
from facteur.mail.account import PopRules, Protocol, Security, default_port
from facteur.ui.accounts.entered import ADVISED, Entered, Field, guessed_host, wrong
from facteur.ui.theme.style import Style, set_property
from facteur.ui.widgets.boxes import column, row
from facteur.ui.widgets.passwordfield import PasswordField

COLUMN_PX = 620
_SECURITIES = (Security.TLS, Security.STARTTLS, Security.NONE)


class ManualForm(QScrollArea):
    """The fields, their labels, and what is wrong with one of them beside it."""

    changed = Signal()
    """Somebody typed something."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._port_edited = False
        self._rules: PopRules = ADVISED
        self._certificate = ""
        self._title = QLabel()
        set_property(self._title, "size", "wizard")
        set_property(self._title, "weight", "strong")
        self._receiving = QLabel()
        set_property(self._receiving, "size", "title")
        set_property(self._receiving, "weight", "strong")
        self._protocol = Protocol.IMAP
        self.name = QLineEdit()
        self.address = QLineEdit()
        self.host = QLineEdit()
        self.security = QComboBox()
        self.port = QSpinBox()
        self.user = QLineEdit()
        self.password = PasswordField(style)
        self.remember = QCheckBox()
        self.unencrypted = QCheckBox()
        self._widgets: dict[Field, QWidget] = {
            Field.NAME: self.name,
            Field.ADDRESS: self.address,
            Field.HOST: self.host,
            Field.SECURITY: self.security,
            Field.PORT: self.port,
            Field.USER: self.user,
            Field.PASSWORD: self.password,
        }
        self._labels = {field: QLabel() for field in Field}
        self._hints = {field: QLabel() for field in Field}
        self._danger = QFrame()
        self._danger_words = QLabel()
        self._pinned = QWidget()
        self._pinned_words = QLabel()
        self._forget = QPushButton()
        self._prepare()
        self._arrange()
        self._connect()
        self.retranslate()
        self._show_danger()

    def entered(self) -> Entered:
        """Return what stands in the form."""
        return Entered(
            name=self.name.text().strip(),
            address=self.address.text().strip(),
            protocol=self.protocol,
            host=self.host.text().strip(),
            port=self.port.value(),
            security=self._security(),
            user=self.user.text().strip(),
            password=self.password.text(),
            remember=self.remember.isChecked(),
            certificate_sha256=self._certificate,
            rules=self._rules,
        )

    @property
    def protocol(self) -> Protocol:
        """Whether mail stays on the server or is collected."""
        return self._protocol

    def fill(self, entered: Entered) -> None:
        """Show these settings; an empty field keeps the password known before."""
        self.name.setText(entered.name)
        self.address.setText(entered.address)
        self._protocol = entered.protocol
        self._rules = entered.rules
        self.host.setText(entered.host)
        self.use_port(entered.port, entered.security)
        self.user.setText(entered.user)
        self.password.clear()
        self.remember.setChecked(entered.remember)
        self.host.setModified(bool(entered.host))
        self.user.setModified(bool(entered.user))
        self.trust(entered.certificate_sha256)
        self.retranslate()

    def trust(self, certificate_sha256: str) -> None:
        """Take over the fingerprint of a certificate trusted by choice; "" trusts the system."""
        self._certificate = certificate_sha256
        self._pinned.setVisible(bool(certificate_sha256))
        self.retranslate()

    def use_host(self, host: str) -> None:
        """Take another server name."""
        self.host.setText(host)
        self.host.setModified(True)

    def use_port(self, port: int, security: Security) -> None:
        """Take another port and the security that goes with it."""
        self.security.setCurrentIndex(_SECURITIES.index(security))
        self.port.setValue(port)
        self._port_edited = port != default_port(self.protocol, security)

    def complain(self) -> bool:
        """Say what cannot be right and put the keyboard there; False when all may be right."""
        entered = self.entered()
        field = wrong(entered)
        if field is not None:
            self.point_at(field, self._complaint(field))
            return True
        if self._is_dangerous() and not self.unencrypted.isChecked():
            self.unencrypted.setFocus()
            self.ensureWidgetVisible(self._danger)
            return True
        return False

    def point_at(self, field: Field, words: str) -> None:
        """Put the keyboard into a field and say there, also to assistive tools, what is wrong."""
        self.clear_complaints()
        widget = self._widget(field)
        widget.setAccessibleDescription(words)
        if isinstance(widget, QLineEdit):
            set_property(widget, "invalid", "true")
        hint = self._hints[field]
        hint.setText(words)
        hint.setVisible(bool(words))
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(widget, QLineEdit):
            widget.selectAll()
        self.ensureWidgetVisible(widget)

    def clear_complaints(self) -> None:
        """Take back what was said of the fields."""
        for field in Field:
            widget = self._widget(field)
            if widget.accessibleDescription():
                widget.setAccessibleDescription("")
                if isinstance(widget, QLineEdit):
                    set_property(widget, "invalid", "")
            self._hints[field].hide()

    def retranslate(self) -> None:
        """Word everything in the language now in force."""
        self._title.setText(self.tr("Server settings"))
        self._word_protocol()
        texts = {
            Field.NAME: self.tr("Your &name"),
            Field.ADDRESS: self.tr("Email &address"),
            Field.HOST: self.tr("&Server name"),
            Field.SECURITY: self.tr("S&ecurity"),
            Field.PORT: self.tr("P&ort (leave as is if unsure)"),
            Field.USER: self.tr("&User name (often your full address)"),
            Field.PASSWORD: self.tr("&Password"),
        }
        for field, text in texts.items():
            self._labels[field].setText(text)
        self.name.setPlaceholderText(self.tr("optional", "a field that may stay empty"))
        self.address.setPlaceholderText(self.tr("name@example.com"))
        self.password.setPlaceholderText(self.tr("unchanged", "an empty password field"))
        securities = (
            self.tr("Encrypted from the start (TLS) — advised"),
            self.tr("Encrypted after the greeting (STARTTLS)"),
            self.tr("Not encrypted — dangerous"),
        )
        for index, text in enumerate(securities):
            self.security.setItemText(index, text)
        self.remember.setText(self.tr("&Remember it in the keyring of this computer"))
        self.remember.setToolTip(
            self.tr("Without this, Facteur asks for the password at each start.")
        )
        self._danger_words.setText(
            self.tr("Without encryption your password and mail can be read on the network.")
        )
        self.unencrypted.setText(self.tr("&Go on unencrypted"))
        self._pinned_words.setText(
            self.tr("You chose to trust a certificate that nobody vouches for.")
        )
        self._forget.setText(self.tr("Trust it no longer"))

    def _word_protocol(self) -> None:
        """Word what depends on where mail is kept."""
        pop = self.protocol is Protocol.POP
        self._receiving.setText(self.tr("Receiving (POP)") if pop else self.tr("Receiving (IMAP)"))
        self.host.setPlaceholderText(
            self.tr("pop.example.com") if pop else self.tr("imap.example.com")
        )

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self.address.text():
            self.address.setFocus()

    def _complaint(self, field: Field) -> str:
        match field:
            case Field.ADDRESS:
                return self.tr("Something is missing: an address looks like name@domain.com.")
            case Field.HOST:
                if self.protocol is Protocol.POP:
                    return self.tr("The server name is missing. It looks like pop.example.com.")
                return self.tr("The server name is missing. It looks like imap.example.com.")
            case _:
                return self.tr("The user name is missing.")

    def _widget(self, field: Field) -> QWidget:
        return self._widgets[field]

    def _security(self) -> Security:
        return _SECURITIES[max(0, self.security.currentIndex())]

    def _is_dangerous(self) -> bool:
        return self._security() is Security.NONE and not self.entered().is_loopback

    def _show_danger(self) -> None:
        dangerous = self._is_dangerous()
        self._danger.setVisible(dangerous)
        if not dangerous:
            self.unencrypted.setChecked(False)

    def _on_address(self, address: str) -> None:
        """Follow the address where nobody typed: setText leaves a field unmodified."""
        if not self.user.isModified():
            self.user.setText(address.strip())
        if not self.host.isModified():
            self.host.setText(guessed_host(address, self.protocol))

    def _on_security(self) -> None:
        if not self._port_edited:
            with QSignalBlocker(self.port):
                self.port.setValue(self._usual_port())
        self._on_changed()

    def _on_port(self) -> None:
        self._port_edited = self.port.value() != self._usual_port()
        self._on_changed()

    def _usual_port(self) -> int:
        return default_port(self.protocol, self._security())

    def _on_changed(self) -> None:
        self.clear_complaints()
        self._show_danger()
        self.changed.emit()

    def _on_forget(self) -> None:
        self.trust("")
        self.changed.emit()

    def _prepare(self) -> None:
        self.port.setRange(1, 65535)
        self.port.setValue(default_port(Protocol.IMAP, Security.TLS))
        self.port.setFixedWidth(110)
        self.port.setMinimumHeight(32)
        self.security.setMinimumHeight(32)
        for _security in _SECURITIES:
            self.security.addItem("")
        self.remember.setChecked(True)
        for hint in self._hints.values():
            hint.setWordWrap(True)
            set_property(hint, "tone", "danger")
            set_property(hint, "size", "small")
            hint.hide()
        for field, label in self._labels.items():
            label.setBuddy(self._widget(field))
            label.setContentsMargins(0, 6, 0, 0)
            label.setWordWrap(True)
        set_property(self._danger, "banner", "danger")
        for label in (self._danger_words, self._pinned_words):
            label.setWordWrap(True)
        set_property(self._forget, "kind", "link")
        self._pinned.hide()

    def _arrange(self) -> None:
        person = column(spacing=4)
        person.addLayout(self._pair(Field.NAME, Field.ADDRESS))
        server = column(spacing=4)
        server.addLayout(self._field(Field.HOST))
        server.addLayout(self._pair(Field.SECURITY, Field.PORT))
        danger = column(self._danger, spacing=6, margins=(14, 10, 14, 10))
        danger.addWidget(self._danger_words)
        danger.addWidget(self.unencrypted)
        server.addWidget(self._danger)
        server.addLayout(self._field(Field.USER))
        server.addLayout(self._field(Field.PASSWORD))
        server.addWidget(self.remember)
        pinned = row(self._pinned, spacing=8)
        pinned.addWidget(self._pinned_words, 1)
        pinned.addWidget(self._forget)
        server.addWidget(self._pinned)
        page = QWidget()
        page.setMaximumWidth(COLUMN_PX + 72)
        whole = column(page, spacing=12, margins=(36, 28, 36, 28))
        whole.addWidget(self._title)
        whole.addLayout(person)
        whole.addWidget(self._receiving)
        whole.addLayout(server)
        whole.addStretch(1)
        set_property(page, "pane", "surface")
        self.setWidget(page)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        set_property(self, "pane", "surface")

    def _pair(self, first: Field, second: Field) -> QHBoxLayout:
        """Put two fields side by side, so that the password is seen without scrolling."""
        both = row(spacing=16)
        both.addLayout(self._field(first), 1)
        both.addLayout(self._field(second), 1)
        return both

    def _field(self, field: Field) -> QVBoxLayout:
        lines = column(spacing=4)
        lines.addWidget(self._labels[field])
        widget = self._widget(field)
        free = Qt.AlignmentFlag.AlignLeft if widget is self.port else Qt.AlignmentFlag(0)
        lines.addWidget(widget, 0, free)
        lines.addWidget(self._hints[field])
        lines.addStretch(1)
        return lines

    def _connect(self) -> None:
        self.address.textEdited.connect(self._on_address)
        self.security.currentIndexChanged.connect(self._on_security)
        self.port.valueChanged.connect(self._on_port)
        for edit in (self.name, self.address, self.host, self.user, self.password):
            edit.textEdited.connect(self._on_changed)
        self._forget.clicked.connect(self._on_forget)
