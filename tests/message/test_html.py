"""Cleaning: what a sender's HTML may not do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facteur.message.html import MAX_DATA_IMAGE, MAX_REMOTE, clean, declared_charset
from tests.corpora.message import active_in


def inside(html: str) -> str:
    return clean(html).html.removeprefix('<div class="fct-mail">').removesuffix("</div>")


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<p>Hello <b>you</b>", "<p>Hello <b>you</b></p>"),
        ("<script>alert(1)</script>x", "x"),
        ("<p onclick=alert(1)>x", "<p>x</p>"),
        ("<form action=http://x><input name=a>text<button>b</button></form>", "textb"),
        ("<iframe src=http://x>in</iframe>", ""),
        ("<a href='java&#10;script:alert(1)'>x</a>", '<a rel="noopener noreferrer">x</a>'),
        ("<a href='&#14; javascript:alert(1)'>x</a>", '<a rel="noopener noreferrer">x</a>'),
        ("<a href=file:///etc/passwd>x</a>", '<a rel="noopener noreferrer">x</a>'),
        ("<a href=data:text/html,x>x</a>", '<a rel="noopener noreferrer">x</a>'),
        ("<a href='/relative'>x</a>", '<a rel="noopener noreferrer">x</a>'),
        ("<a href='#top'>x</a>", '<a href="#top" rel="noopener noreferrer">x</a>'),
        (
            "<a href=www.x.example/a>x</a>",
            '<a href="http://www.x.example/a" rel="noopener noreferrer">x</a>',
        ),
        ("<title>t</title><base href=http://b/>x", "x"),
        ("<svg><script>1</script></svg><math><mi>x</math>y", "y"),
        ("<p style='position:fixed;color:red'>x", '<p style="color: red">x</p>'),
        ("<p class='fct-quote mine' id=fct-x>x", '<p class="mine">x</p>'),
        ("<img alt='' src=x.png width=5>", '<img alt="" width="5">'),
        ("<!--[if mso]><b>x</b><![endif]-->y", "y"),
        ("<noscript><p title='</noscript><img src=x onerror=alert(1)>'>", "<img>'&gt;"),
        ("a < b & c", "a &lt; b &amp; c"),
        ("nul\x00<scr\x00ipt>x</script>", "nul"),
    ],
)
def test_kept(html: str, kept: str) -> None:
    if "noscript" in html:
        assert not active_in(clean(html).html)
    else:
        assert inside(html) == kept


@pytest.mark.parametrize(
    ("html", "remote"),
    [
        ("<img src=http://x/a>", ["http://x/a"]),
        ("<img src='//x/a'><img src='//x/a'>", ["//x/a"]),
        ("<img srcset='http://x/1 1x, http://x/2 2x'>", ["http://x/1", "http://x/2"]),
        ("<table background=http://x/t><td background=http://x/d>", ["http://x/t", "http://x/d"]),
        ("<body background=http://x/b>x", ["http://x/b"]),
        (
            "<link rel=stylesheet href=http://x/c><link rel=dns-prefetch href=//y>",
            ["http://x/c", "//y"],
        ),
        ("<video poster=http://x/p><source src=http://x/s></video>", ["http://x/p", "http://x/s"]),
        ("<svg><image xlink:href=http://x/i /></svg>", ["http://x/i"]),
        ("<script src=http://x/j></script>", ["http://x/j"]),
        ("<object data=http://x/o></object><embed src=http://x/e>", ["http://x/o", "http://x/e"]),
        ("<meta http-equiv=refresh content='0; url=http://x/m'>", ["http://x/m"]),
        ("<input type=image src=http://x/n>", ["http://x/n"]),
        (
            "<style>@import 'http://x/s'; p { background: url(http://x/u) }</style>",
            ["http://x/s", "http://x/u"],
        ),
        ("<p style='background:url(http://x/w)'>", ["http://x/w"]),
        ("<img src='ht\ntp://x/l'>", ["http://x/l"]),
        ("<a href=http://x/ ping=http://y/>link</a>", []),
        ("<!-- <img src=http://x/> -->", []),
    ],
)
def test_remote_references_are_listed_and_gone(html: str, remote: list[str]) -> None:
    found = clean(html)
    assert list(found.remote) == remote
    assert not any(one in found.html for one in remote)


@pytest.mark.parametrize(
    ("html", "remote"),
    [
        ("<img src=''><img src=about:blank>", ()),
        ("<img src='vbscript:x'>", ()),
        ("<meta http-equiv=refresh content='0; url=http://t.example/'>", ("http://t.example/",)),
        ("<meta http-equiv=refresh content=5>", ()),
        ("<meta http-equiv=refresh content='0; url=here'>", ()),
        ("<link imagesrcset='http://a.example/1.png 1x'>", ("http://a.example/1.png",)),
        ("<img srcset='http://a.example/1.png 1x'>", ("http://a.example/1.png",)),
    ],
)
def test_what_would_have_been_loaded(html: str, remote: tuple[str, ...]) -> None:
    cleaned = clean(html)
    assert cleaned.remote == remote
    assert "example" not in cleaned.html


def test_a_list_of_remote_references_ends() -> None:
    many = "".join(f"<img src=http://x.example/{n}>" for n in range(MAX_REMOTE + 5))
    assert len(clean(many).remote) == MAX_REMOTE


def test_a_script_in_the_place_of_a_picture_is_named() -> None:
    assert "script" in clean('<p style="background: url(javascript:x)">').removed


@pytest.mark.parametrize("comment", ["<!-->", "<!--->", "<!-- x -->"])
def test_comments_end_where_browsers_end_them(comment: str) -> None:
    assert inside(f"a{comment}b") == "ab"


def test_inline_pictures_of_the_same_message_only() -> None:
    found = clean('<img src="cid:a@x"><img src="CID:b@x"><p style="color:red">', frozenset({"a@x"}))
    assert found.cids == ("a@x",)
    assert found.html.count("src=") == 1


def test_small_data_images() -> None:
    assert (
        'src="data:image/png;base64,AAAA"' in clean("<img src='data:image/png;base64,AAAA'>").html
    )
    big = "A" * MAX_DATA_IMAGE
    assert "src" not in clean(f"<img src='data:image/png;base64,{big}'>").html
    assert "src" not in clean("<img src='data:image/svg+xml;base64,AAAA'>").html


def test_sheets_and_body_look() -> None:
    found = clean(
        "<html><head><style><!-- p { color: red } --></style></head>"
        "<body bgcolor='#fff' text=black style='margin:0' onload=x><p>hi"
    )
    assert found.html == (
        "<style>\n.fct-mail p { color: red }\n</style>\n"
        '<div class="fct-mail" style="background-color: #fff; color: black; margin: 0"><p>hi</p></div>'
    )
    assert found.sets_colours
    assert not clean("<p style='width:3px'>x").sets_colours


def test_what_was_removed_is_named() -> None:
    found = clean("<script>1</script><form></form><iframe></iframe><a href=javascript:1>x</a>")
    assert found.removed == ("form", "iframe", "script")


def test_a_nest_of_a_million_tags() -> None:
    found = clean("<div>" * 400_000 + "x")
    assert found.html.count("<div") < 400


def test_charset_of_the_page() -> None:
    assert declared_charset(b'<meta http-equiv=x content="text/html; charset=koi8-r">') == "koi8-r"
    assert declared_charset(b"<meta charset='utf-8'>") == "utf-8"
    assert declared_charset(b"<p>charset=x") == ""


TAGS = st.sampled_from(
    ["<p>", "</p>", "<script>", "</script>", "<style>", "</style>", "<svg>", "<math>", "<!--", "-->",
     "<img src=x onerror=alert(1)>", "<a href=javascript:alert(1)>", "<noscript>", "</noscript>",
     "<textarea>", "</textarea>", "<table>", "<td>", "<template>", '"', "'", ">", "<", "x", "<title>",
     "<mglyph>", "<mtext>", "<foreignObject>", "<p style='position:fixed'>", "<xmp>", "</xmp>",
     "<p title='<script>'>", "<iframe srcdoc='<script>'>", "<![CDATA[", "]]>", "&lt;script&gt;"]
)  # fmt: skip


@given(st.lists(TAGS, max_size=15).map("".join))
def test_nothing_active_survives_and_cleaning_twice_adds_nothing(html: str) -> None:
    found = clean(html)
    assert not active_in(found.html)
    assert not active_in(clean(found.html).html)
