"""The engine's end over its own stdin and stdout.

fd 1 is duplicated for the frames and then pointed at stderr, so that a stray print cannot corrupt
the stream; stdin is read by one small thread because asyncio cannot attach to a piped stdin on
Windows (bpo-26832). EOF on stdin means that the window has gone.
"""

import asyncio
import contextlib
import os
import sys
import threading
from collections import deque

from facteur.base.errors import RemoteProtocolError
from facteur.link.codec import FromEngine, FromWindow, encode, window_decoder

READ_OCTETS = 1 << 16


class PipeChannel:
    """Frames on the standard streams of this process."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._queue: asyncio.Queue[FromWindow | None] = asyncio.Queue()
        self._out = os.dup(1)
        os.dup2(2, 1)
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - exists on Windows only

            msvcrt.setmode(self._out, os.O_BINARY)
            msvcrt.setmode(0, os.O_BINARY)
        self._frames: deque[bytes | None] = deque()
        self._filled = threading.Condition()
        threading.Thread(target=self._read, name="link-in", daemon=True).start()
        threading.Thread(target=self._write, name="link-out", daemon=True).start()

    def send(self, message: FromEngine) -> None:
        """Queue a frame for the writing thread."""
        with self._filled:
            self._frames.append(encode(message))
            self._filled.notify()

    async def receive(self) -> FromWindow | None:
        """Return the next command, None at the end of stdin."""
        return await self._queue.get()

    def close(self) -> None:
        """Let the writing thread end once all is out."""
        with self._filled:
            self._frames.append(None)
            self._filled.notify()

    def _read(self) -> None:
        decoder = window_decoder()
        try:
            while data := os.read(0, READ_OCTETS):
                for message in decoder.feed(data):
                    self._loop.call_soon_threadsafe(self._queue.put_nowait, message)
        except (OSError, RemoteProtocolError):
            pass  # the same as the end: the window has gone or talks nonsense
        with contextlib.suppress(RuntimeError):  # the loop is closed already
            self._loop.call_soon_threadsafe(self._queue.put_nowait, None)

    def _write(self) -> None:
        while True:
            with self._filled:
                while not self._frames:
                    self._filled.wait()
                frames = list(self._frames)
                self._frames.clear()
            data = memoryview(b"".join(frame for frame in frames if frame is not None))
            try:
                while data:
                    data = data[os.write(self._out, data) :]
            except OSError:
                return  # the reading thread sees the end as well
            if None in frames:
                os.close(self._out)
                return
