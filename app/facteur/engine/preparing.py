"""From what a worker prepared to the rows of the store."""

from collections.abc import Mapping

from facteur.mail.address import Address
from facteur.mail.keys import MessageKey
from facteur.message.prepare import Prepared
from facteur.store.database import Store
from facteur.store.rows import Body, Card, CardAddress, Part
from facteur.store.write import bodies as write_bodies


async def keep_body(
    store: Store,
    message: MessageKey,
    prepared: Prepared,
    octets: Mapping[str, bytes],
    *,
    version: int,
    cut: bool,
    now_ms: int,
) -> None:
    """Keep a prepared message: first the bytes of its sections, then the rows that name them.

    octets: section → bytes as fetched, still encoded.
    """
    hashes = await store.content_write(
        lambda content: {
            section: content.put(data, stored_ms=now_ms) for section, data in octets.items()
        },
        urgent=True,
    )
    body = Body(
        message=message,
        html=prepared.html,
        text=prepared.text,
        is_html=prepared.is_html,
        sets_colours=prepared.sets_colours,
        card=card_of(prepared),
        remote=prepared.remote,
        defects=tuple((defect.code, defect.detail) for defect in prepared.defects),
        cut=cut,
    )
    parts = _parts(message, prepared, octets, hashes)
    attached = any(not attachment.inline for attachment in prepared.attachments)
    await store.write(
        lambda tx: write_bodies.store(
            tx,
            body,
            parts,
            version=version,
            snippet=prepared.preview,
            has_attachment=attached,
            stored_ms=now_ms,
        ),
        urgent=True,
    )


def card_of(prepared: Prepared) -> Card:
    """Return the header card as the store keeps it."""
    header = prepared.header
    return Card(
        subject=header.subject,
        sender=_people(header.sender),
        reply_to=_people(header.reply_to),
        to=_people(header.to),
        cc=_people(header.cc),
        date_ms=header.date_ms,
        message_id=header.message_id,
        list_id=header.list_id,
        warnings=list(header.warnings),
    )


def _people(addresses: tuple[Address, ...]) -> list[CardAddress]:
    return [CardAddress(name=one.name, address=one.address) for one in addresses]


def _parts(
    message: MessageKey,
    prepared: Prepared,
    octets: Mapping[str, bytes],
    hashes: Mapping[str, bytes],
) -> list[Part]:
    """Return a row for each section that is here and for each attachment."""
    listed = {attachment.section for attachment in prepared.attachments}
    parts = [
        Part(
            message=message,
            section=section,
            position=n,
            content_type="message/rfc822" if section == "" else "",
            encoding="",
            name="",
            safe_name="",
            size_octets=len(octets[section]),
            shown=True,
            content_id="",
            sha256=hashes[section],
            fetched_octets=len(octets[section]),
        )
        for n, section in enumerate(octets)
        if section not in listed
    ]
    for n, attachment in enumerate(prepared.attachments, len(parts)):
        parts.append(
            Part(
                message=message,
                section=attachment.section,
                position=n,
                content_type=attachment.type,
                encoding=attachment.encoding,
                name=attachment.name,
                safe_name=attachment.safe_name,
                size_octets=attachment.size_octets,
                shown=attachment.inline,
                content_id=attachment.cid,
                sha256=hashes.get(attachment.section),
            )
        )
    return parts
