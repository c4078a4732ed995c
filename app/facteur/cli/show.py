"""`show`: a message as text, HTML, JSON, raw or one part; fetched by the engine where not here."""

import asyncio
import html
from collections.abc import Callable
from dataclasses import dataclass
from typing import assert_never

from facteur.base.errors import ContentDamaged, UsageError
from facteur.base.paths import Profile
from facteur.cli import output, reading
from facteur.cli.dialogue import Dialogue, EngineUnwilling, Opener, converse
from facteur.cli.invocation import Form, ShowMessage
from facteur.cli.output import Json
from facteur.cli.plain import iso, local, octets, safe_line, safe_lines
from facteur.link import commands
from facteur.link.commands import Command
from facteur.link.events import Failed
from facteur.mail.message import MessageRow
from facteur.message.transfer import decode
from facteur.store.read import bodies
from facteur.store.reader import Reader, open_reader
from facteur.store.rows import Body, CardAddress, Part

WHOLE = ""  # the section of the message itself
_NOT_ATTACHED = frozenset({WHOLE, "HEADER"})

Make = Callable[[int], Command]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shelf:
    """What a command about one message reads from."""

    reader: Reader
    profile: Profile
    opener: Opener
    row: MessageRow


def run(command: ShowMessage, profile: Profile, opener: Opener) -> int:
    """Write the message and return the exit code."""
    reader = open_reader(profile)
    row = reading.message(reader, command.message)
    shelf = _Shelf(reader=reader, profile=profile, opener=opener, row=row)
    match command.form:
        case Form.RAW:
            output.octets(_source(shelf))
        case Form.PART:
            output.octets(_part(shelf, command.section))
        case Form.JSON:
            output.json_line(_json(shelf, _body(shelf)))
        case Form.HTML:
            _write_html(_body(shelf))
        case Form.TEXT:
            print(safe_lines(_body(shelf).text).rstrip("\n"))
        case Form.WHOLE:
            _write(shelf, _body(shelf))
        case _:
            assert_never(command.form)
    return 0


def _fetch(shelf: _Shelf, make: Make) -> None:
    """Let the engine carry the command out. Raises EngineUnwilling when it cannot."""

    async def work(talk: Dialogue) -> None:
        progress = output.Progress()
        talk.on_event = progress.on_event
        try:
            reply = await talk.ask(make)
        finally:
            progress.end()
        if isinstance(reply, Failed):
            raise EngineUnwilling(reply.problem)

    asyncio.run(converse(shelf.opener, shelf.profile, work))


def _body(shelf: _Shelf) -> Body:
    found = bodies.body(shelf.reader, shelf.row.key)
    if found is None:
        key = shelf.row.key
        _fetch(shelf, lambda request: commands.OpenMessage(request=request, message=key))
        found = bodies.body(shelf.reader, shelf.row.key)
    if found is None:
        raise UsageError("message-unknown", detail=str(shelf.row.key))
    return found


def _source(shelf: _Shelf) -> bytes:
    key = shelf.row.key
    part = _content(
        shelf, WHOLE, lambda request: commands.FetchSource(request=request, message=key)
    )
    return part[1]


def _part(shelf: _Shelf, section: str) -> bytes:
    key = shelf.row.key
    if section == WHOLE or (
        bodies.body(shelf.reader, key) is not None
        and bodies.part(shelf.reader, key, section) is None
    ):
        raise UsageError("part-unknown", detail=section or '""')
    part, data = _content(
        shelf,
        section,
        lambda request: commands.FetchPart(request=request, message=key, section=section),
    )
    return decode(data, part.encoding)[0]


def _content(shelf: _Shelf, section: str, make: Make) -> tuple[Part, bytes]:
    """Return a part and its still-encoded bytes; what is damaged here is fetched once more."""
    part = bodies.part(shelf.reader, shelf.row.key, section)
    if part is not None and part.sha256 is not None:
        try:
            return part, shelf.reader.content.read(part.sha256)
        except ContentDamaged:
            pass
    _fetch(shelf, make)
    part = bodies.part(shelf.reader, shelf.row.key, section)
    if part is None or part.sha256 is None:
        raise UsageError("part-unknown", detail=section or '""')
    return part, shelf.reader.content.read(part.sha256)


def _attachments(shelf: _Shelf) -> list[Part]:
    return [
        part
        for part in bodies.parts(shelf.reader, shelf.row.key)
        if not part.shown
        and part.section not in _NOT_ATTACHED
        and not part.content_type.startswith("multipart/")
    ]


def _json(shelf: _Shelf, body: Body) -> Json:
    places = reading.places(shelf.reader)
    row, card = shelf.row, body.card
    return {
        "key": row.key,
        "uid": row.uid or None,
        "mailbox": places.path(row.mailbox),
        "account": places.account_of(row.mailbox),
        "message_id": card.message_id,
        "from": _people(card.sender),
        "to": _people(card.to),
        "cc": _people(card.cc),
        "reply_to": _people(card.reply_to),
        "subject": card.subject,
        "date": iso(card.date_ms),
        "flags": reading.flag_names(shelf.reader, row),
        "size": row.size_octets,
        "text": body.text,
        "html": body.html if body.is_html else None,
        "attachments": [_attachment_json(part) for part in _attachments(shelf)],
        "defects": [code for code, _detail in body.defects],
        "warnings": list(card.warnings),
        "remote": list(body.remote),
        "cut": body.cut,
    }


def _attachment_json(part: Part) -> Json:
    return {
        "section": part.section,
        "name": part.name or part.safe_name,
        "type": part.content_type,
        "size": part.size_octets,
        "inline": bool(part.content_id),
        "here": part.sha256 is not None,
    }


def _people(people: list[CardAddress]) -> list[Json]:
    return [{"name": one.name, "address": one.address} for one in people]


def _write_html(body: Body) -> None:
    """Write the cleaned HTML as a document; it holds no script and loads nothing."""
    if not body.is_html:
        raise UsageError("no-html")
    title = html.escape(safe_line(body.card.subject))
    print(f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>{title}</title></head>')
    print(f"<body>{safe_lines(body.html)}</body></html>")


def _write(shelf: _Shelf, body: Body) -> None:
    card = body.card
    lines = [
        ("From", _people_words(card.sender)),
        ("To", _people_words(card.to)),
        ("Cc", _people_words(card.cc)),
        ("Date", local(card.date_ms)),
        ("Subject", card.subject),
        ("Flags", " ".join(reading.flag_names(shelf.reader, shelf.row))),
        ("Beware", ", ".join(card.warnings)),
        ("Remote", f"{len(body.remote)} references, not loaded" if body.remote else ""),
    ]
    output.lines(f"{name + ':':<9}{safe_line(text)}" for name, text in lines if text)
    print()
    print(safe_lines(body.text).rstrip("\n"))
    if body.cut:
        print("\n[The text goes on; the rest is on the server: --raw shows all of it.]")
    attached = _attachments(shelf)
    if attached:
        print()
    cells = [
        (
            part.section,
            part.name or part.safe_name,
            part.content_type,
            octets(part.size_octets),
            "on this computer" if part.sha256 is not None else "on the server",
        )
        for part in attached
    ]
    output.rows(("PART", "NAME", "TYPE", "SIZE", "WHERE"), cells, right=frozenset({3}))


def _people_words(people: list[CardAddress]) -> str:
    return ", ".join(f"{one.name} <{one.address}>" if one.name else one.address for one in people)
