"""Local mailboxes and their messages: made, renamed, moved, emptied on this computer alone.

Their uid is our own number, handed out once a mailbox; a message that moves gets a new one. What
is deleted goes to the trash first and remembers where it was; what leaves the trash is gone.
"""

from collections.abc import Sequence

import msgspec

from facteur.base.errors import UsageError
from facteur.mail.account import Protocol
from facteur.mail.keys import AccountKey, MailboxKey, MessageKey
from facteur.mail.mailbox import SpecialUse
from facteur.store.encoding import jsonb
from facteur.store.rows import HeaderRow
from facteur.store.transaction import Transaction
from facteur.store.write import counts, erased, localnames, search
from facteur.store.write import mailboxes as write_mailboxes
from facteur.store.write import messages as write_messages
from facteur.store.write.localnames import DELIMITER

# Special mailboxes of an account that collects, by the names that its command line shows; the
# window shows its own words for the special use.
SPECIAL: tuple[tuple[str, SpecialUse], ...] = (
    ("Inbox", SpecialUse.INBOX),
    ("Drafts", SpecialUse.DRAFTS),
    ("Sent", SpecialUse.SENT),
    ("Trash", SpecialUse.TRASH),
)
_MESSAGE = "flags, received_ms, state, has_attachment"
_HEADER = (
    "size_octets, sent_ms, sender_name, sender_address, recipients, subject, header_message_id,"
    " in_reply_to, reference_ids, list_id, snippet, sender_sort, subject_sort"
)
_BODY = "version, html, text, is_html, sets_colours, card, remote, defects, cut, stored_ms"
_PART = (
    "section, position, content_type, encoding, name, safe_name, size_octets, shown, content_id,"
    " sha256, fetched_octets"
)
_IS_WHOLE = (
    "SELECT EXISTS (SELECT 1 FROM part"
    " WHERE message_id = ? AND section = '' AND sha256 IS NOT NULL)"
)
# What hangs on a message and is the same for its copy.
_COPIED = (("keyword", "keyword"), ("header", _HEADER), ("body", _BODY), ("part", _PART))


def ensure(tx: Transaction, account: AccountKey) -> MailboxKey:
    """Have the special mailboxes of an account and return the key of its inbox."""
    known = dict(
        tx.rows(
            tuple[str, MailboxKey],
            "SELECT special_use, id FROM mailbox WHERE account_id = ?",
            (account,),
        )
    )
    for name, use in SPECIAL:
        if use.value not in known:
            known[use.value] = _insert(tx, account, name, use)
    return known[SpecialUse.INBOX.value]


def create(tx: Transaction, account: AccountKey, path: str) -> MailboxKey:
    """Make a mailbox, and those above it that are missing.

    Raises UsageError: `mailbox-name-invalid`, `mailbox-exists`.
    """
    levels = localnames.levels(path)
    if _find(tx, account, path) is not None:
        raise UsageError("mailbox-exists", detail=path)
    key, above = MailboxKey(0), ""
    for level in levels:
        part = above + level
        key = _find(tx, account, part) or _insert(tx, account, part, SpecialUse.NONE)
        above = _own(tx, key)[1] + DELIMITER  # as it is written: what lies below goes by it
    return key


def found_or_made(tx: Transaction, account: AccountKey, path: str) -> MailboxKey:
    """Return the mailbox of that path, made where it is missing. Raises UsageError."""
    return _find(tx, account, path) or create(tx, account, path)


def special(
    tx: Transaction, account: AccountKey, use: SpecialUse, levels: Sequence[str]
) -> MailboxKey:
    """Return the mailbox of that use, else that of the path, made where it is missing."""
    ensure(tx, account)
    sql = "SELECT id FROM mailbox WHERE account_id = ? AND special_use = ?"
    key = tx.number(sql, account, use.value)
    return MailboxKey(key) if key else found_or_made(tx, account, DELIMITER.join(levels))


def rename(tx: Transaction, mailbox: MailboxKey, path: str) -> None:
    """Give a mailbox another path, also below another one; those below it go along.

    Raises UsageError: `mailbox-special`, `mailbox-name-invalid`, `mailbox-exists`,
    `mailbox-into-itself`.
    """
    account, old, use = _own(tx, mailbox)
    levels = localnames.levels(path)
    path = DELIMITER.join(levels)
    if use:
        raise UsageError("mailbox-special", detail=old)
    if path == old:
        return
    if localnames.folded(path).startswith(localnames.folded(old + DELIMITER)):
        raise UsageError("mailbox-into-itself", detail=path)
    if _find(tx, account, path) not in {None, mailbox}:
        raise UsageError("mailbox-exists", detail=path)
    if len(levels) > 1:
        above = found_or_made(tx, account, DELIMITER.join(levels[:-1]))
        path = _own(tx, above)[1] + DELIMITER + levels[-1]
    for key, below in _below(tx, account, old):
        new = path + below[len(old) :]
        tx.run("UPDATE mailbox SET path = ?, name = ? WHERE id = ?", new, new.encode(), key)
        tx.changes.counts[key] = account
    tx.changes.structure.add(account)


