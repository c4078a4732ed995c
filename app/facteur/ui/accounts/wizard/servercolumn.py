"""One server of the manual settings: its fields, each with where its value came from."""

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QSpinBox, QWidget

from facteur.mail.account import HIGHEST_PORT, Security
from facteur.ui.accounts.lines import line
from facteur.ui.accounts.wizard.origins import origin_words
from facteur.ui.accounts.wizard.state import Origin, Server
from facteur.ui.certificate import spaced
from facteur.ui.foreign import harmless
from facteur.ui.theme.style import set_property
from facteur.ui.widgets.boxes import column, row

SECURITIES = (Security.TLS, Security.STARTTLS, Security.NONE)
_CONTROL_PX = 32
_HOST_LIMIT = 80
_LINE = 8 * 3


class ServerColumn(QWidget):
    """Host, security, port, user name. The port follows the security until somebody edits it."""

    edited = Signal(object)
    """The Server as it stands now, after somebody changed something."""

    def __init__(self, ports: dict[Security, int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ports = ports
        self._server = Server()
        self._domain = ""
        self._title = line("title", strong=True)
        self.host, self.user = QLineEdit(), QLineEdit()
        self.security, self.port = QComboBox(), QSpinBox()
        self._fields: tuple[QWidget, ...] = (self.host, self.security, self.port, self.user)
        self._labels = tuple(QLabel() for _ in self._fields)
        self._sources = tuple(line("small", tone="text2") for _ in self._fields)
        self._hint = line("small", tone="danger")
        self._pinned = line("small", tone="text2")
        self.forget = QPushButton()
        self._arrange()
        self.host.textEdited.connect(self._on_host)
        self.user.textEdited.connect(self._on_user)
        self.security.activated.connect(self._on_security)
        self.port.valueChanged.connect(self._on_port)
        self.forget.clicked.connect(self._on_forget)

    @property
    def server(self) -> Server:
        """The server as it stands."""
        return self._server

    def use_ports(self, ports: dict[Security, int]) -> None:
        """Take the usual ports of another protocol."""
        self._ports = ports

    def show_server(self, server: Server, domain: str, user: str) -> None:
        """Show this server; user: what an empty user name stands for."""
        self._server = server
        self._domain = domain
        for field, text in ((self.host, server.host), (self.user, server.user or user)):
            if field.text() != text:
                with QSignalBlocker(field):
                    field.setText(text)
        self.security.setCurrentIndex(SECURITIES.index(server.security))
        with QSignalBlocker(self.port):
            self.port.setValue(server.port or self._ports[server.security])
        self._word_sources()

    def complain(self, field: QWidget | None, words: str) -> None:
        """Say beside a field what cannot be right; None takes that back."""
        for each in self._fields:
            wrong = each is field
            each.setAccessibleDescription(words if wrong else "")
            if isinstance(each, QLineEdit):
                set_property(each, "invalid", "true" if wrong else "")
        self._hint.setText(words)
        self._hint.setVisible(field is not None)

    def retranslate(self, title: str, example: str) -> None:
        """Word everything in the language now in force; example: of a host."""
        self._title.setText(title)
        self.host.setPlaceholderText(example)
        labels = (
            self.tr("Server name"),
            self.tr("Security"),
            self.tr("Port (leave as is if unsure)"),
            self.tr("User name (often your full address)"),
        )
        for label, field, text in zip(self._labels, self._fields, labels, strict=True):
            label.setText(text)
            field.setAccessibleName(f"{title}: {text}")
        securities = (
            self.tr("Encrypted from the start (TLS) — advised"),
            self.tr("Encrypted after the greeting (STARTTLS)"),
            self.tr("Not encrypted — dangerous"),
        )
        for index, text in enumerate(securities):
            self.security.setItemText(index, text)
            self.security.setItemData(index, text, _TOOLTIP)
        self.forget.setText(self.tr("Trust it no longer"))
        self._word_sources()

    def _word_sources(self) -> None:
        server = self._server
        origins = (server.host_from, server.security_from, server.port_from, server.user_from)
        for label, origin in zip(self._sources, origins, strict=True):
            label.setText(origin_words(origin, harmless(self._domain, _HOST_LIMIT)))
            label.setVisible(bool(server.host))
        pinned = server.certificate_sha256
        words = self.tr("You chose to trust a certificate that nobody vouches for. Fingerprint:")
        pairs = spaced(pinned)
        # A word that long would make the column as wide: four lines of eight pairs.
        lines = (pairs[at : at + _LINE] for at in range(0, len(pairs), _LINE))
        self._pinned.setText("\n".join((words, *lines)) if pinned else "")
        self._pinned.setVisible(bool(pinned))
        self.forget.setAccessibleDescription(self._pinned.text())
        self.forget.setVisible(bool(pinned))

    def _on_host(self, text: str) -> None:
        self._take(
            replace(self._server, host=text.strip(), host_from=Origin.TYPED, certificate_sha256="")
        )

    def _on_user(self, text: str) -> None:
        self._take(replace(self._server, user=text.strip(), user_from=Origin.TYPED))

    def _on_forget(self) -> None:
        self._take(replace(self._server, certificate_sha256=""))
        self.host.setFocus()

    def _on_security(self, index: int) -> None:
        security = SECURITIES[max(0, index)]
        before = self._server
        follows = before.port in {0, self._ports[before.security]}
        port = self._ports[security] if follows else before.port
        with QSignalBlocker(self.port):
            self.port.setValue(port)
        self._take(
            replace(
                before,
                security=security,
                security_from=Origin.TYPED,
                port=port,
                port_from=Origin.GUESS if follows else before.port_from,
            )
        )

    def _on_port(self, port: int) -> None:
        self._take(replace(self._server, port=port, port_from=Origin.TYPED))

    def _take(self, server: Server) -> None:
        if not server.port:
            server = replace(server, port=self._ports[server.security])
        self._server = server
        self.complain(None, "")
        self._word_sources()
        self.edited.emit(server)

    def _arrange(self) -> None:
        self.port.setRange(1, HIGHEST_PORT)
        for _security in SECURITIES:
            self.security.addItem("")
        # The words are long: the list may be wider than its column.
        self.security.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.security.setMinimumContentsLength(8)
        for field in self._fields:
            field.setMinimumHeight(_CONTROL_PX)
        whole = column(self, spacing=3)
        whole.addWidget(self._title)
        whole.addSpacing(4)
        for label, field, source in zip(self._labels, self._fields, self._sources, strict=True):
            label.setBuddy(field)
            label.setWordWrap(True)
            whole.addWidget(label)
            whole.addWidget(field)
            whole.addWidget(source)
            whole.addSpacing(5)
        whole.addWidget(self._hint)
        whole.addWidget(self._pinned)
        self.forget.setAutoDefault(False)
        set_property(self.forget, "kind", "link")
        forget = row()
        forget.addWidget(self.forget)
        forget.addStretch(1)
        whole.addLayout(forget)
        whole.addStretch(1)
        self._hint.hide()
        self._pinned.hide()
        self.forget.hide()


_TOOLTIP = 3  # Qt::ToolTipRole
