"""Which parts of a message are shown and which are attached.

Works on parsed messages and on IMAP body structures alike: both are given as a tree of `Node`.
"""

from dataclasses import dataclass

from facteur.mail import structure
from facteur.message.params import from_pairs
from facteur.message.parse import MAX_PARTS, Part

# First flight of a message that is opened: text up to this size (protocols: 256 KiB).
FIRST_OCTETS = 256 * 1024
MAX_INLINE_IMAGE = 1024 * 1024
_TEXTS = frozenset({"text/plain", "text/html"})
# Text by name, but for programs or for saving.
_TEXT_ATTACHED = frozenset(
    {"text/calendar", "text/vcard", "text/x-vcard", "text/directory", "text/csv", "text/xml",
     "text/rfc822-headers", "text/css", "text/javascript", "text/rtf", "text/x-amp-html",
     "text/tab-separated-values", "text/x-patch", "text/x-diff"}
)  # fmt: skip
# Texts shown one below the other; the rest are files.
MAX_SHOWN = 100
_MAX_DEPTH = 110


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One entity as a body structure describes it; a leaf when it has no children.

    size_octets: of the encoded body; lines: its line breaks, 0 when unknown.
    start: the root of a multipart/related, "" when its first part is.
    children of a message/rfc822 are not needed and not looked at.
    """

    section: str
    content_type: str
    charset: str = ""
    format: str = ""
    delsp: str = ""
    encoding: str = ""
    disposition: str = ""
    filename: str = ""
    content_id: str = ""
    location: str = ""
    start: str = ""
    size_octets: int = 0
    lines: int = 0
    children: "tuple[Node, ...]" = ()


Leaf = Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What is shown, in order, and what is not.

    shown: text leaves. plain: the same as plain text, where the sender gave an alternative.
    related: parts that the shown HTML may refer to by cid; those it does not are attached.
    """

    shown: tuple[Node, ...] = ()
    plain: tuple[Node, ...] = ()
    related: tuple[Node, ...] = ()
    attached: tuple[Node, ...] = ()

    @property
    def offers_plain(self) -> bool:
        """Whether the sender gave all that is shown as plain text too."""
        return self.plain != self.shown and all(
            node.content_type == "text/plain" for node in self.plain
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetch:
    """A section to fetch. octets: how many from its beginning, None for all."""

    section: str
    octets: int | None = None


def lay_out(root: Node) -> Layout:
    """Return which leaves are shown and which attached."""
    layout = _Layout()
    layout.visit(root, 0)
    return Layout(
        shown=tuple(layout.shown[:MAX_SHOWN]),
        plain=tuple(layout.plain[:MAX_SHOWN]),
        related=tuple(layout.related),
        attached=(*layout.attached, *layout.shown[MAX_SHOWN:]),
    )


def choose_sections(root: Node) -> tuple[Fetch, ...]:
    """Return what must be fetched to show a message: text parts only, long ones in part."""
    return tuple(
        Fetch(
            section=node.section, octets=FIRST_OCTETS if node.size_octets > FIRST_OCTETS else None
        )
        for node in lay_out(root).shown
    )


def node_of(part: Part) -> Node:
    """Return a parsed part as a node."""
    name = part.disposition.get("filename") or part.params.get("name")
    kind = part.disposition.value
    return Node(
        section=part.section, content_type=part.content_type, charset=part.charset,
        format=part.params.get("format").lower(), delsp=part.params.get("delsp").lower(),
        encoding=part.encoding, disposition=kind, filename=name or _subject_name(part),
        content_id=part.content_id, location=_location(part),
        start=part.params.get("start").strip("<> "), size_octets=part.end - part.body_start,
        children=tuple(node_of(child) for child in part.children)
        if part.content_type.startswith("multipart/") else (),
    )  # fmt: skip


def node_of_structure(part: structure.Part) -> Node:
    """Return the tree a server described as a node; its names are decoded here."""
    params = from_pairs(part.parameters)
    disposition = from_pairs(part.disposition_parameters)
    children = part.children[:MAX_PARTS] if part.is_multipart else ()
    return Node(
        section=part.section, content_type=part.media_type.lower(), charset=params.get("charset"),
        format=params.get("format").lower(), delsp=params.get("delsp").lower(),
        encoding=part.encoding.lower(), disposition=part.disposition.lower(),
        filename=disposition.get("filename") or params.get("name"),
        content_id=part.content_id.strip("<> "), location=part.location,
        start=params.get("start").strip("<> "), size_octets=part.size_octets, lines=part.lines,
        children=tuple(node_of_structure(child) for child in children),
    )  # fmt: skip


def _location(part: Part) -> str:
    value = part.header.first("content-location")
    return value.decode("ascii", "ignore").strip()[:2000]


def _subject_name(part: Part) -> str:
    if part.content_type not in {"message/rfc822", "message/global"} or not part.children:
        return ""
    subject = part.children[0].header.text("subject")
    return f"{subject[:120]}.eml" if subject else ""


class _Layout:
    def __init__(self) -> None:
        self.shown: list[Node] = []
        self.plain: list[Node] = []
        self.related: list[Node] = []
        self.attached: list[Node] = []

    def visit(self, node: Node, depth: int) -> None:
        """Sort a node and all below it; recursion ends where parsing ended."""
        if depth > _MAX_DEPTH:
            self.attached.append(node)
            return
        match node.content_type:
            case "multipart/alternative":
                self._alternative(node, depth)
            case "multipart/related":
                self._related(node, depth)
            case kind if kind.startswith("multipart/") and (node.children or not node.size_octets):
                for child in node.children:
                    self.visit(child, depth + 1)
            case _:
                self._leaf(node)

    def _leaf(self, node: Node) -> None:
        if _is_shown(node, first=not self.shown):
            self.shown.append(node)
            self.plain.append(node)
        elif node.content_id and node.content_type.startswith("image/"):
            self.related.append(node)
        else:
            self.attached.append(node)

    def _alternative(self, node: Node, depth: int) -> None:
        """Show the last alternative we can; keep what only the others carry (RFC 2046 §5.1.4)."""
        able = [child for child in node.children if _can_show(child, depth)]
        chosen = able[-1] if able else None
        texts: list[Node] = []
        for child in node.children:
            if child is chosen:
                continue
            other = _Layout()
            other.visit(child, depth + 1)
            texts.extend(text for text in other.shown if text.content_type == "text/plain")
            self.related.extend(other.related)
            self.attached.extend(other.attached)
        if chosen is None:
            return
        inner = _Layout()
        inner.visit(chosen, depth + 1)
        self.shown.extend(inner.shown)
        self.plain.extend(texts or inner.plain)
        self.related.extend(inner.related)
        self.attached.extend(inner.attached)

    def _related(self, node: Node, depth: int) -> None:
        if not node.children:
            return
        root = node.children[0]
        if node.start:
            root = next((one for one in node.children if one.content_id == node.start), root)
        self.visit(root, depth + 1)
        for child in node.children:
            if child is root:
                continue
            if child.children or child.content_type.startswith("multipart/"):
                self.visit(child, depth + 1)
            elif child.content_id or child.location:
                self.related.append(child)
            else:
                self._leaf(child)


def _can_show(node: Node, depth: int) -> bool:
    if depth > _MAX_DEPTH:
        return False
    if node.content_type.startswith("multipart/"):
        return any(_can_show(child, depth + 1) for child in node.children)
    return node.content_type in _TEXTS and node.disposition != "attachment"


def _is_shown(node: Node, *, first: bool) -> bool:
    """Say whether a leaf outside alternatives is text to read, not a file."""
    if not node.content_type.startswith("text/") or node.content_type in _TEXT_ATTACHED:
        return False
    if node.disposition == "attachment":
        return False
    return not node.filename or (first and node.content_type in _TEXTS)
