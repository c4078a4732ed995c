"""How servers keep an INBOX: a Maildir, one file, or a folder of numbered files."""

import os
import poplib
import re
import smtplib
from pathlib import Path

from tests.support import maildir
from tests.support.otherservers import PASSWORD, Cell

_SEPARATOR = b"From ann@example.test  Wed Nov 18 10:00:00 2026\n"


class MaildirStorage:
    """~/Maildir."""

    def create(self, cell: Cell, name: str) -> None:
        for part in ("", "/cur", "/new", "/tmp"):
            cell.folder(f"home/{name}/Maildir{part}", 0o700)

    def put(self, cell: Cell, name: str, raw: list[bytes]) -> None:
        for position, one in enumerate(raw):
            received_s = maildir.LAST_DAY + position
            maildir.put(cell.state / f"home/{name}/Maildir", "INBOX", one, received_s=received_s)

    def lying(self, cell: Cell, name: str) -> list[bytes]:
        home = cell.state / f"home/{name}/Maildir"
        paths = [path for part in ("new", "cur") for path in (home / part).iterdir()]
        return [_as_sent(path.read_bytes()) for path in paths]


class Mbox:
    """/var/mail/NAME, each message after a line that begins with "From ".

    unquotes: the server sends ">From " of a text as the "From " it stands for.
    """

    def __init__(self, *, unquotes: bool = False) -> None:
        self._unquotes = unquotes

    def create(self, cell: Cell, name: str) -> None:
        cell.folder("var/mail", 0o1777, owned=False)
        path = self._path(cell, name)
        path.touch(0o600)
        os.chown(path, *cell.owner)

    def put(self, cell: Cell, name: str, raw: list[bytes]) -> None:
        with self._path(cell, name).open("ab") as file:
            for one in raw:
                quoted = one.replace(b"\nFrom ", b"\n>From ")
                file.write(_SEPARATOR + quoted + b"\n" * (2 - one.endswith(b"\n")))

    def lying(self, cell: Cell, name: str) -> list[bytes]:
        pieces = re.split(rb"(?m)^From .*\n", self._path(cell, name).read_bytes())[1:]
        if self._unquotes:
            pieces = [piece.replace(b"\n>From ", b"\nFrom ") for piece in pieces]
        return [_as_sent(piece.removesuffix(b"\n")) for piece in pieces]

    def _path(self, cell: Cell, name: str) -> Path:
        return cell.state / "var/mail" / name


class CyrusSpool:
    """A file for each message, put there by the server itself when it is given one by LMTP."""

    def create(self, cell: Cell, name: str) -> None:
        """The server makes an INBOX at the first login or delivery."""

    def put(self, cell: Cell, name: str, raw: list[bytes]) -> None:
        with smtplib.LMTP(str(cell.state / "run/cyrus/lmtp")) as lmtp:
            for one in raw:
                lmtp.sendmail("bob@example.test", [name], one.replace(b"\n", b"\r\n"))

    def lying(self, cell: Cell, name: str) -> list[bytes]:
        """Read the files of what it lists: those of removed messages it cleans away later."""
        client = poplib.POP3(cell.host, cell.port, timeout=10)
        client.user(name)
        client.pass_(PASSWORD)
        listed = [line.rpartition(b".")[2].decode() for line in client.uidl()[1]]
        client.quit()
        (folder,) = (cell.state / "var/spool/cyrus/mail").rglob(f"user/{name}")
        return [(folder / f"{uid}.").read_bytes() for uid in listed]


def _as_sent(raw: bytes) -> bytes:
    return raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
