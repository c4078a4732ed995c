"""Accounts from the window's side: dialogs in, commands out; a password is asked for once."""

from __future__ import annotations  # the dialogs are named here and loaded on first need

import dataclasses
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QObject, Signal
from PySide6.QtWidgets import QWidget

from facteur.link import accountfields, commands, events
from facteur.link.events import (
    AccountsChanged,
    PasswordNeeded,
    Problem,
    ProblemCleared,
    Reply,
)
from facteur.mail.account import Account, PopRules, Protocol, SecretKind
from facteur.mail.keys import AccountKey
from facteur.store.read import accounts, mailboxes, operations, volume
from facteur.store.read import space as stored_space
from facteur.store.reader import Reader
from facteur.ui.accounts.copies import Copies
from facteur.ui.accounts.estimate import DAY_MS, DAYS, Known
from facteur.ui.accounts.wizard.kept import KeptWizard
from facteur.ui.accounts.wizard.state import WizardState
from facteur.ui.engineclient import EngineClient
from facteur.ui.memory import window_memory
from facteur.ui.notice import Remedy
from facteur.ui.place import account_title
from facteur.ui.theme.style import Style
from facteur.ui.words import problem_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from facteur.ui.accounts.password import PasswordDialog
    from facteur.ui.accounts.removequestion import AccountLine
    from facteur.ui.accounts.rulesdialog import RulesDialog
    from facteur.ui.accounts.settingscontroller import AccountSettingsController
    from facteur.ui.accounts.wizard.talk import WizardTalk

# ruff: noqa: PLC0415 - most starts show none of the dialogs; each loads when it is first opened


