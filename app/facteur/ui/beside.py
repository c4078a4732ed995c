"""What stands beside the mail: status line, panel, strip, accounts, welcome page, POP's questions.

Made when the list has been painted, or before that when one of them has to be seen at once.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QDateTime, QObject, Signal

from facteur.link import commands, events
from facteur.mail.account import Account
from facteur.mail.keys import AccountKey, MailboxKey
from facteur.store.read import mailboxes, operations, problems, wholes
from facteur.store.read import notices as read_notices
from facteur.store.reader import Reader
from facteur.ui import notices
from facteur.ui.accounts.controller import AccountsController
from facteur.ui.accounts.welcome import WelcomePage
from facteur.ui.accounts.wizard.webpages import open_page
from facteur.ui.activity import controller as activities
from facteur.ui.activity.controller import ActivityController
from facteur.ui.activity.sentences import Names
from facteur.ui.activity.statusline import StatusLine
from facteur.ui.activity.view import ActivityView
from facteur.ui.engineclient import EngineClient
from facteur.ui.ledger.controller import LedgerController
from facteur.ui.mainwindow import Extras, MainWindow
from facteur.ui.notice import Remedy
from facteur.ui.noticecentre import controller as noticecentre
from facteur.ui.noticecentre.controller import NoticeCentreController
from facteur.ui.removal import controller as removals
from facteur.ui.removal.controller import RemovalController
from facteur.ui.surroundings import around
from facteur.ui.theme.style import Style
from facteur.ui.widgets.banner import Banner
from facteur.ui.words import Around


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What the mail knows: names of accounts and mailboxes, "" for unknown ones; the accounts.

    back_up: shows the page on which a backup can be made.
    """

    account_name: Callable[[AccountKey], str]
    mailbox_name: Callable[[MailboxKey], str]
    accounts: Callable[[], tuple[Account, ...]]
    back_up: Callable[[], None] | None = None


