"""Which engine a command speaks to: the one that holds the profile, else one in this process."""

import asyncio
import contextlib
import os
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from facteur.base import log
from facteur.base.errors import StoreUnavailable
from facteur.base.paths import Profile
from facteur.cli.dialogue import Conversation
from facteur.engine.local import connect
from facteur.engine.process import in_process

# An engine that is just starting or ending holds the profile and does not listen: 3 s in all.
PAUSES_S = (0.05, 0.1, 0.25, 0.6, 1.0, 1.0, 0.0)


@asynccontextmanager
async def engine(profile: Profile) -> AsyncGenerator[Conversation]:
    """Yield a conversation with the engine of the profile; never a second writer.

    Raises StoreUnavailable.
    """
    async with contextlib.AsyncExitStack() as stack:
        yield await _reached(profile, stack)


async def _reached(profile: Profile, stack: contextlib.AsyncExitStack) -> Conversation:
    for pause_s in PAUSES_S:
        running = await connect(profile)
        if running is not None:
            return running
        with contextlib.suppress(OSError):  # the engine says it better
            profile.create()
            log.start(profile.logs, "command", os.environ.get(log.ENVIRONMENT, ""))
        try:
            return await stack.enter_async_context(in_process(profile))
        except StoreUnavailable as error:
            if error.code != "locked" or not pause_s:
                raise
        await asyncio.sleep(pause_s)
    raise AssertionError("the last try returns or raises")
