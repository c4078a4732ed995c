"""Joins the message list to the store and the engine."""

from __future__ import annotations  # array is subscriptable from Python 3.12 on

from array import array
from collections.abc import Callable, Iterable
from typing import NamedTuple

from PySide6.QtCore import QElapsedTimer, QLocale, QObject, QSettings, QTimer, Signal

from facteur.base.errors import FacteurError
from facteur.base.log import logger
from facteur.link import commands, events
from facteur.mail.account import Protocol
from facteur.mail.flags import Flags
from facteur.mail.keys import MailboxKey, MessageKey
from facteur.mail.mailbox import Mailbox
from facteur.mail.message import Column, ListFilter, ListOrder
from facteur.store.read import accounts, mailboxes, messages
from facteur.store.reader import Reader
from facteur.ui import format as people
from facteur.ui.engineclient import EngineClient
from facteur.ui.messages.emptywords import EmptyWords
from facteur.ui.messages.fetcher import HeaderFetcher
from facteur.ui.messages.header import natural_order
from facteur.ui.messages.marking import Marker, turned
from facteur.ui.messages.model import SORTED_BY, MessagesModel
from facteur.ui.messages.refresh import ListKeeper
from facteur.ui.messages.selection import Selected
from facteur.ui.messages.source import Question
from facteur.ui.messages.view import MessagesView
from facteur.ui.place import Place, account_title
from facteur.ui.roles import MessageColumn
from facteur.ui.theme.style import Style
from facteur.ui.viewmemory import View, ViewMemory

_LOG = logger("ui")
_TOLD_ROWS = 200  # of a selection; what they have in common stands for the rest
_KEPT_SELECTED = 500  # keys whose selection survives when the list is shown anew
_HURRY_MS = 120  # keys that follow so closely are held down: the last one counts
_SETTLE_MS = 60
_STEPS = 2  # rows looked at for the next message; one of them can be a date head


def last_level(mailbox: Mailbox) -> str:
    """Return the name of a mailbox as the server has it."""
    return mailbox.levels[-1]


class _Kept(NamedTuple):
    """What is to be found again after the list is shown anew."""

    selected: array[int]
    current: int | None
    anchor: int | None
    top: int


