"""Dates: the standard's, and the others."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facteur.message.dates import parse_date, sent_ms


def ms(*when: int) -> int:
    return int(datetime(*when, tzinfo=UTC).timestamp() * 1000)


@pytest.mark.parametrize(
    ("text", "expected", "offset"),
    [
        ("Mon, 5 Jan 2004 12:34:56 +0200", ms(2004, 1, 5, 10, 34, 56), 120),
        ("5 Jan 04 12:34 EST", ms(2004, 1, 5, 17, 34), -300),
        ("Mon, 05 Jan 1998 12:34:56 GMT (UTC)", ms(1998, 1, 5, 12, 34, 56), 0),
        ("Mon,5 Jan 2004 12:34:56 -0000", ms(2004, 1, 5, 12, 34, 56), None),
        ("Mon Jan  5 12:34:56 2004", ms(2004, 1, 5, 12, 34, 56), None),
        ("Mon Jan  5 12:34:56 CET 2004", ms(2004, 1, 5, 11, 34, 56), 60),
        ("2004-01-05T12:34:56Z", ms(2004, 1, 5, 12, 34, 56), 0),
        ("2004-01-05 12:34:56 +01:00", ms(2004, 1, 5, 11, 34, 56), 60),
        ("Jan 5, 2004 01:00:00 PM", ms(2004, 1, 5, 13), None),
        ("5 Jan 100 12:00 +0000", ms(2000, 1, 5, 12), 0),
    ],
)
def test_read(text: str, expected: int, offset: int | None) -> None:
    found = parse_date(text)
    assert found is not None
    assert (found.ms, found.offset_minutes) == (expected, offset)
    assert sent_ms(text) == expected


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "Mon, 31 Feb 2004 00:00:00 +0000", "1 Jan 0000 00:00 +0000",
     "1 Jan 9999 00:00 +0000", "99 Jan 2004 00:00 +0000", "1 Foo 2004 00:00 +0000"],
)  # fmt: skip
def test_senseless(text: str) -> None:
    assert parse_date(text) is None
    assert sent_ms(text) is None


def test_long_values_are_cut() -> None:
    assert sent_ms("Mon" + " " * 1_000_000 + "5 Jan 2004 00:00:00 +0000") is None


@given(st.text(alphabet="Mon, JaFeb0123456789:+-TZ", max_size=60))
def test_never_raises(text: str) -> None:
    found = parse_date(text)
    assert sent_ms(text) == (found.ms if found else None)
