"""Asks for the headers of the placeholders on screen, once the eye has come to rest."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QElapsedTimer, QObject, QTimer

_REST_MS = 90  # scrolling on starts anew
_AGAIN_MS = 5_000  # the same rows are not asked for again before
_AT_ONCE = 300


class HeaderFetcher(QObject):
    """Gathers keys without headers around the screen into one command at a time."""

    def __init__(
        self,
        missing: Callable[[int], Iterable[int]],
        ask: Callable[[list[int]], None],
        parent: QObject,
    ) -> None:
        """missing(limit) returns keys near the screen whose headers are not here."""
        super().__init__(parent)
        self._missing = missing
        self._ask = ask
        self._asked: set[int] = set()
        self._since = QElapsedTimer()
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._look)

    @property
    def waits(self) -> bool:
        """Whether a look at the screen is due."""
        return self._rest.isActive()

    def look_soon(self) -> None:
        """Other rows are on screen, or the same ones changed."""
        self._rest.start()

    def forget(self) -> None:
        """Ask again for everything: another list is shown."""
        self._asked.clear()
        self._since.invalidate()

    def _look(self) -> None:
        missing = set(self._missing(_AT_ONCE))
        if not missing:
            return
        if not self._since.isValid() or self._since.elapsed() > _AGAIN_MS:
            self._asked.clear()
        fresh = missing - self._asked
        if fresh:
            self._asked |= missing
            self._since.start()
            self._ask(sorted(fresh))
