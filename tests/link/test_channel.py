import asyncio

from facteur.link import commands, events
from facteur.link.channel import MemoryChannel


def test_both_ends_hear_each_other_in_order():
    async def scenario() -> None:
        channel = MemoryChannel()
        channel.command(commands.Shutdown(request=1))
        channel.command(commands.Shutdown(request=2))
        assert await channel.receive() == commands.Shutdown(request=1)
        assert await channel.receive() == commands.Shutdown(request=2)
        channel.send(events.Done(request=1))
        channel.send(events.AccountsChanged())
        assert await channel.hear() == events.Done(request=1)
        assert await channel.hear() == events.AccountsChanged()

    asyncio.run(scenario())


def test_leaving_and_closing_are_heard():
    async def scenario() -> None:
        channel = MemoryChannel()
        channel.leave()
        assert await channel.receive() is None
        channel.close()
        assert await channel.hear() is None

    asyncio.run(scenario())


def test_what_is_said_is_a_copy():
    async def scenario() -> None:
        channel = MemoryChannel()
        said = events.MessagesChanged(mailbox=1, added=[1])
        channel.send(said)
        said.added.append(2)
        assert await channel.hear() == events.MessagesChanged(mailbox=1, added=[1])

    asyncio.run(scenario())
