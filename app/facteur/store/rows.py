"""What the store hands out and takes in, besides the values of `mail`."""

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

import msgspec

from facteur.mail.flags import Flags
from facteur.mail.keys import (
    AccountKey,
    MailboxKey,
    MessageKey,
    NoticeKey,
    OperationKey,
    ProblemKey,
)
from facteur.mail.space import Space


class CardAddress(msgspec.Struct, frozen=True):
    """A person in the header card."""

    name: str
    address: str


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """The header card of an open message; stored as JSON in body.card.

    date_ms: the Date: header, None when absent or senseless.
    warnings: codes such as two-from, name-hides-address.
    """

    subject: str = ""
    sender: list[CardAddress] = []
    reply_to: list[CardAddress] = []
    to: list[CardAddress] = []
    cc: list[CardAddress] = []
    date_ms: int | None = None
    message_id: str = ""
    list_id: str = ""
    warnings: list[str] = []


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A message ready to show."""

    message: MessageKey
    html: str
    text: str
    is_html: bool
    sets_colours: bool
    card: Card
    remote: tuple[str, ...]
    defects: tuple[tuple[str, str], ...]
    cut: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a message; here when sha256 is not None.

    size_octets: decoded, an estimate before the part is here. fetched_octets: still encoded.
    """

    message: MessageKey
    section: str
    position: int
    content_type: str
    encoding: str
    name: str
    safe_name: str
    size_octets: int
    shown: bool
    content_id: str
    sha256: bytes | None
    fetched_octets: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """A change of the user's that the server does not have yet.

    message: None when the row is gone, as after a renumbering that left it behind.
    state: queued, inflight, parked (waits for the user), failed (refused for good).
    """

    key: OperationKey
    account: AccountKey
    mailbox: MailboxKey
    message: MessageKey | None
    kind: str
    uidvalidity: int
    uid: int
    add_flags: Flags
    remove_flags: Flags
    add_keywords: tuple[str, ...]
    remove_keywords: tuple[str, ...]
    state: str
    tries: int
    created_ms: int
    code: str
    server_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredProblem:
    """A problem that stands until cleared. host, port: of its account's server, "" and 0: none."""

    key: ProblemKey
    account: AccountKey | None
    mailbox: MailboxKey | None
    family: str
    code: str
    detail: str
    server_text: str
    retry_at_ms: int
    raised_ms: int
    host: str = ""
    port: int = 0


class NoticeFamily(Enum):
    """What a notice is about; what needs the user and what fails are problems, not notices."""

    DONE = "done"
    INFORMATION = "information"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something that was done, or is worth knowing.

    account: None: of no account. count: messages, or what the code counts. times: so often it
    happened within a day of the time before; count and octets are of all of them.
    """

    key: NoticeKey
    account: AccountKey | None
    family: NoticeFamily
    code: str
    detail: str
    count: int
    octets: int
    times: int
    happened_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncState:
    """What the store knows of a mailbox on its server: token and progress of the backfill."""

    mailbox: MailboxKey
    account: AccountKey
    name: bytes
    uidvalidity: int
    uidnext: int
    highestmodseq: int
    exists_count: int
    pending_modseq: int
    skeleton_done: bool
    headers_done: bool
    status_messages: int
    status_unseen: int
    messages: int
    without_headers: int
    checked_ms: int
    suspect_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SpaceState:
    """What is known of the space of an account on its server.

    space: None when no limit is known. asked_ms: when the server was last asked, 0 never.
    level: the threshold in percent that was told of last and still counts, 0: none.
    """

    space: Space | None = None
    asked_ms: int = 0
    level: int = 0


class SkeletonRow(NamedTuple):
    """What layer 1 brings of a message. A NamedTuple: millions pass through."""

    uid: int
    flags: int
    keywords: tuple[str, ...]
    received_ms: int


class HeaderRow(NamedTuple):
    """What layer 2 brings of a message. A NamedTuple: millions pass through."""

    uid: int
    flags: int
    keywords: tuple[str, ...]
    received_ms: int
    size_octets: int
    sent_ms: int | None
    sender_name: str
    sender_address: str
    recipients: str
    subject: str
    header_message_id: str
    in_reply_to: str
    reference_ids: str
    list_id: str
    has_attachment: int


class ListedMailbox(NamedTuple):
    """What LIST says of one mailbox, decoded; counts are -1 where the server gave none."""

    name: bytes
    path: str
    delimiter: str
    special_use: str
    attributes: int
    status_messages: int
    status_unseen: int


class PopItem(NamedTuple):
    """What is known of one message of a maildrop. A NamedTuple: 100,000 are read each time.

    state: pop_item.state, see engine.pop.plan. message: our row, None once it was deleted here
    for good. proven_ms: 0 not read back yet, -1 the copy here is broken, to be fetched again.
    in_trash: whether our row lies in the trash of the account.
    """

    key: int
    uidl: bytes
    occurrence: int
    state: str
    message: MessageKey | None
    sha256: bytes | None
    size_octets: int
    listed_octets: int
    header_message_id: str
    stored_ms: int
    stored_session: int
    proven_ms: int
    kept: int
    deleted_ms: int
    absent: int
    tries: int
    in_trash: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MaildropState:
    """How the removal of collected messages stands; see the table `maildrop`."""

    session: int = 0
    session_ms: int = 0
    doubt_ms: int = 0
    only_new: bool = False
    permission: str = "ask"
    settled: bool = False
    usual: float = 0.0
    asked_count: int = 0
    asked_octets: int = 0
    asked_unproven: int = 0
    login_ms: int = 0
    login_delay_s: int = 0


class Collected(NamedTuple):
    """A message that has come: its row, and what its maildrop calls it.

    sha256 None: only the header came (a stub). key: the item when it was known before, else 0.
    """

    uidl: bytes
    occurrence: int
    key: int
    sha256: bytes | None
    size_octets: int
    listed_octets: int
    header: HeaderRow


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """One DELE that was sent.

    outcome: sent (not known yet), gone, refused, stayed. place: path of the mailbox where the
    copy is now, "" when it was deleted here for good.
    """

    key: int
    sent_ms: int
    account: AccountKey
    address: str
    reason: str
    uidl: bytes
    sha256: bytes
    size_octets: int
    proven_ms: int
    message: MessageKey | None
    subject: str
    sender: str
    outcome: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerCopy:
    """Where the server's copy of a collected message stands, for its details.

    account: whose maildrop it is. proven_ms: when the copy here was read back and found equal, 0
    not yet, -1 it is broken. listed: whether the server listed it at the last look. sent_ms: when
    its last DELE was sent, 0 never. outcome: of that one, see LedgerRow. trashed: the user put the
    message into the trash here; not what a restored backup had in its trash.
    """

    account: AccountKey
    state: str
    proven_ms: int
    stored_ms: int
    kept: bool
    listed: bool
    sent_ms: int = 0
    outcome: str = ""
    trashed: bool = False
