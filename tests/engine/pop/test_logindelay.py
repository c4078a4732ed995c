"""The pause that a server wants is kept, over a new start too, and told while it is waited for."""

import asyncio
import random

import pytest

from facteur.base.paths import Profile
from facteur.engine.effects import Effects
from facteur.engine.pop.logindelay import MOST_S, left_s
from facteur.engine.pop.shelf import Shelf
from facteur.link import commands, events
from facteur.store.read import pop as read_pop
from tests.support.enginerig import Rig, running
from tests.support.fakes import MORNING_MS, FakeClock, FakeSecrets
from tests.support.oddpop import CAPABILITIES, OddPop


@pytest.fixture(autouse=True)
def no_indexing(monkeypatch: pytest.MonkeyPatch) -> None:
    async def nothing(*_: object) -> bool:
        return False

    monkeypatch.setattr(Shelf, "index_some", nothing)


@pytest.mark.parametrize(
    ("login_ms", "delay_s", "left"),
    [
        (0, 0, 0.0),
        (MORNING_MS, 0, 0.0),
        (MORNING_MS, 60, 60.0),
        (MORNING_MS - 59_500, 60, 0.5),
        (MORNING_MS - 61_000, 60, 0.0),
        (MORNING_MS + 10**12, 60, 60.0),  # the clock was set back since
    ],
)
def test_what_is_left_of_a_pause(login_ms: int, delay_s: int, left: float) -> None:
    assert left_s(login_ms, delay_s, MORNING_MS) == left


def server_with(delay: str) -> OddPop:
    server = OddPop(capabilities=(*CAPABILITIES, f"LOGIN-DELAY {delay}"))
    server.fill(1)
    return server


def effects_at(clock: FakeClock) -> Effects:
    return Effects(secrets=FakeSecrets(), clock=clock, random=random.Random(1))


async def wait_for(rig: Rig, server: OddPop, quits: int) -> None:
    await rig.until(lambda: server.count("QUIT") == quits)
    await rig.until(lambda: read_pop.state(rig.store.reader, rig.context.runner(1).key).login_ms)
    await asyncio.sleep(0.1)


def test_a_new_start_waits_for_what_is_left_and_says_until_when(profile: Profile) -> None:
    server = server_with("120")

    async def scene() -> None:
        async with asyncio.timeout(30), server:
            async with running(profile, effects_at(FakeClock())) as rig:
                await rig.add(server.fields(), server.password)
                await wait_for(rig, server, 1)
            clock = FakeClock(MORNING_MS + 20_000)
            async with running(profile, effects_at(clock)) as rig:
                rig.send(commands.SetPassword, account=1, password=server.password, remember=False)
                told = await rig.event(events.ProblemRaised)
                assert (told.problem.family, told.problem.code) == ("refused", "login-delay")
                assert told.problem.retry_at_ms == MORNING_MS + 120_000
                await clock.advance(95)
                await asyncio.sleep(0.1)
                assert server.sessions == 1
                await clock.advance(10)
                await rig.until(lambda: server.count("QUIT") == 2)
                cleared = await rig.event(events.ProblemCleared)
                assert cleared.code == "login-delay"

    asyncio.run(scene())


def test_nobody_waits_for_years_because_a_server_says_so(profile: Profile) -> None:
    server = server_with("999999999")

    async def scene() -> None:
        async with asyncio.timeout(30), server, running(profile, effects_at(FakeClock())) as rig:
            key = await rig.add(server.fields(), server.password)
            await wait_for(rig, server, 1)
            assert read_pop.state(rig.store.reader, key).login_delay_s == MOST_S

    asyncio.run(scene())


def test_a_server_that_wants_no_pause_any_more_gets_none(profile: Profile) -> None:
    clock = FakeClock()
    server = server_with("120")

    async def scene() -> None:
        async with asyncio.timeout(30), server, running(profile, effects_at(clock)) as rig:
            key = await rig.add(server.fields(), server.password)
            await wait_for(rig, server, 1)
            server.capabilities = CAPABILITIES
            waiting = rig.send(commands.Sync, mailbox=0, wait=True, depth="headers")
            await asyncio.sleep(0.1)
            await clock.advance(121)
            assert isinstance(await waiting, events.Done)
            assert read_pop.state(rig.store.reader, key).login_delay_s == 0
            await rig.sync()
            assert server.sessions == 3

    asyncio.run(scene())
