"""When the list was first painted with messages in it, told on standard output for measuring."""

import sys
import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QAbstractItemView
from typing_extensions import override


class FirstPaint(QObject):
    """Prints `time.monotonic_ns()` once a list that has rows was painted."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        view.viewport().installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        model = self._view.model()
        if event.type() is QEvent.Type.Paint and model.rowCount() > 0:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, _tell)  # the filter comes before the painting itself
        return False


def _tell() -> None:
    sys.stdout.write(f"{time.monotonic_ns()}\n")
    sys.stdout.flush()
