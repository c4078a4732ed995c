"""The care of the store beside all other work: checks after an unclean end, salvage, tidying.

Nothing here is in anybody's way: it runs in a thread or by small steps, and what it finds is
told as a problem of the store.
"""

import asyncio

from facteur.base.clock import Clock
from facteur.base.errors import StoreUnavailable
from facteur.base.log import logger
from facteur.engine.broadcast import Broadcast
from facteur.engine.problems import problem
from facteur.link.events import ProblemRaised
from facteur.store.database import Store
from facteur.store.write import problems as write_problems
from facteur.store.write import search

ORPHAN_AGE_MS = 24 * 3600 * 1000  # what was just stored has time to get its name
TIDY_AFTER_S = 600.0  # the first hours of a new mailbox belong to its headers
TIDY_EVERY_S = 24 * 3600.0

_log = logger("store")


class Upkeep:
    """Looks after one store; `run` works until cancelled."""

    def __init__(self, store: Store, clock: Clock, broadcast: Broadcast) -> None:
        self._store = store
        self._clock = clock
        self._broadcast = broadcast

    async def run(self) -> None:
        """Check what the last end left, then tidy once a day."""
        await self.after_start()
        await self._clock.sleep(TIDY_AFTER_S)
        while True:
            await self.tidy()
            await self._clock.sleep(TIDY_EVERY_S)

    async def after_start(self) -> None:
        """Tell what was found broken, bring back what can be read, check the rest."""
        for name in self._store.recovered:
            await self._report("recovered", name)
        if "content" in self._store.recovered:
            count = await asyncio.to_thread(self._store.salvage_content)
            _log.warning("%d parts of the broken content file were brought back", count)
        if not self._store.was_unclean:
            return
        findings = await asyncio.to_thread(self._store.quick_check, content=False)
        if findings:
            self._store.condemn_mail()
            await self._report("corrupt", findings[0])

    async def tidy(self) -> None:
        """Merge the index and remove content that nothing names any more."""
        more = await self._store.write(lambda tx: search.merge_step(tx, first=True))
        while more:
            more = await self._store.write(search.merge_step)
        before = self._clock.now_ms() - ORPHAN_AGE_MS
        gone = await asyncio.to_thread(self._store.collect_orphans, before_ms=before)
        _log.info("the index is merged, %d unused parts are removed", gone)

    async def _report(self, code: str, detail: str) -> None:
        now = self._clock.now_ms()
        await self._store.write(
            lambda tx: write_problems.raise_(
                tx, account=None, family="store", code=code, detail=detail, raised_ms=now
            )
        )
        found = problem(StoreUnavailable(code, detail=detail))
        self._broadcast.now(ProblemRaised(problem=found))
