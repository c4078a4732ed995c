"""The practice server as the window sees it: a process that is told lines and tells lines."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QObject, QProcess, Signal

from facteur.base.log import logger
from facteur.link import practice as link

_LOG = logger("ui")
_END_MS = 3000


class PracticeClient(QObject):
    """One practice server; it ends with us, however we end."""

    heard = Signal(object)
    """A value of link.practice.Event."""

    lost = Signal()
    """The server ended, and nobody had asked it to."""

    def __init__(self, command: tuple[str, ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._command = command
        self._ending = False
        self._process = process = QProcess(self)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        process.readyReadStandardOutput.connect(self._on_lines)
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)

    def start(self) -> None:
        """Start it; returns at once."""
        program, *arguments = self._command
        self._process.start(program, arguments)

    def send(self, command: link.Command) -> None:
        """Ask for something; what came of it is heard."""
        self._process.write(link.line(command))

    def stop(self) -> None:
        """End it, and wait at most three seconds before it is killed."""
        self._ending = True
        if self._process.state() is QProcess.ProcessState.NotRunning:
            return
        self._process.closeWriteChannel()
        if not self._process.waitForFinished(_END_MS):
            _LOG.warning("the practice server did not end by itself and is killed")
            self._process.kill()
            self._process.waitForFinished(_END_MS)

    def _on_lines(self) -> None:
        while self._process.canReadLine():
            text = bytes(self._process.readLine().data())
            try:
                event = link.event(text)
            except msgspec.DecodeError as error:
                _LOG.error("the practice server speaks nonsense: %s", error)
            else:
                self.heard.emit(event)

    def _on_finished(self) -> None:
        if not self._ending:
            _LOG.error("the practice server ended unexpectedly")
            self.lost.emit()

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._on_finished()  # Qt sends no `finished` in this one case
