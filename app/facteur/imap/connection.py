"""The machine: commands in, octets out; octets in, events out. No socket, no clock.

The caller's loop: `send` commands, write what `bytes_to_send` returns until it is empty, feed what
was read to `receive`, look at the events. RemoteProtocolError means that the connection is lost.
"""

import base64
import binascii
import re
from collections.abc import Callable
from typing import Final

from facteur.base.errors import LocalProtocolError, RemoteProtocolError

from . import commands as c
from .buffer import ReceiveBuffer, Unit
from .capabilities import Capabilities
from .encoder import encode
from .fastfetch import FastFetch
from .inflate import Compression
from .legality import check
from .lexer import SyntaxFault
from .limits import Limits
from .mailboxdata import MailboxTracker
from .outgoing import Outgoing
from .parser import Parser, read_status
from .responses import (
    Bye,
    CapabilityList,
    Code,
    Completed,
    Enabled,
    Event,
    Exists,
    Expunged,
    FetchBatch,
    Fetched,
    FlagsList,
    Greeting,
    IdleStarted,
    IdRow,
    Status,
    StatusText,
    Unparsed,
    Vanished,
)
from .selected import Selected
from .states import State

Trace = Callable[[str, str], None]

_TAGGED: Final = re.compile(rb"([A-Z0-9]{1,20}) +")
_ABOUT: Final = re.compile(
    rb"\* (\d{1,10}) FETCH \((?:.{0,200}?\b)?(?:UID (\d{1,10})\b)?", re.DOTALL
)
_SHOWN: Final = 300
_OF_MAILBOX: Final = (Exists, Expunged, Vanished, FlagsList)


