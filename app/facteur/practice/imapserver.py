"""IMAP for the practice mailbox: twisted.mail's server, with what it lacks for a mail program."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownParameterType=false, reportUnknownArgumentType=false
# pyright: reportMissingTypeStubs=false, reportUntypedClassDecorator=false
# pyright: reportIncompatibleMethodOverride=false, reportIncompatibleVariableOverride=false
# Twisted names few of its types, and some of those wrongly.

import secrets
from collections.abc import Callable
from typing import Protocol, TypeAlias

from twisted.cred.error import UnauthorizedLogin
from twisted.internet import protocol
from twisted.mail import imap4
from twisted.python.failure import Failure

from facteur.base.override import override
from facteur.practice.imapsearch import SearchingServer
from facteur.practice.imapview import AccountView, FetchedMessage, FolderView
from facteur.practice.maildrops import SEEN, SYSTEM_FLAGS, Folder, Maildrop
from facteur.practice.structure import NoSection, body_structure, fields, part

Write: TypeAlias = Callable[[bytes], object]


class AskedHeader(Protocol):
    """Which header lines; negate: all but these."""

    fields: tuple[bytes, ...]
    negate: bool


class Asked(Protocol):
    """A section as twisted.mail has read it; part numbers count from 0."""

    peek: bool
    header: AskedHeader | None
    mime: object
    text: object
    empty: bool
    part: tuple[int, ...]
    partialBegin: int | None
    partialLength: int

    def getBytes(self, length: int | None = None) -> bytes:
        """Return it as the reply names it."""
        ...


class PracticeImap(SearchingServer):
    """One connection."""

    IDENT = b"Facteur practice"
    factory: "ImapFactory"

    def __init__(self) -> None:
        super().__init__()
        self._watched: Folder | None = None
        self._idle_tag: bytes | None = None

    @override
    def capabilities(self) -> dict[bytes, None]:
        return dict.fromkeys((b"IDLE", b"UNSELECT", b"SPECIAL-USE", b"CHILDREN"))

    @override
    def connectionMade(self) -> None:
        assert self.transport is not None
        self.transport.setTcpNoDelay(True)  # lines of a reply go out one by one
        super().connectionMade()
        self.factory.connections.add(self)

    @override
    def connectionLost(self, reason: Failure) -> None:
        self._watch(None)
        self.factory.connections.discard(self)
        super().connectionLost(reason)

    @override
    def authenticateLogin(
        self, user: bytes, passwd: bytes
    ) -> tuple[object, AccountView, Callable[[], None]]:
        for maildrop in self.factory.maildrops:
            known = secrets.compare_digest(maildrop.password.encode(), passwd)
            if maildrop.user.encode() == user and known:
                return imap4.IAccount, AccountView(maildrop), lambda: None
        raise UnauthorizedLogin

    # -- the selected folder ---------------------------------------------------------------------

    @override
    def _cbSelectWork(self, mbox: FolderView | None, cmdName: bytes, tag: bytes) -> None:
        """Answer SELECT and EXAMINE with all that RFC 9051 §6.3.2 asks for."""
        self._watch(None)
        if mbox is None:
            self.sendNegativeResponse(tag, b"No such mailbox")
            return
        flags = " ".join(SYSTEM_FLAGS).encode()
        self.sendUntaggedResponse(b"FLAGS (%b)" % flags)
        self.sendUntaggedResponse(b"%d EXISTS" % mbox.getMessageCount())
        self.sendPositiveResponse(None, b"[PERMANENTFLAGS (%b \\*)] Kept" % flags)
        self.sendPositiveResponse(None, b"[UIDVALIDITY %d] Valid" % mbox.getUIDValidity())
        self.sendPositiveResponse(None, b"[UIDNEXT %d] Next" % mbox.getUIDNext())
        self.state, self.mbox = "select", mbox
        self._watch(mbox.folder)
        mode = b"READ-ONLY" if cmdName == b"EXAMINE" else b"READ-WRITE"
        self.sendPositiveResponse(tag, b"[%b] %b done" % (mode, cmdName))

    @override
    def _cbAppendGotMailbox(
        self, mbox: object, tag: bytes, flags: list[bytes] | None, date: object, message: object
    ) -> None:
        super()._cbAppendGotMailbox(mbox, tag, flags or [], date, message)

    def do_UNSELECT(self, tag: bytes) -> None:
        """Leave the folder without removing anything (RFC 3691 §2)."""
        self._watch(None)
        self.mbox, self.state = None, "auth"
        self.sendPositiveResponse(tag, b"UNSELECT done")

    select_UNSELECT = (do_UNSELECT,)

    @override
    def do_NOOP(self, tag: bytes) -> None:
        self._tell_news()
        self.sendPositiveResponse(tag, b"NOOP done")

    unauth_NOOP = auth_NOOP = select_NOOP = logout_NOOP = (do_NOOP,)

    @override
    def do_IDLE(self, tag: bytes) -> None:
        self.sendContinuationRequest(b"idling")
        self._idle_tag = tag
        self.parseState = "idle"
        self.setTimeout(None)
        self._tell_news()

    select_IDLE = auth_IDLE = (do_IDLE,)

    @override
    def parse_idle(self, *args: bytes) -> None:
        self.parseState = "command"
        tag, self._idle_tag = self._idle_tag, None
        self.setTimeout(self.POSTAUTH_TIMEOUT)
        self.sendPositiveResponse(tag, b"IDLE done")

    def _watch(self, folder: Folder | None) -> None:
        if self._watched is not None:
            self._watched.listeners.remove(self._on_change)
        self._watched = folder
        if folder is not None:
            folder.listeners.append(self._on_change)

    def _on_change(self) -> None:
        if self._idle_tag is not None:
            self._tell_news()

    def _tell_news(self) -> None:
        if isinstance(self.mbox, FolderView):
            for text in self.mbox.news():
                self.sendUntaggedResponse(text)

    # -- FETCH -----------------------------------------------------------------------------------

    @override
    def spew_bodystructure(
        self, id: int, msg: FetchedMessage, _w: Write, _f: object = None
    ) -> None:
        _w(b"BODYSTRUCTURE " + body_structure(msg.entity))

    @override
    def spew_flags(self, id: int, msg: FetchedMessage, _w: Write, _f: object = None) -> None:
        _w(b"FLAGS (" + " ".join(msg.getFlags()).encode() + b")")

    @override
    def spew_body(
        self, part: Asked, id: int, msg: FetchedMessage, _w: Write, _f: object = None
    ) -> None:
        """Write a section, or a piece of one (RFC 9051 §6.4.5); a missing one is empty."""
        if not _names_section(part):
            _w(b"BODY " + body_structure(msg.entity))
            return
        data, label = _section(part, msg), part.getBytes()
        if part.partialBegin is not None:
            label = label[: label.rindex(b"<")] + b"<%d>" % part.partialBegin
            data = data[part.partialBegin : part.partialBegin + part.partialLength]
        _w(label + b" {%d}\r\n" % len(data) + data)
        if not part.peek and self._watched is not None:
            self._watched.set_flags(msg.kept, msg.kept.flags | {SEEN})


def _names_section(asked: Asked) -> bool:
    return bool(asked.header or asked.text or asked.mime or asked.empty)


def _section(asked: Asked, message: FetchedMessage) -> bytes:
    try:
        found = part(message.entity, [number + 1 for number in asked.part])
    except NoSection:
        return b""
    if asked.mime:
        return found.head
    if asked.header:
        names = [name.decode() for name in asked.header.fields]
        return fields(found, names, others=bool(asked.header.negate))
    if asked.text or asked.part:
        return found.body
    return message.kept.raw


class ImapFactory(protocol.ServerFactory):
    """Makes connections and knows those that are open."""

    def __init__(self, maildrops: tuple[Maildrop, ...]) -> None:
        self.maildrops = maildrops
        self.connections: set[PracticeImap] = set()
        self.answers = True

    @override
    def buildProtocol(self, addr: object) -> PracticeImap | None:
        """Let somebody in; None cuts the line."""
        if not self.answers:
            return None
        made = PracticeImap()
        made.factory = self
        return made
