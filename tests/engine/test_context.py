"""The accounts that run, and work that goes on by itself."""

import asyncio

import pytest

from facteur.base.errors import NetworkError, UsageError
from facteur.base.paths import Profile
from facteur.link import commands
from tests.support.enginerig import Rig, running
from tests.support.oddrig import filled, play
from tests.support.oddserver import OddServer


def test_accounts_and_messages_are_found(profile: Profile) -> None:
    async def scene(rig: Rig, server: OddServer) -> None:
        (runner,) = rig.context.runners()
        assert rig.context.runner(runner.key) is runner
        assert rig.context.runner_of(rig.key(1)) is runner
        assert rig.context.find(99) is None
        for find, code in (
            (rig.context.runner, "no-account"),
            (rig.context.runner_of, "no-message"),
        ):
            with pytest.raises(UsageError) as caught:
                find(99)
            assert caught.value.code == code

    play(profile, filled(1), scene)


def test_ending_an_account_ends_all_it_does(profile: Profile) -> None:
    async def scene(rig: Rig, server: OddServer) -> None:
        (runner,) = rig.context.runners()
        key = rig.key(1)
        assert await rig.context.end(runner.key) is runner
        assert await rig.context.end(runner.key) is None
        assert runner.front.session is None
        assert runner.back.session is None
        with pytest.raises(UsageError):
            rig.context.runner_of(key)

    play(profile, filled(1), scene)


def test_a_start_offline_reaches_for_nothing(profile: Profile) -> None:
    async def scenario() -> None:
        server = filled(1)
        async with server, running(profile) as rig:
            rig.context.settings.set("start_offline", value=True)
            await rig.add(server.fields(), "secret")
            await asyncio.sleep(0.1)
            assert server.connections == 0
            await rig.ask(commands.SetOnline, online=True)
            await rig.sync()
            assert len(rig.seen()) == 1

    asyncio.run(asyncio.wait_for(scenario(), 20))


def test_work_by_itself_may_fail(profile: Profile, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", "facteur")

    async def scenario() -> None:
        async with running(profile) as rig:

            async def fails() -> None:
                raise NetworkError("closed")

            async def lasts() -> None:
                await asyncio.get_running_loop().create_future()

            rig.context.detach(fails())
            rig.context.detach(lasts())
            await asyncio.sleep(0.01)
            assert "not done: closed" in caplog.text

    asyncio.run(scenario())
