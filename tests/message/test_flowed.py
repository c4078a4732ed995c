"""Plain text: flowed, quoted, linked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facteur.message.flowed import Line, link_html, read_lines, to_html, to_text


def test_flowed_paragraphs() -> None:
    text = "A long \nparagraph.\n> quoted \n> too\n>> deeper\n-- \nAnn \nLee\n"
    assert read_lines(text, flowed=True) == [
        Line(quote=0, text="A long paragraph."),
        Line(quote=1, text="quoted too"),
        Line(quote=2, text="deeper"),
        Line(quote=0, text="-- ", signature=True),
        Line(quote=0, text="Ann Lee", signature=True),
    ]


def test_delsp_and_stuffing() -> None:
    assert read_lines("東 \n京", flowed=True, delsp=True) == [Line(quote=0, text="東京")]
    assert read_lines(" >not a quote", flowed=True) == [Line(quote=0, text=">not a quote")]
    assert read_lines("open \n> other", flowed=True) == [
        Line(quote=0, text="open "),
        Line(quote=1, text="other"),
    ]


def test_fixed_text_keeps_its_lines() -> None:
    lines = read_lines("a \nb\r\n> > c\n>d\n\n\n")
    assert lines == [
        Line(quote=0, text="a "),
        Line(quote=0, text="b"),
        Line(quote=2, text="c"),
        Line(quote=1, text="d"),
    ]
    assert to_text(lines) == "a \nb\n>> c\n> d"


def test_html_of_quotes_and_signature() -> None:
    html = to_html(read_lines("hi <b>\n> one\n>> two\nback\n-- \nAnn"))
    assert html == (
        '<div class="fct-text">hi &lt;b&gt;'
        '<blockquote class="fct-quote fct-quote-1">one'
        '<blockquote class="fct-quote fct-quote-2">two</blockquote></blockquote>'
        'back<div class="fct-signature">-- \nAnn</div></div>'
    )


@pytest.mark.parametrize(
    ("text", "target", "shown"),
    [
        ("see http://x.example/a.", "http://x.example/a", "http://x.example/a"),
        ("(https://x.example/a_(b))", "https://x.example/a_(b)", "https://x.example/a_(b)"),
        ("www.x.example, yes", "http://www.x.example", "www.x.example"),
        ("ask ann@x.example.", "mailto:ann@x.example", "ann@x.example"),
        (
            "<http://x.example/?a=1&b=2>",
            "http://x.example/?a=1&amp;b=2",
            "http://x.example/?a=1&amp;b=2",
        ),
    ],
)
def test_links(text: str, target: str, shown: str) -> None:
    assert f'<a href="{target}" rel="noopener noreferrer">{shown}</a>' in link_html(text)


@pytest.mark.parametrize(
    "text", ["javascript:alert(1)", "file:///etc/passwd", "a@b", "x//y", "www."]
)
def test_no_links(text: str) -> None:
    assert "<a" not in link_html(text)


def test_output_stays_in_proportion() -> None:
    text = (">" * 200 + "x\na\n") * 20_000
    assert len(to_html(read_lines(text))) < 2 * len(text)


@given(st.text(alphabet="> \n-ab<&\"'@.:/w", max_size=200), st.booleans())
def test_markup_is_balanced_and_ours(text: str, flowed: bool) -> None:
    html = to_html(read_lines(text, flowed=flowed))
    for tag in ("div", "blockquote", "a"):
        assert html.count(f"<{tag} ") == html.count(f"</{tag}>")
    for piece in html.split("<")[1:]:
        assert piece.startswith(
            ("div class=", "/div>", "blockquote class=", "/blockquote>", "a href=", "/a>")
        )
