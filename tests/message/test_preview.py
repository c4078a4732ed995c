"""First words."""

import pytest

from facteur.message.preview import LENGTH, of_html, of_text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hello\nworld", "Hello world"),
        ("> quoted\nanswer\n-- \nAnn", "answer"),
        ("-----\n\n=====\nHi", "Hi"),
        ("", ""),
        ("zero\u200b\u034f \u00adwidth", "zero width"),
    ],
)
def test_text(text: str, words: str) -> None:
    assert of_text(text) == words


def test_length_and_addresses() -> None:
    words = of_text("See https://x.example/" + "a" * 300 + " now " + "word " * 200)
    assert words.startswith("See … now word")
    assert len(words) <= LENGTH


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<style>p{}</style><p>Hello&nbsp;<b>you</b></p>", "Hello you"),
        ("<title>t</title><script>x</script><!-- c -->Hi &amp; bye", "Hi & bye"),
        ("1 < 2", "1 < 2"),
        ("<p", ""),
    ],
)
def test_html(html: str, words: str) -> None:
    assert of_html(html) == words


def test_long_input_is_not_read_to_its_end() -> None:
    assert len(of_html("<style " * 1_000_000)) == LENGTH
    assert len(of_text("x" * 10_000_000)) == LENGTH
