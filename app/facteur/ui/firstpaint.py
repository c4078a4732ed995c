"""When the list was first painted with messages in it: what can wait at a start waits for this."""

import sys
import time

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView

from facteur.base.override import override

_NOTHING_TO_PAINT_MS = 200


class FirstPaint(QObject):
    """Says once that a list was painted, or that there is nothing to wait for."""

    painted = Signal()
    """The list has rows and they are on the screen."""

    over = Signal()
    """Painted, or nothing was to be painted for a while."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        view.viewport().installEventFilter(self)
        self._patience = QTimer(self, singleShot=True, interval=_NOTHING_TO_PAINT_MS)
        self._patience.timeout.connect(self.over)

    def begin(self) -> None:
        """Count from now; the window has been shown."""
        self._patience.start()

    def give_up(self) -> None:
        """Say nothing more; the window has been closed."""
        self._patience.stop()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and self._view.model().rowCount() > 0:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._on_painted)  # the filter comes before the painting
        return False

    def _on_painted(self) -> None:
        self.painted.emit()
        if self._patience.isActive():
            self._patience.stop()
            self.over.emit()


def report() -> None:
    """Tell the time on standard output, for measuring."""
    sys.stdout.write(f"{time.monotonic_ns()}\n")
    sys.stdout.flush()
