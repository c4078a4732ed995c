"""The care of the store beside all other work: checks after an unclean end, salvage, tidying.

Nothing here is in anybody's way: it runs in a thread or by small steps, and what it finds is
told as a problem of the store.
"""

import asyncio
from collections.abc import Coroutine

from facteur.base.clock import Clock
from facteur.base.errors import FacteurError, StoreUnavailable
from facteur.base.log import logger
from facteur.engine.broadcast import Broadcast
from facteur.engine.pop.adoption import release_removed
from facteur.engine.problems import problem
from facteur.link.events import ProblemRaised
from facteur.store.database import Store
from facteur.store.read import mailboxes as read_mailboxes
from facteur.store.write import problems as write_problems
from facteur.store.write import search

ORPHAN_AGE_MS = 24 * 3600 * 1000  # what was just stored has time to get its name
PIECE_AGE_MS = 7 * ORPHAN_AGE_MS  # of a part that nobody has gone on to fetch since
TIDY_AFTER_S = 600.0  # the first hours of a new mailbox belong to its headers
TIDY_EVERY_S = 24 * 3600.0

_log = logger("store")


class Upkeep:
    """Looks after one store; `run` works until cancelled, `close` ends everything."""

    def __init__(self, store: Store, clock: Clock, broadcast: Broadcast) -> None:
        self._store = store
        self._clock = clock
        self._broadcast = broadcast
        self._tasks: set[asyncio.Task[None]] = set()
        self._checking: asyncio.Task[None] | None = None
        self._refuses = False  # SQLite would not write into content.sqlite
        store.on_content_damaged = self._on_content_refused

    def start(self) -> None:
        """Let `run` go on by itself."""
        self._begin(self.run())

    async def close(self) -> None:
        """End all work."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def run(self) -> None:
        """Check what the last end left, then tidy once a day."""
        await self.after_start()
        await self._clock.sleep(TIDY_AFTER_S)
        while True:
            await self.tidy()
            await self._clock.sleep(TIDY_EVERY_S)

    async def after_start(self) -> None:
        """Tell what was found broken, bring back what can be read, check the rest."""
        await release_removed(self._store)
        for name in self._store.recovered:
            await self._tell("recovered", name)
        if "content" in self._store.recovered:
            await self._salvage()
        if not self._store.was_unclean:
            return
        findings = await asyncio.to_thread(self._store.quick_check, content=False)
        if findings:
            self._store.condemn_mail()
            await self._tell("corrupt", findings[0])

    async def tidy(self) -> None:
        """Merge the index and remove content that nothing names or goes on with any more."""
        more = await self._store.write(lambda tx: search.merge_step(tx, first=True))
        while more:
            more = await self._store.write(search.merge_step)
        now = self._clock.now_ms()
        if self._store.reader.content.has_pieces():
            mailboxes, newest = read_mailboxes.keys(self._store.reader)
            await self._store.content_write(
                lambda content: content.drop_stale_pieces(
                    mailboxes, newest, now, age_ms=PIECE_AGE_MS
                )
            )
        before = now - ORPHAN_AGE_MS
        gone = await asyncio.to_thread(self._store.collect_orphans, before_ms=before)
        _log.info("the index is merged, %d unused parts are removed", gone)

    def content_damaged(self) -> None:
        """Hear that something in content.sqlite is broken: look soon at the file as a whole."""
        if self._checking is None or self._checking.done():
            self._checking = self._begin(self._check_content())

    def _on_content_refused(self) -> None:
        self._refuses = True
        self.content_damaged()

    async def content_checked(self, within_s: float | None = None) -> None:
        """Wait until a look that is under way is over and a broken file is replaced."""
        if self._checking is not None:
            await asyncio.wait({self._checking}, timeout=within_s)

    async def _check_content(self) -> None:
        """Begin a new file when this one is broken in itself; else free what was forgotten.

        Writing into a broken file breaks more of it: pages that two owners claim.
        """
        findings = await asyncio.to_thread(self._store.quick_check, mail=False)
        if not findings and not self._refuses:
            await self._store.content_write(lambda content: content.drop_forgotten())
            return
        _log.warning("the content file is broken: %s", findings[0] if findings else "an index")
        await self._store.renew_content()
        self._refuses = False
        await self._tell("recovered", "content")
        self._begin(self._salvage())

    async def _salvage(self) -> None:
        count = await asyncio.to_thread(self._store.salvage_content)
        _log.warning("%d parts of the broken content file were brought back", count)

    def _begin(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(self._guarded(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _guarded(self, work: Coroutine[None, None, None]) -> None:
        try:
            await work
        except FacteurError as error:  # a full disk: the next start tries again
            _log.warning("the store could not be looked after: %s", error)

    async def _tell(self, code: str, detail: str) -> None:
        now = self._clock.now_ms()
        await self._store.write(
            lambda tx: write_problems.raise_(
                tx, account=None, family="store", code=code, detail=detail, raised_ms=now
            )
        )
        found = problem(StoreUnavailable(code, detail=detail))
        self._broadcast.now(ProblemRaised(problem=found))
