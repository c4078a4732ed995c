"""The proxy itself: counts are exact, faults happen at their octet."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from tests.support.faultproxy import Direction, Effect, Fault, FaultProxy, in_thread


async def _answer_lines(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"* hello\r\n")
    with contextlib.suppress(OSError):
        while line := await reader.readline():
            writer.write(b"ok " + line)
    writer.close()


@contextlib.asynccontextmanager
async def _proxied(*faults: Fault) -> AsyncIterator[FaultProxy]:
    server = await asyncio.start_server(_answer_lines, "127.0.0.1", 0)
    async with FaultProxy("127.0.0.1", server.sockets[0].getsockname()[1], *faults) as proxy:
        yield proxy
    server.close()


async def _open(proxy: FaultProxy) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    return await asyncio.open_connection("127.0.0.1", proxy.port)


def _run(scene: Callable[[], Awaitable[None]]) -> None:
    async def bounded() -> None:
        async with asyncio.timeout(10):
            await scene()

    asyncio.run(bounded())


def test_counts_octets_and_round_trips() -> None:
    async def scene() -> None:
        async with _proxied() as proxy:
            reader, writer = await _open(proxy)
            await reader.readline()
            for batch in (b"a\r\n", b"b\r\nc\r\n"):
                writer.write(batch)
                for _ in range(batch.count(b"\n")):
                    await reader.readline()
            writer.close()
            assert proxy.total.round_trips == 2
            assert proxy.total.to_server_octets == 9
            assert proxy.total.to_client_octets == 9 + 3 * 6

    _run(scene)


def test_cuts_at_the_octet() -> None:
    async def scene() -> None:
        async with _proxied(Fault(effect=Effect.CUT, at_octet=4)) as proxy:
            reader, writer = await _open(proxy)
            got = b""
            with contextlib.suppress(OSError):
                while piece := await reader.read(100):
                    got += piece
            assert b"* hello".startswith(got)  # a reset may also take what had arrived
            assert proxy.total.to_client_octets == 4
            writer.close()

    _run(scene)


def test_goes_silent_without_telling() -> None:
    silence = Fault(effect=Effect.SILENCE, direction=Direction.TO_SERVER, at_octet=2)

    async def scene() -> None:
        async with _proxied(silence) as proxy:
            reader, writer = await _open(proxy)
            await reader.readline()
            writer.write(b"abc\r\n")
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.05):
                    await reader.readline()
            writer.close()

    _run(scene)


def test_faults_of_one_connection_leave_the_others_alone() -> None:
    async def scene() -> None:
        async with _proxied(Fault(effect=Effect.END, at_octet=2, connection=0)) as proxy:
            first, first_writer = await _open(proxy)
            assert await first.read() == b"* "
            second, writer = await _open(proxy)
            assert await second.readline() == b"* hello\r\n"
            first_writer.close()
            writer.close()

    _run(scene)


def test_runs_in_a_thread() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        in_thread("127.0.0.1", server.getsockname()[1]) as proxy,
        socket.create_connection(("127.0.0.1", proxy.port)) as client,
    ):
        accepted, _ = server.accept()
        with accepted:
            client.sendall(b"x")
            assert accepted.recv(1) == b"x"
        assert proxy.total.to_server_octets == 1
