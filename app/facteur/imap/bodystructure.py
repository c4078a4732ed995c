"""BODYSTRUCTURE and ENVELOPE from values to trees (RFC 9051 §7.5.2), holes mended.

Known holes (protocol notes 1.16): NIL type, encoding, parameters; negative or huge counts;
`"inline"` without a list; multiparts without parts; ENVELOPE in one more parenthesis or with
tokens missing at its end. What cannot be mended raises SyntaxFault and concerns one item only.
"""

from dataclasses import dataclass
from typing import Final

from facteur.mail.structure import Part

from .lexer import SyntaxFault, Value, number

_MOST_PARTS: Final = 10_000
_MOST_OCTETS: Final = 0x7FFFFFFFFFFFFFFF


@dataclass(frozen=True, slots=True, kw_only=True)
class RawAddress:
    """An address as ENVELOPE gives it: undecoded; a None host marks a group's begin or end."""

    name: bytes | None
    mailbox: bytes | None
    host: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RawEnvelope:
    """An ENVELOPE, undecoded; b"" and () stand for NIL."""

    date: bytes = b""
    subject: bytes = b""
    sent_from: tuple[RawAddress, ...] = ()
    sender: tuple[RawAddress, ...] = ()
    reply_to: tuple[RawAddress, ...] = ()
    to: tuple[RawAddress, ...] = ()
    cc: tuple[RawAddress, ...] = ()
    bcc: tuple[RawAddress, ...] = ()
    in_reply_to: bytes = b""
    message_id: bytes = b""


def read_envelope(value: Value) -> RawEnvelope:
    """Return the envelope.

    envelope = "(" env-date SP env-subject SP env-from SP … SP env-message-id ")"
    Raises SyntaxFault when it is no list.
    """
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], list):
        value = value[0]  # Domino: extra parentheses (MailKit #943)
    if not isinstance(value, list):
        raise SyntaxFault("ENVELOPE is no list")
    fields = value + [None] * (10 - len(value))
    return RawEnvelope(
        date=_octets(fields[0]),
        subject=_octets(fields[1]),
        sent_from=_addresses(fields[2]),
        sender=_addresses(fields[3]),
        reply_to=_addresses(fields[4]),
        to=_addresses(fields[5]),
        cc=_addresses(fields[6]),
        bcc=_addresses(fields[7]),
        in_reply_to=_octets(fields[8]),
        message_id=_octets(fields[9]),
    )


def read_structure(value: Value) -> Part:
    """Return the tree of parts.

    body = "(" (body-type-1part / body-type-mpart) ")"
    Raises SyntaxFault when a part is no list or there are more than 10,000.
    """
    return _Reader().root(value)


class _Reader:
    """Counts the parts of one structure while it is read; the lexer has bounded its depth."""

    __slots__ = ("_left",)

    def __init__(self) -> None:
        self._left = _MOST_PARTS

    def root(self, value: Value) -> Part:
        multipart = isinstance(value, list) and _is_multipart(value)
        return self._part(value, "" if multipart else "1", inside="")

    def _part(self, value: Value, section: str, *, inside: str) -> Part:
        """Read one part. inside: the section whose number its children continue."""
        self._left -= 1
        if not isinstance(value, list) or self._left < 0:
            raise SyntaxFault("body structure is no list, or has too many parts")
        if _is_multipart(value):
            return self._multipart(value, section, inside=inside)
        return self._single(value, section)

    def _multipart(self, value: list[Value], section: str, *, inside: str) -> Part:
        """body-type-mpart = 1*body SP media-subtype [SP body-ext-mpart]."""
        count = next((n for n, item in enumerate(value) if not isinstance(item, list)), len(value))
        prefix = f"{inside}." if inside else ""
        bodies = [item for item in value[:count] if item]
        children = tuple(
            self._part(item, f"{prefix}{n}", inside=f"{prefix}{n}")
            for n, item in enumerate(bodies, start=1)
        )
        rest = [*value[count:], None, None, None, None, None]
        kind, pairs = _disposition(rest[2])
        return Part(
            section=section,
            media_type=f"multipart/{_text(rest[0]).lower() or 'mixed'}",
            parameters=_pairs(rest[1]),
            disposition=kind,
            disposition_parameters=pairs,
            language=_words(rest[3]),
            location=_text(rest[4]),
            children=children,
        )

    def _single(self, value: list[Value], section: str) -> Part:
        """body-type-1part = (body-type-basic / body-type-msg / body-type-text) [SP ext]."""
        fields = [*value, *([None] * 12)]
        main, sub = _text(fields[0]).lower(), _text(fields[1]).lower()
        media_type = f"{main}/{sub}" if main and sub else "application/octet-stream"
        at, lines, children = 7, 0, ()
        if media_type in {"message/rfc822", "message/global"} and isinstance(fields[8], list):
            children = (self._inner(fields[8], section),)
            lines, at = _count(fields[9]), 10
        elif main == "text":
            lines, at = _count(fields[7]), 8
        kind, pairs = _disposition(fields[at + 1])
        return Part(
            section=section,
            media_type=media_type,
            parameters=_pairs(fields[2]),
            content_id=_text(fields[3]),
            description=_text(fields[4]),
            encoding=_text(fields[5]).lower(),
            size_octets=_count(fields[6]),
            lines=lines,
            disposition=kind,
            disposition_parameters=pairs,
            language=_words(fields[at + 2]),
            location=_text(fields[at + 3]) if at + 3 < len(fields) else "",
            children=children,
        )

    def _inner(self, value: list[Value], section: str) -> Part:
        """Read the body of a message/rfc822: its parts are numbered below the message."""
        if _is_multipart(value):
            return self._part(value, f"{section}.TEXT", inside=section)
        return self._part(value, f"{section}.1", inside=f"{section}.1")


def _is_multipart(value: list[Value]) -> bool:
    """Whether a list is a multipart; `()` and `(() "mixed")` are ones without parts."""
    return not value or isinstance(value[0], list)


def _octets(value: Value) -> bytes:
    return bytes(value) if isinstance(value, bytes) else b""


def _text(value: Value) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else ""


def _count(value: Value) -> int:
    return number(value, most=_MOST_OCTETS) or 0


def _pairs(value: Value) -> tuple[tuple[str, str], ...]:
    """body-fld-param = "(" string SP string *(SP string SP string) ")" / nil."""
    if not isinstance(value, list):
        return ()
    return tuple(
        (_text(key).lower(), _text(held))
        for key, held in zip(value[::2], value[1::2], strict=False)
    )


def _disposition(value: Value) -> tuple[str, tuple[tuple[str, str], ...]]:
    """body-fld-dsp = "(" string SP body-fld-param ")" / nil; a bare "inline" is seen too."""
    if isinstance(value, list):
        kind = _text(value[0]).lower() if value else ""
        return kind, _pairs(value[1]) if len(value) > 1 else ()
    return _text(value).lower(), ()


def _words(value: Value) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(_text(item) for item in value if isinstance(item, bytes))
    return (_text(value),) if value else ()


def _addresses(value: Value) -> tuple[RawAddress, ...]:
    if not isinstance(value, list):
        return ()
    return tuple(_address(item) for item in value if isinstance(item, list))


def _address(value: list[Value]) -> RawAddress:
    fields = [item if isinstance(item, bytes) else None for item in value] + [None] * 4
    return RawAddress(name=fields[0], mailbox=fields[2], host=fields[3])
