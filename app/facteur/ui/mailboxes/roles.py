"""What the sidebar's model tells its delegate and view, beside Qt's own roles."""

from enum import Enum

from PySide6.QtCore import Qt

_FIRST = int(Qt.ItemDataRole.UserRole)

KIND = _FIRST + 1  # RowKind
MAILBOX = _FIRST + 2  # MailboxKey of a folder row that holds messages, else None
ACCOUNT = _FIRST + 3  # AccountKey
PATH = _FIRST + 4  # str: names the row among all, across restarts
ICON = _FIRST + 5  # str: name of the drawing
COUNT = _FIRST + 6  # int: the number at the end of the row
COUNT_KIND = _FIRST + 7  # CountKind
HIDDEN_COUNT = _FIRST + 8  # int: unread messages in the folders below
DEPTH = _FIRST + 9  # int: 0 at the top of an account
TAG = _FIRST + 10  # str: the protocol of an account row, "" for none
ATTENTION = _FIRST + 11  # bool: the account waits for the user
GREYED = _FIRST + 12  # bool: the row holds no messages
PLACE = _FIRST + 13  # str: where the mail of an account row is, or that it is paused
COLOUR = _FIRST + 14  # str: the colour of an account row, of mail.account.COLOURS


class RowKind(Enum):
    """What a row is."""

    ACCOUNT = "account"
    FOLDER = "folder"


class CountKind(Enum):
    """How the number is drawn, and what it counts."""

    NONE = "none"
    PILL = "pill"  # unread, of an inbox
    UNREAD = "unread"  # unread, of another folder
    TOTAL = "total"  # all messages: drafts, junk
