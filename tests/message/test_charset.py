"""Charset names as senders write them, and bytes that are not what they say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facteur.message.charset import codec_name, decode, decode_unlabelled


@pytest.mark.parametrize(
    ("name", "codec"),
    [
        ("UTF-8", "utf_8"), ("utf8", "utf_8"), ("ISO-8859-1", "cp1252"), ("latin1", "cp1252"),
        ("iso-8859-15", "iso8859_15"), ("windows-1251", "cp1251"), ("cp-850", "cp850"),
        ("ks_c_5601-1987", "cp949"), ("GB2312", "gb18030"), ("x-sjis", "cp932"),
        ("koi8-u", "koi8_u"), ("x-unknown", "ascii"), ("macintosh", "mac_roman"),
        ("idna", None), ("unicode_escape", None), ("hex", None), ("rot13", None),
        ("punycode", None), ("../etc", None), ("x" * 5000, None), ("iso-8859-99", None),
    ],
)  # fmt: skip
def test_names(name: str, codec: str | None) -> None:
    assert codec_name(name) == codec


@pytest.mark.parametrize(
    ("data", "charset", "text", "defect"),
    [
        ("café".encode(), "utf-8", "café", ""),
        ("café".encode("latin-1"), "iso-8859-1", "café", ""),
        (b"\x93hi\x94", "iso-8859-1", "“hi”", ""),
        ("café".encode(), "us-ascii", "café", "charset-missing"),
        ("café".encode(), "x-nowhere", "café", "charset-unknown"),
        (b"plain", "x-nowhere", "plain", ""),
        ("日本語".encode("iso2022_jp"), "", "日本語", ""),
        ("日本語".encode("cp932"), "shift_jis", "日本語", ""),
        (b"\xef\xbb\xbfhi", "iso-8859-1", "hi", ""),
        ("hi".encode("utf-16"), "us-ascii", "hi", ""),
        (b"+AGE-b", "utf-7", "ab", ""),
        ("déjà vu ".encode() * 20 + b"\xff", "utf-8", "déjà vu " * 20 + "\ufffd", "charset-wrong"),
        ("é".encode() + b"\xff", "windows-1252", "Ã©ÿ", ""),
    ],
)
def test_decode(data: bytes, charset: str, text: str, defect: str) -> None:
    assert decode(data, charset) == (text, defect)


def test_utf_7_is_never_html() -> None:
    text, defect = decode(b"+ADw-script+AD4-", "utf-7", html=True)
    assert "<" not in text
    assert defect == "charset-utf7-in-html"


def test_a_guess_for_what_nobody_named() -> None:
    russian = "Это довольно длинное предложение на русском языке, чтобы угадать кодировку."
    assert decode_unlabelled(russian.encode("cp1251")) == russian
    assert decode_unlabelled(b"caf\xe9") == "café"


@given(
    st.binary(max_size=100), st.sampled_from(["", "utf-8", "utf-7", "iso-2022-jp", "hz", "big5"])
)
def test_any_octets_become_text_that_can_be_stored(data: bytes, charset: str) -> None:
    text, _ = decode(data, charset)
    text.encode("utf-8")


def test_escapes_that_mean_nothing_are_no_japanese() -> None:
    assert "\ufffd" not in decode_unlabelled(b"\x1b$B\xc3\xa9 r\xc3\xa9sum\xc3\xa9")
