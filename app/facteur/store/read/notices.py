"""What was done and what is worth knowing, newest first."""

from __future__ import annotations  # the values load late in the window, and mostly not at all

from facteur.mail.keys import AccountKey, NoticeKey
from facteur.store import rows as shapes
from facteur.store.query import Source, rows

_Row = tuple[NoticeKey, AccountKey, str, str, str, int, int, int, int]


def notices(source: Source) -> list[shapes.Notice]:
    """Return all of them: a few hundred at most."""
    sql = (
        "SELECT id, account_id, family, code, detail, count, octets, times, happened_ms"
        " FROM notice ORDER BY happened_ms DESC, id DESC"
    )
    return [
        shapes.Notice(
            key=row[0],
            account=row[1] or None,
            family=shapes.NoticeFamily(row[2]),
            code=row[3],
            detail=row[4],
            count=row[5],
            octets=row[6],
            times=row[7],
            happened_ms=row[8],
        )
        for row in rows(source.mail, _Row, sql)
    ]
