"""What is known of the space of an account on its server."""

from facteur.mail.keys import AccountKey
from facteur.mail.space import Space
from facteur.store.query import Source, rows
from facteur.store.rows import SpaceState


def space(source: Source, key: AccountKey) -> SpaceState:
    """Return it; nothing is known of an account that is not there."""
    sql = "SELECT quota_octets, used_octets, quota_ms, quota_level FROM account WHERE id = ?"
    for limit, used, asked_ms, level in rows(source.mail, tuple[int, int, int, int], sql, (key,)):
        known = Space(used_octets=used, limit_octets=limit) if limit > 0 else None
        return SpaceState(space=known, asked_ms=asked_ms, level=level)
    return SpaceState()
