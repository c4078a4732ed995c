"""The mail of the practice server, in memory: users, folders, messages. No protocol here."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

SEEN, FLAGGED, DELETED = "\\Seen", "\\Flagged", "\\Deleted"
SYSTEM_FLAGS = (SEEN, FLAGGED, DELETED, "\\Answered", "\\Draft")


@dataclass(slots=True, kw_only=True, eq=False)
class Kept:
    """A message on the server. raw: with CRLF line ends."""

    uid: int
    raw: bytes
    received_ms: int
    flags: set[str] = field(default_factory=set[str])


class Folder:
    r"""A folder and its messages, oldest first. `listeners` hear that something changed.

    use: the special-use attribute, such as "\Sent", or "".
    """

    def __init__(self, name: str, use: str, uidvalidity: int) -> None:
        self.name = name
        self.use = use
        self.uidvalidity = uidvalidity
        self.uidnext = 1
        self.messages: list[Kept] = []
        self.listeners: list[Callable[[], None]] = []

    def add(self, raw: bytes, received_ms: int, flags: Iterable[str] = ()) -> Kept:
        """Let a message in as the newest."""
        kept = Kept(uid=self.uidnext, raw=raw, received_ms=received_ms, flags=set(flags))
        self.uidnext += 1
        self.messages.append(kept)
        self.changed()
        return kept

    def remove(self, uids: set[int]) -> None:
        """Take messages out for good."""
        left = [kept for kept in self.messages if kept.uid not in uids]
        if len(left) != len(self.messages):
            self.messages = left
            self.changed()

    def set_flags(self, kept: Kept, flags: set[str]) -> None:
        """Give a message these flags instead of its own."""
        if flags != kept.flags:
            kept.flags = set(flags)
            self.changed()

    def find(self, uid: int) -> Kept | None:
        """Return the message of a UID that is still here."""
        return next((kept for kept in self.messages if kept.uid == uid), None)

    def changed(self) -> None:
        """Tell everybody who looks at it."""
        for listener in tuple(self.listeners):
            listener()


class Maildrop:
    """The folders of one user; INBOX is always there."""

    def __init__(self, user: str, password: str, uidvalidity: int) -> None:
        self.user = user
        self.password = password
        self.uidvalidity = uidvalidity
        self.folders = [Folder("INBOX", "", uidvalidity)]

    @property
    def inbox(self) -> Folder:
        """Where mail arrives."""
        return self.folders[0]

    def folder(self, name: str) -> Folder | None:
        """Return a folder by its name; INBOX in any case of letters (RFC 9051 §5.1)."""
        if name.upper() == "INBOX":
            return self.inbox
        return next((one for one in self.folders if one.name == name), None)

    def make(self, name: str, use: str = "") -> Folder:
        """Return the folder of this name, made when there is none."""
        found = self.folder(name)
        if found is None:
            found = Folder(name, use, self.uidvalidity)
            self.folders.append(found)
        return found
