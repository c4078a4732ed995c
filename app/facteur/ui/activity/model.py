"""The facts behind the panel, kept up to date by events. Pure; no words, no widget, no store."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from facteur.link import events
from facteur.mail.keys import AccountKey, MailboxKey, OperationKey
from facteur.store.rows import Operation

_GROUPS_LIMIT = 200  # more lines of waiting changes than that nobody reads


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountState:
    """How an account stands. state "": not heard of yet."""

    state: str = ""
    checked_ms: int = 0
    waiting: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Changes of the user's that wait or failed for the same reason in the same mailbox.

    operations: empty when there are too many to be listed; `count` still says how many.
    """

    account: AccountKey
    mailbox: MailboxKey
    state: str
    code: str
    server_text: str
    operations: tuple[OperationKey, ...]
    count: int

    @property
    def name(self) -> str:
        """What tells it among all."""
        return f"waiting/{self.account}/{self.mailbox}/{self.state}/{self.code}"


class Activity:
    """Tasks, account states, problems, waiting changes."""

    def __init__(self) -> None:
        self.tasks: dict[int, events.ProgressChanged] = {}
        self.accounts: dict[AccountKey, AccountState] = {}
        self.problems: dict[tuple[int, str, str], events.Problem] = {}
        self.waiting: tuple[Waiting, ...] = ()
        self.by_choice_offline = False
        self.engine_lost = False
        self.stored_checked_ms = 0  # what the store knows, until the engine tells

    def take(self, event: events.Event) -> bool:
        """Note an event; returns whether anything shown depends on it."""
        match event:
            case events.ProgressChanged(task=task, over=over):
                if over:
                    return self.tasks.pop(task, None) is not None
                self.tasks[task] = event
            case events.AccountStateChanged(account=account):
                self.accounts[AccountKey(account)] = AccountState(
                    state=event.state, checked_ms=event.checked_ms, waiting=event.waiting
                )
            case events.ProblemRaised(problem=problem):
                self.problems[problem.account, problem.family, problem.code] = problem
            case events.ProblemCleared(account=account, family=family, code=code):
                return self.problems.pop((account, family, code), None) is not None
            case events.Ready():
                self.engine_lost = False
            case _:
                return False
        return True

    def lose_engine(self) -> None:
        """Take note that the engine died: what it was doing is over."""
        self.tasks.clear()
        self.problems.clear()
        self.engine_lost = True
        self.accounts = {
            key: replace(state, state="connecting") for key, state in self.accounts.items()
        }

    def keep_accounts(self, accounts: Iterable[AccountKey]) -> None:
        """Forget whatever belongs to accounts that are gone."""
        kept = set(accounts)
        self.accounts = {key: state for key, state in self.accounts.items() if key in kept}
        self.problems = {
            key: problem
            for key, problem in self.problems.items()
            if not problem.account or AccountKey(problem.account) in kept
        }

    def take_waiting(self, operations: Iterable[Operation]) -> None:
        """Group the waiting operations by account, mailbox, state and reason."""
        groups: dict[tuple[int, int, str, str], Waiting] = {}
        keys: dict[tuple[int, int, str, str], list[OperationKey]] = {}
        for operation in operations:
            group = (operation.account, operation.mailbox, operation.state, operation.code)
            keys.setdefault(group, []).append(operation.key)
            if group not in groups:
                groups[group] = Waiting(
                    account=operation.account,
                    mailbox=operation.mailbox,
                    state=operation.state,
                    code=operation.code,
                    server_text=operation.server_text,
                    operations=(),
                    count=0,
                )
        self.waiting = tuple(
            replace(waiting, operations=tuple(keys[group]), count=len(keys[group]))
            for group, waiting in list(groups.items())[:_GROUPS_LIMIT]
        )

    def sum_waiting(self) -> None:
        """Show only how many changes wait in each account: reading them all would take too long."""
        self.waiting = tuple(
            Waiting(
                account=key,
                mailbox=MailboxKey(0),
                state="queued",
                code="",
                server_text="",
                operations=(),
                count=state.waiting,
            )
            for key, state in self.accounts.items()
            if state.waiting
        )

    @property
    def waiting_count(self) -> int:
        """How many changes have not reached a server."""
        return sum(state.waiting for state in self.accounts.values())

    @property
    def state(self) -> str:
        """The state that matters most, of AccountStateChanged; paused the least, "" without one."""
        states = {state.state for state in self.accounts.values()}
        if self.by_choice_offline and self.accounts:
            return "offline"
        for state in ("stopped", "online", "connecting", "offline", "paused"):
            if state in states:
                return state
        return ""

    @property
    def paused(self) -> tuple[events.Problem, ...]:
        """Accounts that rest because the user wants it, each as a problem that can be ended."""
        return tuple(
            events.Problem(family="network", code="paused", account=int(key))
            for key, state in self.accounts.items()
            if state.state == "paused"
        )

    @property
    def checked_ms(self) -> int:
        """When a server was last asked for news, 0 never."""
        told = max((state.checked_ms for state in self.accounts.values()), default=0)
        return max(told, self.stored_checked_ms)

    @property
    def main_task(self) -> events.ProgressChanged | None:
        """The task the status line tells of: what the user asked for before what runs by itself."""
        if not self.tasks:
            return None
        return min(self.tasks.values(), key=lambda task: (_rank(task), task.task))


_RANKS = (
    "part",
    "source",
    "export",
    "import",
    "restore",
    "backup",
    "collect",
    "check",
    "headers",
    "flags",
    "texts",
)


def _rank(task: events.ProgressChanged) -> int:
    return _RANKS.index(task.kind) if task.kind in _RANKS else len(_RANKS)
