"""Response units to events, one function per kind of response, headed by its grammar.

Not here: state. The connection maps sequence numbers, keeps capabilities and judges what may come
when. A function raises SyntaxFault for a response that is to be left out.
"""

import re
from array import array
from collections.abc import Callable
from typing import Final, TypeAlias

from .buffer import Unit
from .capabilities import Capabilities
from .codes import read_code
from .fetchreply import FetchReader
from .lexer import Atom, Lexer, SyntaxFault, Value, number
from .limits import Limits
from .numset import NumSet
from .responses import (
    Bye,
    CapabilityList,
    Code,
    Enabled,
    ESearchResult,
    Event,
    Exists,
    Expunged,
    FlagsList,
    IdRow,
    ListRow,
    Namespace,
    NamespaceRow,
    OtherData,
    SearchResult,
    Status,
    StatusRow,
    StatusText,
    Vanished,
)

_NUMBER32: Final = 0xFFFFFFFF
_STATUS: Final = re.compile(rb"(OK|NO|BAD|BYE|PREAUTH)(?: |\Z)(.*)", re.DOTALL | re.IGNORECASE)
_NUMBERED: Final = re.compile(rb"(\d{1,20})[ \t]+([A-Za-z]+)[ \t]*")
_WORD: Final = re.compile(rb"[^ \t\r\n()]+")
_SEARCH_MODSEQ: Final = re.compile(rb"\(\s*MODSEQ\s+(\d{1,20})\s*\)\s*\Z", re.IGNORECASE)


def read_status(rest: bytes) -> tuple[Status, Code, str] | None:
    """Return a condition with its code and text, or None when `rest` is no condition.

    resp-cond-state = ("OK" / "NO" / "BAD") SP resp-text
    """
    found = _STATUS.match(rest)
    if found is None:
        return None
    code, text = read_code(found.group(2))
    return Status(found.group(1).decode("ascii").upper()), code, text


class Parser:
    """Reads untagged responses. It holds caches (days, flag lists) and the limits, no state."""

    __slots__ = ("_limits", "fetch")

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.fetch = FetchReader()

    def untagged(self, unit: Unit) -> Event | None:
        """Return the event of a unit that begins with "* ", or None for what is not kept.

        response-data = "*" SP (resp-cond-state / resp-cond-bye / mailbox-data / message-data /
        capability-data / enable-data) CRLF
        Raises SyntaxFault.
        """
        text = unit[0]
        at = 2
        numbered = _NUMBERED.match(text, at)
        if numbered is not None:
            return self._numbered(unit, numbered)
        condition = read_status(text[at:])
        if condition is not None:
            status, code, words = condition
            if status is Status.BYE:
                return Bye(code=code, text=words)
            return StatusText(status=status, code=code, text=words)
        word = _WORD.match(text, at)
        if word is None:
            raise SyntaxFault("no response name")
        name = word.group().decode("ascii", "replace").upper()
        if name == "SEARCH":
            return _search(text[word.end() :])
        return self._named(name, unit, word.end())

    def _named(self, name: str, unit: Unit, at: int) -> Event:
        values = Lexer(unit, at, depth=self._limits.depth).values()
        reader = _READERS.get(name)
        if reader is None:
            return OtherData(name=name, values=tuple(values))
        return reader(name, values)

    def _numbered(self, unit: Unit, found: re.Match[bytes]) -> Event | None:
        """message-data = nz-number SP ("EXPUNGE" / ("FETCH" SP msg-att))."""
        count = int(found.group(1))
        if count > _NUMBER32:
            raise SyntaxFault("number beyond 32 bits")
        match found.group(2).upper():
            case b"EXISTS":
                return Exists(count=count)
            case b"EXPUNGE":
                return Expunged(sequence=count, uid=None)
            case b"FETCH":
                values = Lexer(unit, found.end(), depth=self._limits.depth).values()
                return self.fetch.read(count, values)
            case b"RECENT":
                return None
            case name:
                return OtherData(name=name.decode("ascii").upper(), values=(Atom(found.group(1)),))


