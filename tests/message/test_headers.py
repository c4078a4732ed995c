"""Header blocks: split, junk in them, fields decoded."""

from hypothesis import given
from hypothesis import strategies as st

from facteur.mail.address import Address
from facteur.message.defect import Defect
from facteur.message.headers import MAX_FIELDS, decode_line, split_header


def codes(defects: tuple[Defect, ...]) -> list[str]:
    return [one.code for one in defects]


def test_split() -> None:
    raw = b"From: a@x\r\nSubject: one\r\n two\r\nX-Empty:\r\n\r\nbody"
    header, at, defects = split_header(raw)
    assert header.fields == (("from", b"a@x"), ("subject", b"one\r\n two"), ("x-empty", b""))
    assert raw[at:] == b"body"
    assert not defects
    assert header.text("subject") == "one two"


def test_mbox_line_first_and_junk_between() -> None:
    header, at, defects = split_header(b"From x Mon Jan\nA: 1\njunk line\nB: 2\n\nbody")
    assert [name for name, _ in header.fields] == ["a", "b"]
    assert at == 36
    assert codes(defects) == ["header-junk"]


def test_a_body_without_a_blank_line() -> None:
    raw = b"A: 1\nThis is the body.\nMore."
    _, at, defects = split_header(raw)
    assert raw[at:] == b"This is the body.\nMore."
    assert codes(defects) == ["header-unfinished"]


def test_too_many_fields() -> None:
    header, _, defects = split_header(b"X: y\n" * (MAX_FIELDS + 5) + b"\n")
    assert len(header.fields) == MAX_FIELDS
    assert codes(defects) == ["headers-cut"]


def test_addresses_are_decoded_after_parsing() -> None:
    raw = b"To: =?utf-8?Q?a=2C_b_=3Cx=40y=3E?= <real@x.example>\nTo: c@x.example\n\n"
    header, _, _ = split_header(raw)
    assert header.addresses("to").addresses == (
        Address(name="", address="real@x.example"),  # the name poses as an address
        Address(address="c@x.example"),
    )


def test_ids_and_parameters() -> None:
    header, _, _ = split_header(
        b"References: <a@x>\n <b@x>\nContent-Type: text/html; charset=X\n\n"
    )
    assert header.ids("references") == ("a@x", "b@x")
    assert header.parameters("content-type").get("charset") == "X"
    assert header.count("references") == 1
    assert header.first("nothing") == b""


def test_subject_is_one_visible_line() -> None:
    assert decode_line(b"=?utf-8?Q?two=0Alines=E2=80=AE?=") == "two lines"
    assert len(decode_line(b"x" * 10_000_000)) == 1000


@given(st.binary(max_size=300))
def test_never_raises(raw: bytes) -> None:
    header, at, _ = split_header(raw)
    assert 0 <= at <= len(raw)
    header.addresses("a")
