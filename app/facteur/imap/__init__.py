"""Design note: a sans-I/O IMAP4rev1/rev2 client.

Three ladders, each knowing only the lower rung. In: `buffer` cuts octets into units with their
literals, `lexer` makes values, `parser` (with `codes`, `fetchreply`, `bodystructure`) makes events.
Out: `commands` are values, `encoder` writes them, `outgoing` holds them at literals and before
commands that stand alone. State: `states`, `legality`, `selected` (the only place of sequence
numbers), `mailboxdata`; `connection` joins all and owns nothing else.

Use: `Connection(tls=…)`; `send(command) -> tag`; write `bytes_to_send()` until it is b""; feed
`receive(octets) -> [event]`. Each command ends in exactly one `Completed`. Commands may be
pipelined freely; what must not be is refused (`LocalProtocolError`, code "ambiguous") or held back
until the command before it is completed (STARTTLS, LOGIN, AUTHENTICATE, COMPRESS, IDLE). After
STARTTLS's OK: shake hands, `start_tls_done()`, ask CAPABILITY anew. After login ask CAPABILITY if
`capabilities` is empty. COMPRESS needs nothing: the connection inflates and deflates from its OK
on. IDLE runs from `IdleStarted` to `finish_idle()`. A data event of a mailbox is about the last
`SelectionChanged`; events before it are about the mailbox before.

Decisions. A run of plain FETCH replies comes as one `FetchBatch` of columns (`fastfetch`): events
of a million rows cost more than reading them; `batches=False` or `FetchBatch.fetched()` give each.
A response that breaks the grammar becomes `Unparsed` and the next is read; broken framing, a
foreign tag and a passed limit raise RemoteProtocolError, the only error of `receive`. Before login
untagged data is dropped, and without TLS texts too. Mailbox names are the server's octets. CLOSE,
EXPUNGE without UIDs and replacing flags do not exist, since nobody may send them by mistake.
Whether a server keeps its promises is the engine's business; `quirks` has the known exceptions.
"""

from .capabilities import Capabilities
from .connection import Connection
from .limits import Limits
from .mailboxname import decode_name, encode_name, same_name
from .numset import STAR, NumSet
from .quirks import Quirks, find_quirks
from .responses import (
    Bye,
    CapabilityList,
    Code,
    Completed,
    Enabled,
    ESearchResult,
    Event,
    Exists,
    Expunged,
    FetchBatch,
    Fetched,
    FlagSet,
    FlagsList,
    Greeting,
    IdleStarted,
    IdRow,
    ListRow,
    MapLost,
    Namespace,
    NamespaceRow,
    OtherData,
    SearchResult,
    Section,
    SelectionChanged,
    Status,
    StatusRow,
    StatusText,
    Unparsed,
    Vanished,
)
from .selected import Selected
from .states import State

__all__ = [
    "STAR",
    "Bye",
    "Capabilities",
    "CapabilityList",
    "Code",
    "Completed",
    "Connection",
    "ESearchResult",
    "Enabled",
    "Event",
    "Exists",
    "Expunged",
    "FetchBatch",
    "Fetched",
    "FlagSet",
    "FlagsList",
    "Greeting",
    "IdRow",
    "IdleStarted",
    "Limits",
    "ListRow",
    "MapLost",
    "Namespace",
    "NamespaceRow",
    "NumSet",
    "OtherData",
    "Quirks",
    "SearchResult",
    "Section",
    "Selected",
    "SelectionChanged",
    "State",
    "Status",
    "StatusRow",
    "StatusText",
    "Unparsed",
    "Vanished",
    "decode_name",
    "encode_name",
    "find_quirks",
    "same_name",
]
