"""Telling what was done and what is worth knowing, until the user puts it away.

Problems that stand are not told here: they have their own table and go when they are over.
"""

import json
from collections.abc import Sequence

from facteur.mail.keys import AccountKey, NoticeKey
from facteur.store.encoding import mended
from facteur.store.rows import NoticeFamily
from facteur.store.transaction import Transaction

ALIKE_MS = 24 * 3600 * 1000  # what happens again within a day is counted up
MOST = 200  # the oldest go when more are there


def tell(
    tx: Transaction,
    *,
    account: AccountKey | None,
    family: NoticeFamily,
    code: str,
    happened_ms: int,
    detail: str = "",
    count: int = 0,
    octets: int = 0,
) -> None:
    """Tell something; the like of it within a day is one row, with its numbers added up.

    detail: tells them apart, as the path of a file. Nothing is told of a kind that is muted.
    """
    owner = account or 0
    words = mended(detail)
    if tx.rows(
        tuple[int],
        "SELECT 1 FROM notice_muted WHERE account_id = ? AND code = ?",
        (owner, code),
    ):
        return
    tx.changes.notices = True
    again = tx.run(
        "UPDATE notice SET count = count + ?1, octets = octets + ?2, times = times + 1,"
        " happened_ms = ?3"
        " WHERE account_id = ?4 AND family = ?5 AND code = ?6 AND detail = ?7"
        " AND happened_ms BETWEEN ?3 - ?8 AND ?3",
        count,
        octets,
        happened_ms,
        owner,
        family.value,
        code,
        words,
        ALIKE_MS,
    )
    if again:
        return
    tx.run(
        "INSERT INTO notice (account_id, family, code, detail, count, octets, happened_ms)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        owner,
        family.value,
        code,
        words,
        count,
        octets,
        happened_ms,
    )
    tx.run(
        "DELETE FROM notice WHERE id IN"
        " (SELECT id FROM notice ORDER BY happened_ms DESC, id DESC LIMIT -1 OFFSET ?)",
        MOST,
    )


def take_back(
    tx: Transaction, *, account: AccountKey, code: str, since_ms: int, count: int, octets: int
) -> None:
    """Lessen what was told since then, because it has turned out not to be so."""
    found = tx.first(
        tuple[NoticeKey],
        "SELECT id FROM notice WHERE account_id = ? AND code = ? AND happened_ms >= ?"
        " ORDER BY happened_ms DESC, id DESC LIMIT 1",
        (account, code, since_ms),
    )
    if found is None:
        return
    tx.changes.notices = True
    tx.run(
        "UPDATE notice SET count = count - ?, octets = max(octets - ?, 0) WHERE id = ?",
        count,
        octets,
        found[0],
    )
    tx.run("DELETE FROM notice WHERE id = ? AND count <= 0", found[0])


def withdraw(tx: Transaction, *, account: AccountKey, code: str) -> None:
    """Take away what no longer holds, or what something newer is told instead of."""
    gone = tx.run("DELETE FROM notice WHERE account_id = ? AND code = ?", account, code)
    tx.changes.notices |= bool(gone)


def dismiss(tx: Transaction, notices: Sequence[NoticeKey], *, mute: bool) -> None:
    """Put notices away; with `mute` their kinds are not told of again for their accounts."""
    tx.changes.notices = True
    keys = json.dumps(list(notices))
    if mute:
        tx.run(
            "INSERT OR IGNORE INTO notice_muted (account_id, code) SELECT account_id, code"
            " FROM notice WHERE id IN (SELECT value FROM json_each(?))",
            keys,
        )
        tx.run(
            "DELETE FROM notice WHERE EXISTS (SELECT 1 FROM notice_muted m"
            " WHERE m.account_id = notice.account_id AND m.code = notice.code)"
        )
    tx.run("DELETE FROM notice WHERE id IN (SELECT value FROM json_each(?))", keys)
