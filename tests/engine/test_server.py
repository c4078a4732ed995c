"""One reply a command, events for all, and parties that come, leave and talk nonsense."""

import asyncio

from facteur.base.paths import Profile
from facteur.link import commands, events
from facteur.link.channel import MemoryChannel
from tests.support.enginerig import Rig, running
from tests.support.oddrig import filled, play
from tests.support.oddserver import SILENCE, OddServer


async def join(rig: Rig) -> tuple[MemoryChannel, asyncio.Task[None]]:
    channel = MemoryChannel()
    serving = asyncio.create_task(rig.engine.server.serve(channel))
    channel.command(commands.Hello(version="1"))
    assert isinstance(await channel.hear(), commands.Hello)
    return channel, serving


def test_who_comes_later_hears_how_things_stand(profile: Profile) -> None:
    async def scene(rig: Rig, server: OddServer) -> None:
        channel, serving = await join(rig)
        assert isinstance(await channel.hear(), events.Ready)
        state = await channel.hear()
        assert isinstance(state, events.AccountStateChanged)
        assert state.state == "online"
        channel.command(commands.SetFlags(request=77, messages=[rig.key(1)], add=4))
        heard = []
        while True:
            said = await asyncio.wait_for(channel.hear(), 5)
            heard.append(said)
            if isinstance(said, events.Done):
                break
        assert said == events.Done(request=77)
        # What changed is heard before the reply, by everybody.
        assert any(isinstance(one, events.MessagesChanged) for one in heard)
        assert any(isinstance(one, events.MessagesChanged) for one in rig.events)
        channel.leave()
        await serving

    play(profile, filled(1), scene)


def test_who_does_not_say_hello_is_not_served(profile: Profile) -> None:
    async def scenario() -> None:
        async with running(profile) as rig:
            channel = MemoryChannel()
            channel.command(commands.Shutdown(request=1))
            await asyncio.wait_for(rig.engine.server.serve(channel), 5)
            assert isinstance(await channel.hear(), commands.Hello)
            assert await channel.hear() is None
            assert not rig.engine.server.ended.is_set()

    asyncio.run(scenario())


def test_shutdown_is_answered_first(profile: Profile) -> None:
    async def scenario() -> None:
        async with running(profile) as rig:
            await rig.ask(commands.Shutdown)
            assert rig.engine.server.ended.is_set()

    asyncio.run(scenario())


def test_a_command_that_runs_at_the_end_is_answered(profile: Profile) -> None:
    async def scenario() -> None:
        server = filled(1)
        async with server, running(profile) as rig:
            await rig.add(server.fields(), "secret")
            await rig.sync()
            server.answer = lambda text: SILENCE if "BODY.PEEK[]" in text else None
            reply = rig.send(commands.FetchSource, message=rig.key(1))
            await rig.until(lambda: any("BODY.PEEK[]" in text for text in server.heard))
            await rig.engine.server.close()
            failed = await asyncio.wait_for(reply, 5)
            assert isinstance(failed, events.Failed)
            assert failed.problem.code == "stopped"

    asyncio.run(asyncio.wait_for(scenario(), 30))


def test_who_comes_as_the_engine_ends_is_not_greeted(profile: Profile) -> None:
    """A greeting promises an answer; without one, the next engine is asked."""

    async def scenario() -> None:
        async with running(profile) as rig:
            server = rig.engine.server
            rig.channel.leave()
            late = MemoryChannel()
            async with asyncio.timeout(5):
                await server.all_left(10)
                await server.serve(late)
                assert await late.hear() is None

    asyncio.run(scenario())


def test_a_bug_of_ours_is_an_answer_too(profile: Profile) -> None:
    async def scenario() -> None:
        async with running(profile) as rig:

            def broken(_key: object) -> None:
                raise ZeroDivisionError

            rig.context.tasks.stop = broken  # pyright: ignore[reportAttributeAccessIssue] -- on purpose
            problem = await rig.refused(commands.StopTask, task=1)
            assert (problem.family, problem.code) == ("bug", "unexpected")
            await rig.ask(commands.SetOnline, online=True)

    asyncio.run(scenario())
