"""FETCH replies into rows of the store.

List rows come from BODY.PEEK[HEADER.FIELDS …] and not from ENVELOPE, which has no References and
no List-Id, loses raw bytes and is the item servers break most (design/protocols/1-imap.md §1.16).
"""

from collections.abc import Iterable, Iterator, Sequence

from facteur.imap.responses import Event, FetchBatch, Fetched
from facteur.message.rowheader import parse_row_header
from facteur.store.rows import HeaderRow, SkeletonRow

HEADER_SECTION = (
    "HEADER.FIELDS (DATE FROM TO CC SUBJECT MESSAGE-ID REFERENCES IN-REPLY-TO LIST-ID CONTENT-TYPE)"
)
ROW_ITEMS = ("UID", "FLAGS", "INTERNALDATE", "RFC822.SIZE", f"BODY.PEEK[{HEADER_SECTION}]")
SKELETON_ITEMS = ("UID", "FLAGS", "INTERNALDATE")
FLAG_ITEMS = ("UID", "FLAGS")


def has_headers(event: Event) -> bool:
    """Whether an event brings header rows."""
    match event:
        case FetchBatch(contents=contents):
            return contents is not None
        case Fetched(uid=uid, sections=sections):
            return uid is not None and bool(sections)
        case _:
            return False


def header_rows(event: FetchBatch | Fetched) -> Iterator[HeaderRow]:
    """Yield the rows of replies to ROW_ITEMS; a reply without UID or header gives none."""
    replies: Iterable[Fetched] = [event] if isinstance(event, Fetched) else ()
    if isinstance(event, FetchBatch):
        yield from _batch_rows(event)
    for reply in replies:
        content = next((held.content for held in reply.sections if held.content is not None), None)
        if reply.uid is not None and content is not None:
            yield header_row(
                reply.uid,
                int(reply.flags.system) if reply.flags else 0,
                reply.flags.keywords if reply.flags else (),
                reply.internal_date_ms or 0,
                reply.size_octets or 0,
                content,
            )


def _batch_rows(batch: FetchBatch) -> Iterator[HeaderRow]:
    assert batch.contents is not None
    count = len(batch)
    dates: Sequence[int | None] = batch.internal_dates_ms or [0] * count
    sizes: Sequence[int] = batch.sizes_octets or [0] * count
    if batch.flags is None:
        for n, uid in enumerate(batch.uids):
            yield header_row(uid, 0, (), dates[n] or 0, sizes[n], batch.contents[n])
        return
    for n, uid in enumerate(batch.uids):
        flags = batch.flags[n]
        yield header_row(
            uid, int(flags.system), flags.keywords, dates[n] or 0, sizes[n], batch.contents[n]
        )


def header_row(  # noqa: PLR0917 - called a million times; keywords cost a tenth of a microsecond each
    uid: int, flags: int, keywords: tuple[str, ...], received_ms: int, size: int, raw: bytes
) -> HeaderRow:
    """Return the row of a message, from its raw header."""
    header = parse_row_header(raw)
    return HeaderRow(
        uid,
        flags,
        keywords,
        received_ms,
        size,
        header.sent_ms,
        header.sender_name,
        header.sender_address,
        f"{header.to_text}, {header.cc_text}" if header.cc_text else header.to_text,
        header.subject,
        header.message_id,
        header.in_reply_to,
        header.references,
        header.list_id,
        int(header.has_attachment_hint),
    )


def skeleton_rows(event: Event) -> Iterator[SkeletonRow]:
    """Yield the rows of replies to SKELETON_ITEMS."""
    match event:
        case FetchBatch(flags=flags, internal_dates_ms=dates) if flags is not None:
            for n, uid in enumerate(event.uids):
                held = flags[n]
                yield SkeletonRow(
                    uid, int(held.system), held.keywords, (dates[n] or 0) if dates else 0
                )
        case Fetched(uid=uid, flags=flags) if uid is not None and flags is not None:
            yield SkeletonRow(uid, int(flags.system), flags.keywords, event.internal_date_ms or 0)
        case _:
            return
