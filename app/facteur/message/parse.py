"""Bytes of a message → tree of parts with section numbers (RFC 2046, RFC 9051 §6.4.5).

One pass over the delimiter lines with a stack of open entities: linear in the message, whatever
its depth. Bodies are not copied; a part knows where it lies in its source.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from facteur.message import transfer
from facteur.message.defect import Defect
from facteur.message.encodedword import raw_text
from facteur.message.headers import Header, HeaderReader, delimited, is_delimiter
from facteur.message.params import Parameters, parse_parameters

MAX_DEPTH = 100
MAX_PARTS = 10_000
MAX_DEFECTS = 100
_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]{1,80}/[a-z0-9!#$&^_.+-]{1,120}\Z")
_MAX_GUESSED_BOUNDARY = 200
_MAX_BOUNDARY = 1000  # RFC 2046 §5.1.1 allows 70
_IDENTITY = frozenset({"", "7bit", "8bit", "binary"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One entity of a message.

    section: RFC 9051 §6.4.5; a multipart that has no number of its own is "TEXT" or "2.TEXT".
    header: its fields: those of the message for the root and the child of a message/rfc822,
        else the MIME header.
    children: parts of a multipart; the one content of a message/rfc822.
    """

    section: str
    header: Header
    content_type: str
    params: Parameters
    disposition: Parameters
    encoding: str
    content_id: str
    source: bytes = field(repr=False)
    start: int
    body_start: int
    end: int
    children: "tuple[Part, ...]" = ()
    defects: tuple[Defect, ...] = ()

    @property
    def body(self) -> bytes:
        """The octets of the body, still transfer-encoded."""
        return self.source[self.body_start : self.end]

    @property
    def raw(self) -> bytes:
        """The octets of header and body."""
        return self.source[self.start : self.end]

    @property
    def charset(self) -> str:
        """The declared charset, "" when none."""
        return self.params.get("charset")

    def decoded(self) -> bytes:
        """Return the body without its transfer encoding; junk is skipped."""
        return transfer.decode(self.body, self.encoding)[0]

    def walk(self) -> "Iterator[Part]":
        """Yield this part and all below it, in order."""
        stack: list[Part] = [self]
        while stack:
            part = stack.pop()
            yield part
            stack.extend(reversed(part.children))


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A parsed message: its root part and everything that was wrong with its structure."""

    root: Part
    defects: tuple[Defect, ...] = ()

    @property
    def header(self) -> Header:
        """The header of the message."""
        return self.root.header

    def part(self, section: str) -> Part | None:
        """Return the part with that section number."""
        return next((part for part in self.root.walk() if part.section == section), None)


def parse(raw: bytes) -> Message:
    """Return the parts of a message. Any bytes are accepted."""
    if b"\r" in raw and b"\n" not in raw:  # old Macintosh line ends
        raw = raw.replace(b"\r", b"\n")
    budget = _Budget()
    root = _Splitter(raw, budget, depth=0).run("", "text/plain", is_message=True)
    return Message(root=root, defects=tuple(budget.defects))


class _Budget:
    """Parts that may still be made, and the defects found, for one message."""

    def __init__(self) -> None:
        self.parts = MAX_PARTS
        self.defects: list[Defect] = []

    def report(self, code: str, detail: str = "") -> None:
        defect = Defect(code=code, detail=detail)
        if len(self.defects) < MAX_DEFECTS and defect not in self.defects[-1:]:
            self.defects.append(defect)


@dataclass(slots=True)
class _Open:
    """An entity whose end has not been seen."""

    section: str
    prefix: str
    header: Header
    content_type: str
    params: Parameters
    start: int
    body_start: int
    is_message: bool
    boundary: bytes | None = None
    closed: bool = False
    children: list[Part] = field(default_factory=list)


class _Splitter:
    def __init__(self, raw: bytes, budget: _Budget, *, depth: int) -> None:
        self._raw = raw
        self._budget = budget
        self._depth = depth
        self._reader = HeaderReader(raw)
        self._stack: list[_Open] = []
        self._boundaries: dict[bytes, list[int]] = {}
        self._places: dict[bytes, int] = {}

    def run(self, prefix: str, default: str, *, is_message: bool) -> Part:
        """Split the whole source. prefix: what section numbers below it begin with."""
        at = self._begin(0, prefix, default, is_message=is_message)
        while (line := self._next_delimiter(at)) is not None:
            start, at, level, closing = line
            self._close_above(level, start)
            at = self._delimit(self._stack[level], at, closing=closing)
        while len(self._stack) > 1:
            self._close(len(self._raw))
        root = self._stack.pop()
        if root.boundary is not None and not root.closed and root.children:
            self._budget.report("multipart-unclosed", root.section)
        return self._freeze(root, len(self._raw))

    def _delimit(self, multipart: _Open, at: int, *, closing: bool) -> int:
        """Act on a delimiter line of the innermost open multipart."""
        if closing:
            multipart.closed = True
            self._forget(len(self._stack) - 1)
            return at
        if self._budget.parts <= 0:
            self._budget.report("parts-cut", multipart.section)
            return len(self._raw)
        default = "message/rfc822" if multipart.content_type == "multipart/digest" else "text/plain"
        number = f"{multipart.prefix}{len(multipart.children) + 1}"
        return self._begin(at, number, default, is_message=False)

    # -- beginning of entities

    def _begin(self, at: int, section: str, default: str, *, is_message: bool) -> int:
        """Open the entity at that place, and the messages it holds; return where bodies begin."""
        while True:
            self._budget.parts -= 1
            header, body, defects = self._reader.read(at, self._boundaries)
            for defect in defects:
                self._budget.report(defect.code, section)
            entity = self._open(header, section, default, at, body, is_message=is_message)
            self._stack.append(entity)
            self._expect_boundary(entity)
            if not self._holds_plain_message(entity):
                return body
            at, section, default, is_message = body, entity.prefix, "text/plain", True

    def _open(
        self, header: Header, section: str, default: str, at: int, body: int, *, is_message: bool
    ) -> _Open:
        params = header.parameters("content-type")
        kind = _content_type(params, default)
        if kind.startswith("multipart/"):
            own = f"{section}TEXT" if is_message else section
            prefix = section if is_message else f"{section}."
        else:
            own = f"{section}1" if is_message else section
            prefix = f"{own}."
        return _Open(
            section=own, prefix=prefix, header=header, content_type=kind, params=params,
            start=at, body_start=body, is_message=is_message,
        )  # fmt: skip

    def _holds_plain_message(self, entity: _Open) -> bool:
        return (
            entity.content_type in {"message/rfc822", "message/global"}
            and _encoding(entity.header) in _IDENTITY
            and self._may_go_deeper(entity)
        )

    def _may_go_deeper(self, entity: _Open) -> bool:
        if self._depth + len(self._stack) >= MAX_DEPTH:
            self._budget.report("depth-cut", entity.section)
            return False
        return self._budget.parts > 0

    def _expect_boundary(self, entity: _Open) -> None:
        if not entity.content_type.startswith("multipart/") or not self._may_go_deeper(entity):
            return
        declared = entity.params.get("boundary")
        boundary = declared.encode("utf-8", "replace").rstrip()
        if not boundary or len(boundary) > _MAX_BOUNDARY:
            boundary = self._guess_boundary(entity.body_start)
            self._budget.report("boundary-missing", entity.section)
            if not boundary:
                return
        entity.boundary = boundary
        self._boundaries.setdefault(boundary, []).append(len(self._stack) - 1)

    def _guess_boundary(self, at: int) -> bytes:
        """Return the first delimiter-like line of a multipart that names no boundary, or b""."""
        if not self._raw.startswith(b"--", at):
            at = self._raw.find(b"\n--", at, at + 4096) + 1
            if not at:
                return b""
        end = self._raw.find(b"\n", at, at + _MAX_GUESSED_BOUNDARY)
        line = self._raw[at + 2 : end if end >= 0 else at].strip()
        return line if line and b" " not in line else b""

    # -- delimiters

    def _next_delimiter(self, at: int) -> tuple[int, int, int, bool] | None:
        """Return start, end, stack level and kind of the next line that delimits something.

        Each open boundary remembers where it was seen next, so that the message is searched
        once for each and not once for each part.
        """
        nearest = min(
            ((place, name) for name in self._boundaries if (place := self._place(name, at)) >= 0),
            default=None,
        )
        if nearest is None:
            return None
        start, name = nearest
        end = self._raw.find(b"\n", start)
        end = len(self._raw) if end < 0 else end
        found = delimited(self._raw[start + 2 : end], self._boundaries)
        level = self._boundaries[found[0] if found else name][-1]
        closing = found is not None and found[1]
        return start, min(end + 1, len(self._raw)), level, closing

    def _place(self, boundary: bytes, at: int) -> int:
        """Return where the next line of that boundary begins, -1 when there is none."""
        known = self._places.get(boundary)
        if known is not None and (known < 0 or known >= at):
            return known
        if at == 0 and self._raw.startswith(b"--") and is_delimiter(self._raw, 0, {boundary: []}):
            place = 0
        else:
            pattern = re.compile(rb"\n--" + re.escape(boundary) + rb"(?:--)?(?=[ \t\r\n]|\Z)")
            found = pattern.search(self._raw, max(at - 1, 0))
            place = found.start() + 1 if found else -1
        self._places[boundary] = place
        return place

    def _forget(self, level: int) -> None:
        """Let the boundary of that multipart end nothing any more."""
        boundary = self._stack[level].boundary
        if boundary is None:
            return
        levels = self._boundaries.get(boundary, [])
        if level in levels:
            levels.remove(level)
            if not levels:
                del self._boundaries[boundary]

    # -- ends of entities

    def _close_above(self, level: int, delimiter: int) -> None:
        """End everything inside that multipart; the line break before a delimiter is its own."""
        end = delimiter
        if end > 0 and self._raw[end - 1 : end] == b"\n":
            end -= 1
            if self._raw[end - 1 : end] == b"\r":
                end -= 1
        while len(self._stack) - 1 > level:
            top = self._stack[-1]
            if top.boundary is not None and not top.closed:
                self._budget.report("multipart-unclosed", top.section)
            self._close(end)

    def _close(self, end: int) -> None:
        self._forget(len(self._stack) - 1)
        entity = self._stack.pop()
        self._stack[-1].children.append(self._freeze(entity, end))

    def _freeze(self, entity: _Open, end: int) -> Part:
        end = max(end, entity.body_start)
        kind, section, encoding = entity.content_type, entity.section, _encoding(entity.header)
        if kind.startswith("multipart/") and not entity.children and entity.body_start < end:
            self._budget.report("multipart-without-parts", section)
            if section.endswith("TEXT"):
                section = f"{section[:-4]}1"
            kind = "text/plain" if self._depth + len(self._stack) < MAX_DEPTH else kind
        part = Part(
            section=section, header=entity.header, content_type=kind, params=entity.params,
            disposition=entity.header.parameters("content-disposition"), encoding=encoding,
            content_id=_content_id(entity.header), source=self._raw, start=entity.start,
            body_start=entity.body_start, end=end, children=tuple(entity.children),
        )  # fmt: skip
        if kind in {"message/rfc822", "message/global"} and encoding not in _IDENTITY:
            return self._with_encoded_message(part)
        return part

    def _with_encoded_message(self, part: Part) -> Part:
        """Open a message that is base64 or quoted-printable, which RFC 2046 §5.2.1 forbids."""
        depth = self._depth + len(self._stack) + 1
        if depth >= MAX_DEPTH or self._budget.parts <= 0:
            self._budget.report("depth-cut", part.section)
            return part
        self._budget.report("message-encoded", part.section)
        inner = _Splitter(part.decoded(), self._budget, depth=depth)
        child = inner.run(f"{part.section}.", "text/plain", is_message=True)
        return Part(
            section=part.section, header=part.header, content_type=part.content_type,
            params=part.params, disposition=part.disposition, encoding=part.encoding,
            content_id=part.content_id, source=part.source, start=part.start,
            body_start=part.body_start, end=part.end, children=(child,),
        )  # fmt: skip


def _content_type(params: Parameters, default: str) -> str:
    value = params.value
    if not value:
        return default
    if "/" not in value:
        return {"text": "text/plain", "html": "text/html", "plain": "text/plain"}.get(
            value, "text/plain" if not params.get("name") else "application/octet-stream"
        )
    value = value.replace(" ", "")
    return value if _TYPE.match(value) else "application/octet-stream"


def _encoding(header: Header) -> str:
    value = raw_text(header.first("content-transfer-encoding"))
    return parse_parameters(value).value[:40] if value else ""


def _content_id(header: Header) -> str:
    return raw_text(header.first("content-id")).strip().removeprefix("<").removesuffix(">")[:500]
