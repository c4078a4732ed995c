"""The queue of what the user wants: the local half at once, the rest when the server answers."""

from collections.abc import Sequence

import msgspec

from facteur.base.errors import StoreMisuse
from facteur.mail.flags import Flags
from facteur.mail.keys import AccountKey, MailboxKey, MessageKey, OperationKey
from facteur.store.read.operations import COLUMNS, OperationRow, operation
from facteur.store.rows import Operation
from facteur.store.transaction import Transaction
from facteur.store.write import counts, overlay

_Marked = tuple[MessageKey, MailboxKey, AccountKey, int, int | None]


def set_flags(
    tx: Transaction,
    keys: Sequence[MessageKey],
    *,
    add: Flags = Flags(0),  # noqa: B008 - an immutable value
    remove: Flags = Flags(0),  # noqa: B008 - an immutable value
    add_keywords: Sequence[str] = (),
    remove_keywords: Sequence[str] = (),
    created_ms: int,
) -> None:
    """Show the change at once and queue it, one operation a message.

    A message that shows the wanted marks already needs none; a change that has not been sent yet
    is changed itself, and goes when that takes it back.
    """
    if add & remove or set(add_keywords) & set(remove_keywords):
        raise StoreMisuse("add-and-remove")
    one_by_one = keys
    if not add_keywords and not remove_keywords:
        sql = (
            "SELECT m.id FROM json_each(?) w CROSS JOIN message m ON m.id = w.value"
            " WHERE m.waiting > 0"
        )
        one_by_one = [row[0] for row in tx.rows(tuple[MessageKey], sql, (_json(keys),))]
        _queue_plain(tx, keys, int(add), int(remove), created_ms)
    wish = overlay.Change(
        key=OperationKey(0),
        state="queued",
        add=overlay.Marks(flags=int(add), keywords=frozenset(add_keywords)),
        remove=overlay.Marks(flags=int(remove), keywords=frozenset(remove_keywords)),
    )
    for key in one_by_one:
        standing = overlay.load(tx, key)
        if standing is not None and wish.over(standing.shown) != standing.shown:
            _queue(tx, standing, wish, created_ms)


def take(
    tx: Transaction, account: AccountKey, limit: int, mailbox: MailboxKey | None = None
) -> list[Operation]:
    """Return the next operations to send, oldest first, marked as on their way.

    An operation waits while an older one of the same message is on its way or is to be sent (what
    is taken together is sent in any order), and while its UID belongs to numbers that the mailbox
    no longer has.
    """
    where = "" if mailbox is None else " AND o.mailbox_id = ?"
    bindings = (account,) if mailbox is None else (account, mailbox)
    sql = (
        "SELECT o.id FROM operation o JOIN mailbox b ON b.id = o.mailbox_id"
        f" WHERE o.account_id = ? AND o.state = 'queued' AND o.uid > 0{where}"
        " AND o.message_id IS NOT NULL AND o.uidvalidity = b.uidvalidity"
        " AND NOT EXISTS (SELECT 1 FROM operation e WHERE e.message_id = o.message_id"
        " AND e.id < o.id AND e.state IN ('queued', 'inflight')) ORDER BY o.id LIMIT ?"
    )
    chosen = [row[0] for row in tx.rows(tuple[OperationKey], sql, (*bindings, limit))]
    tx.run(
        "UPDATE operation SET state = 'inflight', tries = tries + 1"
        " WHERE id IN (SELECT value FROM json_each(?))",
        _json(chosen),
    )
    return _operations(tx, chosen)


def finish(tx: Transaction, keys: Sequence[OperationKey]) -> None:
    """Note that the server has carried these out: its flags are what the operations made them."""
    sql = (
        "SELECT m.id, m.mailbox_id, o.account_id, m.waiting, o.id FROM json_each(?) w"
        " CROSS JOIN operation o ON o.id = w.value JOIN message m ON m.id = o.message_id"
        " WHERE o.state <> 'failed' ORDER BY o.id"
    )
    shape = tuple[MessageKey, MailboxKey, AccountKey, int, OperationKey]
    found = tx.rows(shape, sql, (_json(keys),))
    alone = [row for row in found if row[3] == 1]
    tx.run(
        "UPDATE message SET waiting = 0 WHERE id IN (SELECT value FROM json_each(?))",
        _json([row[0] for row in alone]),
    )
    for message, mailbox, account, _waiting, _key in alone:
        tx.changes.of(mailbox).changed.add(message)
        tx.changes.operations.add(account)
    for message, _mailbox, _account, waiting, key in found:
        if waiting > 1:
            _finish_one(tx, message, key)
    tx.run("DELETE FROM operation WHERE id IN (SELECT value FROM json_each(?))", _json(keys))


def put_back(
    tx: Transaction, keys: Sequence[OperationKey], *, code: str = "", server_text: str = ""
) -> None:
    """Queue operations again that could not be carried out for now."""
    tx.run(
        "UPDATE operation SET state = 'queued', code = ?, server_text = ?"
        " WHERE state = 'inflight' AND id IN (SELECT value FROM json_each(?))",
        code,
        server_text,
        _json(keys),
    )


def release_inflight(tx: Transaction, account: AccountKey) -> None:
    """Queue again what was on its way when the connection or the engine went.

    Only for operations that may be sent twice, as adding and removing flags may.
    """
    tx.run(
        "UPDATE operation SET state = 'queued' WHERE account_id = ? AND state = 'inflight'",
        account,
    )


def fail(tx: Transaction, key: OperationKey, code: str, server_text: str) -> None:
    """Note that the server refused it for good: shown is what the server has, the words stay."""
    _set_state(tx, key, "failed", code, server_text)