class AccountsController(QObject):
    """Opens the dialogs over `window` and carries out what is decided in them."""

    added = Signal(object)
    """An account was kept; its AccountKey. Its inbox is what the user wants to see next."""

    passwords_missing = Signal(object)
    """The accounts that wait for a password after the user chose "Later": tuple of AccountKey."""

    left_changed = Signal(str)
    """The wizard of this address was left before its account was kept; "" when none is any more."""

    setting_wanted = Signal(str, object)
    """A setting of the program, by name, that the user wants otherwise."""

    backup_wanted = Signal()
    """The user wants a backup before an account goes."""

    def __init__(self, window: QWidget, style: Style, client: EngineClient, reader: Reader) -> None:
        super().__init__(window)
        self._window = window
        self._style = style
        self._client = client
        self._reader = reader
        self._wizard: WizardTalk | None = None
        self._kept = KeptWizard(window_memory(reader.profile))
        self._settings: AccountSettingsController | None = None
        self._password_dialogs: dict[AccountKey, PasswordDialog] = {}
        self._needed: dict[AccountKey, PasswordNeeded] = {}
        self._elsewhere: Callable[[], None] | None = None
        client.happened.connect(self._on_event)

    # -- what the window asks for ---------------------------------------------------------------

    def add_elsewhere(self, work: Callable[[], None]) -> None:
        """Do this in place of opening the wizard, wherever a new address is asked for."""
        self._elsewhere = work

    def add(self) -> None:
        """Open the wizard for a new address."""
        if self._elsewhere is not None:
            self._elsewhere()
            return
        self._with_wizard().open(WizardState(present=self._present()))

    def resume_adding(self) -> None:
        """Open the wizard as it was left; a password has to be typed again."""
        left = self._kept.state()
        if left is None:
            self.add()
        else:
            self._with_wizard().open(dataclasses.replace(left, present=self._present()))

    @property
    def left_address(self) -> str:
        """The address whose wizard was left before its account was kept, "" for none."""
        return self._kept.address

    def _with_wizard(self) -> WizardTalk:
        """Return what holds the wizard, made on first need."""
        if self._wizard is None:
            from facteur.ui.accounts.wizard.talk import WizardTalk

            made = WizardTalk(self._window, self._style, self._client, self._kept)
            made.added.connect(self.added)
            made.settings_asked.connect(self._show_settings_of)
            made.setting_wanted.connect(self.setting_wanted)
            made.kept_changed.connect(lambda: self.left_changed.emit(self._kept.address))
            self._wizard = made
        return self._wizard

    def _present(self) -> frozenset[str]:
        found = accounts.accounts(self._reader)
        return frozenset(account.settings.address.lower() for account in found)

    def _show_settings_of(self, address: str) -> None:
        for account in accounts.accounts(self._reader):
            if account.settings.address.lower() == address.lower():
                self.show_settings(account.key)
                return

    def change(
        self, key: AccountKey, problem: Problem | None = None, remedy: Remedy | None = None
    ) -> None:
        """Open the settings of an account, at what mends a problem where there is one."""
        account = self._account(key)
        if account is None or account.settings.protocol is Protocol.LOCAL:
            return
        from facteur.ui.accounts.change.talk import ChangeTalk

        talk = ChangeTalk(self._window, self._style, self._client, account)
        talk.dialog.rules_asked.connect(partial(self.change_rules, key))
        talk.open(problem, remedy)

    def change_rules(self, key: AccountKey) -> None:
        """Show what becomes of the server's copies of an account that collects."""
        account = self._account(key)
        if account is None or account.settings.protocol is not Protocol.POP:
            return
        from facteur.ui.accounts.rulesdialog import RulesDialog

        dialog = RulesDialog(self._style, account.settings.address, self._window)
        dialog.fill(account.settings.pop)
        dialog.page.show_account(self._known(account), self._now_ms(), _copies(account))
        dialog.keep_asked.connect(partial(self._keep_rules, dialog, account))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def remove(self, key: AccountKey) -> None:
        """Ask, saying what it means, then remove an account from this computer."""
        account = self._account(key)
        if account is None:
            return
        from facteur.ui.accounts.removequestion import RemoveQuestion

        question = RemoveQuestion(self._line(account), self._window)
        question.agreed.connect(partial(self._send_removal, key))
        question.backup_asked.connect(self.backup_wanted)
        question.open()

    def manage(self) -> None:
        """Open the list of accounts."""
        self._with_settings().open()

    def show_settings(self, key: AccountKey) -> None:
        """Open the list of accounts with this one chosen."""
        self._with_settings().open(key)

    def resume(self, key: AccountKey) -> None:
        """Let a paused account go on."""
        self._with_settings().resume(key)

    def _with_settings(self) -> AccountSettingsController:
        """Return the dialog of the accounts, made on first need."""
        if self._settings is None:
            from facteur.ui.accounts.settingscontroller import AccountSettingsController, Source

            made = AccountSettingsController(
                self._window,
                self._style,
                self._client,
                Source(
                    accounts=lambda: accounts.accounts(self._reader),
                    title=account_title,
                    messages=self._messages_here,
                    space=lambda key: stored_space.space(self._reader, key).space,
                ),
            )
            made.dialog.add_asked.connect(self.add)
            made.dialog.change_asked.connect(self.change)
            made.dialog.rules_asked.connect(self.change_rules)
            made.dialog.password_asked.connect(self.ask_password)
            made.dialog.remove_asked.connect(self.remove)
            self._settings = made
        return self._settings

    def ask_password(self, key: AccountKey) -> None:
        """Ask for the password of an account, also after "Later"."""
        account = self._account(key)
        if account is None or key in self._password_dialogs:
            return
        if account.settings.secret_kind is SecretKind.OAUTH:
            from facteur.ui.accounts.consenttalk import ConsentTalk

            ConsentTalk(self._window, self._style, self._client, account).begin()
            return
        from facteur.ui.accounts.password import PasswordDialog

        needed = self._needed.get(key)
        dialog = PasswordDialog(
            self._style,
            account.settings,
            refused=needed is not None and needed.reason == "refused",
            keyring=needed is None or needed.keyring,
            parent=self._window,
        )
        dialog.given.connect(partial(self._give_password, key))
        dialog.finished.connect(partial(self._on_password_left, key))
        self._password_dialogs[key] = dialog
        dialog.open()

    # -- keeping --------------------------------------------------------------------------------

    def _keep_rules(self, dialog: RulesDialog, known: Account, rules: PopRules) -> None:
        """Keep other rules. None deletes by itself: the engine asks before the first removal."""
        fields = accountfields.fields_of(dataclasses.replace(known.settings, pop=rules))

        def on_reply(reply: Reply) -> None:
            match reply:
                case events.Done():
                    dialog.accept()
                case events.Failed(problem=problem):
                    dialog.show_failure(problem_words(problem))

        self._client.send(
            lambda request: commands.ChangeAccount(
                request=request, account=int(known.key), fields=fields
            ),
            on_reply,
        )

    def _send_removal(self, key: AccountKey, with_mail: bool) -> None:
        def on_reply(reply: Reply) -> None:
            if isinstance(reply, events.Failed) and reply.problem.code == "only-copy":
                self.remove(key)  # mail came meanwhile: then there is more to say

        self._client.send(
            lambda request: commands.RemoveAccount(
                request=request, account=int(key), with_mail=with_mail
            ),
            on_reply,
        )

    # -- passwords ------------------------------------------------------------------------------

    def _give_password(self, key: AccountKey, password: str, remember: bool) -> None:
        self._needed.pop(key, None)
        self._client.send(
            lambda request: commands.SetPassword(
                request=request, account=int(key), password=password, remember=remember
            )
        )

    def _on_password_left(self, key: AccountKey, _result: int) -> None:
        self._password_dialogs.pop(key, None)
        self._say_missing()

    def _say_missing(self) -> None:
        self.passwords_missing.emit(tuple(sorted(self._needed)))

    # -- events ---------------------------------------------------------------------------------

    def _on_event(self, event: object) -> None:
        match event:
            case PasswordNeeded(account=number):
                key = AccountKey(number)
                first = key not in self._needed
                self._needed[key] = event
                if first:  # never again by itself after "Later"
                    self.ask_password(key)
            case ProblemCleared(family="login", account=number):
                known = self._needed.pop(AccountKey(number), None) is not None
                asking = self._password_dialogs.get(AccountKey(number))
                if asking is not None:  # somebody else has given it
                    asking.reject()
                elif known:
                    self._say_missing()
            case AccountsChanged():
                self._on_accounts_changed()
            case _:
                pass

    def _on_accounts_changed(self) -> None:
        if self._settings is not None and self._settings.dialog.isVisible():
            self._settings.show_accounts()
        gone = set(self._needed) - {one.key for one in accounts.accounts(self._reader)}
        for key in gone:
            self._needed.pop(key)
            dialog = self._password_dialogs.get(key)
            if dialog is not None:
                dialog.reject()
        if gone:
            self._say_missing()

    def _account(self, key: AccountKey) -> Account | None:
        found = accounts.accounts(self._reader)
        return next((account for account in found if account.key == key), None)

    def _line(self, account: Account) -> AccountLine:
        settings = account.settings
        from facteur.ui.accounts.removequestion import AccountLine

        return AccountLine(
            key=account.key,
            address=account_title(account),
            host="" if settings.protocol is Protocol.LOCAL else settings.server.host,
            waiting=operations.waiting_count(self._reader, account.key),
            protocol=settings.protocol,
            messages=self._messages_here(account.key),
        )

    def _messages_here(self, key: AccountKey) -> int:
        return sum(box.messages for box in mailboxes.mailboxes(self._reader, key))

    def _known(self, account: Account) -> Known:
        """Return what the store knows of the mail of an account."""
        found = volume.volume(self._reader, account.key, self._now_ms() - DAYS * DAY_MS)
        return Known(
            recent_octets=found.recent_octets,
            first_ms=found.first_ms,
            on_server_octets=found.on_server_octets,
        )

    def _now_ms(self) -> int:
        return QDateTime.currentMSecsSinceEpoch()


def _copies(account: Account) -> Copies:
    """Return whether copies can be left: not where the server is known to have no UIDL."""
    if account.capabilities and "UIDL" not in account.capabilities:
        return Copies.IMPOSSIBLE
    return Copies.POSSIBLE
