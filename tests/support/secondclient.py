"""An independent second IMAP client (IMAPClient), to check on the server what we claim to have done."""

import contextlib
from typing import Self

import imapclient

from tests.support.mailserver import MailUser


class SecondClient:
    """Logged in while its block lasts; selects the mailbox it is asked about anew each time."""

    def __init__(self, user: MailUser) -> None:
        self.user = user
        self.imap = imapclient.IMAPClient(user.server.host, user.server.ports.imap, ssl=False)
        self.imap.login(user.name, user.password)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError, imapclient.exceptions.IMAPClientError):
            self.imap.logout()

    def uids(self, mailbox: str = "INBOX") -> list[int]:
        self.imap.select_folder(mailbox, readonly=True)
        return list(self.imap.search("ALL"))

    def flags(self, uid: int, mailbox: str = "INBOX") -> set[str]:
        """Return the flags and keywords of one message, \\Recent apart."""
        self.imap.select_folder(mailbox, readonly=True)
        found = self.imap.get_flags([uid])[uid]
        return {flag.decode() for flag in found} - {"\\Recent"}

    def add_flags(self, uids: list[int], *flags: str, mailbox: str = "INBOX") -> None:
        self.imap.select_folder(mailbox)
        self.imap.add_flags(uids, list(flags))

    def remove_flags(self, uids: list[int], *flags: str, mailbox: str = "INBOX") -> None:
        self.imap.select_folder(mailbox)
        self.imap.remove_flags(uids, list(flags))

    def append(self, raw: bytes, *flags: str, mailbox: str = "INBOX") -> None:
        self.imap.append(mailbox, raw, list(flags))

    def expunge(self, uids: list[int], mailbox: str = "INBOX") -> None:
        """Remove messages for good."""
        self.imap.select_folder(mailbox)
        self.imap.add_flags(uids, ["\\Deleted"])
        self.imap.uid_expunge(uids)

    def raw(self, uid: int, mailbox: str = "INBOX") -> bytes:
        self.imap.select_folder(mailbox, readonly=True)
        return self.imap.fetch([uid], ["BODY.PEEK[]"])[uid][b"BODY[]"]
