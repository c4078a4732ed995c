"""What is wrong and stays so until it is cleared."""

from facteur.mail.keys import AccountKey, MailboxKey, ProblemKey
from facteur.store.query import Source, rows
from facteur.store.rows import StoredProblem

_Row = tuple[ProblemKey, AccountKey | None, MailboxKey | None, str, str, str, str, int, int]


def standing(source: Source) -> list[StoredProblem]:
    """Return the problems that stand, oldest first."""
    sql = (
        "SELECT id, account_id, mailbox_id, family, code, detail, server_text, retry_at_ms,"
        " raised_ms FROM problem ORDER BY id"
    )
    return [
        StoredProblem(
            key=row[0],
            account=row[1],
            mailbox=row[2],
            family=row[3],
            code=row[4],
            detail=row[5],
            server_text=row[6],
            retry_at_ms=row[7],
            raised_ms=row[8],
        )
        for row in rows(source.mail, _Row, sql)
    ]
