"""When the server renumbers a mailbox (UIDVALIDITY): nothing is thrown away before it is matched.

The rows become orphans, without UID and out of the counts, but still in the list and readable. As
the headers of the new numbers arrive, orphans hand over what is only here: text, parts, and the
user's waiting changes. What cannot be matched is dropped at the end, its changes parked.
"""

from collections import Counter
from collections.abc import Sequence

import msgspec

from facteur.mail.keys import AccountKey, MailboxKey, MessageKey
from facteur.store.transaction import Transaction
from facteur.store.write import counts, overlay, search
from facteur.store.write.mailboxes import delete_rows

RENUMBERED = "renumbered"


def new_generation(tx: Transaction, mailbox: MailboxKey, uidvalidity: int) -> None:
    """Make every row of the mailbox an orphan and let the backfill begin anew."""
    tx.run("UPDATE message SET uid = NULL WHERE mailbox_id = ?", mailbox)
    tx.run("DELETE FROM covered WHERE mailbox_id = ?", mailbox)
    tx.run(
        "UPDATE operation SET state = 'queued' WHERE mailbox_id = ? AND state = 'inflight'",
        mailbox,
    )
    tx.run(
        "UPDATE mailbox SET uidvalidity = ?, uidnext = 0, highestmodseq = 0, exists_count = 0,"
        " pending_modseq = 0, skeleton_done = 0, headers_done = 0, messages = 0, unseen = 0,"
        " without_headers = 0, suspect_ms = 0 WHERE id = ?",
        uidvalidity,
        mailbox,
    )
    _forget_matches(tx, mailbox)
    tx.changes.of(mailbox).many = True
    counts.touch(tx, mailbox)


def renumber_same(tx: Transaction, mailbox: MailboxKey, uidvalidity: int) -> None:
    """Keep everything under the new UIDVALIDITY: a probe showed the same messages at the same UIDs.

    The next sync compares everything, since mod-sequences of before mean nothing.
    """
    tx.run(
        "UPDATE operation SET uidvalidity = ? WHERE mailbox_id = ? AND uidvalidity ="
        " (SELECT uidvalidity FROM mailbox WHERE id = ?)",
        uidvalidity,
        mailbox,
        mailbox,
    )
    tx.run(
        "UPDATE mailbox SET uidvalidity = ?, highestmodseq = 0, pending_modseq = 0 WHERE id = ?",
        uidvalidity,
        mailbox,
    )


def orphans(tx: Transaction, mailbox: MailboxKey) -> int:
    """Return how many orphans the mailbox has."""
    return tx.number("SELECT count(*) FROM message WHERE mailbox_id = ? AND uid IS NULL", mailbox)


def adopt(tx: Transaction, mailbox: MailboxKey, uids: Sequence[int]) -> int:
    """Let rows with these UIDs take over what orphans of the same Message-ID and size have.

    Only matches that are the only ones on both sides count. Returns how many orphans went so.
    """
    sql = "SELECT EXISTS (SELECT 1 FROM message WHERE mailbox_id = ? AND uid IS NULL)"
    if not tx.number(sql, mailbox):
        return 0
    _fill_matches(tx, mailbox)
    sql = (
        "SELECT m.id, o.message_id FROM json_each(?1) j"
        " CROSS JOIN message m ON m.mailbox_id = ?2 AND m.uid = j.value"
        " CROSS JOIN header h ON h.message_id = m.id"
        " CROSS JOIN temp.orphan o ON o.mailbox_id = ?2"
        " AND o.header_message_id = h.header_message_id AND o.size_octets = h.size_octets"
    )
    wanted = msgspec.json.encode(list(uids)).decode()
    pairs = tx.rows(tuple[MessageKey, MessageKey], sql, (wanted, mailbox))
    times = Counter(key for pair in pairs for key in pair)
    matched = [pair for pair in pairs if times[pair[0]] == 1 == times[pair[1]]]
    for new, old in matched:
        _hand_over(tx, old, new)
    gone = [old for _new, old in matched]
    delete_rows(tx, gone)
    listed = msgspec.json.encode(gone).decode()
    tx.run(
        "DELETE FROM temp.orphan WHERE mailbox_id = ?1"
        " AND message_id IN (SELECT value FROM json_each(?2))",
        mailbox,
        listed,
    )
    tx.changes.of(mailbox).removed.update(gone)
    return len(matched)


