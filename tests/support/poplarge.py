"""A message of any length, made while it is sent, collected by a process whose memory is measured."""

import asyncio
import hashlib
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from facteur.base.paths import Profile
from facteur.store.database import open_writer
from tests.support.oddpop import OddPop
from tests.support.poprig import DELETE, PopRig

BLOCK = (b"0123456789abcdef" * 4 + b"\r\n") * 1000  # 66,000 octets
HEAD = b"Subject: large\r\nMessage-ID: <large@x>\r\n\r\n"
# Beside a message held whole, which would be the length of it.
MOST_GROWTH_OCTETS = 96 << 20


def blocks(octets: int) -> Iterator[bytes]:
    """Yield a message of about so many octets."""
    yield HEAD
    for _ in range(octets // len(BLOCK)):
        yield BLOCK


def collect_large(octets: int) -> str:
    """Collect one from a server of another process, and delete it there; returns what it took."""
    began = time.monotonic()
    command = [sys.executable, "-m", "tests.support.poplarge", str(octets)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        port = int(server.stdout.readline())
        try:
            with tempfile.TemporaryDirectory(prefix="facteur-large-") as folder:
                grown = asyncio.run(_collect(Path(folder), port, octets))
        finally:
            server.kill()
    seconds = time.monotonic() - began
    return f"{octets} octets in {seconds:.0f} s, {grown >> 20} MiB more held"


async def _collect(folder: Path, port: int, octets: int) -> int:
    store = open_writer(Profile(home=folder))
    rig = PopRig(store, OddPop(port=port), DELETE)
    before = _held()
    await rig.sessions(2)
    grown = _held() - before
    (item,) = rig.items()
    digest, length = hashlib.sha256(), 0
    for block in blocks(octets):
        digest.update(block)
        length += len(block)
    assert (item.size_octets, item.sha256) == (length, digest.digest())
    assert (item.state, rig.outcomes()) == ("gone", ["gone"])
    assert grown < MOST_GROWTH_OCTETS, f"{grown} octets more were held"
    store.close()
    return grown


def _held() -> int:
    """Return how much memory this process has held at most, octets."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


class _Large(asyncio.Protocol):
    """As much of a server as one message needs. It goes once QUIT was said after DELE."""

    there = True
    octets = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.marked = False
        self.pending = b""
        self.may_write = asyncio.Event()
        self.may_write.set()
        transport.write(b"+OK ready\r\n")

    def pause_writing(self) -> None:
        self.may_write.clear()

    def resume_writing(self) -> None:
        self.may_write.set()

    def data_received(self, data: bytes) -> None:
        *lines, self.pending = (self.pending + data).split(b"\r\n")
        self.queue = getattr(self, "queue", asyncio.Queue[bytes]())
        if not hasattr(self, "answering"):
            self.answering = asyncio.get_running_loop().create_task(self._answer())
        for line in lines:
            self.queue.put_nowait(line)

    async def _answer(self) -> None:
        while True:
            verb, _, _rest = (await self.queue.get()).partition(b" ")
            await self._one(verb.upper())

    async def _one(self, verb: bytes) -> None:
        say = self.transport.write
        length = len(HEAD) + self.octets // len(BLOCK) * len(BLOCK)
        rows = {b"LIST": b"1 %d\r\n" % length, b"UIDL": b"1 large\r\n"}
        match verb:
            case b"CAPA":
                say(b"+OK\r\nUSER\r\nUIDL\r\nTOP\r\nPIPELINING\r\n.\r\n")
            case b"STAT":
                say(b"+OK %d %d\r\n" % (self.there, length * self.there))
            case b"LIST" | b"UIDL":
                say(b"+OK\r\n" + (rows[verb] if self.there else b"") + b".\r\n")
            case b"RETR":
                say(b"+OK\r\n")
                for block in blocks(self.octets):
                    say(block)
                    await self.may_write.wait()
                say(b".\r\n")
            case b"QUIT":
                if self.marked:
                    type(self).there = False
                say(b"+OK bye\r\n")
                self.transport.close()
            case _:
                self.marked = self.marked or verb == b"DELE"
                say(b"+OK\r\n")


async def _serve(octets: int) -> None:
    _Large.octets = octets
    server = await asyncio.get_running_loop().create_server(_Large, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1])))
