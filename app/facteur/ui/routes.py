"""What each action does: one method for each command of the table."""

from __future__ import annotations  # the messages of the engine load late, see `later`

from array import array
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from facteur.base.log import logger
from facteur.base.settings import BY_KEY, Settings, Value
from facteur.link import commands
from facteur.mail.flags import Flags
from facteur.mail.keys import MailboxKey
from facteur.ui.actions.binder import ActionBinder
from facteur.ui.actions.table import Command
from facteur.ui.engineclient import EngineClient
from facteur.ui.mailboxes.controller import MailboxesController
from facteur.ui.mainwindow import MainWindow
from facteur.ui.messages.controller import MessagesController
from facteur.ui.place import Place

if TYPE_CHECKING:
    from facteur.ui.accounts.controller import AccountsController
    from facteur.ui.ledger.controller import LedgerController
    from facteur.ui.localwork import LocalWork
    from facteur.ui.noticecentre.controller import NoticeCentreController

_LOG = logger("ui")

# ruff: noqa: PLC0415 - most starts show none of the dialogs; each loads when it is first opened
_TEXT_STEP = 5

_SETTINGS: dict[Command, tuple[str, str]] = {
    Command.LAYOUT_RIGHT: ("layout", "right"),
    Command.LAYOUT_BELOW: ("layout", "below"),
    Command.DENSITY_COMPACT: ("density", "compact"),
    Command.DENSITY_NORMAL: ("density", "normal"),
    Command.DENSITY_ROOMY: ("density", "roomy"),
    Command.THEME_SYSTEM: ("theme", "system"),
    Command.THEME_LIGHT: ("theme", "light"),
    Command.THEME_DARK: ("theme", "dark"),
}


