"""INTERNALDATE read and written (RFC 9051 §9, date-time).

Milliseconds since 1970 in UTC. Days are remembered, since a mailbox holds few days and many
messages.
"""

import re
from datetime import UTC, datetime

_MONTHS = (
    b"jan",
    b"feb",
    b"mar",
    b"apr",
    b"may",
    b"jun",
    b"jul",
    b"aug",
    b"sep",
    b"oct",
    b"nov",
    b"dec",
)
_MONTH_NUMBERS = {name: number for number, name in enumerate(_MONTHS, start=1)}
_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_FORM = re.compile(
    rb"\s*(\d{1,2})-([A-Za-z]{3})-(\d{4})\s+(\d\d?):(\d\d):(\d\d)\s*([+-]\d{4}|[A-Za-z]{1,5})?\s*\Z"
)
# A table is quicker than two more conversions: 3,600 entries, one for each ":MM:SS".
_WITHIN_HOUR = {
    b":%02d:%02d" % (minute, second): (minute * 60 + second) * 1000
    for minute in range(60)
    for second in range(60)
}
_HOURS = {b"%02d" % hour: hour * 3_600_000 for hour in range(24)}
_FORM_OCTETS = 26
_REMEMBERED = 20_000  # days; more than fifty years


class DateReader:
    """Reads INTERNALDATE values; one to a connection, since it remembers days."""

    __slots__ = ("_days",)

    def __init__(self) -> None:
        self._days: dict[bytes, int] = {}

    def read(self, text: bytes) -> int | None:
        """Return the moment in ms, or None when it is no date that exists.

        text: without the quotes, normally 26 octets: b"17-Jul-1996 02:44:25 -0700".
        """
        day = self._days.get(text[:12] + text[20:])
        if day is None:
            return self._read_new(text)
        try:
            return day + _HOURS[text[12:14]] + _WITHIN_HOUR[text[14:20]]
        except KeyError:
            return self._read_new(text)

    def _read_new(self, text: bytes) -> int | None:
        moment = parse_date(text)
        within_hour = _WITHIN_HOUR.get(text[14:20])
        if moment is None or within_hour is None or len(text) != _FORM_OCTETS:
            return moment
        if len(self._days) >= _REMEMBERED:
            self._days.clear()
        self._days[text[:12] + text[20:]] = moment - _HOURS[text[12:14]] - within_hour
        return moment


def parse_date(text: bytes) -> int | None:
    """Return the moment in ms since 1970 UTC, or None when it is no date that exists."""
    found = _FORM.match(text)
    if found is None:
        return None
    day, month, year, hour, minute, second, zone = found.groups()
    try:
        moment = datetime(
            int(year),
            _MONTH_NUMBERS[month.lower()],
            int(day),
            int(hour),
            int(minute),
            min(int(second), 59),
            tzinfo=UTC,
        )
    except (KeyError, ValueError):
        return None
    offset_s = 0
    if zone is not None and zone[:1] in b"+-":
        offset_s = int(zone[1:3]) * 3600 + int(zone[3:5]) * 60
        offset_s = -offset_s if zone[:1] == b"-" else offset_s
    return (int(moment.timestamp()) - offset_s) * 1000


def write_date(moment_ms: int) -> bytes:
    """Return the date-time form in UTC, with its quotes."""
    moment = datetime.fromtimestamp(moment_ms // 1000, UTC)
    month = _NAMES[moment.month - 1]
    return f'"{moment.day:2d}-{month}-{moment.year:04d} {moment:%H:%M:%S} +0000"'.encode("ascii")
