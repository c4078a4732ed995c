"""The pool: workers come when needed, and go when a message is too much for them."""

import asyncio
import sys
import time

from facteur.engine.workers import WorkerPool
from facteur.message.prepare import Prepared
from tests.engine.test_worker import COMMAND, RAW

SILENT = (sys.executable, "-c", "import sys; sys.stdin.buffer.read()")
DYING = (sys.executable, "-c", "raise SystemExit(1)")
BABBLING = (
    sys.executable,
    "-c",
    "import sys; sys.stdin.buffer.read(4); sys.stdout.buffer.write(b'\\0\\0\\0\\1x'); sys.stdout.flush()",
)
# Answers once, then falls silent whenever a message says "slow".
MOODY = (
    sys.executable,
    "-c",
    """
import facteur.engine.worker as w, sys; real = w.prepare
w.prepare = lambda job: sys.stdin.buffer.read() if b"slow" in job else real(job)
raise SystemExit(w.main())
""",
)


def killed(prepared: Prepared) -> bool:
    return [one.code for one in prepared.defects] == ["worker-killed"]


async def taken(pool: WorkerPool) -> None:
    """Wait until the pool's only worker has a job."""
    while pool._idle.qsize():  # noqa: ASYNC110 (the pool tells nobody; this takes one turn)
        await asyncio.sleep(0)


def test_messages_are_prepared_by_one_process_after_the_other() -> None:
    async def scene() -> None:
        pool = WorkerPool(size=2, command=COMMAND)
        found = await asyncio.gather(*(pool.prepare(RAW) for _ in range(8)))
        assert {one.header.subject for one in found} == {"hi"}
        assert not any(one.defects for one in found)
        await pool.close()

    asyncio.run(scene())


def test_a_silent_worker_is_killed_and_the_text_comes_raw() -> None:
    async def scene() -> None:
        pool = WorkerPool(timeout_s=0.2, command=SILENT)
        found = await pool.prepare(RAW)
        assert killed(found)
        assert found.text == "hello"
        assert found.header.subject == "hi"
        await pool.close()

    asyncio.run(scene())


def test_the_next_job_gets_a_fresh_worker() -> None:
    async def scene() -> None:
        pool = WorkerPool(timeout_s=3.0, command=MOODY)
        assert not killed(await pool.prepare(RAW))
        pool._timeout_s = 0.2
        assert killed(await pool.prepare(b"Subject: slow\n\nslow"))
        pool._timeout_s = 10.0
        assert not killed(await pool.prepare(RAW))
        await pool.close()

    asyncio.run(scene())


def test_dead_absent_and_babbling_workers() -> None:
    async def scene() -> None:
        for command in (DYING, BABBLING, ("/nowhere/at/all",)):
            pool = WorkerPool(command=command)
            assert killed(await pool.prepare(RAW))
            assert killed(await pool.prepare(RAW))
            await pool.close()

    asyncio.run(scene())


def test_cancelling_frees_the_worker() -> None:
    async def scene() -> None:
        pool = WorkerPool(timeout_s=30.0, command=MOODY)
        assert not killed(await pool.prepare(RAW))
        job = asyncio.create_task(pool.prepare(b"Subject: slow\n\nslow"))
        await taken(pool)
        job.cancel()
        assert (await asyncio.gather(job, return_exceptions=True))[0] is not None
        assert not killed(await pool.prepare(RAW))
        await pool.close()

    asyncio.run(scene())


def test_closing_ends_jobs_under_way_and_refuses_new_ones() -> None:
    async def scene() -> None:
        pool = WorkerPool(timeout_s=30.0, command=SILENT)
        job = asyncio.create_task(pool.prepare(RAW))
        await taken(pool)
        await pool.close()
        assert killed(await job)
        assert killed(await pool.prepare(RAW))

    asyncio.run(scene())


def test_spawning_does_not_hold_the_loop() -> None:
    async def scene() -> float:
        pool = WorkerPool(command=COMMAND)
        job = asyncio.create_task(pool.prepare(RAW))
        worst, last = 0.0, time.monotonic()
        while not job.done():
            await asyncio.sleep(0.001)
            worst, last = max(worst, time.monotonic() - last), time.monotonic()
        await pool.close()
        return worst

    assert asyncio.run(scene()) < 0.1
