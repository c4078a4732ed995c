"""Keys of SEARCH that broke when twisted.mail went over to bytes (RFC 9051 §6.4.4)."""

# pyright: reportIncompatibleMethodOverride=false
# Twisted names few of its types, and some of those wrongly.

import datetime as dt
import email.header
from typing import TypeAlias

from twisted.mail import imap4

from facteur.base.override import override
from facteur.practice.imapview import FetchedMessage

Query: TypeAlias = list[bytes]
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class SearchingServer(imap4.IMAP4Server):
    """Finds messages by texts, keywords and dates. A key takes its words from the query."""

    @override
    def search_SUBJECT(self, query: Query, id: int, msg: FetchedMessage) -> bool:
        return _in_header(query, msg, "subject")

    @override
    def search_FROM(self, query: Query, id: int, msg: FetchedMessage) -> bool:
        return _in_header(query, msg, "from")

    @override
    def search_TO(self, query: Query, id: int, msg: FetchedMessage) -> bool:
        return _in_header(query, msg, "to")

    @override
    def search_CC(self, query: Query, id: int, msg: FetchedMessage) -> bool:
        return _in_header(query, msg, "cc")

    @override
    def search_BCC(self, query: Query, id: int, msg: FetchedMessage) -> bool:
        return _in_header(query, msg, "bcc")

    @override
    def search_HEADER(self, query: Query, id: int, msg: FetchedMessage) -> bool:
        name = _word(query)
        return name in msg.getHeaders(True) and _in_header(query, msg, name)

    @override
    def search_BODY(self, query: Query, id: int, msg: FetchedMessage) -> bool:
        return _word(query) in msg.entity.body.decode("utf-8", "replace").casefold()

    @override
    def search_TEXT(self, query: Query, id: int, msg: FetchedMessage) -> bool:
        wanted = _word(query)
        heads = " ".join(_decoded(value) for value in msg.getHeaders(True).values())
        return wanted in heads or wanted in msg.entity.body.decode("utf-8", "replace").casefold()

    @override
    def search_KEYWORD(self, query: Query, id: int, msg: FetchedMessage) -> bool:
        return _word(query) in {flag.casefold() for flag in msg.getFlags()}

    @override
    def search_UNKEYWORD(self, query: Query, id: int, msg: FetchedMessage) -> bool:
        return not self.search_KEYWORD(query, id, msg)

    @override
    def search_SINCE(self, query: Query, id: int, msg: FetchedMessage) -> bool:
        return msg.received_on() >= _day(query)

    @override
    def search_BEFORE(self, query: Query, id: int, msg: FetchedMessage) -> bool:
        return msg.received_on() < _day(query)

    @override
    def search_ON(self, query: Query, id: int, msg: FetchedMessage) -> bool:
        return msg.received_on() == _day(query)


def _word(query: Query) -> str:
    return query.pop(0).decode("utf-8", "replace").casefold()


def _in_header(query: Query, message: FetchedMessage, name: str) -> bool:
    return _word(query) in _decoded(message.getHeaders(False, name).get(name, ""))


def _decoded(value: str) -> str:
    """Return a header in plain letters, for comparison (RFC 2047 §2)."""
    try:
        return str(email.header.make_header(email.header.decode_header(value))).casefold()
    except (LookupError, UnicodeError, ValueError):
        return value.casefold()


def _day(query: Query) -> dt.date:
    """Return a date such as 1-Feb-1994. Raises IllegalClientResponse."""
    try:
        day, month, year = query.pop(0).decode("ascii").strip('"').split("-")
        return dt.date(int(year), _MONTHS.index(month.lower()) + 1, int(day))
    except ValueError as error:
        raise imap4.IllegalClientResponse("not a date") from error
