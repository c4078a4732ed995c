"""One list in the store: a mailbox in an order, narrowed by a filter. Reads only."""

from __future__ import annotations  # array is subscriptable from Python 3.12 on

import sys
from array import array
from collections.abc import Callable, Sequence
from typing import NamedTuple

from facteur.mail.keys import MailboxKey, MessageKey
from facteur.mail.message import Column, ListFilter, ListOrder, MessageRow
from facteur.store.read import mailboxes, messages
from facteur.store.reader import Reader
from facteur.ui import rowwindow
from facteur.ui.messages.groups import Period

Place = tuple[int | str, int]  # sort value and key of a message: where it stands
_LAST_KEY = sys.maxsize


class Question(NamedTuple):
    """Which list is asked for."""

    mailbox: MailboxKey
    order: ListOrder
    narrowed: ListFilter

    @property
    def by_date(self) -> bool:
        """Whether an index holds the order, so that its beginning can be read at once."""
        return self.order.column is Column.DATE


class Coverage(NamedTuple):
    """How many headers of a mailbox are here."""

    here: int
    messages: int

    @property
    def complete(self) -> bool:
        """Whether none is missing."""
        return self.here >= self.messages


class Source:
    """Answers about one list, on the thread of its reader."""

    def __init__(self, reader: Reader, question: Question) -> None:
        self._reader = reader
        self.question = question

    def first(self, limit: int) -> array[int]:
        """Return the first keys; quick only when the list is ordered by date."""
        asked = self.question
        return messages.keys(self._reader, asked.mailbox, asked.order, asked.narrowed, limit=limit)

    def following(self, key: int, limit: int) -> array[int]:
        """Return the keys that stand behind `key`; none when it has gone."""
        place = self.values([key]).get(key)
        if place is None:
            return array("q")
        asked = self.question
        after = (place[0], MessageKey(key))
        return messages.keys(
            self._reader, asked.mailbox, asked.order, asked.narrowed, after=after, limit=limit
        )

    def rows(self, keys: Sequence[int]) -> dict[int, MessageRow]:
        """Return the rows that still exist."""
        found = messages.rows(self._reader, [MessageKey(key) for key in keys])
        return {int(key): row for key, row in found.items()}

    def values(self, keys: Sequence[int]) -> dict[int, Place]:
        """Return where messages stand."""
        wanted = [MessageKey(key) for key in keys]
        found = messages.sort_values(self._reader, wanted, self.question.order)
        return {int(key): (value, int(key)) for key, value in found.items()}

    def matching(self, keys: Sequence[int]) -> list[int]:
        """Return those of the keys that exist and pass the filter."""
        wanted = [MessageKey(key) for key in keys]
        return sorted(messages.matching(self._reader, wanted, self.question.narrowed))

    def places(self, keys: array[int], targets: Sequence[Place]) -> list[int] | None:
        """Return how many of the keys stand before each target; see rowwindow.places."""
        return rowwindow.places(keys, targets, self.values, before(self.question.order))

    def total(self) -> int:
        """Return how many rows the list has."""
        if self.question.narrowed.is_open:
            return mailboxes.header_counts(self._reader, self.question.mailbox)[0]
        return messages.count(self._reader, self.question.mailbox, self.question.narrowed)

    def coverage(self) -> Coverage:
        """Return how many headers are here."""
        known, without = mailboxes.header_counts(self._reader, self.question.mailbox)
        return Coverage(here=known - without, messages=known)

    def starts(self, keys: array[int], periods: tuple[Period, ...]) -> list[int] | None:
        """Return how many of the keys stand before each period; periods in the list's order."""
        if not periods:
            return []
        if self.question.order.descending:
            limits = [period.since_ms - 1 for period in periods[:-1]]
        else:
            limits = [period.since_ms for period in periods[1:]]
        found = self.places(keys, [(limit, _LAST_KEY) for limit in limits])
        return None if found is None else [0, *found]


def before(order: ListOrder) -> Callable[[Place, Place], bool]:
    """Return whether one place comes before another in this order, as the store sorts."""

    def falling(first: Place, second: Place) -> bool:
        return first > second  # the key breaks ties, newest first

    def rising(first: Place, second: Place) -> bool:
        if first[0] == second[0]:
            return first[1] > second[1]
        # Values of one column are of one type; the checker cannot know.
        return first < second

    return falling if order.descending else rising
