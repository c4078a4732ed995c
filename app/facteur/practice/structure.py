"""What IMAP tells of the inside of a message: sections and BODYSTRUCTURE (RFC 9051 §6.4.5, §7.5.2).

Read from the bytes that were delivered, so that a section is exactly what lies in the message.
"""

import email.parser
import email.policy
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import Message
from typing import TypeAlias, cast
from urllib.parse import quote

_Extended: TypeAlias = tuple[str | None, str | None, str]  # of RFC 2231
_Value: TypeAlias = str | _Extended
_LINE = b"\r\n"
_END = _LINE + _LINE


class NoSection(Exception):
    """The message has no such section."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A message or a part of one. head ends with its blank line; parts of a leaf: none."""

    head: bytes
    body: bytes
    headers: Message
    parts: tuple["Entity", ...] = ()

    @property
    def kind(self) -> str:
        """The content type, in lower case."""
        return self.headers.get_content_type()


def parsed(raw: bytes) -> Entity:
    """Return a message with its parts."""
    if raw.startswith(_LINE):  # a part without header lines
        head, body = _LINE, raw[len(_LINE) :]
    else:
        head, found, body = raw.partition(_END)
        head = head + _END if found else raw
    headers = email.parser.BytesHeaderParser(policy=email.policy.compat32).parsebytes(head)
    boundary = headers.get_boundary()
    parts: tuple[Entity, ...] = ()
    if headers.get_content_maintype() == "multipart" and boundary:
        parts = tuple(parsed(piece) for piece in _pieces(body, boundary.encode()))
    return Entity(head=head, body=body, headers=headers, parts=parts)


def _pieces(body: bytes, boundary: bytes) -> Sequence[bytes]:
    """Cut a multipart body (RFC 2046 §5.1.1); the line end before a boundary belongs to it."""
    pieces = (b"\r\n" + body).split(b"\r\n--" + boundary)[1:]
    found: list[bytes] = []
    for piece in pieces:
        if piece.startswith(b"--"):
            break
        _rest_of_line, _end, content = piece.partition(b"\r\n")
        found.append(content)
    return found


def part(whole: Entity, path: Sequence[int]) -> Entity:
    """Return the part with these numbers, from 1; a leaf is its own first part.

    Raises NoSection.
    """
    here = whole
    for number in path:
        if here.parts:
            if not 0 < number <= len(here.parts):
                raise NoSection
            here = here.parts[number - 1]
        elif number != 1:
            raise NoSection
    return here


def fields(entity: Entity, names: Sequence[str], *, others: bool) -> bytes:
    """Return the header lines of these names (or all others) as they stand, and a blank line."""
    wanted = {name.lower() for name in names}
    kept = [line for name, line in _lines(entity.head) if (name in wanted) != others]
    return b"".join(kept) + b"\r\n"


def _lines(head: bytes) -> list[tuple[str, bytes]]:
    """Return each header line, folded ones whole, with its name in lower case."""
    found: list[tuple[str, bytes]] = []
    for line in head.splitlines(keepends=True):
        if line[:1] in (b" ", b"\t") and found:
            name, before = found[-1]
            found[-1] = (name, before + line)
        elif line.strip():
            found.append((line.partition(b":")[0].strip().decode("ascii", "replace").lower(), line))
    return found


def body_structure(entity: Entity) -> bytes:
    """Return the extensible form, BODYSTRUCTURE."""
    if entity.parts:
        inner = b"".join(body_structure(one) for one in entity.parts)
        subtype = _string(entity.headers.get_content_subtype())
        return b"(%b %b %b NIL NIL NIL)" % (inner, subtype, _parameters(entity, "content-type"))
    head = entity.headers
    words = [
        _string(head.get_content_maintype()),
        _string(head.get_content_subtype()),
        _parameters(entity, "content-type"),
        _string(head.get("Content-ID")),
        _string(head.get("Content-Description")),
        _string(str(head.get("Content-Transfer-Encoding", "7bit")).strip()),
        b"%d" % len(entity.body),
    ]
    if head.get_content_maintype() == "text":
        words.append(b"%d" % entity.body.count(b"\n"))
    words += [b"NIL", _disposition(entity), b"NIL", b"NIL"]
    return b"(" + b" ".join(words) + b")"


def _disposition(entity: Entity) -> bytes:
    name = entity.headers.get_content_disposition()
    if name is None:
        return b"NIL"
    return b"(%b %b)" % (_string(name), _parameters(entity, "content-disposition"))


def _parameters(entity: Entity, header: str) -> bytes:
    """Return the parameters of a header; one in the form of RFC 2231 is given as it is."""
    found = cast("list[tuple[str, _Value]] | None", entity.headers.get_params(None, header))
    words: list[bytes] = []
    for name, value in (found or [])[1:]:
        extended = isinstance(value, tuple)
        text = _extended(value) if extended else value
        words += [_string(name + "*" if extended else name), _string(text)]
    return b"(" + b" ".join(words) + b")" if words else b"NIL"


def _extended(value: _Extended) -> str:
    """Return a value as it stood; the parser has undone its percent signs, octet by octet."""
    charset, language, text = value
    octets = quote(text.encode("latin-1", "replace"), safe="")
    return f"{charset or 'us-ascii'}'{language or ''}'{octets}"


def _string(value: object) -> bytes:
    """Return a string of IMAP; NIL for none."""
    if value is None:
        return b"NIL"
    data = " ".join(str(value).split()).encode("ascii", "replace")
    return b'"' + data.replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"'
