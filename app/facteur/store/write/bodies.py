"""Keeping an opened message: its text, its parts, and where their bytes lie."""

from collections.abc import Sequence

import msgspec

from facteur.mail.keys import MailboxKey, MessageKey
from facteur.store.encoding import mended
from facteur.store.rows import Body, Card, CardAddress, Part
from facteur.store.transaction import Transaction
from facteur.store.write import search
from facteur.store.write.messages import note_changed


def store(
    tx: Transaction,
    body: Body,
    parts: Sequence[Part],
    *,
    version: int,
    snippet: str,
    has_attachment: bool,
    stored_ms: int,
) -> None:
    """Keep the text ready to show and the parts, and index the text.

    A part whose bytes are here stays so, unless `parts` names other bytes.
    has_attachment: the truth, from the structure, in place of the guess.
    """
    message = body.message
    sql = "SELECT mailbox_id FROM message WHERE id = ?"
    if tx.first(tuple[MailboxKey], sql, (message,)) is None:
        return
    tx.run(
        "INSERT OR REPLACE INTO body (message_id, version, html, text, is_html, sets_colours,"
        " card, remote, defects, cut, stored_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        message,
        version,
        mended(body.html),
        mended(body.text),
        body.is_html,
        body.sets_colours,
        _card_text(body.card),
        "\n".join(_line(one) for one in body.remote),
        "\n".join(f"{_line(code)}\t{_line(detail)}" for code, detail in body.defects),
        body.cut,
        stored_ms,
    )
    set_parts(tx, message, parts)
    tx.run("UPDATE header SET snippet = ? WHERE message_id = ?", mended(snippet), message)
    tx.run("UPDATE message SET has_attachment = ? WHERE id = ?", has_attachment, message)
    search.index(tx, message)
    note_changed(tx, message)


def set_parts(tx: Transaction, message: MessageKey, parts: Sequence[Part]) -> None:
    """Replace what is known of the parts; a part whose bytes are here stays, named or not."""
    sql = "SELECT section, sha256, fetched_octets FROM part WHERE message_id = ?"
    shape = tuple[str, bytes | None, int]
    here = {row[0]: (row[1], row[2]) for row in tx.rows(shape, sql, (message,))}
    tx.run("DELETE FROM part WHERE message_id = ? AND sha256 IS NULL", message)
    for part in parts:
        sha256, fetched = here.get(part.section, (None, 0))
        tx.run(
            "INSERT OR REPLACE INTO part (message_id, section, position, content_type, encoding,"
            " name, safe_name, size_octets, shown, content_id, sha256, fetched_octets)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            message,
            part.section,
            part.position,
            mended(part.content_type),
            mended(part.encoding),
            mended(part.name),
            mended(part.safe_name),
            part.size_octets,
            part.shown,
            mended(part.content_id),
            part.sha256 or sha256,
            part.fetched_octets or fetched,
        )
    tx.changes.bodies.add(message)


def add_part(tx: Transaction, part: Part) -> None:
    """Keep a row for a part that no structure named; one that is known stays as it is."""
    tx.run(
        "INSERT OR IGNORE INTO part (message_id, section, position, content_type, encoding,"
        " name, safe_name, size_octets, shown, content_id)"
        " SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10"
        " WHERE EXISTS (SELECT 1 FROM message WHERE id = ?1)",
        part.message,
        part.section,
        part.position,
        mended(part.content_type),
        mended(part.encoding),
        mended(part.name),
        mended(part.safe_name),
        part.size_octets,
        part.shown,
        mended(part.content_id),
    )


def set_part_content(
    tx: Transaction, message: MessageKey, section: str, sha256: bytes, *, octets: int | None = None
) -> None:
    """Name the bytes of a part; they must have been committed to content.sqlite before.

    octets: its true decoded size where that is known now; None leaves the size as it was.
    """
    tx.run(
        "UPDATE part SET sha256 = ?1, size_octets = coalesce(?2, size_octets),"
        " fetched_octets = coalesce(?2, size_octets) WHERE message_id = ?3 AND section = ?4",
        sha256,
        octets,
        message,
        section,
    )
    tx.changes.bodies.add(message)


def set_part_fetched(tx: Transaction, message: MessageKey, section: str, octets: int) -> None:
    """Note how much of a part waits as pieces."""
    tx.run(
        "UPDATE part SET fetched_octets = ? WHERE message_id = ? AND section = ?",
        octets,
        message,
        section,
    )


def forget_content(tx: Transaction, sha256: bytes) -> list[MessageKey]:
    """Mark the parts that lie in this blob as on the server again; return their messages."""
    sql = "UPDATE part SET sha256 = NULL, fetched_octets = 0 WHERE sha256 = ? RETURNING message_id"
    messages = [row[0] for row in tx.rows(tuple[MessageKey], sql, (sha256,))]
    tx.changes.bodies.update(messages)
    return messages


def _card_text(card: Card) -> str:
    """Return the card as JSON; its texts come from headers that hold anything."""
    try:
        return msgspec.json.encode(card).decode()
    except UnicodeEncodeError:
        sound = Card(
            subject=mended(card.subject),
            sender=_people(card.sender),
            reply_to=_people(card.reply_to),
            to=_people(card.to),
            cc=_people(card.cc),
            date_ms=card.date_ms,
            message_id=mended(card.message_id),
            list_id=mended(card.list_id),
            warnings=card.warnings,
        )
        return msgspec.json.encode(sound).decode()


def _people(people: Sequence[CardAddress]) -> list[CardAddress]:
    return [CardAddress(mended(one.name), mended(one.address)) for one in people]


def _line(text: str) -> str:
    return mended(text).replace("\n", " ").replace("\t", " ")
