"""Joins the panel and the status line to the engine and the store."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from facteur.link import commands, events
from facteur.mail.account import Account
from facteur.mail.keys import AccountKey
from facteur.store.rows import Operation, StoredProblem
from facteur.ui.activity import sentences
from facteur.ui.activity.model import Activity
from facteur.ui.activity.rows import RowButton, Verb
from facteur.ui.activity.sentences import Names
from facteur.ui.activity.statusline import StatusLine
from facteur.ui.activity.view import ActivityView
from facteur.ui.engineclient import EngineClient
from facteur.ui.notice import Remedy
from facteur.ui.standingproblem import standing_problem

_LISTED = 5000  # so many waiting changes are read in a few milliseconds
_SHOW_MS = 100  # progress comes faster than anybody reads


def _never() -> int:
    return 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where waiting operations, standing problems and the time of the last check are read from."""

    waiting: Callable[[], list[Operation]]
    problems: Callable[[], list[StoredProblem]]
    checked_ms: Callable[[], int] = _never


class ActivityController(QObject):
    """Keeps the facts, shows them at most ten times a second."""

    changed = Signal()
    """What is shown changed: connection, problems or the number of waiting changes."""

    remedy_wanted = Signal(object, object)
    """The user wants a problem mended: the events.Problem and the notice.Remedy."""

    def __init__(
        self,
        view: ActivityView,
        line: StatusLine,
        client: EngineClient,
        names: Names,
        now_ms: Callable[[], int],
    ) -> None:
        super().__init__(view)
        self._view = view
        self._line = line
        self._client = client
        self._names = names
        self._now_ms = now_ms
        self._source: Source | None = None
        self.activity = Activity()
        self._stale = True
        self._timer = QTimer(self, singleShot=True, interval=_SHOW_MS)
        self._timer.timeout.connect(self.show)
        client.happened.connect(self._on_event)
        client.lost.connect(self._on_lost)
        view.pressed.connect(self._on_pressed)
        line.stop_wanted.connect(self._stop_main)

    def use(self, source: Source) -> None:
        """Read from this store from now on."""
        self._source = source
        for stored in source.problems():
            problem = standing_problem(stored)
            key = (problem.account, problem.family, problem.code)
            self.activity.problems.setdefault(key, problem)
        self.activity.stored_checked_ms = source.checked_ms()
        self._later()

    def keep_accounts(self, accounts: tuple[Account, ...]) -> None:
        """Take note of which accounts there are."""
        self.activity.keep_accounts(account.key for account in accounts)
        self._later()

    def set_offline_by_choice(self, offline: bool) -> None:
        """Take note that the user works offline, or no longer."""
        self.activity.by_choice_offline = offline
        self.show()

    def show(self) -> None:
        """Show the facts as they are now."""
        self._timer.stop()
        if self._view.isVisible() and self._source is not None and self._stale:
            if self.activity.waiting_count > _LISTED:
                self.activity.sum_waiting()
            else:
                self.activity.take_waiting(self._source.waiting())
            self._stale = False
        self._line.show_line(sentences.line(self.activity, self._now_ms()))
        if self._view.isVisible():
            self._view.show_groups(sentences.groups(self.activity, self._names))
        self.changed.emit()

    # -- inside ---------------------------------------------------------------------------------

    def _later(self) -> None:
        self._stale = True
        if not self._timer.isActive():
            self._timer.start()

    def _on_event(self, event: events.Event) -> None:
        if self.activity.take(event):
            self._later()
        elif isinstance(event, events.MessagesChanged):
            self._stale = True  # flags that reached the server change rows, not only counts

    def _on_lost(self, _pause_ms: int) -> None:
        self.activity.lose_engine()
        self.show()

    def _on_pressed(self, name: str, button: RowButton) -> None:
        match button.verb:
            case Verb.STOP:
                task = int(name.removeprefix("task/"))
                self._client.send(lambda request: commands.StopTask(request=request, task=task))
            case Verb.RETRY:
                self._each(name, _retry)
            case Verb.DISCARD:
                self._each(name, _discard)
            case Verb.REMEDY:
                for problem in (*self.activity.problems.values(), *self.activity.paused):
                    if sentences.problem_name(problem) == name:
                        self.remedy_wanted.emit(problem, Remedy(button.value))
                        return

    def _each(self, name: str, make: "_MakeForOperation") -> None:
        for waiting in self.activity.waiting:
            if waiting.name == name:
                for operation in waiting.operations:
                    self._client.send(lambda request, key=operation: make(request, key))
        self._later()

    def _stop_main(self) -> None:
        task = self.activity.main_task
        if task is not None:
            self._client.send(lambda request: commands.StopTask(request=request, task=task.task))


_MakeForOperation = Callable[[int, int], commands.Command]


def _retry(request: int, operation: int) -> commands.Command:
    return commands.RetryOperation(request=request, operation=operation)


def _discard(request: int, operation: int) -> commands.Command:
    return commands.DiscardOperation(request=request, operation=operation)


def first_problem(activity: Activity, account: AccountKey | None = None) -> events.Problem | None:
    """Return the problem to tell of first, of one account or of any."""
    for problem in activity.problems.values():
        if account is None or problem.account == account:
            return problem
    return None
