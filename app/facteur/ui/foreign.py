"""Foreign text made fit for one line of the window.

Names, subjects, host names and sentences of servers come from anybody: control characters, line
breaks and marks that turn the direction of the rest are taken out, so that what is read is what is
there. Qt guesses rich text in tool tips: `tooltip` never lets it.
"""

_NAME_LIMIT = 60
_JOINERS = frozenset("\u200c\u200d")  # Persian words and emoji families need them


def harmless(text: str, limit: int) -> str:
    """Return the text on one line, without control and direction marks, cut with an ellipsis."""
    kept = "".join(
        character if character.isprintable() or character in _JOINERS else " "
        for character in text[: 4 * limit]
    )
    line = " ".join(kept.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def shown_name(text: str) -> str:
    """Return the name of an account or a folder fit for one line."""
    return harmless(text, _NAME_LIMIT)


def tooltip(text: str) -> str:
    """Return plain text as a tool tip in which nothing is markup."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<span>{escaped}</span>" if text else ""
