"""Raising and clearing what is wrong; the same problem stands once."""

import json
from collections.abc import Sequence

from facteur.mail.keys import AccountKey, MailboxKey, ProblemKey
from facteur.store.encoding import mended
from facteur.store.transaction import Transaction

SERVER_TEXT_CHARACTERS = 300
_SAME = "account_id IS ? AND mailbox_id IS ? AND family = ? AND code = ?"


def raise_(
    tx: Transaction,
    *,
    account: AccountKey | None,
    mailbox: MailboxKey | None = None,
    family: str,
    code: str,
    detail: str = "",
    server_text: str = "",
    retry_at_ms: int = 0,
    raised_ms: int,
) -> ProblemKey:
    """Let a problem stand; one that stands already keeps its time and takes the new words."""
    tx.changes.problems = True
    words = (mended(detail), mended(server_text[:SERVER_TEXT_CHARACTERS]))
    sql = (
        "UPDATE problem SET detail = ?, server_text = ?, retry_at_ms = ?"
        f" WHERE {_SAME} RETURNING id"
    )
    found = tx.rows(tuple[ProblemKey], sql, (*words, retry_at_ms, account, mailbox, family, code))
    if found:
        return found[0][0]
    key = tx.insert(
        "INSERT INTO problem (account_id, mailbox_id, family, code, detail, server_text,"
        " retry_at_ms, raised_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        account,
        mailbox,
        family,
        code,
        *words,
        retry_at_ms,
        raised_ms,
    )
    return ProblemKey(key)


def clear(
    tx: Transaction,
    *,
    account: AccountKey | None,
    mailbox: MailboxKey | None = None,
    family: str,
    code: str,
) -> bool:
    """Say that a problem is over and return whether it stood."""
    cleared = tx.run(f"DELETE FROM problem WHERE {_SAME}", account, mailbox, family, code)
    tx.changes.problems |= bool(cleared)
    return bool(cleared)


def clear_account(
    tx: Transaction, account: AccountKey, family: str = "", *, but: Sequence[str] = ()
) -> int:
    """Say that all problems of an account are over, or all of one family; return how many.

    but: codes of those that stand on.
    """
    cleared = tx.run(
        "DELETE FROM problem WHERE account_id = ?1 AND (?2 = '' OR family = ?2)"
        " AND code NOT IN (SELECT value FROM json_each(?3))",
        account,
        family,
        json.dumps(list(but)),
    )
    tx.changes.problems |= bool(cleared)
    return cleared
