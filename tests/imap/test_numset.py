import pytest
from hypothesis import given
from hypothesis import strategies as st

from facteur.imap import STAR, NumSet

NUMBERS = st.integers(1, 4294967295)
SETS = st.lists(st.tuples(NUMBERS, st.integers(0, 50)), min_size=1, max_size=30).map(
    lambda pairs: NumSet((low, min(low + more, 4294967295)) for low, more in pairs)
)


@given(SETS)
def test_written_and_parsed_again(numbers):
    written = numbers.write()
    assert NumSet.parse(written) == numbers
    assert hash(NumSet.parse(written)) == hash(numbers)


@given(st.sets(st.integers(1, 300), min_size=1))
def test_it_is_the_set_of_its_numbers(numbers):
    held = NumSet.of(numbers)
    assert list(held) == sorted(numbers)
    assert len(held) == len(numbers)
    assert held.low == min(numbers)
    assert held.high == max(numbers)
    assert [n for n in range(302) if n in held] == sorted(numbers)
    assert held == NumSet((n, n) for n in numbers)


@given(st.sets(st.integers(1, 99), min_size=1), st.sets(st.integers(1, 99), min_size=1))
def test_union_and_clipping(one, other):
    assert list(NumSet.of(one).union(NumSet.of(other))) == sorted(one | other)
    clipped = NumSet.of(one).clipped(20, 60)
    assert list(clipped or ()) == sorted(n for n in one if 20 <= n <= 60)


@given(
    st.sets(st.integers(1, 2000), min_size=1, max_size=200),
    st.integers(1, 50),
    st.integers(30, 100),
)
def test_pieces_are_small_and_together_the_set(numbers, most, octets):
    held = NumSet.of(numbers)
    pieces = list(held.pieces(numbers=most, octets=octets))
    assert [n for piece in pieces for n in piece] == sorted(numbers)
    assert all(len(piece) <= most and len(piece.write()) <= octets for piece in pieces)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (b"1", b"1"),
        (b"4:1", b"1:4"),
        (b"5,3,4,1", b"1,3:5"),
        (b"7:*", b"7:*"),
        (b"*", b"*"),
        (b"*:7", b"7:*"),
        (b"9:1,3:2", b"1:9"),
        (b"1,,2", b"1:2"),
    ],
)
def test_forms(text, written):
    assert NumSet.parse(text).write() == written


@pytest.mark.parametrize(
    "text", [b"", b",", b"0", b"a", b"1:", b":1", b"1:2:3", b"4294967296", b"-1", b"1 2", b"\xb2"]
)
def test_nonsense_is_refused(text):
    with pytest.raises(ValueError):
        NumSet.parse(text)


def test_nothing_is_no_set():
    for make in (lambda: NumSet(()), lambda: NumSet.of(()), lambda: NumSet.of((0,))):
        with pytest.raises(ValueError):
            make()


def test_everything_costs_nothing():
    everything = NumSet.parse(b"1:4294967295")
    assert len(everything) == 4294967295
    assert everything.range_count == 1
    assert everything.high == STAR
    assert repr(everything) == "NumSet(1:*)"
    assert "ranges" in repr(NumSet.of(range(1, 100, 2)))
    assert everything != "1:*"
    assert everything.clipped(9, 4) is None
