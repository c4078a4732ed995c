"""HTML as text."""

from facteur.message.html import clean
from facteur.message.text import MAX_RENDERED, render, strip


def test_paragraphs_links_and_lists() -> None:
    html = clean(
        "<style>p{color:red}</style><p>Hello <b>you</b></p><ul><li>one<li>two</ul>"
        "<a href='http://x.example/a'>here</a><img alt=pic src=cid:x><br>1_2*3"
    ).html
    text = render(html)
    assert "Hello you" in text
    assert "* one" in text
    assert "[here](http://x.example/a)" in text
    assert "color" not in text
    assert "1_2*3" in text


def test_long_html_is_stripped() -> None:
    text = render(clean("<p>a&amp;b</p>" * (MAX_RENDERED // 8)).html)
    assert text.startswith("a&b\na&b")


def test_strip() -> None:
    assert strip("<style>\nx\n</style>\n<div><p>a &lt; b</p>\n\n\n\n<br>c</div>") == "a < b\n\nc"


def test_odd_markup_is_survived() -> None:
    for html in (
        "<ol start=x><li>a</ol>",
        "<table><tr><td>x",
        "<a href=''></a>",
        "<pre><pre>x",
        "<dd>" * 500,
    ):
        render(clean(html).html)
