"""How much room copies left on a server would take. Pure: no widget, no store, no clock.

In the long run days × rate lie there: what is older leaves by the same rule. The rate is rounded to
two digits *before* it is multiplied, so that the figures multiply exactly as they are shown.
"""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QDate, QLocale

from facteur.ui import format as formats

DAYS = 30  # the time the rate is taken from
DAY_MS = 86_400_000
EXAMPLE_MESSAGES = 40  # a day, where nothing is known yet
_EXAMPLE_OCTETS = 75_000  # a message: a short text most often, a file now and then
_FURTHEST_DAYS = 20 * 365  # nobody plans a mailbox longer
_CAUTION_PERCENT, _DANGER_PERCENT = 50, 80
_KILO = 1000


class Level(Enum):
    """How the bar of an estimate looks."""

    CALM = "calm"
    CAUTION = "caution"
    DANGER = "danger"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the store knows of an account's mail.

    recent_octets: of the last DAYS days. first_ms: when the oldest message was received, 0 without
    any. on_server_octets: what lies on the server now.
    """

    recent_octets: int = 0
    first_ms: int = 0
    on_server_octets: int = 0


class Basis(Enum):
    """What a rate rests on."""

    MEASURED = "measured"  # the account's own mail
    TOO_SOON = "too-soon"  # an example: the account has not been seen for long enough
    EXAMPLE = "example"  # an example: there is no account yet


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """Octets a day."""

    octets: int
    basis: Basis


def rate(known: Known | None, now_ms: int) -> Rate:
    """Return what comes in a day; the example unless the whole time was seen."""
    example = EXAMPLE_MESSAGES * _EXAMPLE_OCTETS
    if known is None:
        return Rate(octets=example, basis=Basis.EXAMPLE)
    if not 0 < known.first_ms <= now_ms - DAYS * DAY_MS or known.recent_octets <= 0:
        return Rate(octets=example, basis=Basis.TOO_SOON)
    octets = max(1, _two_digits(known.recent_octets / DAYS))
    return Rate(octets=octets, basis=Basis.MEASURED)


def needed(a_day: Rate, days: int) -> int:
    """Return the octets that so many days of mail take on the server."""
    return a_day.octets * days


def percent(octets: int, total: int) -> int:
    """Return how much of the mailbox that is; 1 at least, so that nothing is made light of."""
    return max(1, round(100 * octets / total))


def level(octets: int, total: int) -> Level:
    """Return how the bar looks: up to 50 % calm, up to 80 % caution, then danger."""
    part = 100 * octets / total
    if part > _DANGER_PERCENT:
        return Level.DANGER
    return Level.CAUTION if part >= _CAUTION_PERCENT else Level.CALM


def overflows(octets: int, total: int) -> bool:
    """Return whether the mailbox would be full before the days are over."""
    return octets > total


def full_on(a_day: Rate, used: int, total: int, today: QDate) -> QDate | None:
    """Return when a mailbox from which nothing is deleted is full; None when nobody need care."""
    days = max(0, total - used) / a_day.octets
    return today.addDays(int(days)) if days <= _FURTHEST_DAYS else None


def exact_size(octets: int, locale: QLocale) -> str:
    """Return a size with as many digits as it has, three after the comma at most."""
    short = formats.size(octets, locale)
    number, unit = short.rsplit("\u00a0", 1)
    value = float(octets)
    step = 0
    while round(value, 1) >= _KILO and step < len("kMGT"):
        value /= _KILO
        step += 1
    if step == 0:
        return short
    number = locale.toString(value, "f", 3).rstrip("0").rstrip(locale.decimalPoint())
    return f"{number}\u00a0{unit}"


def _two_digits(value: float) -> int:
    """Return the number with two digits that count, the others 0."""
    scale = 1
    while value / scale >= 100:  # noqa: PLR2004 - two digits
        scale *= 10
    return round(value / scale) * scale
