"""Servers of asyncio beside a test that waits for a window: they live in a thread of their own."""

import asyncio
import contextlib
import threading
from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager
from typing import Any

PATIENCE_S = 10.0


@contextlib.contextmanager
def in_a_thread(*servers: AbstractAsyncContextManager[Any]) -> Iterator[None]:
    """Run these while the block lasts; each is up when it begins."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="servers", daemon=True)
    thread.start()
    stack = contextlib.AsyncExitStack()

    async def enter() -> None:
        for one in servers:
            await stack.enter_async_context(one)

    try:
        asyncio.run_coroutine_threadsafe(enter(), loop).result(PATIENCE_S)
        yield
    finally:
        asyncio.run_coroutine_threadsafe(stack.aclose(), loop).result(PATIENCE_S)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(PATIENCE_S)
        loop.close()
