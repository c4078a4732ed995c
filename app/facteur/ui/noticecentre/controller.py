"""Fills the notice centre from the store whenever something changed there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from facteur.link import commands, events
from facteur.mail.keys import AccountKey
from facteur.store.rows import Notice, StoredProblem
from facteur.ui.engineclient import EngineClient
from facteur.ui.notice import Button
from facteur.ui.noticecentre.entries import Known, Told, entries, for_support
from facteur.ui.noticecentre.rows import Entry, Family
from facteur.ui.noticecentre.view import NoticeCentreView
from facteur.ui.theme.style import Style
from facteur.ui.words import Around, nothing_around

_CALM_MS = 200  # a burst of events is one look


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What the notice centre reads, the names of accounts, and what is around a problem."""

    problems: Callable[[], Sequence[StoredProblem]]
    notices: Callable[[], Sequence[Notice]]
    account_name: Callable[[AccountKey], str]
    now_ms: Callable[[], int]
    around: Callable[[events.Problem], Around] = nothing_around


class NoticeCentreController(QObject):
    """Owns the sheet. `read` makes it look at the store, which must be readable by then."""

    wanting = Signal(bool)
    """Whether something needs the user: the dot on the bell."""

    remedy_wanted = Signal(object, object)
    """A Problem, and the Remedy that was pressed for it."""

    def __init__(self, style: Style, client: EngineClient, source: Source, parent: QWidget) -> None:
        super().__init__(parent)
        self._client = client
        self._source = source
        self._told: dict[str, Told] = {}
        self._bell: QWidget | None = None
        self.view = NoticeCentreView(style, parent)
        self.view.pressed.connect(self._on_pressed)
        self.view.dismissed.connect(self._on_dismissed)
        self.view.copy_asked.connect(self._copy)
        self._timer = QTimer(self, singleShot=True, interval=_CALM_MS)
        self._timer.timeout.connect(self.read)
        client.happened.connect(self._on_event)

    def use_bell(self, bell: QWidget) -> None:
        """Show the sheet under this button."""
        self._bell = bell

    def open(self) -> None:
        """Show the sheet."""
        self.read()
        if self._bell is not None:
            self.view.open_below(self._bell)

    def read(self) -> None:
        """Read what there is to tell."""
        source = self._source
        known = Known(account=source.account_name, around=source.around)
        told = entries(source.problems(), source.notices(), known, source.now_ms())
        self._told = {one.entry.name: one for one in told}
        self.view.show_entries(self._entries())
        self.wanting.emit(any(one.family is Family.WANTED for one in self._entries()))

    def retranslate(self) -> None:
        """Word everything in the language now in force."""
        self.read()
        self.view.retranslate()

    def _entries(self) -> tuple[Entry, ...]:
        return tuple(one.entry for one in self._told.values())

    def _on_event(self, event: object) -> None:
        match event:
            case (
                events.NoticesChanged()
                | events.ProblemRaised()
                | events.ProblemCleared()
                | events.AccountsChanged()
                | events.Ready()
            ):
                self._timer.start()
            case _:
                pass

    def _on_pressed(self, entry: Entry, button: Button) -> None:
        self.view.hide()
        told = self._told.get(entry.name)
        if told is not None and told.problem is not None:
            self.remedy_wanted.emit(told.problem, button.remedy)

    def _on_dismissed(self, entry: Entry, mute: bool) -> None:
        told = self._told.get(entry.name)
        if told is None or told.notice is None:
            return
        key = int(told.notice)
        self._client.send(
            lambda request: commands.DismissNotices(request=request, notices=[key], mute=mute)
        )

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(for_support(self._entries()))
