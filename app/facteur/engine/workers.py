"""A pool of worker processes that may be killed: one slow or greedy message costs one worker.

Spawning, writing and reading happen in threads of the pool's own; the event loop only waits.
"""

import asyncio
import subprocess
import sys
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import BinaryIO, cast

import msgspec

from facteur.engine.worker import ENCODER, MAX_FRAME, RESULT_DECODER, read_frame, write_frame
from facteur.message.prepare import PartSource, Prepared, unprepared

_END_S = 2.0


class WorkerPool:
    """Prepares messages in other processes. Workers start when first needed."""

    def __init__(
        self, *, size: int = 1, timeout_s: float = 10.0, command: Sequence[str] | None = None
    ) -> None:
        """command: how a worker is started, for tests."""
        started = tuple(command or (sys.executable, "-m", "facteur", "--worker"))
        self._timeout_s = timeout_s
        self._threads = ThreadPoolExecutor(size, thread_name_prefix="worker")
        self._workers = [_Worker(started) for _ in range(size)]
        self._idle: asyncio.LifoQueue[_Worker] = asyncio.LifoQueue()
        for worker in self._workers:
            self._idle.put_nowait(worker)
        self._closed = False

    async def prepare(self, job: bytes | PartSource) -> Prepared:
        """Return the message ready to show.

        Never raises for what a message does: a job over its time or memory loses its worker
        and comes back as raw text with the defect `worker-killed`. Cancelling kills the worker.
        """
        frame = ENCODER.encode(job)
        answer = None if self._closed or len(frame) > MAX_FRAME else await self._ask(frame)
        if answer is not None:
            try:
                return RESULT_DECODER.decode(answer)
            except msgspec.DecodeError:  # what takes a worker over may write what it likes
                return unprepared(job)
        return unprepared(job)

    async def _ask(self, frame: bytes) -> bytes | None:
        """Return a worker's answer, None when it died or took too long."""
        worker = await self._idle.get()
        if self._closed:
            self._idle.put_nowait(worker)
            return None
        worker.begin()
        loop = asyncio.get_running_loop()
        asked = loop.run_in_executor(self._threads, worker.exchange, frame)
        # Only when its thread is done with it, which after a cancellation is a little later.
        asked.add_done_callback(lambda _: self._idle.put_nowait(worker))
        try:
            async with asyncio.timeout(self._timeout_s):
                return await asyncio.shield(asked)
        except TimeoutError:
            worker.kill()
            return await asked  # the thread sees the pipe end and returns
        except asyncio.CancelledError:
            worker.kill()
            raise

    async def close(self) -> None:
        """End the workers; jobs under way come back as killed."""
        self._closed = True
        for worker in self._workers:
            worker.kill()
        await asyncio.to_thread(self._threads.shutdown)
        for worker in self._workers:
            await asyncio.to_thread(worker.reap)


class _Worker:
    """One process, or none yet. `exchange` and `reap` block; the others do not."""

    def __init__(self, command: tuple[str, ...]) -> None:
        self._command = command
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._killed: subprocess.Popen[bytes] | None = None
        self._condemned = False

    def exchange(self, frame: bytes) -> bytes | None:
        """Send a job and return the answer; None when the worker died. Runs in a thread."""
        process = self._started()
        if process is None or process.stdin is None or process.stdout is None:
            return None
        try:
            write_frame(cast("BinaryIO", process.stdin), frame)
            answer = read_frame(cast("BinaryIO", process.stdout))
        except (OSError, ValueError):  # broken pipe; or closed under us
            answer = None
        if answer is None:
            process.kill()
            self.reap()
        return answer

    def begin(self) -> None:
        """Make ready for a job: `kill` means this one from now on."""
        with self._lock:
            self._condemned = False

    def kill(self) -> None:
        """Kill the process, or keep it from starting for this job; the next job starts another."""
        with self._lock:
            self._condemned = True
            self._killed = self._process
            if self._process is not None:
                self._process.kill()

    def reap(self) -> None:
        """Wait for a killed process and close its pipes."""
        with self._lock:
            process, self._process = self._process, None
        if process is None:
            return
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:  # a flush into a broken pipe
                    continue
        try:
            process.wait(_END_S)
        except subprocess.TimeoutExpired:
            process.kill()

    def _started(self) -> subprocess.Popen[bytes] | None:
        """Return a live process; None when it could not start or the job was given up."""
        process = self._process
        if process is not None and (process is self._killed or process.poll() is not None):
            self.reap()
        if self._process is None and not self._condemned:
            try:
                process = subprocess.Popen(  # noqa: S603 (our own program)
                    self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE
                )
            except OSError:
                return None
            with self._lock:
                self._process = process
                if self._condemned:  # given up while it started
                    self._killed = process
                    process.kill()
        return self._process
