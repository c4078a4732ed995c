"""Framing: the one thing that must never be guessed."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facteur.base.errors import RemoteProtocolError
from facteur.imap import Limits
from facteur.imap.buffer import ReceiveBuffer

STREAM = (
    b"* OK use {3}\r\n* 1 FETCH (BODY[] {5}\r\na\r\nb) FLAGS ~{0}\r\n)\r\n"
    b"A1 NO {4}\r\n+ {2}\r\n\r\n* LIST {1+}\r\nx\r\n"
)
UNITS = [
    [b"* OK use {3}"],
    [b"* 1 FETCH (BODY[] ", b"a\r\nb)", b" FLAGS ", b"", b")"],
    [b"A1 NO {4}"],
    [b"+ {2}"],
    [b""],
    [b"* LIST ", b"x", b""],
]


def units(buffer):
    found = []
    while (unit := buffer.next_unit()) is not None:
        found.append(unit)
    buffer.compact()
    return found


@given(st.lists(st.integers(0, len(STREAM)), max_size=20))
def test_any_cut_gives_the_same_units(cuts):
    buffer = ReceiveBuffer(Limits())
    found = []
    edges = [0, *sorted(cuts), len(STREAM)]
    for begin, end in itertools.pairwise(edges):
        buffer.feed(STREAM[begin:end])
        found += units(buffer)
    assert found == UNITS
    assert buffer.rest_is_empty
    assert not buffer.data


@pytest.mark.parametrize("size", [b"99999999999", b"4294967296", b"100000000000000000000000"])
def test_an_announced_size_allocates_nothing(size):
    buffer = ReceiveBuffer(Limits())
    buffer.feed(b"* 1 FETCH (BODY[] {%s}\r\n" % size)
    with pytest.raises(RemoteProtocolError) as caught:
        buffer.next_unit()
    assert caught.value.code == "literal-too-long"


def test_a_literal_within_the_limit_waits():
    buffer = ReceiveBuffer(Limits(literal_octets=10))
    buffer.feed(b"* 1 FETCH (BODY[] {007}\r\n1234567)\r\n")
    assert buffer.next_unit() == [b"* 1 FETCH (BODY[] ", b"1234567", b")"]
    buffer.feed(b"* 1 FETCH (BODY[] {-1}\r\n")
    assert buffer.next_unit() == [b"* 1 FETCH (BODY[] {-1}"]  # no literal: a fault of grammar


def test_a_line_without_end():
    buffer = ReceiveBuffer(Limits(line_octets=1000, list_line_octets=2000))
    buffer.feed(b"* LIST " + b"x" * 1000)
    with pytest.raises(RemoteProtocolError) as caught:
        buffer.next_unit()
    assert caught.value.code == "line-too-long"


def test_a_long_list_of_numbers_is_let_through():
    buffer = ReceiveBuffer(Limits(line_octets=1000, list_line_octets=2000))
    buffer.feed(b"* SEARCH" + b" 12345" * 200)
    assert buffer.next_unit() is None
    buffer.feed(b" 12345" * 200)
    with pytest.raises(RemoteProtocolError):
        buffer.next_unit()


def test_many_literals_in_one_response():
    buffer = ReceiveBuffer(Limits(literals=3))
    buffer.feed(b"* X" + b" {1}\r\na" * 10)
    with pytest.raises(RemoteProtocolError) as caught:
        buffer.next_unit()
    assert caught.value.code == "too-many-literals"


def test_a_response_of_many_big_literals():
    buffer = ReceiveBuffer(Limits(literal_octets=100, response_octets=150))
    buffer.feed(b"* X {90}\r\n" + b"a" * 90 + b" {90}\r\n")
    with pytest.raises(RemoteProtocolError) as caught:
        buffer.next_unit()
    assert caught.value.code == "response-too-long"


def test_a_big_literal_is_not_scanned_again_and_again():
    buffer = ReceiveBuffer(Limits())
    buffer.feed(b"* 1 FETCH (BODY[] {8000000}\r\n")
    assert buffer.next_unit() is None
    for _ in range(8000):
        assert not buffer.ready
        buffer.feed(b"\r" * 1000)
    assert buffer.next_unit() is None
    buffer.feed(b")\r\n")
    assert buffer.next_unit()[1] == b"\r" * 8_000_000


def test_drain_gives_what_was_not_understood():
    buffer = ReceiveBuffer(Limits())
    buffer.feed(b"A1 OK\r\nrest")
    buffer.next_unit()
    assert not buffer.rest_is_empty
    assert buffer.drain() == b"rest"
    assert buffer.rest_is_empty
