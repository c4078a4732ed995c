"""The selected mailbox during SELECT and after it: whom untagged data is about.

The connection gives every event of a mailbox to `MailboxTracker.apply`, which keeps `Selected` up
to date, fills in UIDs and puts SelectionChanged and MapLost between the events.
"""

from array import array
from dataclasses import replace

from . import commands as c
from .responses import (
    Code,
    Event,
    Exists,
    Expunged,
    FetchBatch,
    Fetched,
    FlagsList,
    MapLost,
    SelectionChanged,
    StatusText,
    Vanished,
)
from .selected import MapBroken, Selected


class MailboxTracker:
    """Knows which mailbox is selected, and which one is being selected."""

    __slots__ = ("_begun", "_pending", "selected")

    def __init__(self) -> None:
        self.selected: Selected | None = None
        self._begun: c.Select | None = None  # the server works on it
        self._pending: c.Select | None = None  # its data has not begun

    def select_begins(self, command: c.Select, events: list[Event], *, closed_told: bool) -> None:
        """Note that a SELECT is the oldest command in flight, so that the server works on it.

        closed_told: QRESYNC is enabled, so that [CLOSED] will mark the border (RFC 7162
            §3.2.11); without it every word from now on is about the new mailbox.
        """
        self._pending = self._begun = command
        if self.selected is None or not closed_told:
            self._switch(events)

    def select_ended(self, command: c.Select, *, ok: bool, code: Code, events: list[Event]) -> None:
        """Take the tagged end of a SELECT."""
        if self._pending is command:
            self._switch(events)
        self._begun = None
        if not ok:
            self.close(events)
        elif self.selected is not None:
            self.selected.read_only = command.read_only or code.name == "READ-ONLY"

    def close(self, events: list[Event]) -> None:
        """Note that no mailbox is selected any more."""
        self._pending = None
        if self.selected is not None:
            self.selected = None
            events.append(SelectionChanged(mailbox=None))

    def note_code(self, code: Code, events: list[Event]) -> None:
        """Take a response code that tells something of the mailbox."""
        if code.name == "CLOSED" or (code.name == "UIDVALIDITY" and self._pending):
            if self._pending:
                self._switch(events)
            elif self._begun is not None:
                # Not expected without QRESYNC; Dovecot 2.3 says it after SELECT (CONDSTORE) too.
                self._pending = self._begun
                self._switch(events)
            elif code.name == "CLOSED":
                self.close(events)
        if self.selected is not None:
            _note(self.selected, code)

    def apply(self, event: Event, events: list[Event]) -> None:
        """Add an event to the list, completed by what the map knows."""
        if isinstance(event, FlagsList) and self._pending:
            self._switch(events)  # only a SELECT's answer begins with FLAGS
        if isinstance(event, StatusText):
            self.note_code(event.code, events)
            if event.code.name != "CLOSED":
                events.append(event)
            return
        selected = self.selected
        if selected is None:
            return  # data of no mailbox: late news of one that was left
        try:
            event = _applied(event, selected)
        except MapBroken as broken:
            if isinstance(event, FetchBatch):
                for reply in event.fetched():  # find the one that contradicts
                    self.apply(reply, events)
                return
            selected.map.clear()
            events.append(event)
            events.append(MapLost(reason=str(broken)))
            return
        if isinstance(event, Exists) and events and isinstance(events[-1], Exists):
            events[-1] = event
        else:
            events.append(event)

    def _switch(self, events: list[Event]) -> None:
        assert self._pending is not None
        command, self._pending = self._pending, None
        self.selected = Selected(mailbox=command.mailbox, read_only=command.read_only)
        events.append(SelectionChanged(mailbox=command.mailbox))


def _note(selected: Selected, code: Code) -> None:
    match code.name:
        case "UIDVALIDITY":
            selected.uidvalidity = code.number or None
        case "UIDNEXT":
            selected.uidnext = code.number or None
        case "HIGHESTMODSEQ":
            selected.highestmodseq = code.number or None
        case "NOMODSEQ":
            selected.no_modseq = True
        case "PERMANENTFLAGS":
            selected.permanent_flags = code.names
        case "READ-ONLY":
            selected.read_only = True
        case "READ-WRITE":
            selected.read_only = False
        case _:
            pass


def _applied(event: Event, selected: Selected) -> Event:
    """Return the event with what the map knows. Raises MapBroken, the event then stays as told."""
    match event:
        case Exists(count=count):
            selected.set_exists(count)
        case Expunged(sequence=sequence):
            return Expunged(sequence=sequence, uid=selected.expunge(sequence))
        case Vanished(uids=uids, earlier=False):
            selected.vanish(uids)
        case FlagsList(names=names):
            selected.flags = names
        case Fetched(sequence=sequence, uid=None):
            known = selected.map.uid(sequence)
            return event if known is None else replace(event, uid=known)
        case Fetched(sequence=sequence, uid=uid) if uid is not None:
            selected.learn(sequence, (uid,))
        case FetchBatch():
            _learn_batch(event, selected)
        case _:
            pass
    return event


def _learn_batch(batch: FetchBatch, selected: Selected) -> None:
    """Note the UIDs of a batch, neighbours together."""
    sequences, uids = batch.sequences, batch.uids
    begin = 0
    while begin < len(uids):
        end = len(uids)
        if sequences[begin:] != array("I", range(sequences[begin], sequences[begin] + end - begin)):
            end = begin + 1
            while end < len(uids) and sequences[end] == sequences[end - 1] + 1:
                end += 1
        selected.learn(sequences[begin], uids[begin:end])
        begin = end
