"""The engine as the window sees it: a process that takes commands and tells facts.

Starts the engine, says hello, sends commands, hands each reply to whoever asked and each event to
every listener. An engine that dies is started again after a growing pause; the window stays. It
knows nothing of what the messages mean.
"""

from __future__ import annotations  # the messages load when the engine starts, see `later`

import os
import sys
from collections import deque
from collections.abc import Callable
from enum import Enum
from pathlib import Path

from PySide6 import (
    QtCore,
)  # its processes load when the engine starts: PySide makes classes on need
from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from facteur import __version__
from facteur.base.errors import RemoteProtocolError
from facteur.base.log import logger
from facteur.base.override import override
from facteur.link import codec, commands, events

_LOG = logger("ui")

SLICE_MS = 4  # of decoding and listening at a time: a quarter of a frame on the screen
_READ_OCTETS = 64 << 10
_DECODE_AT_ONCE = 16
_SHUTDOWN_MS = 3000
_NICENESS = 5
_LONGEST_PAUSE_MS = 30_000
_STEADY_MS = 60_000  # an engine that lived this long starts the pauses anew


class EngineState(Enum):
    """How the engine process stands."""

    STARTING = "starting"
    READY = "ready"
    LOST = "lost"  # died; started again after a pause
    ENDED = "ended"  # by our own wish


def engine_command(home: Path) -> tuple[str, ...]:
    """Return program and arguments that start the engine of the profile at `home`."""
    if getattr(sys, "frozen", False):
        return (sys.executable, "--engine", "--home", str(home))
    return (sys.executable, "-m", "facteur", "--engine", "--home", str(home))


