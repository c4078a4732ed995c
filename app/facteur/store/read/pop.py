"""What is known of maildrops, and the ledger of what left a server."""

from facteur.mail.keys import AccountKey, MailboxKey, MessageKey
from facteur.store.query import Source, first, number, rows
from facteur.store.rows import LedgerRow, MaildropState, PopItem, ServerCopy

_ITEM_SQL = (
    "SELECT i.id, i.uidl, i.occurrence, i.state, i.message_id, i.sha256, i.size_octets,"
    " i.listed_octets, i.header_message_id, i.stored_ms, i.stored_session, i.proven_ms, i.kept,"
    " i.deleted_ms, i.absent, i.tries,"
    " coalesce(m.mailbox_id = ?2 AND m.origin_mailbox_id <> 0, 0)"  # see ServerCopy.trashed
    " FROM pop_item i LEFT JOIN message m ON m.id = i.message_id WHERE i.account_id = ?1"
)
_LEDGER_SQL = (
    "SELECT l.id, l.sent_ms, l.account_id, l.address, l.reason, l.uidl, l.sha256, l.size_octets,"
    " l.proven_ms, m.id, l.subject, l.sender, l.outcome, coalesce(b.path, '')"
    # Where the row is gone, whatever else has its bytes: another copy, or a restored backup.
    " FROM ledger l LEFT JOIN message m ON m.id = coalesce("
    "(SELECT o.id FROM message o WHERE o.id = l.message_id),"
    " (SELECT min(p.message_id) FROM part p WHERE p.sha256 = l.sha256 AND p.section = ''))"
    " LEFT JOIN mailbox b ON b.id = m.mailbox_id"
)
_SEARCHED = ("l.address", "l.sender", "l.subject", "CAST(l.uidl AS TEXT)")
_MOST_WORDS = 8
_LedgerRow = tuple[
    int, int, AccountKey, str, str, bytes, bytes, int, int, MessageKey | None, str, str, str, str
]


def items(source: Source, account: AccountKey) -> list[PopItem]:
    """Return all that a maildrop ever listed, in the order in which it came to be known."""
    found = rows(
        source.mail, PopItem, f"{_ITEM_SQL} ORDER BY i.id", (account, _trash(source, account))
    )
    return [PopItem._make(row) for row in found]


def state(source: Source, account: AccountKey) -> MaildropState:
    """Return how the removal stands; that of a maildrop never opened when there is none."""
    sql = (
        "SELECT session, session_ms, doubt_ms, permission, settled, usual, asked_count,"
        " asked_octets, asked_unproven, only_new, login_ms, login_delay_s"
        " FROM maildrop WHERE account_id = ?"
    )
    shape = tuple[int, int, int, str, int, float, int, int, int, int, int, int]
    row = first(source.mail, shape, sql, (account,))
    if row is None:
        return MaildropState()
    return MaildropState(
        session=row[0],
        session_ms=row[1],
        doubt_ms=row[2],
        permission=row[3],
        settled=bool(row[4]),
        usual=row[5],
        asked_count=row[6],
        asked_octets=row[7],
        asked_unproven=row[8],
        only_new=bool(row[9]),
        login_ms=row[10],
        login_delay_s=row[11],
    )


def server_copy(source: Source, message: MessageKey) -> ServerCopy | None:
    """Return how the server's copy of a message stands, None for what no maildrop ever had."""
    sql = (
        "SELECT i.account_id, i.state, i.proven_ms, i.stored_ms, i.kept, i.absent,"
        " coalesce(l.sent_ms, 0), coalesce(l.outcome, ''), EXISTS (SELECT 1 FROM message m"
        " JOIN mailbox b ON b.id = m.mailbox_id WHERE m.id = i.message_id"
        " AND b.special_use = 'trash' AND m.origin_mailbox_id <> 0)"
        " FROM pop_item i LEFT JOIN ledger l"
        " ON l.account_id = i.account_id AND l.uidl = i.uidl AND l.occurrence = i.occurrence"
        " WHERE i.message_id = ? ORDER BY i.id DESC, l.id DESC LIMIT 1"
    )
    shape = tuple[AccountKey, str, int, int, int, int, int, str, int]
    row = first(source.mail, shape, sql, (message,))
    if row is None:
        return None
    return ServerCopy(
        account=row[0],
        state=row[1],
        proven_ms=row[2],
        stored_ms=row[3],
        kept=bool(row[4]),
        listed=row[5] == 0,
        sent_ms=row[6],
        outcome=row[7],
        trashed=bool(row[8]),
    )


