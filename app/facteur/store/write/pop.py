"""What a collection learns, in transactions: what came, what is proven, what leaves the server.

The order is the promise: bytes (content.sqlite), then the row here, then the proof, then the
ledger together with `dele_sent`, and only then the DELE.
"""

from collections.abc import Sequence

import msgspec

from facteur.base.errors import UsageError
from facteur.mail.keys import AccountKey, MailboxKey, MessageKey
from facteur.store.encoding import jsonb, mended
from facteur.store.rows import Collected, MaildropState, NoticeFamily
from facteur.store.transaction import Transaction
from facteur.store.write import local, notices
from facteur.store.write import messages as write_messages

BROKEN = -1  # proven_ms of a message whose copy here was found broken


def store_batch(
    tx: Transaction,
    account: AccountKey,
    inbox: MailboxKey,
    batch: Sequence[Collected],
    *,
    session: int,
    stored_ms: int,
) -> None:
    """Give messages that came their rows in the inbox; whole ones name their bytes.

    One that is known already (a stub made whole, a broken copy fetched again) keeps its row, and
    one that the account had before it was collected, as after a restored backup, goes by that.
    """
    known = {one.key for one in batch if _known_row(tx, one)}
    new: list[Collected] = []
    unclaimed = _unclaimed(tx, account, [one for one in batch if one.key not in known])
    for one in batch:
        if one.key in known:
            continue
        rows_here = unclaimed.get(one.sha256 or b"")
        if not rows_here:
            new.append(one)
            continue
        message, place, uid = rows_here.pop(0)
        _insert_items(tx, account, place, [one], uid, session=session, stored_ms=stored_ms)
        write_messages.note_changed(tx, message)
    first_uid = local.take_uids(tx, inbox, len(new))
    rows = [one.header._replace(uid=first_uid + place) for place, one in enumerate(new)]
    write_messages.insert_headers(tx, inbox, rows, 0, None)
    _insert_items(tx, account, inbox, new, first_uid, session=session, stored_ms=stored_ms)
    whole = [
        (first_uid + place, one.sha256.hex(), one.size_octets)
        for place, one in enumerate(new)
        if one.sha256 is not None
    ]
    local.name_wholes(tx, inbox, whole)
    for one in batch:
        if one.key in known and one.sha256 is not None:
            _complete_item(tx, one, one.sha256, session, stored_ms)


def reclaim(
    tx: Transaction, account: AccountKey, mailbox: MailboxKey, names: Sequence[bytes]
) -> None:
    """Let what was deleted here for good and has come back be the message of its maildrop again.

    names: SHA-256 of whole messages that the mailbox has just got. Nobody wants them deleted from
    the server any more.
    """
    for name in names:
        tx.run(
            "UPDATE pop_item SET deleted_ms = 0, message_id = (SELECT max(m.id) FROM part p"
            " JOIN message m ON m.id = p.message_id"
            " WHERE p.sha256 = ?1 AND p.section = '' AND m.mailbox_id = ?2)"
            " WHERE id = (SELECT min(id) FROM pop_item WHERE account_id = ?3 AND sha256 = ?1"
            " AND message_id IS NULL AND deleted_ms > 0)",
            name,
            mailbox,
            account,
        )


def prove(tx: Transaction, items: Sequence[int], now_ms: int) -> None:
    """Note that the copies of these items were read back and are what was received."""
    tx.run(
        "UPDATE pop_item SET proven_ms = ? WHERE id IN (SELECT value FROM json_each(?))",
        now_ms,
        _json(items),
    )


def find_broken(tx: Transaction, items: Sequence[int]) -> None:
    """Note that the copies of these items are broken, so that they are fetched again."""
    prove(tx, items, BROKEN)


def find_broken_content(tx: Transaction, sha256: bytes) -> None:
    """Note that a copy was found broken while it was read."""
    sql = "UPDATE pop_item SET proven_ms = ? WHERE sha256 = ? AND state = 'stored'"
    tx.run(sql, BROKEN, sha256)


