"""Streams over real sockets of this machine."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from facteur.base.errors import NetworkError, TrustError
from facteur.mail.account import Security, ServerAddress
from facteur.net import stream as streams
from facteur.net.stream import SystemNetwork

Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


def address(
    port: int, host: str = "127.0.0.1", security: Security = Security.NONE
) -> ServerAddress:
    return ServerAddress(host=host, port=port, security=security)


@contextlib.asynccontextmanager
async def serving(serve: Serve) -> AsyncIterator[int]:
    """Serve on a port; at the end every line is cut and nothing is left open."""
    lines: dict[asyncio.Task[None], asyncio.StreamWriter] = {}

    async def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        lines[task] = writer
        with contextlib.suppress(OSError, asyncio.CancelledError):
            await serve(reader, writer)

    server = await asyncio.start_server(accept, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for task, writer in lines.items():
            writer.transport.abort()
            task.cancel()
        await asyncio.gather(*lines, return_exceptions=True)
        await asyncio.sleep(0.01)


def with_server(serve: Serve, use: Callable[[streams.Stream], Awaitable[None]]) -> None:
    async def scenario() -> None:
        async with serving(serve) as port:
            stream = await SystemNetwork().connect(address(port))
            try:
                async with asyncio.timeout(10):
                    await use(stream)
            finally:
                stream.close()

    asyncio.run(scenario())


async def mute(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read()


def test_it_counts_octets_and_round_trips():
    async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while line := await reader.readline():
            writer.write(line * 2)

    async def use(stream: streams.Stream) -> None:
        stream.write(b"a")
        stream.write(b"b\n")  # of the same breath
        got = b""
        while len(got) < 6:
            got += await stream.read(5)
        stream.write(b"")
        stream.write(b"c\n")
        while len(got) < 10:
            got += await stream.read(5)
        assert got == b"ab\nab\nc\nc\n"
        assert (stream.octets_in, stream.octets_out, stream.round_trips) == (10, 5, 2)
        assert not stream.encrypted

    with_server(echo, use)


def test_silence_is_a_timeout_and_the_line_still_works():
    async def late(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(await reader.readline())
        await reader.read()

    async def use(stream: streams.Stream) -> None:
        with pytest.raises(NetworkError) as caught:
            await stream.read(0.01)
        assert caught.value.code == "timeout"
        stream.write(b"now\n")
        assert await stream.read(5) == b"now\n"

    with_server(late, use)


def test_an_orderly_end_and_a_reset():
    async def farewell(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"bye")
        writer.write_eof()
        await reader.read()

    async def end(stream: streams.Stream) -> None:
        assert await stream.read(5) == b"bye"
        assert await stream.read(5) == b""
        assert await stream.read(5) == b""

    with_server(farewell, end)

    async def reset(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.get_extra_info("socket").setsockopt(
            socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0"
        )
        writer.transport.abort()

    async def cut(stream: streams.Stream) -> None:
        with contextlib.suppress(NetworkError):
            assert await stream.read(5) == b""

    with_server(reset, cut)


def test_closing_wakes_who_reads_and_writing_then_does_nothing():
    async def use(stream: streams.Stream) -> None:
        reading = asyncio.create_task(stream.read(5))
        await asyncio.sleep(0)
        stream.close()
        assert await reading == b""
        stream.write(b"into the void")
        await stream.drain()

    with_server(mute, use)


def test_a_flood_is_held_back_and_nothing_is_lost(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(streams, "HIGH_WATER_OCTETS", 1 << 16)
    monkeypatch.setattr(streams, "LOW_WATER_OCTETS", 1 << 14)
    size = 1 << 22

    async def flood(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"x" * size)
        await reader.read()

    async def use(stream: streams.Stream) -> None:
        await asyncio.sleep(0.05)
        assert stream.octets_in < size
        left = size
        while left:
            left -= len(await stream.read(5))

    with_server(flood, use)


@pytest.mark.parametrize(
    ("host", "code"),
    [("a" * 64 + ".example", "dns"), ("no.such.host.invalid", "dns"), ("127.0.0.1", "refused")],
)
def test_who_cannot_be_reached(host: str, code: str):
    with socket.socket() as taken:  # bound and not listening
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(NetworkError) as caught:
            asyncio.run(SystemNetwork().connect(address(taken.getsockname()[1], host)))
    assert caught.value.code == code


def test_a_handshake_that_never_comes(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(streams, "CONNECT_TIMEOUT_S", 0.05)

    async def scenario() -> None:
        async with serving(mute) as port:
            with pytest.raises(NetworkError) as caught:
                await SystemNetwork().connect(address(port, security=Security.TLS))
            assert caught.value.code == "timeout"

    asyncio.run(scenario())


def test_a_port_that_does_not_speak_tls():
    async def plain(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        await reader.read()

    async def scenario() -> None:
        async with serving(plain) as port:
            with pytest.raises(TrustError) as caught:
                await SystemNetwork().connect(address(port, security=Security.TLS))
            assert caught.value.code == "tls-failed"

    asyncio.run(scenario())


def test_a_dead_peer_is_noticed_by_the_system():
    with socket.socket() as made:
        streams.keep_alive(made)
        assert made.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
    streams.keep_alive(object())
