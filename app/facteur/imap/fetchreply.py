"""A FETCH reply from values to a `Fetched` (RFC 9051 §7.5.2), the general way.

The quick way for runs of plain replies is fastfetch.py; both share the caches here and must give
the same.
"""

import re
from collections.abc import Sequence
from typing import Final

from facteur.mail.flags import from_names
from facteur.mail.structure import Part

from .bodystructure import RawEnvelope, read_envelope, read_structure
from .dates import DateReader
from .lexer import NILS, Atom, SyntaxFault, Value, number
from .responses import Fetched, FlagSet, Section

_SECTION: Final = re.compile(rb"(?:BODY|BINARY)\[([^\]]*)\](?:<(\d{1,19})>)?\Z", re.IGNORECASE)
_REMEMBERED: Final = 4096  # different flag lists of one connection
_UID_MOST: Final = 0xFFFFFFFF
_WHOLE: Final = {b"RFC822": "", b"RFC822.HEADER": "HEADER", b"RFC822.TEXT": "TEXT"}


class FetchReader:
    """Reads replies; remembers days and flag lists."""

    __slots__ = ("_flags", "dates")

    def __init__(self) -> None:
        self.dates = DateReader()
        self._flags: dict[bytes, FlagSet] = {}

    def flag_set(self, text: bytes) -> FlagSet:
        r"""Return the flags of a list's inside, blanks between: b"\\Seen $Junk"."""
        held = self._flags.get(text)
        if held is None:
            bits, keywords = from_names(
                word.decode("utf-8", "replace") for word in text.split() if word not in NILS
            )
            held = FlagSet(bits, keywords)
            if len(self._flags) >= _REMEMBERED:
                self._flags.clear()
            self._flags[text] = held
        return held

    def flag_sets(self, texts: Sequence[bytes]) -> list[FlagSet]:
        """Return the flags of many lists."""
        try:
            return list(map(self._flags.__getitem__, texts))
        except KeyError:
            return list(map(self.flag_set, texts))

    def read(self, sequence: int, values: list[Value]) -> Fetched:
        """Return the reply about message `sequence`.

        msg-att = "(" (msg-att-dynamic / msg-att-static) *(SP …) ")"
        Raises SyntaxFault when there is no list or its items are no pairs.
        """
        items = values[0] if len(values) == 1 else None
        if not isinstance(items, list) or not sequence:
            raise SyntaxFault("FETCH without its items")
        reply = _Reply(self)
        at = 0
        while at < len(items):
            key = items[at]
            if not isinstance(key, Atom) or at + 1 >= len(items):
                raise SyntaxFault("FETCH item without a value")
            name = key.upper()
            value = items[at + 1]
            at += 2
            if name.startswith(b"BODY[") and b"]" not in name:
                raise SyntaxFault("section not closed")
            reply.take(name, value)
        return reply.fetched(sequence)


class _Reply:
    """Collects the items of one reply."""

    __slots__ = (
        "_date_ms", "_email_id", "_envelope", "_fault", "_flags", "_labels", "_modseq", "_preview",
        "_reader", "_sections", "_size", "_structure", "_thread_id", "_uid",
    )  # fmt: skip

    def __init__(self, reader: FetchReader) -> None:
        self._reader = reader
        self._uid: int | None = None
        self._flags: FlagSet | None = None
        self._modseq: int | None = None
        self._date_ms: int | None = None
        self._size: int | None = None
        self._sections: list[Section] = []
        self._structure: Part | None = None
        self._fault = False
        self._envelope: RawEnvelope | None = None
        self._preview: str | None = None
        self._email_id = ""
        self._thread_id = ""
        self._labels: tuple[bytes, ...] | None = None

    def take(self, name: bytes, value: Value) -> None:
        """Take one item. What is not known is left out: a server may add items."""
        match name:
            case b"UID":
                self._uid = number(value, most=_UID_MOST)
                if not self._uid:
                    raise SyntaxFault("UID out of range")
            case b"FLAGS":
                words = value if isinstance(value, list) else []
                joined = b" ".join(word for word in words if isinstance(word, bytes))
                self._flags = self._reader.flag_set(joined)
            case b"INTERNALDATE":
                text = value if isinstance(value, bytes) else b""
                self._date_ms = self._reader.dates.read(text)
            case b"RFC822.SIZE":
                self._size = number(value)
            case b"MODSEQ":
                held = value[0] if isinstance(value, list) and value else value
                self._modseq = number(held)
            case b"BODYSTRUCTURE" | b"BODY":
                self._take_structure(value)
            case b"ENVELOPE":
                self._take_envelope(value)
            case _:
                self._take_other(name, value)

    def _take_other(self, name: bytes, value: Value) -> None:
        match name:
            case b"PREVIEW" | b"SNIPPET":
                self._preview = _text(value)
            case b"EMAILID" | b"X-GM-MSGID":
                self._email_id = _text(value)
            case b"THREADID" | b"X-GM-THRID":
                self._thread_id = _text(value)
            case b"X-GM-LABELS":
                words = value if isinstance(value, list) else []
                self._labels = tuple(bytes(word) for word in words if isinstance(word, bytes))
            case b"RFC822" | b"RFC822.HEADER" | b"RFC822.TEXT":
                self._take_section(_WHOLE[name], value, None)
            case _:
                found = _SECTION.match(name)
                if found is not None:
                    section, offset = found.groups()
                    self._take_section(
                        section_name(section), value, int(offset) if offset else None
                    )

    def _take_section(self, name: str, value: Value, offset: int | None) -> None:
        if isinstance(value, list):
            raise SyntaxFault("a section is no list")
        content = bytes(value) if isinstance(value, Atom) else value
        self._sections.append(Section(name, content, offset))

    def _take_structure(self, value: Value) -> None:
        try:
            self._structure = read_structure(value)
        except SyntaxFault:
            self._fault = True

    def _take_envelope(self, value: Value) -> None:
        try:
            self._envelope = read_envelope(value)
        except SyntaxFault:
            self._envelope = None

    def fetched(self, sequence: int) -> Fetched:
        """Return what was collected."""
        return Fetched(
            sequence=sequence,
            uid=self._uid,
            flags=self._flags,
            modseq=self._modseq,
            internal_date_ms=self._date_ms,
            size_octets=self._size,
            sections=tuple(self._sections),
            structure=self._structure,
            structure_fault=self._fault,
            envelope=self._envelope,
            preview=self._preview,
            email_id=self._email_id,
            thread_id=self._thread_id,
            labels=self._labels,
        )


def section_name(inside: bytes) -> str:
    """Return the name between the brackets, upper-case, header names without their quotes."""
    return b" ".join(inside.replace(b'"', b"").upper().split()).decode("ascii", "replace")


def _text(value: Value) -> str:
    if isinstance(value, list):
        value = value[0] if value else None
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else ""