def begin_removal(
    tx: Transaction, account: AccountKey, items: Sequence[tuple[int, str]], sent_ms: int
) -> set[int]:
    """Write the ledger and `dele_sent` for (item, reason); DELE may be sent after the commit.

    Returns the items for which that was done: not what the user has pinned or taken out of the
    trash meanwhile, what is not proven, nor anything where the user does not agree any more.
    """
    reason_of = dict(items)
    found = tx.rows(
        tuple[int],
        "SELECT i.id FROM jsonb_each(?1) w CROSS JOIN pop_item i ON i.id = w.value ->> 0"
        " WHERE i.account_id = ?2 AND i.sha256 IS NOT NULL AND i.proven_ms > 0 AND i.kept = 0"
        " AND (w.value ->> 1 <> 'deleted-here' OR i.deleted_ms > 0 OR EXISTS ("
        " SELECT 1 FROM message m JOIN mailbox b ON b.id = m.mailbox_id"
        " WHERE m.id = i.message_id AND b.special_use = 'trash'"
        " AND m.origin_mailbox_id <> 0))"
        " AND EXISTS (SELECT 1 FROM maildrop d"
        " WHERE d.account_id = i.account_id AND d.permission = 'allowed')",
        (jsonb(list(items)), account),
    )
    begun = [row[0] for row in found]
    tx.run(
        "INSERT INTO ledger (sent_ms, account_id, address, reason, uidl, occurrence, sha256,"
        " size_octets, proven_ms, message_id, subject, sender)"
        " SELECT ?1, i.account_id, a.address, j.value ->> 1, i.uidl, i.occurrence, i.sha256,"
        " i.size_octets, i.proven_ms, i.message_id, coalesce(h.subject, ''),"
        " coalesce(nullif(h.sender_name, ''), h.sender_address, '')"
        " FROM jsonb_each(?2) j CROSS JOIN pop_item i ON i.id = j.value ->> 0"
        " JOIN account a ON a.id = i.account_id LEFT JOIN header h ON h.message_id = i.message_id",
        sent_ms,
        jsonb([(item, reason_of[item]) for item in begun]),
    )
    set_state(tx, begun, "dele_sent")
    return set(begun)


def refuse_removal(tx: Transaction, items: Sequence[int], settled_ms: int) -> None:
    """Note that the server said no to the DELE: the message stays, and so does our copy."""
    _count_try(tx, items)
    set_state(tx, items, "stored")
    _settle(tx, items, "refused", settled_ms)


def finish_session(tx: Transaction, account: AccountKey, now_ms: int) -> int:
    """Note that QUIT was answered: what was marked is gone as far as the server says.

    Returns how many those are.
    """
    marked = _marked(tx, account)
    _tell_gone(tx, account, marked, now_ms)
    set_state(tx, marked, "quit_ok")
    _settle(tx, marked, "agreed", 0)
    return len(marked)


def refuse_session(tx: Transaction, account: AccountKey) -> None:
    """Note that QUIT was answered with a no: what the next listing still has was asked in vain."""
    _count_try(tx, _marked(tx, account))


def note_listing(
    tx: Transaction,
    account: AccountKey,
    *,
    absent: Sequence[int],
    returned: Sequence[int],
    gone: Sequence[int],
    stayed: Sequence[int],
    undone: Sequence[int] = (),
    now_ms: int,
) -> None:
    """Take over what a complete listing says of the items that are known.

    gone: DELE was sent and they are no longer listed. stayed: the server said that it removed
    them and lists them all the same. undone: DELE was sent in a session that did not come to its
    end. Nothing is ever forgotten here.
    """
    tx.run(
        "UPDATE pop_item SET absent = absent + 1 WHERE id IN (SELECT value FROM json_each(?))",
        _json(absent),
    )
    tx.run(
        "UPDATE pop_item SET absent = 0 WHERE id IN (SELECT value FROM json_each(?))",
        _json(returned),
    )
    unanswered = set(_marked(tx, account)) & set(gone)  # the answer to QUIT did not reach us
    _tell_gone(tx, account, sorted(unanswered), now_ms)
    set_state(tx, gone, "gone")
    _settle(tx, gone, "gone", now_ms)
    _tell_stayed(tx, account, stayed)
    _count_try(tx, stayed)
    _settle(tx, stayed, "stayed", now_ms)
    set_state(tx, undone, "stored")
    _settle(tx, undone, "stayed", now_ms)
    tx.run("UPDATE mailbox SET checked_ms = ? WHERE account_id = ?", now_ms, account)
    tx.run(
        "INSERT INTO maildrop (account_id, session, session_ms) VALUES (?1, 1, ?2)"
        " ON CONFLICT (account_id) DO UPDATE SET session = session + 1, session_ms = ?2",
        account,
        now_ms,
    )


def set_state(tx: Transaction, items: Sequence[int], state: str) -> None:
    """Give items a state."""
    tx.run(
        "UPDATE pop_item SET state = ? WHERE id IN (SELECT value FROM json_each(?))",
        state,
        _json(items),
    )


