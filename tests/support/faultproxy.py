"""A TCP proxy that counts, and that cuts, delays or goes silent at a chosen octet.

It sits between the engine and a real server; through TLS it counts and cuts just as well, without
understanding a word.
"""

import asyncio
import concurrent.futures
import contextlib
import dataclasses
import enum
import threading
import time
from collections.abc import AsyncIterator, Iterator
from typing import Self


class Direction(enum.Enum):
    TO_SERVER = "to-server"
    TO_CLIENT = "to-client"


class Effect(enum.Enum):
    """cut: both sides see a reset. end: both see an orderly end. silence: nothing more passes,
    and nobody is told. delay: what follows passes later.
    """

    CUT = "cut"
    END = "end"
    SILENCE = "silence"
    DELAY = "delay"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What happens once `at_octet` octets have passed in one direction of one connection.

    connection: which one, counted from 0; None is each.
    """

    effect: Effect
    direction: Direction = Direction.TO_CLIENT
    at_octet: int = 0
    connection: int | None = None
    delay_s: float = 0.05


@dataclasses.dataclass(slots=True, kw_only=True)
class Count:
    """What passed over one connection.

    round_trips: how often the client spoke after the server had: what a slow line would make
        the user wait for. A pipelined batch counts once.
    """

    to_server_octets: int = 0
    to_client_octets: int = 0
    round_trips: int = 0
    _server_spoke: bool = True

    def add(self, direction: Direction, octets: int) -> None:
        if direction is Direction.TO_CLIENT:
            self.to_client_octets += octets
            self._server_spoke = True
            return
        self.to_server_octets += octets
        if self._server_spoke:
            self.round_trips += 1
        self._server_spoke = False


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A piece that passed, and when (`time.perf_counter`)."""

    connection: int
    direction: Direction
    data: bytes
    at_s: float


class FaultProxy:
    """Forwards `port` to the server's; an async context manager (see `in_thread` for the rest).

    passages: what passed, up to `keep_octets` of each connection.
    """

    def __init__(self, host: str, port: int, *faults: Fault, keep_octets: int = 0) -> None:
        self.faults = faults
        self.passages: list[Passage] = []
        self._keep_octets = keep_octets
        self.port = 0
        self.counts: list[Count] = []
        self._target = (host, port)
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def total(self) -> Count:
        """Return all connections so far added up."""
        return Count(
            to_server_octets=sum(count.to_server_octets for count in self.counts),
            to_client_octets=sum(count.to_client_octets for count in self.counts),
            round_trips=sum(count.round_trips for count in self.counts),
        )

    def reset(self) -> None:
        """Forget the counts; connections that are open keep their number and start from zero."""
        for count in self.counts:
            count.to_server_octets = count.to_client_octets = count.round_trips = 0

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        number, count = len(self.counts), Count()
        self.counts.append(count)
        try:
            to_server = await asyncio.open_connection(*self._target)
        except OSError:
            writer.transport.abort()
            return
        pumps = (
            self._pump(Direction.TO_SERVER, number, count, reader, to_server[1]),
            self._pump(Direction.TO_CLIENT, number, count, to_server[0], writer),
        )
        try:
            await asyncio.gather(*pumps)
        except asyncio.CancelledError:
            pass  # the proxy closes; a handler that ends cancelled makes asyncio 3.11 print it
        except (_Cut, OSError):
            writer.transport.abort()
            to_server[1].transport.abort()
        finally:
            writer.close()
            to_server[1].close()

    async def _pump(
        self,
        direction: Direction,
        number: int,
        count: Count,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        """Copy one direction, piece by piece between the octets where something happens."""
        passed = 0
        pending = sorted(
            (
                fault
                for fault in self.faults
                if fault.direction is direction and fault.connection in (None, number)
            ),
            key=lambda fault: fault.at_octet,
        )
        while True:
            while pending and passed == pending[0].at_octet:
                await _happen(pending.pop(0), writer)
            room = pending[0].at_octet - passed if pending else 1 << 16
            data = await reader.read(min(room, 1 << 16))
            if not data:
                break
            passed += len(data)
            if count.to_client_octets + count.to_server_octets < self._keep_octets:
                self.passages.append(
                    Passage(
                        connection=number, direction=direction, data=data, at_s=time.perf_counter()
                    )
                )
            count.add(direction, len(data))
            writer.write(data)
            await writer.drain()
        with contextlib.suppress(OSError):
            writer.write_eof()


class _Cut(Exception):
    pass


async def _happen(fault: Fault, writer: asyncio.StreamWriter) -> None:
    match fault.effect:
        case Effect.CUT:
            raise _Cut
        case Effect.END:
            await writer.drain()
            writer.close()
            raise OSError("ended as asked")
        case Effect.SILENCE:
            await asyncio.get_running_loop().create_future()
        case Effect.DELAY:
            await asyncio.sleep(fault.delay_s)


@contextlib.asynccontextmanager
async def proxied(host: str, port: int, *faults: Fault) -> AsyncIterator[FaultProxy]:
    async with FaultProxy(host, port, *faults) as proxy:
        yield proxy


@contextlib.contextmanager
def in_thread(host: str, port: int, *faults: Fault, keep_octets: int = 0) -> Iterator[FaultProxy]:
    """Run a proxy in a thread of its own, for tests whose client is another process."""
    proxy = FaultProxy(host, port, *faults, keep_octets=keep_octets)
    started: concurrent.futures.Future[None] = concurrent.futures.Future()
    loop = asyncio.new_event_loop()
    over = asyncio.Event()

    async def serve() -> None:
        async with proxy:
            started.set_result(None)
            await over.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),), daemon=True)
    thread.start()
    started.result(10)
    try:
        yield proxy
    finally:
        loop.call_soon_threadsafe(over.set)
        thread.join(10)
        loop.close()