class Beside(QObject):
    """Makes and joins them; what they mean for the mail is said in signals."""

    changed = Signal()
    """Connection, problems or waiting changes; see `activity.activity`."""

    online_wanted = Signal()
    """The user wants to go online."""

    def __init__(
        self,
        window: MainWindow,
        style: Style,
        client: EngineClient,
        reader: Reader,
        source: Source,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._client = client
        self._reader = reader
        self._source = source
        self._store_problem: events.Problem | None = None
        self._choice: notices.Choice | None = None
        self.panel = ActivityView(style)
        self.status = StatusLine(style)
        self.banner = Banner(style)
        self.welcome = WelcomePage()
        window.complete(
            Extras(
                banner=self.banner,
                activity=self.panel,
                status=self.status,
                welcome=self.welcome,
            )
        )
        self.accounts = AccountsController(window, style, client, reader)
        self.activity = ActivityController(
            self.panel,
            self.status,
            client,
            Names(account=source.account_name, mailbox=source.mailbox_name, around=self._around),
            QDateTime.currentMSecsSinceEpoch,
        )
        self.removal = RemovalController(
            window,
            style,
            client,
            removals.Source(
                accounts=source.accounts,
                place=str(reader.profile.home),
                backup_ms=self._last_backup_ms,
                back_up=source.back_up,
            ),
        )
        self.ledger = LedgerController(window, style, client, reader, source.mailbox_name)
        self.notices = NoticeCentreController(
            style,
            client,
            noticecentre.Source(
                problems=lambda: problems.standing(reader),
                notices=lambda: read_notices.notices(reader),
                account_name=source.account_name,
                now_ms=QDateTime.currentMSecsSinceEpoch,
                around=self._around,
            ),
            window,
        )
        self._connect()

    def _connect(self) -> None:
        self.activity.changed.connect(self._on_activity)
        self.activity.remedy_wanted.connect(self._mend)
        self.removal.changed.connect(self._on_activity)
        self.notices.remedy_wanted.connect(self._mend)
        self.panel.closed.connect(lambda: self._window.show_activity(shown=False))
        self.status.activity_wanted.connect(self._toggle_panel)
        self.banner.main_pressed.connect(self._on_banner)
        self.banner.second_pressed.connect(self._on_second)
        self.banner.link_pressed.connect(lambda: self._window.show_activity(shown=True))
        self.welcome.add_asked.connect(self.accounts.add)
        self.welcome.resume_asked.connect(self.accounts.resume_adding)
        self.welcome.show_left(self.accounts.left_address)
        self.accounts.left_changed.connect(self.welcome.show_left)
        if self._source.back_up is not None:
            self.accounts.backup_wanted.connect(self._source.back_up)

    def read(self) -> None:
        """Read from the store what is shown of it. Raises StoreUnavailable."""
        reader = self._reader
        self.activity.use(
            activities.Source(
                waiting=lambda: operations.waiting(reader),
                problems=lambda: problems.standing(reader),
                checked_ms=lambda: mailboxes.last_checked_ms(reader),
            )
        )
        self.activity.keep_accounts(self._source.accounts())
        self.notices.read()

    def tell_store_problem(self, problem: events.Problem | None) -> None:
        """Say in the strip why the profile cannot be used; None when it can."""
        self._store_problem = problem
        self._on_activity()

    def retranslate(self, language: str) -> None:
        """Word everything anew."""
        self.panel.retranslate()
        self.status.retranslate()
        self.welcome.show_language(language)
        self.activity.show()
        self.notices.retranslate()

    # -- inside ---------------------------------------------------------------------------------

    def _on_activity(self) -> None:
        self._choice = notices.choose(
            self.activity.activity,
            self._store_problem,
            self.removal.question,
            account_name=self._source.account_name,
            around=self._around,
        )
        self.banner.show_notice(self._choice.notice if self._choice else None)
        self.changed.emit()

    def _on_second(self) -> None:
        choice = self._choice
        if choice is not None and choice.problem is not None and choice.second is not None:
            self._mend(choice.problem, choice.second)

    def _on_banner(self) -> None:
        choice = self._choice
        if choice is None:
            return
        if choice.question is not None:
            self.removal.open()
        elif choice.problem is not None and choice.remedy is not None:
            self._mend(choice.problem, choice.remedy)
        else:
            self.online_wanted.emit()

    def _around(self, problem: events.Problem) -> Around:
        """Return what is known of the provider and the folder that a problem is about."""
        found = self._source.accounts()
        settings = next((one.settings for one in found if one.key == problem.account), None)
        folder = self._source.mailbox_name(MailboxKey(problem.mailbox)) if problem.mailbox else ""
        return around(problem, settings, folder)

    def _mend(self, problem: events.Problem, remedy: Remedy) -> None:
        account = AccountKey(problem.account)
        match remedy:
            case Remedy.FIX_PASSWORD | Remedy.SIGN_IN:
                self.accounts.ask_password(account)
            case Remedy.APP_PASSWORD:  # made there, typed here
                open_page(self._around(problem).help_url)
                self.accounts.ask_password(account)
            case Remedy.OPEN_PAGE:
                open_page(self._around(problem).help_url)
            case Remedy.RETRY:
                self._client.send(
                    lambda request: commands.Sync(request=request, account=problem.account)
                )
            case Remedy.RESUME:
                self.accounts.resume(account)
            case Remedy.RETRY_REFUSED | Remedy.SKIP_REFUSED:
                retry = remedy is Remedy.RETRY_REFUSED
                self._client.send(
                    lambda request: commands.SkipRefused(
                        request=request, account=problem.account, retry=retry
                    )
                )
            case _:
                self.accounts.change(account, problem, remedy)

    def _last_backup_ms(self) -> int:
        last = wholes.last_backup(self._reader)
        return last.made_ms if last is not None else 0

    def _toggle_panel(self) -> None:
        self._window.show_activity(shown=not self.panel.isVisibleTo(self._window))
