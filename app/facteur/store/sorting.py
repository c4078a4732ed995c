"""The texts that lists are ordered by: case, accents and reply prefixes do not count.

A plain ASCII text sorts as it is (SQLite lowers it); only others get a text of their own, so the
column costs next to nothing.
"""

import re
import unicodedata
from functools import cache, lru_cache

SORTED_CHARACTERS = 120
_LAST_COMBINING = 0x1E94A  # of Unicode 15; the planes above have none
# Prefixes seen in the wild: English, German, French, Spanish, Swedish, Dutch, Danish, Polish.
_REPLY = re.compile(
    r"(?:\s*(?:re|aw|rép|rep|rv|sv|antw|vs|odp|fwd?|wg|tr)\s*(?:\[\d{1,4}\])?\s*[::]\s*)+",
    re.IGNORECASE,
)
_QUOTES = "\"'()[]{}<>«»„“”\u2018\u2019 \t"
_FIRST_LETTERS = frozenset("ravsoftwRAVSOFTW ")


def subject_sort(subject: str) -> str | None:
    """Return what a subject is ordered by, None when that is the subject itself."""
    rest = subject
    if subject and subject[0] in _FIRST_LETTERS:
        found = _REPLY.match(subject)
        if found:
            rest = subject[found.end() :]
    folded = _folded(rest)
    return rest[:SORTED_CHARACTERS] if folded is None and rest is not subject else folded


@lru_cache(maxsize=4096)
def sender_sort(name: str, address: str) -> str | None:
    """Return what a sender is ordered by, None when that is the name, else the address, itself."""
    return _folded(name or address)


def _folded(text: str) -> str | None:
    if text.isascii() and (not text or text[0].isalnum()):
        return None
    text = text[:SORTED_CHARACTERS].strip(_QUOTES)
    decomposed = unicodedata.normalize("NFKD", text)
    if not decomposed.isascii():
        decomposed = _combining().sub("", decomposed)
    return decomposed.casefold()


@cache
def _combining() -> re.Pattern[str]:
    """Return a pattern of all combining characters: made once, a tenth of the price of asking."""
    ranges: list[list[int]] = []
    for code in range(_LAST_COMBINING + 1):
        if unicodedata.combining(chr(code)):
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
    return re.compile("[" + "".join(f"{chr(low)}-{chr(high)}" for low, high in ranges) + "]+")