def park(tx: Transaction, key: OperationKey, code: str, server_text: str) -> None:
    """Note that it waits for the user; it stays shown as wanted."""
    _set_state(tx, key, "parked", code, server_text)


def retry(tx: Transaction, key: OperationKey) -> None:
    """Queue a failed or parked operation again."""
    _set_state(tx, key, "queued", "", "")


def discard(tx: Transaction, key: OperationKey) -> None:
    """Give an operation up: shown is what the server has and what else waits."""
    standing = _standing_of(tx, key)
    tx.changes.operations.update(one.account for one in _operations(tx, [key]))
    tx.run("DELETE FROM operation WHERE id = ?", key)
    if standing is not None:
        overlay.show(tx, standing, standing.server)


def _queue_plain(
    tx: Transaction, keys: Sequence[MessageKey], add: int, remove: int, created_ms: int
) -> None:
    """Queue for all messages at once for which nothing waits yet."""
    sql = (
        "SELECT m.id, m.mailbox_id, b.account_id, m.flags, m.uid FROM json_each(?) w"
        " CROSS JOIN message m ON m.id = w.value JOIN mailbox b ON b.id = m.mailbox_id"
        " WHERE m.waiting = 0 AND ((~m.flags & ?) | (m.flags & ?)) <> 0"
    )
    marked = tx.rows(_Marked, sql, (_json(keys), add, remove))
    if not marked:
        return
    wanted = _json([row[0] for row in marked])
    tx.run(
        "INSERT INTO operation (account_id, mailbox_id, message_id, kind, uidvalidity, uid,"
        " add_flags, remove_flags, base_flags, base_keywords, created_ms)"
        " SELECT b.account_id, b.id, m.id, 'flags', b.uidvalidity, coalesce(m.uid, 0),"
        " ?1 & ~m.flags, ?2 & m.flags, m.flags,"
        " coalesce((SELECT group_concat(keyword, ' ') FROM keyword WHERE message_id = m.id), ''),"
        " ?3 FROM json_each(?4) w CROSS JOIN message m ON m.id = w.value"
        " JOIN mailbox b ON b.id = m.mailbox_id",
        add,
        remove,
        created_ms,
        wanted,
    )
    tx.run(
        "UPDATE message SET flags = (flags | ?) & ~?, waiting = 1"
        " WHERE id IN (SELECT value FROM json_each(?))",
        add,
        remove,
        wanted,
    )
    _note_marked(tx, marked, add, remove)


def _note_marked(tx: Transaction, marked: Sequence[_Marked], add: int, remove: int) -> None:
    unseen: dict[MailboxKey, int] = {}
    for message, mailbox, account, flags, uid in marked:
        tx.changes.of(mailbox).changed.add(message)
        tx.changes.operations.add(account)
        if uid is not None:
            became = ((flags | add) & ~remove) & overlay.SEEN
            unseen[mailbox] = unseen.get(mailbox, 0) + (flags & overlay.SEEN) - became
    for mailbox, difference in unseen.items():
        counts.add(tx, mailbox, unseen=difference)


def _queue(
    tx: Transaction, standing: overlay.Standing, wish: overlay.Change, created_ms: int
) -> None:
    """Queue the wish, or change with it the last operation when that has not been sent."""
    last = standing.changes[-1] if standing.changes else None
    earlier = standing.changes
    if last is not None and last.state == "queued" and not last.sent:
        earlier = standing.changes[:-1]
        tx.run("DELETE FROM operation WHERE id = ?", last.key)
    before = overlay.fold(standing.server, earlier)
    after = wish.over(standing.shown)
    if after != before:
        tx.run(
            "INSERT INTO operation (account_id, mailbox_id, message_id, kind, uidvalidity, uid,"
            " add_flags, remove_flags, add_keywords, remove_keywords, created_ms)"
            " VALUES (?, ?, ?, 'flags', ?, ?, ?, ?, ?, ?, ?)",
            standing.account,
            standing.mailbox,
            standing.message,
            standing.uidvalidity,
            standing.uid or 0,
            after.flags & ~before.flags,
            before.flags & ~after.flags,
            overlay.joined(after.keywords - before.keywords),
            overlay.joined(before.keywords - after.keywords),
            created_ms,
        )
    tx.changes.operations.add(standing.account)
    overlay.show(tx, standing, standing.server)


def _finish_one(tx: Transaction, message: MessageKey, key: OperationKey) -> None:
    standing = overlay.load(tx, message)
    assert standing is not None
    done = [change for change in standing.changes if change.key == key]
    tx.run("DELETE FROM operation WHERE id = ?", key)
    overlay.show(tx, standing, overlay.fold(standing.server, done))


def _set_state(tx: Transaction, key: OperationKey, state: str, code: str, server_text: str) -> None:
    standing = _standing_of(tx, key)
    tx.run(
        "UPDATE operation SET state = ?, code = ?, server_text = ? WHERE id = ?",
        state,
        code,
        server_text,
        key,
    )
    tx.changes.operations.update(one.account for one in _operations(tx, [key]))
    if standing is not None:
        overlay.show(tx, standing, standing.server)


def _standing_of(tx: Transaction, key: OperationKey) -> overlay.Standing | None:
    """Return how the message of an operation stands; of a failed one, without that one."""
    sql = "SELECT message_id FROM operation WHERE id = ?"
    row = tx.first(tuple[MessageKey | None], sql, (key,))
    if row is None or row[0] is None:
        return None
    return overlay.load(tx, row[0])


def _operations(tx: Transaction, keys: Sequence[OperationKey]) -> list[Operation]:
    sql = (
        f"SELECT {COLUMNS} FROM operation WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id"
    )
    return [operation(row) for row in tx.rows(OperationRow, sql, (_json(keys),))]


def _json(numbers: Sequence[int]) -> str:
    return msgspec.json.encode(list(numbers)).decode()
