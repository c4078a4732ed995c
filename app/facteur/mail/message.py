"""A row of the message list, and what a list can be ordered and narrowed by."""

from enum import Enum
from typing import NamedTuple

from facteur.mail.flags import Flags
from facteur.mail.keys import MailboxKey, MessageKey


class Column(Enum):
    """What a list is ordered by."""

    DATE = "date"  # when the server received it
    SENDER = "sender"
    SUBJECT = "subject"
    SIZE = "size"


class ListOrder(NamedTuple):
    """An order of a message list; the key of the message breaks ties, newest first."""

    column: Column = Column.DATE
    descending: bool = True


class ListFilter(NamedTuple):
    """What a list is narrowed to; all False means everything."""

    unread: bool = False
    starred: bool = False
    with_attachment: bool = False

    @property
    def is_open(self) -> bool:
        """Whether nothing is filtered out."""
        return not (self.unread or self.starred or self.with_attachment)


class MessageRow(NamedTuple):
    """One message as a list shows it. A NamedTuple: thousands are made while scrolling.

    here: whether its headers are in the store; when False only key, mailbox, uid, flags and
        received_ms mean anything.
    body_here: whether its text can be shown offline.
    waiting: how many of the user's changes to it have not reached the server yet.
    sent_ms: the Date: header, None when absent or senseless.
    """

    key: MessageKey
    mailbox: MailboxKey
    uid: int
    flags: Flags
    received_ms: int
    here: bool
    size_octets: int
    sent_ms: int | None
    sender_name: str
    sender_address: str
    recipients: str
    subject: str
    message_id: str
    has_attachment: bool
    snippet: str
    body_here: bool
    waiting: int
