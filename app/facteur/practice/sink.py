"""Where practice messages are handed in to be sent: each is accepted, counted and forgotten."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownParameterType=false, reportUnknownArgumentType=false
# pyright: reportMissingTypeStubs=false, reportUntypedClassDecorator=false
# pyright: reportIncompatibleMethodOverride=false, reportIncompatibleVariableOverride=false
# Twisted names few of its types, and some of those wrongly.

from collections.abc import Callable

from twisted.internet import defer, protocol
from twisted.mail import smtp
from twisted.python.failure import Failure
from zope.interface import implementer

from facteur.base.override import override


@implementer(smtp.IMessage)
class _Forgotten:
    """A message that goes nowhere."""

    def __init__(self, taken: Callable[[], None]) -> None:
        self._taken = taken

    def lineReceived(self, line: bytes) -> None:
        """Forget a line."""

    def eomReceived(self) -> "defer.Deferred[None]":
        """Accept the message."""
        self._taken()
        return defer.succeed(None)

    def connectionLost(self) -> None:
        """Forget what came of it."""


class PracticeSmtp(smtp.ESMTP):
    """One connection."""

    factory: "SmtpFactory"

    @override
    def connectionMade(self) -> None:
        super().connectionMade()
        self.factory.connections.add(self)

    @override
    def connectionLost(self, reason: Failure) -> None:
        self.factory.connections.discard(self)
        super().connectionLost(reason)

    @override
    def validateFrom(self, helo: object, origin: object) -> object:
        return origin

    @override
    def validateTo(self, user: object) -> Callable[[], _Forgotten]:
        return lambda: _Forgotten(self.factory.taken)

    @override
    def receivedHeader(self, helo: object, origin: object, recipients: object) -> bytes:
        return b"Received: by practice.invalid"


class SmtpFactory(protocol.ServerFactory):
    """Makes connections; `taken` hears of each message."""

    def __init__(self, taken: Callable[[], None]) -> None:
        self.taken = taken
        self.connections: set[PracticeSmtp] = set()
        self.answers = True

    @override
    def buildProtocol(self, addr: object) -> PracticeSmtp | None:
        """Let somebody in; None cuts the line."""
        if not self.answers:
            return None
        made = PracticeSmtp()
        made.host = b"practice.invalid"
        made.factory = self
        return made
