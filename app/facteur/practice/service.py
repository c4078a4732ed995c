"""The servers of the practice mailbox joined: ports, maildrops, and what the window asks for."""

import datetime as dt
import secrets
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, assert_never

from facteur.link import practice as link
from facteur.practice import samples
from facteur.practice.imapserver import ImapFactory
from facteur.practice.maildrops import DELETED, FLAGGED, SEEN, Folder, Kept, Maildrop
from facteur.practice.popserver import PopFactory
from facteur.practice.samples import Letter, Table
from facteur.practice.sink import SmtpFactory
from facteur.practice.structure import parsed

HOST = "127.0.0.1"
_SETTLE_S = 0.02  # a session changes many messages; they are told together


class _Address(Protocol):
    port: int


class ListeningPort(Protocol):
    """What listening gives."""

    def getHost(self) -> _Address:
        """Return where it listens."""
        ...


class Reactor(Protocol):
    """What is used of Twisted's reactor."""

    def listenTCP(
        self, port: int, factory: object, backlog: int = 50, interface: str = ""
    ) -> ListeningPort:
        """Listen; port 0 is a free one."""
        ...

    def callLater(self, delay: float, callable: Callable[[], object]) -> object:
        """Call later."""
        ...


class Connection(Protocol):
    """What is known of a connection, whatever its protocol."""

    transport: object


class Service:
    """Three servers over two maildrops. `tell` hears what the window is to know."""

    def __init__(
        self, reactor: Reactor, letters: Table, tell: Callable[[link.Event], None]
    ) -> None:
        self._reactor = reactor
        self._tell = tell
        self._owner = letters.owner
        self._began = dt.datetime.now().astimezone()
        self.maildrops = {
            user: Maildrop(user, secrets.token_urlsafe(18), int(self._began.timestamp()))
            for user in (link.IMAP_USER, link.POP_USER)
        }
        samples.fill(self.maildrops, letters, self._began)
        self._waiting = [one for one in letters.letter if one.waiting]
        self._delivered = 0
        self._sent = 0
        self._untold: set[str] = set()
        everybody = tuple(self.maildrops.values())
        self._imap = ImapFactory(everybody)
        self._pop = PopFactory(everybody)
        self._smtp = SmtpFactory(everybody, self._on_sent)

    def start(self) -> None:
        """Listen, and say where and what is there."""
        imap, pop, submission = (
            self._reactor.listenTCP(0, factory, interface=HOST).getHost().port
            for factory in (self._imap, self._pop, self._smtp)
        )
        passwords = {user: one.password for user, one in self.maildrops.items()}
        self._tell(
            link.Listening(
                imap_port=imap, pop_port=pop, submission_port=submission, passwords=passwords
            )
        )
        for user, one in self.maildrops.items():
            one.inbox.listeners.append(self._listener(user))
            self._tell_maildrop(user)
        self._tell(link.Line(up=True))

    def carry_out(self, command: link.Command) -> None:
        """Do what the window asks for."""
        match command:
            case link.Deliver(user=user):
                self._deliver(user)
            case link.SetLine(up=up):
                self._set_line(up=up)
            case link.Mark(uid=uid):
                self._mark(uid)
            case _:
                assert_never(command)

    def _deliver(self, user: str) -> None:
        if user not in self.maildrops:
            return
        letter = self._next_letter(user)
        self._delivered += 1
        now = dt.datetime.now().astimezone()
        name = f"practice-new-{self._delivered}@example.org"
        raw = samples.written(letter, self._owner, now, name)
        self.maildrops[user].inbox.add(raw, int(now.timestamp() * 1000))

    def _next_letter(self, user: str) -> Letter:
        """Return the letter that comes now; when all have come they come again."""
        letter = next(one for one in self._waiting if one.user == user)
        self._waiting.remove(letter)
        self._waiting.append(letter)
        return letter

    def _set_line(self, *, up: bool) -> None:
        factories = (self._imap, self._pop, self._smtp)
        for factory in factories:
            factory.answers = up
            if not up:
                for connection in tuple(factory.connections):
                    cut(connection)
        self._tell(link.Line(up=up))

    def _mark(self, uid: int) -> None:
        inbox = self.maildrops[link.IMAP_USER].inbox
        kept = inbox.find(uid) if uid else _newest_unread(inbox)
        if kept is not None:
            inbox.set_flags(kept, kept.flags | {SEEN, FLAGGED})

    def _on_sent(self) -> None:
        self._sent += 1
        self._tell(link.Sent(messages=self._sent))

    def _listener(self, user: str) -> Callable[[], None]:
        def note() -> None:
            if user not in self._untold:
                self._untold.add(user)
                self._reactor.callLater(_SETTLE_S, lambda: self._tell_maildrop(user))

        return note

    def _tell_maildrop(self, user: str) -> None:
        self._untold.discard(user)
        messages = shown(self.maildrops[user].inbox.messages)
        self._tell(link.Maildrop(user=user, messages=messages))


def cut(connection: Connection) -> None:
    """End a connection as a pulled plug does."""
    abort = getattr(connection.transport, "abortConnection")  # noqa: B009 - Twisted leaves it open
    abort()


def shown(messages: Iterable[Kept]) -> list[link.ServerMessage]:
    """Return what the window is told of messages."""
    return [_shown(kept) for kept in messages]


def _shown(kept: Kept) -> link.ServerMessage:
    headers = samples.headers_of(parsed(kept.raw).head)
    return link.ServerMessage(
        uid=kept.uid,
        message_id=headers.message_id,
        sender=headers.sender,
        subject=headers.subject,
        received_ms=kept.received_ms,
        seen=SEEN in kept.flags,
        flagged=FLAGGED in kept.flags,
        deleted=DELETED in kept.flags,
    )


def _newest_unread(inbox: Folder) -> Kept | None:
    unread: Sequence[Kept] = [kept for kept in inbox.messages if SEEN not in kept.flags]
    return unread[-1] if unread else None
