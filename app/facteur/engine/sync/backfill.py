"""Brings the layers of a large mailbox: first a row for every message, then their headers.

Newest first, in windows; each window is one transaction that also says which UIDs it dealt with,
so that a kill at any moment costs one window. Two windows are under way at a time, so that the
server never waits for us, and it stops between windows as soon as somebody waits for the lane.
"""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from facteur.base.errors import ServerRefused
from facteur.engine.lane import Lane, Priority
from facteur.engine.selection import Selection
from facteur.engine.sync.fence import Fence
from facteur.engine.sync.mirror import MAX_UID, Mirror
from facteur.engine.sync.rows import (
    ROW_ITEMS,
    SKELETON_ITEMS,
    has_headers,
    header_rows,
    skeleton_rows,
)
from facteur.engine.sync.uids import SEARCH_SLACK, all_uids
from facteur.engine.sync.windows import Interval, windows
from facteur.imap import commands
from facteur.imap.numset import NumSet
from facteur.imap.responses import Completed, Event, FetchBatch, Fetched
from facteur.mail.keys import MailboxKey
from facteur.store.database import Store
from facteur.store.read import coverage
from facteur.store.read import mailboxes as read_mailboxes
from facteur.store.read import messages as read_messages
from facteur.store.rows import HeaderRow, SkeletonRow
from facteur.store.transaction import Transaction
from facteur.store.write import generation
from facteur.store.write import mailboxes as write_mailboxes
from facteur.store.write import messages as write_messages

SKELETON_WINDOW = 2_500
HEADER_WINDOW = 500
UNDER_WAY = 2
WRITES_WAITING = 5  # transactions queued before no further window is asked for
DENSE = 2  # a window of UIDs this many times as wide as its messages is asked for as a range

Report = Callable[[MailboxKey, int, int], None]
"""Hears mailbox, headers here, messages in all."""


@dataclass(slots=True)
class _Window:
    """What one command asks for and has brought so far."""

    interval: Interval
    uids: NumSet
    skeleton: list[SkeletonRow] = field(default_factory=list[SkeletonRow])
    headers: list[HeaderRow] = field(default_factory=list[HeaderRow])


class Backfill:
    """The background work of one account's mailboxes."""

    def __init__(self, store: Store, mirror: Mirror, report: Report) -> None:
        self._store = store
        self._mirror = mirror
        self._report = report

    def is_wanted(self, mailbox: MailboxKey) -> bool:
        """Whether something of the mailbox is not here yet. It must have been selected once."""
        state = read_mailboxes.sync_state(self._store.reader, mailbox)
        return state.uidvalidity != 0 and not (state.skeleton_done and state.headers_done)

    async def run(self, lane: Lane, mailbox: MailboxKey, priority: Priority) -> bool:
        """Go on with a mailbox until it is whole (True) or the lane is wanted elsewhere."""
        selection = await lane.selected(mailbox)
        state = read_mailboxes.sync_state(self._store.reader, mailbox)
        if not state.skeleton_done and not await self._skeleton(lane, selection, priority):
            return False
        return await self._headers(lane, selection, priority)

    async def _skeleton(self, lane: Lane, selection: Selection, priority: Priority) -> bool:
        state = read_mailboxes.sync_state(self._store.reader, selection.mailbox)
        server = (
            await all_uids(lane.live(), selection, most=selection.exists + SEARCH_SLACK)
            if selection.exists
            else None
        )
        top = max(state.uidnext - 1, server.high if server is not None else 0)
        missing = coverage.gaps(
            self._store.reader, selection.mailbox, coverage.Layer.SKELETON, 1, top
        )
        source = (
            _Window((low, high), NumSet.span(low, high))
            for low, high in windows(server, missing, SKELETON_WINDOW)
        )
        if not await self._run_windows(lane, selection, source, SKELETON_ITEMS, priority):
            return False
        await self._mirror.catch_up(lane, selection)
        await self._store.write(lambda tx: write_mailboxes.finish_skeleton(tx, selection.mailbox))
        return True

    async def _headers(self, lane: Lane, selection: Selection, priority: Priority) -> bool:
        source = self._header_windows(selection.mailbox)
        if not await self._run_windows(lane, selection, source, ROW_ITEMS, priority):
            return False
        state = read_mailboxes.sync_state(self._store.reader, selection.mailbox)
        if state.without_headers:  # asked for and not answered
            left = read_messages.uids_missing_headers(
                self._store.reader, selection.mailbox, 1, MAX_UID, HEADER_WINDOW
            )
            await self._settle_unanswered(lane, selection, left)
            return False
        while await self._store.write(lambda tx: generation.drop_orphans(tx, selection.mailbox)):
            pass  # by portions, so that nobody waits long for the writer
        await self._store.write(lambda tx: write_mailboxes.finish_headers(tx, selection.mailbox))
        return True

    def _header_windows(self, mailbox: MailboxKey) -> Iterator[_Window]:
        highest = MAX_UID
        while uids := read_messages.uids_missing_headers(
            self._store.reader, mailbox, 1, highest, HEADER_WINDOW
        ):
            low, high = uids[-1], uids[0]
            dense = high - low + 1 <= DENSE * len(uids)
            yield _Window((low, high), NumSet.span(low, high) if dense else NumSet.of(uids))
            highest = low - 1

    async def _settle_unanswered(self, lane: Lane, selection: Selection, uids: list[int]) -> None:
        """Find out whether they are gone; those that are there have no headers to be had."""
        await self._mirror.verify_absent(lane, selection, uids)
        await self._store.write(
            lambda tx: write_messages.mark_without_headers(tx, selection.mailbox, uids)
        )

    async def _run_windows(
        self,
        lane: Lane,
        selection: Selection,
        source: Iterator[_Window],
        items: tuple[str, ...],
        priority: Priority,
    ) -> bool:
        """Ask for window after window; True when the source is exhausted."""
        run = _Run(
            store=self._store,
            fence=self._mirror.fence,
            lane=lane,
            selection=selection,
            source=source,
            items=items,
            priority=priority,
            report=self._report,
        )
        while not run.exhausted:
            if lane.is_wanted(priority):
                return False
            await run.flight()
        return True


