"""One account: how it stands, what it tries again, and that it never gives up or runs wild."""

import asyncio

import pytest

from facteur.base import log
from facteur.base.log import TRACE
from facteur.base.paths import Profile
from facteur.engine import account as accounts
from facteur.engine.effects import Effects
from facteur.link import commands, events
from tests.support.builders import message
from tests.support.enginerig import Rig, running
from tests.support.fakes import FakeClock, FakeSecrets
from tests.support.oddrig import filled, play
from tests.support.oddserver import CUT, SILENCE, OddServer


def states(rig: Rig) -> list[str]:
    told = [one.state for one in rig.events if isinstance(one, events.AccountStateChanged)]
    return [state for n, state in enumerate(told) if not n or told[n - 1] != state]


def test_it_says_how_it_stands(profile: Profile) -> None:
    async def scene(rig: Rig, server: OddServer) -> None:
        assert states(rig) == ["connecting", "online"] or states(rig) == [
            "offline",
            "connecting",
            "online",
        ]
        await rig.ask(commands.SetOnline, online=False)
        assert states(rig)[-1] == "offline"
        for kind in (commands.OpenMessage, commands.FetchSource):
            problem = await rig.refused(kind, message=rig.key(1))
            assert (problem.family, problem.code) == ("network", "offline")
        assert (await rig.refused(commands.Sync, wait=True)).code == "offline"
        await rig.ask(commands.SetOnline, online=True)
        await rig.sync()
        assert states(rig)[-1] == "online"

    server = filled(1)
    server.answer = lambda text: "NO no" if "BODYSTRUCTURE" in text else None  # no texts by itself
    play(profile, server, scene)


def test_going_offline_ends_what_runs(profile: Profile) -> None:
    async def scene(rig: Rig, server: OddServer) -> None:
        server.answer = lambda text: SILENCE if "BODY.PEEK[]" in text else None
        reply = rig.send(commands.FetchSource, message=rig.key(1))
        await rig.until(lambda: any("BODY.PEEK[]" in text for text in server.heard))
        await rig.ask(commands.SetOnline, online=False)
        failed = await asyncio.wait_for(reply, 5)
        assert isinstance(failed, events.Failed)
        assert failed.problem.family == "network"

    play(profile, filled(1), scene)


def test_pauses_grow_and_problems_come_after_some(profile: Profile) -> None:
    """On a clock that is moved by hand: nobody listens at the port."""

    async def scenario() -> None:
        clock = FakeClock()
        async with OddServer() as server:
            fields = server.fields()
        async with running(profile, Effects(secrets=FakeSecrets(), clock=clock)) as rig:
            await rig.add(fields, "secret")
            raised: list[events.ProblemRaised] = []
            for _ in range(200):
                await clock.advance(1.0)
                await asyncio.sleep(0.002)
                raised = [one for one in rig.events if isinstance(one, events.ProblemRaised)]
                if raised:
                    break
            assert raised[0].problem.family == "network"
            assert raised[0].problem.code == "refused"
            assert raised[0].problem.retry_at_ms > 0
            pauses = [pause for pause in clock.slept if pause < 60]
            assert len(pauses) > accounts.QUIET_FAILURES
            assert pauses[-1] > pauses[0]
            assert states(rig)[-1] in {"offline", "connecting"}

    asyncio.run(asyncio.wait_for(scenario(), 30))


@pytest.mark.parametrize("verb", ["SELECT", "LIST"])
def test_a_server_that_hangs_up_after_each_login_is_not_stormed(
    profile: Profile, verb: str
) -> None:
    async def scenario() -> None:
        server = filled(1)
        server.answer = lambda text: CUT if text.startswith(verb) else None
        async with server, running(profile) as rig:
            await rig.add(server.fields(), "secret")
            await asyncio.sleep(0.5)
            assert server.connections <= 8
            await asyncio.sleep(0.5)
            assert server.connections <= 8
            server.answer = lambda _text: None
            await rig.sync()
            assert len(rig.seen()) == 1

    asyncio.run(asyncio.wait_for(scenario(), 30))


