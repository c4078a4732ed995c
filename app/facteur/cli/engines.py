"""Which engine a command speaks to: the one that holds the profile, else one in this process."""

import contextlib
import os
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from facteur.base import log
from facteur.base.paths import Profile
from facteur.cli.dialogue import Conversation
from facteur.engine.local import connect
from facteur.engine.process import in_process


@asynccontextmanager
async def engine(profile: Profile) -> AsyncGenerator[Conversation]:
    """Yield a conversation with the engine of the profile; never a second writer."""
    running = await connect(profile)
    if running is not None:
        yield running
        return
    with contextlib.suppress(OSError):  # the engine says it better
        profile.create()
        log.start(profile.logs, "command", os.environ.get(log.ENVIRONMENT, ""))
    async with in_process(profile) as conversation:
        yield conversation