def note_refused(
    tx: Transaction,
    account: AccountKey,
    uidl: bytes,
    occurrence: int,
    server_text: str,
    *,
    counts: bool = True,
) -> int:
    """Note that the server would not give a message; returns how often that was so.

    counts: the message is to blame, and not the line on which it did not come.
    """
    tx.run(
        "INSERT INTO pop_item (account_id, uidl, occurrence, state, tries, server_text)"
        " VALUES (?, ?, ?, 'refused', ?, ?) ON CONFLICT (account_id, uidl, occurrence)"
        " DO UPDATE SET tries = tries + excluded.tries, server_text = excluded.server_text",
        account,
        uidl,
        occurrence,
        int(counts),
        mended(server_text),
    )
    sql = "SELECT tries FROM pop_item WHERE account_id = ? AND uidl = ? AND occurrence = ?"
    return tx.number(sql, account, uidl, occurrence)


def remap(tx: Transaction, item: int, uidl: bytes, occurrence: int, listed_octets: int) -> None:
    """Let an item go by another UIDL: it is the same message under a new name."""
    tx.run(
        "UPDATE pop_item SET uidl = ?, occurrence = ?, listed_octets = ?, absent = 0 WHERE id = ?",
        uidl,
        occurrence,
        listed_octets,
        item,
    )


def retire(tx: Transaction, item: int) -> None:
    """Take an item out of the way: the server uses its UIDL for another message now."""
    tx.run(
        "UPDATE pop_item SET occurrence = (SELECT min(occurrence, 0) - 1 FROM pop_item o"
        " WHERE o.account_id = pop_item.account_id AND o.uidl = pop_item.uidl"
        " ORDER BY occurrence LIMIT 1), absent = absent + 1 WHERE id = ?",
        item,
    )


def confirm_size(tx: Transaction, item: int, listed_octets: int) -> None:
    """Take over a size that the server corrected, for the same message."""
    tx.run("UPDATE pop_item SET listed_octets = ? WHERE id = ?", listed_octets, item)


def set_kept(tx: Transaction, messages: Sequence[MessageKey], *, kept: bool) -> int:
    """Pin messages to their server, or let the rule have them again; return how many items.

    Raises UsageError(`left-server`) when all of them have left it, so that nothing can be kept.
    """
    wanted = _json(messages)
    sql = (
        "UPDATE pop_item SET kept = ?1 WHERE message_id IN (SELECT value FROM json_each(?2))"
        " AND (?1 = 0 OR state NOT IN ('quit_ok', 'gone'))"
    )
    count = tx.run(sql, kept, wanted)
    if kept and not count:
        sql = "SELECT count(*) FROM pop_item WHERE message_id IN (SELECT value FROM json_each(?))"
        if left := tx.number(sql, wanted):
            raise UsageError("left-server", detail=str(left))
    for message in messages:
        write_messages.note_changed(tx, message)
    return count


def retry_refused(tx: Transaction, account: AccountKey) -> int:
    """Let everything be asked for again that the server refused to give or to delete."""
    sql = "UPDATE pop_item SET tries = 0 WHERE account_id = ? AND tries > 0 AND state <> 'skipped'"
    return tx.run(sql, account)


def skip_refused(tx: Transaction, account: AccountKey) -> int:
    """Let the messages that the server would not give stay uncollected for good."""
    sql = (
        "UPDATE pop_item SET state = 'skipped'"
        " WHERE account_id = ? AND state = 'refused' AND tries > 0"
    )
    return tx.run(sql, account)


def note_login(tx: Transaction, account: AccountKey, login_ms: int, delay_s: int) -> None:
    """Keep when the last session was and how long the server wants us to stay away after it."""
    tx.run(
        "INSERT INTO maildrop (account_id, login_ms, login_delay_s) VALUES (?1, ?2, ?3)"
        " ON CONFLICT (account_id) DO UPDATE SET login_ms = ?2, login_delay_s = ?3",
        account,
        login_ms,
        delay_s,
    )


def set_maildrop(tx: Transaction, account: AccountKey, state: MaildropState) -> None:
    """Replace how the removal stands; the sessions and their times are not written here."""
    tx.run(
        "INSERT INTO maildrop (account_id, doubt_ms, permission, settled, usual, asked_count,"
        " asked_octets, asked_unproven, only_new) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"
        " ON CONFLICT (account_id) DO UPDATE SET doubt_ms = ?2, permission = ?3, settled = ?4,"
        " usual = ?5, asked_count = ?6, asked_octets = ?7, asked_unproven = ?8, only_new = ?9",
        account,
        state.doubt_ms,
        state.permission,
        state.settled,
        state.usual,
        state.asked_count,
        state.asked_octets,
        state.asked_unproven,
        state.only_new,
    )


