"""Both ends of the practice mail at one moment, as values: what is on the server, what is here."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from facteur.link.practice import ServerMessage
from facteur.mail.flags import Flags
from facteur.mail.keys import AccountKey, MessageKey
from facteur.mail.mailbox import SpecialUse
from facteur.mail.message import ListFilter, ListOrder
from facteur.store.query import Source
from facteur.store.read import mailboxes, messages

_MOST = 200  # the practice has thirty; a list of thousands would show nothing more


@dataclass(frozen=True, slots=True, kw_only=True)
class HereMessage:
    """A message of an inbox on this computer. text_here: it can be read without the server."""

    key: MessageKey
    message_id: str
    subject: str
    seen: bool
    flagged: bool
    deleted: bool
    text_here: bool
    waiting: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """The inbox of one user at both ends, newest first."""

    server: tuple[ServerMessage, ...] = ()
    here: tuple[HereMessage, ...] = ()

    def server_ids(self) -> frozenset[str]:
        """Return the Message-IDs on the server."""
        return frozenset(one.message_id for one in self.server)

    def here_ids(self) -> frozenset[str]:
        """Return the Message-IDs on this computer."""
        return frozenset(one.message_id for one in self.here)


_NOTHING = End()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Everything a lesson can be judged by. days_ahead: how far the clock was turned."""

    ends: Mapping[str, End] = field(default_factory=dict[str, End])
    line_up: bool = True
    days_ahead: int = 0

    def end(self, user: str) -> End:
        """Return the inbox of a user."""
        return self.ends.get(user, _NOTHING)


def here(source: Source, account: AccountKey) -> tuple[HereMessage, ...]:
    """Return what lies in the inbox of an account on this computer. Raises StoreUnavailable."""
    found = mailboxes.mailboxes(source, account)
    inbox = next((one for one in found if one.special_use is SpecialUse.INBOX), None)
    if inbox is None:
        return ()
    keys = [
        MessageKey(key)
        for key in messages.keys(source, inbox.key, ListOrder(), ListFilter(), limit=_MOST)
    ]
    rows = messages.rows(source, keys)
    return tuple(
        HereMessage(
            key=row.key,
            message_id=row.message_id,
            subject=row.subject,
            seen=bool(row.flags & Flags.SEEN),
            flagged=bool(row.flags & Flags.FLAGGED),
            deleted=bool(row.flags & Flags.DELETED),
            text_here=row.body_here,
            waiting=row.waiting,
        )
        for row in (rows[key] for key in keys if key in rows)
        if row.here
    )
