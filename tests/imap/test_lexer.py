import contextlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facteur.imap.lexer import Atom, Lexer, SyntaxFault, number


def values(*unit, depth=100):
    return Lexer(list(unit), 0, depth=depth).values()


def test_each_kind_of_value():
    found = values(b'a "b\\"c" NIL nil (1 ()) ', b"lit\r\n", b" BODY[HEADER (A B)]<0> x]y [a b]c")
    assert found == [
        b"a", b'b"c', None, None, [b"1", []], b"lit\r\n", b"BODY[HEADER (A B)]<0>", b"x]y",
        b"[a b]c",
    ]  # fmt: skip
    assert isinstance(found[0], Atom)
    assert not isinstance(found[1], Atom)


def test_neighbours_without_blanks():
    assert values(b'("a""b"(c)d"e")') == [[b"a", b"b", [b"c"], b"d", b"e"]]


def test_nul_padding_and_tabs_are_blanks():
    assert values(b"a\x00\x00\tb  ") == [b"a", b"b"]


@pytest.mark.parametrize("text", [b"(", b"(()", b")", b'"a', b'"a\\"', b"a)"])
def test_faults(text):
    with pytest.raises(SyntaxFault):
        values(text)


def test_a_million_parentheses():
    with pytest.raises(SyntaxFault):
        values(b"(" * 1_000_000)
    assert values(b"(" * 100 + b")" * 100)
    with pytest.raises(SyntaxFault):
        values(b"(" * 101 + b")" * 101)


@pytest.mark.parametrize(
    "text", [b"[" * 1_000_000, b'"' * 999_999, b'"' + b"\\" * 1_000_000, b"a[ " * 300_000]
)
@pytest.mark.no_cover  # it takes the time
def test_hostile_lines_take_linear_time(text):
    begin = time.perf_counter()
    with contextlib.suppress(SyntaxFault):
        values(text)
    assert time.perf_counter() - begin < 3


@given(st.binary(max_size=200), st.binary(max_size=20))
def test_anything_gives_values_or_a_fault(text, literal):
    try:
        values(text.replace(b"\r\n", b""), literal, b"")
    except SyntaxFault:
        return


WORDS = st.recursive(
    st.none() | st.binary(min_size=0, max_size=10), lambda inner: st.lists(inner, max_size=4)
)


@given(st.lists(WORDS, max_size=5))
def test_written_and_read_again(tree):
    assert values(b" ".join(map(written, tree))) == tree


def written(value):
    if value is None:
        return b"NIL"
    if isinstance(value, list):
        return b"(" + b" ".join(map(written, value)) + b")"
    return b'"' + value.replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"'


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (b"0", 0),
        (b"9223372036854775807", 9223372036854775807),
        (b"9223372036854775808", None),
        (b"18446744073709551616", None),
        (b"9.3736e+06", 9373600),
        (b"9.3e+99", None),
        (b"-1", None),
        (b"", None),
        (b"1" * 30, None),
        ("\u00b2".encode("latin-1"), None),
        (None, None),
        ([], None),
    ],
)
def test_numbers(value, expected):
    assert number(value) == expected
