"""Date heads: today, yesterday, this week, last week, months, years. Pure arithmetic, and names.

A list ordered by date is cut into periods. Where each begins is kept as a position, so that one
message more or less moves numbers and reads nothing.
"""

from bisect import bisect_right
from enum import Enum
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale, QTime

_MONTHS = 12
_YEARS = 30


class Kind(Enum):
    """What a period is called after."""

    TODAY = "today"
    YESTERDAY = "yesterday"
    THIS_WEEK = "this-week"
    LAST_WEEK = "last-week"
    MONTH = "month"
    YEAR = "year"
    OLDER = "older"


class Period(NamedTuple):
    """A stretch of time that ends where the newer one begins.

    since_ms: its first moment; the newest period has no end, the oldest no beginning that matters.
    """

    kind: Kind
    first_day: QDate
    since_ms: int


def periods(today: QDate, locale: QLocale) -> tuple[Period, ...]:
    """Return the periods up to the present day, newest first; together they cover all time."""
    week = today.addDays(-((today.dayOfWeek() - locale.firstDayOfWeek().value) % 7))
    starts = [
        (Kind.TODAY, today),
        (Kind.YESTERDAY, today.addDays(-1)),
        (Kind.THIS_WEEK, week),
        (Kind.LAST_WEEK, week.addDays(-7)),
    ]
    month = QDate(today.year(), today.month(), 1)
    starts += [(Kind.MONTH, month.addMonths(-back)) for back in range(_MONTHS)]
    year = QDate(starts[-1][1].year(), 1, 1)
    starts += [(Kind.YEAR, year.addYears(-back)) for back in range(_YEARS)]
    starts.append((Kind.OLDER, QDate(1, 1, 1)))
    made: list[Period] = []
    for kind, day in starts:
        if not made or day < made[-1].first_day:  # on a Monday "this week" is today
            made.append(Period(kind=kind, first_day=day, since_ms=_midnight_ms(day)))
    return tuple(made)


def next_midnight_ms(today: QDate) -> int:
    """Return when the periods change."""
    return _midnight_ms(today.addDays(1))


def name(period: Period, today: QDate, locale: QLocale) -> str:  # noqa: PLR0911 - one a case
    """Return what stands over the messages of a period."""
    match period.kind:
        case Kind.TODAY:
            return QCoreApplication.translate("Groups", "Today")
        case Kind.YESTERDAY:
            return QCoreApplication.translate("Groups", "Yesterday")
        case Kind.THIS_WEEK:
            return QCoreApplication.translate("Groups", "This week")
        case Kind.LAST_WEEK:
            return QCoreApplication.translate("Groups", "Last week")
        case Kind.MONTH:
            same = period.first_day.year() == today.year()
            text = locale.standaloneMonthName(period.first_day.month())
            text = text[:1].upper() + text[1:]
            return text if same else f"{text} {period.first_day.year()}"
        case Kind.YEAR:
            return str(period.first_day.year())
        case Kind.OLDER:
            return QCoreApplication.translate("Groups", "Older")


class Heads:
    """Where the heads stand among the messages of a list; empty when it has none.

    starts[i]: how many messages stand before period i, in the order of the list; what lies beyond
        the known keys is not counted yet.
    """

    def __init__(self, found: tuple[Period, ...] = (), *, descending: bool = True) -> None:
        self._descending = descending
        self.periods = found if descending else found[::-1]
        self.starts = [0] * len(found)
        self.total = 0  # of the messages that are counted
        self._shown: list[int] = []  # periods with messages
        self._firsts: list[int] = []  # positions of their first messages
        self._rows: list[int] = []  # rows of their heads

    def set_starts(self, starts: list[int], total: int) -> None:
        """Be told where every period begins, and how many messages are counted."""
        self.starts = list(starts)
        self.total = total
        self._settle()

    def period_of(self, received_ms: int) -> int:
        """Return the number of the period a moment belongs to, in the order of the list."""
        count = len(self.periods)
        for place in range(count):
            number = place if self._descending else count - 1 - place
            if received_ms >= self.periods[number].since_ms:
                return number
        return count - 1 if self._descending else 0

    def size(self, number: int) -> int:
        """Return how many messages a period has."""
        end = self.starts[number + 1] if number + 1 < len(self.starts) else self.total
        return end - self.starts[number]

    def number_at(self, position: int) -> int:
        """Return the period of the message at a position; -1 in a list without heads."""
        place = bisect_right(self._firsts, position) - 1
        return self._shown[place] if place >= 0 else -1

    def inserted(self, number: int, count: int) -> None:
        """Count messages that came into a period."""
        for later in range(number + 1, len(self.starts)):
            self.starts[later] += count
        self.total += count
        self._settle()

    def removed(self, number: int, count: int) -> None:
        """Count messages that left a period."""
        self.inserted(number, -count)

    # -- rows and positions ---------------------------------------------------------------------

    @property
    def count(self) -> int:
        """How many heads are shown."""
        return len(self._rows)

    @property
    def rows(self) -> tuple[int, ...]:
        """The rows of the heads, in order."""
        return tuple(self._rows)

    def head_at(self, row: int) -> Period | None:
        """Return the period whose head stands at a row, None when a message does."""
        place = bisect_right(self._rows, row) - 1
        if place >= 0 and self._rows[place] == row:
            return self.periods[self._shown[place]]
        return None

    def head_over(self, row: int) -> Period | None:
        """Return the period that a row, head or message, belongs to."""
        place = bisect_right(self._rows, row) - 1
        return self.periods[self._shown[place]] if place >= 0 else None

    def position(self, row: int) -> int:
        """Return the position of the message at a row, -1 for a head."""
        place = bisect_right(self._rows, row)
        if place and self._rows[place - 1] == row:
            return -1
        return row - place

    def row(self, position: int) -> int:
        """Return the row of the message at a position."""
        return position + bisect_right(self._firsts, position)

    def _settle(self) -> None:
        self._shown = [number for number in range(len(self.starts)) if self.size(number) > 0]
        self._firsts = [self.starts[number] for number in self._shown]
        self._rows = [first + place for place, first in enumerate(self._firsts)]


def _midnight_ms(day: QDate) -> int:
    return QDateTime(day, QTime(0, 0)).toMSecsSinceEpoch()
