"""Events on their way out: merged, and at most one flush in 50 ms.

The store reports what each transaction changed; a burst of them becomes a few events, so that the
window re-reads as little as it can.
"""

import asyncio
from collections.abc import Callable

from facteur.link import events
from facteur.mail.keys import AccountKey
from facteur.store.changes import Changes

FLUSH_S = 0.05


class Broadcast:
    """Collects changes and facts; `send` is called for each event that goes out.

    on_operations: hears after a flush in which accounts the number of waiting changes may differ.
    """

    def __init__(self, send: Callable[[events.Event], None]) -> None:
        self._send = send
        self._changes = Changes()
        self._progress: dict[int, events.ProgressChanged] = {}
        self._timer: asyncio.TimerHandle | None = None
        self._last_s = 0.0
        self.on_operations: Callable[[set[AccountKey]], None] = _nobody

    def changed(self, changes: Changes) -> None:
        """Take what a transaction changed."""
        self._changes.merge(changes)
        self._schedule()

    def progress(self, event: events.ProgressChanged) -> None:
        """Take how far a task is; only the last word before a flush goes out."""
        self._progress[event.task] = event
        self._schedule()

    def now(self, event: events.Event) -> None:
        """Send a fact at once, after what was collected before it."""
        self.flush()
        self._send(event)

    def flush(self) -> None:
        """Send all that was collected."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        changes, self._changes = self._changes, Changes()
        progress, self._progress = self._progress, {}
        self._last_s = asyncio.get_running_loop().time()
        for event in as_events(changes):
            self._send(event)
        for event in progress.values():
            self._send(event)
        if changes.operations:
            self.on_operations(set(changes.operations))

    def _schedule(self) -> None:
        if self._timer is None:
            loop = asyncio.get_running_loop()
            due = max(self._last_s + FLUSH_S, loop.time())
            self._timer = loop.call_at(due, self.flush)


def _nobody(_accounts: set[AccountKey]) -> None:
    """Tell nobody."""


def as_events(changes: Changes) -> list[events.Event]:
    """Return the events that say what changed."""
    found: list[events.Event] = []
    if changes.accounts:
        found.append(events.AccountsChanged())
    accounts = set(changes.structure) | set(changes.counts.values())
    for account in sorted(accounts):
        mailboxes = [key for key, owner in changes.counts.items() if owner == account]
        found.append(
            events.MailboxesChanged(
                account=account,
                mailboxes=sorted(mailboxes),
                structure=account in changes.structure,
            )
        )
    for mailbox, messages in changes.messages.items():
        found.append(
            events.MessagesChanged(
                mailbox=mailbox,
                added=sorted(messages.added),
                changed=sorted(messages.changed),
                removed=sorted(messages.removed),
                many=messages.many,
            )
        )
    if changes.notices:
        found.append(events.NoticesChanged())
    found.extend(events.BodyChanged(message=message) for message in sorted(changes.bodies))
    return found
