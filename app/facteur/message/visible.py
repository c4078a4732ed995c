"""What a person may safely be shown on one line: no control, bidi or zero-width characters."""

import re

# Joiners are kept after characters that need them (Persian, Indic scripts, emoji), never in Latin.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb"
    "\U000e0000-\U000e0fff]"
    "|(?<![\u0600-\u0dff\u200d\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])[\u200c\u200d]"
)
# What Python calls printable and still is not shown, or only in small numbers.
_RARE = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0\u0300-\u036f\u0483-\u0489"
    "\u1ab0-\u1aff\u20d0-\u20ff\U000e0000-\U000e0fff]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_MARKS = re.compile(
    "([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u20d0-\u20ff]{4})[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u20d0-\u20ff]+"
)


def one_line(text: str) -> str:
    """Return text on one line, white space collapsed, invisible characters removed."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    if text.isprintable() and not _RARE.search(text):  # printable: neither control nor format
        return " ".join(text.split())
    text = _SURROGATE.sub("\ufffd", _INVISIBLE.sub("", text))
    if not text.isascii():
        text = _MARKS.sub(r"\1", text)
    return " ".join(text.split())


def cut(text: str, limit: int) -> str:
    """Return text, shortened with an ellipsis when it is longer than limit characters."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def without_surrogates(text: str) -> str:
    """Return text that can be encoded as UTF-8; lone surrogates become U+FFFD."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def has_surrogates(text: str) -> bool:
    """Return whether text holds octets that are not UTF-8 (decoded with surrogateescape)."""
    return not text.isascii() and _SURROGATE.search(text) is not None
