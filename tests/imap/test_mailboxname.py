import pytest
from hypothesis import given
from hypothesis import strategies as st

from facteur.imap import decode_name, encode_name, same_name

NAMES = st.text(
    st.characters(blacklist_categories=("Cs",), blacklist_characters="\x7f", min_codepoint=0x20),
    min_size=1,
)


@given(NAMES)
def test_encoded_and_decoded_again(name):
    assert decode_name(encode_name(name)) == name
    assert decode_name(encode_name(name, utf8=True), utf8=True) == name


@given(st.binary())
def test_anything_can_be_shown(raw):
    assert isinstance(decode_name(raw), str)


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("Entwürfe", b"Entw&APw-rfe"),
        ("A&B", b"A&-B"),
        ("台北", b"&U,BTFw-"),
        ("~peter/mail/台北/日本語", b"~peter/mail/&U,BTFw-/&ZeVnLIqe-"),
        ("📫", b"&2D3c6w-"),
    ],
)
def test_known_forms(text, raw):
    assert encode_name(text) == raw
    assert decode_name(raw) == text


@pytest.mark.parametrize("raw", [b"&", b"a&b", b"&!!-", b"&AAA-", b"&2D0-", b"&,-"])
def test_what_cannot_be_decoded_is_shown_as_it_came(raw):
    assert decode_name(raw) == raw.decode()


def test_raw_utf8_is_seen():
    assert decode_name("Entwürfe".encode()) == "Entwürfe"


@pytest.mark.parametrize("name", ["", "a\0b", "a\nb", "\x7f"])
def test_names_that_cannot_be(name):
    with pytest.raises(ValueError):
        encode_name(name)


def test_only_inbox_ignores_case():
    assert same_name(b"INBOX", b"Inbox")
    assert not same_name(b"Sent", b"sent")
    assert not same_name(b"INBOX/a", b"inbox/a")