class MessagesController(QObject):
    """One mailbox in the list, what is chosen in it, and marks."""

    message_chosen = Signal(object)
    """The one selected MessageKey, or None when none or several are selected."""

    selection_changed = Signal(object)
    """The selected MessageRows, a tuple of at most 200 of them; see selected_count."""

    view_changed = Signal()
    """Cards became a table or the other way round, also by opening a folder."""

    activated = Signal()
    """Enter or a double click on a message."""

    menu_wanted = Signal(object)
    """A context menu for the selection, at this QPoint of the screen."""

    delete_wanted = Signal(object)
    """Messages of this computer are to be deleted; their keys, an array."""

    scroll_wanted = Signal(object)
    """The space bar: scroll the open message a page down (1) or up (-1)."""

    def __init__(
        self,
        view: MessagesView,
        client: EngineClient,
        reader: Reader,
        style: Style,
        memory: QSettings,
        *,
        name_of: Callable[[Mailbox], str] = last_level,
    ) -> None:
        super().__init__(view)
        self._view = view
        self._client = client
        self._reader = reader
        self._style = style
        self._memory = ViewMemory(memory)
        self._name_of = name_of
        self._mailbox: MailboxKey | None = None
        self._looks = View()
        self._chosen: MessageKey | None = None
        self._new = 0
        self._empty = EmptyWords(view.list)
        self.arriving = self._empty.arriving
        self._kept: _Kept | None = None
        self.model = MessagesModel(view)
        view.list.setModel(self.model)
        view.list.set_widths(self._memory.widths())
        view.list.restyle()
        self.selected = Selected(view.list, self.model)
        self._keeper = ListKeeper(self.model, view.list, reader)
        self._fetcher = HeaderFetcher(self._missing, self._ask_headers, self)
        self._marker = Marker(client, self)
        self._last_choice = QElapsedTimer()
        self._choose = QTimer(self, singleShot=True)
        self._choose.timeout.connect(self._tell_choice)
        self._marker.marked.connect(self._keeper.show_changed)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._show_counts)
        self._connect()
        self.open(None)

    def _connect(self) -> None:
        view, listed = self._view, self._view.list
        listed.current_changed.connect(self._choose_soon)
        listed.selected.connect(self._choose_soon)
        listed.shown.connect(self._on_shown)
        listed.mark_wanted.connect(self._on_mark)
        listed.opened.connect(self.activated)
        listed.scroll_wanted.connect(self.scroll_wanted)
        listed.menu_wanted.connect(self.menu_wanted)
        listed.sort_wanted.connect(self._on_column)
        listed.width_changed.connect(self._memory.remember_width)
        view.header.filter_chosen.connect(self.narrow)
        view.header.order_chosen.connect(self.sort)
        view.pill_pressed.connect(self._to_top)
        view.retranslated.connect(self._retranslate)
        self._keeper.settled.connect(self._on_settled)
        self._keeper.came_above.connect(self._on_came_above)
        self._keeper.about_to_replace.connect(self._keep)
        self._keeper.replaced.connect(self._restore)
        self._client.happened.connect(self._on_event)

    # -- what others ask ------------------------------------------------------------------------

    @property
    def as_table(self) -> bool:
        """Whether the open mailbox is shown as a table."""
        return self._looks.as_table

    @property
    def mailbox(self) -> MailboxKey | None:
        """The open mailbox."""
        return self._mailbox

    @property
    def selected_count(self) -> int:
        """How many messages are selected."""
        return self.selected.count

    def set_place(self, place: Place) -> None:
        """Hear what kind of place the open mailbox is: it decides what deleting means."""
        self._view.list.place_kind = place
        self._view.list.setDragEnabled(place is not Place.SERVER)

    def step_off_selected(self) -> None:
        """Select the message after the selected ones, else the one before: they will leave."""
        ranges = self.selected.ranges()
        if not ranges:
            return
        after = range(ranges[-1][1] + 1, self.model.rowCount())
        before = range(ranges[0][0] - 1, -1, -1)
        for row in (*after[:_STEPS], *before[:_STEPS]):
            if self.model.key_at(row) is not None:
                self.selected.select_row(row)
                return

    def open(self, mailbox: MailboxKey | None) -> None:
        """Show a mailbox from its beginning, as it was last looked at; None shows nothing."""
        self._mailbox = mailbox
        was_table = self._looks.as_table
        self._looks = self._memory.view(mailbox) if mailbox is not None else View()
        self._show()
        if self._looks.as_table != was_table:
            self.view_changed.emit()

    def close(self) -> None:
        """End what runs beside the window."""
        self._keeper.close()

    def show_as_table(self, as_table: bool) -> None:
        """Show cards or a table, and remember it for this mailbox."""
        if self._mailbox is None or as_table == self._looks.as_table:
            return
        self._look(self._looks._replace(as_table=as_table))
        self._keep()
        heads = self.model.heads
        self._view.list.forget_heads()
        self.model.set_table(as_table)
        self._view.set_table(as_table)
        self._view.list.set_heads(heads.rows)
        self._restore()
        self._show_header()
        self.view_changed.emit()

    def sort(self, order: ListOrder) -> None:
        """Show the mailbox in another order."""
        self._relist(self._looks._replace(order=order))

    def narrow(self, narrowed: ListFilter) -> None:
        """Show only what the filter lets through."""
        self._relist(self._looks._replace(narrowed=narrowed))

    def toggle(self, flag: Flags) -> None:
        """Turn a mark round on all selected messages: set unless the known ones all have it."""
        rows = self.selected.rows(_TOLD_ROWS)
        self.mark(flag, on=turned(rows, flag))

    def mark(self, flag: Flags, *, on: bool) -> None:
        """Set or clear a mark on all selected messages."""
        self._marker.mark(self.selected.keys(), flag, on=on)

    def select(self, message: MessageKey) -> bool:
        """Select a message and bring it on screen; False when it is not in the list."""
        try:
            row = self._keeper.row_of(message)
        except FacteurError as error:
            _LOG.error("the message cannot be looked for: %s", error)
            return False
        if row >= 0:
            self.selected.select_row(row)
        return row >= 0

    def next_unread(self) -> None:
        """Select the next unread message behind the current one, else the first of all."""
        source = self._keeper.source
        if source is None:
            return
        asked = source.question
        narrowed = asked.narrowed._replace(unread=True)
        current = self.selected.current_key()
        try:
            place = source.values([current]).get(current) if current is not None else None
            after = (place[0], MessageKey(place[1])) if place is not None else None
            found = messages.keys(
                self._reader, asked.mailbox, asked.order, narrowed, after=after, limit=1
            ) or messages.keys(self._reader, asked.mailbox, asked.order, narrowed, limit=1)
        except FacteurError as error:
            _LOG.error("the next unread message cannot be looked for: %s", error)
            return
        if len(found):
            self.select(MessageKey(found[0]))

    def is_complete(self) -> bool:
        """Whether what is on screen is all there is to show of it."""
        if self._mailbox is None:
            return True
        if self._keeper.busy or self._fetcher.waits or self._settle.isActive():
            return False
        return not list(self._missing(1))

    # -- showing --------------------------------------------------------------------------------

    def _show(self) -> None:
        looks, mailbox = self._looks, self._mailbox
        question = None
        if mailbox is not None:
            question = Question(mailbox=mailbox, order=looks.order, narrowed=looks.narrowed)
        self._set_new(0)
        self._fetcher.forget()
        if self._view.list.is_table != looks.as_table:
            self._view.set_table(looks.as_table)
        self._keeper.open(question, is_table=looks.as_table)
        self._show_header()
        if mailbox is None:
            self._settle.start()  # as at every start, for the time of a blink
        else:
            self._show_counts()
        self._choose_soon()

    def _relist(self, looks: View) -> None:
        if self._mailbox is None or looks == self._looks:
            return
        current = self.selected.current_key()
        self._look(looks)
        self._show()
        if current is not None:
            self.select(MessageKey(current))

    def _look(self, looks: View) -> None:
        self._looks = looks
        if self._mailbox is not None:
            self._memory.remember(self._mailbox, looks)

    def _show_header(self) -> None:
        looks = self._looks
        self._view.header.setVisible(self._mailbox is not None)
        self._view.header.show_state(looks.order, looks.narrowed)
        columns = {column: title for title, column in SORTED_BY.items()}
        self._view.list.show_sorting(columns[looks.order.column], descending=looks.order.descending)

    def _show_counts(self) -> None:
        """Word the header and what an empty list says, from the store."""
        self._settle.stop()
        if self._mailbox is None:
            self._view.show_coverage(0, 0)
            self._word_nothing_open()
            return
        try:
            mailbox = mailboxes.mailbox(self._reader, self._mailbox)
            account = accounts.account(self._reader, mailbox.account)
            coverage = self._keeper.source.coverage() if self._keeper.source else None
        except FacteurError as error:
            _LOG.warning("the counts of the folder cannot be read: %s", error)
            return
        self._view.header.title.setText(self._name_of(mailbox))
        locale = QLocale()
        details = [account_title(account)]
        if account.settings.protocol is not Protocol.LOCAL:
            details.append(account.settings.protocol.name)
        if self._looks.as_table:
            text = self.tr("%n message(s)", "in this folder", mailbox.messages)
            details.append(_counted(text, mailbox.messages, locale))
        text = self.tr("%n unread", "messages in this folder", mailbox.unseen)
        details.append(_counted(text, mailbox.unseen, locale))
        self._view.header.details.setText(" · ".join(details))
        by_headers = self._looks.order.column is not Column.DATE
        if coverage is not None and by_headers:
            self._view.show_coverage(coverage.here, coverage.messages)
        else:
            self._view.show_coverage(0, 0)
        self._empty.say(mailbox, self._looks.narrowed, self.model.rowCount())

    def _word_nothing_open(self) -> None:
        try:
            found = [int(account.key) for account in accounts.accounts(self._reader)]
            folders = bool(found) and bool(mailboxes.mailboxes(self._reader))
        except FacteurError:
            found, folders = [], False  # said elsewhere; there may not even be a store yet
        self._empty.say_nothing_open(found, folders=folders)

    def _retranslate(self) -> None:
        self.model.locale = QLocale()
        self._view.list.setLocale(QLocale())
        self._view.list.restyle()
        self._show_counts()

    # -- what happens ---------------------------------------------------------------------------

    def _on_event(self, event: events.Event) -> None:
        match event:
            case events.MessagesChanged():
                self._keeper.take(event)
            case events.MailboxesChanged() if self._mailbox in event.mailboxes:
                self._settle.start()
            case events.AccountsChanged() if self._mailbox is None:
                self._settle.start()
            case events.AccountStateChanged(account=account, state=state):
                if self._empty.note_state(account, state):
                    self._settle.start()
            case events.BodyChanged():
                self._body_changed(event.message)
            case events.Ready() if self._mailbox is not None:
                self._keeper.read_again()
            case _:
                return

    def _body_changed(self, key: int) -> None:
        """Show the first words of a message that has just come."""
        if self.model.window.cached(key) is not None:
            self.model.changed([key], *self._view.list.visible_rows())

    def _on_settled(self) -> None:
        if not self._settle.isActive():
            self._settle.start()
        self._fetcher.look_soon()
        self._choose_soon()

    def _on_shown(self) -> None:
        self._fetcher.look_soon()
        if self._new and self._view.list.at_top:
            self._set_new(0)

    def _on_came_above(self, count: int) -> None:
        order = self._looks.order
        if order.column is Column.DATE and order.descending:
            self._set_new(self._new + count)

    def _set_new(self, count: int) -> None:
        self._new = count
        self._view.show_new(count)

    def _to_top(self) -> None:
        self._view.list.scrollToTop()
        self._view.list.setFocus()
        self._set_new(0)

    def _on_mark(self, key: int, flag: Flags) -> None:
        row = self.model.window.cached(key)
        if flag is Flags.DELETED and self._view.list.place_kind is not Place.SERVER:
            self.delete_wanted.emit(array("q", [key]))
        elif row is not None:
            self._marker.mark(array("q", [key]), flag, on=not row.flags & flag)

    def _on_column(self, column: MessageColumn) -> None:
        sorted_by = SORTED_BY.get(column)
        order = self._looks.order
        if sorted_by is order.column:
            self.sort(order._replace(descending=not order.descending))
        elif sorted_by is not None:
            self.sort(natural_order(sorted_by))
        self._show_header()  # Qt has turned its arrow already

    # -- what is chosen -------------------------------------------------------------------------

    def _choose_soon(self) -> None:
        hurried = self._last_choice.isValid() and self._last_choice.elapsed() < _HURRY_MS
        self._choose.start(_HURRY_MS if hurried else 0)

    def _tell_choice(self) -> None:
        self._last_choice.start()
        rows = self.selected.rows(_TOLD_ROWS)
        self.selection_changed.emit(rows)
        chosen = rows[0].key if len(rows) == 1 and self.selected.count == 1 else None
        if chosen != self._chosen:
            self._chosen = chosen
            self.message_chosen.emit(chosen)

    def _keep(self) -> None:
        row, top = self._view.list.anchor()
        keys = self.selected.keys()
        self._kept = _Kept(
            selected=keys[:_KEPT_SELECTED],
            current=self.selected.current_key(),
            anchor=self.model.key_at(row) if row >= 0 and not self._view.list.at_top else None,
            top=top,
        )

    def _restore(self) -> None:
        kept, self._kept = self._kept, None
        if kept is None:
            return
        rows = [row for row in map(self._keeper.row_of, kept.selected) if row >= 0]
        current = self._keeper.row_of(kept.current) if kept.current is not None else -1
        self.selected.restore(rows, current)
        anchor = self._keeper.row_of(kept.anchor) if kept.anchor is not None else -1
        if anchor >= 0:
            self._view.list.place(anchor, kept.top)
        self._choose_soon()

    # -- headers of placeholders ----------------------------------------------------------------

    def _missing(self, limit: int) -> Iterable[int]:
        """Yield keys of messages on and around the screen whose headers are not here."""
        first, last = self._view.list.visible_rows()
        height = last - first + 1
        found = 0
        for row in (
            *range(first, last + 1),
            *range(last + 1, last + height),
            *range(first - height, first),
        ):
            message = self.model.message_at(row) if 0 <= row < self.model.rowCount() else None
            if message is not None and not message.here:
                yield int(message.key)
                found += 1
                if found >= limit:
                    return

    def _ask_headers(self, keys: list[int]) -> None:
        self._client.send(lambda request: commands.FetchHeaders(request=request, messages=keys))


def _counted(text: str, number: int, locale: QLocale) -> str:
    """Put the thousands separators of the language into a text with a plain number."""
    return text.replace(str(number), people.count(number, locale), 1)
