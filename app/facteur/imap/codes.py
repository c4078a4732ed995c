"""Response codes: `[NAME …]` at the head of a condition's text (RFC 9051 §7.1).

A code that cannot be read is kept by name and text; it never spoils its response.
"""

import re
from typing import Final

from .lexer import number
from .numset import NumSet
from .responses import NO_CODE, Code

_CODE: Final = re.compile(rb"\s*\[([^\s\]]+)[ \t]*")
_LIST_WORD: Final = re.compile(rb"[^\s()]+")
_NUMBERED: Final = {
    "UIDVALIDITY": 0xFFFFFFFF,
    "UIDNEXT": 0xFFFFFFFF,
    "UNSEEN": 0xFFFFFFFF,
    "HIGHESTMODSEQ": 0x7FFFFFFFFFFFFFFF,
    "MESSAGELIMIT": 0xFFFFFFFF,
}
_NAMED: Final = frozenset({"CAPABILITY", "PERMANENTFLAGS", "BADCHARSET"})
# Seen outside its brackets (MailKit #115); only these two are worth the search.
_BARE_UID_CODE: Final = re.compile(rb"\s*(APPENDUID|COPYUID)\s+\d", re.IGNORECASE)


def read_code(rest: bytes) -> tuple[Code, str]:
    """Return the code at the head of `rest`, `NO_CODE` for none, and the text after it."""
    found = _CODE.match(rest)
    if found is None:
        if _BARE_UID_CODE.match(rest):
            name, _, inside = rest.strip().partition(b" ")
            return _known(name.decode("ascii").upper(), inside), ""
        return NO_CODE, _shown(rest)
    name = found.group(1).decode("ascii", "replace").upper()
    # Flags may hold a `]` (Gmail): a list ends at its `)]`.
    end = rest.find(b")]", found.end()) + 1 if rest[found.end() : found.end() + 1] == b"(" else 0
    close = end or rest.find(b"]", found.end())
    if close < 0:
        close = len(rest)
    return _known(name, rest[found.end() : close].strip()), _shown(rest[close + 1 :])


def _known(name: str, inside: bytes) -> Code:
    if name in _NUMBERED:
        return Code(name=name, number=_number(inside, _NUMBERED[name]))
    if name in _NAMED:
        return Code(name=name, names=tuple(_LIST_WORD.findall(inside)))
    if name in {"APPENDUID", "COPYUID"}:
        return _moved(name, inside)
    return Code(name=name, text=_shown(inside))


def _number(inside: bytes, most: int) -> int | None:
    first = inside.split(maxsplit=1)
    return number(first[0], most=most) if first else None


def _moved(name: str, inside: bytes) -> Code:
    """resp-code-copy = "COPYUID" SP nz-number SP uid-set SP uid-set, RFC 4315 §4.

    Empty sets and UID 0 exist (MailKit #555, #240); a set in another order than ascending would
    pair the wrong messages, but for a single one the pair is sure.
    """
    words = inside.split()
    nothing = Code(name=name, text=_shown(inside))
    if len(words) != (2 if name == "APPENDUID" else 3):
        return nothing
    try:
        uidvalidity = number(words[0], most=0xFFFFFFFF)
        sets = [NumSet.parse(word) for word in words[1:] if b"*" not in word]
    except ValueError:
        return nothing
    if not uidvalidity or len(sets) != len(words) - 1:
        return nothing
    if name == "APPENDUID":
        return Code(name=name, uidvalidity=uidvalidity, target=sets[0])
    if len(sets[0]) != len(sets[1]):
        return nothing
    return Code(name=name, uidvalidity=uidvalidity, source=sets[0], target=sets[1])


def _shown(text: bytes) -> str:
    return text.strip(b" \x00").decode("utf-8", "replace")
