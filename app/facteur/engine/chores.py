"""What an account does when nobody waits: look at the folders, bring headers, then texts.

The open mailbox comes first, then INBOX, then those the server has news of, then what is still
missing, then the texts of recent months. Each step is short, so that the order is decided anew
all the time.
"""

from collections.abc import Iterator

from facteur.base.errors import ServerRefused
from facteur.base.log import logger
from facteur.engine.bodies import Bodies
from facteur.engine.effects import Effects
from facteur.engine.lane import Lane, Priority
from facteur.engine.spacewatch import SpaceWatch
from facteur.engine.sync.backfill import Backfill
from facteur.engine.sync.listing import Listing, list_mailboxes
from facteur.engine.sync.mirror import Mirror
from facteur.engine.tasks import Task, Tasks
from facteur.engine.wishes import Wishes
from facteur.mail.keys import AccountKey, MailboxKey
from facteur.mail.mailbox import Mailbox, SpecialUse
from facteur.store.database import Store
from facteur.store.read import mailboxes as read_mailboxes
from facteur.store.rows import SyncState
from facteur.store.write import mailboxes as write_mailboxes

MONTH_MS = 30 * 24 * 3600 * 1000
# Mailboxes whose texts are not brought unasked.
NO_TEXTS = frozenset({SpecialUse.JUNK, SpecialUse.TRASH, SpecialUse.ALL})

_log = logger("sync")


