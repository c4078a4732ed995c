"""Maildrops to collect from: Dovecot with the same messages again and again, one fresh copy a tool.

And the yardstick: a socket that sends every RETR, then every DELE and QUIT, without ever waiting,
and only counts what comes back. It keeps nothing, which no client can beat.
"""

import asyncio
import dataclasses
import os
import re
import socket
import threading
import time
from collections.abc import Iterable

from facteur.base.paths import Profile as Paths
from facteur.engine.effects import Effects
from facteur.link import commands
from facteur.mail.account import ServerAddress
from facteur.net.stream import Stream, SystemNetwork
from tests.bench.facteur import Profile
from tests.support import maildir
from tests.support.enginerig import Rig, fields_of, running
from tests.support.fakes import FakeSecrets
from tests.support.mailserver import Dovecot, MailUser

_TOTALS = re.compile(rb"\+OK (\d+) (\d+)\r\n")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Took:
    """octets are the server's."""

    octets: int
    seconds: float


class CountedNetwork(SystemNetwork):
    """Remembers what it opened and what was asked, and may hide that a server pipelines."""

    def __init__(self, *, pipelining: bool = True) -> None:
        self.streams: list[Stream] = []
        self.asked: list[str] = []
        self._pipelining = pipelining

    async def connect(self, server: ServerAddress, certificate_sha256: str = "") -> Stream:
        stream = await super().connect(server, certificate_sha256)
        self.streams.append(stream)
        write, read = stream.write, stream.read

        def noted(data: bytes) -> None:
            self.asked += data.decode("latin-1").splitlines()
            write(data)

        async def changed(timeout_s: float) -> bytes:
            return (await read(timeout_s)).replace(b"\r\nPIPELINING\r\n", b"\r\nX-NOTHING\r\n")

        stream.write = noted
        if not self._pipelining:
            stream.read = changed
        return stream


def fill(user: MailUser, messages: int, profile: maildir.Profile) -> None:
    """Put the messages in (the same files each time, linked) and let the server learn them."""
    maildir.fill(user.maildir, "INBOX", messages, profile=profile, cached=True)
    listing = raw(user, ["STAT", "LIST", "UIDL"]).decode()
    assert listing.count("\n") > 2 * messages, "the server does not have them all"


def left(user: MailUser) -> int:
    """Return how many messages lie in the maildrop."""
    return sum(len(os.listdir(user.maildir / name)) for name in ("new", "cur"))  # noqa: PTH208


def agreed(server: Dovecot, home: Profile, *, after_download: str = "delete") -> MailUser:
    """Give `home` an account that collects and deletes, the user's permission given.

    The maildrop is empty still, so the first pass has found nothing and is over.
    """
    user = server.add_user()

    async def scene() -> None:
        async with running(Paths(home=home.home), Effects(secrets=FakeSecrets())) as rig:
            await agree(rig, user, after_download=after_download)

    asyncio.run(scene())
    return user


async def agree(rig: Rig, user: MailUser, *, after_download: str = "delete") -> None:
    """Add the account, and let what it collects be deleted."""
    fields = fields_of(
        user,
        protocol="pop",
        port=user.server.ports.pop3,
        after_download=after_download,
        secret_kind="command",
        password_command=f"echo {user.password}",
    )
    key = await rig.add(fields)
    await rig.sync()
    await rig.ask(commands.AnswerRemoval, account=key, allow=True)
    await rig.sync()


def fetch_all(user: MailUser, messages: int, *, remove: bool = True) -> Took:
    """Read every message, and delete them all afterwards, as fast as the server can."""
    numbers = range(1, messages + 1)
    asked = [f"RETR {number}" for number in numbers]
    asked += [f"DELE {number}" for number in numbers if remove]
    began = time.perf_counter()
    octets = count(user, asked)
    seconds = time.perf_counter() - began
    if remove:
        assert left(user) == 0, "the raw reader left messages behind"
    return Took(octets=octets, seconds=seconds)


def listed(user: MailUser, asked: Iterable[str]) -> float:
    """Ask for listings, count what comes, and return how long that took with login and QUIT."""
    began = time.perf_counter()
    count(user, asked)
    return time.perf_counter() - began


def count(user: MailUser, asked: Iterable[str]) -> int:
    """Send the commands in one go after the login, and QUIT; return how many octets came."""
    with _signed_in(user) as line:
        sending = _send(line, asked)
        octets = 0
        buffer = bytearray(1 << 18)
        while size := line.recv_into(buffer):
            octets += size
        sending.join()
    return octets


def raw(user: MailUser, asked: Iterable[str]) -> bytes:
    """Do the same and return what came."""
    with _signed_in(user) as line:
        sending = _send(line, asked)
        pieces: list[bytes] = []
        while data := line.recv(1 << 18):
            pieces.append(data)
        sending.join()
    return b"".join(pieces)


def _signed_in(user: MailUser) -> socket.socket:
    line = socket.create_connection((user.server.host, user.server.ports.pop3), timeout=600)
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    assert line.recv(4096).startswith(b"+OK")
    for words in (f"USER {user.name}", f"PASS {user.password}"):
        line.sendall(f"{words}\r\n".encode())
        assert line.recv(4096).startswith(b"+OK"), words
    return line


def _send(line: socket.socket, asked: Iterable[str]) -> threading.Thread:
    """Send in a thread, since a server that cannot get rid of its answers stops to listen."""
    data = "".join(f"{words}\r\n" for words in (*asked, "QUIT")).encode()
    sending = threading.Thread(target=line.sendall, args=(data,), daemon=True)
    sending.start()
    return sending
