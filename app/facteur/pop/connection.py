"""The machine: commands in, octets out; octets in, events out. No socket, no clock.

The caller's loop: `send` commands, write what `bytes_to_send` returns, feed what was read to
`receive`, look at the events. RemoteProtocolError means that the connection is lost.
"""

import base64
import binascii
from collections import deque
from collections.abc import Callable
from typing import Final

from facteur.base.errors import LocalProtocolError, RemoteProtocolError

from . import commands as c
from .body import BodyReader
from .capabilities import Capabilities
from .encoder import shown, words
from .legality import check
from .limits import Limits
from .listing import read_size, read_sizes, read_totals, read_uid, read_uids
from .replies import (
    BodyBegun,
    BodyPiece,
    Completed,
    Dismissed,
    Event,
    Greeting,
    Reply,
    Result,
    after_status,
    read_reply,
)
from .states import State

Trace = Callable[[str, str], None]

_SHOWN: Final = 300
_COMMAND_OCTETS: Final = 255  # RFC 2449 §4, with the CRLF


class Connection:
    """One POP3 connection.

    tls: the octets travel in TLS from the start.
    plain_login: credentials may travel without TLS, because the server is on this machine or the
        user accepted it; without it they are refused.
    capabilities_told: CAPA was answered with a list since the start, or since TLS.
    """

    def __init__(
        self,
        *,
        limits: Limits | None = None,
        tls: bool,
        plain_login: bool = False,
        trace: Trace | None = None,
    ) -> None:
        self.limits = limits or Limits()
        self.trace = trace
        self.tls = tls
        self.state = State.GREETING
        self.capabilities = Capabilities()
        self.capabilities_told = False
        self._plain_login = plain_login
        self._data = b""  # received and not understood, from `_at` on
        self._at = 0
        self._queue: deque[c.Command] = deque()  # not written yet
        self._written: deque[c.Command] = deque()  # without a reply
        self._answer = b""  # to a SASL challenge
        self._withheld: bytes | None = None  # an initial response too long for AUTH's line
        self._user_accepted = False
        self._body: BodyReader | None = None
        self._reply = Reply(ok=True)  # that the body being read began with
        self._listing: list[bytes] = []
        self._listing_octets = 0
        self._listing_lines = 0
        self._body_octets = 0
        self._lost: RemoteProtocolError | None = None

    @property
    def in_flight(self) -> int:
        """How many commands are not completed, written or not."""
        return len(self._queue) + len(self._written)

    @property
    def is_lost(self) -> bool:
        """Whether the next `receive` raises: what came cannot be followed."""
        return self._lost is not None

    # What goes out

    def send(self, command: c.Command) -> None:
        """Queue a command. Its reply is the next that belongs to none before it.

        Raises LocalProtocolError when state, offers or the lack of TLS forbid it.
        """
        check(
            command,
            state=self._expected_state(),
            capabilities=self.capabilities,
            secret_is_safe=self.tls or self._plain_login,
            tls=self.tls,
            user_accepted=self._user_accepted,
        )
        self._queue.append(command)

    def bytes_to_send(self) -> bytes:
        """Return octets to write now, b"" when there are none.

        Without PIPELINING that is one command until it is completed; with it as many as the limit
        allows, and never one that changes the state beside another.
        """
        out = bytearray(self._answer)
        self._answer = b""
        while self._queue and self._may_write(self._queue[0]):
            command = self._queue.popleft()
            self._written.append(command)
            out += self._encoded(command)
        return bytes(out)

    def start_tls_done(self) -> None:
        """Note that TLS is up after STLS. What the server said before is forgotten."""
        if self.state is not State.HANDSHAKE:
            raise LocalProtocolError("wrong-state", detail="no STLS was agreed")
        self.tls = True
        self.capabilities = Capabilities()
        self.capabilities_told = False
        self.state = State.AUTHORIZATION

    # What comes in

    def receive(self, data: bytes) -> list[Event]:
        """Return the events of received octets, cut anywhere.

        Raises RemoteProtocolError when the stream cannot be followed any more. Events before that
        place are returned first; the next call raises.
        """
        if self.state is State.HANDSHAKE:
            self._lose(RemoteProtocolError("starttls-injected", detail="octets before TLS"))
        if self._lost is not None:
            raise self._lost
        self._data = self._data[self._at :] + data if self._at < len(self._data) else data
        self._at = 0
        events: list[Event] = []
        try:
            while self._at < len(self._data) and self._advance(events):
                pass
        except RemoteProtocolError as error:
            self._lose(error)
            if not events:
                raise
        return events

    def _lose(self, error: RemoteProtocolError) -> None:
        self._lost = error
        self.state = State.ENDED
        self._data, self._at = b"", 0

    def _advance(self, events: list[Event]) -> bool:
        """Take one line or one piece of a body; return whether there may be another."""
        if self._body is not None:
            return self._take_body(self._body, events)
        if self.state is State.ENDED:
            self._at = len(self._data)  # after the last word
            return False
        end = self._data.find(b"\r\n", self._at)
        length = (end if end >= 0 else len(self._data)) - self._at
        if length > self.limits.line_octets:
            raise RemoteProtocolError("line-too-long", detail=f"more than {length} octets")
        if end < 0:
            if self.state is State.GREETING and not _may_be_status(self._data[self._at :]):
                raise RemoteProtocolError("not-pop", detail="no POP3 greeting")
            return False
        line = self._data[self._at : end]
        self._at = end + 2
        self._take_line(line, events)
        return True

    def _take_line(self, line: bytes, events: list[Event]) -> None:
        command = self._written[0] if self._written else None
        if isinstance(command, c.Auth) and (line == b"+" or line.startswith(b"+ ")):
            self._trace("S", "+ ***")
            self._answer_challenge(command, line[1:].strip())
            return
        reply = read_reply(line, self.limits.text_octets)
        if reply is None:
            code = "not-pop" if self.state is State.GREETING else "framing-lost"
            raise RemoteProtocolError(code, detail=repr(line[:80]))
        if self.trace is not None:
            self._trace("S", line[:_SHOWN].decode("utf-8", "replace"))
        if self.state is State.GREETING:
            self.state = State.AUTHORIZATION if reply.ok else State.ENDED
            events.append(Greeting(reply=reply))
        elif command is not None:
            self._take_reply(command, reply, line, events)
        elif reply.ok:
            raise RemoteProtocolError("reply-unasked", server_text=reply.text)
        else:
            self.state = State.ENDED
            events.append(Dismissed(reply=reply))

    def _take_reply(
        self, command: c.Command, reply: Reply, line: bytes, events: list[Event]
    ) -> None:
        if reply.ok and isinstance(command, c.STREAMED + c.LISTED):
            self._body, self._reply = BodyReader(), reply
            self._listing, self._listing_octets, self._listing_lines = [], 0, 0
            self._body_octets = 0
            if isinstance(command, c.STREAMED):
                events.append(BodyBegun(command=command, reply=reply))
            return
        self._written.popleft()
        self._user_accepted = isinstance(command, c.User) and reply.ok
        self._change_state(command, reply)
        result = self._one_line_result(command, line) if reply.ok else None
        events.append(Completed(command=command, reply=reply, result=result))

    def _change_state(self, command: c.Command, reply: Reply) -> None:
        match command:
            case c.Quit():
                self.state = State.ENDED
            case c.Stls() if reply.ok:
                if self._at < len(self._data):
                    raise RemoteProtocolError("starttls-injected", detail="octets after the +OK")
                self.state = State.HANDSHAKE
            case c.Auth(mechanism=mechanism):
                self._withheld = None
                if reply.ok:
                    mechanism.finish()
                    self.state = State.TRANSACTION
            case c.Pass() if reply.ok:
                self.state = State.TRANSACTION
            case _:
                pass

    def _one_line_result(self, command: c.Command, line: bytes) -> Result:
        rest = after_status(line)
        match command:
            case c.Stat():
                return read_totals(rest)
            case c.ListOne():
                return read_size(rest)
            case c.UidlOne():
                return read_uid(rest, self.limits.uidl_octets)
            case _:
                return None

    def _take_body(self, body: BodyReader, events: list[Event]) -> bool:
        piece, self._at, ended = body.take(self._data, self._at)
        command = self._written[0]
        if isinstance(command, c.LISTED):
            self._hold(command, piece)
        elif piece:
            self._body_octets += len(piece)
            events.append(BodyPiece(piece))
        if not ended:
            return False
        self._body = None
        self._written.popleft()
        result = self._listing_result(command) if isinstance(command, c.LISTED) else None
        if self.trace is not None:
            octets = self._listing_octets or self._body_octets
            self._trace("S", f"… {octets} octets and the final dot")
        events.append(Completed(command=command, reply=self._reply, result=result))
        return True

    def _hold(self, command: c.Command, piece: bytes) -> None:
        """Keep a piece of a listing until the whole is there."""
        limits = self.limits
        capa = isinstance(command, c.Capa)
        self._listing_octets += len(piece)
        self._listing_lines += piece.count(b"\n")
        if (
            self._listing_octets > (limits.capability_octets if capa else limits.listing_octets)
            or self._listing_lines > limits.listing_rows
        ):
            raise RemoteProtocolError("listing-too-long", detail=f"{self._listing_octets} octets")
        self._listing.append(piece)

    def _listing_result(self, command: c.Command) -> Result:
        data = b"".join(self._listing)
        self._listing = []
        match command:
            case c.ListAll():
                return read_sizes(data)
            case c.UidlAll():
                return read_uids(data, self.limits.uidl_octets)
            case _:
                self.capabilities = Capabilities.parse(data.split(b"\r\n"))
                self.capabilities_told = True
                return self.capabilities

    def _answer_challenge(self, command: c.Auth, text: bytes) -> None:
        try:
            challenge = base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError) as fault:
            if command.mechanism.name != "LOGIN":
                raise RemoteProtocolError("sasl-unexpected", detail="no base64") from fault
            challenge = text  # prompts of old servers come bare
        if self._withheld is not None and not challenge.strip():
            response, self._withheld = self._withheld, None
        else:
            response = command.mechanism.step(challenge)
        self._answer += base64.b64encode(response) + b"\r\n"
        self._trace("C", "***")

    # Small questions

    def _may_write(self, command: c.Command) -> bool:
        if not self._written:
            return True
        return (
            "PIPELINING" in self.capabilities
            and len(self._written) < self.limits.outstanding
            and not isinstance(command, c.ALONE)
            and not isinstance(self._written[-1], c.ALONE)
        )

    def _encoded(self, command: c.Command) -> bytes:
        line = words(command).encode("utf-8")
        hidden = ""
        if isinstance(command, c.Auth):
            initial = command.mechanism.initial()
            if initial is not None:
                response = b" " + (base64.b64encode(initial) or b"=")
                if len(line) + len(response) + 2 <= _COMMAND_OCTETS:
                    line += response
                    hidden = " ***"
                else:
                    self._withheld = initial
        self._trace("C", shown(command) + hidden)
        return line + b"\r\n"

    def _expected_state(self) -> State:
        """Return the state once what is in flight has succeeded."""
        last = (self._queue or self._written or [None])[-1]
        return State.ENDED if isinstance(last, c.Quit | c.Stls) else self.state

    def _trace(self, direction: str, text: str) -> None:
        if self.trace is not None:
            self.trace(direction, text)


def _may_be_status(begun: bytes) -> bool:
    """Whether a line that is not complete may still become a greeting."""
    head = begun[:4].upper()
    return b"-ERR".startswith(head) or (b"+OK" + begun[3:4].upper()).startswith(head)
