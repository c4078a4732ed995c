"""The page with the settings of an account that is here: servers, user names, password."""

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton, QWidget

from facteur.base.override import override
from facteur.mail.account import AccountSettings, Protocol, SecretKind
from facteur.ui.accounts.change.state import lacks_password
from facteur.ui.accounts.lines import line
from facteur.ui.accounts.wizard.addresscheck import judge
from facteur.ui.accounts.wizard.keyringname import keyring_name
from facteur.ui.accounts.wizard.manual import ManualPage
from facteur.ui.accounts.wizard.page import focus
from facteur.ui.accounts.wizard.signinwords import can_consent, provider_name
from facteur.ui.accounts.wizard.state import Place, WizardState, untested
from facteur.ui.accounts.wizard.wants import AskConsent, Visit
from facteur.ui.notice import Remedy
from facteur.ui.theme.style import Style, set_property
from facteur.ui.widgets.boxes import column, row
from facteur.ui.widgets.passwordfield import PasswordField

_COLUMN_PX = 460
_CONTROL_PX = 32


class ServersPage(ManualPage):
    """The wizard's two columns; with the address and the password, without the protocol.

    before: the settings as they are.
    """

    def __init__(
        self, style: Style, before: AccountSettings, parent: QWidget | None = None
    ) -> None:
        self._before = before
        self._missing = False
        self.mail = QLineEdit()
        self._mail_label, self._mail_hint = QLabel(), line("small", tone="danger")
        self.password = PasswordField(style)
        self._password_label = QLabel()
        self._password_hint = line("small", tone="text2")
        self.remember = QCheckBox()
        self.again = QPushButton()
        self._agreed = line("message")
        self._secret, self._consent = QWidget(), QWidget()
        super().__init__(style, parent)
        self._add_own()
        for button in (*self.protocols.values(), self.paste):
            button.hide()
        self.mail.textEdited.connect(self._on_mail)
        self.password.textEdited.connect(self._on_password)
        self.remember.clicked.connect(self._on_remember)
        self.again.clicked.connect(lambda: self.wanted.emit(AskConsent()))

    # -- what the dialog asks -------------------------------------------------------------------

    @override
    def show_state(self, state: WizardState) -> None:
        for field, text in ((self.mail, state.address), (self.password, state.password)):
            if field.text() != text:
                with QSignalBlocker(field):
                    field.setText(text)
        with QSignalBlocker(self.remember):
            self.remember.setChecked(state.remember)
        super().show_state(state)

    @override
    def primary_text(self) -> str:
        return self.tr("Test and apply")

    @override
    def press_primary(self) -> None:
        if not judge(self.state.address, frozenset()).good:
            self._show_wrong_address(wrong=True)
            focus(self.mail)
            return
        if self._points_at_wrong():
            return
        if lacks_password(self.state, self._before):
            self._missing = True
            self.retranslate()
            focus(self.password)
            return
        self.wanted.emit(Visit(place=Place.TEST))

    def focus_secret(self) -> None:
        """Put the keyboard where one signs in."""
        focus(self.again if self.state.by_oauth else self.password)

    def point_at(self, remedy: Remedy, *, sending: bool) -> None:
        """Put the keyboard into the field that a problem of one of the servers is about."""
        side = self.sending if sending else self.receiving
        match remedy:
            case Remedy.FIX_ADDRESS:
                focus(self.mail)
            case Remedy.FIX_PORT:
                focus(side.port)
            case Remedy.FIX_SECURITY:
                focus(side.security)
            case Remedy.FIX_USER:
                focus(side.user)
            case Remedy.FIX_PASSWORD | Remedy.SIGN_IN:
                self.focus_secret()
            case _:
                focus(side.host)

    # -- what is shown --------------------------------------------------------------------------

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self.title.setText(self.tr("Servers and sign-in"))
        self.lead.setText(
            self.tr("What you change here is tested first, and applied only when it works.")
        )
        self.lead.show()
        self._protocol_words.setText(
            self.tr(
                "This address collects its mail (POP). That stays so: to switch to IMAP, remove "
                "the account and add the address anew."
            )
            if self.state.protocol is Protocol.POP
            else self.tr(
                "This address works on the server (IMAP). That stays so: to switch to POP, remove "
                "the account and add the address anew."
            )
        )
        self._mail_label.setText(self.tr("Mail &address"))
        self._mail_hint.setText(
            self.tr("Something is missing: an address looks like name@domain.com.")
        )
        self._word_secret()

    def _word_secret(self) -> None:
        state = self.state
        self._method.setVisible(can_consent(state))
        self._consent.setVisible(state.by_oauth)
        self._secret.setVisible(not state.by_oauth)
        agreed = self.tr("{provider} has agreed to let Facteur in: there is no password.")
        self._agreed.setText(agreed.format(provider=provider_name(state)))
        self.again.setText(self.tr("Sign in again…"))
        self._password_label.setText(self.tr("&Password (for receiving and sending)"))
        unchanged = not lacks_password(replace(state, password=""), self._before)
        words = self.tr("unchanged", "an empty password field") if unchanged else ""
        self.password.setPlaceholderText(words)
        self.remember.setText(self.tr("&Remember it in {keyring}").format(keyring=keyring_name()))
        hint = ""
        missing = self._missing and lacks_password(state, self._before)
        if missing:
            hint = self.tr("The password is missing.")
        elif self._before.secret_kind is SecretKind.COMMAND and not state.password:
            hint = self.tr("A command of yours gives the password. One typed here replaces it.")
        self._password_hint.setText(hint)
        self._password_hint.setVisible(bool(hint))
        set_property(self._password_hint, "tone", "danger" if missing else "text2")
        set_property(self.password, "invalid", "true" if missing else "")
        self.password.setAccessibleDescription(hint)

    def _show_wrong_address(self, *, wrong: bool) -> None:
        set_property(self.mail, "invalid", "true" if wrong else "")
        self._mail_hint.setVisible(wrong)
        self.mail.setAccessibleDescription(self._mail_hint.text() if wrong else "")

    # -- what happens ---------------------------------------------------------------------------

    def _on_mail(self, text: str) -> None:
        self._show_wrong_address(wrong=False)
        self.update_state(untested(replace(self.state, address=text.strip())))

    def _on_password(self, text: str) -> None:
        self.update_state(untested(replace(self.state, password=text)))
        self._word_secret()

    def _on_remember(self, remember: bool) -> None:
        self.update_state(untested(replace(self.state, remember=remember)))

    @override
    def _on_method(self, index: int) -> None:
        super()._on_method(index)
        self._word_secret()

    def _add_own(self) -> None:
        for label, field in ((self._mail_label, self.mail), (self._password_label, self.password)):
            label.setBuddy(field)
            field.setMinimumHeight(_CONTROL_PX)
        set_property(self.again, "kind", "link")
        address = QWidget()
        address.setMaximumWidth(_COLUMN_PX)
        lines = column(address, spacing=3)
        for widget in (self._mail_label, self.mail, self._mail_hint):
            lines.addWidget(widget)
        self._mail_hint.hide()
        self._secret.setMaximumWidth(_COLUMN_PX)
        secret = column(self._secret, spacing=3)
        for widget in (self._password_label, self.password, self._password_hint, self.remember):
            secret.addWidget(widget)
        consent = column(self._consent, spacing=2)
        consent.addWidget(self._agreed)
        link = row()
        link.addWidget(self.again)
        link.addStretch(1)
        consent.addLayout(link)
        self.body.insertWidget(2, address)
        for widget in (self._secret, self._consent):
            self.body.insertWidget(self.body.count() - 1, widget)
