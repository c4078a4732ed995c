"""The care of the store: what the last end left is found, told and tidied."""

import asyncio

from facteur.base.paths import Profile
from facteur.engine.broadcast import Broadcast
from facteur.engine.upkeep import ORPHAN_AGE_MS, TIDY_AFTER_S, TIDY_EVERY_S, Upkeep
from facteur.link import events
from facteur.store.database import open_writer
from facteur.store.read import problems as read_problems
from tests.support.fakes import FakeClock


def test_a_clean_start_says_nothing_and_tidies_once_a_day(
    profile: Profile, clock: FakeClock
) -> None:
    async def scenario() -> None:
        store = open_writer(profile)
        heard: list[events.Event] = []
        old = clock.now_ms() - ORPHAN_AGE_MS - 1
        await store.content_write(lambda content: content.put(b"nobody's", stored_ms=old))
        young = await store.content_write(
            lambda content: content.put(b"just stored", stored_ms=clock.now_ms())
        )
        upkeep = Upkeep(store, clock, Broadcast(heard.append))
        await upkeep.after_start()
        await upkeep.tidy()
        kept = [
            name for _row, name in store.reader.content.hashes(after=0, limit=9, before_ms=1 << 60)
        ]
        assert kept == [young]
        assert heard == []
        running = asyncio.create_task(upkeep.run())
        await clock.advance(TIDY_AFTER_S)
        await asyncio.sleep(0.05)
        assert clock.slept == [TIDY_AFTER_S, TIDY_EVERY_S]
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        store.close()

    asyncio.run(asyncio.wait_for(scenario(), 20))


def test_a_broken_file_is_told(profile: Profile, clock: FakeClock) -> None:
    open_writer(profile).close()
    profile.content.write_bytes(b"no database at all" * 1000)

    async def scenario() -> None:
        store = open_writer(profile)
        assert "content" in store.recovered
        heard: list[events.Event] = []
        await Upkeep(store, clock, Broadcast(heard.append)).after_start()
        (raised,) = heard
        assert isinstance(raised, events.ProblemRaised)
        assert (raised.problem.family, raised.problem.code) == ("store", "recovered")
        (kept,) = read_problems.standing(store.reader)
        assert (kept.code, kept.detail) == ("recovered", "content")
        store.close()

    asyncio.run(asyncio.wait_for(scenario(), 20))
