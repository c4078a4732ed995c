"""Parameters in all the shapes that mailers invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facteur.message.params import MAX_PARAMS, from_pairs, parse_parameters


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        ("text/plain; name=a.txt", "text/plain", "a.txt"),
        ('Text/Plain ; NAME="a; b.txt"', "text/plain", "a; b.txt"),
        ("text/plain; name=two words.txt", "text/plain", "two words.txt"),
        ('attachment; name="C:\\temp\\x.pdf"', "attachment", "C:\\temp\\x.pdf"),
        ('attachment; name="say \\"hi\\""', "attachment", 'say "hi"'),
        ('attachment; name="=?utf-8?Q?=C3=A9.txt?="', "attachment", "é.txt"),
        ("attachment; name*=utf-8'fr'%C3%A9.txt", "attachment", "é.txt"),
        ("attachment; name*=%C3%A9.txt", "attachment", "é.txt"),
        ("attachment; name*0=ab; name*1=cd", "attachment", "abcd"),
        ("attachment; name*1=cd; name*0=ab", "attachment", "abcd"),
        ("attachment; name*0*=utf-8''%C3; name*1*=%A9; name*2=.txt", "attachment", "é.txt"),
        ("attachment; name=plain; name*=utf-8''ext", "attachment", "ext"),
        ('attachment; name="open', "attachment", "open"),
        ("charset=utf-8; name=x", "", "x"),
        ("text/plain (a comment); name=x (too)", "text/plain", "x"),
        (";;; name = x ;;", "", "x"),
        ("", "", ""),
    ],
)
def test_shapes(text: str, value: str, name: str) -> None:
    found = parse_parameters(text)
    assert (found.value, found.get("name")) == (value, name)


def test_missing_pieces_are_reported() -> None:
    found = parse_parameters("a; name*0=x; name*2=z")
    assert (found.get("name"), found.broken) == ("xz", True)


def test_pairs_of_a_body_structure() -> None:
    found = from_pairs([("name*0*", "utf-8''%C3"), ("name*1*", "%A9"), ("charset", "utf-8")])
    assert (found.get("name"), found.get("charset")) == ("é", "utf-8")


def test_limits() -> None:
    found = parse_parameters("a" + "".join(f"; p{n}=1" for n in range(50_000)))
    assert len(found.items) <= MAX_PARAMS
    assert parse_parameters("a" + " " * 65_000 + "b").value


@given(st.text(alphabet="a;=\"*0'%\\() ", max_size=60))
def test_never_raises(text: str) -> None:
    parse_parameters(text)


def test_names_that_are_none_are_left_out() -> None:
    found = from_pairs([("", "x"), ("a b", "y"), ("name", "z.txt"), ("=", "")], "text/plain")
    assert found.items == (("name", "z.txt"),)


def test_no_end_of_numbered_pieces() -> None:
    """Whoever sends more pieces than anybody would has them cut, not kept."""
    found = from_pairs((f"name*{n}", "x") for n in range(MAX_PARAMS + 1000))
    assert len(found.items) == 1
    assert len(found.items[0][1]) <= MAX_PARAMS
