"""The page on which the user signs in: a password, an app password, or the provider's page."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton, QWidget

from facteur.base.override import override
from facteur.link.events import BrowserWanted, Done, Failed, Problem
from facteur.ui.accounts.lines import line
from facteur.ui.accounts.wizard.clientfields import ClientFields
from facteur.ui.accounts.wizard.keyringname import keyring_name
from facteur.ui.accounts.wizard.page import Page, focus
from facteur.ui.accounts.wizard.signinwords import (
    Way,
    can_consent,
    explanation,
    help_url,
    only_consent,
    provider_name,
    way,
)
from facteur.ui.accounts.wizard.state import Origin, Place, Server, WizardState, untested, wrong
from facteur.ui.accounts.wizard.wants import Answered, AskConsent, News, StopConsent
from facteur.ui.accounts.wizard.webpages import may_open, open_consent, open_page
from facteur.ui.theme.style import Style, set_property
from facteur.ui.widgets.boxes import column, row
from facteur.ui.widgets.errorcard import ErrorCard
from facteur.ui.widgets.flowlayout import FlowLayout
from facteur.ui.widgets.passwordfield import PasswordField
from facteur.ui.words import Around, problem_words

_COLUMN_PX = 460


class SignInPage(Page):
    """Shows the one way that fits, and leads to the others.

    open_consent: opens the provider's page; another one in tests.
    """

    def __init__(
        self,
        style: Style,
        parent: QWidget | None = None,
        *,
        opener: Callable[[str], bool] = open_consent,
    ) -> None:
        super().__init__(style, parent)
        self._open = opener
        self._url = ""
        self._waiting = False
        self._missing = False
        self._explanation = line("message")
        self.how = _link()
        self._password_label, self._user_label = QLabel(), QLabel()
        self.password = PasswordField(style)
        self._hint = line("small", tone="danger")
        self.user = QLineEdit()
        self.remember = QCheckBox()
        self._no_keyring = line("small", tone="text2")
        self._status = line("message", strong=True)
        self.again, self.stop = _link(), _link()
        self.other = _link()
        self.own = _link()
        self.client = ClientFields()
        self.card = ErrorCard(style)
        self._secret, self._account = QWidget(), QWidget()
        self._arrange()
        self._connect()

    # -- what the dialog asks -------------------------------------------------------------------

    @override
    def show_state(self, state: WizardState) -> None:
        if state.address != self.state.address:
            self._show_problem(None)
        for field, text in (
            (self.password, state.password),
            (self.user, state.server.user or state.address),
        ):
            if field.text() != text:
                with QSignalBlocker(field):
                    field.setText(text)
        with QSignalBlocker(self.remember):
            self.remember.setChecked(state.remember)
        self.client.fill(state.oauth_client, state.client_secret)
        super().show_state(state)

    @override
    def left(self) -> None:
        if self._waiting:
            self._waiting = False
            self.wanted.emit(StopConsent())
        self._missing = False

    @override
    def hear(self, news: News) -> None:
        match news:
            case BrowserWanted(url=url) if self._waiting:
                self._url = url
                self._open(url)
                self.retranslate()
            case Answered(want=AskConsent(), reply=Done(grant=grant)) if self._waiting:
                self._end()
                self.update_state(untested(replace(self.state, grant=grant)))
                self.retranslate()
                self.forward.emit()
            case Answered(want=AskConsent(), reply=Failed(problem=problem)) if self._waiting:
                self._end()
                self._show_problem(problem)
            case _:
                pass

    @override
    def primary_text(self) -> str:
        if way(self.state) is Way.CONSENT and not self.state.grant:
            return self.tr("Open {provider}’s page").format(provider=provider_name(self.state))
        return self.tr("Test the connection")

    @override
    def ready(self) -> bool:
        return not self._waiting and way(self.state) is not Way.UNREGISTERED

    @override
    def press_primary(self) -> None:
        if not self.ready():
            return
        self._show_problem(None)
        if wrong(self.state, Place.SIGN_IN) is None:
            self.forward.emit()
        elif way(self.state) is Way.CONSENT:
            self._waiting = True
            self._url = ""
            self.retranslate()
            self.refreshed.emit()
            self.wanted.emit(AskConsent())
        else:
            self._missing = True
            self.retranslate()
            focus(self.password)

    @override
    def focus_first(self) -> None:
        if not self.password.isHidden() and self._secret.isVisibleTo(self):
            focus(self.password)
        elif way(self.state) is Way.UNREGISTERED:
            focus(self.own)

    # -- what is shown --------------------------------------------------------------------------

    @override
    def retranslate(self) -> None:
        state, this_way = self.state, way(self.state)
        provider = provider_name(state)
        self.title.setText(self.tr("Sign in to {provider}").format(provider=provider))
        self.lead.setText(state.address)
        words = explanation(state)
        self._explanation.setText(words)
        self._explanation.setVisible(bool(words))
        secret = this_way in {Way.PASSWORD, Way.APP_PASSWORD}
        self._word_secret(app=this_way is Way.APP_PASSWORD)
        self._secret.setVisible(secret)
        self.how.setVisible(this_way is Way.APP_PASSWORD and may_open(help_url(state)))
        self._word_account()
        self._word_consent(this_way)
        self.client.retranslate()

    def _word_secret(self, *, app: bool) -> None:
        self._password_label.setText(self.tr("App &password") if app else self.tr("&Password"))
        self.how.setText(self.tr("How to create it"))
        self.how.setToolTip(help_url(self.state))
        self.remember.setText(self.tr("&Remember it in {keyring}").format(keyring=keyring_name()))
        self.remember.setVisible(self.state.keyring)
        self._no_keyring.setText(
            self.tr(
                "No keyring (the computer’s safe for passwords) is open: Facteur will ask at each "
                "start."
            )
        )
        self._no_keyring.setVisible(not self.state.keyring)
        self._hint.setText(self.tr("The password is missing."))
        self._hint.setVisible(self._missing and not self.state.password)
        self.password.setAccessibleDescription(
            self._hint.text() if self._missing and not self.state.password else ""
        )
        set_property(
            self.password, "invalid", "true" if self._missing and not self.state.password else ""
        )

    def _word_account(self) -> None:
        self._user_label.setText(self.tr("&User name (often your full address)"))

    def _word_consent(self, this_way: Way) -> None:
        found = self.state.discovery
        waiting = self._waiting and this_way is Way.CONSENT
        if waiting:
            self._status.setText(self.tr("Waiting for your approval in the browser…"))
        elif this_way is Way.CONSENT and self.state.grant:
            words = self.tr("{provider} has agreed.")
            self._status.setText(words.format(provider=provider_name(self.state)))
        else:
            self._status.setText("")
        self._status.setVisible(bool(self._status.text()))
        self.again.setText(self.tr("Open the page again"))
        self.again.setVisible(waiting and bool(self._url))
        self.stop.setText(self.tr("Stop waiting"))
        self.stop.setVisible(waiting)
        by_page = this_way is Way.CONSENT
        self.other.setText(
            self.tr("Use an app password instead")
            if by_page
            else self.tr("Sign in on {provider}’s page instead").format(
                provider=provider_name(self.state)
            )
        )
        to_password = by_page and not only_consent(self.state)
        to_page = not by_page and self.state.use_password and can_consent(self.state)
        self.other.setVisible(not waiting and (to_password or to_page))
        offers = found is not None and bool(found.oauth) and not found.oauth_ready
        self.own.setText(self.tr("Use a client id of my own"))
        self.own.setVisible(offers and self.client.isHidden() and not self.state.oauth_client)
        if offers and self.state.oauth_client:
            self.client.show()
        elif not offers:
            self.client.hide()

    def _show_problem(self, problem: Problem | None) -> None:
        if problem is None:
            self.card.show_words(None, frozenset())
            return
        around = Around(provider=provider_name(self.state), help_url=help_url(self.state))
        self.card.show_words(problem_words(problem, around=around), frozenset())
        self.retranslate()

    # -- what happens ---------------------------------------------------------------------------

    def _end(self) -> None:
        self._waiting = False
        self._url = ""
        self.retranslate()
        self.refreshed.emit()

    def _on_password(self, text: str) -> None:
        self.update_state(untested(replace(self.state, password=text)))
        if self._missing:
            self._word_secret(app=way(self.state) is Way.APP_PASSWORD)

    def _on_user(self, text: str) -> None:
        self.update_state(untested(with_user(self.state, text.strip())))

    def _on_remember(self, remember: bool) -> None:
        self.update_state(replace(self.state, remember=remember))

    def _on_client(self) -> None:
        self.update_state(
            untested(
                replace(
                    self.state,
                    oauth_client=self.client.client_id,
                    client_secret=self.client.client_secret,
                    grant=0,
                )
            )
        )
        self.retranslate()

    def _on_own(self) -> None:
        self.client.show()
        self.own.hide()
        focus(self.client.id_field)

    def _on_other(self) -> None:
        self._show_problem(None)
        self.update_state(
            untested(replace(self.state, use_password=not self.state.use_password, grant=0))
        )
        self.retranslate()
        self.refreshed.emit()
        self.focus_first()

    def _on_stop(self) -> None:
        self.wanted.emit(StopConsent())
        self._end()

    def _connect(self) -> None:
        self.password.textEdited.connect(self._on_password)
        self.user.textEdited.connect(self._on_user)
        self.remember.clicked.connect(self._on_remember)
        self.how.clicked.connect(lambda: open_page(help_url(self.state)))
        self.again.clicked.connect(lambda: self._open(self._url))
        self.stop.clicked.connect(self._on_stop)
        self.other.clicked.connect(self._on_other)
        self.own.clicked.connect(self._on_own)
        self.client.changed.connect(self._on_client)

    def _arrange(self) -> None:
        self._password_label.setBuddy(self.password)
        self._user_label.setBuddy(self.user)
        self._secret.setMaximumWidth(_COLUMN_PX)
        self._account.setMaximumWidth(_COLUMN_PX)
        self.client.setMaximumWidth(_COLUMN_PX)
        secret = column(self._secret, spacing=6)
        for widget in (
            self._password_label, self.password, self._hint, self.remember, self._no_keyring,
        ):  # fmt: skip
            secret.addWidget(widget)
        account = column(self._account, spacing=6)
        account.addWidget(self._user_label)
        account.addWidget(self.user)
        how = row()
        how.addWidget(self.how)
        how.addStretch(1)
        links = QWidget()
        flow = FlowLayout(20, links)
        for button in (self.again, self.stop, self.other, self.own):
            flow.addWidget(button)
        explained = column(spacing=2)
        explained.addWidget(self._explanation)
        explained.addLayout(how)
        self.body.addWidget(self.card)
        self.body.addLayout(explained)
        self.body.addWidget(self._account)
        self.body.addWidget(self._secret)
        self.body.addWidget(self._status)
        self.body.addWidget(links)
        self.body.addWidget(self.client)
        self.body.addStretch(1)
        self.client.hide()


def with_user(state: WizardState, user: str) -> WizardState:
    """Return the state with another user name at the server that receives.

    The server for sending gets it too where it went by the same name.
    """
    before = state.server.user or state.address
    receiving = _named(state.server, user)
    sending = state.submission
    if (sending.user or before) == before:
        sending = _named(sending, user)
    if state.server is state.pop:
        return replace(state, pop=receiving, submission=sending)
    return replace(state, imap=receiving, submission=sending)


def _named(server: Server, user: str) -> Server:
    return replace(server, user=user, user_from=Origin.TYPED)


def _link() -> QPushButton:
    made = QPushButton()
    made.setAutoDefault(False)
    set_property(made, "kind", "link")
    return made
