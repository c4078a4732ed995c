"""The selected mailbox: sequence numbers and UIDs under EXISTS, EXPUNGE, FETCH and VANISHED.

Sequence numbers live here and nowhere else. What is known is kept as runs of neighbours, 4 octets
a message; what was never told costs nothing, so `* 4294967295 EXISTS` allocates nothing.
A contradiction loses the map instead of guessing (Yahoo does not renumber after EXPUNGE, MailKit
#358).
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from operator import lt
from typing import Final

from .numset import NumSet

_JOIN_BELOW: Final = 4096  # longer neighbours are not copied into one


class MapBroken(Exception):
    """What the server says contradicts the map. The reason is its only argument."""


class SequenceMap:
    """Which UID stands at which sequence number, as far as was told."""

    __slots__ = ("_runs", "_starts")

    def __init__(self) -> None:
        self._starts: list[int] = []  # sequence number of each run's first message
        self._runs: list[array[int]] = []  # ascending UIDs; no run is empty

    def uid(self, sequence: int) -> int | None:
        """Return the UID at a sequence number, or None when it was never told."""
        index = bisect_right(self._starts, sequence) - 1
        if index < 0:
            return None
        offset = sequence - self._starts[index]
        run = self._runs[index]
        return run[offset] if offset < len(run) else None

    def sequence(self, uid: int) -> int | None:
        """Return where a UID stands, or None when that was never told."""
        index = self._run_of_uid(uid)
        if index < 0:
            return None
        run = self._runs[index]
        offset = bisect_left(run, uid)
        known = offset < len(run) and run[offset] == uid
        return self._starts[index] + offset if known else None

    def learn(self, sequence: int, uids: Sequence[int]) -> None:
        """Note that `uids` stand at `sequence` and the numbers after it.

        Raises MapBroken when they do not ascend or another UID is known to stand there.
        """
        if len(uids) > 1 and not all(map(lt, uids, uids[1:])):
            raise MapBroken("UIDs do not ascend")
        index = bisect_right(self._starts, sequence) - 1
        if index >= 0:
            run, offset = self._runs[index], sequence - self._starts[index]
            if offset < len(run):
                self._relearn(index, offset, uids)
                return
            if run[-1] >= uids[0]:
                raise MapBroken("UIDs do not ascend")
        self._insert(index, sequence, uids)

    def expunge(self, sequence: int) -> int | None:
        """Take one message out and return its UID if it was known; the later ones move up."""
        index = bisect_right(self._starts, sequence) - 1
        uid = None
        if index >= 0:
            offset = sequence - self._starts[index]
            run = self._runs[index]
            if offset < len(run):
                uid = run.pop(offset)
        self._shift(index + 1, 1)
        if uid is not None and not self._runs[index]:
            del self._runs[index], self._starts[index]
        return uid

    def vanish(self, uids: NumSet, exists: int) -> int:
        """Take out the messages with these UIDs and return how many they were.

        exists: how many messages there were. UIDs that stand nowhere are passed over where all
            around them is known.
        Raises MapBroken, the map unchanged, when more vanish from a stretch that was never told
        than fits there.
        """
        cutter = _Cutter(uids)
        starts: list[int] = []
        runs: list[array[int]] = []
        end, last, removed = 1, 0, 0  # of what was passed: next sequence number, last UID
        for start, run in zip(self._starts, self._runs, strict=True):
            removed += cutter.from_gap(last + 1, run[0] - 1, start - end)
            kept = cutter.kept(run)
            if kept:
                starts.append(start - removed)
                runs.append(kept)
            removed += len(run) - len(kept)
            end, last = start + len(run), run[-1]
        removed += cutter.from_gap(last + 1, 0xFFFFFFFF, exists + 1 - end)
        self._starts, self._runs = starts, runs
        return removed

    def clear(self) -> None:
        """Forget everything."""
        self._starts.clear()
        self._runs.clear()

    def known(self) -> int:
        """Return for how many messages the UID is known."""
        return sum(map(len, self._runs))

    def _run_of_uid(self, uid: int) -> int:
        """Return the last run that begins at or below `uid`, -1 for none."""
        return bisect_right(self._runs, uid, key=lambda run: run[0]) - 1

    def _relearn(self, index: int, offset: int, uids: Sequence[int]) -> None:
        """Compare what is told again; go on with what is new behind the run."""
        run = self._runs[index]
        count = min(len(uids), len(run) - offset)
        if array("I", uids[:count]) != run[offset : offset + count]:
            raise MapBroken("another UID stands at this sequence number")
        if count < len(uids):
            self.learn(self._starts[index] + len(run), uids[count:])

    def _insert(self, index: int, sequence: int, uids: Sequence[int]) -> None:
        """Put a stretch behind run `index`, which ends before it."""
        following = self._starts[index + 1] if index + 1 < len(self._starts) else None
        room = following - sequence if following is not None else len(uids)
        fresh = array("I", uids[:room])
        if following is not None and fresh[-1] >= self._runs[index + 1][0]:
            raise MapBroken("UIDs do not ascend")
        joins_before = index >= 0 and self._starts[index] + len(self._runs[index]) == sequence
        if joins_before:
            self._runs[index].extend(fresh)
        elif following == sequence + len(fresh) and len(self._runs[index + 1]) < _JOIN_BELOW:
            self._runs[index + 1] = fresh + self._runs[index + 1]
            self._starts[index + 1] = sequence
        else:
            self._starts.insert(index + 1, sequence)
            self._runs.insert(index + 1, fresh)
        if room < len(uids):
            self.learn(sequence + room, uids[room:])

    def _shift(self, first: int, count: int) -> None:
        for index in range(first, len(self._starts)):
            self._starts[index] -= count


class _Cutter:
    """Walks once over a set of vanished UIDs, stretch after ascending stretch."""

    __slots__ = ("_at", "_ranges")

    def __init__(self, uids: NumSet) -> None:
        self._ranges = list(uids.ranges())
        self._at = 0

    def from_gap(self, low: int, high: int, room: int) -> int:
        """Return how many UIDs of a stretch that was never told vanish."""
        count = sum(b - a + 1 for a, b in self._within(low, high))
        if not room:
            return 0  # nobody is there: the set names UIDs that never were
        if count > room:
            raise MapBroken("more vanished than there were")
        return count

    def kept(self, run: "array[int]") -> "array[int]":
        """Return a run without what vanishes from it; the run itself when nothing does."""
        kept: array[int] = array("I")
        at = 0
        for low, high in self._within(run[0], run[-1]):
            begin = bisect_left(run, low, at)
            kept.extend(run[at:begin])
            at = bisect_right(run, high, begin)
        if not at and not kept:
            return run
        kept.extend(run[at:])
        return kept

    def _within(self, low: int, high: int) -> Iterator[tuple[int, int]]:
        while self._at < len(self._ranges):
            first, last = self._ranges[self._at]
            if first > high:
                return
            if last >= low:
                yield max(first, low), min(last, high)
            if last > high:
                return
            self._at += 1


@dataclass(slots=True, kw_only=True)
class Selected:
    r"""What the server told of the selected mailbox. It changes while it is selected.

    mailbox: raw name. exists: a hint. None: not told, or nonsense (0 is told as None too, but for
        exists).
    no_modseq: the mailbox keeps no mod-sequences (RFC 7162 §3.1.2.2).
    permanent_flags: as spelled by the server; `\*` in it means that keywords may be made.
    """

    mailbox: bytes
    exists: int = 0
    exists_told: bool = False
    uidvalidity: int | None = None
    uidnext: int | None = None
    highestmodseq: int | None = None
    no_modseq: bool = False
    read_only: bool = False
    flags: tuple[bytes, ...] = ()
    permanent_flags: tuple[bytes, ...] | None = None
    map: SequenceMap = field(default_factory=SequenceMap, repr=False)

    def set_exists(self, count: int) -> None:
        """Take an EXISTS. Raises MapBroken when it shrinks: only EXPUNGE may do that."""
        before, self.exists = self.exists, count
        if self.exists_told and count < before:
            raise MapBroken("EXISTS shrank")
        self.exists_told = True

    def expunge(self, sequence: int) -> int | None:
        """Take an EXPUNGE and return the UID if known. Raises MapBroken when it cannot be."""
        if not 1 <= sequence <= self.exists:
            raise MapBroken("EXPUNGE of a message that is not there")
        self.exists -= 1
        return self.map.expunge(sequence)

    def vanish(self, uids: NumSet) -> None:
        """Take a VANISHED that is not (EARLIER). Raises MapBroken when it cannot be."""
        self.exists -= self.map.vanish(uids, self.exists)

    def learn(self, sequence: int, uids: Sequence[int]) -> None:
        """Take the UIDs of FETCH replies for neighbours. Raises MapBroken on a contradiction."""
        if sequence + len(uids) - 1 > self.exists:
            raise MapBroken("FETCH of a message beyond EXISTS")
        self.map.learn(sequence, uids)