class Chores:
    """The background work of one account."""

    def __init__(
        self,
        account: AccountKey,
        *,
        store: Store,
        effects: Effects,
        wishes: Wishes,
        mirror: Mirror,
        bodies: Bodies,
        tasks: Tasks,
    ) -> None:
        self.open_mailbox: MailboxKey | None = None
        self.looks_begun = 0  # at all folders
        self._last_look = 0  # the number of the last that came to its end
        self.backfill = Backfill(store, mirror, self._report)
        self._space = SpaceWatch(account, store, effects.clock)
        self._account = account
        self._store = store
        self._effects = effects
        self._wishes = wishes
        self._bodies = bodies
        self._tasks = tasks
        self._stale: set[MailboxKey] = set()
        self._refused: set[MailboxKey] = set()  # the server would not open them
        self._paused = False
        self._progress: dict[MailboxKey, Task] = {}

    def resume(self) -> None:
        """Go on after a stop."""
        self._paused = False

    async def list_all(self, lane: Lane) -> None:
        """Bring the tree of mailboxes with its counts and note which have news."""
        self.looks_begun += 1
        number = self.looks_begun
        listing = await list_mailboxes(lane.live())
        await self._store.write(
            lambda tx: write_mailboxes.apply_list(
                tx, self._account, listing.mailboxes, complete=listing.complete
            )
        )
        self._refused.clear()
        self._note_stale(listing, lane)
        self._last_look = number
        lane.hurried.set()
        inbox = read_mailboxes.find(self._store.reader, self._account, "INBOX")
        if inbox is not None and inbox.complete:  # a new account's mail comes first
            await self._space.look(lane)

    async def list_since(self, lane: Lane, begun: int) -> None:
        """List all, unless that was done meanwhile by who asked at the same time.

        begun: what `looks_begun` was when somebody asked; an older answer would not do.
        """
        if self._last_look <= begun:
            await self.list_all(lane)

    async def next_step(self, lane: Lane) -> bool:
        """Do the next short piece of work; False when there is none."""
        if self._paused:
            return False
        for mailbox in self._in_order():
            try:
                if await self._work_on(lane, mailbox):
                    return True
            except ServerRefused as error:
                _log.info("mailbox %d: %s", mailbox.key, error)
                self._refused.add(mailbox.key)
                self._stale.discard(mailbox.key)
                self._finish(mailbox.key)
        return await self._bring_texts(lane)

    async def complete(self, lane: Lane, mailbox: MailboxKey | None, *, texts: bool) -> None:
        """Bring everything of a mailbox, or of all, as one piece of work.

        Raises ServerRefused when a mailbox that was named cannot be opened; of all of them those
        that cannot are left out.
        """
        if mailbox is not None:
            await self._complete(lane, mailbox, texts=texts)
            return
        for one in list(self._in_order()):
            try:
                await self._complete(lane, one.key, texts=texts)
            except ServerRefused as error:
                _log.info("mailbox %d: %s", one.key, error)

    async def _complete(self, lane: Lane, mailbox: MailboxKey, *, texts: bool) -> None:
        lane.selection = None  # look again, even at the one that is open
        await lane.selected(mailbox)
        self._stale.discard(mailbox)
        # As urgent as can be: to make way for what waits for this very lane would be a standstill.
        while not await self.backfill.run(lane, mailbox, Priority.USER):
            await lane.selected(mailbox)
        self._finish(mailbox)
        if texts:
            while await self._bodies.prefetch(lane, mailbox, self._texts_since()):
                pass

    async def _work_on(self, lane: Lane, mailbox: Mailbox) -> bool:
        key = mailbox.key
        if key in self._stale or mailbox.uidvalidity == 0:
            self._stale.discard(key)
            if lane.selection is not None and lane.selection.mailbox == key:
                lane.selection = None  # look again
            selection = await lane.selected(key)
            if selection.uidvalidity == 0:  # UIDs that mean nothing later: nothing to build on
                raise ServerRefused("no-uidvalidity")
            return True
        if not self.backfill.is_wanted(key):
            return False
        if await self.backfill.run(lane, key, Priority.BACKGROUND):
            self._finish(key)
        return True

    async def _bring_texts(self, lane: Lane) -> bool:
        if self._wishes.texts_months == 0:
            return False
        since = self._texts_since()
        for mailbox in self._in_order():
            if mailbox.special_use in NO_TEXTS or mailbox.uidvalidity == 0:
                continue
            try:
                if await self._bodies.prefetch(lane, mailbox.key, since):
                    return True
            except ServerRefused as error:
                _log.info("no texts of mailbox %d: %s", mailbox.key, error)
                self._refused.add(mailbox.key)
        return False

    def _texts_since(self) -> int:
        return self._effects.clock.now_ms() - self._wishes.texts_months * MONTH_MS

    def _in_order(self) -> Iterator[Mailbox]:
        """Yield the mailboxes worth a look: the open one, INBOX, those with news, the rest."""
        known = [
            mailbox
            for mailbox in read_mailboxes.mailboxes(self._store.reader, self._account)
            if mailbox.selectable and mailbox.key not in self._refused
        ]
        known.sort(
            key=lambda mailbox: (
                mailbox.key != self.open_mailbox,
                mailbox.special_use is not SpecialUse.INBOX,
                mailbox.key not in self._stale,
            )
        )
        yield from known

    def _note_stale(self, listing: Listing, lane: Lane) -> None:
        for mailbox in read_mailboxes.mailboxes(self._store.reader, self._account):
            counts = listing.counts.get(mailbox.name)
            if counts is None or mailbox.uidvalidity == 0:
                continue
            state = read_mailboxes.sync_state(self._store.reader, mailbox.key)
            live = lane.selection is not None and lane.selection.mailbox == mailbox.key
            changed = (
                counts.uidvalidity not in {None, state.uidvalidity}
                or counts.uidnext not in {None, state.uidnext}
                or (state.skeleton_done and counts.messages not in {None, state.messages})
                or (state.skeleton_done and counts.unseen not in {None, mailbox.unseen})
                or _has_higher_modseq(counts.highestmodseq, state)
            )
            if changed and not live:
                self._stale.add(mailbox.key)

    def _report(self, mailbox: MailboxKey, done: int, total: int) -> None:
        task = self._progress.get(mailbox)
        if task is None:
            task = self._tasks.begin(
                self._account, "headers", mailbox=mailbox, total=total, stop=self._pause
            )
            self._progress[mailbox] = task
        self._tasks.step(task, done, total)

    def _pause(self) -> None:
        self._paused = True
        for mailbox in list(self._progress):
            self._finish(mailbox)

    def _finish(self, mailbox: MailboxKey) -> None:
        task = self._progress.pop(mailbox, None)
        if task is not None:
            self._tasks.end(task)


def _has_higher_modseq(told: int | None, state: SyncState) -> bool:
    return bool(told and state.highestmodseq and told > state.highestmodseq)
