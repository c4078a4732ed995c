import itertools
import re

from hypothesis import given
from hypothesis import strategies as st

from facteur.archive import mboxlines

PIECES = [
    b">",
    b"From ",
    b"From",
    b"Fr",
    b"o",
    b"m ",
    b"\n",
    b"\r",
    b"\r\n",
    b"\0",
    b"x",
    b" ",
    b">>",
]
texts = st.lists(st.sampled_from(PIECES), max_size=25).map(b"".join)
cuts = st.lists(st.integers(min_value=0, max_value=80), max_size=10)


def cut(octets: bytes, places: list[int]) -> list[bytes]:
    ends = [0, *sorted(min(place, len(octets)) for place in places), len(octets)]
    return [octets[start:end] for start, end in itertools.pairwise(ends)]


def reference_quoted(octets: bytes) -> bytes:
    return re.sub(rb"(?:\A|(?<=\n))(>*From )", rb">\1", octets)


@given(texts, cuts, cuts)
def test_quoting_is_right_and_undone_however_it_is_cut(
    octets: bytes, places: list[int], others: list[int]
) -> None:
    quoted = b"".join(mboxlines.quoted(cut(octets, places)))
    assert quoted == reference_quoted(octets)
    assert not re.search(rb"(?:\A|\n)From ", quoted)
    assert b"".join(mboxlines.unquoted(cut(quoted, others))) == octets


@given(texts, cuts)
def test_unquoting_takes_one_sign(octets: bytes, places: list[int]) -> None:
    expected = re.sub(rb"(\A|(?<=\n))>(>*From )", rb"\2", octets)
    assert b"".join(mboxlines.unquoted(cut(octets, places))) == expected


@given(texts, cuts)
def test_line_ends_go_and_come_back_where_all_are_crlf(octets: bytes, places: list[int]) -> None:
    pieces = cut(octets, places)
    plain = b"".join(mboxlines.to_lf(pieces))
    assert plain == octets.replace(b"\r\n", b"\n")
    bare = bool(re.search(rb"(?<!\r)\n", octets))
    survey = mboxlines.surveyed(pieces)
    assert survey.octets == len(octets)
    assert survey.all_crlf == (b"\n" in octets and not bare)
    if survey.all_crlf:
        assert b"".join(mboxlines.to_crlf(cut(plain, places))) == octets


@given(texts, cuts, st.integers(min_value=0, max_value=60))
def test_the_first_octets(octets: bytes, places: list[int], size: int) -> None:
    assert b"".join(mboxlines.first_octets(cut(octets, places), size)) == octets[:size]


def test_a_line_of_quote_signs_is_not_held_in_memory() -> None:
    held = 0
    given_octets = 0
    put_out = 0

    def signs() -> object:
        nonlocal given_octets
        for _ in range(200):
            given_octets += 1000
            yield b">" * 1000
        yield b"From x"

    last = b""
    for chunk in mboxlines.unquoted(signs()):  # type: ignore[arg-type] -- a generator
        put_out += len(chunk)
        held = max(held, given_octets - put_out)
        last = chunk
    assert held <= 5
    assert put_out == 200_000 - 1 + 6
    assert last.endswith(b"From x")
