"""Commands as frozen values; each names the states it is legal in and the capabilities it needs.

Not here: how they are written (encoder.py). Mailbox names are raw bytes as the server sent them
(mailboxname.py makes those of names that people type).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal, TypeAlias

from facteur.sasl.mechanism import Mechanism

from .numset import NumSet
from .states import ANY, LOGGED_IN, NOT_AUTHENTICATED, SELECTED, State

States: TypeAlias = frozenset[State]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Base:
    """states: where it is legal. needs: one of these capabilities must be there; () is none.

    alone: nothing may be written after it until it is completed.
    may_expunge: the server may say EXPUNGE while it runs (RFC 9051 §7.5.1), so that sequence
        numbers sent meanwhile would be ambiguous.
    """

    states: ClassVar[States] = ANY
    needs: ClassVar[tuple[str, ...]] = ()
    alone: ClassVar[bool] = False
    may_expunge: ClassVar[bool] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class CapabilityCommand(_Base):
    """CAPABILITY (RFC 9051 §6.1.1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Noop(_Base):
    """NOOP (RFC 9051 §6.1.2): asks for news."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Logout(_Base):
    """LOGOUT (RFC 9051 §6.1.3)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Id(_Base):
    """ID (RFC 2971 §3.1). Some servers refuse SELECT without it."""

    needs: ClassVar[tuple[str, ...]] = ("ID",)
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StartTls(_Base):
    """STARTTLS (RFC 9051 §6.2.1)."""

    states: ClassVar[States] = NOT_AUTHENTICATED
    needs: ClassVar[tuple[str, ...]] = ()  # a stripped offer is answered by the server's BAD
    alone: ClassVar[bool] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Login(_Base):
    """LOGIN (RFC 9051 §6.2.3). Only where the server offers no mechanism of ours."""

    states: ClassVar[States] = NOT_AUTHENTICATED
    alone: ClassVar[bool] = True
    user: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Authenticate(_Base):
    """AUTHENTICATE (RFC 9051 §6.2.2), driven by the connection, with SASL-IR where offered."""

    states: ClassVar[States] = NOT_AUTHENTICATED
    alone: ClassVar[bool] = True
    mechanism: Mechanism


@dataclass(frozen=True, slots=True, kw_only=True)
class Enable(_Base):
    """ENABLE (RFC 5161 §3.1). It must precede SELECT for UTF8=ACCEPT (RFC 9755 §3)."""

    states: ClassVar[States] = LOGGED_IN
    needs: ClassVar[tuple[str, ...]] = ("ENABLE",)
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compress(_Base):
    """COMPRESS DEFLATE (RFC 4978 §3)."""

    states: ClassVar[States] = LOGGED_IN
    needs: ClassVar[tuple[str, ...]] = ("COMPRESS=DEFLATE",)
    alone: ClassVar[bool] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class NamespaceCommand(_Base):
    """NAMESPACE (RFC 9051 §6.3.10)."""

    states: ClassVar[States] = LOGGED_IN
    needs: ClassVar[tuple[str, ...]] = ("NAMESPACE",)


@dataclass(frozen=True, slots=True, kw_only=True)
class QResync:
    """What we know of a mailbox (RFC 7162 §3.2.5).

    match: (sequence numbers, their UIDs), so that the server may shorten its VANISHED.
    """

    uidvalidity: int
    modseq: int
    known_uids: NumSet | None = None
    match: tuple[NumSet, NumSet] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Select(_Base):
    """SELECT, or EXAMINE when read_only (RFC 9051 §6.3.2)."""

    states: ClassVar[States] = LOGGED_IN
    may_expunge: ClassVar[bool] = False
    mailbox: bytes
    read_only: bool = False
    condstore: bool = False
    qresync: QResync | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unselect(_Base):
    """UNSELECT (RFC 9051 §6.4.2). CLOSE does not exist here: it expunges."""

    states: ClassVar[States] = SELECTED
    needs: ClassVar[tuple[str, ...]] = ("UNSELECT",)


StatusItem: TypeAlias = Literal[
    "MESSAGES", "UNSEEN", "UIDNEXT", "UIDVALIDITY", "HIGHESTMODSEQ", "SIZE", "DELETED",
    "APPENDLIMIT", "MAILBOXID",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class List(_Base):
    """LIST (RFC 9051 §6.3.9).

    select: selection options, e.g. ("SUBSCRIBED",). returns: e.g. ("SPECIAL-USE", "CHILDREN").
    status: asks for STATUS of each (RFC 5819 §2). All three need LIST-EXTENDED.
    """

    states: ClassVar[States] = LOGGED_IN
    reference: bytes = b""
    patterns: tuple[bytes, ...] = (b"*",)
    select: tuple[str, ...] = ()
    returns: tuple[str, ...] = ()
    status: tuple[StatusItem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lsub(_Base):
    """LSUB (RFC 3501 §6.3.9)."""

    states: ClassVar[States] = LOGGED_IN
    reference: bytes = b""
    pattern: bytes = b"*"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusCommand(_Base):
    """STATUS (RFC 9051 §6.3.11). Never of the selected mailbox."""

    states: ClassVar[States] = LOGGED_IN
    mailbox: bytes
    items: tuple[StatusItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotaRoot(_Base):
    """GETQUOTAROOT (RFC 9208 §4.1.2): what limits a mailbox; answered by OtherData QUOTA."""

    states: ClassVar[States] = LOGGED_IN
    needs: ClassVar[tuple[str, ...]] = ("QUOTA",)
    mailbox: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Create(_Base):
    r"""CREATE (RFC 9051 §6.3.4). use: special-use attributes (RFC 6154 §3), e.g. "\\Trash"."""

    states: ClassVar[States] = LOGGED_IN
    mailbox: bytes
    use: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Delete(_Base):
    """DELETE of a mailbox (RFC 9051 §6.3.5)."""

    states: ClassVar[States] = LOGGED_IN
    mailbox: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Rename(_Base):
    """RENAME (RFC 9051 §6.3.6)."""

    states: ClassVar[States] = LOGGED_IN
    mailbox: bytes
    new_name: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscribe(_Base):
    """SUBSCRIBE, or UNSUBSCRIBE when `subscribed` is False (RFC 9051 §6.3.7)."""

    states: ClassVar[States] = LOGGED_IN
    mailbox: bytes
    subscribed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Append(_Base):
    """APPEND (RFC 9051 §6.3.12).

    content: the message in pieces, `size_octets` in all; read once, when it is sent.
    """

    states: ClassVar[States] = LOGGED_IN
    mailbox: bytes
    size_octets: int
    content: Iterable[bytes] = field(repr=False)
    flags: tuple[str, ...] = ()
    internal_date_ms: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Idle(_Base):
    """IDLE (RFC 9051 §6.3.13); it runs until `Connection.finish_idle()`."""

    states: ClassVar[States] = LOGGED_IN
    needs: ClassVar[tuple[str, ...]] = ("IDLE",)
    alone: ClassVar[bool] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetch(_Base):
    """UID FETCH, or FETCH by sequence numbers when `by_sequence` (RFC 9051 §6.4.5).

    items: as written, e.g. ("UID", "FLAGS", "BODY.PEEK[HEADER.FIELDS (DATE FROM)]").
    changed_since: only messages with a higher mod-sequence (RFC 7162 §3.1.4.1).
    vanished: with changed_since, also what is gone (RFC 7162 §3.2.6); needs QRESYNC enabled.
    partial: (first, last) of RFC 9394 §3.3, negative from the newest.
    """

    states: ClassVar[States] = SELECTED
    messages: NumSet
    items: tuple[str, ...]
    by_sequence: bool = False
    changed_since: int | None = None
    vanished: bool = False
    partial: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Store(_Base):
    """UID STORE of flags to add or to remove (RFC 9051 §6.4.6); replacing does not exist here.

    unchanged_since: refuse messages changed later (RFC 7162 §3.1.3).
    """

    states: ClassVar[States] = SELECTED
    messages: NumSet
    add: bool
    flags: tuple[str, ...]
    silent: bool = True
    unchanged_since: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Search(_Base):
    """UID SEARCH, or SEARCH when `by_sequence` (RFC 9051 §6.4.4).

    criteria: the keys as written; bytes beyond ASCII or with CR, LF go as literals:
        (b"SUBJECT", "Äpfel") - a `str` is data and is quoted, bytes are written as they are.
    returns: of ESEARCH (RFC 4731 §3.1), e.g. ("ALL",); () asks for a plain SEARCH.
    """

    states: ClassVar[States] = SELECTED
    criteria: tuple[bytes | str, ...] = (b"ALL",)
    returns: tuple[str, ...] = ()
    by_sequence: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy(_Base):
    """UID COPY (RFC 9051 §6.4.7)."""

    states: ClassVar[States] = SELECTED
    messages: NumSet
    mailbox: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Move(_Base):
    """UID MOVE (RFC 9051 §6.4.8)."""

    states: ClassVar[States] = SELECTED
    needs: ClassVar[tuple[str, ...]] = ("MOVE",)
    messages: NumSet
    mailbox: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Expunge(_Base):
    """UID EXPUNGE (RFC 9051 §6.4.9). The one without UIDs does not exist here."""

    states: ClassVar[States] = SELECTED
    needs: ClassVar[tuple[str, ...]] = ("UIDPLUS",)
    messages: NumSet


Command: TypeAlias = (
    CapabilityCommand | Noop | Logout | Id | StartTls | Login | Authenticate | Enable | Compress
    | NamespaceCommand | Select | Unselect | List | Lsub | StatusCommand | QuotaRoot | Create
    | Delete | Rename | Subscribe | Append | Idle | Fetch | Store | Search | Copy | Move | Expunge
)  # fmt: skip

# Which capability an option of a command needs; options not set need nothing.
OPTION_NEEDS: Mapping[str, str] = {
    "condstore": "CONDSTORE",
    "changed_since": "CONDSTORE",
    "unchanged_since": "CONDSTORE",
    "status": "LIST-STATUS",
    "select": "LIST-EXTENDED",
    "partial": "PARTIAL",
    "use": "CREATE-SPECIAL-USE",
}