def _search(rest: bytes) -> SearchResult:
    """Read `"SEARCH" [1*(SP nz-number) [SP search-sort-mod-seq]]` (RFC 7162 §3.1.5)."""
    modseq = None
    found = _SEARCH_MODSEQ.search(rest, max(0, len(rest) - 64))
    if found is not None:
        modseq = number(found.group(1))
        rest = rest[: found.start()]
    try:
        numbers = array("I", map(int, rest.split()))
        return SearchResult(numbers=NumSet.of(numbers) if numbers else None, modseq=modseq)
    except (ValueError, OverflowError) as fault:
        raise SyntaxFault("SEARCH with something that is no number") from fault


def _capability(_name: str, values: list[Value]) -> CapabilityList:
    """capability-data = "CAPABILITY" *(SP capability)."""
    return CapabilityList(names=Capabilities.parse(_words(values)).names)


def _enabled(_name: str, values: list[Value]) -> Enabled:
    """enable-data = "ENABLED" *(SP capability)."""
    return Enabled(names=frozenset(_upper(word) for word in _words(values)))


def _flags(_name: str, values: list[Value]) -> FlagsList:
    """mailbox-data = "FLAGS" SP flag-list."""
    return FlagsList(names=tuple(_words(_list(values, 0))))


def _list_row(name: str, values: list[Value]) -> ListRow:
    """mailbox-list = "(" [mbx-list-flags] ")" SP (DQUOTE QUOTED-CHAR DQUOTE / nil) SP mailbox."""
    if not values[2:]:
        raise SyntaxFault("LIST without a name")
    attributes = frozenset(
        word.decode("ascii", "replace").lower() for word in _words(_list(values, 0))
    )
    delimiter = values[1] if isinstance(values[1], bytes) else b""
    names = values[2:]
    old_name = None
    if len(names) > 1 and isinstance(names[-1], list):
        old_name = _old_name(names.pop())
    return ListRow(
        kind=name,
        attributes=attributes,
        delimiter=bytes(delimiter),
        name=_mailbox(names),
        old_name=old_name,
    )


def _old_name(extended: Value) -> bytes | None:
    """Look for OLDNAME among the extended items (RFC 9051 §6.3.9.7)."""
    if not isinstance(extended, list):
        return None
    for key, value in zip(extended[::2], extended[1::2], strict=False):
        if isinstance(key, bytes) and key.upper() == b"OLDNAME" and isinstance(value, list):
            return next((bytes(item) for item in value if isinstance(item, bytes)), None)
    return None


def _mailbox(values: list[Value]) -> bytes:
    """Return a name; unquoted ones with blanks were cut in pieces (Exchange) and are joined."""
    if any(isinstance(value, list) for value in values) or not values:
        raise SyntaxFault("mailbox name expected")
    return b" ".join(b"NIL" if value is None else _bytes(value) for value in values)


def _status_row(_name: str, values: list[Value]) -> StatusRow:
    """mailbox-data = "STATUS" SP mailbox SP "(" [status-att-list] ")"."""
    pairs = values[-1] if values[1:] else None
    if not isinstance(pairs, list):
        raise SyntaxFault("STATUS without its items")
    held: dict[bytes, Value] = {
        key.upper(): value
        for key, value in zip(pairs[::2], pairs[1::2], strict=False)
        if isinstance(key, bytes)
    }
    mailbox_id = held.get(b"MAILBOXID")
    return StatusRow(
        name=_mailbox(values[:-1]),
        messages=number(held.get(b"MESSAGES"), most=_NUMBER32),
        unseen=number(held.get(b"UNSEEN"), most=_NUMBER32),
        uidnext=number(held.get(b"UIDNEXT"), most=_NUMBER32),
        uidvalidity=number(held.get(b"UIDVALIDITY"), most=_NUMBER32),
        highestmodseq=number(held.get(b"HIGHESTMODSEQ")),
        size_octets=number(held.get(b"SIZE")),
        deleted=number(held.get(b"DELETED"), most=_NUMBER32),
        append_limit=number(held.get(b"APPENDLIMIT")),
        mailbox_id=_first_text(mailbox_id),
    )


