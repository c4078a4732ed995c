"""What the trash of local mailboxes knows of its messages."""

from collections.abc import Sequence

import msgspec

from facteur.mail.keys import MailboxKey, MessageKey
from facteur.store.query import Source, first, rows


def origins(source: Source, messages: Sequence[MessageKey]) -> set[MailboxKey]:
    """Return where these messages of the trash were; one that is not known any more is left out."""
    sql = (
        "SELECT DISTINCT b.id FROM json_each(?) w CROSS JOIN message m ON m.id = w.value"
        " JOIN mailbox b ON b.id = m.origin_mailbox_id"
    )
    wanted = msgspec.json.encode(list(messages)).decode()
    return {MailboxKey(row[0]) for row in rows(source.mail, tuple[int], sql, (wanted,))}


def message_keys(source: Source, mailbox: MailboxKey) -> list[MessageKey]:
    """Return every message of a mailbox, in the order they came."""
    sql = "SELECT id FROM message WHERE mailbox_id = ? ORDER BY id"
    return [MessageKey(row[0]) for row in rows(source.mail, tuple[int], sql, (mailbox,))]


def octets(source: Source, mailbox: MailboxKey) -> int:
    """Return how many octets the messages of a mailbox have together."""
    sql = (
        "SELECT coalesce(sum(h.size_octets), 0) FROM message m"
        " JOIN header h ON h.message_id = m.id WHERE m.mailbox_id = ?"
    )
    found = first(source.mail, tuple[int], sql, (mailbox,))
    return found[0] if found else 0
