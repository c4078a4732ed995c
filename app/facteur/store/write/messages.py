"""Message rows: the skeleton, the headers, and what leaves.

A batch travels as one JSONB value (see the design note of the store). A known UID keeps what can
never change; flags are the server's word and go through `write.flags`.
"""

from collections.abc import Iterable, Sequence

import msgspec

from facteur.mail.keys import MailboxKey, MessageKey
from facteur.store.changes import LISTED_AT_MOST
from facteur.store.encoding import jsonb, mended
from facteur.store.read.coverage import Layer
from facteur.store.rows import HeaderRow, SkeletonRow
from facteur.store.sorting import sender_sort, subject_sort
from facteur.store.transaction import Transaction
from facteur.store.write import coverage, flags, generation
from facteur.store.write.counts import account_of
from facteur.store.write.counts import add as add_counts
from facteur.store.write.mailboxes import delete_rows

_BATCH = "jsonb_each(?1) j"
_OF_BATCH = f"{_BATCH} CROSS JOIN message m ON m.mailbox_id = ?2 AND m.uid = j.value ->> 0"
_NEW_HEADER = "NOT EXISTS (SELECT 1 FROM header h WHERE h.message_id = m.id)"
# Positions in the arrays that _headers_batch makes.
_HEADER_VALUES = ", ".join(f"j.value ->> {place}" for place in range(4, 16))
_HEADER_COLUMNS = (
    "size_octets, sent_ms, sender_name, sender_address, recipients, subject, header_message_id,"
    " in_reply_to, reference_ids, list_id, sender_sort, subject_sort"
)


def insert_skeleton(
    tx: Transaction,
    mailbox: MailboxKey,
    rows: Sequence[SkeletonRow],
    low_uid: int,
    high_uid: int,
) -> None:
    """Give every message of low_uid..high_uid a row; known ones take the server's flags.

    rows: all that the server has in the interval, which is covered afterwards.
    """
    newest = {row.uid: row for row in rows}
    ordered = [newest[uid] for uid in sorted(newest)]
    if ordered:
        batch = jsonb([(row.uid, row.flags, row.received_ms) for row in ordered])
        new = _insert_rows(
            tx,
            mailbox,
            batch,
            "SELECT ?2, j.value ->> 0, j.value ->> 1, j.value ->> 2, 0, 0 FROM jsonb_each(?1) j",
            bare=True,
        )
        _take_flags(tx, mailbox, ordered, all_new=new == len(ordered))
    coverage.cover(tx, mailbox, Layer.SKELETON, low_uid, high_uid)


def insert_headers(
    tx: Transaction,
    mailbox: MailboxKey,
    rows: Sequence[HeaderRow],
    low_uid: int,
    high_uid: int | None,
) -> None:
    """Store headers and index them; a message without a row gets one.

    low_uid, high_uid: the interval that is dealt with afterwards; high_uid None: these rows only,
        nothing is covered. Headers that are here already stay as they are.
    """
    newest = {row.uid: row for row in rows}
    ordered = [newest[uid] for uid in sorted(newest)]
    if ordered:
        batch = _headers_batch(ordered)
        new = _insert_rows(
            tx,
            mailbox,
            batch,
            "SELECT ?2, j.value ->> 0, j.value ->> 1, j.value ->> 3, 1, j.value ->> 16"
            " FROM jsonb_each(?1) j",
            bare=False,
        )
        stored = _index_and_store(tx, mailbox, batch)
        if stored and new < len(ordered):
            _mark_stored(tx, mailbox, batch, len(ordered))
        _take_flags(tx, mailbox, ordered, all_new=new == len(ordered))
        generation.adopt(tx, mailbox, [row.uid for row in ordered])
    if high_uid is not None:
        coverage.cover(tx, mailbox, Layer.HEADERS, low_uid, high_uid)


def mark_without_headers(tx: Transaction, mailbox: MailboxKey, uids: Iterable[int]) -> None:
    """Note that the server gives no headers for these UIDs, so that they are not asked again."""
    sql = (
        "UPDATE message SET state = 2 WHERE mailbox_id = ? AND state = 0"
        " AND uid IN (SELECT value FROM json_each(?)) RETURNING id"
    )
    found = tx.rows(tuple[MessageKey], sql, (mailbox, _json(uids)))
    tx.changes.of(mailbox).changed.update(row[0] for row in found)
    add_counts(tx, mailbox, without_headers=-len(found))


def set_snippet(tx: Transaction, message: MessageKey, snippet: str) -> None:
    """Keep the first words of a message for the list."""
    tx.run("UPDATE header SET snippet = ? WHERE message_id = ?", snippet, message)
    note_changed(tx, message)


def note_changed(tx: Transaction, message: MessageKey) -> None:
    """Note that a row of the list looks different now."""
    sql = "SELECT mailbox_id FROM message WHERE id = ?"
    found = tx.first(tuple[MailboxKey], sql, (message,))
    if found is not None:
        tx.changes.of(found[0]).changed.add(message)


def remove(tx: Transaction, mailbox: MailboxKey, uids: Iterable[int]) -> int:
    """Remove what the server no longer has and return how many rows went.

    Their waiting operations go too: deleting wins over marking. Blobs are collected later.
    """
    return remove_ranges(tx, mailbox, ((uid, uid) for uid in uids))


