"""Names of local mailboxes: what may stand in one, and when two are the same.

Anything that people write is a name, joiners of emoji and of Persian included. What would break
the sidebar is not: control characters, line separators, and what turns the direction of a text.
"""

import unicodedata

from facteur.base.errors import UsageError

DELIMITER = "/"
LONGEST_NAME = 200
_REFUSED_KINDS = {"Cc", "Cs", "Zl", "Zp"}
# Embeddings, overrides and isolates (Unicode Standard Annex 9); single marks of direction are not
# among them, since names of right-to-left scripts need those.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_PLACE_HOLDER = "_"


def levels(path: str) -> list[str]:
    """Return the levels of a path as they are kept. Raises UsageError `mailbox-name-invalid`."""
    found = unicodedata.normalize("NFC", path).split(DELIMITER)
    if not all(map(_is_name, found)):
        raise UsageError("mailbox-name-invalid", detail=path)
    return found


def cleaned(level: str) -> str:
    """Return the name that a folder of an archive gets here, whatever it was called there."""
    kept = (
        _PLACE_HOLDER if one == DELIMITER or _is_refused(one) else one
        for one in unicodedata.normalize("NFC", level)
    )
    name = "".join(kept).strip()[:LONGEST_NAME].strip()
    return name if _is_name(name) else _PLACE_HOLDER


def folded(path: str) -> str:
    """Return what equal paths have in common: letters however they are composed and cased."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", path).casefold())


def _is_name(level: str) -> bool:
    return (
        0 < len(level) <= LONGEST_NAME
        and level.strip() == level
        and not any(map(_is_refused, level))
        and any(one.isprintable() for one in level)  # or nobody could see it
    )


def _is_refused(character: str) -> bool:
    return character in _TURNING or unicodedata.category(character) in _REFUSED_KINDS
