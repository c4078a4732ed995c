"""One row of the ledger in words. Pure; what came from servers and senders is made harmless."""

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from facteur.store.rows import LedgerRow
from facteur.ui import format as formats
from facteur.ui.foreign import harmless, tooltip
from facteur.ui.ledger.columns import LedgerColumn, heading

_DAY_MS = 24 * 3600 * 1000
_CELL_LIMIT = 200
_UIDL_LIMIT = 100


def cell(row: LedgerRow, column: LedgerColumn, place: str, locale: QLocale) -> str:
    """Return what stands in a cell. place: the name of the mailbox with the copy, "" for none."""
    match column:
        case LedgerColumn.WHEN:
            text = formats.number_date(row.sent_ms, locale)
        case LedgerColumn.ACCOUNT:
            text = harmless(row.address, _CELL_LIMIT)
        case LedgerColumn.SENDER:
            text = sender(row)
        case LedgerColumn.SUBJECT:
            text = subject(row)
        case LedgerColumn.WHY:
            text = why(row)
        case LedgerColumn.SIZE:
            text = formats.size(row.size_octets, locale)
        case LedgerColumn.OUTCOME:
            text = outcome(row)
        case LedgerColumn.PLACE:
            text = copy_place(place)
    return text


def sender(row: LedgerRow) -> str:
    """Return who the message was from."""
    name = harmless(row.sender, _CELL_LIMIT)
    return name or QCoreApplication.translate("Ledger", "(no sender)")


def subject(row: LedgerRow) -> str:
    """Return what the message was about."""
    text = harmless(row.subject, _CELL_LIMIT)
    return text or QCoreApplication.translate("Ledger", "(no subject)")


def why(row: LedgerRow) -> str:
    """Return which rule or which click took the message from the server."""
    translate = QCoreApplication.translate
    match row.reason:
        case "delete":
            return translate("Ledger", "Rule: delete once it is here")
        case "days":
            days = max(1, (row.sent_ms - row.proven_ms) // _DAY_MS)
            return translate("Ledger", "Rule: after %n day(s)", "", days)
        case "deleted-here":
            return translate("Ledger", "You deleted it here")
        case other:
            return harmless(other, _CELL_LIMIT)


def outcome(row: LedgerRow) -> str:
    """Return what became of the message on the server."""
    translate = QCoreApplication.translate
    match row.outcome:
        case "sent":
            return translate("Ledger", "Not known yet")
        case "agreed":
            return translate("Ledger", "The server agreed")
        case "gone":
            return translate("Ledger", "Deleted", "a message, on the server")
        case "refused":
            return translate("Ledger", "Refused, still there")
        case "stayed":
            return translate("Ledger", "Still there")
        case other:
            return harmless(other, _CELL_LIMIT)


def copy_place(place: str) -> str:
    """Return where the copy is."""
    return harmless(place, _CELL_LIMIT) or QCoreApplication.translate(
        "Ledger", "Deleted here for good"
    )


def uidl(row: LedgerRow) -> str:
    """Return what the server called the message, whatever octets it took for that."""
    return harmless(row.uidl.decode("ascii", "backslashreplace"), _UIDL_LIMIT)


def details(row: LedgerRow, locale: QLocale) -> str:
    """Return the tool tip: what proves which message it was."""
    translate = QCoreApplication.translate
    checked = translate("Ledger", "The copy here was checked on {date}")
    lines = (
        subject(row),
        formats.exact_date(row.sent_ms, locale),
        checked.format(date=formats.exact_date(row.proven_ms, locale)),
        f"UIDL: {uidl(row)}",
        f"SHA-256: {row.sha256.hex()}",
    )
    return "<br>".join(tooltip(line) for line in lines)


def spoken(row: LedgerRow, place: str, today: QDate, locale: QLocale) -> str:
    """Return a row as it is said aloud."""
    outcome_head = heading(LedgerColumn.OUTCOME)
    place_head = heading(LedgerColumn.PLACE)
    parts = (
        sender(row),
        subject(row),
        formats.spoken_date(row.sent_ms, today, locale),
        harmless(row.address, _CELL_LIMIT),
        why(row),
        formats.size(row.size_octets, locale),
        f"{outcome_head} {outcome(row)}",
        f"{place_head} {copy_place(place)}",
    )
    return ", ".join(parts)


def text_head() -> str:
    """Return the heads of the columns of `text_line`."""
    return "\t".join([*(heading(column) for column in LedgerColumn), "UIDL", "SHA-256"])


def text_line(row: LedgerRow, place: str, locale: QLocale) -> str:
    """Return a row as text for the clipboard, tabs between the cells."""
    cells = [cell(row, column, place, locale) for column in LedgerColumn]
    return "\t".join([*cells, uidl(row), row.sha256.hex()])
