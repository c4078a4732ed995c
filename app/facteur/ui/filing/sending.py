"""Carries any number of messages to the engine, in commands of bounded size, and hears the end."""

from __future__ import annotations  # array is subscriptable from Python 3.12 on

from array import array
from collections.abc import Callable

from facteur.link import commands, events
from facteur.ui.engineclient import EngineClient

AT_ONCE = 2_000  # messages in one command


class Sending:
    """One change to many messages: the next command goes when the one before is carried out.

    make: builds the command for some of the messages. on_end: hears None when all is done, else
    the first problem; what was done before it stays done.
    """

    def __init__(
        self,
        client: EngineClient,
        keys: array[int],
        make: Callable[[int, list[int]], commands.Command],
        on_end: Callable[[events.Problem | None], None],
    ) -> None:
        self._client = client
        self._keys = keys
        self._make = make
        self._on_end = on_end
        self._next = 0

    def begin(self) -> None:
        """Send the first command."""
        part = self._keys[self._next : self._next + AT_ONCE].tolist()
        self._next += len(part)
        self._client.send(lambda request: self._make(request, part), self._on_reply)

    def _on_reply(self, reply: events.Reply) -> None:
        if isinstance(reply, events.Failed):
            self._on_end(reply.problem)
        elif self._next < len(self._keys):
            self.begin()
        else:
            self._on_end(None)
