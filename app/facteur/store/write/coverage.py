"""Extending what a layer of the backfill has dealt with, in the transaction of the rows."""

from facteur.mail.keys import MailboxKey
from facteur.store.read.coverage import Layer
from facteur.store.transaction import Transaction


def cover(tx: Transaction, mailbox: MailboxKey, layer: Layer, low: int, high: int) -> None:
    """Add low..high, both inclusive, and join it with what it touches."""
    if high < low:
        return
    sql = (
        "SELECT min(low_uid), max(high_uid) FROM covered"
        " WHERE mailbox_id = ? AND layer = ? AND low_uid <= ? AND high_uid >= ?"
    )
    shape = tuple[int | None, int | None]
    found = tx.first(shape, sql, (mailbox, layer, high + 1, low - 1))
    if found is not None and found[0] is not None and found[1] is not None:
        low, high = min(low, found[0]), max(high, found[1])
        tx.run(
            "DELETE FROM covered WHERE mailbox_id = ? AND layer = ? AND low_uid BETWEEN ? AND ?",
            mailbox,
            layer,
            low,
            high,
        )
    tx.run("INSERT INTO covered VALUES (?, ?, ?, ?)", mailbox, layer, low, high)


def forget(tx: Transaction, mailbox: MailboxKey, layer: Layer | None = None) -> None:
    """Let the backfill of a layer, or of all, begin anew; rows that are here stay."""
    if layer is None:
        tx.run("DELETE FROM covered WHERE mailbox_id = ?", mailbox)
    else:
        tx.run("DELETE FROM covered WHERE mailbox_id = ? AND layer = ?", mailbox, layer)
