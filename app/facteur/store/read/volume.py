"""How much mail comes, for the estimate of what copies left on a server would take there."""

from dataclasses import dataclass

from facteur.mail.keys import AccountKey
from facteur.store.query import Source, first


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """What came to an account.

    recent_octets: of the messages received since the time asked for. first_ms: when the oldest
    message here was received, 0 without any. on_server_octets: what the maildrop still holds, as
    its last listing says.
    """

    recent_octets: int
    first_ms: int
    on_server_octets: int


def volume(source: Source, account: AccountKey, since_ms: int) -> Volume:
    """Return what came to an account, its own letters (drafts, sent) aside."""
    sql = (
        "SELECT coalesce(sum(CASE WHEN m.received_ms >= ?2 THEN h.size_octets END), 0),"
        " coalesce(min(m.received_ms), 0)"
        " FROM mailbox b JOIN message m ON m.mailbox_id = b.id"
        " JOIN header h ON h.message_id = m.id"
        " WHERE b.account_id = ?1 AND b.special_use NOT IN ('drafts', 'sent')"
    )
    came = first(source.mail, tuple[int, int], sql, (account, since_ms)) or (0, 0)
    sql = (
        "SELECT coalesce(sum(listed_octets), 0) FROM pop_item"
        " WHERE account_id = ? AND absent = 0 AND state NOT IN ('quit_ok', 'gone')"
    )
    held = first(source.mail, tuple[int], sql, (account,)) or (0,)
    return Volume(recent_octets=came[0], first_ms=came[1], on_server_octets=held[0])
