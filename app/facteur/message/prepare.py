"""A message made ready for the reader: cleaned HTML, text, attachments, header card, defects."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from facteur.mail.address import Address
from facteur.message import display, flowed, preview, transfer, visible
from facteur.message.dates import sent_ms
from facteur.message.defect import Defect
from facteur.message.display import Layout, Node
from facteur.message.encodedword import raw_text
from facteur.message.filename import default_name, safe_name
from facteur.message.headers import Header, split_header
from facteur.message.parse import MAX_DEFECTS, parse

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
    # The engine needs our values only; cleaning, 4 MB of libraries, is done by its workers.
    from facteur.message.body import build_body  # noqa: PLC0415 - see above

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
