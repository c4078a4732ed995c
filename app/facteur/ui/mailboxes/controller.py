"""Joins the sidebar to the store and the engine."""

from __future__ import annotations  # the messages of the engine load late, see `later`

from collections.abc import Callable
from typing import NamedTuple, cast

from PySide6.QtCore import (
    QCollator,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSettings,
    Qt,
    QTimer,
    Signal,
)

from facteur.base.errors import NEEDING_USER
from facteur.link import events
from facteur.mail.account import Account, Protocol
from facteur.mail.keys import AccountKey, MailboxKey
from facteur.mail.mailbox import Mailbox, SpecialUse
from facteur.ui.engineclient import EngineClient
from facteur.ui.mailboxes import roles
from facteur.ui.mailboxes.model import AccountRow, MailboxesModel
from facteur.ui.mailboxes.tree import arrange
from facteur.ui.mailboxes.view import MailboxesView
from facteur.ui.place import Folder, Place, account_title, is_local, place_of

_RELOAD_MS = 100  # counts may change many times a second while an account is first read
_FEW_FOLDERS = 25  # so many fit a screen: then everything starts open
_OPEN_KEY = "sidebar/open"
_CHOSEN_KEY = "sidebar/mailbox"


class Source(NamedTuple):
    """Where accounts and mailboxes are read from; made around a store reader."""

    accounts: Callable[[], list[Account]]
    mailboxes: Callable[[], list[Mailbox]]


