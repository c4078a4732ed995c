"""Every object of one window, made and joined: views, controllers, reader, engine.

In two halves: what the first look needs, and `beside`, made after it or on need.
"""

from __future__ import annotations  # the messages of the engine load late, see `later`

from array import array
from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QPoint, Qt, Signal

from facteur.base.errors import NEEDING_USER, StoreUnavailable
from facteur.base.log import logger
from facteur.base.paths import Profile
from facteur.base.settings import Settings
from facteur.link import commands, events
from facteur.mail.account import Account
from facteur.mail.keys import AccountKey, MailboxKey, MessageKey
from facteur.mail.mailbox import Mailbox
from facteur.mail.message import MessageRow
from facteur.store.read import accounts, bodies, mailboxes, problems
from facteur.store.reader import open_reader
from facteur.ui import beside, later, localwork
from facteur.ui.actions.binder import ActionBinder, native_keys
from facteur.ui.actions.context import Context, marks
from facteur.ui.actions.table import FOLDER_MENU, MESSAGE_MENU, Command
from facteur.ui.engineclient import EngineClient, EngineState
from facteur.ui.firstpaint import FirstPaint
from facteur.ui.foreign import shown_name
from facteur.ui.looks import Looks
from facteur.ui.mailboxes import controller as sidebars
from facteur.ui.mailboxes.controller import MailboxesController
from facteur.ui.mailboxes.names import folder_name
from facteur.ui.mailboxes.view import MailboxesView
from facteur.ui.mainwindow import MainWindow, Panes
from facteur.ui.memory import window_memory
from facteur.ui.messages.controller import MessagesController
from facteur.ui.messages.view import MessagesView
from facteur.ui.place import Place, account_title, is_local
from facteur.ui.readingplace import ReadingPlace
from facteur.ui.routes import Routes
from facteur.ui.theme.style import Style
from facteur.ui.topbar import TopBar
from facteur.ui.turns import Turns
from facteur.ui.viewmemory import ViewMemory

_LOG = logger("ui")
# Those of the top bar.
_FIRST_ACTIONS = (Command.GET_MAIL, Command.VIEW_CARDS, Command.VIEW_TABLE, Command.SETTINGS)
# Settings that the engine goes by.
ENGINE_SETTINGS = frozenset({"texts_months", "check_interval_s", "backup_monthly", "backup_folder"})


