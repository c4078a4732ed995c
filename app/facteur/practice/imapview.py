"""A folder as one IMAP connection sees it: sequence numbers, and what it has not been told yet."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownParameterType=false, reportUnknownArgumentType=false
# pyright: reportMissingTypeStubs=false, reportUntypedClassDecorator=false
# pyright: reportIncompatibleMethodOverride=false, reportIncompatibleVariableOverride=false
# Twisted names few of its types, and some of those wrongly.

import datetime as dt
import email.utils
import io
from collections.abc import Iterator
from typing import IO

from twisted.internet import defer
from twisted.mail import imap4
from zope.interface import implementer

from facteur.practice.maildrops import DELETED, SYSTEM_FLAGS, Folder, Kept, Maildrop
from facteur.practice.structure import Entity, parsed

DELIMITER = "/"


@implementer(imap4.IMessage)
class FetchedMessage:
    """A message as twisted.mail asks about it."""

    def __init__(self, kept: Kept) -> None:
        self.kept = kept
        self._entity: Entity | None = None

    @property
    def entity(self) -> Entity:
        """Its inside, read once."""
        if self._entity is None:
            self._entity = parsed(self.kept.raw)
        return self._entity

    def getUID(self) -> int:
        """Return its number in the folder."""
        return self.kept.uid

    def getFlags(self) -> list[str]:
        """Return its flags."""
        return sorted(self.kept.flags)

    def getInternalDate(self) -> str:
        """Return when it arrived, as a header would say it."""
        when = dt.datetime.fromtimestamp(self.kept.received_ms // 1000, dt.UTC)
        return email.utils.format_datetime(when)

    def received_on(self) -> dt.date:
        """Return the day on which it arrived, in UTC as FETCH tells it."""
        return dt.datetime.fromtimestamp(self.kept.received_ms // 1000, dt.UTC).date()

    def getHeaders(self, negate: bool, *names: str) -> dict[str, str]:
        """Return header lines by name in lower case; for SEARCH and ENVELOPE."""
        wanted = {(n.decode() if isinstance(n, bytes) else n).lower() for n in names}
        found: dict[str, str] = {}
        for name, value in self.entity.headers.items():
            if (name.lower() in wanted) != negate:
                found[name.lower()] = str(value)
        return found

    def getBodyFile(self) -> IO[bytes]:
        """Return what stands below the header."""
        return io.BytesIO(self.entity.body)

    def getSize(self) -> int:
        """Return its octets."""
        return len(self.kept.raw)

    def isMultipart(self) -> bool:
        """Whether it has parts."""
        return bool(self.entity.parts)

    def getSubPart(self, _part: int) -> "FetchedMessage":
        """Parts are read by `structure`; nobody asks here."""
        raise IndexError


@implementer(imap4.IMailbox, imap4.IMessageCopier)
class FolderView:
    """One folder for one connection.

    Sequence numbers count `_uids`, which changes only when the connection is told (`news`), as
    RFC 9051 §7.5.1 wants it.
    """

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self._uids = [kept.uid for kept in folder.messages]
        self._told = {kept.uid: frozenset(kept.flags) for kept in folder.messages}

    def news(self) -> Iterator[bytes]:
        """Yield the untagged lines about what others did since the last time."""
        here = {kept.uid: kept for kept in self.folder.messages}
        for at in range(len(self._uids) - 1, -1, -1):
            if self._uids[at] not in here:
                self._told.pop(self._uids.pop(at), None)
                yield b"%d EXPUNGE" % (at + 1)
        known = set(self._uids)
        arrived = [uid for uid in here if uid not in known]
        if arrived:
            self._uids += arrived
            self._told |= {uid: frozenset(here[uid].flags) for uid in arrived}
            yield b"%d EXISTS" % len(self._uids)
        for at, uid in enumerate(self._uids, 1):
            flags = frozenset(here[uid].flags)
            if flags != self._told[uid]:
                self._told[uid] = flags
                words = " ".join(sorted(flags)).encode()
                yield b"%d FETCH (UID %d FLAGS (%b))" % (at, uid, words)

    # -- what twisted.mail asks ------------------------------------------------------------------

    def getUIDValidity(self) -> int:
        """Return the number that makes UIDs mean something."""
        return self.folder.uidvalidity

    def getUIDNext(self) -> int:
        """Return the UID of the next arrival."""
        return self.folder.uidnext

    def getUID(self, message: int) -> int:
        """Return the UID of a sequence number."""
        return self._uids[message - 1]

    def getMessageCount(self) -> int:
        """Return how many messages this connection knows of."""
        return len(self._uids)

    def getRecentCount(self) -> int:
        """Return 0: nobody needs it (RFC 9051 §E)."""
        return 0

    def getUnseenCount(self) -> int:
        """Return how many are unread."""
        return sum("\\Seen" not in kept.flags for kept in self.folder.messages)

    def getFlags(self) -> list[str]:
        """Return the attributes of LIST."""
        return ["\\HasNoChildren", *([self.folder.use] if self.folder.use else [])]

    def getHierarchicalDelimiter(self) -> str:
        """Return what separates levels."""
        return DELIMITER

    def isWriteable(self) -> bool:
        """Whether flags can be kept: always."""
        return True

    def destroy(self) -> None:
        """Do nothing: nothing needs an end."""

    def addListener(self, _listener: object) -> None:
        """Do nothing: the connection listens to the folder itself."""

    def removeListener(self, _listener: object) -> None:
        """See addListener."""

    def requestStatus(self, names: list[str]) -> dict[str, int]:
        """Answer STATUS."""
        known = {
            "MESSAGES": len(self.folder.messages),
            "RECENT": 0,
            "UIDNEXT": self.folder.uidnext,
            "UIDVALIDITY": self.folder.uidvalidity,
            "UNSEEN": self.getUnseenCount(),
        }
        return {name: known[name] for name in map(str.upper, names) if name in known}

    def addMessage(
        self, message: IO[bytes], flags: tuple[str, ...] = (), date: bytes | None = None
    ) -> "defer.Deferred[int]":
        """Take a message in; for APPEND and COPY."""
        received = _moment(date) if date else dt.datetime.now(dt.UTC)
        kept = self.folder.add(message.read(), int(received.timestamp() * 1000), flags)
        return defer.succeed(kept.uid)

    def copy(self, message: FetchedMessage) -> "defer.Deferred[int]":
        """Take in a copy of a message, with its flags and date."""
        kept = message.kept
        return defer.succeed(self.folder.add(kept.raw, kept.received_ms, kept.flags).uid)

    def expunge(self) -> list[int]:
        """Remove what is marked deleted; return its sequence numbers, highest first."""
        gone = {kept.uid for kept in self.folder.messages if DELETED in kept.flags}
        numbers = [at for at, uid in enumerate(self._uids, 1) if uid in gone][::-1]
        for at in numbers:
            self._told.pop(self._uids.pop(at - 1), None)
        self.folder.remove(gone)
        return numbers

    def fetch(self, messages: imap4.MessageSet, uid: bool) -> list[tuple[int, FetchedMessage]]:
        """Return the messages that are meant and still there, with their sequence numbers."""
        return [(at, FetchedMessage(kept)) for at, kept in self._meant(messages, by_uid=bool(uid))]

    def store(
        self, messages: imap4.MessageSet, flags: list[str], mode: int, uid: bool
    ) -> dict[int, list[str]]:
        """Add (1), remove (-1) or set (0) flags; return those of each message meant."""
        found: dict[int, list[str]] = {}
        for at, kept in self._meant(messages, by_uid=bool(uid)):
            wanted = {_system(flag) for flag in flags}
            changed = (
                wanted if not mode else kept.flags | wanted if mode > 0 else kept.flags - wanted
            )
            self._told[kept.uid] = frozenset(changed)
            self.folder.set_flags(kept, changed)
            found[at] = sorted(changed)
        return found

    def _meant(self, messages: imap4.MessageSet, *, by_uid: bool) -> Iterator[tuple[int, Kept]]:
        if not self._uids:
            return
        messages.last = self._uids[-1] if by_uid else len(self._uids)
        for at, uid in enumerate(self._uids, 1):
            kept = self.folder.find(uid)
            if kept is not None and (uid if by_uid else at) in messages:
                yield at, kept


def _moment(date: bytes) -> dt.datetime:
    """Return the moment of a date-time such as 24-Nov-2026 10:00:00 +0100."""
    return email.utils.parsedate_to_datetime(date.decode("ascii", "replace").replace("-", " ", 2))


def _system(flag: str) -> str:
    """Return a system flag in its usual letters, a keyword as it is."""
    return next((one for one in SYSTEM_FLAGS if one.lower() == flag.lower()), flag)


@implementer(imap4.IAccount)
class AccountView:
    """The folders of a user, for one connection."""

    def __init__(self, maildrop: Maildrop) -> None:
        self._maildrop = maildrop

    def addMailbox(self, name: str, _mailbox: object = None) -> bool:
        """Make a folder."""
        return self.create(name)

    def create(self, name: str) -> bool:
        """Make a folder."""
        if self._maildrop.folder(name) is not None:
            raise imap4.MailboxCollision(name)
        self._maildrop.make(name.rstrip(DELIMITER))
        return True

    def delete(self, name: str) -> None:
        """Remove a folder and what is in it."""
        self._maildrop.folders.remove(self._found(name))

    def rename(self, name: str, new_name: str) -> None:
        """Give a folder another name."""
        if self._maildrop.folder(new_name) is not None:
            raise imap4.MailboxCollision(new_name)
        self._found(name).name = new_name

    def isSubscribed(self, _name: str) -> bool:
        """Whether it is subscribed: all are."""
        return True

    def subscribe(self, _name: str) -> None:
        """All are already."""

    def unsubscribe(self, _name: str) -> None:
        """Keep it subscribed; nobody practises that."""

    def listMailboxes(self, ref: str, wildcard: str) -> list[tuple[str, FolderView]]:
        """Return the folders that a pattern names."""
        pattern = imap4.wildcardToRegexp(ref + wildcard, DELIMITER)
        return [
            (one.name, FolderView(one))
            for one in self._maildrop.folders
            if pattern.fullmatch(one.name)
        ]

    def select(self, name: str, _rw: bool = True) -> FolderView | None:
        """Return a new view of a folder, None when there is none."""
        found = self._maildrop.folder(name)
        return FolderView(found) if found is not None else None

    def _found(self, name: str) -> Folder:
        found = self._maildrop.folder(name)
        if found is None:
            raise imap4.NoSuchMailbox(name)
        return found