class Connection:
    """One IMAP connection.

    tls: the octets travel in TLS from the start.
    plain_login: the user accepted that credentials travel without TLS (or the server is on this
        machine); without it they are refused, and so is PREAUTH.
    batches: runs of plain FETCH replies come as `FetchBatch`; without, each as `Fetched`.
    """

    def __init__(
        self,
        *,
        limits: Limits | None = None,
        tls: bool,
        plain_login: bool = False,
        batches: bool = True,
        trace: Trace | None = None,
    ) -> None:
        self.limits = limits or Limits()
        self.trace = trace
        self.tls = tls
        self.state = State.GREETING
        self.capabilities = Capabilities()
        self.enabled: frozenset[str] = frozenset()
        self.idling = False
        self._plain_login = plain_login
        self._batches = batches
        self._buffer = ReceiveBuffer(self.limits)
        self._parser = Parser(self.limits)
        self._fast = FastFetch(self._parser.fetch, self.limits)
        self._outgoing = Outgoing(lambda text: self._trace("C", text))
        self._tracker = MailboxTracker()
        self._in_flight: dict[str, c.Command] = {}
        self._compression: Compression | None = None
        self._count = 0
        self._stray_continuation = False
        self._done_wanted = False
        self._capabilities_told = False  # since the last command that changes them was sent
        self._after_fault = False  # the last response broke the grammar
        self._selecting = ""  # tag of the SELECT the server is working on

    # What is known

    @property
    def selected(self) -> Selected | None:
        """The selected mailbox as it is after the last event, or None."""
        return self._tracker.selected

    @property
    def compressed(self) -> bool:
        """Whether COMPRESS is on."""
        return self._compression is not None

    @property
    def in_flight(self) -> int:
        """How many commands are not completed."""
        return len(self._in_flight)

    def was_begun(self, tag: str) -> bool:
        """Whether octets of this command went out: after a cut it may have been done."""
        return self._outgoing.was_begun(tag)

    # What goes out

    def send(self, command: c.Command) -> str:
        """Queue a command and return its tag.

        Raises LocalProtocolError when state, capabilities or what is in flight forbid it.
        """
        if self._idle_runs():
            raise LocalProtocolError("idling", detail="finish_idle comes first")
        check(
            command,
            state=self._expected_state(),
            capabilities=self.capabilities,
            enabled=self._expected_enabled(),
            in_flight=self._in_flight.values(),
        )
        self._check_secrecy(command)
        self._count += 1
        tag = f"A{self._count}"
        utf8 = bool(self.enabled & {"UTF8=ACCEPT", "IMAP4REV2"})
        encoded = encode(tag, command, self.capabilities, utf8=utf8)
        self._in_flight[tag] = command
        self._outgoing.add(tag, encoded, alone=command.alone)
        if isinstance(command, c.Idle):
            self._done_wanted = False
        elif isinstance(command, c.Login | c.Authenticate):
            self._capabilities_told = False
        return tag

    def finish_idle(self) -> None:
        """End IDLE; commands may be sent after it. Nothing happens when none runs."""
        if not self._idle_runs():
            return
        self._done_wanted = True
        if self.idling:
            self._outgoing.answer(b"DONE", "DONE")

    def bytes_to_send(self) -> bytes:
        """Return octets to write now, b"" when there are none; call until it is empty."""
        data = self._outgoing.take()
        if data and self._compression is not None:
            return self._compression.deflate(data)
        return data

    def assume(self, capabilities: Capabilities) -> None:
        """Take the capabilities of an earlier session for as long as the server tells none."""
        if not self.capabilities:
            self.capabilities = capabilities

    def start_tls_done(self) -> None:
        """Note that TLS is up after STARTTLS. What the server said before is forgotten."""
        if self.state is not State.HANDSHAKE:
            raise LocalProtocolError("wrong-state", detail="no STARTTLS was agreed")
        self.tls = True
        self.capabilities = Capabilities()
        self.state = State.NOT_AUTHENTICATED

    # What comes in

    def receive(self, data: bytes) -> list[Event]:
        """Return the events of received octets, cut anywhere.

        Raises RemoteProtocolError when the stream cannot be followed any more.
        """
        if self.state is State.HANDSHAKE:
            raise RemoteProtocolError("starttls-injected", detail="octets before TLS")
        events: list[Event] = []
        if self._compression is not None:
            for piece in self._compression.inflate(data):
                self._take(piece, events)
        else:
            self._take(data, events)
        return events

    def _take(self, data: bytes, events: list[Event]) -> None:
        buffer = self._buffer
        buffer.feed(data)
        while buffer.ready:
            if self._batches and buffer.at_unit_start and self._tracker.selected is not None:
                batch = self._fast.read(buffer)
                if batch is not None:
                    self._take_batch(batch, events)
                    continue
            unit = buffer.next_unit()
            if unit is None:
                break
            self._take_unit(unit, events)
        buffer.compact()

    def _take_batch(self, batch: FetchBatch, events: list[Event]) -> None:
        if self.trace is not None:
            sequences = batch.sequences
            self._trace("S", f"* {sequences[0]}…{sequences[-1]} FETCH, {len(batch)} replies")
        self._tracker.apply(batch, events)

    def _take_unit(self, unit: Unit, events: list[Event]) -> None:
        if self.trace is not None:
            self._trace("S", self._shown(unit))
        text = unit[0]
        if self.state is State.GREETING:
            self._take_greeting(text, events)
        elif text[:2] == b"* ":
            self._take_untagged(unit, events)
        elif text[:1] == b"+":
            self._take_continuation(text, events)
        else:
            self._take_tagged(text, events)

    def _take_greeting(self, text: bytes, events: list[Event]) -> None:
        condition = read_status(text[2:]) if text[:2] == b"* " else None
        if condition is None:
            raise RemoteProtocolError("not-imap", detail="no IMAP greeting")
        status, code, words = condition
        match status:
            case Status.BYE:
                self._take_bye(Bye(code=code, text=words), events)
                return
            case Status.PREAUTH:
                if not self.tls and not self._plain_login:
                    raise RemoteProtocolError("preauth", detail="PREAUTH without TLS")
                self.state = State.AUTHENTICATED
            case Status.OK:
                self.state = State.NOT_AUTHENTICATED
            case _:
                raise RemoteProtocolError("not-imap", server_text=words)
        self._note_capabilities(code)
        events.append(Greeting(status=status, code=code, text=words))

    def _take_untagged(self, unit: Unit, events: list[Event]) -> None:
        self._follow_select(events)
        try:
            event = self._parser.untagged(unit)
        except SyntaxFault as fault:
            events.append(_unparsed(unit, fault))
            self._after_fault = True
            return
        self._after_fault = False
        match event:
            case None:
                return
            case Bye():
                self._take_bye(event, events)
            case CapabilityList(names=names):
                self.capabilities = Capabilities(names)
                self._capabilities_told = True
                events.append(event)
            case IdRow():
                events.append(event)
            case StatusText() if self.state is State.NOT_AUTHENTICATED:
                self._note_capabilities(event.code)
                if self.tls:  # before TLS anybody may have written it
                    events.append(event)
            case _ if self.state is State.NOT_AUTHENTICATED:
                return  # data before login is an attack or nonsense: ignored
            case _:
                self._take_data(event, unit, events)

    def _take_data(self, event: Event, unit: Unit, events: list[Event]) -> None:
        match event:
            case Enabled(names=names):
                self.enabled |= names
                events.append(event)
            case StatusText():
                self._note_capabilities(event.code)
                self._tracker.apply(event, events)
            case Fetched():
                self._fast.learn(unit)
                self._tracker.apply(event, events)
            case _ if isinstance(event, _OF_MAILBOX):
                self._tracker.apply(event, events)
            case _:
                events.append(event)

    def _take_bye(self, bye: Bye, events: list[Event]) -> None:
        self.state = State.LOGOUT
        events.append(bye)

    def _take_continuation(self, text: bytes, events: list[Event]) -> None:
        tag, command = next(iter(self._in_flight.items()), ("", None))
        if isinstance(command, c.Idle) and not self.idling and self._outgoing.was_begun(tag):
            self.idling = True
            events.append(IdleStarted(tag=tag))
            if self._done_wanted:
                self._outgoing.answer(b"DONE", "DONE")
        elif isinstance(command, c.Authenticate) and self._outgoing.was_begun(tag):
            self._answer_challenge(command, text[1:].strip())
        elif not self._outgoing.grant():
            if self._stray_continuation:
                raise RemoteProtocolError("continuation-unasked")
            self._stray_continuation = True

    def _answer_challenge(self, command: c.Authenticate, text: bytes) -> None:
        try:
            challenge = base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError) as fault:
            if command.mechanism.name != "LOGIN":
                raise RemoteProtocolError("sasl-unexpected", detail="no base64") from fault
            challenge = text  # prompts of old servers come bare
        response = command.mechanism.step(challenge)
        self._outgoing.answer(base64.b64encode(response), "***")

    def _take_tagged(self, text: bytes, events: list[Event]) -> None:
        found = _TAGGED.match(text)
        condition = read_status(text[found.end() :]) if found else None
        if found is None or condition is None:
            self._refuse_nonsense(text)
            return
        tag = found.group(1).decode("ascii")
        self._follow_select(events)
        command = self._in_flight.get(tag)
        status, code, words = condition
        if command is None or not _may_end(command, status):
            raise RemoteProtocolError("foreign-tag", detail=f"{tag} is not in flight")
        if not self._outgoing.was_begun(tag):
            raise RemoteProtocolError("foreign-tag", detail=f"{tag} was not sent")
        del self._in_flight[tag]
        self._outgoing.completed(tag)
        completed = Completed(tag=tag, command=command, status=status, code=code, text=words)
        self._complete(completed, events)

    def _complete(self, done: Completed, events: list[Event]) -> None:
        """Take the end of a command: what it changes, then the event."""
        match done.command:
            case c.Select() as select:
                self._end_select(done, select, events)
            case c.Unselect() if done.ok:
                self._tracker.close(events)
                self.state = State.AUTHENTICATED
            case c.Login() | c.Authenticate():
                self._end_login(done)
            case c.Idle():
                self.idling = False
            case c.StartTls() if done.ok:
                if not self._buffer.rest_is_empty:
                    raise RemoteProtocolError("starttls-injected", detail="octets after the OK")
                self.state = State.HANDSHAKE
            case c.Logout():
                self.state = State.LOGOUT
            case _:
                pass
        if not isinstance(done.command, c.Select):
            self._note_capabilities(done.code)
            self._tracker.note_code(done.code, events)
        events.append(done)
        if isinstance(done.command, c.Compress) and done.ok:
            self._start_compression(events)

    def _end_login(self, done: Completed) -> None:
        if not done.ok:
            return
        if isinstance(done.command, c.Authenticate):
            done.command.mechanism.finish()
        self.state = State.AUTHENTICATED
        if done.code.name != "CAPABILITY" and not self._capabilities_told:
            self.capabilities = Capabilities()  # they may differ after login (RFC 9051 §6.2.3)

    def _end_select(self, done: Completed, command: c.Select, events: list[Event]) -> None:
        self._tracker.note_code(done.code, events)
        self._tracker.select_ended(command, ok=done.ok, code=done.code, events=events)
        self._selecting = ""
        self.state = State.SELECTED if done.ok else State.AUTHENTICATED

    def _start_compression(self, events: list[Event]) -> None:
        """Switch at once: what follows the OK in the buffer is compressed already."""
        self._compression = Compression(self.limits)
        rest = self._buffer.drain()
        for piece in self._compression.inflate(rest):
            self._take(piece, events)

    # Small judgements

    def _follow_select(self, events: list[Event]) -> None:
        """See whether the oldest command in flight is a SELECT whose answer begins now."""
        if self._selecting or not self._in_flight:
            return
        tag, command = next(iter(self._in_flight.items()))
        if isinstance(command, c.Select) and self._outgoing.was_begun(tag):
            self._selecting = tag
            closed_told = "QRESYNC" in self.enabled
            self._tracker.select_begins(command, events, closed_told=closed_told)

    def _refuse_nonsense(self, text: bytes) -> None:
        """Judge a line that is neither data nor a tagged end.

        Blank lines are seen between responses, and the parentheses that are left of a reply whose
        literal was announced too short. Anything else means that framing is lost.
        """
        left = text.strip(b"\x00 \t\r\n")
        if left and not (self._after_fault and not left.strip(b")")):
            raise RemoteProtocolError("not-imap", detail=repr(text[:80]))

    def _note_capabilities(self, code: Code) -> None:
        if code.name == "CAPABILITY":
            self.capabilities = Capabilities.parse(code.names)
            self._capabilities_told = True

    def _idle_runs(self) -> bool:
        return not self._done_wanted and any(
            isinstance(command, c.Idle) for command in self._in_flight.values()
        )

    def _expected_state(self) -> State:
        """Return the state once what is in flight has succeeded."""
        state = self.state
        for command in self._in_flight.values():
            match command:
                case c.Select():
                    state = State.SELECTED
                case c.Unselect():
                    state = State.AUTHENTICATED
                case c.Logout() | c.StartTls():
                    return State.LOGOUT
                case _:
                    pass
        return state

    def _expected_enabled(self) -> frozenset[str]:
        names = set(self.enabled)
        for command in self._in_flight.values():
            if isinstance(command, c.Enable):
                names.update(command.names)
        return frozenset(names)

    def _check_secrecy(self, command: c.Command) -> None:
        """Refuse to show a password or token to whoever listens."""
        match command:
            case c.Login():
                secret = True
            case c.Authenticate(mechanism=mechanism):
                secret = mechanism.sends_secret
            case _:
                secret = False
        if secret and not self.tls and not self._plain_login:
            raise LocalProtocolError("secret-without-tls")

    def _trace(self, direction: str, text: str) -> None:
        if self.trace is not None:
            self.trace(direction, text)

    def _shown(self, unit: Unit) -> str:
        """Return a response as a log may show it: literals as sizes, challenges hidden."""
        if unit[0][:1] == b"+" and any(
            isinstance(command, c.Authenticate) for command in self._in_flight.values()
        ):
            return "+ ***"
        pieces = [
            piece[:_SHOWN].decode("utf-8", "replace") if n % 2 == 0 else f"{{{len(piece)} octets}}"
            for n, piece in enumerate(unit[:40])
        ]
        return "".join(pieces)


def _may_end(command: c.Command, status: Status) -> bool:
    """Whether a tagged `status` can end a command; some end LOGOUT with a tagged BYE."""
    if status is Status.BYE:
        return isinstance(command, c.Logout)
    return status is not Status.PREAUTH


def _unparsed(unit: Unit, fault: SyntaxFault) -> Unparsed:
    found = _ABOUT.match(unit[0])
    sequence = int(found.group(1)) if found else None
    uid = int(found.group(2)) if found and found.group(2) else None
    excerpt = unit[0][:_SHOWN].decode("utf-8", "replace")
    return Unparsed(reason=str(fault), excerpt=excerpt, sequence=sequence, uid=uid)
