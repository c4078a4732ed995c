"""A practice server as a process, for tests that wait."""

import subprocess
import sys
from collections.abc import Callable
from typing import Self

from facteur.link import practice as link

COMMAND = (sys.executable, "-m", "facteur", "--practice-server")


class RunningServer:
    """Started on entering, ended on leaving; `until` reads what it tells."""

    def __init__(self, *arguments: str) -> None:
        self._arguments = arguments or ("--language", "en")
        self.heard: list[link.Event] = []

    def __enter__(self) -> Self:
        self.process = subprocess.Popen(
            [*COMMAND, *self._arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        listening = self.until(lambda event: isinstance(event, link.Listening))
        assert isinstance(listening, link.Listening)
        self.listening = listening
        self.until(lambda event: event == link.Line(up=True))
        return self

    def __exit__(self, *_: object) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        self.process.wait(10)
        self.process.stdout.close()

    def send(self, command: link.Command) -> None:
        self.write(link.line(command))

    def write(self, line: bytes) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(line)
        self.process.stdin.flush()

    def until(self, holds: Callable[[link.Event], bool]) -> link.Event:
        """Return the next event that holds."""
        assert self.process.stdout is not None
        while line := self.process.stdout.readline():
            event = link.event(line)
            self.heard.append(event)
            if holds(event):
                return event
        raise AssertionError("the server has ended")

    def maildrop(
        self, user: str, holds: Callable[[link.Maildrop], bool] = lambda _: True
    ) -> link.Maildrop:
        """Return the next news of a maildrop that holds."""
        found = self.until(
            lambda event: isinstance(event, link.Maildrop) and event.user == user and holds(event)
        )
        assert isinstance(found, link.Maildrop)
        return found
