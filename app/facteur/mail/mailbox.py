"""Mailboxes: the server's containers, shown to people as folders (RFC 9051 §5.1, RFC 6154 §2)."""

from enum import Enum, IntFlag
from typing import NamedTuple

from facteur.mail.keys import AccountKey, MailboxKey


class SpecialUse(Enum):
    """What a mailbox is for; INBOX is ours, the rest are RFC 6154's attributes."""

    NONE = ""
    INBOX = "inbox"
    DRAFTS = "drafts"
    SENT = "sent"
    ARCHIVE = "archive"
    JUNK = "junk"
    TRASH = "trash"
    ALL = "all"
    FLAGGED = "flagged"


class Attributes(IntFlag):
    """What LIST says of a mailbox (RFC 9051 §7.3.1); hints, never proof."""

    NOSELECT = 1
    NONEXISTENT = 2
    NOINFERIORS = 4
    SUBSCRIBED = 8
    HAS_CHILDREN = 16
    SYNTHETIC = 32  # ours: a parent the server did not list


class Mailbox(NamedTuple):
    """A mailbox as it lies in the store.

    name: the wire name exactly as the server sent it; the only thing ever sent back.
    path: the decoded name, for people; its levels are separated by `delimiter`.
    delimiter: "" when the server has a flat name space.
    messages, unseen: what the folder shows: our count once every flag is known, the server's
        STATUS before that.
    complete: whether the headers of every message are here.
    """

    key: MailboxKey
    account: AccountKey
    name: bytes
    path: str
    delimiter: str
    special_use: SpecialUse
    attributes: Attributes
    messages: int
    unseen: int
    uidvalidity: int
    complete: bool

    @property
    def levels(self) -> tuple[str, ...]:
        """The path cut at the delimiter; at least one level."""
        return tuple(self.path.split(self.delimiter)) if self.delimiter else (self.path,)

    @property
    def selectable(self) -> bool:
        """Whether it can hold messages at all."""
        return not self.attributes & (Attributes.NOSELECT | Attributes.NONEXISTENT)
