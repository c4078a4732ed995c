"""Opened messages: the text ready to show, and the parts it came from."""

from collections.abc import Sequence

import msgspec

from facteur.mail.keys import MessageKey
from facteur.store.query import Source, first, rows
from facteur.store.rows import Body, Card, Part

_BODY_SQL = (
    "SELECT html, text, is_html, sets_colours, card, remote, defects, cut"
    " FROM body WHERE message_id = ?"
)
_PART_SQL = (
    "SELECT message_id, section, position, content_type, encoding, name, safe_name, size_octets,"
    " shown, content_id, sha256, fetched_octets FROM part"
)
_PartRow = tuple[MessageKey, str, int, str, str, str, str, int, int, str, bytes | None, int]


def body(source: Source, message: MessageKey) -> Body | None:
    """Return the text of a message, None when it was never fetched or its row is damaged."""
    shape = tuple[str, str, int, int, str, str, str, int]
    row = first(source.mail, shape, _BODY_SQL, (message,))
    if row is None:
        return None
    try:
        card = msgspec.json.decode(row[4], type=Card)
    except msgspec.DecodeError:
        return None
    return Body(
        message=message,
        html=row[0],
        text=row[1],
        is_html=bool(row[2]),
        sets_colours=bool(row[3]),
        card=card,
        remote=tuple(_lines(row[5])),
        defects=tuple(_defect(line) for line in _lines(row[6])),
        cut=bool(row[7]),
    )


def version(source: Source, message: MessageKey) -> int | None:
    """Return the version of the cleaning that made the stored text, None without one."""
    sql = "SELECT version FROM body WHERE message_id = ?"
    row = first(source.mail, tuple[int], sql, (message,))
    return row[0] if row else None


def parts(source: Source, message: MessageKey) -> list[Part]:
    """Return the known parts in the order of the message."""
    sql = f"{_PART_SQL} WHERE message_id = ? ORDER BY position, section"
    return [_part(row) for row in rows(source.mail, _PartRow, sql, (message,))]


def part(source: Source, message: MessageKey, section: str) -> Part | None:
    """Return one part, None when the message has no such section."""
    sql = f"{_PART_SQL} WHERE message_id = ? AND section = ?"
    row = first(source.mail, _PartRow, sql, (message, section))
    return _part(row) if row else None


def pictures_lacking(source: Source, message: MessageKey, most_octets: int) -> list[str]:
    """Return the sections shown inside the text whose bytes are on the server, if no longer."""
    sql = (
        "SELECT section FROM part WHERE message_id = ? AND sha256 IS NULL AND shown <> 0"
        " AND content_type <> '' AND section <> '' AND size_octets <= ? ORDER BY section"
    )
    return [row[0] for row in rows(source.mail, tuple[str], sql, (message, most_octets))]


def unnamed(source: Source, hashes: Sequence[bytes]) -> list[bytes]:
    """Return those of the SHA-256 that no part names."""
    sql = "SELECT 1 FROM part WHERE sha256 = ? LIMIT 1"
    return [one for one in hashes if first(source.mail, tuple[int], sql, (one,)) is None]


def _lines(text: str) -> list[str]:
    """Not splitlines(): that would cut at characters that a hostile reference may hold."""
    return text.split("\n") if text else []


def _defect(line: str) -> tuple[str, str]:
    code, _tab, detail = line.partition("\t")
    return code, detail


def _part(row: _PartRow) -> Part:
    return Part(
        message=row[0],
        section=row[1],
        position=row[2],
        content_type=row[3],
        encoding=row[4],
        name=row[5],
        safe_name=row[6],
        size_octets=row[7],
        shown=bool(row[8]),
        content_id=row[9],
        sha256=row[10],
        fetched_octets=row[11],
    )
