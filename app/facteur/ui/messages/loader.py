"""Reads all keys of a list in a thread of its own, with a reader of its own.

SQLite sorts and steps without the interpreter's lock, so the window stays at its task. Only the
last question counts: an answer to an older one is dropped.
"""

from __future__ import annotations  # array is subscriptable from Python 3.12 on

import queue
import threading
import time
from array import array
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from facteur.base.errors import FacteurError
from facteur.base.paths import Profile
from facteur.store.read import messages
from facteur.store.reader import open_reader
from facteur.ui.messages.source import Question


class Loaded(NamedTuple):
    """All keys of a list, in order. number: of the question, as load() returned it."""

    number: int
    keys: array[int]
    seconds: float


class LoadFailed(NamedTuple):
    """The store could not be read."""

    number: int
    error: FacteurError


class KeyLoader(QObject):
    """One thread that reads keys when asked; made on first need, ended by close()."""

    finished = Signal(object)
    """A Loaded or a LoadFailed, for the last question only."""

    _arrived = Signal(object)

    def __init__(self, profile: Profile, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._profile = profile
        self._questions: queue.SimpleQueue[tuple[int, Question] | None] | None = None
        self._number = 0
        self._thread: threading.Thread | None = None
        self._next: Question | None = None
        self._wait = QTimer(self, singleShot=True)
        self._wait.timeout.connect(self._ask)
        self._arrived.connect(self._hand_on)

    def load(self, question: Question, *, after_ms: int = 0) -> int:
        """Begin to read; returns the number the answer will carry. Earlier questions lapse.

        after_ms: a while in which the thread does not yet take turns with the window.
        """
        self._number += 1
        self._next = question
        if after_ms:
            self._wait.start(after_ms)
        else:
            self._ask()
        return self._number

    def _ask(self) -> None:
        self._wait.stop()
        question, self._next = self._next, None
        if question is None:
            return
        if self._questions is None:
            self._questions = queue.SimpleQueue()
            asked = (self._questions,)
            self._thread = threading.Thread(target=self._run, args=asked, name="keys", daemon=True)
            self._thread.start()
        self._questions.put((self._number, question))

    def close(self) -> None:
        """End the thread; waits for the chunk it is reading."""
        self._number += 1
        self._wait.stop()
        if self._thread is not None and self._questions is not None:
            self._questions.put(None)
            self._thread.join()
            self._thread = self._questions = None

    def _hand_on(self, answer: Loaded | LoadFailed) -> None:
        if answer.number == self._number:
            self.finished.emit(answer)

    def _run(self, questions: queue.SimpleQueue[tuple[int, Question] | None]) -> None:
        reader = open_reader(self._profile)
        try:
            while (asked := questions.get()) is not None:
                number, question = asked
                if number != self._number:
                    continue
                started = time.perf_counter()
                keys = array("q")
                try:
                    for chunk in messages.all_keys(
                        reader, question.mailbox, question.order, question.narrowed
                    ):
                        keys.extend(chunk)
                        if number != self._number:
                            break
                    else:
                        seconds = time.perf_counter() - started
                        self._arrived.emit(Loaded(number=number, keys=keys, seconds=seconds))
                except FacteurError as error:
                    self._arrived.emit(LoadFailed(number=number, error=error))
        finally:
            reader.close()
