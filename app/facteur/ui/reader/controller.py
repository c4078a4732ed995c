"""The open message: read from the store at once, asked of the engine where it is not there yet."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, QUrl, Signal

from facteur.link import commands, events
from facteur.link.events import (
    AccountsChanged,
    AccountStateChanged,
    BodyChanged,
    MailboxesChanged,
    MessagesChanged,
    ProgressChanged,
    Reply,
)
from facteur.mail.flags import Flags
from facteur.mail.keys import AccountKey, MailboxKey, MessageKey
from facteur.mail.message import MessageRow
from facteur.store.read import accounts, bodies, mailboxes, messages
from facteur.store.reader import Reader
from facteur.ui.engineclient import EngineClient
from facteur.ui.place import Place
from facteur.ui.reader import contents, links
from facteur.ui.reader.contents import Own
from facteur.ui.reader.copycontroller import CopyController
from facteur.ui.reader.filescontroller import FilesController
from facteur.ui.reader.questions import Questions, WindowQuestions
from facteur.ui.reader.shown import Marks, Missing
from facteur.ui.reader.view import ReaderView
from facteur.ui.viewmemory import ViewMemory
from facteur.ui.words import Around, problem_words

_CALM_MS = 150  # what arrives sooner needs no "Fetching the text…"
_OFFLINE_STATES = frozenset(("offline", "paused", "stopped"))


class ReaderController(QObject):
    """Shows one message at a time and marks it as read once its text is shown."""

    delete_wanted = Signal(object)
    """A message of this computer is to be deleted; its MessageKey."""

    said = Signal(str)
    """One sentence for the status bar; "" clears it."""

    def __init__(
        self,
        view: ReaderView,
        client: EngineClient,
        reader: Reader,
        *,
        mark_read_after_s: float = 0.0,
        memory: ViewMemory | None = None,
        questions: Questions | None = None,
        open_link: Callable[[QUrl], bool] = links.open_outside,
    ) -> None:
        super().__init__(view)
        self._view = view
        self._client = client
        self._reader = reader
        self._memory = memory
        self._open_link = open_link
        self._mark_read_after_s = mark_read_after_s
        self._message: MessageKey | None = None
        self._row: MessageRow | None = None
        self._task = 0
        self._asked: MessageKey | None = None
        self._may_mark = False
        self._place = Place.SERVER
        self._own = Own()
        self._accounts_of: dict[MailboxKey, AccountKey] = {}
        self._offline: set[AccountKey] = set()
        self._later: set[MessageKey] = set()
        self._damaged: set[str] = set()  # sections of this message, asked for again
        self.showed_html = False
        self._files = FilesController(
            view.strip, client, reader, questions or WindowQuestions(view)
        )
        self._copy = CopyController(view.server_copy, client, reader)
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(_CALM_MS)
        self._read = QTimer(self)
        self._read.setSingleShot(True)
        self._connect()
        self.reload_accounts()

    @property
    def message(self) -> MessageKey | None:
        """The message that is shown."""
        return self._message

    def show(self, message: MessageKey | None, count: int, *, by_user: bool = True) -> None:
        """Show a message, or the calm pane for none and for several.

        by_user: whether the user chose it; one that was selected by itself is not marked as read.
        """
        self._calm.stop()
        self._read.stop()
        self._task = 0
        self.said.emit("")
        if message is None or count > 1:
            self._message = self._row = None
            self._files.show(None, offline=False)
            self._copy.show(None)
            if count > 1:
                self._view.show_many(count)
            else:
                self._view.show_nothing()
            return
        self._message = message
        self._damaged.clear()
        self._may_mark = by_user
        self._row = messages.row(self._reader, message)
        if self._row is None:
            self.show(None, 0)
            return
        self._view.show_message(contents.card_of_row(self._row, self._own), self._marks())
        self._copy.show(self._row)
        self._files.show(message, offline=self._is_offline())
        if not self._show_stored():
            self._view.show_waiting()
            self._ask()
        elif not contents.is_whole(self._reader, message):
            # Nothing to wait for: BodyChanged shows the pictures when they come.
            self._client.send(
                lambda request: commands.OpenMessage(request=request, message=message)
            )

    def reload_accounts(self) -> None:
        """Read again whose addresses are ours and which folder belongs to whom."""
        found = accounts.accounts(self._reader)
        self._own = Own.of(account.settings.address for account in found)
        self._accounts_of = {
            mailbox.key: mailbox.account for mailbox in mailboxes.mailboxes(self._reader)
        }

    def prepare_web(self) -> None:
        """Make the web view in an idle moment; for windows whose last session showed HTML."""
        self._view.prepare_web()

    def set_place(self, place: Place) -> None:
        """Hear where the messages of the open folder lie."""
        self._place = place
        self._view.bar.set_place(place)
        self._files.set_local(place is not Place.SERVER)

    def set_mark_read_after(self, seconds: float) -> None:
        """Mark as read that long after the text is shown; below zero never."""
        self._mark_read_after_s = seconds

    # -- the store ------------------------------------------------------------------------------

    def _show_stored(self) -> bool:
        """Show the body the store has; False when it has none."""
        message = self._message
        if message is None:
            return False
        body = bodies.body(self._reader, message)
        if body is None:
            return False
        self._calm.stop()
        self._view.show_card(contents.card_of_body(body.card, self._row, self._own))
        self._view.show_body(
            contents.shown_body(body),
            contents.Pictures(self._reader, message, self._on_damaged).find,
            light=self._memory is not None and self._memory.wants_light(self._sender()),
        )
        self.showed_html = self.showed_html or body.is_html
        self._begin_reading()
        return True

    def _sender(self) -> str:
        return self._row.sender_address if self._row is not None else ""

    def _marks(self) -> Marks:
        flags = self._row.flags if self._row else Flags(0)
        return Marks(
            seen=Flags.SEEN in flags,
            starred=Flags.FLAGGED in flags,
            deleted=Flags.DELETED in flags,
        )

    def _is_offline(self) -> bool:
        return self._row is not None and self._accounts_of.get(self._row.mailbox) in self._offline

    # -- asking the engine ----------------------------------------------------------------------

    def _ask(self) -> None:
        """Have the text brought; the reply or BodyChanged shows it."""
        message = self._message
        if message is None:
            return
        self._asked = message
        if self._is_offline():
            self._show_offline(message)
        else:
            self._calm.start()
        self._client.send(
            lambda request: commands.OpenMessage(request=request, message=message),
            lambda reply: self._on_opened(message, reply),
        )

    def _on_opened(self, message: MessageKey, reply: Reply) -> None:
        if message != self._message:
            return
        self._calm.stop()
        match reply:
            case events.Done():
                if not self._show_stored():
                    self._view.show_missing(Missing.FAILED, self.tr("This message has no text."))
                self._files.refresh()
            case events.Failed(problem=problem):
                if bodies.body(self._reader, message) is not None:
                    self._show_stored()
                elif problem.code in {"offline", "unreachable"}:
                    self._show_offline(message)
                else:
                    words = problem_words(problem, around=Around(folder=self._folder()))
                    self._view.show_missing(Missing.FAILED, words.title, words.meaning, words.quote)

    def _folder(self) -> str:
        """Return the name of the mailbox of the open message, "" when that has gone as well."""
        place = self._row.mailbox if self._row is not None else None
        for one in mailboxes.mailboxes(self._reader):
            if one.key == place:
                return one.levels[-1]
        return ""

    def _on_damaged(self, message: MessageKey, section: str) -> None:
        """Have a picture checked and brought again, once for each time the message is shown."""
        if message == self._message and section not in self._damaged:
            self._damaged.add(section)
            self._client.send(
                lambda request: commands.FetchPart(
                    request=request, message=message, section=section
                )
            )

    def _show_offline(self, message: MessageKey) -> None:
        if message in self._later:
            self._view.promise_later()
        else:
            self._view.show_missing(Missing.OFFLINE)

    def _on_calm(self) -> None:
        self._view.show_missing(Missing.FETCHING)

    def _on_stop(self) -> None:
        if self._task:
            task = self._task
            self._client.send(lambda request: commands.StopTask(request=request, task=task))
        self._view.show_missing(
            Missing.FAILED,
            self.tr("Stopped"),
            self.tr("The text of this message is still on the server."),
        )

    def _on_later(self) -> None:
        if self._message is not None:
            self._later.add(self._message)
            self._view.promise_later()

    def _on_rest(self) -> None:
        message = self._message
        if message is not None:
            self._client.send(
                lambda request: commands.FetchSource(request=request, message=message),
                lambda reply: self._on_opened(message, reply),
            )

    # -- marks ----------------------------------------------------------------------------------

    def _begin_reading(self) -> None:
        unread = self._row is not None and Flags.SEEN not in self._row.flags
        if self._may_mark and unread and self._mark_read_after_s >= 0:
            self._read.start(round(self._mark_read_after_s * 1000))

    def _mark_read(self) -> None:
        if self._may_mark:
            self._may_mark = False  # once: who marks it unread while it is open means it
            self._set_flag(Flags.SEEN, True)

    def _on_seen(self, on: bool) -> None:
        self._may_mark = False
        self._read.stop()
        self._set_flag(Flags.SEEN, on)

    def _on_star(self, on: bool) -> None:
        self._set_flag(Flags.FLAGGED, on)

    def _on_light(self, light: bool) -> None:
        if self._memory is not None:
            self._memory.remember_light(self._sender(), light=light)

    def _on_deleted(self, on: bool) -> None:
        if self._place is Place.SERVER:
            self._set_flag(Flags.DELETED, on)
        elif self._message is not None:
            self.delete_wanted.emit(self._message)

    def _set_flag(self, flag: Flags, on: bool) -> None:
        message = self._message
        if message is not None:
            self._client.send(
                lambda request: commands.SetFlags(
                    request=request,
                    messages=[message],
                    add=int(flag) if on else 0,
                    remove=0 if on else int(flag),
                )
            )

    # -- events ---------------------------------------------------------------------------------

    def _on_event(self, event: object) -> None:
        match event:
            case BodyChanged(message=message) if message == self._message:
                self._show_stored()
                self._files.refresh()
            case MessagesChanged():
                self._on_messages_changed(event)
            case ProgressChanged():
                self._on_progress(event)
            case AccountStateChanged():
                self._on_account_state(event)
            case AccountsChanged() | MailboxesChanged(structure=True):
                self.reload_accounts()
            case _:
                pass

    def _on_messages_changed(self, event: MessagesChanged) -> None:
        message, row = self._message, self._row
        if message is None or row is None or event.mailbox != row.mailbox:
            return
        if message in event.removed:
            self.show(None, 0)
        elif event.many or message in event.changed:
            fresh = messages.row(self._reader, message)
            if fresh is None:
                self.show(None, 0)
            else:
                self._row = fresh
                self._view.show_marks(self._marks())
                self._copy.show(fresh)

    def _on_progress(self, event: ProgressChanged) -> None:
        self._files.on_progress(event)
        if event.message == self._message and event.kind in {"texts", "source"}:
            self._task = 0 if event.over else event.task

    def _on_account_state(self, event: AccountStateChanged) -> None:
        account = AccountKey(event.account)
        if event.state in _OFFLINE_STATES:
            self._offline.add(account)
        elif event.state == "online":
            self._offline.discard(account)
            self._fetch_later(account)
        self._files.set_offline(self._is_offline())

    def _fetch_later(self, account: AccountKey) -> None:
        """Ask for the texts that were wanted while offline."""
        for message in sorted(self._later):
            row = messages.row(self._reader, message)
            if row is not None and self._accounts_of.get(row.mailbox) != account:
                continue
            self._later.discard(message)
            if row is not None and message != self._message:
                self._client.send(
                    lambda request, key=message: commands.OpenMessage(request=request, message=key)
                )
        waiting = self._message is not None and self._asked == self._message
        if waiting and not self._is_offline() and not self._show_stored():
            self._ask()

    def _on_link(self, url: QUrl) -> None:
        if not self._open_link(url):
            self.said.emit(self.tr("This link was not opened: only web and mail addresses are."))

    def _connect(self) -> None:
        view = self._view
        view.bar.star_asked.connect(self._on_star)
        view.bar.deleted_asked.connect(self._on_deleted)
        view.bar.seen_asked.connect(self._on_seen)
        view.light_chosen.connect(self._on_light)
        view.stop_asked.connect(self._on_stop)
        view.later_asked.connect(self._on_later)
        view.again_asked.connect(self._ask)
        view.rest_asked.connect(self._on_rest)
        view.link_asked.connect(self._on_link)
        view.link_hovered.connect(self.said)
        self._files.said.connect(self.said)
        self._calm.timeout.connect(self._on_calm)
        self._read.timeout.connect(self._mark_read)
        self._client.happened.connect(self._on_event)
