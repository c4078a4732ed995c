"""The user's waiting changes laid over the server's flags: what a message shows.

The server's own flags lie in the operations of the message (base_flags, base_keywords), the same
in each that is active, and in the row itself when none is. A failed operation is not active: what
the server refused for good is not shown as if it held.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from facteur.mail.keys import AccountKey, MailboxKey, MessageKey, OperationKey
from facteur.store.transaction import Transaction
from facteur.store.write import counts

SEEN = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """Flags and keywords of a message at some point."""

    flags: int
    keywords: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What one operation adds and removes.

    sent: it has been on its way once; whether the server has made it, a cut may have hidden.
    """

    key: OperationKey
    state: str
    sent: bool = False
    add: Marks
    remove: Marks

    def over(self, marks: Marks) -> Marks:
        """Return the marks with this change made."""
        return Marks(
            flags=(marks.flags | self.add.flags) & ~self.remove.flags,
            keywords=(marks.keywords | self.add.keywords) - self.remove.keywords,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a message stands: the server's marks, what waits in order, and what is shown now."""

    message: MessageKey
    mailbox: MailboxKey
    account: AccountKey
    uidvalidity: int
    uid: int | None
    server: Marks
    changes: tuple[Change, ...]
    shown: Marks


def fold(marks: Marks, changes: Iterable[Change]) -> Marks:
    """Return the marks with all the changes made, in order."""
    for change in changes:
        marks = change.over(marks)
    return marks


def load(tx: Transaction, message: MessageKey) -> Standing | None:
    """Return how a message stands, None when it has gone."""
    sql = (
        "SELECT m.mailbox_id, b.account_id, b.uidvalidity, m.uid, m.flags,"
        " coalesce((SELECT group_concat(keyword, ' ') FROM keyword WHERE message_id = m.id), '')"
        " FROM message m JOIN mailbox b ON b.id = m.mailbox_id WHERE m.id = ?"
    )
    shape = tuple[MailboxKey, AccountKey, int, int | None, int, str]
    row = tx.first(shape, sql, (message,))
    if row is None:
        return None
    shown = Marks(flags=row[4], keywords=words(row[5]))
    server, changes = _active(tx, message)
    return Standing(
        message=message,
        mailbox=row[0],
        account=row[1],
        uidvalidity=row[2],
        uid=row[3],
        server=server or shown,
        changes=changes,
        shown=shown,
    )


def show(tx: Transaction, before: Standing, server: Marks) -> None:
    """Bring row, keywords, bases and counts to what now waits over these server marks."""
    message = before.message
    changes = _active(tx, message)[1]
    tx.run(
        "UPDATE operation SET base_flags = ?, base_keywords = ?"
        " WHERE message_id = ? AND state <> 'failed'",
        server.flags,
        joined(server.keywords),
        message,
    )
    shown = fold(server, changes)
    tx.run(
        "UPDATE message SET flags = ?, waiting = ? WHERE id = ?",
        shown.flags,
        len(changes),
        message,
    )
    for keyword in before.shown.keywords - shown.keywords:
        tx.run("DELETE FROM keyword WHERE message_id = ? AND keyword = ?", message, keyword)
    for keyword in shown.keywords - before.shown.keywords:
        tx.run("INSERT OR IGNORE INTO keyword VALUES (?, ?)", message, keyword)
    if shown != before.shown or len(changes) != len(before.changes):
        tx.changes.of(before.mailbox).changed.add(message)
    if len(changes) != len(before.changes):
        tx.changes.operations.add(before.account)
    if before.uid is not None:
        unseen = (before.shown.flags & SEEN) - (shown.flags & SEEN)
        counts.add(tx, before.mailbox, unseen=unseen)


def words(text: str) -> frozenset[str]:
    """Return the keywords in a blank-separated text."""
    return frozenset(text.split())


def joined(keywords: Iterable[str]) -> str:
    """Return keywords as the database has them: sorted, one blank between."""
    return " ".join(sorted(keywords))


def _active(tx: Transaction, message: MessageKey) -> tuple[Marks | None, tuple[Change, ...]]:
    sql = (
        "SELECT id, state, add_flags, remove_flags, add_keywords, remove_keywords, base_flags,"
        " base_keywords, tries FROM operation WHERE message_id = ? AND state <> 'failed'"
        " ORDER BY id"
    )
    shape = tuple[OperationKey, str, int, int, str, str, int, str, int]
    found = tx.rows(shape, sql, (message,))
    changes = tuple(
        Change(
            key=row[0],
            state=row[1],
            sent=row[8] > 0,
            add=Marks(flags=row[2], keywords=words(row[4])),
            remove=Marks(flags=row[3], keywords=words(row[5])),
        )
        for row in found
    )
    server = Marks(flags=found[0][6], keywords=words(found[0][7])) if found else None
    return server, changes
