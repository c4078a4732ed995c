"""The counts of a mailbox, kept by every transaction, so that nobody ever has to count."""

import apsw

from facteur.mail.keys import AccountKey, MailboxKey
from facteur.store import query
from facteur.store.transaction import Transaction


def add(
    tx: Transaction,
    mailbox: MailboxKey,
    *,
    messages: int = 0,
    unseen: int = 0,
    without_headers: int = 0,
) -> None:
    """Change the counts by these differences."""
    if not (messages or unseen or without_headers):
        return
    sql = (
        "UPDATE mailbox SET messages = messages + ?, unseen = unseen + ?,"
        " without_headers = without_headers + ? WHERE id = ? RETURNING account_id"
    )
    shape = tuple[AccountKey]
    for (account,) in tx.rows(shape, sql, (messages, unseen, without_headers, mailbox)):
        tx.changes.counts[mailbox] = account


def touch(tx: Transaction, mailbox: MailboxKey) -> None:
    """Note that what the folder shows as counts may have changed."""
    tx.changes.counts[mailbox] = account_of(tx.mail, mailbox)


def account_of(mail: apsw.Connection, mailbox: MailboxKey) -> AccountKey:
    """Return the account of a mailbox."""
    sql = "SELECT account_id FROM mailbox WHERE id = ?"
    return AccountKey(query.number(mail, sql, (mailbox,)))


def recount(tx: Transaction, mailbox: MailboxKey) -> bool:
    """Count anew and say whether the kept counts were wrong, which would be a bug of ours."""
    counted = (
        "SELECT count(*), total(flags & 1 = 0), total(state = 0) FROM message"
        " WHERE mailbox_id = ? AND uid IS NOT NULL"
    )
    found = tx.first(tuple[int, float, float], counted, (mailbox,))
    assert found is not None
    messages, unseen, bare = found[0], int(found[1]), int(found[2])
    changed = tx.run(
        "UPDATE mailbox SET messages = ?1, unseen = ?2, without_headers = ?3 WHERE id = ?4"
        " AND (messages <> ?1 OR unseen <> ?2 OR without_headers <> ?3)",
        messages,
        unseen,
        bare,
        mailbox,
    )
    if changed:
        touch(tx, mailbox)
    return bool(changed)
