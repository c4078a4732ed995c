"""Everything about one account: who, where, how often, how much; most of it holds at once."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from facteur.mail.account import (
    AccountSettings,
    AfterDownload,
    Identity,
    Preferences,
    Protocol,
    SecretKind,
    Security,
    ServerAddress,
    Texts,
)
from facteur.mail.keys import AccountKey
from facteur.mail.space import Space
from facteur.ui import format as formats
from facteur.ui.accounts.colourrow import ColourRow
from facteur.ui.accounts.identitiesbox import IdentitiesBox
from facteur.ui.accounts.lines import line
from facteur.ui.accounts.pinsbox import PinsBox
from facteur.ui.accounts.spacebox import SpaceBox
from facteur.ui.foreign import harmless
from facteur.ui.theme.style import Style, set_property
from facteur.ui.widgets.boxes import column, row

INTERVALS_S = (0, 60, 300, 900, 1800, 3600, 14_400)
_LIMIT = 120
_LABEL_PX, _CONTROL_PX = 150, 32
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_FILL = Qt.AlignmentFlag(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountFacts:
    """An account as the page shows it. messages: those here, of an account that keeps them here.

    space: on its server, None when that is not known.
    """

    key: AccountKey
    title: str
    settings: AccountSettings
    preferences: Preferences
    identities: tuple[Identity, ...]
    messages: int = 0
    space: Space | None = None


class SettingsPage(QWidget):
    """One account. Signals carry no key: who holds the page knows which one it shows."""

    preferred = Signal(object)
    """These Preferences are wanted."""

    named = Signal(str)
    """The account's own name is to be this."""

    identified = Signal(object)
    """The further addresses: tuple of Identity."""

    unpinned = Signal(bool)
    """A certificate trusted by choice is trusted no longer; True: of the server that sends."""

    change_asked = Signal()
    """Change servers, user or password, with a test."""

    rules_asked = Signal()
    """Show what becomes of the server's copies."""

    password_asked = Signal()
    """Type the password anew, or sign in at the provider again."""

    remove_asked = Signal()
    """Remove the account; ask first."""

    def __init__(self, style: Style) -> None:
        super().__init__()
        self._facts: AccountFacts | None = None
        self._heads = {name: line("body") for name in ("who", "where", "in", "when", "look")}
        for head in self._heads.values():
            set_property(head, "weight", "strong")
        self.name = QLineEdit()
        self.identities = IdentitiesBox()
        self._where = line("body")
        self.space = SpaceBox(style)
        self.rules = QPushButton()
        self._receiving = line("body")
        self._sending = line("body")
        self._login = line("body")
        self.pins = PinsBox()
        self.change = QPushButton()
        self.password = QPushButton()
        self.texts = QComboBox()
        self.interval = QComboBox()
        self.paused = QCheckBox()
        self._paused_help = line("small", tone="text3")
        self._deletion = line("body")
        self.colours = ColourRow(style)
        self.remove = QPushButton()
        set_property(self.remove, "kind", "quiet-danger")
        for choice in (self.texts, self.interval):
            choice.setMinimumHeight(_CONTROL_PX)
        self._stays = line("small", tone="text3")
        self._captions: dict[str, QLabel] = {}
        self._arrange()
        self._connect()
        self.retranslate()

    @property
    def facts(self) -> AccountFacts | None:
        """The account that is shown."""
        return self._facts

    def show_account(self, facts: AccountFacts) -> None:
        """Show this account."""
        if self._facts is None or self._facts.key != facts.key:
            self.name.setModified(False)
        self._facts = facts
        self._fill()

    def retranslate(self) -> None:
        """Word everything in the language now in force."""
        heads = {
            "who": self.tr("Who you are"),
            "where": self.tr("Where your mail is kept"),
            "in": self.tr("Servers and sign-in"),
            "when": self.tr("Checking and keeping"),
            "look": self.tr("In Facteur"),
        }
        for name, text in heads.items():
            self._heads[name].setText(text)
        captions = {
            "name": self.tr("Your name"),
            "identities": self.tr("Addresses you send from"),
            "receiving": self.tr("Receiving"),
            "sending": self.tr("Sending"),
            "login": self.tr("Sign-in"),
            "pins": self.tr("Certificates"),
            "texts": self.tr("Keep on this computer"),
            "interval": self.tr("Look for mail"),
            "deletion": self.tr("When I delete a message"),
            "colour": self.tr("Colour of this account"),
        }
        for name, text in captions.items():
            self._captions[name].setText(text)
        self.rules.setText(self.tr("Copies on the &server…"))
        self.change.setText(self.tr("&Change and test…", "servers"))
        self.paused.setText(self.tr("&Pause this account"))
        self._paused_help.setText(
            self.tr("Nothing is asked of its servers meanwhile. What is here can be read.")
        )
        self.remove.setText(self.tr("&Remove this account…"))
        self.colours.retranslate()
        self.identities.retranslate()
        self.pins.retranslate()
        self._fill_choices()
        self._fill()

    # -- inside ---------------------------------------------------------------------------------

    def _fill_choices(self) -> None:
        texts = {
            Texts.USUAL: self.tr("as in the general settings"),
            Texts.HEADERS: self.tr("headers only (sender, subject, date)"),
            Texts.RECENT: self.tr("the last 3 months"),
            Texts.YEAR: self.tr("the last year"),
            Texts.ALL: self.tr("everything"),
        }
        self.texts.clear()
        for value, text in texts.items():
            self.texts.addItem(text, value)
        self.interval.clear()
        for seconds in INTERVALS_S:
            self.interval.addItem(self._every(seconds), seconds)

    def _every(self, seconds: int) -> str:
        if not seconds:
            return self.tr("as in the general settings")
        minutes = seconds // 60
        if minutes < 60:  # noqa: PLR2004 - of an hour
            return self.tr("every %n minute(s)", "", minutes)
        return self.tr("every %n hour(s)", "", minutes // 60)

    def _fill(self) -> None:
        facts = self._facts
        if facts is None:
            return
        settings, wanted = facts.settings, facts.preferences
        local = settings.protocol is Protocol.LOCAL
        if not (self.name.hasFocus() and self.name.isModified()):  # it is just being typed
            self.name.setText(settings.name)
        own = Identity(name=settings.name, address=settings.address)
        self.identities.show_identities(own, facts.identities)
        self._where.setText(self._place(settings))
        self.space.show_space(facts.space, harmless(facts.title, _LIMIT))
        self._receiving.setText(self._server(settings.server))
        sending = settings.submission
        self._sending.setText(
            self._server(sending.server)
            if sending
            else self.tr("No server for sending is known yet.")
        )
        self._login.setText(self._sign_in(settings))
        self.pins.show_settings(settings)
        self.pins.setVisible(not self.pins.empty)
        self._captions["pins"].setVisible(not self.pins.empty)
        oauth = settings.secret_kind is SecretKind.OAUTH
        self.password.setText(
            self.tr("&Sign in again…") if oauth else self.tr("Type the &password again…")
        )
        self.texts.setCurrentIndex(self.texts.findData(wanted.texts))
        if self.interval.findData(wanted.interval_s) < 0:  # set on the command line
            self.interval.addItem(self._every(wanted.interval_s), wanted.interval_s)
        self.interval.setCurrentIndex(self.interval.findData(wanted.interval_s))
        self.paused.setChecked(wanted.paused)
        self._deletion.setText(self._deleting(settings))
        self.colours.show_colour(wanted.colour)
        self._stays.setText(self._what_stays(facts))
        self._show_what_fits(settings.protocol)
        for widget in (self._heads["who"], self.name, self.identities):
            widget.setVisible(not local)

    def _show_what_fits(self, protocol: Protocol) -> None:
        """Hide what means nothing for this kind of account."""
        local, pop = protocol is Protocol.LOCAL, protocol is Protocol.POP
        self.rules.setVisible(pop)
        for name in ("name", "identities", "receiving", "sending", "login", "interval"):
            self._captions[name].setVisible(not local)
        for widget in (
            self._heads["in"],
            self._receiving,
            self._sending,
            self._login,
            self.change,
            self.password,
            self.interval,
            self.paused,
            self._paused_help,
        ):
            widget.setVisible(not local)
        self._captions["texts"].setVisible(protocol is Protocol.IMAP)
        self.texts.setVisible(protocol is Protocol.IMAP)
        self._heads["when"].setVisible(not local)

    def _place(self, settings: AccountSettings) -> str:
        match settings.protocol:
            case Protocol.IMAP:
                return self.tr(
                    "On the server (IMAP). Your mail stays with your provider; Facteur keeps a "
                    "copy so that you can read offline."
                )
            case Protocol.POP:
                return self.tr("On this computer (POP).") + " " + self._rule(settings)
            case Protocol.LOCAL:
                return self.tr("On this computer only. No server has a copy.")

    def _rule(self, settings: AccountSettings) -> str:
        match settings.pop.after_download:
            case AfterDownload.DELETE:
                return self.tr("The server’s copy is deleted once the message is safe here.")
            case AfterDownload.LEAVE:
                return self.tr(
                    "The server’s copy is deleted %n day(s) after its arrival here.",
                    "",
                    settings.pop.leave_days,
                )
            case AfterDownload.KEEP:
                return self.tr("Nothing is ever deleted from the server.")

    def _server(self, server: ServerAddress) -> str:
        place = f"{harmless(server.host, _LIMIT)}, {server.port}"
        match server.security:
            case Security.TLS:
                return self.tr("{place} · encrypted (TLS)").format(place=place)
            case Security.STARTTLS:
                return self.tr("{place} · encrypted (STARTTLS)").format(place=place)
            case Security.NONE:
                return self.tr("{place} · not encrypted").format(place=place)

    def _sign_in(self, settings: AccountSettings) -> str:
        user = harmless(settings.user, _LIMIT)
        match settings.secret_kind:
            case SecretKind.KEYRING:
                kind = self.tr("password in the keyring of this computer")
            case SecretKind.COMMAND:
                kind = self.tr("password from a command of yours")
            case SecretKind.ASK:
                kind = self.tr("password asked for at each start")
            case SecretKind.OAUTH:
                kind = self.tr("signed in at the provider’s page")
        return f"{user} · {kind}"

    def _deleting(self, settings: AccountSettings) -> str:
        if settings.protocol is Protocol.IMAP:
            return self.tr("It is marked deleted and stays in place; nothing is deleted for good.")
        if settings.protocol is Protocol.POP and settings.pop.follow_deletion:
            return self.tr("It goes to the trash here, and the server’s copy is deleted too.")
        return self.tr("It goes to the trash, on this computer.")

    def _what_stays(self, facts: AccountFacts) -> str:
        if facts.settings.protocol is Protocol.IMAP:
            return self.tr("Your mail stays on the server; the copies here are erased.")
        if not facts.messages:
            return self.tr("It holds no message.")
        return self.tr(
            "This computer may have the only copy of {count} message(s): back up first.",
            "",
            facts.messages,
        ).format(count=formats.count(facts.messages, QLocale()))

    def _connect(self) -> None:
        self.name.editingFinished.connect(self._on_named)
        self.identities.changed.connect(self.identified)
        self.pins.removed.connect(self.unpinned)
        self.rules.clicked.connect(self.rules_asked)
        self.change.clicked.connect(self.change_asked)
        self.password.clicked.connect(self.password_asked)
        self.remove.clicked.connect(self.remove_asked)
        self.texts.activated.connect(self._on_texts)
        self.interval.activated.connect(self._on_interval)
        self.paused.clicked.connect(self._on_paused)
        self.colours.chosen.connect(self._on_colour)

    def _on_texts(self, _at: int) -> None:
        self._prefer(lambda before: replace(before, texts=Texts(self.texts.currentData())))

    def _on_interval(self, _at: int) -> None:
        seconds = int(self.interval.currentData())
        self._prefer(lambda before: replace(before, interval_s=seconds))

    def _on_paused(self, on: bool) -> None:
        self._prefer(lambda before: replace(before, paused=on))

    def _on_colour(self, name: str) -> None:
        self._prefer(lambda before: replace(before, colour=name))

    def _on_named(self) -> None:
        name = self.name.text().strip()
        self.name.setModified(False)
        if self._facts is not None and name != self._facts.settings.name:
            self.named.emit(name)

    def _prefer(self, change: Callable[[Preferences], Preferences]) -> None:
        if self._facts is None:
            return
        wanted = change(self._facts.preferences)
        if wanted != self._facts.preferences:
            self.preferred.emit(wanted)

    # -- arrangement ----------------------------------------------------------------------------

    def _arrange(self) -> None:
        whole = column(self, spacing=10, margins=(24, 20, 24, 20))
        self._add_section(whole, "who", (("name", self.name), ("identities", self.identities)))
        whole.addSpacing(10)
        whole.addWidget(self._heads["where"])
        whole.addWidget(self._where)
        whole.addWidget(self.space)
        whole.addLayout(_left(self.rules))
        whole.addSpacing(10)
        servers = (
            ("receiving", self._receiving),
            ("sending", self._sending),
            ("login", self._login),
            ("pins", self.pins),
        )
        self._add_section(whole, "in", servers)
        whole.addLayout(_left(self.change, self.password))
        whole.addSpacing(10)
        self._add_section(whole, "when", (("interval", self.interval), ("texts", self.texts)))
        whole.addWidget(self.paused)
        whole.addWidget(self._paused_help)
        whole.addSpacing(10)
        look = (("deletion", self._deletion), ("colour", self.colours))
        self._add_section(whole, "look", look)
        whole.addSpacing(14)
        whole.addLayout(_left(self.remove))
        whole.addWidget(self._stays)
        whole.addStretch(1)

    def _add_section(
        self, whole: QVBoxLayout, head: str, fields: tuple[tuple[str, QWidget], ...]
    ) -> None:
        whole.addWidget(self._heads[head])
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnMinimumWidth(0, _LABEL_PX)
        grid.setColumnStretch(1, 1)
        for at, (name, widget) in enumerate(fields):
            caption = QLabel()
            caption.setWordWrap(True)
            caption.setBuddy(widget)
            set_property(caption, "tone", "text2")
            self._captions[name] = caption
            tall = isinstance(widget, IdentitiesBox | PinsBox)
            grid.addWidget(caption, at, 0, Qt.AlignmentFlag.AlignTop if tall else _MIDDLE)
            side = Qt.AlignmentFlag.AlignLeft if isinstance(widget, QComboBox) else _FILL
            grid.addWidget(widget, at, 1, side)
        whole.addLayout(grid)


def _left(*widgets: QWidget) -> QHBoxLayout:
    line_of = row(spacing=8)
    for widget in widgets:
        line_of.addWidget(widget)
    line_of.addStretch(1)
    return line_of
