"""The first words of a message, for its row in the list."""

import re
from html import unescape

from facteur.message.visible import cut, one_line

LENGTH = 200
# What is looked at: newsletters carry long sheets before their first word.
_LOOK_TEXT = 4096
_LOOK_HTML = 65_536
_HIDDEN = re.compile(
    r"<(style|script|title|head)\b[^<>]*>.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"<(?:[a-zA-Z/!?])[^<>]*(?:>|\Z)")
_ADDRESS = re.compile(r"https?://\S+")
_RULE = re.compile(r"[-=_*~#+|.\s]{3,}\Z")
_FILLER = re.compile("[\u200b-\u200d\u034f\u00ad\u2007\u2800\u2060\ufeff]+")


def of_text(text: str) -> str:
    """Return the first words of a plain text; quotations, rules and long addresses are skipped."""
    words: list[str] = []
    length = 0
    for line in text[:_LOOK_TEXT].split("\n"):
        plain = line.strip()
        if plain == "--" and words:
            break
        if not plain or plain.startswith(">") or _RULE.match(plain):
            continue
        words.append(plain)
        length += len(plain)
        if length > 2 * LENGTH:
            break
    joined = one_line(_FILLER.sub("", " ".join(words)))
    return cut(_ADDRESS.sub("…", joined) if len(joined) > LENGTH else joined, LENGTH)


def of_html(html: str) -> str:
    """Return the first words of HTML without parsing it; markup is passed over."""
    text = _HIDDEN.sub(" ", html[:_LOOK_HTML])
    return of_text(unescape(_TAG.sub(" ", text)).replace("\xa0", " "))
