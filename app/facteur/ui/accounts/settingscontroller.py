"""The accounts dialog from the window's side: what is chosen in it goes to the engine at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from facteur.link import accountfields, commands, events
from facteur.link.commands import Command
from facteur.mail.account import Account, AccountSettings, Identity, Preferences
from facteur.mail.keys import AccountKey
from facteur.mail.space import Space
from facteur.ui.accounts.settingsdialog import AccountsDialog
from facteur.ui.accounts.settingspage import AccountFacts
from facteur.ui.engineclient import EngineClient
from facteur.ui.theme.style import Style
from facteur.ui.words import problem_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What the dialog is about. title: as the sidebar has it. messages: here, of a local one.

    space: of an account on its server, as far as that is known.
    """

    accounts: Callable[[], Sequence[Account]]
    title: Callable[[Account], str]
    messages: Callable[[AccountKey], int]
    space: Callable[[AccountKey], Space | None]


class AccountSettingsController(QObject):
    """Owns the dialog; what needs other dialogs is the caller's, by the dialog's own signals."""

    def __init__(self, window: QWidget, style: Style, client: EngineClient, source: Source) -> None:
        super().__init__(window)
        self._client = client
        self._source = source
        self.dialog = AccountsDialog(style, window)
        self.dialog.preferred.connect(self._prefer)
        self.dialog.named.connect(self._name)
        self.dialog.identified.connect(self._identify)
        self.dialog.unpinned.connect(self._unpin)

    def open(self, key: AccountKey | None = None) -> None:
        """Show the dialog, with this account chosen."""
        self.show_accounts()
        if key is not None:
            self.dialog.choose(key)
        self.dialog.open()

    def show_accounts(self) -> None:
        """Show the accounts as the store has them."""
        self.dialog.show_accounts([self._facts(one) for one in self._source.accounts()])

    def resume(self, key: AccountKey) -> None:
        """Let a paused account go on."""
        account = self._account(key)
        if account is not None and account.preferences.paused:
            self._prefer(key, replace(account.preferences, paused=False))

    def _facts(self, account: Account) -> AccountFacts:
        here = account.settings.protocol.keeps_here
        return AccountFacts(
            key=account.key,
            title=self._source.title(account),
            settings=account.settings,
            preferences=account.preferences,
            identities=account.identities,
            messages=self._source.messages(account.key) if here else 0,
            space=self._source.space(account.key),
        )

    def _account(self, key: AccountKey) -> Account | None:
        return next((one for one in self._source.accounts() if one.key == key), None)

    def _prefer(self, key: AccountKey, wanted: Preferences) -> None:
        self._send(
            lambda request: commands.Prefer(
                request=request,
                account=int(key),
                colour=wanted.colour,
                paused=wanted.paused,
                interval_s=wanted.interval_s,
                texts=wanted.texts.value,
            )
        )

    def _name(self, key: AccountKey, name: str) -> None:
        account = self._account(key)
        if account is not None:
            self._change(key, replace(account.settings, name=name))

    def _unpin(self, key: AccountKey, sending: bool) -> None:
        """Trust a certificate no longer: safer at once, and without a test."""
        account = self._account(key)
        if account is None:
            return
        settings = account.settings
        if not sending:
            self._change(key, replace(settings, certificate_sha256=""))
        elif settings.submission is not None:
            out = replace(settings.submission, certificate_sha256="")
            self._change(key, replace(settings, submission=out))

    def _change(self, key: AccountKey, settings: AccountSettings) -> None:
        fields = accountfields.fields_of(settings)
        self._send(
            lambda request: commands.ChangeAccount(request=request, account=int(key), fields=fields)
        )

    def _identify(self, key: AccountKey, identities: tuple[Identity, ...]) -> None:
        fields = [
            commands.IdentityFields(name=one.name, address=one.address, reply_to=one.reply_to)
            for one in identities
        ]
        self._send(
            lambda request: commands.SetIdentities(
                request=request, account=int(key), identities=fields
            )
        )

    def _send(self, make: Callable[[int], Command]) -> None:
        self._client.send(make, self._on_reply)

    def _on_reply(self, reply: events.Reply) -> None:
        if isinstance(reply, events.Failed):
            words = problem_words(reply.problem)
            self.dialog.show_failure(f"{words.title} {words.meaning}".strip())
