"""The shown parts of a message, decoded, cleaned and joined."""

from collections.abc import Mapping
from dataclasses import dataclass

from facteur.message import charset, flowed, html, preview, text, transfer, visible
from facteur.message.defect import Defect
from facteur.message.display import Layout, Node

# Text that is shown; more is a file, not a letter.
MAX_TEXT_OCTETS = 2 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The shown parts joined. plain: the sender's own plain text alternative, "" when none."""

    html: str
    text: str
    plain: str
    is_html: bool
    sets_colours: bool
    remote: tuple[str, ...]
    cids: frozenset[str]
    preview: str
    missing: tuple[str, ...]


def build_body(
    layout: Layout, bodies: Mapping[str, bytes], defects: list[Defect], *, render: bool = True
) -> Body:
    """Return the shown parts joined, cleaned; faults are added to defects.

    bodies: section → octets still encoded. render: HTML is made text too, which takes longer
    than all the rest.
    """
    builder = _Builder(layout, defects, render=render)
    for node in layout.shown:
        data = bodies.get(node.section)
        if data is None:
            builder.missing.append(node.section)
        else:
            builder.add(node, data)
    return builder.finished(_plain_alternative(layout, bodies))


class _Builder:
    """Collects the shown parts of one message."""

    def __init__(self, layout: Layout, defects: list[Defect], *, render: bool) -> None:
        self.missing: list[str] = []
        self._known = frozenset(node.content_id for node in layout.related if node.content_id)
        self._defects = defects
        self._render = render
        self._left = MAX_TEXT_OCTETS
        self._fragments: list[str] = []
        self._texts: list[str] = []
        self._remote: dict[str, None] = {}
        self._cids: set[str] = set()
        self._is_html = self._colours = False
        self._preview = ""

    def add(self, node: Node, data: bytes) -> None:
        """Add a part; all together may have MAX_TEXT_OCTETS."""
        decoded = part_text(node, data, self._defects, limit=self._left)
        self._left -= len(decoded)
        if node.content_type == "text/html":
            self._add_html(_clean(node, decoded, self._known, self._defects))
        else:
            lines = plain_lines(node, decoded)
            self._fragments.append(flowed.to_html(lines))
            self._texts.append(flowed.to_text(lines))
            self._preview = self._preview or preview.of_text(self._texts[-1])

    def _add_html(self, cleaned: html.CleanHtml) -> None:
        self._is_html = True
        self._colours = self._colours or cleaned.sets_colours
        self._fragments.append(cleaned.html)
        self._texts.append(text.render(cleaned.html) if self._render else "")
        self._remote.update(dict.fromkeys(cleaned.remote))
        self._cids.update(cleaned.cids)
        self._preview = self._preview or preview.of_html(cleaned.html)

    def finished(self, plain: str) -> Body:
        """Return what was collected."""
        return Body(
            html='<hr class="fct-between">'.join(self._fragments),
            text="\n\n".join(self._texts),
            plain=plain,
            is_html=self._is_html,
            sets_colours=self._colours,
            remote=tuple(self._remote),
            cids=frozenset(self._cids),
            preview=self._preview,
            missing=tuple(self.missing),
        )


def _plain_alternative(layout: Layout, bodies: Mapping[str, bytes]) -> str:
    if not layout.offers_plain:
        return ""
    found = [
        flowed.to_text(plain_lines(node, part_text(node, bodies[node.section], [])))
        for node in layout.plain
        if node.section in bodies
    ]
    return "\n\n".join(found)


def plain_lines(node: Node, decoded: str) -> list[flowed.Line]:
    """Return the lines of a plain text part."""
    decoded = visible.without_surrogates(decoded.replace("\x00", ""))
    return flowed.read_lines(decoded, flowed=node.format == "flowed", delsp=node.delsp == "yes")


def part_text(
    node: Node, data: bytes, defects: list[Defect], *, limit: int = MAX_TEXT_OCTETS
) -> str:
    """Return the decoded text of a part; faults are added to defects.

    limit: octets that are decoded at most.
    """
    limit = max(limit, 0)
    data = data[: 4 * limit]  # quoted-printable takes up to three octets for one
    octets, code = transfer.decode(data, node.encoding)
    if code:
        defects.append(Defect(code=code, detail=node.section))
    if len(octets) > limit:
        octets = octets[:limit]
        defects.append(Defect(code="text-cut", detail=node.section))
    is_html = node.content_type == "text/html"
    decoded, code = charset.decode(octets, _declared(node, octets, is_html=is_html), html=is_html)
    if code:
        defects.append(Defect(code=code, detail=f"{node.section} {node.charset}"[:100]))
    return decoded


def _declared(node: Node, octets: bytes, *, is_html: bool) -> str:
    """Return the charset of the part; HTML may name it itself when its header does not."""
    if node.charset or not is_html:
        return node.charset
    return html.declared_charset(octets[:2048])


def _clean(
    node: Node, decoded: str, known: frozenset[str], defects: list[Defect]
) -> html.CleanHtml:
    cleaned = html.clean(decoded, known)
    if cleaned.cut:
        defects.append(Defect(code="html-cut", detail=node.section))
    defects.extend(
        Defect(code=f"html-{word}-removed", detail=node.section) for word in cleaned.removed
    )
    return cleaned
