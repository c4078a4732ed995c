import time
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facteur.message.html import clean
from facteur.ui.reader import blocked


class Tags(HTMLParser):
    """The tags of a document as a browser would see them, and its text."""

    def __init__(self, fragment: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(fragment)
        self.close()

    def handle_starttag(self, tag, attrs) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data) -> None:
        self.words += data


def shown(source, cids=frozenset()):
    return blocked.with_boxes(clean(source, cids).html)


def box(source):
    """Return the attributes of the one box, None when there is none."""
    tags = Tags(shown(source))
    assert "img" not in dict(tags.found)
    return next((said for tag, said in tags.found if tag == "span"), None)


def test_a_picture_from_the_network_becomes_a_box_of_its_size_with_its_words():
    made = box('<img src="https://e.x/a.png" width="300" height="100" alt="Summer &amp; sale">')
    assert made["role"] == "img"
    assert made["class"] == "fct-picture"
    assert made["style"] == "width: 300px; height: 100px"
    assert made["title"] == "Summer & sale"
    assert Tags(shown('<img src="//e.x/a" alt="Our <b>logo">')).words == "Our <b>logo"


def test_the_style_goes_before_the_attributes_and_the_side_is_kept():
    made = box('<img src="//e.x/a" width="30" style="width:50%;height:80px" align="right">')
    assert made["style"] == "width: 50%; height: 80px; float: right"


def test_words_need_more_room_than_a_small_picture_has():
    made = box('<img src="//e.x/a" width="16" height="16" alt="Facebook">')
    assert made["class"] == "fct-picture fct-small"
    assert "style" not in made
    assert box('<img src="//e.x/a" width="16" height="16">')["style"] == "width: 16px; height: 16px"


@pytest.mark.parametrize(
    "picture",
    [
        '<img src="//e.x/a" width="1" height="1">',
        '<img src="//e.x/a" style="width: 600px; height: 1px" alt="x">',
        '<img src="//e.x/a" alt="">',
    ],
)
def test_what_was_never_to_be_seen_gets_no_box(picture):
    assert box(picture) is None


def test_a_picture_of_the_message_itself_stays():
    made = shown('<img src="cid:a@b" alt="x"><img src="cid:other">', frozenset({"a@b"}))
    assert '<img src="cid:a@b" alt="x">' in made
    assert made.count("<span") == 1


def test_what_only_looks_like_a_picture_is_left_alone():
    inside = '<p title="<img> onclick=x <img>">a</p>'
    assert blocked.with_boxes(inside) == inside
    sheet = '<style>\n.fct-mail a::after{content:"<b \\"<img>"}\n</style>\n<div><img></div>'
    assert blocked.with_boxes(sheet).startswith(sheet[:-11])
    assert blocked.with_boxes("&lt;img&gt; <imgx>") == "&lt;img&gt; <imgx>"


@pytest.mark.parametrize("text", ['<a"' * 100_000, '<img a="b" ' * 50_000, "<" * 300_000 + '"'])
def test_tags_that_never_end_cost_no_more_than_others(text):
    began = time.perf_counter()
    assert blocked.with_boxes(f"{text}<img") == f"{text}<img"
    assert time.perf_counter() - began < 2


PIECES = st.sampled_from(
    ["<img", " alt=", "'", '"', "<", ">", "&quot;", "&#34;", "x", " ", "<p title=", "/>", "</p>",
     " onerror=", "<b>", " width=9", " class=", "=", "<style>", "</style>", " src=//e", "<script>"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=24))
def test_no_words_of_a_sender_become_a_tag_or_an_attribute(pieces):
    cleaned = clean("".join(pieces)).html
    before, after = Tags(cleaned), Tags(blocked.with_boxes(cleaned))
    kept = [one for one in before.found if one[0] != "img"]
    assert [one for one in after.found if one[1].get("role") != "img"] == kept
    allowed = {"role", "id", "class", "style", "title"}
    assert all(set(said) <= allowed for _tag, said in after.found if said.get("role") == "img")
