"""The remote half of a flag change: UID STORE +FLAGS and -FLAGS, never a replacement.

Both are safe to send again (RFC 9051 §6.4.6), so nothing has to be found out after a cut.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from facteur.engine.lane import Lane
from facteur.engine.selection import Selection
from facteur.imap import commands
from facteur.imap.numset import NumSet
from facteur.imap.responses import Completed
from facteur.mail import flags
from facteur.mail.keys import OperationKey
from facteur.store.rows import Operation

SET_NUMBERS = 1000
ALONE_AT_MOST = 20
SET_OCTETS = 900  # Yahoo takes about 1,000 a command


@dataclass(frozen=True, slots=True)
class Refusal:
    """The server said no. again: whether it may say yes later."""

    code: str
    server_text: str
    again: bool


Outcome = dict[OperationKey, Refusal | None]
"""What became of each operation; None is done."""


async def carry_out(lane: Lane, selection: Selection, waiting: Sequence[Operation]) -> Outcome:
    """Send the flag changes of one mailbox, those of one kind together.

    waiting: whose UIDs are of the numbers that the selection has.
    """
    outcome: Outcome = {}
    current: list[Operation] = []
    for operation in waiting:
        refusal = _refused_beforehand(selection, operation)
        outcome[operation.key] = refusal
        if refusal is None:
            current.append(operation)
    for add in (True, False):
        for names, operations in _grouped(current, add=add).items():
            await _store(lane, selection, names, operations, outcome, add=add)
    return outcome


async def _store(
    lane: Lane,
    selection: Selection,
    names: tuple[str, ...],
    operations: list[Operation],
    outcome: Outcome,
    *,
    add: bool,
) -> None:
    uids = NumSet.of(operation.uid for operation in operations)
    pieces = list(uids.pieces(numbers=SET_NUMBERS, octets=SET_OCTETS))
    ends = await lane.live().flight(
        [commands.Store(messages=piece, add=add, flags=names) for piece in pieces],
        selection.note,
    )
    for piece, end in zip(pieces, ends, strict=True):
        if end.ok:
            continue
        refusal = _refusal(end)
        refused = [one for one in operations if one.uid in piece and outcome[one.key] is None]
        for operation in refused:
            outcome[operation.key] = refusal
        if not refusal.again and 1 < len(refused) <= ALONE_AT_MOST:
            await _store_alone(lane, selection, names, refused, outcome, add=add)


async def _store_alone(
    lane: Lane,
    selection: Selection,
    names: tuple[str, ...],
    operations: list[Operation],
    outcome: Outcome,
    *,
    add: bool,
) -> None:
    """Send one by one what was refused together: one message must not hold up the others."""
    ends = await lane.live().flight(
        [
            commands.Store(messages=NumSet.of([operation.uid]), add=add, flags=names)
            for operation in operations
        ],
        selection.note,
    )
    for operation, end in zip(operations, ends, strict=True):
        outcome[operation.key] = None if end.ok else _refusal(end)


def _refused_beforehand(selection: Selection, operation: Operation) -> Refusal | None:
    """Judge what need not be sent: a read-only mailbox, flags that are not kept."""
    if selection.read_only:
        return Refusal("read-only", "", again=False)
    kept = selection.permanent_flags
    wanted = [*flags.to_names(operation.add_flags), *operation.add_keywords]
    if kept and not all(name.lower() in kept or _may_be_made(name, kept) for name in wanted):
        return Refusal("flags-not-stored", "", again=False)
    return None


def _may_be_made(name: str, kept: frozenset[str]) -> bool:
    return not name.startswith("\\") and "\\*" in kept


def _grouped(
    operations: Sequence[Operation], *, add: bool
) -> dict[tuple[str, ...], list[Operation]]:
    groups: defaultdict[tuple[str, ...], list[Operation]] = defaultdict(list)
    for operation in operations:
        bits = operation.add_flags if add else operation.remove_flags
        keywords = operation.add_keywords if add else operation.remove_keywords
        names = (*flags.to_names(bits), *keywords)
        if names:
            groups[names].append(operation)
    return groups


def _refusal(end: Completed) -> Refusal:
    again = end.code.name in {"UNAVAILABLE", "SERVERBUG", "INUSE", "LIMIT", "TEMPFAIL"}
    return Refusal(end.code.name.lower() or "refused", end.text, again=again)
