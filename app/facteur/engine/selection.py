"""The mailbox a connection has selected, and the news that came for it.

News is collected while commands run or the connection idles, and applied by the mirror in one
transaction. Only UIDs leave this place.
"""

import asyncio
from dataclasses import dataclass, field

from facteur.imap.numset import NumSet
from facteur.imap.responses import (
    Event,
    Exists,
    Expunged,
    FetchBatch,
    Fetched,
    FlagSet,
    MapLost,
    Unparsed,
    Vanished,
)
from facteur.mail.keys import MailboxKey


@dataclass(slots=True)
class News:
    """What happened since the last look.

    gone: UIDs that were expunged. lost: something is gone whose UID is not known, so that the
        UIDs have to be compared. stale: the same of flags that changed. unread: something was
        said that cannot be read.
    """

    flags: dict[int, FlagSet] = field(default_factory=dict[int, FlagSet])
    gone: set[int] = field(default_factory=set[int])
    vanished: list[NumSet] = field(default_factory=list[NumSet])
    exists: int | None = None
    lost: bool = False
    stale: bool = False
    unread: bool = False

    def __bool__(self) -> bool:
        return bool(
            self.flags
            or self.gone
            or self.vanished
            or self.lost
            or self.stale
            or self.exists is not None
        )


@dataclass(slots=True)
class Selection:
    r"""A selected mailbox. uidvalidity guards every command that names a UID.

    view: when it was made, as sync.fence counts.
    read_only: marks cannot be kept. permanent_flags: lower-case names, with \\\\* for keywords of
        our own; empty when the server did not tell.
    news_event: set when news comes while the connection idles.
    rounds: how many looks in a row had to ask what the news was about.
    """

    mailbox: MailboxKey
    uidvalidity: int
    view: int = 0
    read_only: bool = False
    permanent_flags: frozenset[str] = frozenset()
    exists: int = 0
    news: News = field(default_factory=News)
    news_event: asyncio.Event | None = None
    rounds: int = 0

    def note(self, event: Event) -> None:
        """Collect what an event says of the mailbox; others are ignored."""
        match event:
            case Exists(count=count):
                self.news.exists = count
            case Expunged(uid=None):
                self.news.lost = True
            case MapLost() | Unparsed():
                self.news.lost = self.news.stale = self.news.unread = True
            case Expunged(uid=int(uid)):
                self.news.gone.add(uid)
                self.news.flags.pop(uid, None)
            case Vanished(uids=uids):
                self.news.vanished.append(uids)
            case Fetched(uid=None, flags=flags) if flags is not None:
                self.news.stale = True
            case Fetched(uid=int(uid), flags=flags) if flags is not None:
                self.news.flags[uid] = flags
            case FetchBatch(flags=flags) if flags is not None and event.contents is None:
                self.news.flags.update(zip(event.uids, flags, strict=True))
            case _:
                return
        if self.news_event is not None:
            self.news_event.set()

    def take_news(self) -> News:
        """Return what was collected and begin anew."""
        news, self.news = self.news, News()
        return news