def ledger(
    source: Source,
    *,
    account: AccountKey | None = None,
    words: str = "",
    before: int = 0,
    limit: int = 0,
) -> list[LedgerRow]:
    """Return the ledger, newest first.

    words: only rows that hold each of them in address, sender, subject or UIDL. before: only rows
    with a smaller key, 0: from the newest. limit: 0 means all.
    """
    held, bindings = _holding(words)
    sql = f"{_LEDGER_SQL} WHERE (?1 = 0 OR l.account_id = ?1) AND (?2 = 0 OR l.id < ?2){held}"
    found = rows(
        source.mail,
        _LedgerRow,
        f"{sql} ORDER BY l.id DESC LIMIT ?3",
        (account or 0, before, limit or -1, *bindings),
    )
    return [_ledger_row(row) for row in found]


def ledger_count(source: Source, words: str = "") -> int:
    """Return how many rows the ledger has, or those that hold each of these words."""
    held, bindings = _holding(words)
    # The first three parameters are those of `ledger`.
    sql = f"SELECT count(*) FROM ledger l WHERE (?1 + ?2 + ?3) = 0{held}"
    return number(source.mail, sql, (0, 0, 0, *bindings))


def _holding(words: str) -> tuple[str, list[str]]:
    """Return what a row must fulfil to hold each of the words, and its parameters from ?4 on.

    SQLite's LIKE knows capitals of ASCII only; other letters are asked for as they are usually
    written: small, capital, with a capital at the beginning.
    """
    conditions: list[str] = []
    bindings: list[str] = []
    for word in words.split()[:_MOST_WORDS]:
        plain = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        forms = {plain} if word.isascii() else {plain.lower(), plain.upper(), plain.capitalize()}
        tests: list[str] = []
        for form in sorted(forms):
            bindings.append(f"%{form}%")
            mark = f"?{len(bindings) + 3}"
            tests += [f"{column} LIKE {mark} ESCAPE '\\'" for column in _SEARCHED]
        conditions.append(f" AND ({' OR '.join(tests)})")
    return "".join(conditions), bindings


def _trash(source: Source, account: AccountKey) -> MailboxKey:
    sql = "SELECT id FROM mailbox WHERE account_id = ? AND special_use = 'trash'"
    return MailboxKey(number(source.mail, sql, (account,)))


def _ledger_row(row: _LedgerRow) -> LedgerRow:
    return LedgerRow(
        key=row[0],
        sent_ms=row[1],
        account=row[2],
        address=row[3],
        reason=row[4],
        uidl=row[5],
        sha256=row[6],
        size_octets=row[7],
        proven_ms=row[8],
        message=row[9],
        subject=row[10],
        sender=row[11],
        outcome=row[12],
        place=row[13],
    )


def unproven(source: Source, account: AccountKey) -> list[PopItem]:
    """Return the whole messages whose copy here was not read back yet."""
    return _some(source, account, "i.state = 'stored' AND i.proven_ms = 0")


def stored_in(source: Source, account: AccountKey, session: int) -> list[PopItem]:
    """Return the messages that came whole in this session and are still on the server."""
    return _some(source, account, f"i.state = 'stored' AND i.stored_session = {int(session)}")


