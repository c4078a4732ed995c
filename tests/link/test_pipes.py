"""The engine's end of the pipes, in a process of its own as it is in life."""

import subprocess
import sys

from facteur.link import codec, commands, events

ECHO = """
import asyncio, os, sys
from facteur.link import commands, events
from facteur.link.pipes import PipeChannel

async def main():
    channel = PipeChannel(asyncio.get_running_loop())
    print("a stray print")
    os.write(1, b"a stray write")
    while (command := await channel.receive()) is not None:
        channel.send(events.Done(request=command.request, path="x" * SIZE))
        print("another")
    channel.close()
    await asyncio.sleep(0.05)

asyncio.run(main())
"""


def run(sent: bytes, size: int = 1) -> tuple[list[codec.FromEngine], bytes]:
    done = subprocess.run(
        [sys.executable, "-c", ECHO.replace("SIZE", str(size))],
        input=sent,
        capture_output=True,
        timeout=30,
        check=True,
    )
    return codec.engine_decoder().feed(done.stdout), done.stderr


def test_stray_prints_do_not_corrupt_the_frames():
    sent = b"".join(codec.encode(commands.Shutdown(request=n)) for n in range(3))
    heard, errors = run(sent)
    assert heard == [events.Done(request=n, path="x") for n in range(3)]
    assert b"a stray print" in errors
    assert b"a stray write" in errors


def test_large_frames_come_whole():
    heard, _ = run(codec.encode(commands.Shutdown(request=1)), size=1 << 20)
    assert heard == [events.Done(request=1, path="x" * (1 << 20))]


def test_nonsense_is_the_same_as_the_end():
    heard, _ = run(b"\xff" * 100)
    assert heard == []
