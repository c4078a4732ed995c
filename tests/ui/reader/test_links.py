import pytest
from PySide6.QtCore import QUrl

from facteur.ui.reader import links


@pytest.mark.parametrize(
    "url",
    ["https://example.org/x", "http://example.org", "mailto:a@example.org", "HTTPS://EXAMPLE.ORG"],
)
def test_web_and_mail_may_be_opened(url):
    assert links.allowed(QUrl(url))


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/html,x",
        "smb://h/x",
        "ms-word:x",
        "",
        "https:",
        "tel:123",
        "https://h/" + "x" * 5000,
        "facteur-message:1",
        "cid:x",
    ],
)
def test_nothing_else_is(url):
    assert not links.allowed(QUrl(url))
    assert not links.open_outside(QUrl(url))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see https://example.org/a?b=1.", ["https://example.org/a?b=1"]),
        ("(https://example.org/a)", ["https://example.org/a"]),
        ("https://en.wikipedia.org/wiki/A_(b)", ["https://en.wikipedia.org/wiki/A_(b)"]),
        ("www.example.org, done", ["https://www.example.org"]),
        ("write to a.b+c@example.co.uk!", ["mailto:a.b+c@example.co.uk"]),
        ("mailto:a@example.org", ["mailto:a@example.org"]),
        ("<https://example.org>", ["https://example.org"]),
        ("javascript:alert(1) file:///x not a link", []),
        ("", []),
    ],
)
def test_links_in_text(text, found):
    hits = list(links.find(text))
    assert [target for _, _, target in hits] == found
    for start, end, target in hits:
        assert text[start:end] in target


def test_hostile_text_takes_no_time():
    assert list(links.find("a" * 200_000 + "@" + "b." * 100_000)) is not None
    assert list(links.find("http://" * 50_000)) is not None


def test_a_look_alike_host_is_shown_as_it_is():
    assert "xn--" in links.shown(QUrl("https://аpple.com/"))
