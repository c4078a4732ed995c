"""The engine as the window starts it, a process behind frames, driven without a window."""

import contextlib
import dataclasses
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from facteur.base.clock import SystemClock
from facteur.link import commands, events
from facteur.link.codec import FromEngine, encode, engine_decoder

PATIENCE_S = 60.0
ROOT = Path(__file__).resolve().parents[2]
FACTEUR = ("-m", "facteur")

_E = TypeVar("_E")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A frame and when it came (seconds of the wall clock, to be compared with a server's own stamps)."""

    message: FromEngine
    at_s: float


class EngineProcess:
    """A running engine; what it says is read in a thread and stamped as it comes."""

    def __init__(self, home: Path, *, program: Sequence[str] = FACTEUR) -> None:
        self.heard: list[Heard] = []
        self._clock = SystemClock()
        self._condition = threading.Condition()
        self._requests = 0
        self._over = False
        self.process = subprocess.Popen(
            [sys.executable, *program, "--home", str(home), "--engine"],
            cwd=ROOT,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._reading = threading.Thread(target=self._read, daemon=True)
        self._reading.start()
        self._write(commands.Hello(version="test"))

    def send(self, kind: type[commands.Command], **fields: object) -> int:
        """Send a command and return its request."""
        self._requests += 1
        self._write(kind(request=self._requests, **fields))  # pyright: ignore[reportArgumentType, reportCallIssue] -- fields of that kind
        return self._requests

    def ask(self, kind: type[commands.Command], **fields: object) -> events.Done:
        """Send a command that must be carried out, and wait for that."""
        return self.reply(self.send(kind, **fields))

    def reply(self, request: int) -> events.Done:
        """Wait for the answer to a request, which must be that it is done."""
        found = self.answer(request)
        assert isinstance(found, events.Done), found
        return found

    def answer(self, request: int) -> events.Reply:
        """Wait for the answer to a request, whatever it is."""

        def is_answer(one: Heard) -> bool:
            message = one.message
            return isinstance(message, events.Done | events.Failed) and message.request == request

        found = self.wait(is_answer).message
        assert isinstance(found, events.Done | events.Failed)
        return found

    def event(
        self, kind: type[_E], holds: Callable[[_E], bool] = lambda _: True, since: int = 0
    ) -> _E:
        """Return the first event of a kind that holds."""
        found = self.wait(
            lambda one: isinstance(one.message, kind) and holds(one.message), since
        ).message
        assert isinstance(found, kind)
        return found

    def wait(self, holds: Callable[[Heard], bool], since: int = 0) -> Heard:
        """Return the first frame that holds, of those from number `since` on."""
        deadline = time.monotonic() + PATIENCE_S
        with self._condition:
            at = since
            while True:
                for one in self.heard[at:]:
                    if holds(one):
                        return one
                at = len(self.heard)
                if self._over or not self._condition.wait(deadline - time.monotonic()):
                    raise TimeoutError("the engine did not say it")

    def kill(self) -> None:
        """End it at once, as a crash would."""
        self.process.kill()
        self._end()

    def leave(self) -> None:
        """Go away as a window does: the engine finishes and ends by itself."""
        assert self.process.stdin is not None
        with contextlib.suppress(OSError):
            self.process.stdin.close()
        try:
            self.process.wait(20)
        finally:
            self.kill()

    @property
    def over(self) -> bool:
        """Whether it has ended."""
        return self.process.poll() is not None

    def _end(self) -> None:
        self.process.wait(10)
        self._reading.join(10)
        for pipe in (self.process.stdin, self.process.stdout):
            assert pipe is not None
            with contextlib.suppress(OSError):
                pipe.close()

    def _write(self, message: commands.Hello | commands.Command) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(encode(message))
        self.process.stdin.flush()

    def _read(self) -> None:
        assert self.process.stdout is not None
        decoder = engine_decoder()
        while data := self.process.stdout.read1(1 << 16):  # pyright: ignore[reportAttributeAccessIssue] -- a BufferedReader
            now = self._clock.now_ms() / 1000
            with self._condition:
                self.heard += [Heard(message=one, at_s=now) for one in decoder.feed(data)]
                self._condition.notify_all()
        with self._condition:
            self._over = True
            self._condition.notify_all()


@contextlib.contextmanager
def engine(home: Path, *, program: Sequence[str] = FACTEUR) -> Iterator[EngineProcess]:
    """Run an engine for the length of a block; whatever happens, none is left."""
    running = EngineProcess(home, program=program)
    try:
        yield running
    finally:
        running.kill()
