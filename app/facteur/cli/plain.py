"""Text from strangers made safe for a terminal, and columns that line up.

Mail may hold escape sequences that move the cursor, rename the window or worse; nothing of them
reaches the terminal. Directional overrides go too: they make a line read otherwise than it is.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

SUBSTITUTE = "\N{REPLACEMENT CHARACTER}"
_JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"  # letters and emoji need them
_TAB = "    "
_GAP = "  "
_WIDE = frozenset("WF")
_NO_WIDTH = frozenset({"Mn", "Me", "Cf"})


def safe_line(text: str) -> str:
    """Return the text on one line, without anything a terminal would obey."""
    if text.isprintable():
        return text
    return "".join(_harmless(c, line_end=" ", tab=" ") for c in text)


def safe_lines(text: str) -> str:
    """Return the text with its line ends, without anything else a terminal would obey."""
    text = text.replace("\r\n", "\n")
    return "".join(_harmless(c, line_end="\n", tab=_TAB) for c in text)


def _harmless(character: str, *, line_end: str, tab: str) -> str:
    if character.isprintable() or character in _JOINERS:
        return character
    if character == "\t":
        return tab
    kind = "Zl" if character == "\n" else unicodedata.category(character)
    replacements = {
        "Zl": line_end,
        "Zp": line_end,
        "Zs": " ",
        "Cf": "",
        "Cc": SUBSTITUTE,
        "Cs": SUBSTITUTE,
    }
    # What is not assigned yet, or private, no terminal obeys.
    return replacements.get(kind, character)


def is_text(text: str) -> bool:
    """Whether it is text at all: bytes that are none reach Python as lone surrogates."""
    return not any("\ud800" <= character <= "\udfff" for character in text)


def width(text: str) -> int:
    """Return how many cells of a terminal the text takes."""
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.category(c) in _NO_WIDTH
        else 1 + (unicodedata.east_asian_width(c) in _WIDE)
        for c in text
    )


def cut(text: str, cells: int) -> str:
    """Return the text in at most so many cells, an ellipsis where something is missing."""
    if width(text) <= cells:
        return text
    kept: list[str] = []
    used = 1
    for character in text:
        used += width(character)
        if used > cells:
            break
        kept.append(character)
    return "".join(kept) + "…"


def table(
    titles: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    right: frozenset[int] = frozenset(),
    most: int = 44,
) -> list[str]:
    """Return the lines of a table, its titles first; cells are made safe here.

    right: columns that stand at the right edge. most: cells of any column but the last.
    """
    last = len(titles) - 1
    cells = [
        [
            safe_line(cell) if index == last else cut(safe_line(cell), most)
            for index, cell in enumerate(row)
        ]
        for row in rows
    ]
    widths = [max(map(width, column)) for column in zip(titles, *cells, strict=True)]
    return [
        _GAP.join(
            _padded(cell, widths[index], right=index in right) for index, cell in enumerate(row)
        ).rstrip()
        for row in (titles, *cells)
    ]


def _padded(text: str, cells: int, *, right: bool) -> str:
    space = " " * (cells - width(text))
    return space + text if right else text + space


def iso(time_ms: int | None) -> str | None:
    """Return a time as ISO 8601 in UTC to the second, None for none or one beyond any calendar."""
    moment = _moment(time_ms)
    if moment is None:
        return None
    return moment.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def local(time_ms: int | None) -> str:
    """Return a time as people here read it, to the minute; "" for none."""
    moment = _moment(time_ms)
    if moment is None:
        return ""
    try:
        return moment.astimezone().strftime("%Y-%m-%d %H:%M")
    except (OverflowError, OSError, ValueError):  # the system knows no zone for such a year
        return moment.strftime("%Y-%m-%d %H:%M")


def _moment(time_ms: int | None) -> datetime | None:
    if time_ms is None:
        return None
    try:
        return datetime.fromtimestamp(time_ms / 1000, UTC)
    except (OverflowError, OSError, ValueError):
        return None


def octets(count: int) -> str:
    """Return a size as people read it."""
    if count < 1000:  # noqa: PLR2004 - the units below are powers of 1000
        return f"{count} B"
    value = float(count)
    unit = "B"
    for unit in ("kB", "MB", "GB", "TB"):  # noqa: B007 - the one it stops at is the one
        value /= 1000
        if value < 999.5:  # noqa: PLR2004 - rounds to the next unit
            break
    return f"{value:.1f} {unit}" if value < 10 else f"{value:.0f} {unit}"  # noqa: PLR2004 - two digits are enough
