"""The Date header (RFC 5322 §3.3) and what else stands in its place, read without exceptions."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_FAST = re.compile(
    r"\s*(?:[A-Za-z]{2,9}\.?\s*,?\s*)?(\d{1,2})[\s-]+([A-Za-z]{3})[A-Za-z]*\.?,?[\s-]+(\d{2,4}),?\s+"
    r"(\d{1,2})[:.](\d\d)(?:[:.](\d\d))?(?:[.,]\d+)?\s*(?:([+-]?\d{4})|\(?([A-Za-z]{1,5})\b)?"
)
_ASCTIME = re.compile(
    r"\s*(?:[A-Za-z]{2,9},?\s+)?([A-Za-z]{3})[A-Za-z]*\.?\s+(\d{1,2}),?\s+(?:(\d{4}),?\s+)?"
    r"(\d{1,2}):(\d\d)(?::(\d\d))?\s*(?:([AaPp])[Mm])?\s*([A-Za-z]{1,5}\b)?\s*(\d{4})?\s*"
    r"([+-]\d{4})?"
)
_ISO = re.compile(
    r"\s*(\d{4})[-/](\d{1,2})[-/](\d{1,2})[T\s]+(\d{1,2}):(\d\d)(?::(\d\d))?(?:[.,]\d+)?"
    r"\s*(?:(Z)|([+-])(\d\d):?(\d\d))?"
)
_MONTHS = {
    name: number + 1
    for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split())
} | {"fév": 2, "mai": 5, "okt": 10, "dez": 12, "mär": 3, "avr": 4, "aoû": 8, "déc": 12}
_ZONES = {
    "EDT": -240, "EST": -300, "CDT": -300, "CST": -360, "MDT": -360, "MST": -420, "PDT": -420,
    "PST": -480, "BST": 60, "CET": 60, "CEST": 120, "MET": 60, "MEST": 120, "EET": 120,
    "EEST": 180, "MSK": 180, "JST": 540, "IST": 330, "HKT": 480, "AEST": 600, "AEDT": 660,
    "UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "WEST": 60,
}  # fmt: skip
_EPOCH = date(1970, 1, 1).toordinal()
_FIRST_YEAR, _LAST_YEAR = 1970, 2199  # outside, a date says nothing
# RFC 5322 §4.3: 00 to 49 are 2000 to 2049, other years of two or three digits count from 1900.
_WHOLE_YEAR, _SHORT_YEAR, _PIVOT = 4, 2, 50
_MAX_LENGTH = 200  # the patterns are quadratic in white space
_MAX_OFFSET = 24 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class SentDate:
    """When a message says it was sent. offset_minutes: its zone, None when unknown (-0000)."""

    ms: int
    offset_minutes: int | None


@lru_cache(maxsize=1024)
def _day_ms(day: str, month: str, year: str) -> int | None:
    number = _MONTHS.get(month.lower())
    if number is None:
        return None
    return _day(int(year), number, int(day), len(year))


def _day(year: int, month: int, day: int, digits: int) -> int | None:
    """Return the start of that day, UTC epoch ms, None when there is no such day."""
    if digits < _WHOLE_YEAR:
        year += 2000 if digits == _SHORT_YEAR and year < _PIVOT else 1900
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return (date(year, month, day).toordinal() - _EPOCH) * 86_400_000
    except ValueError:
        return None


@lru_cache(maxsize=256)
def _zone(digits: str | None, name: str | None) -> int | None:
    """Return minutes east of Greenwich, None when unknown."""
    if digits:
        if digits == "-0000":
            return None
        sign = -1 if digits[0] == "-" else 1
        plain = digits.lstrip("+-")
        minutes = int(plain[:2]) * 60 + int(plain[2:])
        return sign * minutes if minutes < _MAX_OFFSET else None
    return _ZONES.get(name.upper()) if name else None


def sent_ms(text: str) -> int | None:
    """Return UTC epoch ms of a Date header, None when absent or senseless. The fast way."""
    found = _FAST.match(text[:_MAX_LENGTH])
    if found is None:
        other = parse_date(text)
        return other.ms if other else None
    day, month, year, hour, minute, second, digits, name = found.groups()
    start = _day_ms(day, month, year)
    if start is None:
        return None
    offset = _zone(digits, name)
    return (
        start + int(hour) * 3_600_000 + int(minute) * 60_000 + int(second or 0) * 1000
        - (offset * 60_000 if offset else 0)
    )  # fmt: skip


def parse_date(text: str) -> SentDate | None:
    """Return what a Date header says, None when it says nothing; three notations are read."""
    text = text[:_MAX_LENGTH]
    found = _FAST.match(text)
    if found is not None:
        day, month, year, hour, minute, second, digits, name = found.groups()
        start = _day_ms(day, month, year)
        return _moment(start, (hour, minute, second), _zone(digits, name))
    found = _ISO.match(text)
    if found is not None:
        year, number, day, hour, minute, second, zulu, sign, zone_h, zone_m = found.groups()
        start = _day(int(year), int(number), int(day), 4)
        offset = 0 if zulu else _zone(f"{sign}{zone_h}{zone_m}", None) if sign else None
        return _moment(start, (hour, minute, second), offset)
    found = _ASCTIME.match(text)
    if found is not None:
        month, day, early, hour, minute, second, half, name, late, digits = found.groups()
        start = _day_ms(day, month, early or late or "0")
        moment = _moment(start, (hour, minute, second), _zone(digits, name))
        return _half_day(moment, hour, half)
    return None


def _moment(
    start: int | None, time: tuple[str, str, str | None], offset: int | None
) -> SentDate | None:
    if start is None:
        return None
    hour, minute, second = time
    ms = start + int(hour) * 3_600_000 + int(minute) * 60_000 + int(second or 0) * 1000
    return SentDate(ms=ms - (offset or 0) * 60_000, offset_minutes=offset)


def _half_day(moment: SentDate | None, hour: str, half: str | None) -> SentDate | None:
    """Apply am and pm."""
    if moment is None or not half:
        return moment
    noon = int(hour) == 12  # noqa: PLR2004 (12 am is midnight)
    shift = (12 if half in "Pp" and not noon else 0) - (12 if half in "Aa" and noon else 0)
    return SentDate(ms=moment.ms + shift * 3_600_000, offset_minutes=moment.offset_minutes)
