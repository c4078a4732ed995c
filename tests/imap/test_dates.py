from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facteur.imap.dates import DateReader, parse_date, write_date

MOMENTS = st.datetimes(datetime(1900, 1, 1), datetime(2099, 12, 31))  # noqa: DTZ001 - zone below
ZONES = st.integers(-12 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@given(MOMENTS, ZONES)
def test_the_quick_way_gives_the_same(moment, zone):
    moment = moment.replace(tzinfo=zone, microsecond=0)
    text = moment.strftime("%d-%b-%Y %H:%M:%S %z").encode()
    expected = int(moment.timestamp()) * 1000
    reader = DateReader()
    assert [reader.read(text), reader.read(text), parse_date(text)] == [expected] * 3


@given(st.integers(0, 4_000_000_000))
def test_written_and_read_again(seconds):
    written = write_date(seconds * 1000)
    assert len(written) == 28
    assert parse_date(written.strip(b'"')) == seconds * 1000


@given(st.binary(max_size=30))
def test_anything_is_a_date_or_none(text):
    reader = DateReader()
    assert reader.read(text) == reader.read(text) == parse_date(text)


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"32-Jan-2020 00:00:00 +0000",
        b"01-Foo-2020 00:00:00 +0000",
        b"29-Feb-2021 00:00:00 +0000",
        b"01-Jan-0000 00:00:00 +0000",
        b"01-Jan-2020 25:00:00 +0000",
        b"01-Jan-2020 00:61:00 +0000",
    ],
)
def test_days_that_do_not_exist(text):
    reader = DateReader()
    reader.read(b"01-Jan-2020 10:00:00 +0000")
    assert reader.read(text) is None


def test_loose_forms():
    expected = int(datetime(2020, 1, 5, 7, 0, 1, tzinfo=UTC).timestamp()) * 1000
    assert parse_date(b"5-jan-2020 7:00:01") == expected
    assert parse_date(b" 5-JAN-2020 07:00:01 GMT") == expected


def test_a_remembered_day_does_not_let_a_wrong_hour_through():
    reader = DateReader()
    assert reader.read(b"17-Jul-1996 02:44:25 -0700") == 837596665000
    assert reader.read(b"17-Jul-1996 99:44:25 -0700") is None
    assert reader.read(b"17-Jul-1996 2x:44:25 -0700") is None


def test_memory_is_bounded():
    reader = DateReader()
    for n in range(20_100):
        reader.read(b"01-Jan-%04d 00:00:00 +%02d%02d" % (1900 + n % 200, n // 200 % 14, n // 2800))
    assert len(reader._days) <= 20_000