def begin_maildrop(tx: Transaction, account: AccountKey) -> None:
    """Begin with another maildrop: nothing is agreed to, and no name of the old one counts.

    What is the same under the new names is found by its content.
    """
    tx.run("DELETE FROM maildrop WHERE account_id = ?", account)
    tx.run(
        "UPDATE pop_item SET uidl = CAST('before ' || id || ' ' || hex(uidl) AS BLOB)"
        " WHERE account_id = ?",
        account,
    )


def skip(tx: Transaction, account: AccountKey, listed: Sequence[tuple[bytes, int, int]]) -> None:
    """Let messages stay uncollected for good: (UIDL, occurrence, octets as listed)."""
    for uidl, occurrence, octets in listed:
        tx.run(
            "INSERT OR IGNORE INTO pop_item (account_id, uidl, occurrence, state, listed_octets)"
            " VALUES (?, ?, ?, 'skipped', ?)",
            account,
            uidl,
            occurrence,
            octets,
        )


def _known_row(tx: Transaction, one: Collected) -> bool:
    sql = "SELECT count(*) FROM pop_item WHERE id = ? AND message_id IS NOT NULL"
    return bool(one.key) and tx.number(sql, one.key) > 0


def _unclaimed(
    tx: Transaction, account: AccountKey, batch: Sequence[Collected]
) -> dict[bytes, list[tuple[MessageKey, MailboxKey, int]]]:
    """Return whole messages of the account, by SHA-256, that are what came and no item names."""
    names = {one.sha256.hex() for one in batch if one.sha256 is not None}
    found = tx.rows(
        tuple[bytes, MessageKey, MailboxKey, int],
        "SELECT p.sha256, m.id, m.mailbox_id, m.uid FROM json_each(?1) w"
        " CROSS JOIN part p ON p.sha256 = unhex(w.value) AND p.section = ''"
        " JOIN message m ON m.id = p.message_id"
        " JOIN mailbox b ON b.id = m.mailbox_id AND b.account_id = ?2"
        " WHERE NOT EXISTS (SELECT 1 FROM pop_item i WHERE i.message_id = m.id) ORDER BY m.id",
        (msgspec.json.encode(list(names)).decode(), account),
    )
    by_name: dict[bytes, list[tuple[MessageKey, MailboxKey, int]]] = {}
    for name, message, place, uid in found:
        by_name.setdefault(name, []).append((message, place, uid))
    return by_name


def _insert_items(
    tx: Transaction,
    account: AccountKey,
    inbox: MailboxKey,
    batch: Sequence[Collected],
    first_uid: int,
    *,
    session: int,
    stored_ms: int,
) -> None:
    """Give messages their items; their rows have the uids from `first_uid` on."""
    rows = [
        (
            first_uid + place,
            one.uidl.hex(),  # JSON has no bytes
            one.occurrence,
            "stub" if one.sha256 is None else "stored",
            one.sha256.hex() if one.sha256 is not None else None,
            one.size_octets,
            one.listed_octets,
            mended(one.header.header_message_id),
        )
        for place, one in enumerate(batch)
    ]
    tx.run(
        "INSERT INTO pop_item (account_id, uidl, occurrence, state, message_id, sha256,"
        " size_octets, listed_octets, header_message_id, stored_ms, stored_session)"
        " SELECT ?3, unhex(j.value ->> 1), j.value ->> 2, j.value ->> 3, m.id,"
        " unhex(j.value ->> 4), j.value ->> 5, j.value ->> 6, j.value ->> 7, ?4, ?5"
        " FROM jsonb_each(?1) j CROSS JOIN message m"
        " ON m.mailbox_id = ?2 AND m.uid = j.value ->> 0"
        " WHERE true ON CONFLICT (account_id, uidl, occurrence) DO UPDATE SET"
        " state = excluded.state,"
        " message_id = excluded.message_id, sha256 = excluded.sha256,"
        " size_octets = excluded.size_octets, listed_octets = excluded.listed_octets,"
        " header_message_id = excluded.header_message_id, stored_ms = excluded.stored_ms,"
        " stored_session = excluded.stored_session, proven_ms = 0, tries = 0, server_text = ''",
        jsonb(rows),
        inbox,
        account,
        stored_ms,
        session,
    )