class _Run:
    """Windows on their way over one connection."""

    def __init__(
        self,
        *,
        store: Store,
        fence: Fence,
        lane: Lane,
        selection: Selection,
        source: Iterator[_Window],
        items: tuple[str, ...],
        priority: Priority,
        report: Report,
    ) -> None:
        self.exhausted = False
        self._store = store
        self._fence = fence
        self._lane = lane
        self._selection = selection
        self._source = source
        self._items = items
        self._priority = priority
        self._report = report
        self._under_way: list[_Window] = []
        self._writes: set[asyncio.Task[None]] = set()
        self._refusal: Completed | None = None

    async def flight(self) -> None:
        """Keep windows under way until there is a reason to stop, then wait for the store.

        Fetching, reading and storing go on side by side; when the store falls behind, no further
        window is asked for. Raises ServerRefused when the server says no to a window.
        """
        session = self._lane.live()
        try:
            while self._go_on():
                if self._under_way:
                    await self._lane.way.free()
                    for event in await session.receive():
                        self._note(event)
                else:
                    await asyncio.wait(self._writes, return_when=asyncio.FIRST_COMPLETED)
            await session.flight([], self._selection.note)  # settles the ends
        finally:
            if self._writes:
                await asyncio.gather(*self._writes)
        if self._refusal is not None:
            raise ServerRefused(
                "command",
                detail="FETCH",
                server_text=self._refusal.text,
                response_code=self._refusal.code.name,
                temporary=True,
            )

    def _go_on(self) -> bool:
        """Ask for as many windows as may be under way; False when there is nothing to wait for."""
        stopping = self._refusal is not None or self._lane.is_wanted(self._priority)
        while (
            not (self.exhausted or stopping)
            and len(self._under_way) < UNDER_WAY
            and len(self._writes) + len(self._under_way) < WRITES_WAITING
        ):
            self._ask()
        return bool(self._under_way) or (bool(self._writes) and not (self.exhausted or stopping))

    def _ask(self) -> None:
        window = next(self._source, None)
        if window is None:
            self.exhausted = True
            return
        self._under_way.append(window)
        self._lane.live().queue(commands.Fetch(messages=window.uids, items=self._items))

    def _note(self, event: Event) -> None:
        if isinstance(event, Completed):
            self._window_done(event)
        elif not self._under_way:
            self._selection.note(event)
        elif has_headers(event) and isinstance(event, Fetched | FetchBatch):
            self._under_way[0].headers.extend(header_rows(event))
        elif self._items is SKELETON_ITEMS and isinstance(event, Fetched | FetchBatch):
            self._under_way[0].skeleton.extend(skeleton_rows(event))
        else:
            self._selection.note(event)

    def _window_done(self, done: Completed) -> None:
        window = self._under_way.pop(0)
        if not done.ok:
            self._refusal = done
            return
        task = asyncio.ensure_future(self._keep(window))
        self._writes.add(task)
        task.add_done_callback(self._writes.discard)

    async def _keep(self, window: _Window) -> None:
        mailbox = self._selection.mailbox
        low, high = window.interval

        def keep(tx: Transaction) -> None:
            if self._items is SKELETON_ITEMS:
                bare = self._fence.present(tx, self._selection, window.skeleton)
                write_messages.insert_skeleton(tx, mailbox, bare, low, high)
            else:
                rows = self._fence.present(tx, self._selection, window.headers)
                write_messages.insert_headers(tx, mailbox, rows, low, high)

        await self._store.write(keep)
        if self._items is not SKELETON_ITEMS:
            state = read_mailboxes.sync_state(self._store.reader, mailbox)
            self._report(mailbox, state.messages - state.without_headers, state.messages)
