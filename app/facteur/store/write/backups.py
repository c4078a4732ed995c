"""Remembering the backups that were made."""

from facteur.store.transaction import Transaction


def note(
    tx: Transaction, *, made_ms: int, path: str, messages: int, octets: int, left_out: int
) -> None:
    """Keep that a backup was made and read back without difference."""
    tx.run(
        "INSERT INTO backup (made_ms, path, messages, octets, left_out) VALUES (?, ?, ?, ?, ?)",
        made_ms,
        path,
        messages,
        octets,
        left_out,
    )
