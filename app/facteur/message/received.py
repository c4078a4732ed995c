"""When a server took a message in, by the trace that it left (RFC 5321 §4.4).

The topmost Received field is the last hop's, which is the one nobody before it could forge.
"""

import re

from facteur.message.dates import sent_ms
from facteur.message.encodedword import raw_text

_FIRST = re.compile(rb"(?:\A|\n)received[ \t]*:((?:[^\n]|\n[ \t])*)", re.IGNORECASE)
_MAX_FIELD = 4096
_HEADER_ENDS = (b"\r\n\r\n", b"\n\n")


def received_ms(header: bytes) -> int | None:
    """Return that moment, milliseconds since the UTC epoch; None without a sensible trace."""
    found = _FIRST.search(header)
    if found is None:
        return None
    field = found.group(1)[:_MAX_FIELD]
    _before, semicolon, date = field.rpartition(b";")
    if not semicolon:
        return None
    return sent_ms(raw_text(b" ".join(date.split())))


def header_of(data: bytes) -> bytes:
    """Return the header of a message with its empty line, or all of it when it has no body."""
    for end in _HEADER_ENDS:  # the second only looks at what the first has left
        at = data.find(end)
        data = data[: at + len(end)] if at >= 0 else data
    return data
