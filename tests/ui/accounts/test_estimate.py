import pytest
from PySide6.QtCore import QDate, QLocale

from facteur.ui.accounts.estimate import (
    DAY_MS,
    Basis,
    Known,
    Level,
    Rate,
    exact_size,
    full_on,
    level,
    needed,
    overflows,
    percent,
    rate,
)

NOW = 1_795_000_000_000
SEEN = NOW - 31 * DAY_MS
ENGLISH = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
FRENCH = QLocale(QLocale.Language.French, QLocale.Country.France)
GIGA = 1_000_000_000


def measured(octets: int) -> Rate:
    return Rate(octets=octets, basis=Basis.MEASURED)


@pytest.mark.parametrize(
    ("known", "octets", "basis"),
    [
        (None, 3_000_000, Basis.EXAMPLE),
        (Known(), 3_000_000, Basis.TOO_SOON),
        # Only half of the thirty days was seen: a thirtieth of it would say too little.
        (Known(recent_octets=GIGA, first_ms=NOW - 15 * DAY_MS), 3_000_000, Basis.TOO_SOON),
        (Known(recent_octets=0, first_ms=SEEN), 3_000_000, Basis.TOO_SOON),
        (Known(recent_octets=620_000_000, first_ms=SEEN), 21_000_000, Basis.MEASURED),
        (Known(recent_octets=42_600, first_ms=SEEN), 1_400, Basis.MEASURED),
        (Known(recent_octets=7, first_ms=SEEN), 1, Basis.MEASURED),
    ],
)
def test_the_rate_is_the_accounts_own_only_when_thirty_days_were_seen(known, octets, basis):
    assert rate(known, NOW) == Rate(octets=octets, basis=basis)


@pytest.mark.parametrize("recent", [42_600, 620_000_000, 2_970_000_000, 30_000_000_000])
@pytest.mark.parametrize("days", [1, 14, 59, 90])
@pytest.mark.parametrize("locale", [ENGLISH, FRENCH])
def test_figures_multiply_exactly_as_they_are_shown(recent, days, locale):
    units = {"B": 1, "kB": 10**3, "MB": 10**6, "GB": 10**9, "TB": 10**12}
    units |= {"o": 1, "ko": 10**3, "Mo": 10**6, "Go": 10**9, "To": 10**12}

    def read(shown: str) -> int:
        number, unit = shown.split("\u00a0")
        return round(float(number.replace(",", ".")) * units[unit])

    a_day = rate(Known(recent_octets=recent, first_ms=SEEN), NOW)
    once, often = exact_size(a_day.octets, locale), exact_size(needed(a_day, days), locale)
    assert read(once) * days == read(often)


@pytest.mark.parametrize(
    ("octets", "shown"),
    [
        (290_000_000, "290 MB"),
        (1_890_000_000, "1.89 GB"),
        (19_600_000, "19.6 MB"),
        (12, "12 B"),
        (1_000, "1 kB"),
    ],
)
def test_a_size_has_the_digits_it_has(octets, shown):
    assert exact_size(octets, ENGLISH).replace("\u00a0", " ") == shown


def test_in_the_long_run_days_times_rate_lie_there():
    assert needed(measured(21_000_000), 30) == 630_000_000


@pytest.mark.parametrize(
    ("octets", "state"),
    [
        (1, Level.CALM),
        (499_999_999, Level.CALM),
        (500_000_000, Level.CAUTION),
        (800_000_000, Level.CAUTION),
        (800_000_001, Level.DANGER),
        (5 * GIGA, Level.DANGER),
    ],
)
def test_the_state_of_the_bar(octets, state):
    assert level(octets, GIGA) is state


def test_percent_never_makes_light_of_it():
    assert percent(630_000_000, GIGA) == 63
    assert percent(1, GIGA) == 1
    assert percent(1_890_000_000, GIGA) == 189


def test_overflow_is_more_than_there_is():
    assert not overflows(GIGA, GIGA)
    assert overflows(GIGA + 1, GIGA)


def test_when_a_mailbox_is_full_counts_from_what_lies_there_now():
    today = QDate(2026, 11, 24)
    assert full_on(measured(21_000_000), 790_000_000, GIGA, today) == QDate(2026, 12, 4)
    assert full_on(measured(21_000_000), 2 * GIGA, GIGA, today) == today
    assert full_on(measured(1), 0, GIGA, today) is None
