"""The columns of the ledger and what stands over them."""

from enum import IntEnum

from PySide6.QtCore import QCoreApplication


class LedgerColumn(IntEnum):
    """In the order of the screen."""

    WHEN = 0
    ACCOUNT = 1
    SENDER = 2
    SUBJECT = 3
    WHY = 4
    SIZE = 5
    OUTCOME = 6
    PLACE = 7


def heading(column: LedgerColumn) -> str:
    """Return the head of a column in the language now in force."""
    translate = QCoreApplication.translate
    return {
        LedgerColumn.WHEN: translate("Ledger", "When"),
        LedgerColumn.ACCOUNT: translate("Ledger", "Account"),
        LedgerColumn.SENDER: translate("Ledger", "From"),
        LedgerColumn.SUBJECT: translate("Ledger", "Subject"),
        LedgerColumn.WHY: translate("Ledger", "Why"),
        LedgerColumn.SIZE: translate("Ledger", "Size"),
        LedgerColumn.OUTCOME: translate("Ledger", "On the server"),
        LedgerColumn.PLACE: translate("Ledger", "The copy here"),
    }[column]
