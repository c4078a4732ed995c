"""The words for a mailbox that gets full on its server."""

from PySide6.QtCore import QCoreApplication, QLocale

from facteur.mail.space import NEARLY_FULL, Space
from facteur.ui import format as formats

_FULL = 100  # percent
_MOST_DIGITS = 18


def space_words(detail: str) -> tuple[str, str] | None:
    """Return what is so and what to do; None for a detail that is not `level used limit`."""
    parts = detail.split(" ")
    if len(parts) != len(("level", "used", "limit")) or not all(_is_number(one) for one in parts):
        return None
    level, used, limit = (int(one) for one in parts)
    if not limit:
        return None
    space, locale = Space(used_octets=used, limit_octets=limit), QLocale()
    title = _title(level, space).format(
        percent=formats.percent(space.percent, locale),
        used=formats.size(used, locale),
        total=formats.size(limit, locale),
    )
    return title, _advice(level)


def _title(level: int, space: Space) -> str:
    translate = QCoreApplication.translate
    if space.percent >= _FULL:
        return translate("NoticeCentre", "The mailbox on the server is full ({used} of {total})")
    if level >= NEARLY_FULL:
        return translate(
            "NoticeCentre",
            "The mailbox on the server is nearly full: {percent} ({used} of {total})",
        )
    return translate(
        "NoticeCentre", "The mailbox on the server is {percent} full ({used} of {total})"
    )


def _advice(level: int) -> str:
    translate = QCoreApplication.translate
    if level >= NEARLY_FULL:
        return translate(
            "NoticeCentre",
            "When no room is left, the server refuses new mail and its senders get it back. Make "
            "room now: delete large messages on your provider’s site and empty the trash there, "
            "or ask your provider for more space.",
        )
    return translate(
        "NoticeCentre",
        "Mail still arrives. Make room before it is full: delete large messages on your "
        "provider’s site and empty the trash there, or ask your provider for more space.",
    )


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS
