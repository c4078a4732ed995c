"""The socket by which a command line reaches the engine that holds the profile.

A Unix socket in a folder of the user's own where the system has them, else a loopback port with a
random word that only the owner of the profile can read. The address stands in the lock file.
"""

import asyncio
import contextlib
import secrets
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from facteur.base.errors import RemoteProtocolError
from facteur.base.paths import Profile
from facteur.link.codec import (
    FromEngine,
    FromWindow,
    encode,
    engine_decoder,
    window_decoder,
)
from facteur.store.lock import ProfileLock

READ_OCTETS = 1 << 16
WORD_OCTETS = 32
GREETING_S = 10.0  # an engine greets as it accepts
FOLDER_PREFIX = "facteur-"
HAS_UNIX_SOCKETS = sys.platform != "win32"


class SocketChannel:
    """The engine's end of one local connection; see link.channel.Channel."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._decoder = window_decoder()
        self._ready: list[FromWindow] = []

    def send(self, message: FromEngine) -> None:
        """Write a frame; a party that left hears nothing."""
        if not self._writer.is_closing():
            self._writer.write(encode(message))

    async def receive(self) -> FromWindow | None:
        """Return the next command, None at the end or after nonsense."""
        while not self._ready:
            try:
                data = await self._reader.read(READ_OCTETS)
                self._ready = self._decoder.feed(data)
            except (OSError, RemoteProtocolError):
                return None
            if not data:
                return None
        return self._ready.pop(0)

    def close(self) -> None:
        """Cut the connection."""
        self._writer.close()


class Listener:
    """The listening socket; `address` is what stands in the lock file."""

    def __init__(self, server: asyncio.Server, address: str, folder: Path | None) -> None:
        self._server = server
        self._folder = folder
        self.address = address

    async def close(self) -> None:
        """Listen no more and leave no file behind."""
        self._server.close()
        if self._folder is not None:
            with contextlib.suppress(OSError):  # a cleaner of the system may have been here
                for path in self._folder.iterdir():
                    path.unlink(missing_ok=True)
                self._folder.rmdir()


def sweep(address: str) -> None:
    """Remove the socket that an engine left which was killed."""
    kind, _, rest = address.partition(":")
    path = Path(rest)
    with contextlib.suppress(OSError):
        if kind == "unix" and path.parent.name.startswith(FOLDER_PREFIX) and path.is_socket():
            path.unlink()
            path.parent.rmdir()


async def listen(serve: Callable[[SocketChannel], Awaitable[None]]) -> Listener:
    """Accept local connections; `serve` runs for each, to its end."""
    if HAS_UNIX_SOCKETS:
        folder = Path(tempfile.mkdtemp(prefix=FOLDER_PREFIX))  # mode 0700

        async def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await serve(SocketChannel(reader, writer))

        path = folder / "engine"
        return Listener(await asyncio.start_unix_server(accept, path), f"unix:{path}", folder)
    word = secrets.token_bytes(WORD_OCTETS)

    async def accept_with_word(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async with asyncio.timeout(5):
                said = await reader.readexactly(WORD_OCTETS)
        except (TimeoutError, asyncio.IncompleteReadError, OSError):
            said = b""
        if secrets.compare_digest(said, word):
            await serve(SocketChannel(reader, writer))
        writer.close()

    server = await asyncio.start_server(accept_with_word, "127.0.0.1", 0)
    port: int = server.sockets[0].getsockname()[1]
    return Listener(server, f"tcp:{port}:{word.hex()}", None)


class Conversation:
    """The command line's end; the same three methods as MemoryChannel's other side."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._decoder = engine_decoder()
        self._heard: list[FromEngine] = []

    def command(self, command: FromWindow) -> None:
        """Send a command."""
        self._writer.write(encode(command))

    async def hear(self) -> FromEngine | None:
        """Return the next reply or event, None when the engine has ended."""
        while not self._heard:
            try:
                data = await self._reader.read(READ_OCTETS)
            except OSError:
                return None
            if not data:
                return None
            self._heard = self._decoder.feed(data)
        return self._heard.pop(0)

    async def greeted(self) -> bool:
        """Wait for the engine's first word and keep it; False where it hung up instead."""
        with contextlib.suppress(TimeoutError):  # one that hangs is told by whoever waits next
            async with asyncio.timeout(GREETING_S):
                first = await self.hear()
            if first is None:
                return False
            self._heard.insert(0, first)
        return True

    def leave(self) -> None:
        """Go away."""
        self._writer.close()


async def connect(profile: Profile) -> Conversation | None:
    """Reach the engine that holds the profile; None when none does.

    One that ends hangs up on those it has not greeted yet; nothing was asked of it, so that is
    the same as none.
    """
    found = await _knock(profile)
    if found is None or await found.greeted():
        return found
    found.leave()
    return None


async def _knock(profile: Profile) -> Conversation | None:
    owner = ProfileLock(profile).owner()
    if owner is None or not owner.address:
        return None
    kind, _, rest = owner.address.partition(":")
    try:
        if kind == "unix" and HAS_UNIX_SOCKETS:
            return Conversation(*await asyncio.open_unix_connection(rest))
        port, _, word = rest.partition(":")
        reader, writer = await asyncio.open_connection("127.0.0.1", int(port))
        writer.write(bytes.fromhex(word))
    except (OSError, ValueError):
        return None
    return Conversation(reader, writer)
