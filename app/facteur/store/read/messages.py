"""The rows of the message list, and the keys in the order in which it shows them."""

from array import array
from collections.abc import Iterator, Sequence
from itertools import islice

from facteur.mail.flags import Flags
from facteur.mail.keys import MailboxKey, MessageKey
from facteur.mail.message import Column, ListFilter, ListOrder, MessageRow
from facteur.store import query
from facteur.store.query import Binding, Source, first, number, stream

CHUNK = 50_000
SortValue = int | str
# What each column sorts by. Lower() and the folded columns make the texts compare byte by byte,
# in SQLite as in Python, so that a list can be searched for the place of a new row.
_SORT: dict[Column, str] = {
    Column.DATE: "m.received_ms",
    Column.SENDER: (
        "lower(coalesce(h.sender_sort, nullif(h.sender_name, ''), h.sender_address, ''))"
    ),
    Column.SUBJECT: "lower(coalesce(h.subject_sort, h.subject, ''))",
    Column.SIZE: "coalesce(h.size_octets, 0)",
}
# Behind every text and size: rows whose headers are not here yet come last in either direction.
_UNKNOWN: dict[Column, str] = {
    Column.SENDER: "char(1114111)",
    Column.SUBJECT: "char(1114111)",
    Column.SIZE: "9223372036854775807",
}
_ROW_SQL = (
    "SELECT m.id, m.mailbox_id, coalesce(m.uid, 0), m.flags, m.received_ms,"
    " h.message_id IS NOT NULL, coalesce(h.size_octets, 0), h.sent_ms,"
    " coalesce(h.sender_name, ''), coalesce(h.sender_address, ''), coalesce(h.recipients, ''),"
    " coalesce(h.subject, ''), coalesce(h.header_message_id, ''), m.has_attachment,"
    " coalesce(h.snippet, ''), EXISTS (SELECT 1 FROM body WHERE body.message_id = m.id),"
    " m.waiting FROM json_each(?) wanted CROSS JOIN message m ON m.id = wanted.value"
    " LEFT JOIN header h ON h.message_id = m.id"
)
_Row = tuple[
    MessageKey, MailboxKey, int, int, int, int, int, int | None, str, str, str, str, str, int, str,
    int, int,
]  # fmt: skip


def keys(
    source: Source,
    mailbox: MailboxKey,
    order: ListOrder,
    narrowed: ListFilter,
    *,
    after: tuple[SortValue, MessageKey] | None = None,
    limit: int,
) -> "array[int]":
    """Return the next `limit` keys in order, from the first one or behind the row `after`.

    after: sort value (see sort_values) and key of the last row that is known already.
    """
    sql, bindings = _ordered(mailbox, order, narrowed, after)
    found = query.rows(source.mail, tuple[int], f"{sql} LIMIT ?", (*bindings, limit))
    return array("q", [row[0] for row in found])


def all_keys(
    source: Source, mailbox: MailboxKey, order: ListOrder, narrowed: ListFilter
) -> Iterator["array[int]"]:
    """Yield all keys in order, in chunks, as they are at the first of them.

    A read transaction stays open until the last chunk: do not let the iterator lie about.
    """
    sql, bindings = _ordered(mailbox, order, narrowed, None)
    found = stream(source.mail, tuple[int], sql, bindings)
    while chunk := array("q", [row[0] for row in islice(found, CHUNK)]):
        yield chunk


def rows(source: Source, wanted: Sequence[MessageKey]) -> dict[MessageKey, MessageRow]:
    """Return the rows that still exist; absent keys have gone in the meantime."""
    found = query.rows(source.mail, _Row, _ROW_SQL, (_json(wanted),))
    return {row[0]: _message_row(row) for row in found}


def row(source: Source, key: MessageKey) -> MessageRow | None:
    """Return one row, None when it has gone."""
    return rows(source, [key]).get(key)


def sort_values(
    source: Source, wanted: Sequence[MessageKey], order: ListOrder
) -> dict[MessageKey, SortValue]:
    """Return what the rows are ordered by; Python compares the values as SQLite does."""
    sql = (
        f"SELECT m.id, {_sort_value(order)} FROM json_each(?) wanted"
        " CROSS JOIN message m ON m.id = wanted.value"
        " LEFT JOIN header h ON h.message_id = m.id"
    )
    return dict(query.rows(source.mail, tuple[MessageKey, SortValue], sql, (_json(wanted),)))


