"""The line is cut at every octet of a short session, whichever way it goes: the end is the same."""

import asyncio
import contextlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from facteur.base.errors import FacteurError, NetworkError
from facteur.base.override import override
from facteur.base.paths import Profile
from facteur.mail.account import ServerAddress
from facteur.net.stream import Stream, SystemNetwork
from facteur.store.database import Store, open_writer
from tests.store.builders import assert_sound
from tests.support.builders import message
from tests.support.oddpop import OddPop
from tests.support.poprig import DELETE, PopRig

PARTS = 4  # tests, so that they may run side by side
EACH_STORE = 30
BRIEF = ("TOP", "UIDL", "USER", "PIPELINING")


class CutNetwork(SystemNetwork):
    """Cuts a line once so many octets have gone either way, in the middle of what is written."""

    def __init__(self, octets: int) -> None:
        self.left = octets
        self.passed = 0

    @override
    async def connect(self, server: ServerAddress, certificate_sha256: str = "") -> Stream:
        stream = await super().connect(server, certificate_sha256)
        read, write = stream.read, stream.write

        async def cut_read(timeout_s: float) -> bytes:
            return self._taken(await read(timeout_s), stream)

        def cut_write(data: bytes) -> None:
            whole = len(data) <= self.left
            write(data[: self.left])
            self._taken(data, stream)
            if not whole:
                raise NetworkError("closed")

        stream.read = cut_read  # pyright: ignore[reportAttributeAccessIssue]
        stream.write = cut_write  # pyright: ignore[reportAttributeAccessIssue]
        return stream

    def _taken(self, data: bytes, stream: Stream) -> bytes:
        some = data[: self.left]
        self.left -= len(some)
        self.passed += len(some)
        if not self.left:
            stream.close()
        return some


def filled(server: OddPop) -> list[bytes]:
    for number in range(2):
        server.add(message(message_id=f"<{number}@cut>", text=f".{number}\n"), uidl=b"u%d" % number)
    return [letter.raw for letter in server.letters]


async def one_cut(store: Store, server: OddPop, octets: int) -> tuple[PopRig, int]:
    """Cut there, look at once, and go on to the end."""
    server.letters.clear()
    server.heard.clear()
    held = filled(server)
    network = CutNetwork(octets)
    rig = PopRig(store, server, DELETE, network=network, address=f"a{octets}@example.test")
    with contextlib.suppress(FacteurError):
        await rig.session()
    passed = network.passed
    there = [letter.raw for letter in server.letters]
    assert set(held) <= {*there, *rig.collected()}, f"lost at octet {octets}"
    network.left = 1 << 30
    await rig.sessions(3)
    assert sorted(rig.collected()) == sorted(held), f"at octet {octets}"
    assert not server.letters, f"at octet {octets}"
    return rig, passed


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_a_cut_at_any_octet_loses_nothing_and_brings_nothing_twice(
    tmp_path: Path, part: int
) -> None:
    async def scene(store: Store, server: OddPop, cuts: Iterable[int]) -> None:
        for octets in cuts:
            rig, _passed = await one_cut(store, server, octets)
            outcomes = rig.outcomes()
            assert outcomes.count("gone") == 2
            assert set(outcomes) <= {"gone", "stayed"}
            assert server.count("DELE") <= len(outcomes)

    async def all_cuts() -> None:
        async with OddPop(capabilities=BRIEF) as server:
            with opened(tmp_path / "0") as store:
                _rig, length = await one_cut(store, server, 1 << 30)
            assert length > 600
            for first in range(1 + part, length + 1, PARTS * EACH_STORE):
                with opened(tmp_path / str(first)) as store:
                    last = min(first + PARTS * EACH_STORE, length + 1)
                    await scene(store, server, range(first, last, PARTS))

    asyncio.run(all_cuts())


@contextlib.contextmanager
def opened(folder: Path) -> Iterator[Store]:
    """Open a new store; accounts in one make each change of them slower."""
    store = open_writer(Profile(home=folder))
    yield store
    assert_sound(store.reader)
    store.close()
