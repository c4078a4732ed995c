"""A picture of the window once its content has arrived: `facteur --screenshot FILE`."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from facteur.base.log import logger

_LOG = logger("ui")
_LOOK_MS = 100
_CALM_LOOKS = 5  # so many times in a row nothing may be missing or under way
_PATIENCE_MS = 20_000


class Screenshot(QObject):
    """Waits for the content, saves one PNG, says how it went."""

    done = Signal(object)
    """The picture was written (True) or could not be (False)."""

    def __init__(
        self, window: QWidget, path: Path, is_ready: Callable[[], bool], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._path = path
        self._is_ready = is_ready
        self._calm = 0
        self._clock = QElapsedTimer()
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._look)

    def begin(self) -> None:
        """Begin to wait."""
        self._clock.start()
        self._timer.start()

    def _look(self) -> None:
        self._calm = self._calm + 1 if self._is_ready() else 0
        late = self._clock.elapsed() > _PATIENCE_MS
        if self._calm < _CALM_LOOKS and not late:
            return
        self._timer.stop()
        if late:
            _LOG.warning("the picture is taken although the content is still arriving")
        saved = self._window.grab().save(str(self._path), "PNG")
        if not saved:
            _LOG.error("the picture cannot be written to %s", self._path)
        self.done.emit(saved)
