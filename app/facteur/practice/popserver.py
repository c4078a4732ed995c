"""POP3 for the practice mailbox: twisted.mail's server over the inbox of a maildrop."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownParameterType=false, reportUnknownArgumentType=false
# pyright: reportMissingTypeStubs=false, reportUntypedClassDecorator=false
# pyright: reportIncompatibleMethodOverride=false, reportIncompatibleVariableOverride=false
# Twisted names few of its types, and some of those wrongly.

import io
import secrets
from collections.abc import Callable
from typing import IO

from twisted.cred.error import UnauthorizedLogin
from twisted.internet import protocol
from twisted.mail import pop3
from twisted.python.failure import Failure
from zope.interface import implementer

from facteur.base.override import override
from facteur.practice.maildrops import Kept, Maildrop


@implementer(pop3.IMailbox)
class MaildropView:
    """The messages that were there when the session began; what is deleted goes at its QUIT."""

    def __init__(self, maildrop: Maildrop) -> None:
        self._inbox = maildrop.inbox
        self._messages = tuple(self._inbox.messages)
        self._gone: set[int] = set()

    def listMessages(self, index: int | None = None) -> int | list[int]:
        """Return the octets of one message or of each; 0 for deleted ones."""
        if index is None:
            return [self._octets(kept) for kept in self._messages]
        return self._octets(self._message(index))

    def getMessage(self, index: int) -> IO[bytes]:
        """Return a message."""
        return io.BytesIO(self._message(index).raw)

    def getUidl(self, index: int) -> bytes:
        """Return the name of a message, which stays its own (RFC 1939 §7)."""
        return b"%d-%d" % (self._inbox.uidvalidity, self._message(index).uid)

    def deleteMessage(self, index: int) -> None:
        """Mark a message; it goes when the session ends well."""
        self._gone.add(self._message(index).uid)

    def undeleteMessages(self) -> None:
        """Unmark all."""
        self._gone.clear()

    def sync(self) -> None:
        """Remove what was marked."""
        self._inbox.remove(self._gone)

    def _octets(self, kept: Kept) -> int:
        return 0 if kept.uid in self._gone else len(kept.raw)

    def _message(self, index: int) -> Kept:
        if not 0 <= index < len(self._messages):
            raise ValueError(index)
        return self._messages[index]


class PracticePop(pop3.POP3):
    """One session."""

    factory: "PopFactory"

    @override
    def connectionMade(self) -> None:
        super().connectionMade()
        self.factory.connections.add(self)

    @override
    def connectionLost(self, reason: Failure) -> None:
        self.factory.connections.discard(self)
        super().connectionLost(reason)

    @override
    def listCapabilities(self) -> list[bytes]:
        return [b"TOP", b"USER", b"UIDL", b"PIPELINING", b"IMPLEMENTATION Facteur-practice"]

    @override
    def authenticateUserPASS(
        self, user: bytes, password: bytes
    ) -> tuple[object, MaildropView, Callable[[], None]]:
        for maildrop in self.factory.maildrops:
            known = secrets.compare_digest(maildrop.password.encode(), password)
            if maildrop.user.encode() == user and known:
                return pop3.IMailbox, MaildropView(maildrop), lambda: None
        raise UnauthorizedLogin

    @override
    def do_RETR(self, i: bytes) -> None:
        self._send(i, None)

    @override
    def do_TOP(self, i: bytes, size: bytes) -> None:
        if size.isdigit():
            self._send(i, int(size))
        else:
            self.failResponse(b"Bad line count argument")

    def _send(self, number: bytes, lines: int | None) -> None:
        """Send a message, or its header and that many lines (RFC 1939 §7)."""
        maildrop = self.mbox
        assert isinstance(maildrop, MaildropView)  # before the sign-in nobody comes here
        try:
            at = int(number) - 1
            size, raw = maildrop.listMessages(at), maildrop.getMessage(at).read()
        except ValueError:
            self.failResponse(b"Bad message number argument")
            return
        if not size:
            self.failResponse(b"message deleted")
            return
        if lines is not None:
            head, _blank, body = raw.partition(b"\r\n\r\n")
            raw = head + b"\r\n\r\n" + b"".join(body.splitlines(keepends=True)[:lines])
        end = b"" if raw.endswith(b"\r\n") else b"\r\n"
        self.sendLine(b"+OK %d octets" % len(raw))
        stuffed = (b"\r\n" + raw).replace(b"\r\n.", b"\r\n..")[2:]
        assert self.transport is not None
        self.transport.write(stuffed + end + b".\r\n")


class PopFactory(protocol.ServerFactory):
    """Makes sessions and knows those that are open."""

    def __init__(self, maildrops: tuple[Maildrop, ...]) -> None:
        self.maildrops = maildrops
        self.connections: set[PracticePop] = set()
        self.answers = True

    @override
    def buildProtocol(self, addr: object) -> PracticePop | None:
        """Let somebody in; None cuts the line."""
        if not self.answers:
            return None
        made = PracticePop()
        made.factory = self
        return made