def _some(source: Source, account: AccountKey, condition: str) -> list[PopItem]:
    sql = f"{_ITEM_SQL} AND {condition} ORDER BY i.id"
    found = rows(source.mail, PopItem, sql, (account, _trash(source, account)))
    return [PopItem._make(row) for row in found]


def key_of(source: Source, account: AccountKey, uidl: bytes, occurrence: int) -> int:
    """Return the item of that name which has a row here, 0 when there is none."""
    sql = (
        "SELECT id FROM pop_item WHERE account_id = ? AND uidl = ? AND occurrence = ?"
        " AND message_id IS NOT NULL"
    )
    return number(source.mail, sql, (account, uidl, occurrence))


def stub_of(source: Source, message: MessageKey) -> int:
    """Return the item of a message of which only the header is here, 0 when there is none."""
    sql = "SELECT id FROM pop_item WHERE message_id = ? AND state = 'stub'"
    return number(source.mail, sql, (message,))


def is_only_copy(source: Source, sha256: bytes) -> bool:
    """Whether these bytes are a whole message that no server is known to have."""
    whole = "SELECT EXISTS (SELECT 1 FROM part p JOIN message m ON m.id = p.message_id"
    local = " JOIN mailbox b ON b.id = m.mailbox_id JOIN account a ON a.id = b.account_id"
    named = " WHERE p.sha256 = ?1 AND p.section = '' AND a.protocol <> 'imap')"
    there = (
        "SELECT EXISTS (SELECT 1 FROM pop_item WHERE sha256 = ? AND state = 'stored'"
        " AND absent = 0)"
    )
    is_local = number(source.mail, whole + local + named, (sha256,))
    return bool(is_local) and not number(source.mail, there, (sha256,))


def refused(source: Source, account: AccountKey) -> list[tuple[bytes, int]]:
    """Return what the server would not give so far, by UIDL and occurrence."""
    sql = (
        "SELECT uidl, occurrence FROM pop_item"
        " WHERE account_id = ? AND state = 'refused' AND tries > 0"
    )
    return rows(source.mail, tuple[bytes, int], sql, (account,))


def left_there(source: Source, account: AccountKey) -> set[tuple[bytes, int]]:
    """Return what the user leaves there for good because the server would not give it."""
    sql = (
        "SELECT uidl, occurrence FROM pop_item"
        " WHERE account_id = ? AND state = 'skipped' AND tries > 0"
    )
    return set(rows(source.mail, tuple[bytes, int], sql, (account,)))


def refusal_text(source: Source, account: AccountKey) -> str:
    """Return the server's words about one of the messages that it would not give, or ""."""
    sql = (
        "SELECT server_text FROM pop_item WHERE account_id = ? AND state = 'refused'"
        " AND tries > 0 AND server_text <> '' ORDER BY id DESC LIMIT 1"
    )
    return next((text for (text,) in rows(source.mail, tuple[str], sql, (account,))), "")


def marked_in_vain(source: Source, account: AccountKey) -> int:
    """Return how many DELEs that were sent go against what the user has decided since.

    That is: everything is to stay, the message was pinned, or it was taken out of the trash.
    """
    sql = (
        "SELECT count(*) FROM pop_item i WHERE i.account_id = ?1 AND i.state = 'dele_sent'"
        " AND (i.kept <> 0 OR NOT EXISTS (SELECT 1 FROM maildrop d"
        " WHERE d.account_id = ?1 AND d.permission = 'allowed')"
        " OR (i.deleted_ms = 0 AND (SELECT l.reason FROM ledger l"
        " WHERE l.account_id = ?1 AND l.uidl = i.uidl AND l.occurrence = i.occurrence"
        " ORDER BY l.id DESC LIMIT 1) = 'deleted-here' AND NOT EXISTS ("
        " SELECT 1 FROM message m JOIN mailbox b ON b.id = m.mailbox_id"
        " WHERE m.id = i.message_id AND b.special_use = 'trash'"
        " AND m.origin_mailbox_id <> 0)))"
    )
    return number(source.mail, sql, (account,))
