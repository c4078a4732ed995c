"""A response unit's text to a tree of values, without recursion.

Values: `Atom` (a bare word, numbers too), bytes (a quoted string or a literal), None (NIL), and
lists of them. Tolerant where servers are known to be loose: brackets in atoms, doubled blanks,
control characters, an escape before any character.
"""

import re
from typing import Final, TypeAlias, Union

from .buffer import Unit

_SPACE: Final = re.compile(rb"[ \t\r\n\x00]*")
_PLAIN: Final = re.compile(rb'[^ \t\r\n\x00()"\[]*')
_QUOTED: Final = re.compile(rb'"([^"\\]*+(?:\\.[^"\\]*+)*+)"', re.DOTALL)
_ESCAPE: Final = re.compile(rb"\\(.)", re.DOTALL)


class Atom(bytes):
    """A bare word, told apart from a string of the same octets."""

    __slots__ = ()


Value: TypeAlias = Union[Atom, bytes, list["Value"], None]  # noqa: UP007 - recursive


class SyntaxFault(Exception):
    """A response breaks the grammar; its framing is sound and the next one can be read."""


class Lexer:
    """Reads values from one unit, from a position in its first text on."""

    __slots__ = ("_at", "_depth", "_index", "_no_bracket", "_text", "_unit")

    def __init__(self, unit: Unit, position: int, *, depth: int) -> None:
        self._unit = unit
        self._index = 0
        self._text = unit[0]
        self._at = position
        self._depth = depth
        self._no_bracket = False  # no `]` stands between here and the end of this text

    def values(self) -> list[Value]:
        """Return all values to the end of the unit.

        Raises SyntaxFault for unbalanced or too deep parentheses and an unclosed quote.
        """
        open_lists: list[list[Value]] = []
        current: list[Value] = []
        while (token := self._next()) is not _END:
            if token is _OPEN:
                if len(open_lists) >= self._depth:
                    raise SyntaxFault("parentheses too deep")
                open_lists.append(current)
                current = []
            elif token is _CLOSE:
                if not open_lists:
                    raise SyntaxFault("closing parenthesis without an opening one")
                outer = open_lists.pop()
                outer.append(current)
                current = outer
            else:
                current.append(None if token is _NIL else token)
        if open_lists:
            raise SyntaxFault("parenthesis not closed")
        return current

    def _next(self) -> bytes:
        text = self._text
        at = _SPACE.match(text, self._at).end()  # pyright: ignore[reportOptionalMemberAccess]: matches always
        if at >= len(text):
            return self._literal()
        match text[at]:
            case 0x28:
                self._at = at + 1
                return _OPEN
            case 0x29:
                self._at = at + 1
                return _CLOSE
            case 0x22:
                return self._quoted(at)
            case _:
                return self._atom(at)

    def _literal(self) -> bytes:
        """Step over the end of a text: to a literal, or to the end."""
        if self._index + 2 >= len(self._unit):
            self._at = len(self._text)
            return _END
        self._index += 2
        self._text = self._unit[self._index]
        self._at = 0
        self._no_bracket = False
        return self._unit[self._index - 1]

    def _quoted(self, at: int) -> bytes:
        found = _QUOTED.match(self._text, at)
        if found is None:
            raise SyntaxFault("quote not closed")
        self._at = found.end()
        inner = found.group(1)
        return _ESCAPE.sub(rb"\1", inner) if b"\\" in inner else inner

    def _atom(self, at: int) -> bytes:
        """Read a bare word; brackets may hold blanks, as in BODY[HEADER.FIELDS (DATE)]<0>."""
        text, end = self._text, at
        while True:
            end = _PLAIN.match(text, end).end()  # pyright: ignore[reportOptionalMemberAccess]: matches always
            if text[end : end + 1] != b"[":
                break
            close = -1 if self._no_bracket else text.find(b"]", end)
            self._no_bracket = close < 0
            end = end + 1 if close < 0 else close + 1
        self._at = end
        word = text[at:end]
        return _NIL if word in NILS else Atom(word)


_OPEN: Final = Atom(b"(")
_CLOSE: Final = Atom(b")")
_NIL: Final = Atom(b"NIL")
_END: Final = Atom(b"")
NILS: Final = frozenset({b"NIL", b"nil", b"Nil"})


def number(value: Value, *, most: int = 0x7FFFFFFFFFFFFFFF) -> int | None:
    """Return the number an atom or string writes, or None when it is none or beyond `most`.

    `9.3736e+06` is read (mail.ru, MailKit #1838); a sign or a fraction of one is refused.
    """
    if not isinstance(value, bytes) or len(value) > _LONGEST_NUMBER:
        return None
    if value.isdigit():
        found = int(value)
    elif _FLOAT.match(value):
        found = int(float(value))
    else:
        return None
    return found if found <= most else None


_LONGEST_NUMBER: Final = 24  # octets; 63 bits take 19
_FLOAT: Final = re.compile(rb"\d\.\d+[eE]\+\d\d?\Z")
