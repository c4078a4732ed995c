"""What is to be written, in order, with its stops: literals, commands that stand alone.

Not here: what a command looks like (encoder.py).
"""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from facteur.base.errors import LocalProtocolError

from .encoder import AwaitContinuation, Encoded, Octets, Piece, Stream

_ONE_TURN: Final = 256 * 1024  # octets of a stream given out at once


@dataclass(slots=True)
class _Entry:
    """A command on its way out."""

    tag: str
    alone: bool
    trace: str
    pieces: deque[Piece]
    begun: bool = False
    granted: bool = False
    streaming: Iterator[bytes] | None = None
    stream_left: int = field(default=0)


class Outgoing:
    """A queue of commands. Nothing passes a stop until the server lets it."""

    __slots__ = ("_barrier", "_entries", "_trace", "_urgent")

    def __init__(self, trace: Callable[[str], None]) -> None:
        self._entries: deque[_Entry] = deque()
        self._urgent = bytearray()  # answers within the command that stands alone
        self._barrier = ""  # tag of the command that stands alone and is not completed
        self._trace = trace

    def add(self, tag: str, encoded: Encoded, *, alone: bool) -> None:
        """Queue a command. alone: what follows waits until it is completed."""
        self._entries.append(_Entry(tag, alone, encoded.trace, deque(encoded.pieces)))

    def answer(self, content: bytes, shown: str) -> None:
        """Queue a line that goes out at once (a SASL response, DONE)."""
        self._urgent += content + b"\r\n"
        self._trace(shown)

    def was_begun(self, tag: str) -> bool:
        """Whether any octet of this command may have gone out."""
        return all(entry.tag != tag or entry.begun for entry in self._entries)

    def grant(self) -> bool:
        """Take a continuation; return whether a literal waited for it."""
        entry = self._entries[0] if self._entries else None
        if entry is None or not entry.begun or not entry.pieces or entry.granted:
            return False
        if not isinstance(entry.pieces[0], AwaitContinuation):
            return False
        entry.granted = True
        return True

    def completed(self, tag: str) -> None:
        """Note that the server has answered: drop a literal it refused, lift the barrier.

        A literal that was begun must still be written to its end: the server counts octets.
        """
        if self._barrier == tag:
            self._barrier = ""
        entry = self._entries[0] if self._entries else None
        if entry is None or entry.tag != tag or not entry.pieces:
            return
        if isinstance(entry.pieces[0], AwaitContinuation) and not entry.granted:
            self._entries.popleft()

    def take(self) -> bytes:
        """Return what may be written now, b"" for nothing; call again until it is empty."""
        out = self._urgent
        self._urgent = bytearray()
        while self._entries and not self._barrier and len(out) < _ONE_TURN:
            entry = self._entries[0]
            if not entry.begun:
                entry.begun = True
                self._trace(entry.trace)
            if not self._advance(entry, out):
                break
            self._entries.popleft()
            if entry.alone:
                self._barrier = entry.tag
        return bytes(out)

    def _advance(self, entry: _Entry, out: bytearray) -> bool:
        """Write of one command what may be written; return whether all of it is."""
        while entry.pieces:
            match entry.pieces[0]:
                case Octets(content):
                    out += content
                case AwaitContinuation():
                    if not entry.granted:
                        return False
                    entry.granted = False
                case Stream() as stream:
                    if not self._pour(entry, stream, out):
                        return False
            entry.pieces.popleft()
        return True

    def _pour(self, entry: _Entry, stream: Stream, out: bytearray) -> bool:
        """Write pieces of a stream; return whether it has ended."""
        if entry.streaming is None:
            entry.streaming = iter(stream.content)
            entry.stream_left = stream.size_octets
        for content in entry.streaming:
            entry.stream_left -= len(content)
            if entry.stream_left < 0:
                break
            out += content
            if len(out) >= _ONE_TURN and entry.stream_left:
                return False
        if entry.stream_left:
            raise LocalProtocolError("literal-size", detail="content is not as long as announced")
        entry.streaming = None
        return True
