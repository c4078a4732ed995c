"""What a selection may still write: nothing that a newer look at the mailbox has overtaken.

Two connections see a mailbox as it was at different moments: one has heard that a message is gone,
the other has not (RFC 9051 §7.5.1 forbids to tell it in the middle of a FETCH) and still answers
for it. A UID never comes back (RFC 9051 §2.3.1.1), so what is known to be gone gets no row again;
unless a selection lists it that was made after that was heard: then it was a mistake, or a lie.

Kept in memory: after a start every selection is new. The fence is asked on the store's thread and
told on the event loop; what it holds is replaced, never changed.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from facteur.base.errors import NetworkError, StoreMisuse
from facteur.engine.selection import Selection
from facteur.imap.numset import NumSet
from facteur.mail.keys import MailboxKey
from facteur.store.read import mailboxes as read_mailboxes
from facteur.store.rows import HeaderRow, SkeletonRow
from facteur.store.transaction import Transaction

# Ranges of UIDs an account remembers, some hundred kilobytes; what came first is forgotten first.
MOST_RANGES = 4096

_Row = TypeVar("_Row", HeaderRow, SkeletonRow)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gone:
    """What one selection heard at one moment. view: of that selection."""

    mailbox: MailboxKey
    moment: int
    view: int
    uids: NumSet


class Fence:
    """The memory of one account."""

    def __init__(self, most_ranges: int = MOST_RANGES) -> None:
        self._most_ranges = most_ranges
        self._moment = 0
        self._gone: tuple[_Gone, ...] = ()
        self._forgotten: dict[MailboxKey, int] = {}  # the moment of the last that was forgotten

    def begin(self) -> int:
        """Return the view of a selection that is about to be made: all its own, newer than others.

        To be called before SELECT is sent.
        """
        self._moment += 1
        return self._moment

    def note_gone(self, selection: Selection, uids: NumSet) -> None:
        """Remember what a selection heard is gone. To be called before the rows are removed."""
        self._moment += 1
        heard = _Gone(
            mailbox=selection.mailbox, moment=self._moment, view=selection.view, uids=uids
        )
        kept = [*self._gone, heard]
        ranges = sum(one.uids.range_count for one in kept)
        forgotten = dict(self._forgotten)
        while ranges > self._most_ranges:
            first = kept.pop(0)
            ranges -= first.uids.range_count
            forgotten[first.mailbox] = first.moment
        self._gone, self._forgotten = tuple(kept), forgotten

    def check(self, tx: Transaction, selection: Selection) -> None:
        """Refuse a selection whose UIDs mean nothing any more, as another one has found out.

        Raises NetworkError(`closed`): the connection is not fit for use, a new one is.
        """
        try:
            state = read_mailboxes.sync_state(tx, selection.mailbox)
        except StoreMisuse as error:
            raise NetworkError("closed", detail="the mailbox left the list") from error
        if state.uidvalidity != selection.uidvalidity:
            raise NetworkError("closed", detail="the mailbox was renumbered")

    def present(
        self, tx: Transaction, selection: Selection, rows: Sequence[_Row]
    ) -> Sequence[_Row]:
        """Return the rows that may be inserted, in the transaction that does it.

        Raises NetworkError(`closed`) as `check` does, and when the selection is so old that what
        it might not know has been forgotten.
        """
        self.check(tx, selection)
        if selection.view < self._forgotten.get(selection.mailbox, 0):
            raise NetworkError("closed", detail="the view of the mailbox is too old")
        newer = [
            one
            for one in self._gone
            if one.mailbox == selection.mailbox
            and one.moment > selection.view
            and one.view != selection.view
        ]
        if not newer:
            return rows
        uids = sorted(row.uid for row in rows)
        gone: set[int] = set()
        for one in newer:
            for low, high in one.uids.ranges():
                gone.update(uids[bisect_left(uids, low) : bisect_right(uids, high)])
        return [row for row in rows if row.uid not in gone]
