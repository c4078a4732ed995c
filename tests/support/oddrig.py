"""An engine with one account on an odd server."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable

from facteur.base.paths import Profile
from facteur.engine.effects import Effects
from tests.support.enginerig import Rig, running
from tests.support.fakes import FakeSecrets
from tests.support.oddserver import OddServer

Scene = Callable[[Rig, OddServer], Awaitable[None]]


@contextlib.asynccontextmanager
async def synced(
    profile: Profile, server: OddServer, effects: Effects | None = None
) -> AsyncIterator[Rig]:
    """Run an engine whose account has been synced once; closes the server after it."""
    async with server, running(profile, effects or Effects(secrets=FakeSecrets())) as rig:
        await rig.add(server.fields(), "secret")
        await rig.sync()
        yield rig


def play(profile: Profile, server: OddServer, scene: Scene, effects: Effects | None = None) -> None:
    """Sync once, then do what the scene does."""

    async def scenario() -> None:
        async with asyncio.timeout(40), synced(profile, server, effects) as rig:
            await scene(rig, server)

    asyncio.run(scenario())


def filled(count: int, capabilities: str = "", **how: object) -> OddServer:
    """Return a server with so many messages in INBOX."""
    server = OddServer(**how)  # pyright: ignore[reportArgumentType] -- its own fields
    server.capabilities = capabilities or server.capabilities
    server.inbox.fill(count)
    return server
