r"""System flags as bits; keywords are plain strings beside them (RFC 9051 §2.3.2, RFC 5788).

\\Recent is not kept: it says nothing a second device could rely on, and IMAP4rev2 dropped it.
"""

from collections.abc import Iterable
from enum import IntFlag


class Flags(IntFlag):
    """The system flags of a message, as they lie in the store."""

    SEEN = 1
    ANSWERED = 2
    FLAGGED = 4
    DELETED = 8
    DRAFT = 16


NAMES: dict[Flags, str] = {
    Flags.SEEN: "\\Seen",
    Flags.ANSWERED: "\\Answered",
    Flags.FLAGGED: "\\Flagged",
    Flags.DELETED: "\\Deleted",
    Flags.DRAFT: "\\Draft",
}
BY_LOWER_NAME: dict[str, Flags] = {name.lower(): flag for flag, name in NAMES.items()}


def from_names(names: Iterable[str]) -> tuple[Flags, tuple[str, ...]]:
    r"""Return the system flags as bits and the keywords sorted, each once.

    Flag names are case-insensitive; unknown backslash flags (\\Recent, \\*) are dropped.
    """
    bits = Flags(0)
    keywords: set[str] = set()
    for name in names:
        known = BY_LOWER_NAME.get(name.lower())
        if known is not None:
            bits |= known
        elif not name.startswith("\\"):
            keywords.add(name)
    return bits, tuple(sorted(keywords))


def to_names(bits: Flags) -> list[str]:
    """Return the wire names of the system flags that are set, in a fixed order."""
    return [name for flag, name in NAMES.items() if flag in bits]
