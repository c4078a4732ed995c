"""What LIST and SELECT say of mailboxes, and how far the sync of each has come."""

from collections.abc import Sequence

from facteur.mail.keys import AccountKey, MailboxKey
from facteur.store.rows import ListedMailbox
from facteur.store.transaction import Transaction
from facteur.store.write import counts

# Complete listings in a row without a mailbox before it is removed: servers leave mailboxes out
# for a moment, and what was fetched for days must not go with that.
ABSENCES = 2
# Rows removed with one statement; keeps the log of a large removal in bounds.
REMOVED_AT_ONCE = 5_000
_Known = tuple[MailboxKey, bytes, str, str, str, int, int, int, int]


def apply_list(
    tx: Transaction, account: AccountKey, listed: Sequence[ListedMailbox], *, complete: bool
) -> None:
    """Take over a listing: new mailboxes, new attributes, counts where the server gave them.

    complete: the listing holds every mailbox; one that is missing is shown as non-existent, and
        removed with all its messages when the next complete listing misses it too.
    """
    sql = (
        "SELECT id, name, path, delimiter, special_use, attributes, status_messages,"
        " status_unseen, absent FROM mailbox WHERE account_id = ?"
    )
    known = {_folded(row[1]): row for row in tx.rows(_Known, sql, (account,))}
    seen: set[bytes] = set()
    for one in listed:
        name = _folded(one.name)
        if name in seen:
            continue
        seen.add(name)
        if name in known:
            _update(tx, account, known[name], one)
        else:
            _insert(tx, account, one)
    if complete:
        for name, row in known.items():
            if name not in seen:
                _miss(tx, account, row)


def set_status(tx: Transaction, mailbox: MailboxKey, *, messages: int, unseen: int) -> None:
    """Keep the server's own counts (STATUS); -1 leaves a number as it was."""
    changed = tx.run(
        "UPDATE mailbox SET status_messages = CASE WHEN ?1 < 0 THEN status_messages ELSE ?1 END,"
        " status_unseen = CASE WHEN ?2 < 0 THEN status_unseen ELSE ?2 END WHERE id = ?3"
        " AND ((?1 >= 0 AND status_messages <> ?1) OR (?2 >= 0 AND status_unseen <> ?2))",
        messages,
        unseen,
        mailbox,
    )
    if changed:
        counts.touch(tx, mailbox)


def set_token(
    tx: Transaction,
    mailbox: MailboxKey,
    *,
    uidvalidity: int,
    uidnext: int,
    highestmodseq: int,
    exists_count: int,
) -> None:
    """Replace the sync token; in the transaction of the changes that led to it, and no other."""
    tx.run(
        "UPDATE mailbox SET uidvalidity = ?, uidnext = ?, highestmodseq = ?, exists_count = ?"
        " WHERE id = ?",
        uidvalidity,
        uidnext,
        highestmodseq,
        exists_count,
        mailbox,
    )


def begin_backfill(tx: Transaction, mailbox: MailboxKey, pending_modseq: int) -> None:
    """Remember the HIGHESTMODSEQ with which the backfill began, unless one is under way."""
    tx.run(
        "UPDATE mailbox SET pending_modseq = ? WHERE id = ? AND pending_modseq = 0",
        pending_modseq,
        mailbox,
    )


def finish_skeleton(tx: Transaction, mailbox: MailboxKey) -> None:
    """Note that every message has its row: from now on the counts are ours."""
    tx.run(
        "UPDATE mailbox SET skeleton_done = 1, pending_modseq = 0 WHERE id = ?",
        mailbox,
    )
    counts.touch(tx, mailbox)


def finish_headers(tx: Transaction, mailbox: MailboxKey) -> None:
    """Note that the headers of every message are here: sorting covers the whole mailbox."""
    if tx.run("UPDATE mailbox SET headers_done = 1 WHERE id = ? AND headers_done = 0", mailbox):
        tx.changes.structure.add(counts.account_of(tx.mail, mailbox))
        counts.touch(tx, mailbox)


