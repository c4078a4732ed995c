"""Parts come in chunks, are kept as they come, and go on where they were left."""

import asyncio
import hashlib
import re

import pytest

from facteur.base.paths import Profile
from facteur.engine import parts as fetching
from facteur.link import commands, events
from facteur.store.read import bodies as read_bodies
from tests.support.builders import message
from tests.support.enginerig import Rig
from tests.support.oddrig import filled, play
from tests.support.oddserver import CUT, OddServer

CHUNK = 1000
RAW = message(text="".join(f"line {number}\n" for number in range(900)))


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "CHUNK_OCTETS", CHUNK)


def server_with(raw: bytes = RAW) -> OddServer:
    server = filled(0)
    server.inbox.add(raw=raw)
    return server


def offsets(server: OddServer) -> list[int]:
    return [
        int(found[1])
        for text in server.heard
        if (found := re.search(r"BODY\.PEEK\[\]<(\d+)\.1000>", text))
    ]


def source(rig: Rig) -> bytes:
    part = read_bodies.part(rig.store.reader, rig.key(1), "")
    assert part is not None
    assert part.sha256 is not None
    return b"".join(rig.store.reader.content.read_chunks(part.sha256))


def test_in_chunks_it_is_the_same(profile: Profile):
    async def scene(rig: Rig, server: OddServer) -> None:
        await rig.ask(commands.FetchSource, message=rig.key(1))
        assert hashlib.sha256(source(rig)).digest() == hashlib.sha256(RAW).digest()
        assert offsets(server) == sorted(set(offsets(server)))
        asked = len(server.heard)
        await rig.ask(commands.FetchSource, message=rig.key(1))
        assert len(server.heard) == asked  # it is here
        told = [
            one
            for one in rig.events
            if isinstance(one, events.ProgressChanged) and one.kind == "source"
        ]
        assert told[-1].over
        assert told[-1].stoppable

    play(profile, server_with(), scene)


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 4 * CHUNK])
def test_sizes_at_the_borders(profile: Profile, size: int):
    head = b"Subject: x\r\n\r\n"
    raw = head + b"y" * max(size - len(head), 0)

    async def scene(rig: Rig, server: OddServer) -> None:
        await rig.ask(commands.FetchSource, message=rig.key(1))
        assert source(rig) == raw

    play(profile, server_with(raw), scene)


def test_after_a_cut_nothing_is_fetched_twice_but_a_chunk_or_two(profile: Profile):
    cuts = [3]

    def cut(text: str) -> str | None:
        if "BODY.PEEK[]<4000." in text and cuts[0]:
            cuts[0] -= 1
            return CUT
        return None

    async def scene(rig: Rig, server: OddServer) -> None:
        problem = await rig.refused(commands.FetchSource, message=rig.key(1))
        assert (problem.family, problem.code) == ("network", "closed")
        server.answer = cut
        await rig.ask(commands.SetOnline, online=False)
        await rig.ask(commands.SetOnline, online=True)
        await rig.ask(commands.FetchSource, message=rig.key(1))
        assert source(rig) == RAW
        found = offsets(server)
        twice = {offset for offset in found if found.count(offset) > 1}
        assert twice <= {4000, 5000}

    server = server_with()
    server.answer = cut
    play(profile, server, scene)


def test_stopping_keeps_what_is_here(profile: Profile):
    async def scene(rig: Rig, server: OddServer) -> None:
        def stop(text: str) -> str | None:
            if "BODY.PEEK[]<2000." in text:
                asyncio.get_running_loop().call_soon(lambda: rig.send(commands.StopTask, task=0))
            return None

        server.answer = stop
        problem = await rig.refused(commands.FetchSource, message=rig.key(1))
        assert (problem.family, problem.code) == ("network", "stopped")
        server.answer = lambda _text: None
        await rig.ask(commands.FetchSource, message=rig.key(1))
        assert source(rig) == RAW
        assert offsets(server).count(0) == 1

    play(profile, server_with(), scene)


def test_renumbered_in_the_middle_it_is_not_glued_together(profile: Profile):
    async def scene(rig: Rig, server: OddServer) -> None:
        def renumber(text: str) -> str | None:
            if "BODY.PEEK[]<2000." in text and server.inbox.uidvalidity == 7:
                server.inbox.uidvalidity = 8
                server.inbox.held[1].raw = message(
                    subject="another", text="z" * 9000, message_id="<other@x>"
                )
                return CUT
            return None

        server.answer = renumber
        problem = await rig.refused(commands.FetchSource, message=rig.key(1))
        assert (problem.family, problem.code) == ("refused", "renumbered")

    play(profile, server_with(), scene)


@pytest.mark.parametrize("answer", ["OK done", "* 1 FETCH (UID 1 FLAGS ())\r\nOK done"])
def test_ok_and_nothing(profile: Profile, answer: str):
    async def scene(rig: Rig, server: OddServer) -> None:
        server.answer = lambda text: answer if "BODY.PEEK[]<" in text else None
        problem = await rig.refused(commands.FetchSource, message=rig.key(1))
        assert (problem.family, problem.code) == ("refused", "not-delivered")
        server.answer = lambda _text: None
        await rig.ask(commands.FetchSource, message=rig.key(1))
        assert source(rig) == RAW

    play(profile, server_with(), scene)
