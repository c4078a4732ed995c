"""Style sheets and attributes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facteur.message.css import _MAX_RULES, clean_declarations, clean_sheet


def style(text: str) -> tuple[str, list[str]]:
    seen: list[str] = []
    kept, _ = clean_declarations(text, seen.append)
    return kept, seen


@pytest.mark.parametrize(
    ("text", "kept", "remote"),
    [
        ("color: red; Width:10px", "color: red; width: 10px", []),
        ("color: rgb(1, 2, 3) !important", "color: rgb(1, 2, 3) !important", []),
        ("color: /* x */ red", "color: red", []),
        ("width: 1px [url(http://x/)]; height: 1px", "height: 1px", ["http://x/"]),
        ("position: fixed; top: 0; z-index: 9", "", []),
        ("background: url(http://x/a.png) red", "background: red", ["http://x/a.png"]),
        ("background: url('//x/a.png')", "", ["//x/a.png"]),
        ("background-image: u\\72l(http://x/)", "", ["http://x/"]),
        ("background: image-set('http://x/' 1x)", "", ["http://x/"]),
        ("background: url(cid:a@b)", "background: url(cid:a@b)", []),
        ("width: expression(alert(1))", "", []),
        ("behavior: url(x.htc)", "", ["x.htc"]),
        ("-moz-binding: url(http://x/)", "", ["http://x/"]),
        ("content: 'x'; cursor: url(http://c/), auto", "", ["http://c/"]),
        ("margin-top: -500px; margin: 3px", "margin: 3px", []),
        ("font-family: 'A;B', serif", 'font-family: "A;B", serif', []),
        ("font-family: Arial; junk; color", "font-family: Arial", []),
        ("font-family: '</style><script>'", "", []),
        ("color: var(--x); --x: url(http://y/)", "", ["http://y/"]),
        ("x" * 30_000, "", []),
    ],
)
def test_declarations(text: str, kept: str, remote: list[str]) -> None:
    assert style(text) == (kept, remote)


def test_colours_are_noticed() -> None:
    assert clean_declarations("color: red", print)[1]
    assert clean_declarations("background: rgb(0,0,0)", print)[1]
    assert not clean_declarations("width: 3px", print)[1]


SHEET = """
@import "http://i/a.css"; @import url(http://i/b.css);
@font-face { font-family: X; src: url(http://f/) }
@media screen and (max-width: 600px) { .a { width: 100% } @media print { b { color: red } } }
@supports (display: grid) { p { color: red } }
body, html > body .b, p:hover { color: red; background: url(http://u/) }
.fct-quote { display: none }
a[href="\\3c"] { color: red }
} stray { color: blue }
"""


def test_sheet() -> None:
    seen: list[str] = []
    kept, colours = clean_sheet(SHEET, seen.append)
    assert kept.splitlines() == [
        "@media screen and (max-width: 600px) { .fct-mail .a { width: 100% } }",
        ".fct-mail, .fct-mail .b, .fct-mail p:hover { color: red }",
    ]
    assert seen == ["http://i/a.css", "http://i/b.css", "http://f/", "http://u/"]
    assert colours


@pytest.mark.parametrize(
    "text", ["{" * 50_000, "a{" * 50_000, "(" * 50_000, "/*" * 50_000, "@media{" * 9000]
)
def test_depth_is_no_matter(text: str) -> None:
    clean_sheet(text, print)
    clean_declarations("width: " + text[:19_000], print)


@given(st.text(alphabet="ab:;{}()@\\\"'/*<>! url-cid,", max_size=80))
def test_nothing_ends_a_style_element(text: str) -> None:
    kept, _ = clean_sheet(text, lambda _: None)
    assert "<" not in kept
    declared, _ = clean_declarations(text, lambda _: None)
    assert "<" not in declared
    assert "\\" not in declared


def sheet(text: str) -> tuple[str, list[str]]:
    seen: list[str] = []
    kept, _ = clean_sheet(text, seen.append)
    return kept, seen


def test_a_quoted_part_of_the_message_stays() -> None:
    assert style("background: url('cid:a@b')") == ('background: url("cid:a@b")', [])


@pytest.mark.parametrize(
    "import_", ["'http://x.example/'", "url(http://x.example/)", "url('http://x.example/')"]
)
def test_an_import_is_listed_and_gone(import_: str) -> None:
    assert sheet(f"@import {import_};") == ("", ["http://x.example/"])


def test_rules_have_an_end_and_comments_are_no_selectors() -> None:
    kept, _ = sheet("p{color:red}" * (_MAX_RULES + 5))
    assert kept.count("color") == _MAX_RULES
    assert "color" in sheet("p/* x */ b{color:red}")[0]


def test_what_is_loaded_inside_brackets_is_listed_too() -> None:
    assert style("background: [url(http://x.example/)]") == ("", ["http://x.example/"])


def test_comments_in_selectors_are_no_selectors() -> None:
    kept, _ = clean_sheet("p /* , x */ , /* y */ b { color: red }", lambda _: None)
    assert kept == ".fct-mail p, .fct-mail b { color: red }"


def test_what_an_unknown_rule_would_load_is_told() -> None:
    seen: list[str] = []
    kept, _ = clean_sheet("@foo { a { b: url(http://z/) } c: url(http://y/) }", seen.append)
    assert kept == ""
    assert sorted(seen) == ["http://y/", "http://z/"]
