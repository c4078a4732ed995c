"""What is going on, for the progress line and its stop button."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field

from facteur.link.events import ProgressChanged
from facteur.mail.keys import AccountKey, MailboxKey, MessageKey, TaskKey


@dataclass(slots=True, kw_only=True)
class Task:
    """One thing that goes on. `stop` is called when the user wants it to end."""

    key: TaskKey
    account: AccountKey
    kind: str
    mailbox: MailboxKey = field(default=MailboxKey(0))
    message: MessageKey = field(default=MessageKey(0))
    section: str = ""
    unit: str = "messages"
    stop: Callable[[], None] | None = None

    def event(
        self, done: int, total: int, *, octets: int = 0, total_octets: int = 0, over: bool = False
    ) -> ProgressChanged:
        """Return what is said of it."""
        return ProgressChanged(
            task=self.key,
            account=self.account,
            kind=self.kind,
            mailbox=self.mailbox,
            message=self.message,
            section=self.section,
            done=done,
            total=total,
            unit=self.unit,
            octets=octets,
            total_octets=total_octets,
            stoppable=self.stop is not None,
            over=over,
        )


class Tasks:
    """All that goes on in the engine; `say` hears every step."""

    def __init__(self, say: Callable[[ProgressChanged], None]) -> None:
        self._say = say
        self._numbers = itertools.count(1)
        self._running: dict[TaskKey, Task] = {}
        self._last: dict[TaskKey, ProgressChanged] = {}
        self._apart: dict[TaskKey, Callable[[], None]] = {}

    def begin(
        self,
        account: AccountKey,
        kind: str,
        *,
        mailbox: MailboxKey = MailboxKey(0),  # noqa: B008 - a number
        message: MessageKey = MessageKey(0),  # noqa: B008 - a number
        section: str = "",
        unit: str = "messages",
        total: int = 0,
        stop: Callable[[], None] | None = None,
    ) -> Task:
        """Announce a task and return it; `end` has to follow."""
        task = Task(
            key=TaskKey(next(self._numbers)),
            account=account,
            kind=kind,
            mailbox=mailbox,
            message=message,
            section=section,
            unit=unit,
            stop=stop,
        )
        self._running[task.key] = task
        self.step(task, 0, total)
        return task

    def begin_apart(self, stop: Callable[[], None]) -> TaskKey:
        """Return the key of something that tells of itself by events of its own.

        `end_apart` has to follow.
        """
        key = TaskKey(next(self._numbers))
        self._apart[key] = stop
        return key

    def end_apart(self, key: TaskKey) -> None:
        """Forget what began apart."""
        self._apart.pop(key, None)

    def step(
        self, task: Task, done: int, total: int, *, octets: int = 0, total_octets: int = 0
    ) -> None:
        """Say how far it is."""
        event = task.event(done, total, octets=octets, total_octets=total_octets)
        self._last[task.key] = event
        self._say(event)

    def end(self, task: Task) -> None:
        """Say that it is over; a second time says nothing."""
        if self._running.pop(task.key, None) is not None:
            last = self._last.pop(task.key)
            self._say(
                task.event(
                    last.done,
                    last.total,
                    octets=last.octets,
                    total_octets=last.total_octets,
                    over=True,
                )
            )

    def stop(self, key: TaskKey | None) -> None:
        """Stop one task, or all that can be stopped."""
        for task in list(self._running.values()):
            if task.stop is not None and key in {None, task.key}:
                task.stop()
        for apart, stop in list(self._apart.items()):
            if key in {None, apart}:
                stop()

    def stop_account(self, account: AccountKey) -> None:
        """Stop all that goes on for an account and can be stopped."""
        for task in list(self._running.values()):
            if task.stop is not None and task.account == account:
                task.stop()

    def current(self) -> list[ProgressChanged]:
        """Return the last word of every running task."""
        return list(self._last.values())
