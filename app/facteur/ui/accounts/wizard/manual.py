"""The page for server settings typed by hand: receiving on the left, sending on the right."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFrame,
    QPushButton,
    QToolButton,
    QWidget,
)

from facteur.base.override import override
from facteur.mail.account import (
    DEFAULT_PORTS,
    POP_PORTS,
    SUBMISSION_PORTS,
    Protocol,
    Security,
)
from facteur.ui.accounts.lines import line
from facteur.ui.accounts.wizard.page import Page, focus
from facteur.ui.accounts.wizard.pastebox import PasteBox
from facteur.ui.accounts.wizard.pasted import Pasted, PastedServer
from facteur.ui.accounts.wizard.servercolumn import ServerColumn
from facteur.ui.accounts.wizard.signinwords import can_consent, only_consent, provider_name
from facteur.ui.accounts.wizard.state import (
    Origin,
    Place,
    Server,
    WizardState,
    Wrong,
    untested,
    wrong,
)
from facteur.ui.accounts.wizard.wants import Visit
from facteur.ui.theme.style import Style, set_property
from facteur.ui.widgets.boxes import column, row
from facteur.ui.widgets.flowlayout import FlowLayout

_PROTOCOLS = (Protocol.IMAP, Protocol.POP)


class ManualPage(Page):
    """Two columns; nothing typed is ever replaced but by what the user pastes or finds."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(style, parent)
        self.protocols = {protocol: QToolButton() for protocol in _PROTOCOLS}
        self._group = QButtonGroup(self)
        self._protocol_words = line(tone="text2")
        self.receiving = ServerColumn(DEFAULT_PORTS)
        self.sending = ServerColumn(SUBMISSION_PORTS)
        self._danger = QFrame()
        self._danger_words = line()
        self.agree = QCheckBox()
        self._method_label = line()
        self.method = QComboBox()
        self._method = QWidget()
        self.paste = QPushButton()
        self.box = PasteBox()
        self._arrange()
        self._connect()

    # -- what the dialog asks -------------------------------------------------------------------

    @override
    def show_state(self, state: WizardState) -> None:
        self.state = state
        self.protocols[state.protocol].setChecked(True)
        self.receiving.use_ports(POP_PORTS if state.protocol is Protocol.POP else DEFAULT_PORTS)
        self.receiving.show_server(state.server, state.domain, state.address)
        self.sending.show_server(state.submission, state.domain, state.server.user or state.address)
        self.agree.setChecked(state.unencrypted_agreed)
        self.retranslate()

    @override
    def primary_text(self) -> str:
        return self.tr("Test these settings") if self._can_test else self.tr("Continue")

    @override
    def press_primary(self) -> None:
        if self._points_at_wrong():
            return
        if wrong(self.state, Place.MANUAL) is Wrong.FOREIGN:
            self.wanted.emit(Visit(place=Place.DISCOVERY))  # where the question is
            return
        self.update_state(replace(self.state, protocol_chosen=True))
        if self._can_test:
            self.wanted.emit(Visit(place=Place.TEST))
        else:
            pop = self.state.protocol is Protocol.POP
            self.wanted.emit(Visit(place=Place.POP if pop else Place.SIGN_IN))

    @override
    def focus_first(self) -> None:
        focus(self.receiving.host)

    # -- what is shown --------------------------------------------------------------------------

    @override
    def retranslate(self) -> None:
        self.title.setText(self.tr("Server settings"))
        self.lead.setText(self.state.address)
        self.lead.setVisible(bool(self.state.address))
        pop = self.state.protocol is Protocol.POP
        self.protocols[Protocol.IMAP].setText(self.tr("On the server (IMAP)"))
        self.protocols[Protocol.POP].setText(self.tr("On this computer (POP)"))
        self._protocol_words.setText(
            self.tr(
                "Facteur downloads your mail, then deletes it from the server once you agree. "
                "This computer becomes its only keeper."
            )
            if pop
            else self.tr(
                "Your mail stays with your provider. "
                "Facteur keeps a copy so that you can read offline."
            )
        )
        self.receiving.retranslate(
            self.tr("Receiving"), self.tr("pop.example.com") if pop else self.tr("imap.example.com")
        )
        self.sending.retranslate(self.tr("Sending"), self.tr("smtp.example.com"))
        self._danger_words.setText(
            self.tr("Without encryption your password and mail can be read on the network.")
        )
        self.agree.setText(self.tr("&Go on unencrypted"))
        self.paste.setText(self.tr("Paste settings received by mail"))
        self.box.retranslate()
        self._word_method()
        self._show_danger()

    def _word_method(self) -> None:
        self._method_label.setText(self.tr("Sign-in method"))
        self.method.setAccessibleName(self._method_label.text())
        choices = [self.tr("Automatic", "sign-in method")]
        if can_consent(self.state) and not only_consent(self.state):
            page = self.tr("{provider}’s page, in the browser (OAuth)")
            choices = [
                page.format(provider=provider_name(self.state)),
                self.tr("Password or app password"),
            ]
        self.method.blockSignals(True)
        self.method.clear()
        self.method.addItems(choices)
        self.method.setCurrentIndex(1 if self.state.use_password and len(choices) > 1 else 0)
        self.method.blockSignals(False)

    def _show_danger(self) -> None:
        state = self.state
        open_to_all = state.server.security is Security.NONE or (
            bool(state.submission.host) and state.submission.security is Security.NONE
        )
        self._danger.setVisible(open_to_all)
        self.agree.setAccessibleDescription(self._danger_words.text())

    # -- what happens ---------------------------------------------------------------------------

    @property
    def _can_test(self) -> bool:
        """Whether there is something to sign in with already."""
        return wrong(self.state, Place.SIGN_IN) is None

    def _points_at_wrong(self) -> bool:
        """Say what cannot be right and put the keyboard there."""
        if not self.state.server.user:
            self._keep(receiving=replace(self.state.server, user=self.state.address))
        column_of, field, words = self._complaint(wrong(self.state, Place.MANUAL))
        if field is None:
            return False
        if column_of is not None:
            column_of.complain(field, words)
        focus(field)
        return True

    def _complaint(self, found: Wrong | None) -> tuple[ServerColumn | None, QWidget | None, str]:
        odd = self.tr("That is not a server name. It has no spaces, slashes or “@”.")
        port = self.tr("A port is a number between 1 and 65535.")
        receiving, sending = self.receiving, self.sending
        nothing = (None, None, "")
        if found is None:
            return nothing
        return {
            Wrong.HOST: (receiving, receiving.host, self._missing_or(odd)),
            Wrong.PORT: (receiving, receiving.port, port),
            Wrong.USER: (receiving, receiving.user, self.tr("The user name is missing.")),
            Wrong.SUBMISSION_HOST: (sending, sending.host, odd),
            Wrong.SUBMISSION_PORT: (sending, sending.port, port),
            Wrong.UNENCRYPTED: (None, self.agree, ""),
        }.get(found, nothing)

    def _missing_or(self, odd: str) -> str:
        if self.state.server.host:
            return odd
        words = self.tr("The server name is missing. It looks like {example}.example.com.")
        return words.format(example=self.state.protocol.value)

    def _keep(self, *, receiving: Server | None = None, sending: Server | None = None) -> None:
        state = untested(self.state)
        if receiving is not None:
            pop = state.protocol is Protocol.POP
            state = replace(state, pop=receiving) if pop else replace(state, imap=receiving)
        if sending is not None:
            state = replace(state, submission=sending, sending=True)
        self.update_state(state)
        self._show_danger()

    def _on_receiving(self, server: Server) -> None:
        self._keep(receiving=server)

    def _on_sending(self, server: Server) -> None:
        self._keep(sending=server)

    def _on_protocol(self, protocol: Protocol) -> None:
        state = untested(replace(self.state, protocol=protocol, protocol_chosen=True))
        self.update_state(state)
        self.show_state(state)

    def _on_pasted(self, pasted: Pasted) -> None:
        state = self.state
        protocol = state.protocol
        if not pasted.imap.host and pasted.pop.host:
            protocol = Protocol.POP
        elif not pasted.pop.host and pasted.imap.host:
            protocol = Protocol.IMAP
        state = replace(
            untested(state),
            protocol=protocol,
            imap=_filled(state.imap, pasted.imap, pasted.user, DEFAULT_PORTS),
            pop=_filled(state.pop, pasted.pop, pasted.user, POP_PORTS),
            submission=_filled(state.submission, pasted.sending, pasted.user, SUBMISSION_PORTS),
        )
        self.update_state(state)
        self.show_state(state)
        focus(self.receiving.host)

    def _on_method(self, index: int) -> None:
        if self.method.count() > 1:
            self.update_state(untested(replace(self.state, use_password=index == 1, grant=0)))

    def _on_agreed(self, agreed: bool) -> None:
        self.update_state(replace(self.state, unencrypted_agreed=agreed))

    def _connect(self) -> None:
        for protocol, button in self.protocols.items():
            button.clicked.connect(lambda _on=False, chosen=protocol: self._on_protocol(chosen))
        self.receiving.edited.connect(self._on_receiving)
        self.sending.edited.connect(self._on_sending)
        self.agree.clicked.connect(self._on_agreed)
        self.method.activated.connect(self._on_method)
        self.paste.clicked.connect(self.box.open_with_clipboard)
        self.box.taken.connect(self._on_pasted)
        self.box.left.connect(lambda: focus(self.paste))

    def _arrange(self) -> None:
        around = QWidget()
        segments = FlowLayout(8, around)
        for button in self.protocols.values():
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            set_property(button, "kind", "chip")
            self._group.addButton(button)
            segments.addWidget(button)
        segments.addWidget(self.paste)
        set_property(self.paste, "kind", "link")
        self.paste.setAutoDefault(False)
        set_property(self._danger, "banner", "danger")
        danger = column(self._danger, spacing=6, margins=(14, 10, 14, 10))
        danger.addWidget(self._danger_words)
        danger.addWidget(self.agree)
        method = row(self._method, spacing=10)
        self._method_label.setWordWrap(False)
        method.addWidget(self._method_label)
        method.addWidget(self.method)
        method.addStretch(1)
        columns = row(spacing=28)
        columns.addWidget(self.receiving, 1)
        columns.addWidget(self.sending, 1)
        columns.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(around)
        self.body.addWidget(self._protocol_words)
        self.body.addWidget(self.box)
        self.body.addLayout(columns)
        self.body.addWidget(self._danger)
        self.body.addWidget(self._method)
        self.body.addStretch(1)
        self.box.hide()


def _filled(server: Server, pasted: PastedServer, user: str, ports: dict[Security, int]) -> Server:
    """Return a server with what was pasted, which counts as typed."""
    if not pasted.host:
        return server
    security = pasted.security or Security.TLS
    return Server(
        host=pasted.host,
        port=pasted.port or ports[security],
        security=security,
        user=user or server.user,
        host_from=Origin.TYPED,
        port_from=Origin.TYPED if pasted.port else Origin.GUESS,
        security_from=Origin.TYPED if pasted.security is not None else Origin.GUESS,
        user_from=Origin.TYPED if user else server.user_from,
    )
