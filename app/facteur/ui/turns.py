"""Work cut into pieces, one a turn of the event loop: what the user does comes in between."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer


class Turns(QObject):
    """Goes on with one work at a time, a piece in each turn, until it is done or stopped."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work: Iterator[None] = iter(())
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)

    def begin(self, work: Iterator[None]) -> None:
        """Do `work` from the next turn on, up to the following yield in each."""
        self._work = work
        self._timer.start()

    def stop(self) -> None:
        """Do no more of it; harmless when it is done."""
        self._timer.stop()

    def _go_on(self) -> None:
        done = object()
        if next(self._work, done) is done:
            self._timer.stop()
