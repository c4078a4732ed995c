"""Carries out what the user does with messages of this computer, and can take it back."""

from __future__ import annotations  # array is subscriptable from Python 3.12 on

from array import array
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QLocale, QObject, Signal
from PySide6.QtWidgets import QWidget

from facteur.base.errors import FacteurError
from facteur.base.log import logger
from facteur.link import commands, events
from facteur.mail.keys import AccountKey, MailboxKey, MessageKey
from facteur.store.read import local, messages
from facteur.ui import format as formats
from facteur.ui.engineclient import EngineClient
from facteur.ui.filing import words
from facteur.ui.filing.chooser import FolderChooser
from facteur.ui.filing.questions import DeleteQuestion
from facteur.ui.filing.sending import Sending
from facteur.ui.filing.surroundings import Surroundings
from facteur.ui.place import Place
from facteur.ui.theme.style import Style
from facteur.ui.widgets.toast import Toast
from facteur.ui.words import problem_words

_LOG = logger("ui")
_ORIGINS_OF = 200  # messages whose origin is looked up; the rest of a selection follows them

_Make = Callable[[int, list[int]], commands.Command]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """A change that was carried out, and how it is taken back (None: it cannot be)."""

    keys: array[int]
    done: str
    back: _Make | None = None


class FilingController(QObject):
    """Moves messages between folders of this computer, the trash among them."""

    undoable_changed = Signal()
    """See `undoable`."""

    def __init__(
        self,
        window: QWidget,
        style: Style,
        client: EngineClient,
        toast: Toast,
        around: Surroundings,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._style = style
        self._client = client
        self._toast = toast
        self._around = around
        self._last: _Change | None = None
        self.undo_keys = ""
        toast.pressed.connect(self.undo)

    @property
    def undoable(self) -> bool:
        """Whether the last change can be taken back."""
        return self._last is not None

    def delete(self, keys: array[int], place: Place) -> None:
        """Put messages into the trash; those of the trash are deleted for good, after a question.

        What lies on a server is none of ours.
        """
        match place:
            case Place.LOCAL:
                self.trash(keys)
            case Place.TRASH:
                self.erase(keys)
            case Place.SERVER:
                pass

    def trash(self, keys: array[int]) -> None:
        """Put messages into the trash of their account."""
        said = words.trashed(len(keys), self._subject(keys), QLocale())
        self._send(_Change(keys=keys, done=said, back=_restore), _to_trash)

    def restore(self, keys: array[int]) -> None:
        """Put messages of the trash back where they were."""
        said = words.restored(len(keys), self._subject(keys), QLocale())
        self._send(_Change(keys=keys, done=said, back=_to_trash), _restore)

    def erase(self, keys: array[int]) -> None:
        """Delete messages of the trash for good, when the user agrees."""
        row = messages.row(self._around.reader, MessageKey(keys[0])) if keys else None
        if row is None:
            return
        locale = QLocale()
        mailbox = self._around.mailbox(row.mailbox)
        account = self._around.account(mailbox.account) if mailbox is not None else None
        if account is None:
            return
        question = DeleteQuestion(
            words.erase_question(len(keys), self._around.name(row.mailbox), locale),
            words.erase_meaning(len(keys), account.settings.pop),
            words.erase_button(len(keys), locale),
            self._window,
        )
        self._ask(question, keys)

    def empty_trash(self, account: AccountKey) -> None:
        """Delete all of an account's trash for good, when the user agrees."""
        trash, owner = self._around.trash(account), self._around.account(account)
        if trash is None or owner is None or not trash.messages:
            return
        locale = QLocale()
        keys = array("q", local.message_keys(self._around.reader, trash.key))
        question = DeleteQuestion(
            words.empty_question(len(keys), local.octets(self._around.reader, trash.key), locale),
            words.erase_meaning(len(keys), owner.settings.pop),
            words.erase_button(len(keys), locale),
            self._window,
        )
        self._ask(question, keys)

    def move(self, keys: array[int], source: MailboxKey) -> None:
        """Ask where to, and move messages of this mailbox there."""
        title = self.tr("Move {count} message(s) to", "", len(keys))
        self._choose(
            title.format(count=formats.count(len(keys), QLocale())),
            self.tr("Move"),
            source,
            lambda target: self.drop(keys, source, target, copy=False),
        )

    def copy(self, keys: array[int], source: MailboxKey) -> None:
        """Ask where to, and copy messages of this mailbox there."""
        title = self.tr("Copy {count} message(s) to", "", len(keys))
        self._choose(
            title.format(count=formats.count(len(keys), QLocale())),
            self.tr("Copy"),
            source,
            lambda target: self.drop(keys, source, target, copy=True),
        )

    def drop(self, keys: array[int], source: MailboxKey, target: MailboxKey, *, copy: bool) -> None:
        """Move or copy messages of one mailbox into another one of the same account."""
        if not keys or (target == source and not copy):
            return
        locale, folder = QLocale(), self._around.name(target)
        subject = self._subject(keys)
        if copy:
            said = words.copied(len(keys), subject, folder, locale)
            self._send(_Change(keys=keys, done=said), _copy_to(target))
            return
        said = words.moved(len(keys), subject, folder, locale)
        self._send(_Change(keys=keys, done=said, back=_move_to(source)), _move_to(target))

    def undo(self) -> None:
        """Take the last change back."""
        last = self._last
        if last is None or last.back is None:
            return
        self._keep(None)
        self._send(_Change(keys=last.keys, done=words.undone()), last.back)

    def origin(self, keys: array[int]) -> str:
        """Return the one folder that messages of the trash came from, in words, else ""."""
        found = local.origins(self._around.reader, [MessageKey(key) for key in keys[:_ORIGINS_OF]])
        return self._around.name(found.pop()) if len(found) == 1 else ""

    # -- inside ---------------------------------------------------------------------------------

    def _choose(
        self,
        title: str,
        verb: str,
        source: MailboxKey,
        then: Callable[[MailboxKey], None],
    ) -> None:
        mailbox = self._around.mailbox(source)
        if mailbox is None:
            return
        choices = self._around.choices(mailbox.account, without=frozenset({source}))
        chooser = FolderChooser(self._style, title, verb, choices, self._window)
        chooser.chosen.connect(then)
        chooser.open()

    def _ask(self, question: DeleteQuestion, keys: array[int]) -> None:
        change = _Change(keys=keys, done=words.erased(len(keys), QLocale()))
        question.agreed.connect(lambda: self._send(change, _erase))
        question.open()

    def _send(self, change: _Change, make: _Make) -> None:
        if change.keys:
            Sending(
                self._client, change.keys, make, lambda problem: self._on_end(change, problem)
            ).begin()

    def _on_end(self, change: _Change, problem: events.Problem | None) -> None:
        if problem is not None:
            said = problem_words(problem)
            self._toast.say(f"{said.title}. {said.meaning}", good=False)
            return
        self._keep(change if change.back is not None else None)
        button = self.tr("Undo") if change.back is not None else ""
        self._toast.say(change.done, button, self.undo_keys)

    def _keep(self, change: _Change | None) -> None:
        self._last = change
        self.undoable_changed.emit()

    def _subject(self, keys: array[int]) -> str:
        """Return the subject of the only message, "" for several."""
        if len(keys) != 1:
            return ""
        try:
            row = messages.row(self._around.reader, MessageKey(keys[0]))
        except FacteurError as error:
            _LOG.warning("a subject cannot be read: %s", error)
            return ""
        return formats.subject(row) if row is not None else ""


def _to_trash(request: int, keys: list[int]) -> commands.Command:
    return commands.MoveMessages(request=request, messages=keys, mailbox=0)


def _restore(request: int, keys: list[int]) -> commands.Command:
    return commands.RestoreMessages(request=request, messages=keys)


def _erase(request: int, keys: list[int]) -> commands.Command:
    return commands.EraseMessages(request=request, messages=keys)


def _move_to(target: MailboxKey) -> _Make:
    return lambda request, keys: commands.MoveMessages(
        request=request, messages=keys, mailbox=target
    )


def _copy_to(target: MailboxKey) -> _Make:
    return lambda request, keys: commands.CopyMessages(
        request=request, messages=keys, mailbox=target
    )