def delete(tx: Transaction, mailbox: MailboxKey) -> int:
    """Delete a mailbox and those below it; their messages go to the trash. Returns how many went.

    Raises UsageError(`mailbox-special`).
    """
    account, path, use = _own(tx, mailbox)
    if use:
        raise UsageError("mailbox-special", detail=path)
    moved = 0
    for key, _below_path in reversed(_below(tx, account, path)):
        moved += move(tx, _messages_of(tx, key), trash_of(tx, account))
        write_mailboxes.remove(tx, key)
    return moved


def move(tx: Transaction, messages: Sequence[MessageKey], target: MailboxKey) -> int:
    """Move messages within their account and return how many moved.

    What goes to the trash remembers where it was, by which it is known that the user put it there;
    what leaves it forgets that.
    """
    account, _path, use = _own(tx, target)
    to_trash = use == SpecialUse.TRASH.value
    first_uid = _next_uid(tx, target)
    found = tx.rows(
        tuple[MessageKey, MailboxKey, int],
        "SELECT DISTINCT m.id, m.mailbox_id, m.flags & 1 = 0 FROM json_each(?) w"
        " CROSS JOIN message m ON m.id = w.value JOIN mailbox b ON b.id = m.mailbox_id"
        " WHERE b.account_id = ? AND m.mailbox_id <> ?",
        (_json(messages), account, target),
    )
    for place, (key, source, unseen) in enumerate(found):
        tx.run(
            "UPDATE message SET mailbox_id = ?, uid = ?, origin_mailbox_id = ? WHERE id = ?",
            target,
            first_uid + place,
            source if to_trash else 0,
            key,
        )
        tx.changes.of(source).removed.add(key)
        tx.changes.of(target).added.add(key)
        counts.add(tx, source, messages=-1, unseen=-unseen)
        counts.add(tx, target, messages=1, unseen=unseen)
    _set_next_uid(tx, target, first_uid + len(found))
    return len(found)


def restore(tx: Transaction, messages: Sequence[MessageKey]) -> int:
    """Put messages of the trash back where they were, else into the inbox; returns how many."""
    moved = 0
    origins: dict[MailboxKey, list[MessageKey]] = {}
    rows = tx.rows(
        tuple[MessageKey, int, AccountKey],
        "SELECT DISTINCT m.id, m.origin_mailbox_id, b.account_id FROM json_each(?) w"
        " CROSS JOIN message m ON m.id = w.value JOIN mailbox b ON b.id = m.mailbox_id"
        " JOIN account a ON a.id = b.account_id"
        " WHERE b.special_use = 'trash' AND a.protocol <> 'imap'",
        (_json(messages),),
    )
    for key, origin, account in rows:
        known = tx.number("SELECT count(*) FROM mailbox WHERE id = ?", origin)
        target = MailboxKey(origin) if known else ensure(tx, account)
        origins.setdefault(target, []).append(key)
    for target, keys in origins.items():
        moved += move(tx, keys, target)
    return moved


def copy(tx: Transaction, messages: Sequence[MessageKey], target: MailboxKey) -> list[MessageKey]:
    """Copy messages within their account; the bytes are shared. Returns the new keys.

    What has gone meanwhile is left out. Raises UsageError: `mailbox-not-local`,
    `several-accounts`, and `not-whole` for a message of which only the header is here.
    """
    account = _own(tx, target)[0]
    uid = _next_uid(tx, target)
    made: list[MessageKey] = []
    for message in messages:
        source = _mailbox_of(tx, message)
        if source is None:
            continue
        # The note of a whole is by account (content.sqlite): elsewhere nothing would protect it.
        if _own(tx, source)[0] != account:
            raise UsageError("several-accounts")
        if not tx.number(_IS_WHOLE, message):
            raise UsageError("not-whole", detail=str(message))
        key = MessageKey(
            tx.insert(
                f"INSERT INTO message (mailbox_id, uid, {_MESSAGE})"
                f" SELECT ?, ?, {_MESSAGE} FROM message WHERE id = ?",
                target,
                uid,
                message,
            )
        )
        for table, columns in _COPIED:
            tx.run(
                f"INSERT INTO {table} (message_id, {columns})"
                f" SELECT ?, {columns} FROM {table} WHERE message_id = ?",
                key,
                message,
            )
        search.index(tx, key)
        unseen = tx.number("SELECT flags & 1 = 0 FROM message WHERE id = ?", key)
        counts.add(tx, target, messages=1, unseen=unseen)
        tx.changes.of(target).added.add(key)
        made.append(key)
        uid += 1
    _set_next_uid(tx, target, uid)
    return made