def restart_backfill(tx: Transaction, mailbox: MailboxKey) -> None:
    """Let skeleton and headers be gone through again; rows that are here stay."""
    tx.run("DELETE FROM covered WHERE mailbox_id = ? AND layer <= 2", mailbox)
    tx.run(
        "UPDATE mailbox SET skeleton_done = 0, headers_done = 0, highestmodseq = 0,"
        " pending_modseq = 0 WHERE id = ?",
        mailbox,
    )
    counts.touch(tx, mailbox)


def set_checked(tx: Transaction, mailbox: MailboxKey, checked_ms: int) -> None:
    """Note when the server was last asked for everything new in the mailbox."""
    tx.run("UPDATE mailbox SET checked_ms = ? WHERE id = ?", checked_ms, mailbox)


def set_suspect(tx: Transaction, mailbox: MailboxKey, suspect_ms: int) -> None:
    """Note since when a mass vanish is being checked; 0: it is not, or no longer."""
    tx.run("UPDATE mailbox SET suspect_ms = ? WHERE id = ?", suspect_ms, mailbox)


def remove(tx: Transaction, mailbox: MailboxKey) -> None:
    """Remove a mailbox and every message of it from this computer."""
    tx.changes.structure.add(counts.account_of(tx.mail, mailbox))
    tx.changes.of(mailbox).many = True
    while True:
        sql = "SELECT id FROM message WHERE mailbox_id = ? LIMIT ?"
        found = tx.rows(tuple[int], sql, (mailbox, REMOVED_AT_ONCE))
        if not found:
            break
        delete_rows(tx, [row[0] for row in found])
    tx.run("DELETE FROM mailbox WHERE id = ?", mailbox)


def delete_rows(tx: Transaction, keys: Sequence[int]) -> None:
    """Delete message rows with everything that hangs on them; counts are the caller's."""
    wanted = "[" + ",".join(map(str, keys)) + "]"
    tx.run("DELETE FROM search WHERE rowid IN (SELECT value FROM json_each(?))", wanted)
    tx.run("DELETE FROM message WHERE id IN (SELECT value FROM json_each(?))", wanted)


def _folded(name: bytes) -> bytes:
    """INBOX is one mailbox however it is spelled (RFC 9051 §5.1)."""
    return b"INBOX" if name.upper() == b"INBOX" else name


def _insert(tx: Transaction, account: AccountKey, one: ListedMailbox) -> None:
    key = tx.insert(
        "INSERT INTO mailbox (account_id, name, path, delimiter, special_use, attributes,"
        " status_messages, status_unseen) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        account,
        one.name,
        one.path,
        one.delimiter,
        one.special_use,
        one.attributes,
        max(one.status_messages, 0),
        max(one.status_unseen, 0),
    )
    tx.changes.structure.add(account)
    tx.changes.counts[MailboxKey(key)] = account


def _update(tx: Transaction, account: AccountKey, known: _Known, one: ListedMailbox) -> None:
    key = known[0]
    shown = (one.name, one.path, one.delimiter, one.special_use, int(one.attributes))
    if known[1:6] != shown or known[8]:
        tx.run(
            "UPDATE mailbox SET name = ?, path = ?, delimiter = ?, special_use = ?,"
            " attributes = ?, absent = 0 WHERE id = ?",
            *shown,
            key,
        )
        tx.changes.structure.add(account)
        tx.changes.counts[key] = account
    set_status(tx, key, messages=one.status_messages, unseen=one.status_unseen)


def _miss(tx: Transaction, account: AccountKey, known: _Known) -> None:
    key, absences = known[0], known[8] + 1
    if absences >= ABSENCES:
        remove(tx, key)
        return
    tx.run("UPDATE mailbox SET absent = ? WHERE id = ?", absences, key)
    tx.changes.structure.add(account)
    tx.changes.counts[key] = account
