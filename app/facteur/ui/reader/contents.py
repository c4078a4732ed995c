"""From what the store has to what the views take."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from facteur.base.errors import ContentDamaged, StoreUnavailable
from facteur.mail.keys import MessageKey
from facteur.mail.message import MessageRow
from facteur.message.defect import SHORTENED
from facteur.message.transfer import decode
from facteur.store.read import bodies
from facteur.store.reader import Reader
from facteur.store.rows import Body, Card, CardAddress
from facteur.ui.reader.shown import HeaderCard, Person, Picture, ShownBody

# A picture is decoded while the window waits: 12 MB take about 50 ms.
_PICTURE_LIMIT_OCTETS = 12 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """The user's own addresses, lower case."""

    addresses: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def of(cls, found: Iterable[str]) -> "Own":
        """Return the set of these addresses."""
        return cls(addresses=frozenset(address.strip().lower() for address in found))

    def person(self, name: str, address: str) -> Person:
        """Return somebody, knowing whether it is the user."""
        return Person(name=name, address=address, own=address.strip().lower() in self.addresses)


def card_of_row(row: MessageRow, own: Own) -> HeaderCard:
    """Return what a row of the list knows of the head, until the body is here."""
    return HeaderCard(
        subject=row.subject,
        sender=own.person(row.sender_name, row.sender_address),
        to=(own.person(row.recipients, ""),) if row.recipients else (),
        date_ms=row.received_ms if row.sent_ms is None else row.sent_ms,
    )


def card_of_body(card: Card, row: MessageRow | None, own: Own) -> HeaderCard:
    """Return the full head; the date of arrival stands in for a senseless one."""
    sender = card.sender[0] if card.sender else CardAddress("", "")
    received = row.received_ms if row is not None else None
    return HeaderCard(
        subject=card.subject,
        sender=own.person(sender.name, sender.address),
        to=_people(card.to, own),
        cc=_people(card.cc, own),
        reply_to=_people(card.reply_to, own),
        date_ms=received if card.date_ms is None else card.date_ms,
        warnings=tuple(card.warnings),
    )


def shown_body(body: Body) -> ShownBody:
    """Return what is shown of a stored body."""
    defects = tuple(code for code, _detail in body.defects if code in SHORTENED)
    return ShownBody(
        text=body.text,
        html=body.html if body.is_html else "",
        sets_colours=body.sets_colours,
        remote=len(body.remote),
        defects=defects,
        cut=body.cut,
    )


def is_whole(reader: Reader, message: MessageKey) -> bool:
    """Whether every picture inside the text is here, but for those too large to come unasked."""
    # The parsing of mail takes time to load, and the window starts without an open message.
    from facteur.message.display import MAX_INLINE_IMAGE  # noqa: PLC0415 - see above

    return not bodies.pictures_lacking(reader, message, MAX_INLINE_IMAGE)


class Pictures:
    """The pictures inside one message, by Content-ID. damaged: hears the section of one that is."""

    def __init__(
        self,
        reader: Reader,
        message: MessageKey,
        damaged: Callable[[MessageKey, str], None] = lambda _message, _section: None,
    ) -> None:
        self._reader = reader
        self._message = message
        self._damaged = damaged

    def find(self, content_id: str) -> Picture | None:
        """Return the decoded picture; None when it is not here, damaged or too big."""
        wanted = content_id.strip().strip("<>")
        for part in bodies.parts(self._reader, self._message):
            if not wanted or part.content_id.strip().strip("<>") != wanted:
                continue
            if part.sha256 is None or part.size_octets > _PICTURE_LIMIT_OCTETS:
                return None
            try:
                raw = self._reader.content.read(part.sha256)
            except ContentDamaged:
                self._damaged(self._message, part.section)
                return None
            except StoreUnavailable:
                return None
            data, _defect = decode(raw, part.encoding)
            return Picture(content_type=part.content_type, data=data)
        return None


def _people(found: Iterable[CardAddress], own: Own) -> tuple[Person, ...]:
    return tuple(own.person(one.name, one.address) for one in found)