def insert_batch(
    tx: Transaction, mailbox: MailboxKey, batch: Sequence[tuple[HeaderRow, bytes]]
) -> None:
    """Give whole messages that were stored their rows: (header row, SHA-256 of all of it)."""
    first_uid = take_uids(tx, mailbox, len(batch))
    rows = [row._replace(uid=first_uid + place) for place, (row, _name) in enumerate(batch)]
    write_messages.insert_headers(tx, mailbox, rows, 0, None)
    names = [name.hex() for _row, name in batch]
    octets = [row.size_octets for row in rows]
    name_wholes(tx, mailbox, list(zip([row.uid for row in rows], names, octets, strict=True)))


def name_wholes(
    tx: Transaction, mailbox: MailboxKey, named: Sequence[tuple[int, str, int]]
) -> None:
    """Let messages name their bytes: (uid, SHA-256 in hex, octets); section "" is the whole."""
    tx.run(
        "INSERT OR REPLACE INTO part (message_id, section, position, content_type, encoding, name,"
        " safe_name, size_octets, shown, content_id, sha256, fetched_octets)"
        " SELECT m.id, '', 0, 'message/rfc822', '', '', 'message.eml', j.value ->> 2, 1, '',"
        " unhex(j.value ->> 1), j.value ->> 2 FROM jsonb_each(?1) j"
        " CROSS JOIN message m ON m.mailbox_id = ?2 AND m.uid = j.value ->> 0",
        jsonb(named),
        mailbox,
    )


def known_wholes(tx: Transaction, mailbox: MailboxKey, names: Sequence[bytes]) -> set[bytes]:
    """Return those of the SHA-256 that whole messages of the mailbox have."""
    sql = (
        "SELECT EXISTS (SELECT 1 FROM part p JOIN message m ON m.id = p.message_id"
        " WHERE p.sha256 = ? AND p.section = '' AND m.mailbox_id = ?)"
    )
    return {name for name in names if tx.number(sql, name, mailbox)}


def in_trash(tx: Transaction, messages: Sequence[MessageKey]) -> int:
    """Return how many of the messages lie in the trash of a local account."""
    return len(_in_trash(tx, messages))


def erase(tx: Transaction, messages: Sequence[MessageKey], now_ms: int) -> list[bytes]:
    """Delete messages of the trash for good and return the SHA-256 that nobody names any more.

    These are noted as erased, until content.sqlite has let go of them too. The items of their
    maildrop learn that the user wanted it. Rows elsewhere are left alone.
    """
    found = _in_trash(tx, messages)
    wanted = _json([row[0] for row in found])
    hashes = tx.rows(
        tuple[AccountKey, bytes],
        "SELECT DISTINCT b.account_id, p.sha256 FROM json_each(?) w"
        " CROSS JOIN part p ON p.message_id = w.value JOIN message m ON m.id = w.value"
        " JOIN mailbox b ON b.id = m.mailbox_id WHERE p.section = '' AND p.sha256 IS NOT NULL",
        (wanted,),
    )
    tx.run(
        "UPDATE pop_item SET message_id = NULL, deleted_ms = ?"
        " WHERE message_id IN (SELECT value FROM json_each(?))",
        now_ms,
        wanted,
    )
    write_mailboxes.delete_rows(tx, [row[0] for row in found])
    for key, mailbox, unseen in found:
        tx.changes.of(mailbox).removed.add(key)
        counts.add(tx, mailbox, messages=-1, unseen=-unseen)
    unnamed: list[bytes] = []
    for account in {row[0] for row in hashes}:
        unnamed += erased.note(tx, account, [name for one, name in hashes if one == account])
    return unnamed


def trash_of(tx: Transaction, account: AccountKey) -> MailboxKey:
    """Return the trash of an account that collects."""
    ensure(tx, account)
    sql = "SELECT id FROM mailbox WHERE account_id = ? AND special_use = 'trash'"
    return MailboxKey(tx.number(sql, account))


def account_of(tx: Transaction, messages: Sequence[MessageKey]) -> AccountKey:
    """Return the one account of local messages; those that have gone meanwhile do not count.

    Raises UsageError: `no-message`, `mailbox-not-local`, `several-accounts`.
    """
    places = {_mailbox_of(tx, message) for message in messages} - {None}
    found = {_own(tx, place)[0] for place in places if place is not None}
    if len(found) != 1:
        raise UsageError("several-accounts" if found else "no-message")
    return found.pop()


