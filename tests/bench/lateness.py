"""How late the window's event loop is: a timer that is due every 5 ms, and how often it was not.

Beside it the time that the loop's own thread had the processor between two ticks: a loop that is
late without it was waiting for its turn among the other processes.
"""

import dataclasses
import time

from PySide6.QtCore import QObject, Qt, QTimer

PERIOD_MS = 5


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Lateness:
    p99_ms: float
    max_ms: float
    work_p99_ms: float
    work_max_ms: float
    ticks: int


class LatenessProbe(QObject):
    """Measures from `start` to `stop`, in the thread it lives in."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._late_ms: list[float] = []
        self._work_ms: list[float] = []
        self._due = self._worked = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(PERIOD_MS)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        self._late_ms.clear()
        self._work_ms.clear()
        self._worked = time.thread_time()
        self._due = time.perf_counter() + PERIOD_MS / 1000
        self._timer.start()

    def stop(self) -> Lateness:
        self._timer.stop()
        late, work = sorted(self._late_ms), sorted(self._work_ms)
        return Lateness(
            p99_ms=percentile(late, 99),
            max_ms=late[-1],
            work_p99_ms=percentile(work, 99),
            work_max_ms=work[-1],
            ticks=len(late),
        )

    def _tick(self) -> None:
        now = time.perf_counter()
        self._late_ms.append(max(0.0, (now - self._due) * 1000))
        self._due = now + PERIOD_MS / 1000
        worked = time.thread_time()
        self._work_ms.append((worked - self._worked) * 1000)
        self._worked = worked


def percentile(ordered: list[float], percent: float) -> float:
    """Return the value that `percent` of the ordered values do not exceed."""
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]
