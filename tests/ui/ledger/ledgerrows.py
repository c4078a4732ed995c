"""Rows of a ledger by the dozen."""

from facteur.mail.keys import AccountKey
from facteur.store.rows import LedgerRow

SENT_MS = 1_795_000_000_000  # 18 November 2026
DAY_MS = 24 * 3600 * 1000


def row(key: int, **facts: object) -> LedgerRow:
    known: dict = {
        "key": key,
        "sent_ms": SENT_MS,
        "account": AccountKey(1),
        "address": "claire@ancienfai.fr",
        "reason": "delete",
        "uidl": b"0001f5a",
        "sha256": bytes(range(32)),
        "size_octets": 412_000,
        "proven_ms": SENT_MS - 14 * DAY_MS - 5000,
        "message": None,
        "subject": "Devis pour la toiture",
        "sender": "Claire Martin",
        "outcome": "gone",
        "place": "Inbox",
    }
    return LedgerRow(**(known | facts))


class Book:
    """A ledger of so many rows, of which it is known how often it was read."""

    def __init__(self, count: int) -> None:
        self.rows = [row(key) for key in range(count, 0, -1)]
        self.asked: list[tuple[int, int]] = []

    def read(self, before: int, limit: int) -> list[LedgerRow]:
        self.asked.append((before, limit))
        found = [one for one in self.rows if not before or one.key < before]
        return found[:limit]