def _complete_item(
    tx: Transaction, one: Collected, sha256: bytes, session: int, stored_ms: int
) -> None:
    """Let a known row have its bytes, or have them again; the clock of "N days" starts now."""
    (message,) = tx.rows(
        tuple[MessageKey], "SELECT message_id FROM pop_item WHERE id = ?", (one.key,)
    )[0]
    tx.run(
        "UPDATE pop_item SET state = 'stored', sha256 = ?, size_octets = ?, listed_octets = ?,"
        " stored_ms = ?, stored_session = ?, proven_ms = 0, tries = 0 WHERE id = ?",
        sha256,
        one.size_octets,
        one.listed_octets,
        stored_ms,
        session,
        one.key,
    )
    tx.run("DELETE FROM body WHERE message_id = ?", message)
    tx.run("DELETE FROM part WHERE message_id = ?", message)
    tx.run("UPDATE header SET size_octets = ? WHERE message_id = ?", one.size_octets, message)
    _name_bytes(tx, message, sha256, one.size_octets)
    tx.changes.bodies.add(message)
    write_messages.note_changed(tx, message)


def _name_bytes(tx: Transaction, message: MessageKey, sha256: bytes, octets: int) -> None:
    """Give the message the part that keeps its blob: section "" is the whole message."""
    tx.run(
        "INSERT OR REPLACE INTO part (message_id, section, position, content_type, encoding, name,"
        " safe_name, size_octets, shown, content_id, sha256, fetched_octets)"
        " VALUES (?, '', 0, 'message/rfc822', '', '', 'message.eml', ?, 1, '', ?, ?)",
        message,
        octets,
        sha256,
        octets,
    )


def _settle(tx: Transaction, items: Sequence[int], outcome: str, settled_ms: int) -> None:
    """Note what became of the last DELE of these items."""
    tx.run(
        "UPDATE ledger SET outcome = ?, settled_ms = ?"
        " WHERE outcome IN ('sent', 'agreed') AND id IN ("
        " SELECT max(l.id) FROM json_each(?) w CROSS JOIN pop_item i ON i.id = w.value"
        " JOIN ledger l ON l.account_id = i.account_id AND l.uidl = i.uidl"
        " AND l.occurrence = i.occurrence GROUP BY i.id)",
        outcome,
        settled_ms,
        _json(items),
    )


def _tell_gone(tx: Transaction, account: AccountKey, items: Sequence[int], now_ms: int) -> None:
    """Tell the user how much has left the server."""
    if not items:
        return
    sql = (
        "SELECT coalesce(sum(size_octets), 0) FROM pop_item"
        " WHERE id IN (SELECT value FROM json_each(?))"
    )
    ((octets,),) = tx.rows(tuple[int], sql, (_json(items),))
    notices.tell(
        tx,
        account=account,
        family=NoticeFamily.DONE,
        code="left-server",
        happened_ms=now_ms,
        count=len(items),
        octets=octets,
    )


def _tell_stayed(tx: Transaction, account: AccountKey, items: Sequence[int]) -> None:
    """Take back what was told of the last QUIT, where the next listing still has the message."""
    found = tx.rows(
        tuple[int, int],
        "SELECT i.size_octets, l.sent_ms FROM json_each(?) w CROSS JOIN pop_item i"
        " ON i.id = w.value JOIN ledger l ON l.id = (SELECT max(o.id) FROM ledger o"
        " WHERE o.account_id = i.account_id AND o.uidl = i.uidl AND o.occurrence = i.occurrence)"
        " WHERE i.state = 'quit_ok' AND l.outcome = 'agreed'",
        (_json(items),),
    )
    if found:
        notices.take_back(
            tx,
            account=account,
            code="left-server",
            since_ms=min(sent_ms for _octets, sent_ms in found),
            count=len(found),
            octets=sum(octets for octets, _sent_ms in found),
        )


def _marked(tx: Transaction, account: AccountKey) -> list[int]:
    sql = "SELECT id FROM pop_item WHERE account_id = ? AND state = 'dele_sent'"
    return [row[0] for row in tx.rows(tuple[int], sql, (account,))]


def _count_try(tx: Transaction, items: Sequence[int]) -> None:
    """Count that the server was asked for something in vain."""
    tx.run(
        "UPDATE pop_item SET tries = tries + 1 WHERE id IN (SELECT value FROM json_each(?))",
        _json(items),
    )


def _json(numbers: Sequence[int]) -> str:
    return msgspec.json.encode(list(numbers)).decode()
