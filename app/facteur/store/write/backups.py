"""Remembering the backups that were made."""

from facteur.store.transaction import Transaction


def note(
    tx: Transaction,
    *,
    made_ms: int,
    path: str,
    messages: int,
    octets: int,
    left_out: int,
    scheduled: bool = False,
    file_octets: int = 0,
) -> None:
    """Keep that a backup was made and read back without difference.

    scheduled: the schedule made it, and not the user. file_octets: how long its file is.
    """
    tx.run(
        "INSERT INTO backup (made_ms, path, messages, octets, left_out, scheduled, file_octets)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        made_ms,
        path,
        messages,
        octets,
        left_out,
        scheduled,
        file_octets,
    )


def note_removed(tx: Transaction, backup: int, removed_ms: int) -> None:
    """Keep that we deleted the file of a backup."""
    tx.run("UPDATE backup SET removed_ms = ? WHERE id = ?", removed_ms, backup)
