"""One window per user and profile: a second start raises the first and goes away.

The local socket is named by a hash of the user and the profile's folder; what comes in over it is
one short line, and anything but the known word is ignored.
"""

from __future__ import annotations  # the sockets are named here and loaded on need

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from facteur.base.filelock import try_lock
from facteur.base.log import logger
from facteur.base.paths import Profile

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

# ruff: noqa: PLC0415 - nobody can knock before the window is there; what the socket needs waits

_LOG = logger("ui")
_RAISE = b"raise\n"
_PATIENCE_MS = 2000


def socket_name(home: Path) -> str:
    """Return the name of the local socket of the window on the profile at `home`."""
    import getpass
    import hashlib

    who = f"{getpass.getuser()}\0{home}"
    return "facteur-" + hashlib.sha256(who.encode()).hexdigest()[:24]


class SingleInstance(QObject):
    """The claim to be the only window of a profile."""

    raised = Signal()
    """Another start asked that this window comes to the front."""

    def __init__(self, profile: Profile, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._home = profile.home
        self._lock: int | None = None  # not Qt's file lock: it waits twice for the disk
        self._visitors: list[QLocalSocket] = []
        self._server: QLocalServer | None = None

    def claim(self) -> bool:
        """Become the only window, or raise the one that is; returns whether we are it.

        A profile that cannot be written cannot be locked: then this window opens as well.
        """
        try:
            lock = os.open(self._home / "window.lock", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            _LOG.warning("no window lock can be kept in this profile: %s", error)
            return True
        if not try_lock(lock):
            os.close(lock)
            return not self._raise_other()
        self._lock = lock
        return True

    def listen(self) -> None:
        """Let other starts raise this window, which has been claimed, from now on."""
        from PySide6.QtNetwork import QLocalServer

        self._server = server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._on_connection)
        name = socket_name(self._home)
        QLocalServer.removeServer(name)
        if not server.listen(name):
            _LOG.warning("no second start can reach this window: %s", server.errorString())

    def release(self) -> None:
        """Let the next start open its own window."""
        self._visitors.clear()
        if self._server is not None:
            self._server.close()
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _raise_other(self) -> bool:
        """Ask the window that holds the lock to come forward.

        One that does not answer is starting, ending or stuck; it keeps the profile all the same.
        """
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        socket.connectToServer(socket_name(self._home))
        if socket.waitForConnected(_PATIENCE_MS):
            socket.write(_RAISE)
            socket.waitForBytesWritten(_PATIENCE_MS)
            socket.disconnectFromServer()
        else:
            _LOG.warning("the window that is already open does not answer")
        return True

    def _on_connection(self) -> None:
        assert self._server is not None
        while self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            self._visitors.append(socket)
            socket.readyRead.connect(self._on_words)
            socket.disconnected.connect(self._on_words)
        self._on_words()

    def _on_words(self) -> None:
        """Hear every visitor out, one line each, and forget those who left."""
        from PySide6.QtNetwork import QLocalSocket

        for socket in tuple(self._visitors):
            if bytes(socket.read(len(_RAISE)).data()) == _RAISE:
                self.raised.emit()
            if socket.state() is QLocalSocket.LocalSocketState.UnconnectedState:
                self._visitors.remove(socket)
