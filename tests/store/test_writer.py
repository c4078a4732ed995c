import threading

import pytest

from facteur.base.errors import StoreUnavailable
from facteur.store.writer import WriterThread


def test_urgent_jobs_go_before_waiting_ones():
    thread = WriterThread("test")
    order: list[str] = []
    started, go = threading.Event(), threading.Event()

    def block() -> None:
        started.set()
        go.wait(20)

    blocked = thread.submit(block)
    assert started.wait(20)
    waiting = [thread.submit(lambda: order.append("bulk 1"))]
    waiting.append(thread.submit(lambda: order.append("bulk 2")))
    waiting.append(thread.submit(lambda: order.append("urgent 1"), urgent=True))
    waiting.append(thread.submit(lambda: order.append("urgent 2"), urgent=True))
    go.set()
    for future in (blocked, *waiting):
        future.result(20)
    assert order == ["urgent 1", "urgent 2", "bulk 1", "bulk 2"]
    thread.close()


def test_what_a_job_raises_goes_to_whoever_waits():
    thread = WriterThread("test")
    with pytest.raises(ZeroDivisionError):
        thread.submit(lambda: 1 // 0).result(20)
    assert thread.submit(lambda: 5).result(20) == 5
    thread.close()


def test_closing_finishes_what_is_queued():
    thread = WriterThread("test")
    done: list[int] = []
    for number in range(50):
        thread.submit(lambda n=number: done.append(n))
    thread.close()
    thread.close()
    assert done == list(range(50))
    with pytest.raises(StoreUnavailable):
        thread.submit(lambda: None)


def test_a_cancelled_job_never_begins():
    thread = WriterThread("test")
    go = threading.Event()
    thread.submit(lambda: go.wait(20))
    done: list[int] = []
    future = thread.submit(lambda: done.append(1))
    assert future.cancel()
    go.set()
    thread.close()
    assert done == []
