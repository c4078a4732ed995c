"""Dot-stuffing is undone and the end is found, wherever the octets are cut."""

import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facteur.pop.body import BodyReader
from tests.support.oddpop import stuffed

TRICKY = st.lists(
    st.sampled_from([b"\r", b"\n", b".", b"\r\n", b"\r\n.", b"x", b"\0", b"..", b"\xff"])
).map(b"".join)


def unstuffed(pieces: list[bytes]) -> tuple[bytes, bytes, int]:
    """Return a body, what came after it, and the most octets that were held."""
    reader, data, found, most = BodyReader(), b"", b"", 0
    for number, piece in enumerate(pieces):
        data += piece
        octets, at, ended = reader.take(data, 0)
        found += octets
        data = data[at:]
        if ended:
            return found, data + b"".join(pieces[number + 1 :]), most
        most = max(most, len(data))
    raise AssertionError("it never ended")


def expected(raw: bytes) -> bytes:
    return raw if not raw or raw.endswith(b"\r\n") else raw + b"\r\n"


def cut(data: bytes, places: list[int]) -> list[bytes]:
    ends = sorted({0, len(data), *(place % (len(data) + 1) for place in places)})
    return [data[start:end] for start, end in itertools.pairwise(ends)]


@settings(max_examples=500)
@given(st.one_of(TRICKY, st.binary(max_size=60)), st.lists(st.integers(0, 200), max_size=8))
def test_what_is_stuffed_comes_back(raw: bytes, places: list[int]):
    sent = stuffed(raw)
    for pieces in ([sent], cut(sent, places), [sent[at : at + 1] for at in range(len(sent))]):
        found, rest, most = unstuffed(pieces)
        assert (found, rest) == (expected(raw), b"")
        assert most <= 4


@pytest.mark.parametrize(
    ("sent", "body", "rest"),
    [
        (b".\r\n", b"", b""),
        (b"\r\n.\r\n", b"\r\n", b""),
        (b"..\r\n.\r\n", b".\r\n", b""),
        (b".x\r\n.y\r\n.\r\n", b".x\r\n.y\r\n", b""),
        (b"..x\r\n..y\r\n.\r\n", b".x\r\n.y\r\n", b""),
        (b".\r\n+OK\r\n", b"", b"+OK\r\n"),
        (b"a\r\n.\r\n.\r\n", b"a\r\n", b".\r\n"),
        (b"a\n.\n.\r.\r\r\n.\r\n", b"a\n.\n.\r.\r\r\n", b""),
        (b"a\r\n.\rb\r\n.\nc\r\n.\r\n", b"a\r\n.\rb\r\n.\nc\r\n", b""),
        (b"\r\r\n.\r\n", b"\r\r\n", b""),
        (b".\rx\r\n.\r\n", b".\rx\r\n", b""),
    ],
)
def test_the_end_is_exactly_the_end(sent: bytes, body: bytes, rest: bytes):
    assert unstuffed([sent])[:2] == (body, rest)
    pieces = [sent[at : at + 1] for at in range(len(sent))]
    assert unstuffed(pieces)[:2] == (body, rest)


@pytest.mark.no_cover  # it takes the time
def test_long_lines_and_many_short_ones_take_no_time():
    raw = b"x" * 10_000_000 + b"\r\n" + b".\r\n" * 1_000_000
    sent = stuffed(raw)
    pieces = [sent[at : at + 65536] for at in range(0, len(sent), 65536)]
    reader, data, size = BodyReader(), b"", 0
    began = time.perf_counter()
    for piece in pieces:
        octets, at, _ = reader.take(data + piece, 0)
        data = (data + piece)[at:]
        size += len(octets)
    assert size == len(raw)
    assert time.perf_counter() - began < 2