def remove_ranges(tx: Transaction, mailbox: MailboxKey, ranges: Iterable[tuple[int, int]]) -> int:
    """Do the same for every UID in these ranges (both ends included), known or not."""
    sql = (
        "SELECT m.id, m.flags & 1 = 0, m.state = 0 FROM json_each(?1) j CROSS JOIN message m"
        " ON m.mailbox_id = ?2 AND m.uid BETWEEN j.value ->> 0 AND j.value ->> 1"
    )
    listed = msgspec.json.encode(list(ranges)).decode()
    found = tx.rows(tuple[MessageKey, int, int], sql, (listed, mailbox))
    if not found:
        return 0
    if tx.number(
        "SELECT EXISTS (SELECT 1 FROM operation WHERE message_id IN"
        " (SELECT value FROM json_each(?)))",
        _json(row[0] for row in found),
    ):
        tx.changes.operations.add(account_of(tx.mail, mailbox))
    delete_rows(tx, [row[0] for row in found])
    _note(tx, mailbox, removed=[row[0] for row in found])
    add_counts(
        tx,
        mailbox,
        messages=-len(found),
        unseen=-sum(row[1] for row in found),
        without_headers=-sum(row[2] for row in found),
    )
    return len(found)


def _insert_rows(
    tx: Transaction, mailbox: MailboxKey, batch: bytes, select: str, *, bare: bool
) -> int:
    """Insert the rows that are new, count and note them, and return how many there are."""
    before = tx.number("SELECT coalesce(max(id), 0) FROM message")
    new = tx.run(
        "INSERT INTO message (mailbox_id, uid, flags, received_ms, state, has_attachment)"
        f" {select} WHERE true ON CONFLICT (mailbox_id, uid) DO NOTHING",
        batch,
        mailbox,
    )
    if not new:
        return 0
    unseen = tx.number("SELECT count(*) FROM message WHERE id > ? AND flags & 1 = 0", before)
    if new <= LISTED_AT_MOST:
        found = tx.rows(tuple[MessageKey], "SELECT id FROM message WHERE id > ?", (before,))
        _note(tx, mailbox, added=[row[0] for row in found])
    else:
        tx.changes.of(mailbox).many = True
    add_counts(tx, mailbox, messages=new, unseen=unseen, without_headers=new if bare else 0)
    return new


def _index_and_store(tx: Transaction, mailbox: MailboxKey, batch: bytes) -> int:
    """Index and store the headers that are not here yet, and return how many there were.

    In the order of UIDs, which nearly everywhere is that of rowids, as FTS5 likes it best.
    """
    tx.run(
        "INSERT INTO search (rowid, sender, recipients, subject, body)"
        " SELECT m.id, (j.value ->> 6) || ' ' || (j.value ->> 7), j.value ->> 8, j.value ->> 9,"
        f" '' FROM {_OF_BATCH} WHERE {_NEW_HEADER}",
        batch,
        mailbox,
    )
    return tx.run(
        f"INSERT INTO header (message_id, {_HEADER_COLUMNS})"
        f" SELECT m.id, {_HEADER_VALUES} FROM {_OF_BATCH} WHERE {_NEW_HEADER}",
        batch,
        mailbox,
    )


def _mark_stored(tx: Transaction, mailbox: MailboxKey, batch: bytes, size: int) -> None:
    """Let the rows that were here before know that they have headers now."""
    bare = tx.number(f"SELECT count(*) FROM {_OF_BATCH} WHERE m.state = 0", batch, mailbox)
    # Materialized, because the planner would else walk the whole mailbox for every row.
    sql = (
        "WITH new AS MATERIALIZED (SELECT m.id AS id, j.value ->> 16 AS attached,"
        f" j.value ->> 3 AS received FROM {_OF_BATCH} WHERE m.state <> 1)"
        " UPDATE message SET state = 1, has_attachment = new.attached, received_ms ="
        " CASE WHEN received_ms = 0 THEN new.received ELSE received_ms END"
        " FROM new WHERE message.id = new.id"
    )
    if size <= LISTED_AT_MOST:
        found = tx.rows(tuple[MessageKey], f"{sql} RETURNING id", (batch, mailbox))
        _note(tx, mailbox, changed=[row[0] for row in found])
    else:
        tx.run(sql, batch, mailbox)
        tx.changes.of(mailbox).many = True
    add_counts(tx, mailbox, without_headers=-bare)


def _headers_batch(rows: Sequence[HeaderRow]) -> bytes:
    """Return the rows with their sort texts as JSONB; broken text is mended, not refused."""
    arrays = [
        (
            *row[:14],
            sender_sort(row.sender_name, row.sender_address),
            subject_sort(row.subject),
            row.has_attachment,
        )
        for row in rows
    ]
    try:
        return jsonb(arrays)
    except UnicodeEncodeError:
        return jsonb(
            [
                tuple(mended(value) if isinstance(value, str) else value for value in one)
                for one in arrays
            ]
        )


def _take_flags(
    tx: Transaction,
    mailbox: MailboxKey,
    rows: Sequence[SkeletonRow] | Sequence[HeaderRow],
    *,
    all_new: bool,
) -> None:
    """Take the server's flags over for rows that were known; new ones lack their keywords only."""
    flags.apply(
        tx,
        mailbox,
        [(row.uid, row.flags, row.keywords) for row in rows if row.keywords or not all_new],
    )


def _note(
    tx: Transaction,
    mailbox: MailboxKey,
    *,
    added: Iterable[MessageKey] = (),
    changed: Iterable[MessageKey] = (),
    removed: Iterable[MessageKey] = (),
) -> None:
    changes = tx.changes.of(mailbox)
    changes.added.update(added)
    changes.changed.update(changed)
    changes.removed.update(removed)


def _json(numbers: Iterable[int]) -> str:
    return msgspec.json.encode(list(numbers)).decode()