def account_of_mailbox(tx: Transaction, mailbox: MailboxKey) -> AccountKey:
    """Return the account of a mailbox. Raises UsageError: `no-mailbox`, `mailbox-not-local`."""
    return _own(tx, mailbox)[0]


def path_of_mailbox(tx: Transaction, mailbox: MailboxKey) -> str:
    """Return the path of a mailbox. Raises UsageError: `no-mailbox`, `mailbox-not-local`."""
    return _own(tx, mailbox)[1]


def take_uids(tx: Transaction, mailbox: MailboxKey, count: int) -> int:
    """Hand out so many numbers of a local mailbox and return the first of them."""
    first_uid = _next_uid(tx, mailbox)
    _set_next_uid(tx, mailbox, first_uid + count)
    return first_uid


def _insert(tx: Transaction, account: AccountKey, path: str, use: SpecialUse) -> MailboxKey:
    key = MailboxKey(
        tx.insert(
            "INSERT INTO mailbox (account_id, name, path, delimiter, special_use, uidvalidity,"
            " uidnext, skeleton_done, headers_done) VALUES (?, ?, ?, ?, ?, 1, 1, 1, 1)",
            account,
            path.encode(),
            path,
            DELIMITER,
            use.value,
        )
    )
    tx.changes.structure.add(account)
    tx.changes.counts[key] = account
    return key


def _find(tx: Transaction, account: AccountKey, path: str) -> MailboxKey | None:
    """Return the mailbox of that path, else one that only differs in case or composition."""
    sql = "SELECT id, path FROM mailbox WHERE account_id = ?"
    known = tx.rows(tuple[MailboxKey, str], sql, (account,))
    wanted = localnames.folded(path)
    return next(
        (key for key, one in known if one == path),
        next((key for key, one in known if localnames.folded(one) == wanted), None),
    )


def _own(tx: Transaction, mailbox: MailboxKey) -> tuple[AccountKey, str, str]:
    """Return account, path and special use of a local mailbox.

    Raises UsageError: `no-mailbox`, `mailbox-not-local`.
    """
    row = tx.first(
        tuple[AccountKey, str, str, str],
        "SELECT b.account_id, b.path, b.special_use, a.protocol FROM mailbox b"
        " JOIN account a ON a.id = b.account_id WHERE b.id = ?",
        (mailbox,),
    )
    if row is None:
        raise UsageError("no-mailbox", detail=str(mailbox))
    if not Protocol(row[3]).keeps_here:
        raise UsageError("mailbox-not-local", detail=row[1])
    return row[:3]


def _below(tx: Transaction, account: AccountKey, path: str) -> list[tuple[MailboxKey, str]]:
    """Return a mailbox and those below it, that above first."""
    sql = (
        "SELECT id, path FROM mailbox WHERE account_id = ?1 AND (path = ?2"
        " OR substr(path, 1, length(?2) + 1) = ?2 || '/') ORDER BY path"
    )
    return tx.rows(tuple[MailboxKey, str], sql, (account, path))


def _in_trash(
    tx: Transaction, messages: Sequence[MessageKey]
) -> list[tuple[MessageKey, MailboxKey, int]]:
    """Return those of the messages that lie in the trash: key, mailbox, whether unread."""
    return tx.rows(
        tuple[MessageKey, MailboxKey, int],
        "SELECT DISTINCT m.id, m.mailbox_id, m.flags & 1 = 0 FROM json_each(?) w"
        " CROSS JOIN message m ON m.id = w.value JOIN mailbox b ON b.id = m.mailbox_id"
        " JOIN account a ON a.id = b.account_id"
        " WHERE b.special_use = 'trash' AND a.protocol <> 'imap'",
        (_json(messages),),
    )


def _mailbox_of(tx: Transaction, message: MessageKey) -> MailboxKey | None:
    row = tx.first(tuple[MailboxKey], "SELECT mailbox_id FROM message WHERE id = ?", (message,))
    return row[0] if row else None


def _messages_of(tx: Transaction, mailbox: MailboxKey) -> list[MessageKey]:
    sql = "SELECT id FROM message WHERE mailbox_id = ? ORDER BY id"
    return [row[0] for row in tx.rows(tuple[MessageKey], sql, (mailbox,))]


def _next_uid(tx: Transaction, mailbox: MailboxKey) -> int:
    return tx.number("SELECT max(uidnext, 1) FROM mailbox WHERE id = ?", mailbox)


def _set_next_uid(tx: Transaction, mailbox: MailboxKey, uidnext: int) -> None:
    tx.run("UPDATE mailbox SET uidnext = ? WHERE id = ?", uidnext, mailbox)


def _json(numbers: Sequence[int]) -> str:
    return msgspec.json.encode(list(numbers)).decode()
