"""What a screen reader says of a row, and what its tooltips say."""

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from facteur.mail.flags import Flags
from facteur.mail.message import MessageRow
from facteur.ui import format as people
from facteur.ui.place import Place
from facteur.ui.roles import MessageColumn


def row_text(row: MessageRow, today: QDate, locale: QLocale) -> str:
    """Return a row as it is spoken: state, sender, subject, date, then the marks."""
    if not row.here:
        parts = [
            *_state(row),
            QCoreApplication.translate("Spoken", "message whose headers are not here yet"),
            people.spoken_date(row.received_ms, today, locale),
        ]
    else:
        parts = [
            *_state(row),
            people.sender(row),
            people.subject(row),
            people.spoken_date(row.received_ms, today, locale),
        ]
    return ", ".join([*parts, *_marks(row)])


def cell_text(  # noqa: PLR0911 - one a column
    row: MessageRow, column: MessageColumn, today: QDate, locale: QLocale
) -> str:
    """Return one cell of the table as it is spoken."""
    seen, starred = row.flags & Flags.SEEN, row.flags & Flags.FLAGGED
    match column:
        case MessageColumn.UNREAD:
            return _read_text() if seen else _unread_text()
        case MessageColumn.STAR:
            return _starred_text() if starred else _not_starred_text()
        case MessageColumn.CLIP:
            return _clip_text() if row.has_attachment else _no_clip_text()
        case MessageColumn.SUBJECT:
            return row_text(row, today, locale)
        case MessageColumn.CORRESPONDENTS:
            return people.sender(row) if row.here else ""
        case MessageColumn.DATE:
            return people.spoken_date(row.received_ms, today, locale)
        case MessageColumn.SIZE:
            return people.size(row.size_octets, locale) if row.here else ""


def waiting_text() -> str:
    """Return what the clock behind a date means."""
    return QCoreApplication.translate("Spoken", "Waiting to be sent to the server")


def not_here_text() -> str:
    """Return what stands for a row whose key is still being read."""
    return QCoreApplication.translate("Spoken", "The list is being read")


def deleted_text() -> str:
    """Return the words on a row that is marked deleted."""
    return QCoreApplication.translate("Spoken", "Marked deleted · not deleted yet")


def deleted_short() -> str:
    """Return the same where there is little room."""
    return QCoreApplication.translate("Spoken", "Marked deleted")


def mark_text(flag: Flags, row: MessageRow, place: Place = Place.SERVER) -> str:  # noqa: PLR0911 - one a case
    """Return what a click on a mark does to this row."""
    is_set = bool(row.flags & flag)
    if flag is Flags.SEEN:
        if is_set:
            return QCoreApplication.translate("Spoken", "Mark as unread")
        return QCoreApplication.translate("Spoken", "Mark as read")
    if flag is Flags.FLAGGED:
        if is_set:
            return QCoreApplication.translate("Spoken", "Remove the star")
        return QCoreApplication.translate("Spoken", "Add a star")
    if place is Place.LOCAL:
        return QCoreApplication.translate("Spoken", "Put into the trash")
    if place is Place.TRASH:
        return QCoreApplication.translate("Spoken", "Delete for good")
    if is_set:
        return QCoreApplication.translate("Spoken", "Restore: no longer marked deleted")
    return QCoreApplication.translate("Spoken", "Mark as deleted")


def tooltip_lines(row: MessageRow, locale: QLocale) -> list[str]:
    """Return what a row says in full when the mouse rests on it."""
    lines = [people.exact_date(row.received_ms, locale)]
    if row.here:
        who = people.sender(row)
        address = row.sender_address.strip()
        lines = [
            people.subject(row),
            f"{who} <{address}>" if address and address != who else who,
            *lines,
        ]
    if row.waiting:
        lines.append(waiting_text())
    return lines


def _state(row: MessageRow) -> list[str]:
    if row.flags & Flags.SEEN:
        return []
    return [_unread_text()]


def _marks(row: MessageRow) -> list[str]:
    marks: list[str] = []
    if row.flags & Flags.FLAGGED:
        marks.append(QCoreApplication.translate("Spoken", "starred", "mark in a list of marks"))
    if row.flags & Flags.ANSWERED:
        marks.append(QCoreApplication.translate("Spoken", "answered", "mark in a list of marks"))
    if row.has_attachment:
        marks.append(QCoreApplication.translate("Spoken", "has attachments"))
    if row.flags & Flags.DELETED:
        marks.append(QCoreApplication.translate("Spoken", "marked deleted, not deleted yet"))
    if row.waiting:
        marks.append(QCoreApplication.translate("Spoken", "waiting to be sent to the server"))
    return marks


def _read_text() -> str:
    return QCoreApplication.translate("Spoken", "Read", "adjective, state of a message")


def _unread_text() -> str:
    return QCoreApplication.translate("Spoken", "Unread", "state of a message")


def _starred_text() -> str:
    return QCoreApplication.translate("Spoken", "Starred", "state of a message")


def _not_starred_text() -> str:
    return QCoreApplication.translate("Spoken", "Not starred", "state of a message")


def _clip_text() -> str:
    return QCoreApplication.translate("Spoken", "Has attachments")


def _no_clip_text() -> str:
    return QCoreApplication.translate("Spoken", "No attachments")