def matching(source: Source, wanted: Sequence[MessageKey], narrowed: ListFilter) -> set[MessageKey]:
    """Return those of the keys that exist and that the filter lets through."""
    sql = (
        "SELECT m.id FROM json_each(?) wanted CROSS JOIN message m ON m.id = wanted.value"
        f" WHERE 1{_narrowing(narrowed)}"
    )
    return {found[0] for found in query.rows(source.mail, tuple[MessageKey], sql, (_json(wanted),))}


def count(source: Source, mailbox: MailboxKey, narrowed: ListFilter) -> int:
    """Return how many rows the list has."""
    sql = f"SELECT count(*) FROM message m WHERE m.mailbox_id = ?{_narrowing(narrowed)}"
    return number(source.mail, sql, (mailbox,))


def boundaries(source: Source, mailbox: MailboxKey, limits_ms: Sequence[int]) -> list[int]:
    """Return, for each limit, how many messages were received at it or later.

    The limits come latest first, as the groups of a list sorted by date do. Only the index is read.
    """
    counts: list[int] = []
    total, end = 0, None
    for limit in limits_ms:
        sql = "SELECT count(*) FROM message WHERE mailbox_id = ? AND received_ms >= ?"
        bindings: tuple[int, ...] = (mailbox, limit)
        if end is not None:
            sql += " AND received_ms < ?"
            bindings = (*bindings, end)
        total += number(source.mail, sql, bindings)
        counts.append(total)
        end = limit
    return counts


def keys_by_uid(source: Source, mailbox: MailboxKey, uids: Sequence[int]) -> dict[int, MessageKey]:
    """Return the keys of the UIDs that have a row."""
    sql = (
        "SELECT m.uid, m.id FROM json_each(?) wanted"
        " CROSS JOIN message m ON m.mailbox_id = ? AND m.uid = wanted.value"
    )
    return dict(query.rows(source.mail, tuple[int, MessageKey], sql, (_json(uids), mailbox)))


def uid_of(source: Source, key: MessageKey) -> tuple[MailboxKey, int] | None:
    """Return mailbox and UID of a message, UID 0 for an orphan; None when it has gone."""
    sql = "SELECT mailbox_id, coalesce(uid, 0) FROM message WHERE id = ?"
    return first(source.mail, tuple[MailboxKey, int], sql, (key,))


def uids(source: Source, mailbox: MailboxKey, low: int, high: int) -> "array[int]":
    """Return the known UIDs of low..high, ascending: what the server's are compared with."""
    sql = "SELECT uid FROM message WHERE mailbox_id = ? AND uid BETWEEN ? AND ? ORDER BY uid"
    found = stream(source.mail, tuple[int], sql, (mailbox, low, high))
    return array("q", (row[0] for row in found))


def newest_uids(source: Source, mailbox: MailboxKey, limit: int) -> list[int]:
    """Return the highest known UIDs, highest first."""
    sql = "SELECT uid FROM message WHERE mailbox_id = ? AND uid > 0 ORDER BY uid DESC LIMIT ?"
    return [row[0] for row in query.rows(source.mail, tuple[int], sql, (mailbox, limit))]


def identities(
    source: Source, mailbox: MailboxKey, uids: Sequence[int]
) -> dict[int, tuple[str, int]]:
    """Return Message-ID and size of the UIDs whose headers are here: what survives renumbering."""
    sql = (
        "SELECT m.uid, h.header_message_id, h.size_octets FROM json_each(?) wanted"
        " CROSS JOIN message m ON m.mailbox_id = ? AND m.uid = wanted.value"
        " JOIN header h ON h.message_id = m.id"
    )
    found = query.rows(source.mail, tuple[int, str, int], sql, (_json(uids), mailbox))
    return {uid: (message_id, size) for uid, message_id, size in found}


def highest_uid(source: Source, mailbox: MailboxKey) -> int:
    """Return the highest UID that has a row, 0 when none has."""
    sql = "SELECT max(uid) FROM message WHERE mailbox_id = ?"
    return number(source.mail, sql, (mailbox,))


