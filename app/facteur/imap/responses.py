"""What a server says, as frozen values; `Connection.receive` returns lists of them.

A closed set: `Event`. Texts and names of the server are untrusted. Nothing here was ever shown in
a literal's raw form by `repr` beyond its size.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias

from facteur.mail.flags import Flags
from facteur.mail.structure import Part

from .bodystructure import RawEnvelope
from .commands import Command
from .lexer import Value
from .numset import NumSet


class Status(Enum):
    """The five condition words (RFC 9051 §7.1)."""

    OK = "OK"
    NO = "NO"
    BAD = "BAD"
    BYE = "BYE"
    PREAUTH = "PREAUTH"


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A response code, `[NAME …]` (RFC 9051 §7.1). `name` is upper-case, "" for none.

    number: of UIDVALIDITY, UIDNEXT, HIGHESTMODSEQ, UNSEEN, APPENDLIMIT-like codes.
    names: of PERMANENTFLAGS, CAPABILITY, BADCHARSET.
    uidvalidity, source, target: of COPYUID; APPENDUID has no source. Sets of unequal size, the
        UID 0 and an empty set are refused: then all three are None.
    text: what stood after the name, for codes that are not known here.
    """

    name: str = ""
    number: int | None = None
    names: tuple[bytes, ...] = ()
    uidvalidity: int | None = None
    source: NumSet | None = None
    target: NumSet | None = None
    text: str = ""


NO_CODE = Code()


