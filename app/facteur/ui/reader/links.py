"""Links in messages: which may be opened, and with what.

Only web and mail addresses go to the system's programs; everything else a message may name (files,
scripts, other programs' schemes) is refused without a word to the outside.
"""

import re
from collections.abc import Iterator

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

_ALLOWED = frozenset(("http", "https", "mailto"))
_LENGTH_LIMIT = 4096  # browsers cut there as well; longer ones only hide something
_IN_TEXT = re.compile(
    r"""(?ix)
    (?<![\w@])
    (?: https?://[^\s<>"“”«»\x00-\x1f]{2,2000} | mailto:[^\s<>"“”«»\x00-\x1f]{3,500}
      | www\.[a-z0-9-]{1,63}\.[^\s<>"“”«»\x00-\x1f]{2,2000}
      | [\w.+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8} )
    """
)
_TRAILING = ".,;:!?…'’*_"


def allowed(url: QUrl) -> bool:
    """Whether a link may be handed to the system."""
    return (
        url.isValid()
        and url.scheme().lower() in _ALLOWED
        and len(url.toString()) <= _LENGTH_LIMIT
        and (url.scheme().lower() == "mailto" or bool(url.host()))
    )


def open_outside(url: QUrl) -> bool:
    """Hand an allowed link to the system's browser or mail program; False when refused."""
    return allowed(url) and QDesktopServices.openUrl(url)


def shown(url: QUrl) -> str:
    """Return where a link really goes, for people: its host in ASCII, so that no letter lies."""
    return url.toString(QUrl.ComponentFormattingOption.FullyEncoded)[:300]


def find(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and target of every link in plain text, in order."""
    start = 0
    for line in text.split("\n"):
        if "@" in line or "://" in line or "www." in line.lower():  # most lines have none
            for match in _IN_TEXT.finditer(line):
                words = _without_trailing(match.group())
                target = _target(words)
                if allowed(QUrl(target)):
                    at = start + match.start()
                    yield at, at + len(words), target
        start += len(line) + 1


def _without_trailing(words: str) -> str:
    kept = words.rstrip(_TRAILING)
    while kept.endswith((")", "]")) and kept.count("(") < kept.count(")") + kept.count("]"):
        kept = kept[:-1].rstrip(_TRAILING)
    return kept


def _target(words: str) -> str:
    low = words.lower()
    if low.startswith(("http://", "https://", "mailto:")):
        return words
    return f"https://{words}" if low.startswith("www.") else f"mailto:{words}"
