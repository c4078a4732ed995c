"""The engine's end of a conversation: messages out, a queue of commands in."""

import asyncio
from typing import Protocol

from facteur.link.codec import FromEngine, FromWindow, encode, engine_decoder


class Channel(Protocol):
    """One party that commands the engine."""

    def send(self, message: FromEngine) -> None:
        """Hand over a message; never blocks, never fails: a party that left hears nothing."""
        ...

    async def receive(self) -> FromWindow | None:
        """Return the next command, None once the other side has left."""
        ...

    def close(self) -> None:
        """Say no more and hear no more."""
        ...


class MemoryChannel:
    """Both ends in one process: for tests and a command line that runs the engine itself.

    What the engine says passes through the codec, so that only what could travel does.
    """

    def __init__(self) -> None:
        self._commands: asyncio.Queue[FromWindow | None] = asyncio.Queue()
        self._messages: asyncio.Queue[FromEngine | None] = asyncio.Queue()
        self._decoder = engine_decoder()

    def send(self, message: FromEngine) -> None:
        """Engine's side: put a message where `hear` finds it."""
        for copy in self._decoder.feed(encode(message)):
            self._messages.put_nowait(copy)

    async def receive(self) -> FromWindow | None:
        """Engine's side: wait for the next command."""
        return await self._commands.get()

    def close(self) -> None:
        """Engine's side: end the conversation."""
        self._messages.put_nowait(None)

    def command(self, command: FromWindow) -> None:
        """Other side: hand a command to the engine."""
        self._commands.put_nowait(command)

    async def hear(self) -> FromEngine | None:
        """Other side: wait for the next reply or event; None when the engine has ended."""
        return await self._messages.get()

    def leave(self) -> None:
        """Other side: go away."""
        self._commands.put_nowait(None)
