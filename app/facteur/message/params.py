"""Parameters of Content-Type and Content-Disposition: RFC 2045 §5.1, RFC 2231, and broken ones."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from urllib.parse import unquote_to_bytes

from facteur.message import charset
from facteur.message.encodedword import decode_words

MAX_PARAMS = 200
_SEGMENT = re.compile(r'\s*+((?:[^;"]|"(?:[^"\\]|\\.)*+(?:"|\Z))*+)(?:;|\Z)', re.DOTALL)
_NAME = re.compile(r"\s*([^\s=*]+)(?:\*(\d{1,4}))?(\*)?\s*=\s*", re.DOTALL)
_PIECE_LIMIT = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """A value and its parameters; names lower-case, each once, texts decoded."""

    value: str
    items: tuple[tuple[str, str], ...] = ()
    broken: bool = False

    def get(self, name: str) -> str:
        """Return the parameter of that lower-case name, "" when absent."""
        return next((text for key, text in self.items if key == name), "")


def parse_parameters(text: str) -> Parameters:
    """Return the value before the first semicolon, lower-case, and the parameters after it.

    Pieces (`name*0`, `name*1*`) are joined in order of their numbers; missing ones are passed
    over and reported as broken.
    """
    segments = [found.group(1).strip() for found in _segments(text)]
    if not segments:
        return Parameters(value="")
    value = _without_comment(segments[0]).strip('"').lower()
    first = segments[1:]
    if "=" in value and _NAME.match(segments[0]):  # the value is missing: `charset=utf-8`
        value, first = "", segments
    plain: dict[str, str] = {}
    pieces: dict[str, dict[int, tuple[str, bool]]] = {}
    for segment in first:
        _collect(segment, plain, pieces)
    return _finished(value, plain, pieces)


def from_pairs(pairs: Iterable[tuple[str, str]], value: str = "") -> Parameters:
    """Return parameters a server listed in a body structure, which it does not decode."""
    plain: dict[str, str] = {}
    pieces: dict[str, dict[int, tuple[str, bool]]] = {}
    for name, text in islice(pairs, MAX_PARAMS):
        named = _NAME.match(f"{name}=")
        if named is not None:
            _store(named, text, plain, pieces)
    return _finished(value, plain, pieces)


def _finished(
    value: str, plain: dict[str, str], pieces: dict[str, dict[int, tuple[str, bool]]]
) -> Parameters:
    broken = False
    for name, numbered in pieces.items():
        joined, whole = _join(numbered)
        broken = broken or not whole
        plain[name] = joined  # the extended form wins over a plain fallback
    return Parameters(value=value, items=tuple(plain.items()), broken=broken)


def _segments(text: str) -> list[re.Match[str]]:
    found: list[re.Match[str]] = []
    at = 0
    while at < len(text) and len(found) <= MAX_PARAMS:
        segment = _SEGMENT.match(text, at)
        if segment is None:  # an unclosed quotation: the pattern always matches at a semicolon
            break
        found.append(segment)
        at = segment.end() if segment.end() > at else at + 1
    return found


def _collect(
    segment: str, plain: dict[str, str], pieces: dict[str, dict[int, tuple[str, bool]]]
) -> None:
    named = _NAME.match(segment)
    if named is not None:
        _store(named, _unquote(segment[named.end() :]), plain, pieces)


def _store(
    named: re.Match[str],
    raw: str,
    plain: dict[str, str],
    pieces: dict[str, dict[int, tuple[str, bool]]],
) -> None:
    name = named.group(1).lower()
    if named.group(2) is None and not named.group(3):
        plain.setdefault(name, decode_words(raw) if "=?" in raw else raw)
        return
    numbered = pieces.setdefault(name, {})
    if len(numbered) < _PIECE_LIMIT:
        numbered.setdefault(int(named.group(2) or 0), (raw, bool(named.group(3))))


def _without_comment(text: str) -> str:
    """Return text without a comment at its end."""
    text = text.strip()
    if text.endswith(")") and '"' not in text:
        start = text.rfind("(")
        if start > 0:
            return text[:start].rstrip()
    return text


def _unquote(raw: str) -> str:
    if not raw.startswith('"'):
        return _without_comment(raw)
    end = raw.rfind('"')
    inner = raw[1:end] if end > 0 else raw[1:]
    # Only quotes and backslashes are unescaped: Windows paths stand unescaped in real mail.
    return inner.replace('\\"', '"').replace("\\\\", "\\") if "\\" in inner else inner


def _join(numbered: dict[int, tuple[str, bool]]) -> tuple[str, bool]:
    """Return the joined text, and whether no piece is missing."""
    order = sorted(numbered)
    name, encoded = "", False
    octets: list[bytes] = []
    for place, number in enumerate(order):
        raw, extended = numbered[number]
        if extended and place == 0 and raw.count("'") >= 2:  # noqa: PLR2004 (charset'language'text)
            name, _, rest = raw.partition("'")
            raw = rest.partition("'")[2]
        encoded = encoded or extended
        octets.append(unquote_to_bytes(raw) if extended else raw.encode("utf-8", "replace"))
    data = b"".join(octets)
    whole = order == list(range(len(order)))
    if encoded:
        return charset.decode(data, name or "utf-8")[0], whole
    joined = data.decode("utf-8", "replace")
    return decode_words(joined) if "=?" in joined else joined, whole