class MailboxesController(QObject):
    """Shows what the store has, remembers what was open, says what is chosen."""

    mailbox_chosen = Signal(object)
    """Another MailboxKey is open now, or None when there is none to open."""

    accounts_shown = Signal(object)
    """The accounts were read again; their number and order may have changed. tuple[Account]."""

    def __init__(self, view: MailboxesView, client: EngineClient, memory: QSettings) -> None:
        super().__init__(view)
        self._view = view
        self._memory = memory
        self._source: Source | None = None
        self._model = MailboxesModel(view)
        self._chosen: MailboxKey | None = None
        self._stopped: set[AccountKey] = set()
        self._problems: set[tuple[AccountKey, str, str]] = set()
        self._by_key: dict[MailboxKey, Mailbox] = {}
        self._accounts: tuple[Account, ...] = ()
        self._awaited: AccountKey | None = None  # its inbox is opened as soon as it is known
        self._branches_known: bool | None = None
        self._timer = QTimer(self, singleShot=True, interval=_RELOAD_MS)
        self._timer.timeout.connect(self.reload)
        view.setModel(self._model)
        view.folder_chosen.connect(self._on_user_chose)
        view.branches_changed.connect(self._remember_branches)
        client.happened.connect(self._on_event)

    @property
    def chosen(self) -> MailboxKey | None:
        """The open mailbox."""
        return self._chosen

    @property
    def accounts(self) -> tuple[Account, ...]:
        """The accounts as last read, in the order of the sidebar."""
        return self._accounts

    def mailbox(self, key: MailboxKey) -> Mailbox | None:
        """Return a mailbox as last read."""
        return self._by_key.get(key)

    def account_chosen(self) -> AccountKey | None:
        """Return the account the sidebar stands on, else that of the open mailbox."""
        here = self._here().data(roles.ACCOUNT)
        if here is not None:
            return AccountKey(here)
        mailbox = self._by_key.get(self._chosen) if self._chosen is not None else None
        return mailbox.account if mailbox is not None else None

    def account_pointed(self) -> AccountKey | None:
        """Return the account whose menu is open, or a menu of one of its folders."""
        pointed = self._view.pointed
        if pointed is None or not pointed.isValid():
            return None
        return AccountKey(pointed.data(roles.ACCOUNT))

    def folder_chosen(self) -> MailboxKey | None:
        """Return the folder the sidebar stands on, None on the row of an account."""
        here = self._here()
        if not here.isValid():
            return self._chosen
        found = here.data(roles.MAILBOX)
        return MailboxKey(found) if found is not None else None

    def folder(self) -> Folder:
        """Return what the sidebar stands on, as far as actions depend on it."""
        account = self.account_chosen()
        if account is None or not self.is_local(account):
            return Folder()
        mailbox = self._by_key.get(self.folder_chosen() or MailboxKey(0))
        boxes = (box for box in self._by_key.values() if box.account == account)
        trash = next((box for box in boxes if box.special_use is SpecialUse.TRASH), None)
        return Folder(
            local=True,
            own=mailbox is not None and mailbox.special_use is SpecialUse.NONE,
            trash_count=trash.messages if trash is not None else 0,
        )

    def is_local(self, account: AccountKey) -> bool:
        """Whether the folders of an account are on this computer alone."""
        return any(one.key == account and is_local(one) for one in self._accounts)

    def served(self) -> bool:
        """Whether the account the sidebar stands on has a server."""
        chosen = self.account_chosen()
        found = (one for one in self._accounts if one.key == chosen)
        return any(one.settings.protocol is not Protocol.LOCAL for one in found)

    def place(self, key: MailboxKey | None) -> Place:
        """Return what kind of place a mailbox is."""
        mailbox = self._by_key.get(key) if key is not None else None
        if mailbox is None:
            return Place.SERVER
        return place_of(mailbox, local=self.is_local(mailbox.account))

    def forget_pointed(self) -> None:
        """Stand on the current row again, after the menu of another one."""
        self._view.pointed = None

    def use(self, source: Source) -> None:
        """Read from this store from now on."""
        self._source = source
        self.reload()

    def reload(self) -> None:
        """Read accounts and mailboxes again and show them."""
        if self._source is None:
            return
        self._timer.stop()
        self._accounts = tuple(self._source.accounts())
        mailboxes = self._source.mailboxes()
        self._by_key = {mailbox.key: mailbox for mailbox in mailboxes}
        collator = _collator()
        self._view.set_quiet(True)
        self._model.show(
            AccountRow(
                key=account.key,
                title=account_title(account),
                nodes=arrange(
                    (box for box in mailboxes if box.account == account.key), collator.compare
                ),
                attention=self._attention(account.key),
                protocol=account.settings.protocol,
                paused=account.preferences.paused,
                colour=account.preferences.colour,
            )
            for account in self._accounts
        )
        self._view.set_quiet(False)
        self._show_branches(len(mailboxes))
        self._keep_chosen()
        self.accounts_shown.emit(self._accounts)

    def select(self, mailbox: MailboxKey | None) -> None:
        """Open a mailbox as if the user had chosen it."""
        self._view.select_index(
            self._model.index_of(mailbox) if mailbox is not None else QModelIndex()
        )
        self._on_chosen(mailbox)

    def open_inbox(self, account: AccountKey) -> None:
        """Open the inbox of an account, also of a new one whose folders are not known yet."""
        self._awaited = account
        self.reload()

    def find(self, name: str) -> MailboxKey | None:
        """Return the mailbox with this path or special use, any case, of the first account."""
        wanted = name.casefold()
        found = [box for box in self._by_key.values() if box.path.casefold() == wanted]
        found += [box for box in self._by_key.values() if box.special_use.value == wanted != ""]
        return found[0].key if found else None

    # -- inside ---------------------------------------------------------------------------------

    def _here(self) -> QModelIndex | QPersistentModelIndex:
        pointed = self._view.pointed
        return pointed if pointed is not None and pointed.isValid() else self._view.currentIndex()

    def _on_user_chose(self, mailbox: MailboxKey | None) -> None:
        self._awaited = None  # the user has gone elsewhere meanwhile
        self._on_chosen(mailbox)

    def _on_chosen(self, mailbox: MailboxKey | None) -> None:
        if mailbox == self._chosen:
            return
        self._chosen = mailbox
        if mailbox is not None:
            self._remember_chosen(mailbox)
        self.mailbox_chosen.emit(mailbox)

    def _awaited_inbox(self) -> MailboxKey | None:
        boxes = (box for box in self._by_key.values() if box.account == self._awaited)
        return next((box.key for box in boxes if box.special_use is SpecialUse.INBOX), None)

    def _keep_chosen(self) -> None:
        """Select what is open again; when it is gone, the remembered one or an inbox."""
        awaited = self._awaited_inbox()
        if awaited is not None:
            self._awaited = None
            self.select(awaited)
            return
        if self._chosen is not None and self._chosen in self._by_key:
            self._view.select_index(self._model.index_of(self._chosen))
            return
        remembered = _number(self._memory.value(_CHOSEN_KEY))
        mailbox = self._by_key.get(MailboxKey(remembered))
        if mailbox is not None and mailbox.selectable:
            self.select(mailbox.key)
            return
        inboxes = self._model.inboxes()
        self.select(inboxes[0] if inboxes else None)

    def _show_branches(self, folders: int) -> None:
        """Open the branches as remembered, when rows are shown for the first time or are new."""
        if not folders:
            self._view.set_open(set())
            return
        if self._branches_known is None:
            self._branches_known = self._memory.contains(_OPEN_KEY)
        if self._branches_known:
            self._view.set_open(set(_texts(self._memory.value(_OPEN_KEY))))
        else:
            self._view.set_open(None if folders <= _FEW_FOLDERS else set())

    def _remember_chosen(self, mailbox: MailboxKey) -> None:
        if _number(self._memory.value(_CHOSEN_KEY)) != mailbox:  # else a file is written anew
            self._memory.setValue(_CHOSEN_KEY, int(mailbox))

    def _remember_branches(self) -> None:
        self._branches_known = True
        self._memory.setValue(_OPEN_KEY, self._view.open_paths())

    def _attention(self, account: AccountKey) -> bool:
        return account in self._stopped or any(key[0] == account for key in self._problems)

    def _on_event(self, event: events.Event) -> None:
        match event:
            case events.AccountsChanged() | events.MailboxesChanged():
                pass
            case events.AccountStateChanged(account=account, state=state):
                if not self._note_state(AccountKey(account), stopped=state == "stopped"):
                    return
            case events.ProblemRaised(problem=problem):
                if problem.family not in NEEDING_USER or not problem.account:
                    return
                self._problems.add((AccountKey(problem.account), problem.family, problem.code))
            case events.ProblemCleared(account=account, family=family, code=code):
                self._problems.discard((AccountKey(account), family, code))
            case events.Ready():
                self._stopped.clear()
                self._problems.clear()
            case _:
                return
        if not self._timer.isActive():
            self._timer.start()

    def _note_state(self, account: AccountKey, *, stopped: bool) -> bool:
        """Return whether this is news."""
        if stopped == (account in self._stopped):
            return False
        if stopped:
            self._stopped.add(account)
        else:
            self._stopped.discard(account)
        return True


def _collator() -> QCollator:
    collator = QCollator(QLocale())
    collator.setNumericMode(True)
    collator.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    return collator


def _number(value: object) -> int:
    """QSettings gives numbers back as texts from a file."""
    text = str(value)
    return int(text) if text.isdecimal() else 0


def _texts(value: object) -> list[str]:
    """QSettings gives a list of one text back as that text, and an empty one as None."""
    if isinstance(value, str):
        return [value] if value else []
    items = cast("list[object]", value) if isinstance(value, list) else []
    return [str(item) for item in items]
