"""The full-text index: kept with every row, put in order in idle moments."""

from facteur.mail.keys import MessageKey
from facteur.store.transaction import Transaction

# More text than this of one message is not indexed; logs of 50 MB are sent by mail.
INDEXED_CHARACTERS = 1_000_000
MERGED_PAGES = 500


def index(tx: Transaction, message: MessageKey) -> None:
    """Index a message anew from its header and, when it is here, its text."""
    tx.run("DELETE FROM search WHERE rowid = ?", message)
    tx.run(
        "INSERT INTO search (rowid, sender, recipients, subject, body)"
        " SELECT h.message_id, h.sender_name || ' ' || h.sender_address, h.recipients, h.subject,"
        " coalesce(substr(b.text, 1, ?), '') FROM header h"
        " LEFT JOIN body b ON b.message_id = h.message_id WHERE h.message_id = ?",
        INDEXED_CHARACTERS,
        message,
    )


def merge_step(tx: Transaction, pages: int = MERGED_PAGES, *, first: bool = False) -> bool:
    """Merge a little of the index and say whether there may be more to merge.

    first: begin to merge everything into one; the steps after it go on with that. A few
        milliseconds for each hundred pages; for idle moments, after a backfill.
    """
    before = tx.mail.total_changes()
    tx.run("INSERT INTO search (search, rank) VALUES ('merge', ?)", -pages if first else pages)
    # FTS5 counts one change for the statement itself; a merge that did something counts more.
    return tx.mail.total_changes() - before > 1
