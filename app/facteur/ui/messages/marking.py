"""Sends marks to the engine: any number of messages, in commands of bounded size."""

from __future__ import annotations  # array is subscriptable from Python 3.12 on

from array import array
from collections.abc import Iterable

from PySide6.QtCore import QObject, QTimer, Signal

from facteur.link import commands, events
from facteur.mail.flags import Flags
from facteur.mail.message import MessageRow
from facteur.ui.engineclient import EngineClient

AT_ONCE = 2_000  # messages in one command; the next one goes in the next idle moment


def turned(rows: Iterable[MessageRow], flag: Flags) -> bool:
    """Return whether turning a mark round on these rows sets it: unless all of them have it."""
    return not all(row.flags & flag for row in rows)


class Marker(QObject):
    """Sends SetFlags commands, in the order they were asked for."""

    marked = Signal(object)
    """The store has the marks on these keys. Sooner than by the engine's events, which may say
    "many" only while headers stream in."""

    def __init__(self, client: EngineClient, parent: QObject) -> None:
        super().__init__(parent)
        self._client = client
        self._waiting: list[tuple[array[int], Flags, bool]] = []
        self._idle = QTimer(self, singleShot=True, interval=0)
        self._idle.timeout.connect(self._send)

    def mark(self, keys: array[int], flag: Flags, *, on: bool) -> None:
        """Set or clear a mark on messages."""
        for start in range(0, len(keys), AT_ONCE):
            self._waiting.append((keys[start : start + AT_ONCE], flag, on))
        if self._waiting:
            self._send()

    def _send(self) -> None:
        keys, flag, on = self._waiting.pop(0)
        add, remove = (int(flag), 0) if on else (0, int(flag))
        self._client.send(
            lambda request: commands.SetFlags(
                request=request, messages=keys.tolist(), add=add, remove=remove
            ),
            lambda reply: self._on_reply(reply, keys),
        )
        if self._waiting:
            self._idle.start()

    def _on_reply(self, reply: events.Reply, keys: array[int]) -> None:
        if isinstance(reply, events.Done):
            self.marked.emit(keys)
