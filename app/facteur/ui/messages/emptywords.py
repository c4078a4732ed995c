"""What an empty list says of itself, and whether its first messages are on their way."""

from collections.abc import Collection

from PySide6.QtCore import QObject, Signal

from facteur.mail.mailbox import Mailbox
from facteur.mail.message import ListFilter
from facteur.ui.messages.listview import MessageList

_BRINGING_NOTHING = frozenset(("offline", "paused", "stopped"))


class EmptyWords(QObject):
    """Words the empty list; is told what the controller knows."""

    arriving = Signal(bool)
    """Whether nothing is in the list because its first messages are on their way."""

    def __init__(self, listed: MessageList) -> None:
        super().__init__(listed)
        self._list = listed
        self._is_arriving = False
        self._held_up: set[int] = set()  # accounts that bring nothing now

    def note_state(self, account: int, state: str) -> bool:
        """Take in how an account stands; whether other words may be right now."""
        held_up = state in _BRINGING_NOTHING
        if held_up == (account in self._held_up):
            return False
        self._held_up ^= {account}
        return True

    def say_nothing_open(self, accounts: Collection[int], *, folders: bool) -> None:
        """Say what happens while no mailbox is open. folders: whether any is known."""
        new = bool(accounts) and not folders
        arriving = new and not self._held_up.issuperset(accounts)
        words = (self.tr("No folder is open"), "")
        if arriving:
            words = (
                self.tr("Your mail is on its way"),
                self.tr("First comes the list of your folders, then the newest messages."),
            )
        elif new:
            words = self._waiting()
        self._say(words, arriving=arriving)

    def say(self, mailbox: Mailbox, narrowed: ListFilter, rows: int) -> None:
        """Say what it means that the open mailbox shows nothing. rows: how many it shows."""
        arriving = False
        if narrowed == ListFilter(unread=True):
            words = (self.tr("Round finished"), self.tr("Every message here has been read."))
        elif not narrowed.is_open:
            words = (self.tr("No such message"), self.tr("Nothing here passes the filter."))
        elif not mailbox.uidvalidity and mailbox.account in self._held_up:
            words = self._waiting()
        elif mailbox.messages or not mailbox.uidvalidity:
            arriving = not rows
            words = (
                self.tr("The messages are on their way"),
                self.tr("The list of this folder is being fetched. The newest come first."),
            )
        else:
            words = (self.tr("No messages here"), self.tr("This folder is empty."))
        self._say(words, arriving=arriving)

    def _waiting(self) -> tuple[str, str]:
        return (
            self.tr("Nothing has been fetched yet"),
            self.tr("The list comes as soon as Facteur is connected."),
        )

    def _say(self, words: tuple[str, str], *, arriving: bool) -> None:
        self._list.empty_words = words
        self._list.viewport().update()
        if arriving != self._is_arriving:
            self._is_arriving = arriving
            self.arriving.emit(arriving)
