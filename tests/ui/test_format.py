import pytest
from PySide6.QtCore import QDate, QDateTime, QLocale, QTime

from facteur.mail.flags import Flags
from facteur.mail.message import MessageRow
from facteur.ui import format as people

FR = QLocale(QLocale.Language.French, QLocale.Country.France)
EN = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
TODAY = QDate(2026, 11, 24)  # a Tuesday


def at(day: QDate, hour: int = 14, minute: int = 32) -> int:
    return QDateTime(day, QTime(hour, minute)).toMSecsSinceEpoch()


def row(**given) -> MessageRow:
    values = dict.fromkeys(MessageRow._fields, "")
    values |= {"key": 1, "flags": Flags(0), "here": True, "waiting": 0} | given
    return MessageRow(**values)


@pytest.mark.parametrize(
    ("day", "french", "english"),
    [
        (TODAY, "14:32", "14:32"),
        (TODAY.addDays(-1), "yesterday", "yesterday"),
        (TODAY.addDays(-6), "mer.", "Wed"),
        (QDate(2026, 11, 12), "12 nov.", "12 Nov"),
        (QDate(2024, 11, 12), "12/11/2024", "12/11/2024"),
        (TODAY.addDays(1), "25 nov.", "25 Nov"),
    ],
)
def test_card_dates_are_as_short_as_can_be(day, french, english):
    assert people.card_date(at(day), TODAY, FR) == french
    assert people.card_date(at(day), TODAY, EN) == english


def test_table_dates_have_the_time_while_near():
    assert people.table_date(at(TODAY.addDays(-1), 18, 20), TODAY, FR) == "yesterday, 18:20"
    assert people.table_date(at(TODAY.addDays(-3)), TODAY, EN) == "Sat, 14:32"
    assert people.table_date(at(TODAY), TODAY, EN) == "14:32"
    assert people.table_date(at(QDate(2025, 1, 2)), TODAY, FR) == "02/01/2025"


def test_exact_and_spoken_dates():
    day = QDate(2026, 11, 23)
    assert people.exact_date(at(day), FR) == "lundi 23 novembre 2026 at 14:32"
    assert people.exact_date(at(day), EN) == "Monday, 23 November 2026 at 14:32"
    assert people.number_date(at(day), FR) == "23/11/2026 14:32"
    assert people.number_date(at(day), EN) == "23/11/2026 14:32"
    assert people.spoken_date(at(TODAY), TODAY, FR) == "today at 14 heures 32"
    assert people.spoken_date(at(TODAY, 1, 0), TODAY, FR) == "today at 1 heure"
    assert people.spoken_date(at(QDate(2025, 3, 4)), TODAY, EN) == "Tuesday 4 March 2025 at 14:32"


@pytest.mark.parametrize(
    ("octets", "french", "english"),
    [
        (0, "0\u00a0o", "0\u00a0B"),
        (999, "999\u00a0o", "999\u00a0B"),
        (412_000, "412\u00a0ko", "412\u00a0kB"),
        (999_960, "1\u00a0Mo", "1\u00a0MB"),
        (1_500_000, "1,5\u00a0Mo", "1.5\u00a0MB"),
        (25_340_000, "25,3\u00a0Mo", "25.3\u00a0MB"),
        (3_000_000_000, "3\u00a0Go", "3\u00a0GB"),
    ],
)
def test_sizes_are_si_with_a_space_that_does_not_break(octets, french, english):
    assert people.size(octets, FR) == french
    assert people.size(octets, EN) == english


def test_counts_percentages_and_quotes():
    assert people.count(1_234_567, FR) == "1\u202f234\u202f567"
    assert people.count(1_234_567, EN) == "1,234,567"
    assert people.percent(62, FR) == "62\u202f%"
    assert people.percent(62, EN) == "62%"
    assert people.quoted("salut", FR) == "«\u00a0salut\u00a0»"
    assert people.quoted("hi", EN) == "“hi”"


def test_names_fall_back_to_addresses_and_words():
    assert people.sender(row(sender_name=" Claire ")) == "Claire"
    assert people.sender(row(sender_address="c@x.fr")) == "c@x.fr"
    assert people.sender(row()) == "(no sender)"
    assert people.subject(row(subject=" ")) == "(no subject)"


@pytest.mark.parametrize(
    ("name", "address", "letters"),
    [
        ("Claire Martin", "c@x", "CM"),
        ("Jean-Paul Martin", "", "JM"),
        ("MARTIN, Claire", "", "MC"),
        ("Cher", "", "C"),
        ("", "paul@x", "P"),
        ("(urgent)", "", "U"),
        ("שרה כהן", "", "שכ"),
        ("", "", ""),
    ],
)
def test_initials(name, address, letters):
    assert people.initials(name, address) == letters