def test_an_error_of_ours_restarts_the_account(profile: Profile) -> None:
    async def scene(rig: Rig, server: OddServer) -> None:
        (runner,) = rig.context.runners()

        async def broken(_lane: object) -> bool:
            raise ZeroDivisionError("of ours")

        clock: FakeClock = rig.context.effects.clock  # pyright: ignore[reportAssignmentType] -- ours
        runner.back._background = broken
        runner.back.hurried.set()
        raised = await rig.event(events.ProblemRaised)
        assert (raised.problem.family, raised.problem.detail) == (
            "bug",
            "ZeroDivisionError: of ours",
        )
        runner.back._background = runner.chores.next_step
        server.inbox.add("new")
        for _ in range(10):
            await clock.advance(30)
        await rig.sync()
        assert len(rig.seen()) == 2

    play(profile, filled(1), scene, Effects(secrets=FakeSecrets(), clock=FakeClock()))


def test_no_password_and_no_subject_in_the_log(
    profile: Profile, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(TRACE, "facteur")
    subject = "the very private subject"

    async def scene(rig: Rig, server: OddServer) -> None:
        await rig.ask(commands.OpenMessage, message=rig.key(1))
        await rig.ask(commands.SetFlags, messages=[rig.key(1)], add=1)
        await rig.until(lambda: server.inbox.held[1].flags)

    server = filled(0, password="s3cr3t-pass")
    server.inbox.add(raw=message(subject=subject, sender="Zoe <zoe@private.example>"))

    async def scenario() -> None:
        async with server, running(profile) as rig:
            await rig.add(server.fields(), "s3cr3t-pass")
            await rig.sync()
            await scene(rig, server)

    asyncio.run(asyncio.wait_for(scenario(), 30))
    everything = [record.getMessage() for record in caplog.records]
    assert any("LOGIN" in text for text in everything)
    assert not [text for text in everything if "s3cr3t-pass" in text]
    info = " ".join(r.getMessage() for r in caplog.records if r.levelno >= 20)
    for private in (subject, "zoe@private.example", "Good morning"):
        assert private not in info
    assert log.account.get() == 0


def test_a_wrong_password_is_not_tried_again_by_clicking(profile: Profile) -> None:
    async def scenario() -> None:
        server = filled(1)
        async with server, running(profile) as rig:
            await rig.add(server.fields(), "secret")
            await rig.sync()
            server.password = "changed"
            server.hang_up()
            await rig.event(events.PasswordNeeded)
            await rig.until(lambda: states(rig)[-1] == "stopped")
            await asyncio.sleep(0.05)
            tries = server.count("LOGIN")
            for _ in range(5):
                problem = await rig.refused(commands.FetchSource, message=rig.key(1))
                assert (problem.family, problem.code) == ("login", "refused")
            assert server.count("LOGIN") <= tries + 1

    asyncio.run(asyncio.wait_for(scenario(), 30))


def test_one_pass_asks_for_folders_and_mailbox_once(profile: Profile) -> None:
    async def scenario() -> None:
        server, effects = filled(3), Effects(secrets=FakeSecrets())
        async with asyncio.timeout(40), server:
            async with running(profile, effects) as rig:
                await rig.add(server.fields(), "secret")
                await rig.sync()
                assert (server.count("LIST"), server.count("SELECT")) == (1, 1)
            server.inbox.add()
            server.heard.clear()
            async with running(profile, effects) as rig:
                await rig.sync("INBOX")
                assert (server.count("LIST"), server.count("SELECT")) == (1, 1)
                assert len(rig.seen()) == 4
                await rig.ask(commands.Sync)
                await rig.until(lambda: server.count("LIST") == 2)

    asyncio.run(scenario())


def test_a_list_that_was_cut_is_asked_for_again(profile: Profile) -> None:
    async def scene(rig: Rig, server: OddServer) -> None:
        cut = iter((CUT,))
        server.answer = lambda text: next(cut, None) if text.startswith("LIST") else None
        server.inbox.add()
        server.heard.clear()
        await rig.sync()
        assert server.count("LIST") == 2
        assert len(rig.seen()) == 2

    play(profile, filled(1), scene)
