"""The layers of a mailbox come newest first, resume, and survive servers that give little."""

import asyncio
import re

import pytest

from facteur.base.paths import Profile
from facteur.engine.effects import Effects
from facteur.engine.sync import backfill
from facteur.link import commands, events
from facteur.store.read import mailboxes as read_mailboxes
from facteur.store.rows import SyncState
from tests.store.builders import assert_sound
from tests.support.enginerig import Rig, running
from tests.support.fakes import FakeSecrets
from tests.support.oddrig import filled, play
from tests.support.oddserver import CUT, OddServer

COUNT = 130


@pytest.fixture(autouse=True)
def small_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backfill, "SKELETON_WINDOW", 40)
    monkeypatch.setattr(backfill, "HEADER_WINDOW", 20)


def state(rig: Rig) -> SyncState:
    return read_mailboxes.sync_state(rig.store.reader, rig.mailbox())


def rows_asked(server: OddServer) -> int:
    """Return how often rows were asked for, texts apart."""
    return sum("INTERNALDATE" in text for text in server.heard)


def whole(rig: Rig, server: OddServer) -> None:
    """Everything is here, once, with its headers."""
    assert sorted(rig.seen()) == sorted(server.inbox.held)
    assert all(row[-1] for row in rig.seen().values())
    assert (state(rig).skeleton_done, state(rig).headers_done) == (True, True)
    assert_sound(rig.store.reader)


def test_everything_comes_and_newest_first(profile: Profile) -> None:
    async def scene(rig: Rig, server: OddServer) -> None:
        whole(rig, server)
        windows = [
            int(found[1])
            for text in server.heard
            if (found := re.match(r"UID FETCH (\d+)\S* \(UID FLAGS INTERNALDATE RFC822", text))
        ]
        assert windows == sorted(windows, reverse=True)
        told = [
            one
            for one in rig.events
            if isinstance(one, events.ProgressChanged) and one.kind == "headers"
        ]
        assert told[-1].over

    play(profile, filled(COUNT), scene)


def test_sparse_uids_need_no_more_commands(profile: Profile) -> None:
    async def scene(rig: Rig, server: OddServer) -> None:
        whole(rig, server)
        assert server.count("UID FETCH") < 12

    server = filled(0)
    for uid in (1, 5000, 2_000_000_000, 4_294_967_294):
        server.inbox.uidnext = uid
        server.inbox.add()
    server.inbox.uidnext = 4_294_967_295
    play(profile, server, scene)


@pytest.mark.parametrize("nth", [1, 2, 3, 5, 8])
def test_a_cut_in_the_middle_costs_a_window(profile: Profile, nth: int) -> None:
    fetches = [0]

    def cut(text: str) -> str | None:
        if text.startswith("UID FETCH"):
            fetches[0] += 1
            return CUT if fetches[0] == nth else None
        return None

    async def scene(rig: Rig, server: OddServer) -> None:
        whole(rig, server)
        assert server.count("UID FETCH") < 18

    server = filled(COUNT)
    server.answer = cut
    play(profile, server, scene)


def test_an_engine_that_ends_in_the_middle_goes_on_there(profile: Profile) -> None:
    async def scenario() -> None:
        server = filled(COUNT)
        stop = asyncio.Event()

        def at_some_point(text: str) -> str | None:
            if text.startswith("UID FETCH") and server.count("UID FETCH") == 6:
                stop.set()
            return None

        server.answer = at_some_point
        async with server:
            effects = Effects(secrets=FakeSecrets())
            async with running(profile, effects) as rig:
                await rig.add(server.fields(), "secret")
                await asyncio.wait_for(stop.wait(), 10)
            asked = rows_asked(server)
            async with running(profile, effects) as rig:
                await rig.sync()
                whole(rig, server)
            assert rows_asked(server) - asked < 12

    asyncio.run(asyncio.wait_for(scenario(), 30))


@pytest.mark.parametrize("capabilities", ["IMAP4rev1", "IMAP4rev1 ESEARCH CONDSTORE"])
def test_what_changes_meanwhile_is_not_missed(profile: Profile, capabilities: str) -> None:
    changed = [False]

    def change(text: str) -> str | None:
        if text.startswith("UID FETCH") and server.count("UID FETCH") == 4 and not changed[0]:
            changed[0] = True
            server.inbox.mark(COUNT, {"\\Flagged"})
            server.inbox.add("meanwhile")
            del server.inbox.held[2]
        return None

    async def scene(rig: Rig, server: OddServer) -> None:
        await rig.ask(commands.SetOnline, online=False)
        await rig.ask(commands.SetOnline, online=True)
        await rig.sync()
        whole(rig, server)
        assert rig.seen()[COUNT][0] == 4

    server = filled(COUNT, capabilities)
    server.answer = change
    play(profile, server, scene)


def test_headers_that_are_never_given(profile: Profile) -> None:
    """OK, and nothing of some messages: they stay in the list, and are not asked for for ever."""

    def skip(text: str) -> str | None:
        return "OK done" if "HEADER.FIELDS" in text and text.startswith("UID FETCH") else None

    async def scene(rig: Rig, server: OddServer) -> None:
        assert len(rig.seen()) == COUNT
        assert state(rig).headers_done
        asked = rows_asked(server)
        await asyncio.sleep(0.1)
        assert rows_asked(server) == asked

    server = filled(COUNT)
    server.answer = skip
    play(profile, server, scene)


def test_a_window_that_is_refused_is_left_for_later(profile: Profile) -> None:
    async def scenario() -> None:
        server = filled(COUNT)
        server.answer = lambda text: (
            "NO [LIMIT] slow down" if text.startswith("UID FETCH") else None
        )
        async with server, running(profile) as rig:
            await rig.add(server.fields(), "secret")
            await rig.until(lambda: server.count("UID FETCH") >= 1)
            await asyncio.sleep(0.2)
            assert server.count("UID FETCH") < 8
            server.answer = lambda _text: None
            await rig.sync()
            whole(rig, server)

    asyncio.run(asyncio.wait_for(scenario(), 30))


def test_the_user_goes_before_it(profile: Profile) -> None:
    """A message is opened while headers come: it does not wait for all of them."""

    async def scenario() -> None:
        server = filled(COUNT)
        async with server, running(profile) as rig:
            await rig.add(server.fields(), "secret")
            await rig.event(events.MessagesChanged)
            await rig.ask(commands.OpenMessage, message=rig.key(COUNT))
            await rig.sync()
            whole(rig, server)

    asyncio.run(asyncio.wait_for(scenario(), 30))
