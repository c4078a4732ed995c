"""The care of the store: what the last end left is found, told and tidied."""

import asyncio
from pathlib import Path

import apsw

from facteur.base.paths import Profile
from facteur.engine.broadcast import Broadcast
from facteur.engine.upkeep import (
    ORPHAN_AGE_MS,
    PIECE_AGE_MS,
    TIDY_AFTER_S,
    TIDY_EVERY_S,
    Upkeep,
)
from facteur.link import events
from facteur.mail.keys import MailboxKey
from facteur.store.content import PartAddress
from facteur.store.database import open_writer
from facteur.store.query import number
from facteur.store.read import problems as read_problems
from facteur.store.write import accounts, erased
from tests.store.builders import with_account, with_inbox
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


def test_a_file_that_breaks_is_renewed_and_what_can_be_read_comes_back(
    profile: Profile, clock: FakeClock
) -> None:
    async def scenario() -> None:
        store = open_writer(profile)
        names = await store.content_write(
            lambda content: [content.put(bytes([n]) * 9000) for n in range(40)]
        )
        store.close()
        _break_a_page_of_blob(profile.content)
        store = open_writer(profile)
        heard: list[events.Event] = []
        upkeep = Upkeep(store, clock, Broadcast(heard.append))
        upkeep.content_damaged()
        upkeep.content_damaged()  # one look is enough
        await upkeep.content_checked()
        (raised,) = heard
        assert isinstance(raised, events.ProblemRaised)
        assert (raised.problem.code, raised.problem.detail) == ("recovered", "content")
        await asyncio.gather(*upkeep._tasks)
        assert [store.reader.content.read(name)[:1] for name in names] == [
            bytes([n]) for n in range(40)
        ]
        new = await store.content_write(lambda content: content.put(b"new"))
        assert store.reader.content.read(new) == b"new"
        await upkeep.close()
        store.close()

    asyncio.run(scenario())


def test_a_sound_file_stays_and_is_rid_of_what_was_forgotten(
    profile: Profile, clock: FakeClock
) -> None:
    async def scenario() -> None:
        store = open_writer(profile)
        name = await store.content_write(lambda content: content.put(b"data"))
        await store.content_write(lambda content: content.forget(name))
        upkeep = Upkeep(store, clock, Broadcast(lambda _: None))
        await upkeep.content_checked()  # nothing is looked at yet
        upkeep.content_damaged()
        await upkeep.content_checked()
        assert number(store._content, "SELECT count(*) FROM chunk") == 0
        assert not list(profile.home.glob("*.broken-*"))
        await upkeep.close()
        store.close()

    asyncio.run(scenario())


def _break_a_page_of_blob(path: Path) -> None:
    """Make the root of the index by SHA-256 senseless; the chunks are whole."""
    connection = apsw.Connection(str(path))
    sql = "SELECT rootpage FROM sqlite_schema WHERE name = 'sqlite_autoindex_blob_1'"
    ((page,),) = connection.execute(sql)
    connection.close()
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096 + 8)
        file.write(b"\xff" * 400)


def test_pieces_that_nobody_goes_on_with_are_thrown_away(
    profile: Profile, clock: FakeClock
) -> None:
    async def scenario() -> None:
        store = open_writer(profile)
        _account, inbox = with_inbox(store)
        part = PartAddress(mailbox=inbox, uidvalidity=1, uid=1, section="1")
        gone = PartAddress(mailbox=MailboxKey(0), uidvalidity=1, uid=1, section="1")
        for one in (part, gone):
            await store.content_write(lambda content, one=one: content.add_partial(one, 0, b"a"))
        upkeep = Upkeep(store, clock, Broadcast(lambda _event: None))
        reader = store.reader.content
        await upkeep.tidy()
        assert (reader.partial_octets(part), reader.partial_octets(gone)) == (1, 0)
        await clock.advance(PIECE_AGE_MS / 1000 + 1)
        await upkeep.tidy()
        assert not reader.has_pieces()
        store.close()

    asyncio.run(asyncio.wait_for(scenario(), 20))


def test_a_removal_that_was_cut_short_is_finished(profile: Profile, clock: FakeClock) -> None:
    async def scenario() -> None:
        store = open_writer(profile)
        account = with_account(store)
        await store.write(lambda tx: accounts.remove(tx, account))
        await Upkeep(store, clock, Broadcast(lambda _event: None)).after_start()
        assert await store.write(erased.accounts) == []
        store.close()

    asyncio.run(asyncio.wait_for(scenario(), 20))
