"""HTML tamed before it meets a parser."""

import re

import nh3
import pytest

from facteur.message.nesting import MAX_DEPTH, MAX_TAGS, tame


def depth(html: str) -> int:
    """How deep a real parser finds the elements."""
    parsed = nh3.clean(html, tags={"div"}, clean_content_tags=set())
    deepest = now = 0
    for closing in re.findall(r"<(/?)div", parsed):
        now += -1 if closing else 1
        deepest = max(deepest, now)
    return deepest


def test_ordinary_html_is_left_alone() -> None:
    html = '<div class="a"><p>one<p>two<br><b>bold</b></div>' * 50
    assert tame(html) == (html, False)


def test_depth() -> None:
    tamed, cut = tame("<div>" * 1000 + "x" + "</div>" * 1000)
    assert tamed == "<div>" * MAX_DEPTH + "x" + "</div>" * MAX_DEPTH
    assert not cut


@pytest.mark.parametrize(
    "trick",
    [
        "<div></span>", "<div><script></div></script>", "<div><table></div></table>",
        "<div><select></div></select>", "<div><svg></div></svg>", "<p '><div>", '<p ="><div>">',
        "<div a='</div>'>",
    ],
)  # fmt: skip
def test_depth_cannot_be_hidden(trick: str) -> None:
    tamed, _ = tame(trick * 2000)
    assert depth(tamed) <= MAX_DEPTH + 2


def test_formatting_that_is_never_closed() -> None:
    tamed, _ = tame("<font color=1>" * 1000 + "<p>x" * 10)
    assert tamed.count("<font") == 40


def test_attributes_and_references() -> None:
    many = "<p " + " ".join(f'a{n}=">"' for n in range(5000)) + ">text"
    assert tame(many) == ("text", False)
    tamed, cut = tame("&" * 300_000)
    assert (len(tamed), cut) == (99_999, True)


def test_tags_are_counted() -> None:
    tamed, cut = tame("<br>" * (MAX_TAGS + 10))
    assert (tamed.count("<br>"), cut) == (MAX_TAGS, True)


@pytest.mark.parametrize(
    "piece", ["<", "<a ", "<a '", '<a b="', "<!--", "</", "<style>", "<a b=c/"]
)
def test_unfinished_tags(piece: str) -> None:
    tame(piece * 100_000)
