"""No long passage stands twice: what is said in two places is soon changed in one."""

import io
import tokenize
from collections import defaultdict
from pathlib import Path

from tests.support.tree import modules, shown

LONGEST_LINES = 12  # of code; shorter repetitions are often the clearer way
SKIPPED = {tokenize.COMMENT, tokenize.NL, tokenize.INDENT, tokenize.DEDENT, tokenize.ENCODING}


def _lines(path: Path) -> list[tuple[int, str]]:
    """Return the logical lines of code with their numbers; imports and docstrings left out."""
    found: list[tuple[int, str]] = []
    words: list[str] = []
    first = 0
    for token in tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline):
        if token.type == tokenize.NEWLINE:
            text = " ".join(words)
            if words and words[0] not in {"import", "from"} and not text.startswith(('"""', "'''")):
                found.append((first, text))
            words = []
        elif token.type not in SKIPPED:
            first = first if words else token.start[0]
            words.append(token.string)
    return found


def test_no_long_passage_stands_twice() -> None:
    places: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for path in modules():
        lines = _lines(path)
        for at in range(len(lines) - LONGEST_LINES + 1):
            window = lines[at : at + LONGEST_LINES]
            places[tuple(text for _, text in window)].append(f"{shown(path)}:{window[0][0]}")
    twice = [" = ".join(found) for found in places.values() if len(found) > 1]
    assert not twice, "\n".join(twice)
