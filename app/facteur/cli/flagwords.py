r"""`+\Seen` and `-\Flagged`: changes of flags as words, pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from facteur.base.errors import UsageError
from facteur.mail.flags import BY_LOWER_NAME, Flags

# An atom as RFC 9051 §9 writes it, without the "]" that some servers stumble over.
_KEYWORD = re.compile(r"[!#$&'+,./0-9:;<=>?@A-Z\[^_`a-z|}~-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is set and what is cleared; nothing is in both."""

    add: Flags
    remove: Flags
    add_keywords: tuple[str, ...]
    remove_keywords: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing would change."""
        return not (self.add or self.remove or self.add_keywords or self.remove_keywords)


def is_change(word: str) -> bool:
    """Whether the word sets or clears a flag, so is no key and no option."""
    return word[:1] in {"+", "-"} and not word.startswith("--")


def changes(words: Sequence[str]) -> Change:
    """Return the words as one change.

    Raises UsageError: `flag-unknown`, `keyword-invalid`, `flag-both` with the word as detail.
    """
    add, add_keywords = _flags([word[1:] for word in words if word.startswith("+")])
    remove, remove_keywords = _flags([word[1:] for word in words if word.startswith("-")])
    removed = {keyword.lower() for keyword in remove_keywords}
    both = [keyword for keyword in add_keywords if keyword.lower() in removed]
    if add & remove or both:
        raise UsageError("flag-both", detail=both[0] if both else (add & remove).name or "")
    return Change(
        add=add, remove=remove, add_keywords=add_keywords, remove_keywords=remove_keywords
    )


def _flags(names: Sequence[str]) -> tuple[Flags, tuple[str, ...]]:
    bits = Flags(0)
    keywords: dict[str, None] = {}
    for name in names:
        known = BY_LOWER_NAME.get(f"\\{name.lower().removeprefix(chr(92))}")
        if known is not None:
            bits |= known
        elif name.startswith("\\"):
            raise UsageError("flag-unknown", detail=name)
        elif not _KEYWORD.fullmatch(name):
            raise UsageError("keyword-invalid", detail=name)
        else:
            keywords[name] = None
    return bits, tuple(keywords)
