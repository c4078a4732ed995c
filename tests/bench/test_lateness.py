"""Lateness tells work from waiting."""

import time

from tests.bench.lateness import LatenessProbe


def _busy(milliseconds: float) -> None:
    until = time.thread_time() + milliseconds / 1000
    while time.thread_time() < until:
        pass


def test_a_loop_that_works_is_late_and_has_worked(qtbot):
    probe = LatenessProbe()
    probe.start()
    qtbot.waitUntil(lambda: len(probe._late_ms) > 1)
    _busy(30)
    qtbot.wait(20)
    late = probe.stop()
    assert late.max_ms >= 20
    assert late.work_max_ms >= 30


def test_a_loop_that_only_waits_is_late_without_work(qtbot):
    probe = LatenessProbe()
    probe.start()
    qtbot.waitUntil(lambda: len(probe._late_ms) > 1)
    before = len(probe._late_ms)
    time.sleep(0.05)
    qtbot.waitUntil(lambda: len(probe._late_ms) > before)
    probe.stop()
    assert probe._late_ms[before] >= 40
    assert probe._work_ms[before] <= 30