def drop_orphans(tx: Transaction, mailbox: MailboxKey, limit: int = 5_000) -> int:
    """Remove up to `limit` unmatched orphans and return how many went; their changes are parked."""
    sql = "SELECT id FROM message WHERE mailbox_id = ? AND uid IS NULL LIMIT ?"
    gone = [row[0] for row in tx.rows(tuple[MessageKey], sql, (mailbox, limit))]
    if not gone:
        return 0
    listed = msgspec.json.encode(gone).decode()
    sql = (
        "UPDATE operation SET message_id = NULL, state = 'parked', code = ?"
        " WHERE message_id IN (SELECT value FROM json_each(?)) RETURNING account_id"
    )
    parked = tx.rows(tuple[AccountKey], sql, (RENUMBERED, listed))
    tx.changes.operations.update(row[0] for row in parked)
    delete_rows(tx, gone)
    tx.changes.of(mailbox).removed.update(gone)
    _forget_matches(tx, mailbox)
    return len(gone)


def _hand_over(tx: Transaction, old: MessageKey, new: MessageKey) -> None:
    standing = overlay.load(tx, new)
    assert standing is not None
    tx.run(
        "UPDATE message SET has_attachment = (SELECT has_attachment FROM message WHERE id = ?1)"
        " WHERE id = ?2 AND EXISTS (SELECT 1 FROM body WHERE message_id = ?1)",
        old,
        new,
    )
    tx.run("UPDATE OR IGNORE body SET message_id = ? WHERE message_id = ?", new, old)
    tx.run("UPDATE OR IGNORE part SET message_id = ? WHERE message_id = ?", new, old)
    tx.run(
        "UPDATE header SET snippet = (SELECT snippet FROM header WHERE message_id = ?)"
        " WHERE message_id = ? AND snippet = ''",
        old,
        new,
    )
    tx.run(
        "UPDATE operation SET message_id = ?, uid = ?, uidvalidity = ? WHERE message_id = ?",
        new,
        standing.uid,
        standing.uidvalidity,
        old,
    )
    search.index(tx, new)
    overlay.show(tx, standing, standing.server)
    tx.changes.bodies.add(new)
    tx.changes.of(standing.mailbox).changed.add(new)


def _fill_matches(tx: Transaction, mailbox: MailboxKey) -> None:
    """List the orphans by what they are matched by; in memory, lives as long as the connection."""
    tx.run(
        "CREATE TEMP TABLE IF NOT EXISTS orphan (mailbox_id INTEGER, header_message_id TEXT,"
        " size_octets INTEGER, message_id INTEGER,"
        " PRIMARY KEY (mailbox_id, header_message_id, size_octets, message_id)) WITHOUT ROWID"
    )
    tx.run("CREATE TEMP TABLE IF NOT EXISTS orphans_listed (mailbox_id INTEGER PRIMARY KEY)")
    if not tx.run("INSERT OR IGNORE INTO temp.orphans_listed VALUES (?)", mailbox):
        return
    tx.run(
        "INSERT INTO temp.orphan SELECT m.mailbox_id, h.header_message_id, h.size_octets, m.id"
        " FROM message m JOIN header h ON h.message_id = m.id"
        " WHERE m.mailbox_id = ? AND m.uid IS NULL AND h.header_message_id <> ''",
        mailbox,
    )


def _forget_matches(tx: Transaction, mailbox: MailboxKey) -> None:
    for table in ("orphan", "orphans_listed"):
        sql = "SELECT EXISTS (SELECT 1 FROM sqlite_temp_schema WHERE name = ?)"
        if tx.number(sql, table):
            tx.run(f"DELETE FROM temp.{table} WHERE mailbox_id = ?", mailbox)
