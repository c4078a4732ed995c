import pytest

from facteur.ui.reader import page
from facteur.ui.theme import colours


@pytest.mark.parametrize("dark", [True, False])
def test_the_document_carries_the_policy_and_the_colours(dark):
    theme = colours.tokens(dark=dark)
    made = page.document("<p>x ${policy} $style</p>", page.sheet(theme, px=14, family='Int"er;}'))
    head = made.split("<body>")[0]
    assert "default-src &#x27;none&#x27;" in head
    assert "img-src cid: data:" in head
    assert theme.surface in head
    assert '"Inter"' in head
    assert f"color-scheme: {'dark' if dark else 'light'}" in head
    assert "<p>x ${policy} $style</p>" in made


def test_the_policy_allows_no_network():
    for word in ("http", "*", "script", "connect", "unsafe-eval"):
        assert word not in page.POLICY