class Desk(QObject):
    """The window and all behind it."""

    closed = Signal()
    """The window was closed; the engine has ended."""

    practice_wanted = Signal()
    """The user wants to look around in a mailbox of samples first."""

    completed = Signal()
    """The list is on the screen, and all that had waited for it has been made."""

    def __init__(
        self,
        profile: Profile,
        settings: Settings,
        style: Style,
        looks: Looks,
        engine_command: tuple[str, ...],
    ) -> None:
        super().__init__()
        self._profile = profile
        self._settings = settings
        self._looks = looks
        self._context = Context()
        self._ready = False
        self._store_problem: events.Problem | None = None
        self._beside: beside.Beside | None = None
        self._local: localwork.LocalWork | None = None
        self._wanted_mailbox = ""
        self._picture = False
        self._elsewhere: Callable[[], None] | None = None
        self.welcomes = True
        """Whether the welcome page is shown where there is no account."""
        memory = window_memory(profile)
        self.window = MainWindow(memory)
        self.client = EngineClient(engine_command, self)
        self.reader_of_store = open_reader(profile)
        self.binder = ActionBinder(self.window, style, _FIRST_ACTIONS)
        self.sidebar = MailboxesView(style)
        self.list = MessagesView(style)
        self.top = TopBar(style, self.binder)
        self.reading = ReadingPlace(
            style,
            self.client,
            self.reader_of_store,
            mark_read_after_s=float(settings.number("mark_read_after_s")),
            memory=ViewMemory(memory),
        )
        self.window.place(
            Panes(
                top=self.top,
                sidebar=self.sidebar,
                list=self.list,
                reader=self.reading,
            )
        )
        self.mailboxes = MailboxesController(self.sidebar, self.client, memory)
        self.messages = MessagesController(
            self.list, self.client, self.reader_of_store, style, memory, name_of=_folder_name
        )
        self.routes = Routes(self.window, self.binder, self.client, settings, looks.overruled)
        self.routes.lead_to(
            self.mailboxes,
            self.messages,
            lambda: self.beside.accounts,
            lambda: self.beside.ledger,
        )
        self.routes.lead_to_local(lambda: self.local)
        self.routes.lead_to_notices(lambda: self.beside.notices)
        self._style = style
        self.first_paint = FirstPaint(self.list.list)
        self._turns = Turns(self)
        self._connect()

    def add_elsewhere(self, work: Callable[[], None]) -> None:
        """Do this wherever a new address is asked for; called before the window opens."""
        self._elsewhere = work
        self.routes.lead_elsewhere(Command.ADD_ACCOUNT, work)

    def open(self, *, mailbox: str = "", picture: bool = False) -> None:
        """Show what the store has at once; the engine starts when that is on the screen.

        mailbox: a path to open. picture: nobody looks; the newest message is opened for the
            picture and marks nothing as read.
        """
        self._wanted_mailbox = mailbox
        self._picture = picture
        self._looks.place(self.window)
        self._fit_panes()
        if self._settings.switch("always_menu_bar"):
            self._fill_menus()
        if self._settings.switch("start_offline"):
            self._set_offline(True)
        self._read_store()
        self.window.show()
        if self.window.welcoming:
            self.beside.welcome.focus_first()
        else:
            self.list.setFocus()
        self.first_paint.begin()

    @property
    def beside(self) -> beside.Beside:
        """What stands beside the mail; made at the first call."""
        if self._beside is None:
            self._beside = made = beside.Beside(
                self.window,
                self._style,
                self.client,
                self.reader_of_store,
                beside.Source(
                    account_name=self._account_name,
                    mailbox_name=self._mailbox_name,
                    accounts=lambda: self.mailboxes.accounts,
                    back_up=self._show_backup,
                ),
            )
            made.welcome.show_language(self._looks.language.code)
            made.changed.connect(self._on_activity)
            made.online_wanted.connect(self.routes.go_online)
            made.accounts.added.connect(self._on_account_added)
            made.accounts.setting_wanted.connect(self.routes.set)
            made.accounts.left_changed.connect(self._on_adding_left)
            self._on_adding_left(made.accounts.left_address)
            if self._elsewhere is not None:
                made.accounts.add_elsewhere(self._elsewhere)
            made.welcome.language_asked.connect(self._on_language)
            made.welcome.demo_asked.connect(self.practice_wanted)
            made.welcome.import_asked.connect(self._bring_mail)
            made.welcome.restore_asked.connect(self._restore_backup)
            made.notices.use_bell(self.top.bell)
            made.notices.wanting.connect(self.top.bell.set_wanting)
            self.reading.said.connect(made.status.say)
        return self._beside

    @property
    def local(self) -> localwork.LocalWork:
        """What works on the folders of this computer; made at the first call."""
        if self._local is None:
            reader, settings = self.reader_of_store, self._settings
            source = localwork.source(reader, settings, _folder_name)
            pane, style = self.list, self._style
            self._local = made = localwork.LocalWork(self.window, pane, style, self.client, source)
            made.filing.undo_keys = (*native_keys(self.binder.action(Command.UNDO)), "")[0]
            made.undoable_changed.connect(self._on_undoable)
            made.transfer.setting_wanted.connect(self.routes.set)
        return self._local

    def raise_window(self) -> None:
        """Bring the window to the front, from the task bar too."""
        window = self.window
        if window.isMinimized():
            window.showNormal()
        window.show()
        window.raise_()
        window.activateWindow()

    def close(self) -> None:
        """End the engine and let the store go; harmless when already done."""
        self.first_paint.give_up()
        self._turns.stop()
        self.messages.close()
        self.client.stop()
        self.reader_of_store.close()

    def is_calm(self) -> bool:
        """Whether everything that can be shown now is shown, and nothing is being fetched."""
        activity = self.beside.activity.activity
        if not self._ready or activity.tasks:
            return False
        if self.window.welcoming:
            return True
        if activity.state == "connecting" or not self.messages.is_complete():
            return False
        return not self._opens_first() and self._text_is_here()

    def _opens_first(self) -> bool:
        """Open the newest message for a picture; whether there was one still to be opened."""
        if not self._picture or self.reading.message is not None:
            return False
        model = self.messages.model
        keys = (model.key_at(row) for row in range(min(2, model.rowCount())))
        first = next((key for key in keys if key is not None), None)
        return first is not None and self.messages.select(MessageKey(first))

    def _text_is_here(self) -> bool:
        """Whether the text of the open message is shown, or cannot be had now."""
        message = self.reading.message
        if message is None or self.beside.activity.activity.state != "online":
            return True
        return bodies.body(self.reader_of_store, message) is not None

    # -- joining --------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.client.happened.connect(self._on_event)
        self.first_paint.over.connect(self._complete)
        self.mailboxes.mailbox_chosen.connect(self._on_mailbox)
        self.mailboxes.accounts_shown.connect(self._on_accounts)
        self.messages.message_chosen.connect(self._on_message)
        self.messages.selection_changed.connect(self._on_selection)
        self.messages.view_changed.connect(self._on_list_view)
        self.messages.activated.connect(self._on_activated)
        self.messages.menu_wanted.connect(self._message_menu)
        self.messages.scroll_wanted.connect(self._turn_page)
        self.messages.arriving.connect(self.reading.set_arriving)
        self.routes.setting_changed.connect(self._on_setting)
        self.routes.offline_chosen.connect(self._set_offline)
        self.window.activity_shown.connect(self._on_activity_shown)
        self.window.language_changed.connect(self._retranslate)
        self.window.closing.connect(self._on_closing)
        self._style.changed.connect(self.binder.restyle)
        self.sidebar.menu_wanted.connect(self._folder_menu)
        self.sidebar.delete_wanted.connect(self._delete_folder)
        self.sidebar.dropped.connect(self._on_dropped)
        self.sidebar.stood.connect(self._on_place)
        self.messages.delete_wanted.connect(self.routes.delete)
        self.reading.delete_wanted.connect(self._delete_open)
        self.sidebar.activated_folder.connect(self.list.setFocus)

    def _read_store(self) -> None:
        """Read everything anew; a profile that cannot be read is said in the strip."""
        reader = self.reader_of_store
        try:
            self.mailboxes.use(
                sidebars.Source(
                    accounts=lambda: accounts.accounts(reader),
                    mailboxes=lambda: mailboxes.mailboxes(reader),
                )
            )
            if self._beside is not None or problems.any_stands(reader, NEEDING_USER):
                self.beside.read()
        except StoreUnavailable as error:
            _LOG.error("the store cannot be read: %s", error)
            self._store_problem = events.Problem(
                family="store", code=error.code, detail=error.detail
            )
        if self._beside is not None or self._store_problem is not None:
            self.beside.tell_store_problem(self._store_problem)

    def _complete(self) -> None:
        """Do what the first look did not need, in turns with whatever the user does."""
        self._turns.begin(self._completing())

    def _completing(self) -> Iterator[None]:
        self.binder.complete()
        self._word_reader()
        yield
        yield from later.loading()
        if self._beside is None:
            self._read_beside()
        yield
        self._fill_menus()
        self.top.fill_menu()
        yield
        if self.client.state is EngineState.ENDED:
            self.client.start()
        yield
        yield from self.reading.filling()
        yield
        self.completed.emit()

    def _read_beside(self) -> None:
        try:
            self.beside.read()
        except StoreUnavailable as error:
            _LOG.error("the store cannot be read: %s", error)

    def _fill_menus(self) -> None:
        """Fill the menu bar, once."""
        if not self.window.menuBar().actions():
            self.binder.fill_bar(self.window.menuBar())
            self.window.watch_menus()

    # -- what happens ---------------------------------------------------------------------------

    def _on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Ready):
            self._ready = True
            self._store_problem = event.problem
            self._read_store()
            if self.beside.activity.activity.by_choice_offline:
                self._say_online(online=False)
            if self.mailboxes.chosen is not None:
                self._open_in_engine(self.mailboxes.chosen)

    def _on_accounts(self, found: tuple[Account, ...]) -> None:
        if self._beside is not None:
            self._beside.activity.keep_accounts(found)
        known = self._ready or not self._profile.mail.exists()
        alone = not found and known and self._store_problem is None
        self._show_welcome(alone and self.welcomes)
        self._update(
            self._context._replace(
                accounts=len(found),
                account_chosen=self.mailboxes.account_chosen() is not None,
                served=self.mailboxes.served(),
                local_accounts=sum(map(is_local, found)),
            )
        )
        self._on_place()
        if self._wanted_mailbox and found:
            wanted = self.mailboxes.find(self._wanted_mailbox)
            if wanted is not None:
                self._wanted_mailbox = ""
                self.mailboxes.select(wanted)

    def _show_welcome(self, welcome: bool) -> None:
        if welcome or self._beside is not None:
            self.beside  # noqa: B018 - makes the page
            self.window.show_welcome(welcome=welcome)

    def _on_mailbox(self, mailbox: MailboxKey | None) -> None:
        self.messages.open(mailbox)
        self._open_in_engine(mailbox)
        name = self._mailbox_name(mailbox) if mailbox is not None else ""
        self.window.setWindowTitle(name or "Facteur")
        self.window.show_reading(reading=False)
        self._update(
            self._context._replace(
                mailbox_open=mailbox is not None,
                account_chosen=self.mailboxes.account_chosen() is not None,
                served=self.mailboxes.served(),
                as_table=self.messages.as_table,
            )
        )

        self._on_place()

    def _on_place(self) -> None:
        """Tell everybody what deleting means here, and which folders take messages."""
        mailbox = self.mailboxes.chosen
        place = self.mailboxes.place(mailbox)
        self.messages.set_place(place)
        self.reading.set_place(place)
        found = self.mailboxes.mailbox(mailbox) if mailbox is not None else None
        local = found is not None and place is not Place.SERVER
        self.sidebar.take_drops_of(found.account if found is not None and local else None)
        self._update(self._context._replace(place=place, folder=self.mailboxes.folder()))

    def _on_undoable(self) -> None:
        self._update(self._context._replace(undoable=self.local.filing.undoable))

    def _show_backup(self) -> None:
        self.local.transfer.show_backup()

    def _on_dropped(self, target: MailboxKey, copies: bool) -> None:
        self.routes.drop(target, copy=copies)

    def _delete_open(self, message: MessageKey) -> None:
        self.routes.delete(array("q", [message]))

    def _delete_folder(self) -> None:
        self.binder.action(Command.DELETE_FOLDER).trigger()

    def _open_in_engine(self, mailbox: MailboxKey | None) -> None:
        key = int(mailbox) if mailbox is not None else 0
        self.client.send(lambda request: commands.OpenMailbox(request=request, mailbox=key))

    def _on_message(self, message: MessageKey | None) -> None:
        count = 1 if message is not None else 0
        self.reading.show_message(message, count, by_user=not self._picture)

    def _on_selection(self, rows: tuple[MessageRow, ...]) -> None:
        if self.messages.selected_count > 1:
            self.reading.show_message(None, self.messages.selected_count)
        self._update(self._context._replace(marks=marks(rows), origin=self._origin(rows)))

    def _origin(self, rows: tuple[MessageRow, ...]) -> str:
        """Return the one folder that the selected messages of the trash came from, or ""."""
        if self._context.place is not Place.TRASH or not rows:
            return ""
        return self.local.filing.origin(array("q", [row.key for row in rows]))

    def _on_activated(self) -> None:
        """Take the keyboard into the message; with room for one pane it takes the list's place."""
        self.window.show_reading(reading=True)
        self.reading.focus_body()

    def _turn_page(self, direction: int) -> None:
        """Scroll the open message; behind its end lies the next unread one."""
        if not self.reading.turn_page(direction) and direction > 0:
            self.messages.next_unread()

    def _fit_panes(self) -> None:
        """Tell the panes the settings that are theirs; below the list a message gets less head."""
        self.reading.set_compact(self._settings.text("layout") == "below")
        self.list.list.offer_actions(self._settings.switch("hover_actions"))

    def _on_list_view(self) -> None:
        self._update(self._context._replace(as_table=self.messages.as_table))

    def _on_activity(self) -> None:
        offline = self.beside.activity.activity.by_choice_offline
        if offline != self._context.offline:
            self._update(self._context._replace(offline=offline))

    def _on_activity_shown(self, shown: bool) -> None:
        self.beside.activity.show()
        self._update(self._context._replace(activity=shown))

    def _on_account_added(self, account: AccountKey) -> None:
        self.mailboxes.open_inbox(account)
        self.list.setFocus()

    def _bring_mail(self) -> None:
        self.local.transfer.import_into(None)

    def _restore_backup(self) -> None:
        self.local.transfer.restore()

    def _on_adding_left(self, address: str) -> None:
        self._update(self._context._replace(left_address=shown_name(address)))

    def _on_language(self, code: str) -> None:
        self.routes.set("language", code)

    def _on_setting(self, key: str) -> None:
        self._looks.apply(key, self.window)
        if key in {"layout", "hover_actions"}:
            self._fit_panes()
        if key == "mark_read_after_s":
            self.reading.set_mark_read_after(float(self._settings.number(key)))
        if key in ENGINE_SETTINGS:
            self.client.send(lambda request: commands.ReloadSettings(request=request))
        self._update(self._context)

    def _update(self, context: Context) -> None:
        """Show in the actions what holds now."""
        self._context = context._replace(
            layout=self._settings.text("layout"),
            density=self._settings.text("density"),
            theme=self._looks.theme,
            menu_bar=self._settings.switch("always_menu_bar"),
        )
        self.binder.update(self._context)

    # -- what the user does ---------------------------------------------------------------------

    def _set_offline(self, offline: bool) -> None:
        self.beside.activity.set_offline_by_choice(offline)
        self._say_online(online=not offline)

    def _say_online(self, *, online: bool) -> None:
        self.client.send(lambda request: commands.SetOnline(request=request, online=online))

    def _message_menu(self, where: QPoint) -> None:
        self.binder.context_menu(MESSAGE_MENU, self.list).popup(where)

    def _folder_menu(self, _account: AccountKey, where: QPoint) -> None:
        """Show what can be done to the row that was pointed at, which need not be the open one."""
        self._on_place()
        menu = self.binder.context_menu(FOLDER_MENU, self.sidebar)
        menu.aboutToHide.connect(self._end_folder_menu, Qt.ConnectionType.QueuedConnection)
        menu.popup(where)

    def _end_folder_menu(self) -> None:
        """Stand on the current row again; after the action, which comes when the menu is gone."""
        self.mailboxes.forget_pointed()
        self._on_place()

    def _word_reader(self) -> None:
        """Tell the reading pane the keys of its buttons."""
        keys = {
            command: (*native_keys(self.binder.action(command)), "")[0]
            for command in (Command.STAR, Command.SEEN, Command.DELETED)
        }
        self.reading.set_keys(
            star=keys[Command.STAR], seen=keys[Command.SEEN], deleted=keys[Command.DELETED]
        )

    def _retranslate(self) -> None:
        self._word_reader()
        self.binder.retranslate()
        self.top.retranslate()
        self.sidebar.retranslate()
        self.mailboxes.reload()
        if self._beside is not None:
            self._beside.retranslate(self._looks.language.code)

    def _on_closing(self) -> None:
        self.close()
        self.closed.emit()

    def _account_name(self, key: AccountKey) -> str:
        for account in self.mailboxes.accounts:
            if account.key == key:
                return shown_name(account_title(account))
        return ""

    def _mailbox_name(self, key: MailboxKey) -> str:
        mailbox = self.mailboxes.mailbox(key)
        return shown_name(_folder_name(mailbox)) if mailbox is not None else ""


def _folder_name(mailbox: Mailbox) -> str:
    return folder_name(mailbox.special_use, mailbox.levels[-1])
