"""The engine that holds the profile is spoken to; without one, one runs here."""

import asyncio
from collections.abc import Awaitable, Callable

from facteur.base.paths import Profile
from facteur.cli.dialogue import Dialogue, converse
from facteur.cli.engines import engine
from facteur.engine.local import SocketChannel, listen
from facteur.link.commands import Hello, SetOnline
from facteur.link.events import Done, Ready
from facteur.store.lock import ProfileLock


async def ask(talk: Dialogue) -> object:
    return await talk.ask(lambda request: SetOnline(request=request, online=False))


def serving(heard: list[object], left: asyncio.Event) -> Callable[[SocketChannel], Awaitable[None]]:
    async def serve(channel: SocketChannel) -> None:
        while (command := await channel.receive()) is not None:
            heard.append(command)
            if isinstance(command, Hello):
                channel.send(Hello(version="x"))
                channel.send(Ready())
            else:
                channel.send(Done(request=command.request, path="from the other process"))
        channel.close()
        left.set()

    return serve


def test_the_engine_that_holds_the_profile(empty: Profile) -> None:
    heard: list[object] = []

    async def both() -> object:
        empty.create()
        lock = ProfileLock(empty)
        assert lock.acquire()
        left = asyncio.Event()
        listener = await listen(serving(heard, left))
        lock.set_address(listener.address)
        try:
            return await converse(engine, empty, ask)
        finally:
            await left.wait()
            await listener.close()
            lock.release()

    assert asyncio.run(both()) == Done(request=1, path="from the other process")
    assert len(heard) == 2
    assert not empty.mail.exists()


def test_without_one_it_runs_here(empty: Profile) -> None:
    assert asyncio.run(converse(engine, empty, ask)) == Done(request=1)
    assert empty.mail.exists()
    assert ProfileLock(empty).owner() is None


def test_an_engine_that_is_just_starting_is_waited_for(empty: Profile) -> None:
    heard: list[object] = []

    async def both() -> object:
        empty.create()
        lock = ProfileLock(empty)
        assert lock.acquire()  # and does not listen yet
        asked = asyncio.create_task(converse(engine, empty, ask))
        left = asyncio.Event()
        listener = await listen(serving(heard, left))
        lock.set_address(listener.address)
        try:
            return await asked
        finally:
            await left.wait()
            await listener.close()
            lock.release()

    assert asyncio.run(both()) == Done(request=1, path="from the other process")


def test_an_engine_that_just_ends_is_waited_for(empty: Profile) -> None:
    async def both() -> object:
        empty.create()
        lock = ProfileLock(empty)
        assert lock.acquire()
        asyncio.get_running_loop().call_later(0.1, lock.release)
        return await converse(engine, empty, ask)

    assert asyncio.run(both()) == Done(request=1)
