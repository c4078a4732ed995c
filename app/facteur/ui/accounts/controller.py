"""Accounts from the window's side: dialogs in, commands out; a password is asked for once."""

from __future__ import annotations  # the dialogs are named here and loaded on first need

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from facteur.base.errors import UsageError
from facteur.link import commands, events
from facteur.link.events import (
    AccountsChanged,
    PasswordNeeded,
    Problem,
    ProblemCleared,
    ProgressChanged,
    Reply,
)
from facteur.mail.account import Account, AccountSettings, SecretKind, ServerAddress
from facteur.mail.keys import AccountKey
from facteur.store.read import accounts, operations
from facteur.store.reader import Reader
from facteur.ui.accounts.entered import Entered
from facteur.ui.engineclient import EngineClient
from facteur.ui.theme.style import Style
from facteur.ui.words import problem_words

if TYPE_CHECKING:
    from facteur.ui.accounts.dialog import AccountDialog
    from facteur.ui.accounts.manage import AccountLine, ManageDialog
    from facteur.ui.accounts.password import PasswordDialog

# ruff: noqa: PLC0415 - most starts show none of the dialogs; each loads when it is first opened


class AccountsController(QObject):
    """Opens the dialogs over `window` and carries out what is decided in them."""

    added = Signal(object)
    """An account was kept; its AccountKey. Its inbox is what the user wants to see next."""

    passwords_missing = Signal(object)
    """The accounts that wait for a password after the user chose "Later": tuple of AccountKey."""

    def __init__(self, window: QWidget, style: Style, client: EngineClient, reader: Reader) -> None:
        super().__init__(window)
        self._window = window
        self._style = style
        self._client = client
        self._reader = reader
        self._add_dialog: AccountDialog | None = None
        self._manage_dialog: ManageDialog | None = None
        self._password_dialogs: dict[AccountKey, PasswordDialog] = {}
        self._needed: dict[AccountKey, PasswordNeeded] = {}
        self._testing: AccountDialog | None = None
        self._trial = 0  # the number of the last test; earlier answers mean nothing any more
        client.happened.connect(self._on_event)

    # -- what the window asks for ---------------------------------------------------------------

    def add(self) -> None:
        """Open the form for a new account, as it was left."""
        if self._add_dialog is None:
            from facteur.ui.accounts.dialog import AccountDialog, Purpose

            dialog = AccountDialog(self._style, Purpose.ADD, self._window)
            dialog.test_asked.connect(partial(self._test, dialog, None))
            dialog.keep_asked.connect(partial(self._keep_new, dialog))
            dialog.left.connect(self._forget_trial)
            self._add_dialog = dialog
        self._add_dialog.open()

    def change(self, key: AccountKey) -> None:
        """Open the form with the settings of an account."""
        account = self._account(key)
        if account is None:
            return
        from facteur.ui.accounts.dialog import AccountDialog, Purpose

        dialog = AccountDialog(self._style, Purpose.CHANGE, self._window)
        dialog.fill(entered_of(account.settings), known_password=True)
        dialog.test_asked.connect(partial(self._test, dialog, account))
        dialog.keep_asked.connect(partial(self._keep_changed, dialog, account))
        dialog.left.connect(self._forget_trial)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def remove(self, key: AccountKey) -> None:
        """Ask, saying what it means, then remove an account from this computer."""
        account = self._account(key)
        if account is None:
            return
        from facteur.ui.accounts.manage import RemoveQuestion

        question = RemoveQuestion(self._line(account), self._window)
        question.agreed.connect(
            lambda: self._client.send(
                lambda request: commands.RemoveAccount(request=request, account=key)
            )
        )
        question.open()

    def manage(self) -> None:
        """Open the list of accounts."""
        if self._manage_dialog is None:
            from facteur.ui.accounts.manage import ManageDialog

            dialog = ManageDialog(self._style, self._window)
            dialog.add_asked.connect(self.add)
            dialog.change_asked.connect(self.change)
            dialog.remove_asked.connect(self.remove)
            self._manage_dialog = dialog
        self._manage_dialog.show_accounts(self._lines())
        self._manage_dialog.open()

    def ask_password(self, key: AccountKey) -> None:
        """Ask for the password of an account, also after "Later"."""
        account = self._account(key)
        if account is None or key in self._password_dialogs:
            return
        from facteur.ui.accounts.password import PasswordDialog

        needed = self._needed.get(key)
        dialog = PasswordDialog(
            self._style,
            account.settings.address,
            refused=needed is not None and needed.reason == "refused",
            keyring=needed is None or needed.keyring,
            parent=self._window,
        )
        dialog.given.connect(partial(self._give_password, key))
        dialog.finished.connect(partial(self._on_password_left, key))
        self._password_dialogs[key] = dialog
        dialog.open()

    # -- testing and keeping --------------------------------------------------------------------

    def _test(self, dialog: AccountDialog, known: Account | None, entered: Entered) -> None:
        try:
            fields = fields_of(entered, known.settings if known else None)
        except UsageError as error:
            self._show_failure(dialog, Problem(family="usage", code=error.code))
            return
        self._trial += 1
        self._testing = dialog
        trial = self._trial
        self._client.send(
            lambda request: commands.TestAccount(
                request=request,
                account=fields,
                password=entered.password,
                known_account=int(known.key) if known else 0,
            ),
            lambda reply: self._on_tested(dialog, trial, reply),
        )

    def _on_tested(self, dialog: AccountDialog, trial: int, reply: Reply) -> None:
        if trial != self._trial:
            return
        self._testing = None
        match reply:
            case events.Done():
                dialog.show_success()
            case events.Failed(problem=problem):
                self._show_failure(dialog, problem)

    def _show_failure(self, dialog: AccountDialog, problem: Problem) -> None:
        from facteur.ui.certificate import facts

        dialog.show_failure(problem.step, problem_words(problem), facts(problem.certificate))

    def _forget_trial(self) -> None:
        self._trial += 1
        self._testing = None

    def _keep_new(self, dialog: AccountDialog, entered: Entered) -> None:
        """Keep the account; where no keyring is, its password is asked for at each start."""
        fields = fields_of(entered, None)

        def on_reply(reply: Reply) -> None:
            if isinstance(reply, events.Failed) and reply.problem.code == "no-keyring":
                asked = msgspec.structs.replace(fields, secret_kind=SecretKind.ASK.value)
                self._send_new(asked, entered, lambda last: self._on_kept(dialog, last, None))
            else:
                self._on_kept(dialog, reply, None)

        self._send_new(fields, entered, on_reply)

    def _send_new(
        self, fields: commands.AccountFields, entered: Entered, on_reply: Callable[[Reply], None]
    ) -> None:
        self._client.send(
            lambda request: commands.AddAccount(
                request=request, account=fields, password=entered.password
            ),
            on_reply,
        )

    def _keep_changed(self, dialog: AccountDialog, known: Account, entered: Entered) -> None:
        self._client.send(
            lambda request: commands.ChangeAccount(
                request=request,
                account=int(known.key),
                fields=fields_of(entered, known.settings),
                password=entered.password,
            ),
            lambda reply: self._on_kept(dialog, reply, known.key),
        )

    def _on_kept(self, dialog: AccountDialog, reply: Reply, known: AccountKey | None) -> None:
        match reply:
            case events.Done(account=account):
                dialog.accept()
                if known is None:
                    self._add_dialog = None
                    dialog.deleteLater()
                    self.added.emit(AccountKey(account))
            case events.Failed(problem=problem):
                self._show_failure(dialog, problem)

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
                if self._needed.pop(AccountKey(number), None) is not None:
                    self._say_missing()
            case ProgressChanged(kind="test", over=False, done=step):
                if self._testing is not None:
                    self._testing.trial.reach(step)
            case AccountsChanged():
                self._on_accounts_changed()
            case _:
                pass

    def _on_accounts_changed(self) -> None:
        lines = self._lines()
        if self._manage_dialog is not None:
            self._manage_dialog.show_accounts(lines)
        gone = set(self._needed) - {line.key for line in lines}
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

    def _lines(self) -> tuple[AccountLine, ...]:
        return tuple(self._line(account) for account in accounts.accounts(self._reader))

    def _line(self, account: Account) -> AccountLine:
        settings = account.settings
        from facteur.ui.accounts.manage import AccountLine

        return AccountLine(
            key=account.key,
            address=settings.address,
            host=settings.server.host,
            waiting=operations.waiting_count(self._reader, account.key),
        )


def entered_of(settings: AccountSettings) -> Entered:
    """Return the form of an account; its password is not known here."""
    return Entered(
        name=settings.name,
        address=settings.address,
        host=settings.server.host,
        port=settings.server.port,
        security=settings.server.security,
        user=settings.user,
        remember=settings.secret_kind is not SecretKind.ASK,
        certificate_sha256=settings.certificate_sha256,
    )


def fields_of(entered: Entered, known: AccountSettings | None) -> commands.AccountFields:
    """Return what goes to the engine. Raises UsageError for a host or port that cannot be.

    known: the settings before; a password command of theirs is kept while no password is typed.
    """
    server = ServerAddress(host=entered.host, port=entered.port, security=entered.security)
    kind = SecretKind.KEYRING if entered.remember else SecretKind.ASK
    command = ""
    if known is not None and known.secret_kind is SecretKind.COMMAND and not entered.password:
        kind, command = SecretKind.COMMAND, known.password_command
    return commands.AccountFields(
        address=entered.address,
        name=entered.name,
        host=server.host,
        port=server.port,
        security=server.security.value,
        user=entered.user,
        secret_kind=kind.value,
        password_command=command,
        certificate_sha256=entered.certificate_sha256,
    )
