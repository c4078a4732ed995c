"""The one thread that writes a file: jobs in order, urgent ones before waiting bulk work."""

import heapq
import itertools
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from facteur.base.errors import StoreUnavailable

Result = TypeVar("Result")
_URGENT, _BULK, _LAST = range(3)


class WriterThread:
    """Runs jobs one after the other; within a priority first come, first served."""

    def __init__(self, name: str) -> None:
        self._jobs: list[tuple[int, int, Callable[[], None] | None]] = []
        self._ready = threading.Condition()
        self._order = itertools.count()
        self._closing = False
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    def submit(self, job: Callable[[], Result], *, urgent: bool = False) -> "Future[Result]":
        """Queue a job; its result or exception arrives in the future.

        Raises StoreUnavailable `closed` after close().
        """
        future: Future[Result] = Future()

        def carry_out() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                result = job()
            except BaseException as error:  # noqa: BLE001 - it belongs to whoever waits
                future.set_exception(error)
            else:
                future.set_result(result)

        with self._ready:
            if self._closing:
                raise StoreUnavailable("closed")
            priority = _URGENT if urgent else _BULK
            heapq.heappush(self._jobs, (priority, next(self._order), carry_out))
            self._ready.notify()
        return future

    def close(self) -> None:
        """Finish what is queued, then end the thread."""
        with self._ready:
            if not self._closing:
                self._closing = True
                heapq.heappush(self._jobs, (_LAST, next(self._order), None))
                self._ready.notify()
        self._thread.join()

    def _work(self) -> None:
        while True:
            with self._ready:
                while not self._jobs:
                    self._ready.wait()
                job = heapq.heappop(self._jobs)[2]
            if job is None:
                return
            job()
