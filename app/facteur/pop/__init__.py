"""Design note: a sans-I/O POP3 client (RFC 1939, RFC 2449, RFC 2595, RFC 5034).

In: `body` finds the end of a multi-line reply and undoes dot-stuffing slice by slice, `replies`
reads status lines, `listing` and `capabilities` read what is listed. Out: `commands` are values,
`legality` says where each may be sent, `encoder` writes them. `connection` joins them; `maildrop`
compares what STAT, LIST and UIDL said and needs none of the others.

Use: `Connection(tls=…)`; `send(command)`; write `bytes_to_send()`; feed `receive(octets)`. Replies
come in the order of the commands, and each command ends in exactly one `Completed`. RETR and TOP
stream: `BodyBegun`, `BodyPiece` …, `Completed`; a message is never whole in memory, at most four
octets wait for what follows. After STLS's +OK: shake hands, `start_tls_done()`, ask CAPA anew.

Decisions. Nothing in the octets of a message is touched but doubled dots; sizes are hints and
end nothing. Framing is POP3's weak point: a server that does not stuff ends a message early, and
what is left of it is read as replies. So each reply must be +OK or -ERR, else `framing-lost` and
the connection is of no use; who received a body knows that it ended soundly when the reply after
it has come (net.popsession asks for one). Events before the fault are returned before the error
is raised, so that the fault belongs to the message it happened in. `receive` raises nothing but
RemoteProtocolError, `send` nothing but LocalProtocolError.

Listings are held as octets up to a limit and read in one sweep. UIDLs are octets, compared as
such; one that is too long is replaced by its hash, never cut: cut ones would be equal. What does
not fit together in listings is data (`Defect`), since half of a maildrop is better than none.
APOP does not exist, and the reply to CAPA is believed only where it adds something: TOP and UIDL
may be tried without.
"""

from .capabilities import Capabilities
from .connection import Connection
from .limits import Limits
from .maildrop import Defect, Flaw, Item, Maildrop, compare
from .replies import (
    BodyBegun,
    BodyPiece,
    Completed,
    Dismissed,
    Event,
    Greeting,
    Reply,
    SizeRows,
    Totals,
    UidRows,
)
from .states import State

__all__ = [
    "BodyBegun",
    "BodyPiece",
    "Capabilities",
    "Completed",
    "Connection",
    "Defect",
    "Dismissed",
    "Event",
    "Flaw",
    "Greeting",
    "Item",
    "Limits",
    "Maildrop",
    "Reply",
    "SizeRows",
    "State",
    "Totals",
    "UidRows",
    "compare",
]
