"""The yardstick of everything that fetches: a socket that sends commands and only counts bytes.

It sends all commands at once, which no client can beat, and looks at nothing but the end of what
arrives, for the tag of the last command.
"""

import dataclasses
import socket
import time
from typing import Self

from tests.support.mailserver import MailUser

FIRST_SCREEN = 50
# What a header row needs: the fields of the list, not ENVELOPE, which lacks References.
HEADER_ITEMS = (
    "(UID FLAGS INTERNALDATE RFC822.SIZE BODY.PEEK[HEADER.FIELDS (DATE FROM TO CC SUBJECT"
    " MESSAGE-ID REFERENCES IN-REPLY-TO LIST-ID CONTENT-TYPE)])"
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """octets are the server's; seconds run from the first byte sent to the last received."""

    octets: int
    seconds: float


class RawReader:
    """A logged-in connection; `connect_s` is what connecting and logging in took."""

    def __init__(self, user: MailUser, *, host: str = "", port: int = 0) -> None:
        began = time.perf_counter()
        self._socket = socket.create_connection(
            (host or user.server.host, port or user.server.ports.imap), timeout=600
        )
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._number = 0
        self._buffer = bytearray(1 << 18)
        greeting = self._socket.recv(4096)
        assert greeting.startswith(b"* OK"), greeting
        self.read(f"LOGIN {user.name} {user.password}")
        self.connect_s = time.perf_counter() - began

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def read(self, *commands: str) -> Read:
        """Send the commands in one go, without waiting between them, and count what comes back."""
        began = time.perf_counter()
        tags = [self._tag() for _ in commands]
        lines = [f"{tag} {command}\r\n" for tag, command in zip(tags, commands, strict=True)]
        self._socket.sendall("".join(lines).encode())
        return Read(octets=self._until(tags[-1].encode()), seconds=time.perf_counter() - began)

    def _tag(self) -> str:
        self._number += 1
        return f"zqx{self._number}"

    def _until(self, tag: bytes) -> int:
        octets = 0
        tail = b"\r\n"
        end = b"\r\n" + tag + b" "
        while True:
            size = self._socket.recv_into(self._buffer)
            assert size, "the server hung up"
            octets += size
            # Only the last lines can hold the tag: the server has nothing more to say after it.
            tail = (tail + self._buffer[max(0, size - 1024) : size])[-1024:]
            if tail.endswith(b"\r\n") and (at := tail.find(end)) >= 0:
                words = tail[at:].split()
                assert words[1] == b"OK", tail[at:]
                return octets


def first_screen(reader: RawReader, messages: int) -> Read:
    """Select and fetch what the newest screen needs, in one go."""
    first = max(1, messages - FIRST_SCREEN + 1)
    return reader.read("SELECT INBOX", f"FETCH {first}:{messages} {HEADER_ITEMS}")
