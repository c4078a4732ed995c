"""HTML tamed before a parser sees it: depth, number of tags and attributes limited, in one pass.

html5ever looks through all open elements at each block element, compares each attribute of a
tag with those before it, and makes unclosed formatting elements anew in every block: nesting,
attributes and `<font>` without end make it quadratic. Not here: cleaning; this may be fooled
into dropping a tag too many, and what it leaves is still hostile.
"""

import re

MAX_DEPTH = 300
MAX_FORMATTING = 40
MAX_TAGS = 100_000
MAX_ATTRIBUTES = 500
# Character references are quadratic too: 100,000 take 0.1 s, a million 7 s.
MAX_AMPERSANDS = 100_000

_ATTRIBUTE = (
    r"[^ \t\n\f\r/>][^ \t\n\f\r/>=]*+"
    r"(?:[ \t\n\f\r]*+=[ \t\n\f\r]*+(?:\"[^\"]*+\"|'[^']*+'|[^ \t\n\f\r>]*+))?+"
)
# A tag as the tokenizer of the HTML standard reads it, quoted values included.
_TAG = re.compile(rf"<(/?)([a-zA-Z][a-zA-Z0-9:-]*+)((?:[ \t\n\f\r/]++|{_ATTRIBUTE})*+)>?")
_ONE_ATTRIBUTE = re.compile(_ATTRIBUTE)
_LONG = 2000
# Elements without an end of their own, or whose end is implied; they do not nest by themselves.
_FLAT = frozenset(
    """p li td th tr dd dt option tbody thead tfoot colgroup area base br col embed hr img input
    link meta param source track wbr html head body optgroup rp rt""".split()
)
_FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())
_RAW = frozenset("script style title textarea xmp iframe noembed noframes noscript".split())
# An end tag reaches no element outside these (HTML, "has an element in scope").
_BARRIERS = frozenset("table select svg math template object applet marquee".split())
_REACH = 8


def tame(text: str) -> tuple[str, bool]:
    """Return HTML that a parser reads in linear time, and whether its end was cut off."""
    cut = text.count("&") > MAX_AMPERSANDS
    if cut:
        text = "&".join(text.split("&", MAX_AMPERSANDS)[:-1])
    tamed, ended = _Tamer(text).run()
    return tamed, cut or ended


class _Tamer:
    def __init__(self, text: str) -> None:
        self._text = text
        self._out: list[str] = []
        self._copied = 0
        self._open: list[str] = []
        self._dropped: dict[str, int] = {}
        self._formatting: dict[str, int] = {}
        self._formatting_count = 0

    def run(self) -> tuple[str, bool]:
        at = count = 0
        while (found := _TAG.search(self._text, at)) is not None:
            count += 1
            if count > MAX_TAGS:
                self._out.append(self._text[self._copied : found.start()])
                return "".join(self._out), True
            at = found.end()
            name = found.group(2).lower()
            if name in _FLAT:
                if _overloaded(found.group(3)):
                    self._drop(found)
            elif found.group(1):
                self._close(name, found)
            else:
                at = self._open_tag(name, found)
        if not self._out:
            return self._text, False
        self._out.append(self._text[self._copied :])
        return "".join(self._out), False

    def _drop(self, found: re.Match[str]) -> None:
        self._out.append(self._text[self._copied : found.start()])
        self._copied = found.end()

    def _open_tag(self, name: str, found: re.Match[str]) -> int:
        """Let a start tag pass or drop it; return where to go on, after raw text."""
        formatting = name in _FORMATTING
        full = formatting and self._formatting_count >= MAX_FORMATTING
        if full or len(self._open) >= MAX_DEPTH or _overloaded(found.group(3)):
            self._dropped[name] = self._dropped.get(name, 0) + 1
            self._drop(found)
            return found.end()
        if name in _RAW:
            end = re.compile(rf"</{name}", re.IGNORECASE).search(self._text, found.end())
            return end.start() if end else len(self._text)
        self._open.append(name)
        if formatting:
            self._formatting[name] = self._formatting.get(name, 0) + 1
            self._formatting_count += 1
        return found.end()

    def _close(self, name: str, found: re.Match[str]) -> None:
        if self._dropped.get(name):
            self._dropped[name] -= 1
            self._drop(found)
            return
        if self._formatting.get(name):
            self._formatting[name] -= 1
            self._formatting_count -= 1
        reach = len(self._open) if name == "table" else _REACH
        for distance in range(1, min(reach, len(self._open)) + 1):
            opened = self._open[-distance]
            if opened == name:
                del self._open[-distance:]
                return
            if opened in _BARRIERS:
                return


def _overloaded(attributes: str) -> bool:
    """Whether a tag has more attributes than any honest one."""
    if len(attributes) < _LONG:
        return False
    return sum(1 for _ in _ONE_ATTRIBUTE.finditer(attributes)) > MAX_ATTRIBUTES
