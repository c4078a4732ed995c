"""What is wrong and stays so until it is cleared."""

from __future__ import annotations  # the values load late in the window, and mostly not at all

from collections.abc import Sequence

from facteur.mail.keys import AccountKey, MailboxKey, ProblemKey
from facteur.store import rows as shapes
from facteur.store.query import Source, number, rows

_Row = tuple[
    ProblemKey, AccountKey | None, MailboxKey | None, str, str, str, str, int, int, str, int
]


def any_stands(source: Source, families: Sequence[str]) -> bool:
    """Whether there is one of these families."""
    marks = ", ".join("?" * len(families))
    sql = f"SELECT EXISTS (SELECT 1 FROM problem WHERE family IN ({marks}))"
    return number(source.mail, sql, families) > 0


def standing(source: Source) -> list[shapes.StoredProblem]:
    """Return the problems that stand, oldest first."""
    sql = (
        "SELECT p.id, p.account_id, p.mailbox_id, p.family, p.code, p.detail, p.server_text,"
        " p.retry_at_ms, p.raised_ms, coalesce(a.host, ''), coalesce(a.port, 0)"
        " FROM problem p LEFT JOIN account a ON a.id = p.account_id ORDER BY p.id"
    )
    return [
        shapes.StoredProblem(
            key=row[0],
            account=row[1],
            mailbox=row[2],
            family=row[3],
            code=row[4],
            detail=row[5],
            server_text=row[6],
            retry_at_ms=row[7],
            raised_ms=row[8],
            host=row[9],
            port=row[10],
        )
        for row in rows(source.mail, _Row, sql)
    ]