def uids_missing_headers(
    source: Source, mailbox: MailboxKey, low: int, high: int, limit: int = -1
) -> list[int]:
    """Return the UIDs of low..high that have a row without headers, highest first."""
    sql = (
        "SELECT uid FROM message WHERE mailbox_id = ? AND uid BETWEEN ? AND ? AND state = 0"
        " ORDER BY uid DESC LIMIT ?"
    )
    return [row[0] for row in query.rows(source.mail, tuple[int], sql, (mailbox, low, high, limit))]


def keys_missing_headers(source: Source, wanted: Sequence[MessageKey]) -> list[tuple[int, int]]:
    """Return mailbox and UID of those of the keys whose headers are still to come."""
    sql = (
        "SELECT m.mailbox_id, m.uid FROM json_each(?) wanted"
        " CROSS JOIN message m ON m.id = wanted.value"
        " WHERE m.state = 0 AND m.uid IS NOT NULL"
    )
    return query.rows(source.mail, tuple[int, int], sql, (_json(wanted),))


def texts_wanted(
    source: Source, mailbox: MailboxKey, since_ms: int, limit: int
) -> list[tuple[MessageKey, int, int]]:
    """Return key, UID and size of messages whose text is not here, newest first."""
    sql = (
        "SELECT m.id, m.uid, h.size_octets FROM message m JOIN header h ON h.message_id = m.id"
        " WHERE m.mailbox_id = ? AND m.received_ms >= ? AND m.uid IS NOT NULL"
        " AND NOT EXISTS (SELECT 1 FROM body WHERE body.message_id = m.id)"
        " ORDER BY m.received_ms DESC, m.id DESC LIMIT ?"
    )
    return query.rows(source.mail, tuple[MessageKey, int, int], sql, (mailbox, since_ms, limit))


def keywords(source: Source, key: MessageKey) -> tuple[str, ...]:
    """Return the keywords of a message as shown, sorted."""
    sql = "SELECT keyword FROM keyword WHERE message_id = ? ORDER BY keyword"
    return tuple(row[0] for row in query.rows(source.mail, tuple[str], sql, (key,)))


def _sort_value(order: ListOrder) -> str:
    value = _SORT[order.column]
    if order.descending or order.column not in _UNKNOWN:
        return value  # "" and 0 are last already
    return f"CASE WHEN h.message_id IS NULL THEN {_UNKNOWN[order.column]} ELSE {value} END"


def _ordered(
    mailbox: MailboxKey,
    order: ListOrder,
    narrowed: ListFilter,
    after: tuple[SortValue, MessageKey] | None,
) -> tuple[str, tuple[Binding, ...]]:
    value = _sort_value(order)
    join = "" if order.column is Column.DATE else " LEFT JOIN header h ON h.message_id = m.id"
    where, bindings = "", ()
    if after is not None:
        sign = "<" if order.descending else ">"
        # The first half lets SQLite enter the index at the right place.
        where = f" AND {value} {sign}= ? AND ({value} {sign} ? OR m.id < ?)"
        bindings = (after[0], after[0], after[1])
    direction = "DESC" if order.descending else "ASC"
    sql = (
        f"SELECT m.id FROM message m{join} WHERE m.mailbox_id = ?{_narrowing(narrowed)}{where}"
        f" ORDER BY {value} {direction}, m.id DESC"
    )
    return sql, (mailbox, *bindings)


def _narrowing(narrowed: ListFilter) -> str:
    """Return the conditions, spelled as the partial indexes spell them."""
    return (
        (" AND m.flags & 1 = 0" if narrowed.unread else "")
        + (" AND m.flags & 4 <> 0" if narrowed.starred else "")
        + (" AND m.has_attachment <> 0" if narrowed.with_attachment else "")
    )


def _json(wanted: Sequence[int]) -> str:
    return f"[{','.join(map(str, wanted))}]"


def _message_row(row: _Row) -> MessageRow:
    return MessageRow(
        *row[:3], Flags(row[3]), row[4], bool(row[5]), *row[6:13], bool(row[13]), row[14],
        bool(row[15]), row[16],
    )  # fmt: skip
