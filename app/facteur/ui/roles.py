"""Roles of item data shared by models and delegates. One value per row, not one role per field."""

from enum import IntEnum
from typing import Final, NamedTuple

from PySide6.QtCore import Qt


class Role(IntEnum):
    """Beside Qt's own roles (DisplayRole, AccessibleTextRole, ToolTipRole)."""

    ROW = Qt.ItemDataRole.UserRole + 1  # the value a delegate paints
    KEY = Qt.ItemDataRole.UserRole + 2  # our own key of it, None where there is none
    HEAD = Qt.ItemDataRole.UserRole + 3  # the text of the head that a row stands under


class MessageColumn(IntEnum):
    """Columns of the message table, in their order; cards have one column."""

    UNREAD = 0
    STAR = 1
    CLIP = 2
    SUBJECT = 3
    CORRESPONDENTS = 4
    DATE = 5
    SIZE = 6


CARD_COLUMNS: Final = 1
TABLE_COLUMNS: Final = len(MessageColumn)


class Head(NamedTuple):
    """What a row that parts other rows says; it can be neither selected nor current."""

    text: str
