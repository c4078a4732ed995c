"""The order of background work: the open mailbox, INBOX, those with news, the rest; then texts."""

import asyncio
import re

from facteur.base.paths import Profile
from facteur.engine.effects import Effects
from facteur.link import commands, events
from facteur.store.read import mailboxes as read_mailboxes
from tests.support.enginerig import Rig, running
from tests.support.fakes import FakeClock, FakeSecrets
from tests.support.oddrig import filled, play
from tests.support.oddserver import Box, OddServer


def with_boxes(count: int = 3, *names: str) -> OddServer:
    server = filled(count, "IMAP4rev1 UIDPLUS ENABLE ESEARCH LITERAL+ IDLE")
    for name in names:
        server.boxes[name] = Box()
        server.boxes[name].fill(count)
    return server


def selected(server: OddServer) -> list[str]:
    return [text.split()[1].strip('"') for text in server.heard if text.startswith("SELECT")]


def test_everything_comes_by_itself_inbox_first(profile: Profile) -> None:
    async def scenario() -> None:
        server = with_boxes(3, "Alpha", "Beta")
        async with server, running(profile) as rig:
            await rig.add(server.fields(), "secret")
            await rig.until(lambda: len(read_mailboxes.mailboxes(rig.store.reader)) == 3)
            await rig.until(
                lambda: all(one.complete for one in read_mailboxes.mailboxes(rig.store.reader))
            )
            order = list(dict.fromkeys(selected(server)))
            assert order == ["INBOX", "Alpha", "Beta"]

    asyncio.run(asyncio.wait_for(scenario(), 30))


def test_texts_of_recent_months_come_in_idle_moments(profile: Profile) -> None:
    async def scene(rig: Rig, server: OddServer) -> None:
        runner = rig.context.runner_of(rig.key(1))
        await rig.until(lambda: all(runner.bodies.is_here(rig.key(uid)) for uid in rig.seen()))
        assert not any("BODY.PEEK[]" in text for text in server.heard)

    play(profile, with_boxes(30), scene, Effects(secrets=FakeSecrets(), clock=FakeClock()))


def test_old_texts_and_those_of_trash_are_left_alone(profile: Profile) -> None:
    async def scene(rig: Rig, server: OddServer) -> None:
        await rig.ask(commands.Sync, wait=True, depth="headers")
        await asyncio.sleep(0.1)
        assert not any("BODYSTRUCTURE" in text for text in server.heard)

    clock = FakeClock(now_ms=1_795_420_800_000 + 200 * 86_400_000)
    play(profile, with_boxes(3, "Trash"), scene, Effects(secrets=FakeSecrets(), clock=clock))


def test_news_of_other_mailboxes_is_found_by_looking(profile: Profile) -> None:
    async def scene(rig: Rig, server: OddServer) -> None:
        clock: FakeClock = rig.context.effects.clock  # pyright: ignore[reportAssignmentType] -- ours
        server.boxes["Alpha"].add("new")
        before = len(server.heard)
        while 4 not in rig.seen("Alpha"):  # the next look may not have begun to wait yet
            await clock.advance(61)
            await asyncio.sleep(0.01)
        assert "INBOX" not in [
            text.split()[1] for text in server.heard[before:] if text.startswith("STATUS Alpha")
        ]

    play(profile, with_boxes(3, "Alpha"), scene, Effects(secrets=FakeSecrets(), clock=FakeClock()))


def test_a_mailbox_that_cannot_be_opened_holds_up_nothing(profile: Profile) -> None:
    async def scene(rig: Rig, server: OddServer) -> None:
        assert len(rig.seen("Beta")) == 3
        assert len(rig.seen("Alpha")) == 0
        problem = await rig.refused(commands.Sync, wait=True, mailbox=rig.mailbox("Alpha"))
        assert (problem.family, problem.code) == ("refused", "no-permission")
        await asyncio.sleep(0.1)
        assert selected(server).count("Alpha") < 8

    server = with_boxes(3, "Alpha", "Beta")
    server.answer = lambda text: (
        "NO [NOPERM] not yours" if re.match("SELECT .?Alpha", text) else None
    )
    play(profile, server, scene)


def test_a_long_sync_gives_way_to_nobody_and_does_not_stand_still(profile: Profile) -> None:
    """Two waits on one lane: the one that runs must not make way for the one behind it."""

    async def scene(rig: Rig, server: OddServer) -> None:
        for _ in range(3):
            server.inbox.fill(5)
            replies = [rig.send(commands.Sync, wait=True) for _ in range(4)]
            done = await asyncio.wait_for(asyncio.gather(*replies), 10)
            assert all(isinstance(one, events.Done) for one in done)
        assert len(rig.seen()) == 18

    play(profile, with_boxes(3), scene)


def test_stopping_pauses_until_it_is_wanted_again(profile: Profile) -> None:
    async def scene(rig: Rig, server: OddServer) -> None:
        rig.context.runner_of(rig.key(1)).chores._pause()
        server.inbox.add("new")
        await rig.ask(commands.OpenMailbox, mailbox=rig.mailbox())
        await rig.sync()
        assert len(rig.seen()) == 4

    play(profile, with_boxes(3), scene)
