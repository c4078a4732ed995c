"""The engine as a whole: an account is added, mail comes, and it ends without a trace."""

import asyncio

import pytest

from facteur.base.errors import StoreUnavailable
from facteur.base.paths import Profile
from facteur.engine.effects import Effects
from facteur.engine.local import connect
from facteur.engine.process import Engine, in_process
from facteur.link import commands, events
from tests.support.builders import message
from tests.support.enginerig import running
from tests.support.fakes import FakeSecrets
from tests.support.mailserver import MailUser
from tests.support.secondclient import SecondClient


@pytest.mark.server
@pytest.mark.slow
def test_mail_comes_and_goes(
    profile: Profile, mail_user: MailUser, second_client: SecondClient
) -> None:
    async def scenario() -> None:
        second_client.append(message(subject="One"))
        async with running(profile) as rig:
            await rig.add_user(mail_user)
            await rig.sync()
            assert [row[-1] for row in rig.seen().values()] == ["One"]
            second_client.append(message(subject="Two"))
            await rig.until(lambda: len(rig.seen()) == 2)
            second_client.expunge([1])
            await rig.until(lambda: list(rig.seen()) == [2])

    asyncio.run(scenario())


def test_nothing_happens_without_an_account(profile: Profile) -> None:
    async def scenario() -> None:
        async with running(profile) as rig:
            await rig.event(events.Ready)
            await rig.ask(commands.SetOnline, online=True)
            await rig.ask(commands.Sync)

    asyncio.run(scenario())


def test_one_engine_a_profile(profile: Profile) -> None:
    async def scenario() -> None:
        async with in_process(profile, Effects(secrets=FakeSecrets())) as channel:
            channel.command(commands.Hello(version="test"))
            with pytest.raises(StoreUnavailable) as caught:
                Engine.open(profile, Effects(secrets=FakeSecrets()))
            assert caught.value.code == "locked"

    asyncio.run(scenario())


def test_others_are_served_to_the_end(profile: Profile) -> None:
    """The command whose process is the engine is done; another one still asks."""

    async def scenario() -> None:
        listens, done = asyncio.Event(), asyncio.Event()

        async def host() -> None:
            async with in_process(profile, Effects(secrets=FakeSecrets())) as channel:
                channel.command(commands.Hello(version="test"))
                listens.set()
                await done.wait()

        async with asyncio.timeout(20):
            hosting = asyncio.create_task(host())
            await listens.wait()
            guest = await connect(profile)
            assert guest is not None
            guest.command(commands.Hello(version="test"))
            while not isinstance(await guest.hear(), events.Ready):
                pass
            done.set()
            await asyncio.sleep(0)
            guest.command(commands.SetOnline(request=7, online=True))
            while not isinstance(heard := await guest.hear(), events.Done):
                assert heard is not None
            assert heard.request == 7
            assert not hosting.done()
            guest.leave()
            await hosting

    asyncio.run(scenario())
