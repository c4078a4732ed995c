"""Listings are read in one sweep, whatever a server writes into them."""

import contextlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facteur.base.errors import RemoteProtocolError
from facteur.pop import SizeRows, Totals, UidRows
from facteur.pop.listing import hashed, read_size, read_sizes, read_totals, read_uid, read_uids


def test_sizes():
    assert read_sizes(b"1 120\r\n2 200\r\n") == SizeRows(rows=((1, 120), (2, 200)))
    assert read_sizes(b"") == SizeRows()
    assert read_sizes(b" 1\t120 and more\r\n") == SizeRows(rows=((1, 120),))
    found = read_sizes(b"x\r\n1\r\n2 -3\r\n3 3x\r\n\r\n4 9223372036854775808\r\n0 5\r\n")
    assert found == SizeRows(rows=((0, 5),), unreadable=5)
    assert read_sizes(b"1 9223372036854775807\r\n").rows == ((1, 2**63 - 1),)


def test_uids_are_octets():
    found = read_uids(b"1 a b \r\n2 \xff\xe9\t.\r\n3 \r\n4\r\n5  x\rY\r\n", 1024)
    assert found == UidRows(rows=((1, b"a b"), (2, b"\xff\xe9\t."), (5, b"x\rY")), unreadable=2)


def test_long_uids_are_told_apart():
    found = read_uids(
        b"1 %s\r\n2 %sy\r\n3 %s\r\n" % (b"x" * 10_000, b"x" * 10_000, b"z" * 1024), 1024
    )
    (_, first), (_, second), (_, third) = found.rows
    assert first == hashed(b"x" * 10_000) != second
    assert first.startswith(b"\0sha256:")
    assert len(first) == 8 + 64
    assert third == b"z" * 1024


def test_single_rows():
    assert read_totals(b"2 320") == Totals(count=2, octets=320)
    assert read_totals(b"2 320 and text") == Totals(count=2, octets=320)
    assert read_totals(b"none") is None
    assert read_totals(b"1 99999999999999999999") is None
    assert read_totals(b"1 9223372036854775808") is None
    assert read_size(b"2 200") == SizeRows(rows=((2, 200),))
    assert read_size(b"2") is None
    assert read_uid(b"2 abc", 1024) == UidRows(rows=((2, b"abc"),))
    assert read_uid(b"abc", 1024) is None
    assert read_uid(b"9999999999999999999 abc", 1024) is None


@pytest.mark.parametrize("line", [b"+OK 3 200", b"-ERR no"])
def test_a_status_line_is_no_row(line: bytes):
    for read in (read_sizes, lambda data: read_uids(data, 70)):
        with pytest.raises(RemoteProtocolError) as caught:
            read(b"1 120\r\n" + line + b"\r\n")
        assert caught.value.code == "framing-lost"


@pytest.mark.no_cover  # it takes the time
@pytest.mark.parametrize(
    "row",
    [b"1" + b" " * 200_000, b"1" + b" \t" * 100_000 + b"\r\rx", b" " * 200_000, b"1 " + b"a " * 100_000],
    ids=["blanks", "mixed", "no number", "words"],
)  # fmt: skip
def test_hostile_rows_take_no_time(row: bytes):
    began = time.perf_counter()
    read_sizes(row * 3 + b"\r\n")
    read_uids(row * 3 + b"\r\n", 1024)
    assert time.perf_counter() - began < 0.5


@pytest.mark.no_cover  # it takes the time
def test_a_hundred_thousand_rows_take_no_time():
    data = b"".join(b"%d 0123456789abcdef%08d\r\n" % (n, n) for n in range(1, 100_001))
    began = time.perf_counter()
    assert len(read_uids(data, 1024).rows) == 100_000
    assert time.perf_counter() - began < 1.5


@given(st.binary(max_size=200))
def test_anything_is_read(data: bytes):
    for read in (read_sizes, lambda octets: read_uids(octets, 20)):
        with contextlib.suppress(RemoteProtocolError):
            read(data)
    read_totals(data)
    read_size(data)


@given(st.lists(st.tuples(st.integers(1, 2**63 - 1), st.binary(min_size=1).filter(
    lambda uid: uid.strip(b" \t\r") == uid and b"\n" not in uid and b"\r" not in uid))))  # fmt: skip
def test_what_is_written_is_read(rows: list[tuple[int, bytes]]):
    data = b"".join(b"%d %s\r\n" % row for row in rows)
    assert read_uids(data, 10_000) == UidRows(rows=tuple(rows))
