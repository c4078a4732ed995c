"""Reads the limits that a server tells, and decides when the user hears of them; pure.

A limit that cannot be one (none, or beyond any mailbox) counts as not told.
"""

from collections.abc import Iterable, Sequence

from facteur.imap.lexer import Value, number
from facteur.mail.space import GETTING_FULL, NEARLY_FULL, Space

MOST_OCTETS = 1 << 50  # a server that allows more sets no limit
SLACK = 2  # percent that have to be free again, or a mailbox at a threshold would be told of often
_LEVELS = (NEARLY_FULL, GETTING_FULL)
_UNIT = 1024  # RFC 9208 §5.1


def space_of(limits: Sequence[Value]) -> Space | None:
    """Read `(STORAGE used limit …)` of one QUOTA response (RFC 9208 §4.2.1)."""
    found: list[Space] = []
    for at in range(0, len(limits) - 2, 3):
        name, used, limit = limits[at : at + 3]
        if not isinstance(name, bytes) or name.upper() != b"STORAGE":
            continue
        taken, most = number(used), number(limit)
        if taken is None or not most:  # 0 means no limit on some servers, and full on none
            continue
        if max(taken, most) * _UNIT <= MOST_OCTETS:
            found.append(Space(used_octets=taken * _UNIT, limit_octets=most * _UNIT))
    return tightest(found)


def tightest(found: Iterable[Space]) -> Space | None:
    """Return the one that is full first; None of none."""
    return min(found, key=lambda one: one.limit_octets - one.used_octets, default=None)


def level_after(before: int, space: Space) -> int:
    """Return the threshold, in percent, that counts as passed now; 0: none.

    before: the one that counted. It counts on until the mailbox is `SLACK` below it.
    """
    return next(
        (
            level
            for level in _LEVELS
            if space.percent >= (level - SLACK if level <= before else level)
        ),
        0,
    )
