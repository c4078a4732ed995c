"""A message made ready for the reader: cleaned HTML, text, attachments, header card, defects."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from facteur.mail.address import Address
from facteur.message import charset, display, flowed, html, preview, text, transfer, visible
from facteur.message.dates import sent_ms
from facteur.message.defect import Defect
from facteur.message.display import Layout, Node
from facteur.message.encodedword import raw_text
from facteur.message.filename import default_name, safe_name
from facteur.message.headers import Header, split_header
from facteur.message.parse import MAX_DEFECTS, parse

# Text that is shown; more is a file, not a letter.
MAX_TEXT_OCTETS = 2 * 1024 * 1024
_MAX_ATTACHMENTS = 1000
# What is shown raw when nothing better can be made.
_RAW_HEADER = 65_536
_RAW_TEXT = 16_384


@dataclass(frozen=True, slots=True, kw_only=True)
class PartSource:
    """A message whose parts were fetched one by one.

    header: the raw header of the message. root: its structure.
    bodies: section → octets as fetched, still transfer-encoded, perhaps only a beginning.
    """

    header: bytes
    root: Node
    bodies: dict[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A part to save or open.

    name: as the sender wrote it, safe to show. safe_name: fit for a file system.
    size_octets: decoded; an estimate when only the structure is known.
    inline: the shown HTML refers to it.
    """

    section: str
    name: str
    safe_name: str
    type: str
    size_octets: int
    inline: bool
    cid: str
    encoding: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderCard:
    """The header for people. Names and subject are safe to show; date_ms None when senseless.

    warnings: codes: two-from, no-from, sender-differs, name-hides-address, recipients-cut.
    """

    sender: tuple[Address, ...] = ()
    submitter: str = ""
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    reply_to: tuple[Address, ...] = ()
    date_ms: int | None = None
    subject: str = ""
    message_id: str = ""
    list_id: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What the reader shows of a message.

    html: a fragment to stand in our page. text: the same as plain text.
    is_html: the sender gave HTML. sets_colours: and it brings colours, so it wants a light sheet.
    remote: references that were blocked. inline: content id → section of shown pictures.
    missing: sections that should be shown and whose octets are not here.
    """

    header: HeaderCard
    html: str
    text: str
    is_html: bool = False
    sets_colours: bool = False
    remote: tuple[str, ...] = ()
    inline: dict[str, str] = field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()
    preview: str = ""
    defects: tuple[Defect, ...] = ()
    missing: tuple[str, ...] = ()


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


def prepare(source: bytes | PartSource) -> Prepared:
    """Return a message ready to show. Never raises; what is wrong stands in `defects`.

    source: a whole message, or a structure with the octets of the parts that are shown.
    """
    if isinstance(source, PartSource):
        header, _, defects = split_header(source.header)
        return _prepare(header, source.root, source.bodies, list(defects), exact=False)
    message = parse(source)
    root = display.node_of(message.root)
    layout = display.lay_out(root)
    wanted = {node.section for node in (*layout.shown, *layout.related, *layout.attached)}
    bodies = {part.section: part.body for part in message.root.walk() if part.section in wanted}
    return _prepare(message.header, root, bodies, list(message.defects), exact=True)


def _prepare(
    header: Header, root: Node, bodies: Mapping[str, bytes], defects: list[Defect], *, exact: bool
) -> Prepared:
    layout = display.lay_out(root)
    body = build_body(layout, bodies, defects)
    inline = {
        node.content_id: node.section for node in layout.related if node.content_id in body.cids
    }
    return Prepared(
        header=header_card(header),
        html=body.html,
        text=body.text,
        is_html=body.is_html,
        sets_colours=body.sets_colours,
        remote=body.remote,
        inline=inline,
        attachments=attachments(layout, body.cids, bodies if exact else {}),
        preview=body.preview,
        defects=tuple(defects[:MAX_DEFECTS]),
        missing=body.missing,
    )


def header_card(header: Header) -> HeaderCard:
    """Return the header for people."""
    hint = header.parameters("content-type").get("charset")
    sender = header.addresses("from", hint)
    to, cc = header.addresses("to", hint), header.addresses("cc", hint)
    submitter = next((one.address for one in header.addresses("sender", hint).addresses), "")
    warnings: list[str] = []
    if header.count("from") > 1 or len(sender.addresses) > 1:
        warnings.append("two-from")
    if not any(one.address for one in sender.addresses):
        warnings.append("no-from")
    if submitter and submitter.lower() not in {one.address.lower() for one in sender.addresses}:
        warnings.append("sender-differs")
    if _hides_address(header, sender.addresses):
        warnings.append("name-hides-address")
    if to.cut or cc.cut:
        warnings.append("recipients-cut")
    return HeaderCard(
        sender=sender.addresses, submitter=submitter, to=to.addresses, cc=cc.addresses,
        reply_to=header.addresses("reply-to", hint).addresses,
        date_ms=sent_ms(raw_text(header.first("date"))), subject=header.text("subject", hint),
        message_id=next(iter(header.ids("message-id")), ""), list_id=_list_id(header),
        warnings=tuple(warnings),
    )  # fmt: skip


def _hides_address(header: Header, sender: tuple[Address, ...]) -> bool:
    """Whether a display name with an at-sign was dropped from From."""
    raw = raw_text(header.first("from"))
    return len(sender) == 1 and not sender[0].name and raw.count("@") > 1


def _list_id(header: Header) -> str:
    value = header.text("list-id")
    return value.rpartition("<")[2].rstrip("> ").lower()[:200]


def build_body(
    layout: Layout, bodies: Mapping[str, bytes], defects: list[Defect], *, render: bool = True
) -> Body:
    """Return the shown parts joined, cleaned; faults are added to defects.

    render: HTML is made text too, which takes longer than all the rest.
    """
    known = frozenset(node.content_id for node in layout.related if node.content_id)
    fragments: list[str] = []
    texts: list[str] = []
    remote: dict[str, None] = {}
    cids: set[str] = set()
    missing: list[str] = []
    is_html = colours = False
    first_words = ""
    left = MAX_TEXT_OCTETS
    for node in layout.shown:
        data = bodies.get(node.section)
        if data is None:
            missing.append(node.section)
            continue
        decoded = part_text(node, data, defects, limit=left)
        left -= len(decoded)
        if node.content_type == "text/html":
            cleaned = _clean(node, decoded, known, defects)
            fragments.append(cleaned.html)
            texts.append(text.render(cleaned.html) if render else "")
            remote.update(dict.fromkeys(cleaned.remote))
            cids.update(cleaned.cids)
            is_html, colours = True, colours or cleaned.sets_colours
            first_words = first_words or preview.of_html(cleaned.html)
        else:
            lines = plain_lines(node, decoded)
            fragments.append(flowed.to_html(lines))
            texts.append(flowed.to_text(lines))
            first_words = first_words or preview.of_text(texts[-1])
    return Body(
        html='<hr class="fct-between">'.join(fragments),
        text="\n\n".join(texts),
        plain=_plain_alternative(layout, bodies),
        is_html=is_html,
        sets_colours=colours,
        remote=tuple(remote),
        cids=frozenset(cids),
        preview=first_words,
        missing=tuple(missing),
    )


def _plain_alternative(layout: Layout, bodies: Mapping[str, bytes]) -> str:
    if layout.plain == layout.shown or any(
        node.content_type != "text/plain" for node in layout.plain
    ):
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


def attachments(
    layout: Layout, cids: frozenset[str], bodies: Mapping[str, bytes]
) -> tuple[Attachment, ...]:
    """Return what is attached, related parts that no HTML shows included, in order."""
    related = {node.section for node in layout.related}
    nodes = sorted((*layout.related, *layout.attached), key=_section_order)
    return tuple(
        _attachment(
            node,
            bodies.get(node.section),
            inline=node.section in related and node.content_id in cids,
        )
        for node in nodes[:_MAX_ATTACHMENTS]
    )


def _section_order(node: Node) -> tuple[int, ...]:
    return tuple(int(one) if one.isdigit() else 0 for one in node.section.split("."))


def _attachment(node: Node, body: bytes | None, *, inline: bool) -> Attachment:
    shown = visible.cut(visible.one_line(node.filename), 255)
    shown = shown or default_name(node.content_type, node.section)
    if body is None:
        size = transfer.decoded_size(node.size_octets, node.lines, node.encoding)
    else:
        size = transfer.exact_size(body, node.encoding)
    return Attachment(
        section=node.section, name=shown, safe_name=safe_name(shown, node.content_type),
        type=node.content_type, size_octets=size, inline=inline, cid=node.content_id,
        encoding=node.encoding,
    )  # fmt: skip


def unprepared(source: bytes | PartSource) -> Prepared:
    """Return what can be shown of a message whose worker was killed: the beginning, raw."""
    raw = source.header if isinstance(source, PartSource) else source
    header, at, _ = split_header(raw[:_RAW_HEADER])
    if isinstance(source, PartSource):
        body = next(iter(source.bodies.values()), b"")[:_RAW_TEXT]
    else:
        body = source[at : at + _RAW_TEXT]
    lines = flowed.read_lines(body.decode("utf-8", "replace").replace("\x00", ""))
    shown = flowed.to_text(lines)
    return Prepared(
        header=header_card(header),
        html=flowed.to_html(lines),
        text=shown,
        preview=preview.of_text(shown),
        defects=(Defect(code="worker-killed"),),
    )
