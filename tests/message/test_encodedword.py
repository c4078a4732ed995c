"""Encoded words, whole and broken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facteur.message.encodedword import decode_words, raw_text


@pytest.mark.parametrize(
    ("text", "decoded"),
    [
        ("=?utf-8?Q?caf=C3=A9?=", "café"),
        ("=?UTF-8?B?Y2Fmw6k=?= x", "café x"),
        ("=?utf-8?q?a?= =?utf-8?q?b?=", "ab"),
        ("=?utf-8?q?a?= and =?utf-8?q?b?=", "a and b"),
        ("=?utf-8?Q?=C3?= =?utf-8?Q?=A9?=", "é"),
        ("=?iso-8859-1*fr?Q?=E9t=E9?=", "été"),
        ("=?iso-8859-1?Q?a?==?utf-8?Q?=C3=A9?=", "aé"),
        ("=?utf-8?Q?with spaces inside?=", "with spaces inside"),
        ("=?utf-8?Q?what?_yes?=", "what? yes"),
        ("=?x-odd?Q?hello?=", "hello"),
        ("=?utf-8?Q?unfinished", "=?utf-8?Q?unfinished"),
        ("=?utf-8?X?no?=", "=?utf-8?X?no?="),
        ("=?iso-8859-1?Q?Frösche?=", "Frösche"),
    ],
)
def test_decode_words(text: str, decoded: str) -> None:
    assert decode_words(text) == decoded


def test_raw_8_bit() -> None:
    assert raw_text("été".encode()) == "été"
    assert raw_text("été".encode("latin-1"), "iso-8859-1") == "été"
    assert raw_text("тест".encode("cp1251"), "windows-1251") == "тест"


@given(st.text(alphabet="=?utf-8QB_ aé\t", max_size=100))
def test_never_raises(text: str) -> None:
    decode_words(text).encode("utf-8")
