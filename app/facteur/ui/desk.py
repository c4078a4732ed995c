"""Every object of one window, made and joined: views, controllers, reader, engine."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QDateTime, QObject, QPoint, Signal

from facteur.base.errors import StoreUnavailable
from facteur.base.log import logger
from facteur.base.paths import Profile
from facteur.base.settings import Settings
from facteur.link import commands, events
from facteur.link.commands import ReloadSettings
from facteur.mail.account import Account
from facteur.mail.keys import AccountKey, MailboxKey, MessageKey
from facteur.mail.mailbox import Mailbox
from facteur.mail.message import MessageRow
from facteur.store.read import accounts, bodies, mailboxes, operations, problems
from facteur.store.reader import open_reader
from facteur.ui import notices
from facteur.ui.accounts.controller import AccountsController
from facteur.ui.accounts.welcome import WelcomePage
from facteur.ui.actions.binder import ActionBinder, native_keys
from facteur.ui.actions.context import Context, marks
from facteur.ui.actions.table import FOLDER_MENU, MESSAGE_MENU, Command
from facteur.ui.activity import controller as activities
from facteur.ui.activity.controller import ActivityController
from facteur.ui.activity.sentences import Names, shown_name
from facteur.ui.activity.statusline import StatusLine
from facteur.ui.activity.view import ActivityView
from facteur.ui.engineclient import EngineClient
from facteur.ui.firstpaint import FirstPaint
from facteur.ui.looks import Looks
from facteur.ui.mailboxes import controller as sidebars
from facteur.ui.mailboxes.controller import MailboxesController
from facteur.ui.mailboxes.names import folder_name
from facteur.ui.mailboxes.view import MailboxesView
from facteur.ui.mainwindow import MainWindow, Panes
from facteur.ui.memory import window_memory
from facteur.ui.messages.controller import MessagesController
from facteur.ui.messages.view import MessagesView
from facteur.ui.notice import Remedy
from facteur.ui.readingplace import ReadingPlace
from facteur.ui.routes import Routes
from facteur.ui.theme.style import Style
from facteur.ui.topbar import TopBar
from facteur.ui.widgets.banner import Banner

_LOG = logger("ui")


@dataclass(frozen=True, slots=True, kw_only=True)
class Views:
    """The widgets of the window, made before anything is joined."""

    sidebar: MailboxesView
    list: MessagesView
    activity: ActivityView
    status: StatusLine
    banner: Banner
    welcome: WelcomePage

    @classmethod
    def make(cls, style: Style) -> "Views":
        """Return fresh ones."""
        return cls(
            sidebar=MailboxesView(style),
            list=MessagesView(style),
            activity=ActivityView(style),
            status=StatusLine(style),
            banner=Banner(style),
            welcome=WelcomePage(),
        )


# Settings that the engine goes by.
ENGINE_SETTINGS = frozenset({"texts_months", "check_interval_s"})


class Desk(QObject):
    """The window and all behind it."""

    closed = Signal()
    """The window was closed; the engine has ended."""

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
        self._choice: notices.Choice | None = None
        self._wanted_mailbox = ""
        self._picture = False
        memory = window_memory(profile)
        self.window = MainWindow(memory)
        self.client = EngineClient(engine_command, self)
        self.reader_of_store = open_reader(profile)
        self.binder = ActionBinder(self.window, style)
        self.views = views = Views.make(style)
        self.top = TopBar(style, self.binder)
        self.reading = ReadingPlace(
            style,
            self.client,
            self.reader_of_store,
            mark_read_after_s=float(settings.number("mark_read_after_s")),
        )
        self.window.place(
            Panes(
                top=self.top,
                banner=views.banner,
                sidebar=views.sidebar,
                list=views.list,
                reader=self.reading,
                activity=views.activity,
                status=views.status,
                welcome=views.welcome,
            )
        )
        self.binder.fill_bar(self.window.menuBar())
        self.window.watch_menus()
        self.mailboxes = MailboxesController(views.sidebar, self.client, memory)
        self.messages = MessagesController(
            views.list, self.client, self.reader_of_store, style, memory, name_of=_folder_name
        )
        self.accounts = AccountsController(self.window, style, self.client, self.reader_of_store)
        self.activity = ActivityController(
            views.activity,
            views.status,
            self.client,
            Names(account=self._account_name, mailbox=self._mailbox_name),
            QDateTime.currentMSecsSinceEpoch,
        )
        self.routes = Routes(self.window, self.binder, self.client, settings)
        self.routes.lead_to(self.mailboxes, self.messages, self.accounts)
        self._style = style
        self.first_paint = FirstPaint(views.list.list)
        self._connect()

    def open(self, *, mailbox: str = "", picture: bool = False) -> None:
        """Show what the store has at once; the engine starts when that is on the screen.

        mailbox: a path to open. picture: nobody looks; the newest message is opened for the
            picture and marks nothing as read.
        """
        self._wanted_mailbox = mailbox
        self._picture = picture
        self._looks.place(self.window)
        self._word_reader()
        self._fit_panes()
        self.views.welcome.show_language(self._looks.language.code)
        if self._settings.switch("start_offline"):
            self._set_offline(True)
        self._read_store()
        self.window.show()
        if self.window.welcoming:
            self.views.welcome.focus_first()
        else:
            self.views.list.setFocus()
        self.first_paint.begin()

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
        self.messages.close()
        self.client.stop()
        self.reader_of_store.close()

    def is_calm(self) -> bool:
        """Whether everything that can be shown now is shown, and nothing is being fetched."""
        activity = self.activity.activity
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
        if message is None or self.activity.activity.state != "online":
            return True
        return bodies.body(self.reader_of_store, message) is not None

    # -- joining --------------------------------------------------------------------------------

    def _connect(self) -> None:
        views, client = self.views, self.client
        client.happened.connect(self._on_event)
        self.first_paint.over.connect(self._complete)
        self.mailboxes.mailbox_chosen.connect(self._on_mailbox)
        self.mailboxes.accounts_shown.connect(self._on_accounts)
        self.messages.message_chosen.connect(self._on_message)
        self.messages.selection_changed.connect(self._on_selection)
        self.messages.view_changed.connect(self._on_list_view)
        self.messages.activated.connect(self._on_activated)
        self.messages.menu_wanted.connect(self._message_menu)
        self.messages.scroll_wanted.connect(self._turn_page)
        self.reading.said.connect(views.status.say)
        self.activity.changed.connect(self._on_activity)
        self.activity.remedy_wanted.connect(self._mend)
        self.accounts.added.connect(self._on_account_added)
        self.routes.setting_changed.connect(self._on_setting)
        self.routes.offline_chosen.connect(self._set_offline)
        self.window.activity_shown.connect(self._on_activity_shown)
        self.window.language_changed.connect(self._retranslate)
        self.window.closing.connect(self._on_closing)
        self._style.changed.connect(self.binder.restyle)
        views.sidebar.menu_wanted.connect(self._folder_menu)
        views.sidebar.activated_folder.connect(views.list.setFocus)
        views.activity.closed.connect(lambda: self.window.show_activity(shown=False))
        views.status.activity_wanted.connect(self._toggle_activity)
        views.banner.main_pressed.connect(self._on_banner)
        views.banner.link_pressed.connect(lambda: self.window.show_activity(shown=True))
        views.welcome.add_asked.connect(self.accounts.add)
        views.welcome.language_asked.connect(self._on_language)

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
            self.activity.use(
                activities.Source(
                    waiting=lambda: operations.waiting(reader),
                    problems=lambda: problems.standing(reader),
                    checked_ms=lambda: mailboxes.last_checked_ms(reader),
                )
            )
        except StoreUnavailable as error:
            _LOG.error("the store cannot be read: %s", error)
            self._store_problem = events.Problem(
                family="store", code=error.code, detail=error.detail
            )
            self._on_activity()

    def _complete(self) -> None:
        """Do what the first look did not need."""
        self.client.start()
        self.reading.fill()
        self.completed.emit()

    # -- what happens ---------------------------------------------------------------------------

    def _on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Ready):
            self._ready = True
            self._store_problem = event.problem
            self._read_store()
            if self.activity.activity.by_choice_offline:
                self._say_online(online=False)
            if self.mailboxes.chosen is not None:
                self._open_in_engine(self.mailboxes.chosen)

    def _on_accounts(self, found: tuple[Account, ...]) -> None:
        self.activity.keep_accounts(found)
        known = self._ready or not self._profile.mail.exists()
        self.window.show_welcome(welcome=not found and known and self._store_problem is None)
        self._update(
            replace(
                self._context,
                accounts=len(found),
                account_chosen=self.mailboxes.account_chosen() is not None,
            )
        )
        if self._wanted_mailbox and found:
            wanted = self.mailboxes.find(self._wanted_mailbox)
            if wanted is not None:
                self._wanted_mailbox = ""
                self.mailboxes.select(wanted)

    def _on_mailbox(self, mailbox: MailboxKey | None) -> None:
        self.messages.open(mailbox)
        self._open_in_engine(mailbox)
        name = self._mailbox_name(mailbox) if mailbox is not None else ""
        self.window.setWindowTitle(name or "Facteur")
        self.window.show_reading(reading=False)
        self._update(
            replace(
                self._context,
                mailbox_open=mailbox is not None,
                account_chosen=self.mailboxes.account_chosen() is not None,
                as_table=self.messages.as_table,
            )
        )

    def _open_in_engine(self, mailbox: MailboxKey | None) -> None:
        key = int(mailbox) if mailbox is not None else 0
        self.client.send(lambda request: commands.OpenMailbox(request=request, mailbox=key))

    def _on_message(self, message: MessageKey | None) -> None:
        count = 1 if message is not None else 0
        self.reading.show_message(message, count, by_user=not self._picture)

    def _on_selection(self, rows: tuple[MessageRow, ...]) -> None:
        if self.messages.selected_count > 1:
            self.reading.show_message(None, self.messages.selected_count)
        self._update(replace(self._context, marks=marks(rows)))

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
        self.views.list.list.offer_actions(self._settings.switch("hover_actions"))

    def _on_list_view(self) -> None:
        self._update(replace(self._context, as_table=self.messages.as_table))

    def _on_activity(self) -> None:
        self._choice = notices.choose(self.activity.activity, self._store_problem)
        self.views.banner.show_notice(self._choice.notice if self._choice else None)
        offline = self.activity.activity.by_choice_offline
        if offline != self._context.offline:
            self._update(replace(self._context, offline=offline))

    def _on_activity_shown(self, shown: bool) -> None:
        self.activity.show()
        self._update(replace(self._context, activity=shown))

    def _on_account_added(self, _account: AccountKey) -> None:
        self.mailboxes.reload()
        self.views.list.setFocus()

    def _on_language(self, code: str) -> None:
        self.routes.set("language", code)

    def _on_setting(self, key: str) -> None:
        self._looks.apply(key, self.window)
        if key in {"layout", "hover_actions"}:
            self._fit_panes()
        if key == "mark_read_after_s":
            self.reading.set_mark_read_after(float(self._settings.number(key)))
        if key in ENGINE_SETTINGS:
            self.client.send(lambda request: ReloadSettings(request=request))
        self._update(self._context)

    def _update(self, context: Context) -> None:
        """Show in the actions what holds now."""
        self._context = replace(
            context,
            layout=self._settings.text("layout"),
            density=self._settings.text("density"),
            theme=self._looks.theme,
            menu_bar=self._settings.switch("always_menu_bar"),
        )
        self.binder.update(self._context)

    # -- what the user does ---------------------------------------------------------------------

    def _set_offline(self, offline: bool) -> None:
        self.activity.set_offline_by_choice(offline)
        self._say_online(online=not offline)
        self._on_activity()

    def _say_online(self, *, online: bool) -> None:
        self.client.send(lambda request: commands.SetOnline(request=request, online=online))

    def _on_banner(self) -> None:
        choice = self._choice
        if choice is None:
            return
        if choice.problem is not None and choice.remedy is not None:
            self._mend(choice.problem, choice.remedy)
        else:
            self.routes.go_online()

    def _mend(self, problem: events.Problem, remedy: Remedy) -> None:
        account = AccountKey(problem.account)
        match remedy:
            case Remedy.FIX_PASSWORD | Remedy.SIGN_IN:
                self.accounts.ask_password(account)
            case Remedy.RETRY:
                self.client.send(
                    lambda request: commands.Sync(request=request, account=problem.account)
                )
            case _:
                self.accounts.change(account)

    def _toggle_activity(self) -> None:
        self.window.show_activity(shown=not self._context.activity)

    def _message_menu(self, where: QPoint) -> None:
        self.binder.context_menu(MESSAGE_MENU, self.views.list).popup(where)

    def _folder_menu(self, _account: AccountKey, where: QPoint) -> None:
        self.binder.context_menu(FOLDER_MENU, self.views.sidebar).popup(where)

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
        views = self.views
        self._word_reader()
        self.binder.retranslate()
        self.top.retranslate()
        views.sidebar.retranslate()
        views.activity.retranslate()
        views.status.retranslate()
        views.welcome.show_language(self._looks.language.code)
        self.mailboxes.reload()
        self.activity.show()

    def _on_closing(self) -> None:
        self.close()
        self.closed.emit()

    def _account_name(self, key: AccountKey) -> str:
        for account in self.mailboxes.accounts:
            if account.key == key:
                return activities.account_title(account)
        return ""

    def _mailbox_name(self, key: MailboxKey) -> str:
        mailbox = self.mailboxes.mailbox(key)
        return shown_name(_folder_name(mailbox)) if mailbox is not None else ""


def _folder_name(mailbox: Mailbox) -> str:
    return folder_name(mailbox.special_use, mailbox.levels[-1])
