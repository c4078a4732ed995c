"""The engine's process: takes the profile, opens the store, serves until nobody is left.

`main` is the process that the window starts; `in_process` runs the same engine inside a command
line when no engine holds the profile.
"""

import asyncio
import contextlib
import gc
import os
import signal
import sys
from collections.abc import AsyncGenerator
from dataclasses import replace

import facteur
from facteur.base import log
from facteur.base.errors import FacteurError
from facteur.base.paths import Profile
from facteur.base.priority import go_after_others
from facteur.base.settings import Settings
from facteur.engine import backups, practising
from facteur.engine.effects import Effects
from facteur.engine.local import Listener, listen, sweep
from facteur.engine.problems import problem
from facteur.engine.server import Server
from facteur.link import commands, events
from facteur.link.channel import Channel, MemoryChannel
from facteur.link.pipes import PipeChannel
from facteur.store.database import Store, open_writer

NICENESS = 10  # measured: lateness of the window p99 8 ms instead of 15 (design/baselines.md 3e)
# The store's thread asks for the interpreter once a statement; with the usual 5 ms it waits longer
# than it works (100,000 headers: 5.0 s, with half a millisecond 4.4 s).
SWITCH_S = 0.0005
GARBAGE_THRESHOLDS = (50_000, 20, 20)  # rows pass by the thousand and hold no cycles
GUESTS_S = 10.0  # what other commands have asked of this one is finished, unless it takes long
_log = log.logger("sync")


def tune_interpreter() -> None:
    """Set the interpreter up for two busy threads and many short-lived rows."""
    sys.setswitchinterval(SWITCH_S)
    gc.set_threshold(*GARBAGE_THRESHOLDS)


class Engine:
    """A running engine over one profile."""

    def __init__(self, store: Store, server: Server) -> None:
        self.store = store
        self.server = server

    @classmethod
    def open(cls, profile: Profile, effects: Effects) -> "Engine":
        """Take the profile. Raises StoreUnavailable."""
        settings = Settings.load(profile.settings)
        for warning in settings.warnings:
            _log.warning("%s", warning)
        effects = replace(effects, oauth=effects.oauth.beside(profile.oauth_clients))
        store = open_writer(profile)
        engine = cls(store, Server(profile, store, effects, settings))
        engine.server.context.start()
        engine.server.context.detach(backups.run(engine.server.context))
        return engine

    async def listen(self) -> Listener:
        """Let the command line in, and say where in the lock file."""
        sweep(self.store.lock.left_address)
        listener = await listen(self.server.serve)
        self.store.lock.set_address(listener.address)
        return listener

    async def close(self) -> None:
        """End all work and let the profile go."""
        await self.server.close()
        await asyncio.to_thread(self.store.close)


def main(profile: Profile, *, practice: bool = False) -> int:
    """Be the engine of a window; returns when the window has gone. 0: an orderly end.

    practice: the window is that of the practice mailbox, see `practising`.
    """
    log.start(profile.logs, "engine", os.environ.get(log.ENVIRONMENT, ""))
    tune_interpreter()
    go_after_others(NICENESS)
    try:
        return asyncio.run(_serve_window(profile, practice=practice))
    except KeyboardInterrupt:
        return 130


async def _serve_window(profile: Profile, *, practice: bool) -> int:
    loop = asyncio.get_running_loop()
    channel = PipeChannel(loop)
    try:
        engine = Engine.open(profile, practising.effects() if practice else Effects())
    except FacteurError as error:
        await _refuse(channel, error)
        return 1
    listener = await engine.listen() if not practice else None  # a temporary profile has no guests
    window = asyncio.create_task(engine.server.serve(channel))
    ended = asyncio.create_task(engine.server.ended.wait())
    if sys.platform != "win32":
        loop.add_signal_handler(signal.SIGTERM, ended.cancel)
    try:
        await asyncio.wait({window, ended}, return_when="FIRST_COMPLETED")
    finally:
        ended.cancel()
        window.cancel()
        if listener is not None:
            await listener.close()
        await engine.close()
    return 0


async def _refuse(channel: Channel, error: FacteurError) -> None:
    """Tell the window why the profile cannot be used, and wait until it has heard."""
    _log.error("the profile cannot be opened: %s", error)
    channel.send(commands.Hello(version=facteur.__version__))
    channel.send(events.Ready(problem=problem(error)))
    while await channel.receive() is not None:
        pass


@contextlib.asynccontextmanager
async def in_process(
    profile: Profile, effects: Effects | None = None
) -> AsyncGenerator[MemoryChannel]:
    """Run an engine here for as long as the context lasts.

    Others on this machine reach it like any engine. Raises StoreUnavailable.
    """
    tune_interpreter()
    engine = Engine.open(profile, effects or Effects())
    listener = await engine.listen()
    channel = MemoryChannel()
    serving = asyncio.create_task(engine.server.serve(channel))
    try:
        yield channel
    finally:
        channel.leave()
        await asyncio.gather(serving, return_exceptions=True)
        await listener.close()
        await engine.server.all_left(GUESTS_S)
        await engine.close()
