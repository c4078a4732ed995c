"""Where a multi-line reply ends, and its octets without dot-stuffing (RFC 1939 §3).

Works on whole slices: neither the length of a line nor the number of lines matters. Only CRLF ends
a line here; a bare CR, a bare LF and NUL are content like any other. Only a doubled dot loses one:
a single one comes from servers that forgot to double it (Dovecot 2.3 does in a message's first
line), and is the message's.
"""

from typing import Final

_END: Final = b"\r\n.\r\n"
_FIRST: Final = b".\r\n"
_DOT: Final = b"\r\n."
_UNDECIDED: Final = tuple(_END[:length] for length in range(len(_END) - 1, 0, -1))


class BodyReader:
    """One reply being read. It holds no octets: what is undecided stays with the caller."""

    __slots__ = ("_begun",)

    def __init__(self) -> None:
        self._begun = False

    def take(self, data: bytes, start: int) -> tuple[bytes, int, bool]:
        """Return the next piece, where the rest of `data` begins, and whether the reply has ended.

        The rest, at most four octets while it has not ended, must come again with more behind it.
        """
        if not self._begun:
            if data.startswith(_FIRST, start):
                return b"", start + len(_FIRST), True
            if _FIRST.startswith(data[start : start + len(_FIRST)]):
                return b"", start, False
            self._begun = True
            start += data.startswith(b"..", start)
        dot = data.find(_DOT, start)
        if dot >= 0 and data.startswith(_END, dot):  # the usual case: one look at each octet
            return data[start : dot + 2], dot + len(_END), True
        found = data.find(_END, dot) if dot >= 0 else -1
        if found >= 0:
            # The CRLF before the dot ends the message's last line: it is the message's.
            return data[start : found + 2].replace(b"\r\n..", b"\r\n."), found + len(_END), True
        end = len(data)
        for undecided in _UNDECIDED:
            if data.endswith(undecided, start):
                end -= len(undecided)
                break
        piece = data[start:end]
        return piece if dot < 0 else piece.replace(b"\r\n..", b"\r\n."), end, False
