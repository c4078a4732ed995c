"""What the user asked for and the server does not have yet."""

from facteur.mail.flags import Flags
from facteur.mail.keys import AccountKey, MailboxKey, MessageKey, OperationKey
from facteur.store.query import Source, number, rows
from facteur.store.rows import Operation

COLUMNS = (
    "id, account_id, mailbox_id, message_id, kind, uidvalidity, uid, add_flags, remove_flags,"
    " add_keywords, remove_keywords, state, tries, created_ms, code, server_text"
)
OperationRow = tuple[
    OperationKey, AccountKey, MailboxKey, MessageKey | None, str, int, int, int, int, str, str,
    str, int, int, str, str,
]  # fmt: skip


def waiting(source: Source, account: AccountKey | None = None) -> list[Operation]:
    """Return the operations of one account or of all, oldest first, failed ones among them."""
    where = "" if account is None else " WHERE account_id = ?"
    bindings = () if account is None else (account,)
    sql = f"SELECT {COLUMNS} FROM operation{where} ORDER BY id"
    return [operation(row) for row in rows(source.mail, OperationRow, sql, bindings)]


def waiting_count(source: Source, account: AccountKey) -> int:
    """Return how many operations the server does not have yet; failed ones do not wait."""
    sql = "SELECT count(*) FROM operation WHERE account_id = ? AND state <> 'failed'"
    return number(source.mail, sql, (account,))


def sendable_count(source: Source, account: AccountKey) -> int:
    """Return how many operations wait to be sent by themselves."""
    sql = "SELECT count(*) FROM operation WHERE account_id = ? AND state = 'queued'"
    return number(source.mail, sql, (account,))


def operation(row: OperationRow) -> Operation:
    """Return the value of a row that was selected with COLUMNS."""
    return Operation(
        key=row[0],
        account=row[1],
        mailbox=row[2],
        message=row[3],
        kind=row[4],
        uidvalidity=row[5],
        uid=row[6],
        add_flags=Flags(row[7]),
        remove_flags=Flags(row[8]),
        add_keywords=tuple(row[9].split()),
        remove_keywords=tuple(row[10].split()),
        state=row[11],
        tries=row[12],
        created_ms=row[13],
        code=row[14],
        server_text=row[15],
    )
