"""Where practice messages are handed in to be sent: each is accepted, counted and forgotten."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownParameterType=false, reportUnknownArgumentType=false
# pyright: reportMissingTypeStubs=false, reportUntypedClassDecorator=false
# pyright: reportIncompatibleMethodOverride=false, reportIncompatibleVariableOverride=false
# Twisted names few of its types, and some of those wrongly.

from collections.abc import Callable, Iterable
from typing import Any, cast

from twisted.cred.checkers import InMemoryUsernamePasswordDatabaseDontUse
from twisted.cred.portal import IRealm, Portal
from twisted.internet import defer, protocol
from twisted.mail import imap4, smtp
from twisted.python.failure import Failure
from zope.interface import implementer

from facteur.base.override import override
from facteur.practice.maildrops import Maildrop


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


@implementer(smtp.IMessageDelivery)
class _Delivery:
    """Takes from everybody who has signed in, for everybody."""

    def __init__(self, taken: Callable[[], None]) -> None:
        self._taken = taken

    def validateFrom(self, _helo: object, origin: object) -> object:
        """Accept a sender."""
        return origin

    def validateTo(self, _user: object) -> Callable[[], _Forgotten]:
        """Accept a recipient."""
        return lambda: _Forgotten(self._taken)

    def receivedHeader(self, _helo: object, _origin: object, _recipients: object) -> bytes:
        """Return what would be written above a message."""
        return b"Received: by practice.invalid"


@implementer(IRealm)
class _Realm:
    """Gives the same to each user."""

    def __init__(self, taken: Callable[[], None]) -> None:
        self._taken = taken

    def requestAvatar(
        self, _user: object, _mind: object, *_interfaces: object
    ) -> tuple[object, _Delivery, Callable[[], None]]:
        """Return what a user can do here."""
        return smtp.IMessageDelivery, _Delivery(self._taken), lambda: None


class PracticeSmtp(smtp.ESMTP):
    """One connection."""

    factory: "SmtpFactory"

    def __init__(self) -> None:
        super().__init__({b"PLAIN": imap4.PLAINCredentials, b"LOGIN": imap4.LOGINCredentials})

    @override
    def connectionMade(self) -> None:
        super().connectionMade()
        self.factory.connections.add(self)

    @override
    def connectionLost(self, reason: Failure) -> None:
        self.factory.connections.discard(self)
        super().connectionLost(reason)


class SmtpFactory(protocol.ServerFactory):
    """Makes connections; `taken` hears of each message."""

    def __init__(self, maildrops: Iterable[Maildrop], taken: Callable[[], None]) -> None:
        self.connections: set[PracticeSmtp] = set()
        self.answers = True
        known = InMemoryUsernamePasswordDatabaseDontUse()  # made for tests, and this is practice
        for one in maildrops:
            known.addUser(one.user.encode(), one.password.encode())
        # zope's interfaces bind for no type checker
        self._portal: Any = Portal(cast("Any", _Realm(taken)), [cast("Any", known)])

    @override
    def buildProtocol(self, addr: object) -> PracticeSmtp | None:
        """Let somebody in; None cuts the line."""
        if not self.answers:
            return None
        made = PracticeSmtp()
        made.host = b"practice.invalid"
        made.portal = self._portal
        made.factory = self
        return made