@dataclass(frozen=True, slots=True)
class FlagSet:
    """The flags of one message. Shared: equal wire forms give the same object."""

    system: Flags
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Greeting:
    """The first line of a connection: OK or PREAUTH (a BYE is `Bye`)."""

    status: Status
    code: Code
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Completed:
    """The tagged end of a command: exactly one for each that was sent."""

    tag: str
    command: Command
    status: Status
    code: Code
    text: str

    @property
    def ok(self) -> bool:
        """Whether the server did it."""
        return self.status is Status.OK


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusText:
    """An untagged OK, NO or BAD: a code to note, an alert to show, or a sign of life."""

    status: Status
    code: Code
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bye:
    """The server closes the connection. It may come more than once (Yandex, MailKit #938)."""

    code: Code
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CapabilityList:
    """The server's capabilities; `Connection.capabilities` holds them."""

    names: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Enabled:
    """Extensions that are on from now (RFC 5161); `Connection.enabled` holds them all."""

    names: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class IdRow:
    """Who the server says it is (RFC 2971). Keys lower-case."""

    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Namespace:
    """One root of names; `delimiter` b"" means a flat one."""

    prefix: bytes
    delimiter: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class NamespaceRow:
    """The roots of one's own, of other users' and of shared mailboxes (RFC 9051 §7.3.2)."""

    personal: tuple[Namespace, ...]
    other: tuple[Namespace, ...]
    shared: tuple[Namespace, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow:
    r"""A mailbox of LIST, LSUB or XLIST (RFC 9051 §7.3.1).

    attributes: lower-case, with their backslash: "\\noselect". Hints, all of them.
    delimiter: b"" for a flat name.
    name: raw bytes, to be sent back unchanged.
    old_name: the name it had before (OLDNAME), or None.
    """

    kind: str
    attributes: frozenset[str]
    delimiter: bytes
    name: bytes
    old_name: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusRow:
    """STATUS of one mailbox (RFC 9051 §7.3.3). None: not told, or nonsense."""

    name: bytes
    messages: int | None = None
    unseen: int | None = None
    uidnext: int | None = None
    uidvalidity: int | None = None
    highestmodseq: int | None = None
    size_octets: int | None = None
    deleted: int | None = None
    append_limit: int | None = None
    mailbox_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagsList:
    """The flags that exist in the mailbox (RFC 9051 §7.3.5), as the server spells them."""

    names: tuple[bytes, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectionChanged:
    """From here on, data of a mailbox is about this one; None when none is selected.

    mailbox: raw name. What came before belongs to the mailbox that was selected before.
    """

    mailbox: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MapLost:
    """Sequence numbers can no longer be trusted: compare the mailbox's UIDs anew."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Exists:
    """The mailbox now holds so many messages. A hint: 4294967295 has been seen."""

    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Expunged:
    """One message is gone. uid: None when the map did not know it."""

    sequence: int
    uid: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Vanished:
    """These UIDs are gone (RFC 7162 §3.2.10). A set may name UIDs that never were.

    earlier: they went before, and no sequence number changes now.
    """

    uids: NumSet
    earlier: bool


@dataclass(frozen=True, slots=True)
class Section:
    """A piece of a message: `BODY[name]<offset>` or BINARY. Content None: the server said NIL."""

    name: str
    content: bytes | None = field(repr=False)
    offset: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """One FETCH reply (RFC 9051 §7.5.2). None: not told.

    uid: told by the server or found by the map; None when neither.
    structure_fault: it came and could not be read; do not ask again.
    labels: of Gmail, raw names; email_id, thread_id: RFC 8474 or Gmail's numbers.
    """

    sequence: int
    uid: int | None
    flags: FlagSet | None = None
    modseq: int | None = None
    internal_date_ms: int | None = None
    size_octets: int | None = None
    sections: tuple[Section, ...] = ()
    structure: Part | None = None
    structure_fault: bool = False
    envelope: RawEnvelope | None = None
    preview: str | None = None
    email_id: str = ""
    thread_id: str = ""
    labels: tuple[bytes, ...] | None = None

    def section(self, name: str) -> bytes | None:
        """Return the content of BODY[name], whatever its case, or None."""
        wanted = name.upper()
        return next((held.content for held in self.sections if held.name.upper() == wanted), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchBatch:
    """A run of FETCH replies of one plain shape, as columns of equal length.

    It stands for exactly the `Fetched` events that `fetched()` yields; it exists because building
    a million of those costs more than reading them. A column is None when the replies did not
    have that item. `section` names the one BODY[…] whose content is in `contents`.
    """

    sequences: Sequence[int]
    uids: Sequence[int]
    flags: Sequence[FlagSet] | None = None
    internal_dates_ms: Sequence[int | None] | None = None
    sizes_octets: Sequence[int] | None = None
    modseqs: Sequence[int] | None = None
    section: str = ""
    contents: Sequence[bytes] | None = field(default=None, repr=False)

    def __len__(self) -> int:
        return len(self.uids)

    def fetched(self) -> Iterator[Fetched]:
        """Yield the same replies one by one."""
        for n, uid in enumerate(self.uids):
            sections = () if self.contents is None else (Section(self.section, self.contents[n]),)
            yield Fetched(
                sequence=self.sequences[n],
                uid=uid,
                flags=self.flags[n] if self.flags else None,
                modseq=self.modseqs[n] if self.modseqs else None,
                internal_date_ms=self.internal_dates_ms[n] if self.internal_dates_ms else None,
                size_octets=self.sizes_octets[n] if self.sizes_octets else None,
                sections=sections,
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResult:
    """An untagged SEARCH (RFC 3501 §7.2.5), UIDs or sequence numbers as was asked.

    numbers: None when nothing was found. modseq: highest of those found (RFC 7162 §3.1.5).
    """

    numbers: NumSet | None
    modseq: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ESearchResult:
    """An untagged ESEARCH (RFC 9051 §7.3.4). tag: of the command it answers, "" if not told."""

    tag: str
    uid: bool
    numbers: NumSet | None = None
    count: int | None = None
    low: int | None = None
    high: int | None = None
    modseq: int | None = None
    partial: NumSet | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IdleStarted:
    """The server waits with us: it says news by itself until `Connection.finish_idle()`."""

    tag: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherData:
    """Untagged data of another kind (QUOTA, ACL, METADATA …). name: upper-case."""

    name: str
    values: tuple[Value, ...] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unparsed:
    """A response that broke the grammar and was left out.

    sequence, uid: of the message it was about, if that could be told: what we know of it may be
        out of date.
    """

    reason: str
    excerpt: str = field(repr=False)
    sequence: int | None = None
    uid: int | None = None


Event: TypeAlias = (
    Greeting
    | Completed
    | StatusText
    | Bye
    | CapabilityList
    | Enabled
    | IdRow
    | NamespaceRow
    | ListRow
    | StatusRow
    | FlagsList
    | SelectionChanged
    | MapLost
    | Exists
    | Expunged
    | Vanished
    | Fetched
    | FetchBatch
    | SearchResult
    | ESearchResult
    | IdleStarted
    | OtherData
    | Unparsed
)