class EngineClient(QObject):
    """One engine process, kept alive, spoken to in commands and heard as events."""

    happened = Signal(object)
    """A value of link.events, one at a time, in the engine's order."""

    started = Signal()
    """The engine said Ready, at the first start and after each restart."""

    lost = Signal(object)
    """The engine died; the argument is the pause in milliseconds until it starts again."""

    def __init__(self, command: tuple[str, ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._command = command
        self._process: QtCore.QProcess | None = None
        self._decoder: codec.Decoder[codec.FromEngine] | None = None
        self._waiting: deque[codec.FromEngine] = deque()
        self._replies: dict[int, Callable[[events.Reply], None]] = {}
        self._unsent: list[tuple[Callable[[int], commands.Command], int]] = []
        self._request = 0
        self._losses = 0
        self._lived = QElapsedTimer()
        self._again = QTimer(self, singleShot=True)
        self._again.timeout.connect(self.start)
        self._next_slice = QTimer(self, singleShot=True, interval=0)
        self._next_slice.timeout.connect(self._work)
        self.state = EngineState.ENDED

    def start(self) -> None:
        """Start the process; returns at once."""
        process = QtCore.QProcess(self)
        process.setProcessChannelMode(QtCore.QProcess.ProcessChannelMode.ForwardedErrorChannel)
        process.setProcessEnvironment(_surroundings())
        process.readyReadStandardOutput.connect(self._next_slice.start)
        process.started.connect(self._on_process_started)
        process.errorOccurred.connect(self._on_process_error)
        process.finished.connect(self._on_finished)
        self._process = process
        self._decoder = codec.engine_decoder()
        self._waiting.clear()
        self.state = EngineState.STARTING
        self._lived.start()
        program, *arguments = self._command
        process.start(program, arguments)

    def send(
        self,
        make: Callable[[int], commands.Command],
        on_reply: Callable[[events.Reply], None] | None = None,
    ) -> int:
        """Send the command that `make` builds around a new request number; returns that number.

        Before the engine is ready the command waits. on_reply is called exactly once, with a
        Failed of code `engine-lost` when the engine dies first.
        """
        self._request += 1
        request = self._request
        if on_reply is not None:
            self._replies[request] = on_reply
        if self.state is EngineState.READY:
            self._write(codec.encode(make(request)))
        else:
            self._unsent.append((make, request))
        return request

    def stop(self) -> None:
        """Ask the engine to end, wait at most three seconds for it, then kill it."""
        self._again.stop()
        self.state = EngineState.ENDED
        process = self._process
        if process is None or process.state() is QtCore.QProcess.ProcessState.NotRunning:
            return
        process.write(codec.encode(commands.Shutdown(request=self._request + 1)))
        process.closeWriteChannel()
        if not process.waitForFinished(_SHUTDOWN_MS):
            _LOG.warning("the engine did not end by itself and is killed")
            process.kill()
            process.waitForFinished(_SHUTDOWN_MS)

    # -- what the process does ------------------------------------------------------------------

    def _on_process_started(self) -> None:
        process = self._process
        if process is None:
            return
        _be_nice(process.processId())
        self._write(codec.encode(commands.Hello(version=__version__)))

    def _on_process_error(self, error: QtCore.QProcess.ProcessError) -> None:
        if error is QtCore.QProcess.ProcessError.FailedToStart:
            self._on_finished()  # Qt sends no `finished` in this one case

    def _on_finished(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.deleteLater()
        if self.state is EngineState.ENDED:
            return
        steady = self._lived.elapsed() > _STEADY_MS
        self._losses = 1 if steady else self._losses + 1
        pause = min(_LONGEST_PAUSE_MS, 250 * 2 ** min(self._losses - 1, 10))
        _LOG.error("the engine ended unexpectedly; it starts again in %d ms", pause)
        self.state = EngineState.LOST
        self._unsent.clear()
        self._answer_all(_engine_lost())
        self._again.start(pause)
        self.lost.emit(pause)

    def _answer_all(self, problem: events.Problem) -> None:
        replies, self._replies = self._replies, {}
        for request, on_reply in replies.items():
            on_reply(events.Failed(request=request, problem=problem))

    # -- the stream -----------------------------------------------------------------------------

    def _write(self, frame: bytes) -> None:
        if self._process is not None:
            self._process.write(frame)

    def _work(self) -> None:
        """Read, decode and deliver for one slice; the rest waits for the next turn."""
        clock = QElapsedTimer()
        clock.start()
        while clock.elapsed() < SLICE_MS:
            if not self._waiting and not self._read_some():
                return
            if self._waiting:
                self._deliver(self._waiting.popleft())
        self._next_slice.start()

    def _read_some(self) -> bool:
        """Decode a few messages; returns whether there was anything to read or decode."""
        process, decoder = self._process, self._decoder
        if process is None or decoder is None:
            return False
        try:
            messages = decoder.feed(b"", _DECODE_AT_ONCE)
            if not messages:
                data = process.read(_READ_OCTETS).data()
                if not data:
                    return False
                messages = decoder.feed(bytes(data), _DECODE_AT_ONCE)
        except RemoteProtocolError as error:
            _LOG.error("the engine speaks nonsense and is killed: %s", error)
            process.kill()
            return False
        self._waiting.extend(messages)
        return True

    def _deliver(self, message: codec.FromEngine) -> None:
        match message:
            case commands.Hello(version=version):
                if version != __version__:
                    _LOG.warning("the engine is version %s, the window %s", version, __version__)
            case events.Done(request=request) | events.Failed(request=request):
                on_reply = self._replies.pop(request, None)
                if on_reply is not None:
                    on_reply(message)
            case events.Ready():
                self._on_ready()
                self.happened.emit(message)
            case _:
                self.happened.emit(message)

    def _on_ready(self) -> None:
        self.state = EngineState.READY
        unsent, self._unsent = self._unsent, []
        for make, request in unsent:
            self._write(codec.encode(make(request)))
        self.started.emit()

    @override
    def __repr__(self) -> str:
        return f"EngineClient({self.state.value})"


def _engine_lost() -> events.Problem:
    return events.Problem(family="bug", code="engine-lost")


def _be_nice(process_id: int) -> None:
    """Let the window go first where the system knows of such things."""
    if hasattr(os, "setpriority"):
        try:
            os.setpriority(os.PRIO_PROCESS, process_id, _NICENESS)
        except OSError as error:  # it may have ended already
            _LOG.info("the engine keeps its priority: %s", error)


def _surroundings() -> QtCore.QProcessEnvironment:
    found = QtCore.QProcessEnvironment.systemEnvironment()
    found.insert("PYTHONUNBUFFERED", "1")
    return found
