"""The socket by which a command line reaches the engine: of the system's kind, and over TCP."""

import asyncio
import shutil
import socket
import stat
from pathlib import Path

import pytest

from facteur.base.paths import Profile
from facteur.engine import local
from facteur.engine.local import HAS_UNIX_SOCKETS, SocketChannel, connect, listen, sweep
from facteur.link import commands, events
from facteur.store.lock import ProfileLock

GREETING = commands.Hello(version="1")


async def echo(channel: SocketChannel) -> None:
    channel.send(GREETING)
    while (command := await channel.receive()) is not None:
        assert isinstance(command, commands.Shutdown)
        channel.send(events.Done(request=command.request))
    channel.close()


@pytest.fixture(params=["unix", "tcp"])
def kind(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(local, "HAS_UNIX_SOCKETS", request.param == "unix")
    return request.param


@pytest.fixture
def lock(profile: Profile) -> ProfileLock:
    profile.create()
    held = ProfileLock(profile)
    assert held.acquire()
    return held


def test_commands_and_replies_pass(kind: str, profile: Profile, lock: ProfileLock):
    async def scenario() -> None:
        listener = await listen(echo)
        assert listener.address.startswith(f"{kind}:")
        lock.set_address(listener.address)
        for _ in range(2):
            talk = await connect(profile)
            assert talk is not None
            assert await asyncio.wait_for(talk.hear(), 5) == GREETING
            for number in range(3):
                talk.command(commands.Shutdown(request=number))
            for number in range(3):
                assert await asyncio.wait_for(talk.hear(), 5) == events.Done(request=number)
            talk.leave()
        await listener.close()
        await asyncio.sleep(0.02)
        assert await connect(profile) is None

    asyncio.run(scenario())
    lock.release()


def test_nobody_listens(profile: Profile):
    assert asyncio.run(connect(profile)) is None


@pytest.mark.parametrize("address", ["unix:/nowhere/at/all", "tcp:1:00", "tcp:x:y", "nonsense", ""])
def test_an_address_that_leads_nowhere(profile: Profile, lock: ProfileLock, address: str):
    lock.set_address(address)
    assert asyncio.run(connect(profile)) is None
    lock.release()


def test_the_socket_is_the_users_own_and_leaves_no_file():
    async def scenario() -> None:
        listener = await listen(echo)
        path = Path(listener.address.partition(":")[2])
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
        await listener.close()
        assert not path.parent.exists()

    asyncio.run(scenario())


def test_a_folder_that_somebody_cleared_is_no_error():
    async def scenario() -> None:
        listener = await listen(echo)
        shutil.rmtree(Path(listener.address.partition(":")[2]).parent)
        await listener.close()

    asyncio.run(scenario())


def test_over_tcp_the_word_is_needed(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(local, "HAS_UNIX_SOCKETS", False)
    served: list[object] = []

    async def serve(channel: SocketChannel) -> None:
        served.append(channel)
        channel.close()

    async def scenario() -> None:
        listener = await listen(serve)
        port = int(listener.address.split(":")[1])
        for said in (b"", b"x" * local.WORD_OCTETS, b"short"):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(said)
            writer.write_eof()
            assert await asyncio.wait_for(reader.read(), 5) == b""
            writer.close()
            await writer.wait_closed()
        assert served == []
        await listener.close()

    asyncio.run(scenario())


def test_nonsense_ends_the_conversation(kind: str, profile: Profile, lock: ProfileLock):
    async def scenario() -> None:
        ended = asyncio.Event()

        async def serve(channel: SocketChannel) -> None:
            channel.send(GREETING)
            assert await channel.receive() is None
            channel.close()
            channel.send(events.AccountsChanged())
            ended.set()

        listener = await listen(serve)
        lock.set_address(listener.address)
        talk = await connect(profile)
        assert talk is not None
        talk._writer.write(b"\xff" * 64)
        await asyncio.wait_for(ended.wait(), 5)
        assert await asyncio.wait_for(talk.hear(), 5) == GREETING
        assert await asyncio.wait_for(talk.hear(), 5) is None
        talk.leave()
        await listener.close()
        await asyncio.sleep(0.02)

    asyncio.run(scenario())
    lock.release()


def test_an_engine_that_hangs_up_before_it_greets_is_none(
    kind: str, profile: Profile, lock: ProfileLock
):
    """It was ending: nothing was asked of it, so the next one can be asked."""

    async def serve(channel: SocketChannel) -> None:
        channel.close()

    async def scenario() -> None:
        listener = await listen(serve)
        assert listener.address.startswith(f"{kind}:")
        lock.set_address(listener.address)
        assert await connect(profile) is None
        await listener.close()

    asyncio.run(scenario())
    lock.release()


def test_an_engine_that_is_slow_to_greet_is_still_the_engine(
    profile: Profile, lock: ProfileLock, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(local, "GREETING_S", 0.01)

    async def serve(channel: SocketChannel) -> None:
        await channel.receive()
        await echo(channel)

    async def scenario() -> None:
        listener = await listen(serve)
        lock.set_address(listener.address)
        talk = await connect(profile)
        assert talk is not None
        talk.command(GREETING)
        assert await asyncio.wait_for(talk.hear(), 5) == GREETING
        talk.leave()
        await listener.close()
        await asyncio.sleep(0.02)

    asyncio.run(scenario())
    lock.release()


@pytest.mark.skipif(not HAS_UNIX_SOCKETS, reason="a port leaves nothing behind")
def test_what_a_killed_engine_left_is_swept_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "facteur-x"
    folder.mkdir()
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(str(folder / "engine"))
    sweep(f"unix:{folder / 'engine'}")
    assert not folder.exists()
    folder.mkdir()
    precious = folder / "engine"
    precious.write_text("not a socket")
    for address in (f"unix:{precious}", "", "tcp:1:00", "unix:"):
        sweep(address)
    assert precious.exists()
