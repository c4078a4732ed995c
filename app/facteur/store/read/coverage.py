"""Which UIDs of a mailbox a layer of the backfill has dealt with."""

from enum import IntEnum

from facteur.mail.keys import MailboxKey
from facteur.store.query import Source, rows


class Layer(IntEnum):
    """What is fetched one after the other; the numbers lie in the database."""

    SKELETON = 1
    HEADERS = 2
    TEXTS = 3


def intervals(source: Source, mailbox: MailboxKey, layer: Layer) -> list[tuple[int, int]]:
    """Return the covered intervals, lowest first, both ends inclusive, never touching."""
    sql = (
        "SELECT low_uid, high_uid FROM covered WHERE mailbox_id = ? AND layer = ? ORDER BY low_uid"
    )
    return rows(source.mail, tuple[int, int], sql, (mailbox, layer))


def gaps(
    source: Source, mailbox: MailboxKey, layer: Layer, low: int, high: int
) -> list[tuple[int, int]]:
    """Return what of low..high is not covered, highest first: newest mail comes first."""
    missing: list[tuple[int, int]] = []
    at = low
    for covered_low, covered_high in intervals(source, mailbox, layer):
        if covered_low > high:
            break
        if covered_low > at:
            missing.append((at, covered_low - 1))
        at = max(at, covered_high + 1)
    if at <= high:
        missing.append((at, high))
    missing.reverse()
    return missing
