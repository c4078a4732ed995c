"""One message file, laid open for the command line: `facteur inspect`."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from facteur.mail.address import Address
from facteur.message import display
from facteur.message.body import build_body
from facteur.message.dates import parse_date
from facteur.message.encodedword import raw_text
from facteur.message.parse import MAX_DEFECTS, Message, parse
from facteur.message.prepare import Attachment, attachments, header_card
from facteur.message.text import render

# Keys of the JSON object, in order. They are documented in the README and kept.
KEYS = ("file", "from", "to", "cc", "subject", "date", "message_id", "text", "html",
    "attachments", "defects", "remote")  # fmt: skip
ATTACHMENT_KEYS = ("name", "type", "size", "sha256", "inline")


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectedAttachment:
    """A decoded attachment. size: octets after decoding; sha256: of the same."""

    name: str
    type: str
    size: int
    sha256: str
    inline: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspected:
    """What a message file holds. date: ISO 8601 with its zone, None when absent or senseless.

    text: the plain text the sender gave, else the HTML as text. html: cleaned, "" when none.
    defects: codes, each with its section after a colon where it has one.
    """

    file: str
    sender: tuple[Address, ...]
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    subject: str
    date: str | None
    message_id: str
    text: str
    html: str
    attachments: tuple[InspectedAttachment, ...]
    defects: tuple[str, ...]
    remote: tuple[str, ...]


def inspect_message(raw: bytes, name: str) -> Inspected:
    """Return what a raw message holds; any bytes are accepted. name: of its file."""
    message = parse(raw)
    defects = list(message.defects)
    layout = display.lay_out(display.node_of(message.root))
    wanted = {node.section for node in (*layout.shown, *layout.plain)}
    bodies = {part.section: part.body for part in message.root.walk() if part.section in wanted}
    body = build_body(layout, bodies, defects, render=not layout.offers_plain)
    text = body.plain if layout.offers_plain else body.text
    if body.is_html and not text.strip():  # an alternative without a word
        text = render(body.html)
    card = header_card(message.header)
    # Every mailing list sends for somebody else.
    warnings = [code for code in card.warnings if code != "sender-differs"]
    known = [f"{one.code}: {one.detail}" if one.detail else one.code for one in defects]
    return Inspected(
        file=name, sender=card.sender, to=card.to, cc=card.cc, subject=card.subject,
        date=_iso_date(message), message_id=card.message_id, text=text,
        html=body.html if body.is_html else "",
        attachments=_decoded(message, attachments(layout, body.cids, {})),
        defects=(*known[:MAX_DEFECTS], *warnings), remote=body.remote,
    )  # fmt: skip


def to_json_keys(found: Inspected) -> dict[str, object]:
    """Return the value under the documented keys, ready for a JSON encoder."""
    return {
        "file": found.file,
        "from": [_address(one) for one in found.sender],
        "to": [_address(one) for one in found.to],
        "cc": [_address(one) for one in found.cc],
        "subject": found.subject,
        "date": found.date,
        "message_id": found.message_id,
        "text": found.text,
        "html": found.html,
        "attachments": [
            {
                "name": one.name,
                "type": one.type,
                "size": one.size,
                "sha256": one.sha256,
                "inline": one.inline,
            }
            for one in found.attachments
        ],
        "defects": list(found.defects),
        "remote": list(found.remote),
    }


def _address(one: Address) -> dict[str, str]:
    return {"name": one.name, "address": one.address}


def _iso_date(message: Message) -> str | None:
    sent = parse_date(raw_text(message.header.first("date")))
    if sent is None:
        return None
    zone = UTC if sent.offset_minutes is None else timezone(timedelta(minutes=sent.offset_minutes))
    return datetime.fromtimestamp(sent.ms // 1000, tz=zone).isoformat()


def _decoded(message: Message, found: tuple[Attachment, ...]) -> tuple[InspectedAttachment, ...]:
    parts = {part.section: part for part in message.root.walk()}
    out: list[InspectedAttachment] = []
    for one in found:
        octets = parts[one.section].decoded()
        out.append(
            InspectedAttachment(
                name=one.name,
                type=one.type,
                size=len(octets),
                sha256=hashlib.sha256(octets).hexdigest(),
                inline=one.inline,
            )
        )
    return tuple(out)