class Routes(QObject):
    """Carries out what the user asks for."""

    setting_changed = Signal(object)
    """A setting has a new value; its key."""

    offline_chosen = Signal(object)
    """The user wants to work offline (True) or online again."""

    def __init__(
        self,
        window: MainWindow,
        binder: ActionBinder,
        client: EngineClient,
        settings: Settings,
        overruled: Callable[[], Mapping[str, str]] = dict,
    ) -> None:
        """overruled: see SettingsDialog."""
        super().__init__(window)
        self._window = window
        self._binder = binder
        self._client = client
        self._settings = settings
        self._overruled = overruled
        self._mailboxes: MailboxesController | None = None
        self._messages: MessagesController | None = None
        self._accounts: Callable[[], AccountsController] | None = None
        self._ledger: Callable[[], LedgerController] | None = None
        self._local: Callable[[], LocalWork] | None = None
        self._notices: Callable[[], NoticeCentreController] | None = None
        self._table = self._make_table()
        binder.triggered.connect(self.carry_out)

    def lead_to(
        self,
        mailboxes: MailboxesController,
        messages: MessagesController,
        accounts: Callable[[], AccountsController],
        ledger: Callable[[], LedgerController],
    ) -> None:
        """Take the controllers that actions lead to; called once. Callables: made on need."""
        self._mailboxes = mailboxes
        self._messages = messages
        self._accounts = accounts
        self._ledger = ledger

    def lead_to_local(self, local: Callable[[], LocalWork]) -> None:
        """Take what works on this computer's own folders; called once. Made on need."""
        self._local = local

    def lead_to_notices(self, notices: Callable[[], NoticeCentreController]) -> None:
        """Take the notice centre; called once. Made on need."""
        self._notices = notices

    def lead_elsewhere(self, command: Command, work: Callable[[], None]) -> None:
        """Let an action do something else in this window."""
        self._table[command] = work

    def carry_out(self, command: Command) -> None:
        """Do what the action is for."""
        setting = _SETTINGS.get(command)
        if setting is not None:
            self.set(*setting)
        else:
            self._table[command]()

    def set(self, key: str, value: Value) -> None:
        """Change a setting; one that cannot be written holds until the window closes."""
        try:
            self._settings.set(key, value)
        except OSError as error:
            _LOG.warning("the settings cannot be written: %s", error)
        except ValueError as error:
            _LOG.warning("%s", error)
            return
        self.setting_changed.emit(key)

    def _make_table(self) -> dict[Command, Callable[[], None]]:
        return {
            Command.GET_MAIL: self.get_mail,
            Command.WORK_OFFLINE: self._work_offline,
            Command.ADD_ACCOUNT: lambda: self._with_accounts().add(),
            Command.RESUME_ADDING: lambda: self._with_accounts().resume_adding(),
            Command.CHANGE_ACCOUNT: self._change_account,
            Command.REMOVE_ACCOUNT: self._remove_account,
            Command.MANAGE_ACCOUNTS: lambda: self._with_accounts().manage(),
            Command.LEDGER: self._show_ledger,
            Command.IMPORT: self._import,
            Command.EXPORT: lambda: self._with_mailbox(self._with_local().transfer.export),
            Command.BACKUP: self._show_backup,
            Command.SETTINGS: self._show_settings,
            Command.QUIT: self._quit,
            Command.VIEW_CARDS: lambda: self._show_as_table(as_table=False),
            Command.VIEW_TABLE: lambda: self._show_as_table(as_table=True),
            Command.TEXT_LARGER: lambda: self._resize_text(_TEXT_STEP),
            Command.TEXT_SMALLER: lambda: self._resize_text(-_TEXT_STEP),
            Command.TEXT_NORMAL: lambda: self.set("text_size_percent", 100),
            Command.ACTIVITY: self._show_activity,
            Command.NOTICES: self._show_notices,
            Command.MENU_BAR: self._keep_menu_bar,
            Command.NEXT_UNREAD: lambda: self._with_messages().next_unread(),
            Command.NEXT_PANE: lambda: self._window.next_pane(1),
            Command.PREVIOUS_PANE: lambda: self._window.next_pane(-1),
            Command.STAR: lambda: self._mark(Flags.FLAGGED),
            Command.SEEN: lambda: self._mark(Flags.SEEN),
            Command.ANSWERED: lambda: self._mark(Flags.ANSWERED),
            Command.DELETED: lambda: self._mark(Flags.DELETED),
            Command.TRASH: lambda: self.delete(self._with_messages().selected.keys()),
            Command.ERASE: lambda: self.delete(self._with_messages().selected.keys()),
            Command.RESTORE: self._restore,
            Command.MOVE: self._move,
            Command.COPY: self._copy,
            Command.UNDO: self._undo,
            Command.NEW_FOLDER: self._new_folder,
            Command.RENAME_FOLDER: lambda: self._with_folder(self._with_local().folders.rename),
            Command.MOVE_FOLDER: lambda: self._with_folder(self._with_local().folders.move),
            Command.DELETE_FOLDER: lambda: self._with_folder(self._with_local().folders.delete),
            Command.EMPTY_TRASH: self._empty_trash,
            Command.KEYS: self._open_keys,
            Command.ABOUT: self._open_about,
        }

    # -- one by one -----------------------------------------------------------------------------

    def get_mail(self) -> None:
        """Look for news in every account now; from the menu of one, in that one."""
        account = self._with_mailboxes().account_pointed() if self._mailboxes else None
        self._client.send(lambda request: commands.Sync(request=request, account=account or 0))

    def delete(self, keys: array[int]) -> None:
        """Put messages of the open folder of this computer into the trash, or ask in the trash."""
        messages = self._with_messages()
        place = self._with_mailboxes().place(messages.mailbox)
        if place is Place.LOCAL and set(keys) == set(messages.selected.keys()):
            messages.step_off_selected()
        self._with_local().filing.delete(keys, place)

    def drop(self, target: MailboxKey, *, copy: bool) -> None:
        """Move or copy the selected messages into a folder they were dragged to."""
        messages = self._with_messages()
        keys, source = messages.selected.keys(), messages.mailbox
        if source is not None and keys:
            self._with_local().filing.drop(keys, source, target, copy=copy)

    def go_online(self) -> None:
        """Try to reach the servers, by choice offline or not."""
        self.offline_chosen.emit(False)
        self.get_mail()

    def _work_offline(self) -> None:
        self.offline_chosen.emit(self._binder.action(Command.WORK_OFFLINE).isChecked())

    def _change_account(self) -> None:
        account = self._with_mailboxes().account_chosen()
        if account is not None:
            self._with_accounts().change(account)

    def _remove_account(self) -> None:
        account = self._with_mailboxes().account_chosen()
        if account is not None:
            self._with_accounts().remove(account)

    def _open_keys(self) -> None:
        from facteur.ui.keyspage import KeysDialog

        KeysDialog(self._binder.key_lines(), self._window).open()

    def _open_about(self) -> None:
        from facteur.ui.about import AboutDialog

        AboutDialog(self._window).open()

    def _show_ledger(self) -> None:
        assert self._ledger is not None
        self._ledger().open()

    def _show_settings(self) -> None:
        from facteur.ui.settings.view import SettingsDialog

        dialog = SettingsDialog(self._settings, self._window, self._overruled)
        dialog.changed.connect(self.set)
        dialog.open()

    def _quit(self) -> None:
        self._window.close()

    def _show_as_table(self, *, as_table: bool) -> None:
        self._with_messages().show_as_table(as_table)

    def _resize_text(self, step: int) -> None:
        setting = BY_KEY["text_size_percent"]
        percent = self._settings.number("text_size_percent") + step
        self.set("text_size_percent", min(setting.high, max(setting.low, percent)))

    def _show_activity(self) -> None:
        self._window.show_activity(self._binder.action(Command.ACTIVITY).isChecked())

    def _show_notices(self) -> None:
        assert self._notices is not None
        self._notices().open()

    def _keep_menu_bar(self) -> None:
        self.set("always_menu_bar", self._binder.action(Command.MENU_BAR).isChecked())

    def _mark(self, flag: Flags) -> None:
        self._with_messages().toggle(flag)

    def _import(self) -> None:
        """Bring mail into the open folder of this computer, else beside the accounts."""
        mailboxes = self._with_mailboxes()
        folder = mailboxes.folder_chosen() or self._with_messages().mailbox
        local = folder is not None and mailboxes.place(folder) is not Place.SERVER
        self._with_local().transfer.import_into(folder if local else None)

    def _show_backup(self) -> None:
        self._with_local().transfer.show_backup()

    def _undo(self) -> None:
        self._with_local().filing.undo()

    def _restore(self) -> None:
        self._with_local().filing.restore(self._with_messages().selected.keys())

    def _move(self) -> None:
        messages = self._with_messages()
        if messages.mailbox is not None:
            self._with_local().filing.move(messages.selected.keys(), messages.mailbox)

    def _copy(self) -> None:
        messages = self._with_messages()
        if messages.mailbox is not None:
            self._with_local().filing.copy(messages.selected.keys(), messages.mailbox)

    def _new_folder(self) -> None:
        mailboxes = self._with_mailboxes()
        account = mailboxes.account_chosen()
        if account is not None:
            self._with_local().folders.new(account, mailboxes.folder_chosen())

    def _empty_trash(self) -> None:
        account = self._with_mailboxes().account_chosen()
        if account is not None:
            self._with_local().filing.empty_trash(account)

    def _with_folder(self, work: Callable[[MailboxKey], None]) -> None:
        folder = self._with_mailboxes().folder_chosen()
        if folder is not None:
            work(folder)

    def _with_mailbox(self, work: Callable[[MailboxKey], None]) -> None:
        """Do something to the open folder, or the one whose menu is open."""
        mailbox = self._with_mailboxes().folder_chosen() or self._with_messages().mailbox
        if mailbox is not None:
            work(mailbox)

    def _with_local(self) -> LocalWork:
        assert self._local is not None
        return self._local()

    def _with_messages(self) -> MessagesController:
        assert self._messages is not None
        return self._messages

    def _with_mailboxes(self) -> MailboxesController:
        assert self._mailboxes is not None
        return self._mailboxes

    def _with_accounts(self) -> AccountsController:
        assert self._accounts is not None
        return self._accounts()
