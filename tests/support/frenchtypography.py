"""Finds what a French typographer would mark: spaces before signs, quotes, apostrophes, capitals."""

import re

NBSP = "\u00a0"  # before the colon, inside guillemets
THIN = "\u202f"  # before ; ! ? %

_MARKUP = re.compile(r"<[^>]*>|&[a-z]+;|&(?=\w)")
_RULES = (
    (re.compile(rf"(?<!{NBSP}):(?=\s|$)"), "a no-break space (U+00A0) before the colon"),
    (re.compile(rf"«(?!{NBSP})|(?<!{NBSP})»"), "no-break spaces (U+00A0) inside « »"),
    (
        re.compile(rf"(?<![{THIN}?!])[;!?](?=[\s»)]|$)"),
        "a thin space (U+202F) before ; ! ?",
    ),
    (re.compile(rf"(?<!{THIN})%(?![0-9nL])"), "a thin space (U+202F) before the percent sign"),
    (re.compile(r"'"), "the apostrophe ’ (U+2019)"),
    (re.compile(r'"'), "guillemets instead of straight quotes"),
    (re.compile(r"\.\.\."), "the ellipsis … (U+2026)"),
    (re.compile(r" {2,}"), "one space"),
    (
        re.compile(r"\bE(?=crire|chec|tat|toil|tape|l[ée]ment|diter|cran|viter|teindre|met|quipe)"),
        "É",
    ),
    (re.compile(r"(?:^|[.!?…] )A (?=[a-zéèêàâîôû])(?!t |b )"), "À"),
)


def faults(text: str) -> list[str]:
    """Return what is wanted, one entry a fault; markup and accelerators are not read."""
    plain = _MARKUP.sub("", text)
    return [wanted for pattern, wanted in _RULES for _ in pattern.finditer(plain)]
