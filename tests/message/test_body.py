"""The shown parts joined."""

from facteur.message.body import MAX_TEXT_OCTETS, build_body, part_text
from facteur.message.defect import Defect
from facteur.message.display import Layout, Node, lay_out

PLAIN = Node(section="1", content_type="text/plain")
HTML = Node(section="2", content_type="text/html")


def test_parts_one_below_the_other() -> None:
    layout = Layout(shown=(PLAIN, HTML), plain=(PLAIN, HTML))
    body = build_body(layout, {"1": b"one", "2": b"<p style='color:red'>two"}, [])
    assert body.text == "one\n\ntwo"
    assert body.html.count('<hr class="fct-between">') == 1
    assert (body.is_html, body.sets_colours, body.preview, body.plain) == (True, True, "one", "")


def test_the_plain_alternative_is_kept_beside_the_html() -> None:
    root = Node(section="", content_type="multipart/alternative", children=(PLAIN, HTML))
    octets = {"1": b"plain", "2": b"<p>html"}
    body = build_body(lay_out(root), octets, [], render=False)
    assert (body.plain, body.text) == ("plain", "")
    assert build_body(lay_out(root), {"2": octets["2"]}, []).plain == ""


def test_missing_parts_are_named() -> None:
    assert build_body(Layout(shown=(PLAIN,)), {}, []).missing == ("1",)


def test_all_parts_share_one_limit() -> None:
    defects: list[Defect] = []
    layout = Layout(shown=(PLAIN, PLAIN))
    body = build_body(layout, {"1": b"x" * (MAX_TEXT_OCTETS - 1)}, defects)
    assert len(body.text) == MAX_TEXT_OCTETS + 2  # a blank line stands between
    assert [one.code for one in defects] == ["text-cut"]


def test_html_may_name_its_own_charset() -> None:
    octets = "<meta charset=koi8-r>привет".encode("koi8-r")
    assert "привет" in part_text(HTML, octets, [])