def _esearch(_name: str, values: list[Value]) -> ESearchResult:
    """esearch-response = "ESEARCH" [search-correlator] [SP "UID"] *(SP search-return-data)."""
    tag, uid, at = "", False, 0
    if values and isinstance(values[0], list):
        correlator = values[0]
        tag = _first_text(correlator[1]) if len(correlator) > 1 else ""
        at = 1
    if at < len(values) and _is_word(values[at], b"UID"):
        uid, at = True, at + 1
    held: dict[bytes, Value] = {
        key.upper(): value
        for key, value in zip(values[at::2], values[at + 1 :: 2], strict=False)
        if isinstance(key, bytes)
    }
    partial = held.get(b"PARTIAL")
    return ESearchResult(
        tag=tag,
        uid=uid,
        numbers=_set(held.get(b"ALL")),
        count=number(held.get(b"COUNT"), most=_NUMBER32),
        low=number(held.get(b"MIN"), most=_NUMBER32),
        high=number(held.get(b"MAX"), most=_NUMBER32),
        modseq=number(held.get(b"MODSEQ")),
        partial=_set(partial[1]) if isinstance(partial, list) and len(partial) > 1 else None,
    )


def _vanished(_name: str, values: list[Value]) -> Vanished:
    """expunged-resp = "VANISHED" [SP "(EARLIER)"] SP known-uids, RFC 7162 §7."""
    earlier = bool(values) and isinstance(values[0], list)
    uids = _set(values[-1] if values else None)
    if uids is None:
        raise SyntaxFault("VANISHED without a set")
    return Vanished(uids=uids, earlier=earlier)


def _id_row(_name: str, values: list[Value]) -> IdRow:
    """id-response = "ID" SP id-params-list, RFC 2971 §4."""
    pairs = _list(values, 0)
    return IdRow(
        fields=tuple(
            (_first_text(key).lower(), _first_text(value))
            for key, value in zip(pairs[::2], pairs[1::2], strict=False)
        )
    )


def _namespace(_name: str, values: list[Value]) -> NamespaceRow:
    """namespace-response = "NAMESPACE" SP namespace SP namespace SP namespace."""
    return NamespaceRow(
        personal=_roots(values, 0), other=_roots(values, 1), shared=_roots(values, 2)
    )


def _roots(values: list[Value], index: int) -> tuple[Namespace, ...]:
    return tuple(
        Namespace(prefix=_bytes(item[0]), delimiter=_bytes(item[1]) if len(item) > 1 else b"")
        for item in _list(values, index)
        if isinstance(item, list) and item
    )


def _set(value: Value) -> NumSet | None:
    """Return a set, or None for none; UIDs of 0 (seen) and anything else is a fault."""
    if value is None:
        return None
    if not isinstance(value, bytes):
        raise SyntaxFault("set expected")
    if b"*" in value:
        raise SyntaxFault("a server's set has no *")
    try:
        return NumSet.parse(value)
    except ValueError as fault:
        raise SyntaxFault("not a set") from fault


def _list(values: list[Value], index: int) -> list[Value]:
    held = values[index] if index < len(values) else None
    return held if isinstance(held, list) else []


def _words(values: list[Value]) -> list[bytes]:
    return [bytes(value) for value in values if isinstance(value, bytes)]


def _bytes(value: Value) -> bytes:
    return bytes(value) if isinstance(value, bytes) else b""


def _upper(word: bytes) -> str:
    return word.decode("ascii", "replace").upper()


def _is_word(value: Value, word: bytes) -> bool:
    return isinstance(value, bytes) and value.upper() == word


def _first_text(value: Value) -> str:
    if isinstance(value, list):
        value = value[0] if value else None
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else ""


_Reader: TypeAlias = Callable[[str, list[Value]], Event]
_READERS: Final[dict[str, _Reader]] = {
    "CAPABILITY": _capability,
    "ENABLED": _enabled,
    "ESEARCH": _esearch,
    "FLAGS": _flags,
    "ID": _id_row,
    "LIST": _list_row,
    "LSUB": _list_row,
    "NAMESPACE": _namespace,
    "STATUS": _status_row,
    "VANISHED": _vanished,
    "XLIST": _list_row,
}
