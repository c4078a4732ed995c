"""The header of a list row."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facteur.message.rowheader import MAX_REFERENCES, parse_row_header, shown_name

RAW = (
    b"From: =?utf-8?Q?Zo=C3=A9?= <zoe@x.example>\r\n"
    b'To: "Doe, J" <j@x.example>, team: b@x.example, c@x.example;\r\n'
    b"Cc: d@x.example\r\n"
    b"Subject: =?utf-8?B?w6l0w6k=?=\r\n =?utf-8?Q?_2024?=\r\n"
    b"Date: Tue, 9 Jul 2024 12:00:00 +0200\r\n"
    b"Message-ID: <m1@x.example>\r\n"
    b"In-Reply-To: <m0@x.example> (your mail)\r\n"
    b"References: <r@x.example>\r\n\t<m0@x.example>\r\n"
    b"List-Id: The list <List.X.example>\r\n"
    b"X-Priority: 1 (Highest)\r\n"
    b"Content-Type: multipart/mixed;\r\n boundary=x\r\n\r\n"
)


@pytest.mark.parametrize("raw", [RAW, RAW.replace(b"\r\n", b"\n")])
def test_all_fields(raw: bytes) -> None:
    row = parse_row_header(raw)
    assert (row.sender_name, row.sender_address) == ("Zoé", "zoe@x.example")
    assert row.to_text == "Doe, J <j@x.example>, b@x.example, c@x.example"
    assert row.cc_text == "d@x.example"
    assert row.subject == "été 2024"
    assert row.sent_ms == 1_720_519_200_000
    assert (row.message_id, row.in_reply_to) == ("m1@x.example", "m0@x.example")
    assert row.references == "r@x.example m0@x.example"
    assert row.list_id == "list.x.example"
    assert row.has_attachment_hint
    assert row.priority == 1


def test_nothing() -> None:
    row = parse_row_header(b"\r\n")
    assert row == ("", "", "", "", "", None, "", "", "", "", False, 3)


def test_raw_8_bit_is_repaired() -> None:
    assert parse_row_header(b"Subject: caf\xe9\r\n").subject == "café"
    assert parse_row_header("Subject: café\r\n".encode()).subject == "café"


@pytest.mark.parametrize(
    ("raw", "name", "address"),
    [
        (b'From: "paypal@x.example" <evil@y.example>', "", "evil@y.example"),
        (b"From: =?utf-8?Q?boss=40x.example?= <evil@y.example>", "", "evil@y.example"),
        (b"From: =?utf-8?B?Ym9zc++8oHguZXhhbXBsZQ==?= <evil@y>", "", "evil@y"),
        (b"From: =?utf-8?Q?boss=00=0Ax?= <evil@y.example>", "boss x", "evil@y.example"),
        (b"From: a@x.example\r\nFrom: b@x.example", "", "a@x.example"),
        (b"From: 'Ann' <a@x.example>", "Ann", "a@x.example"),
        (b"From: a@x.example <a@x.example>", "", "a@x.example"),
        ("From: \u202eAnn <a@x.example>".encode(), "Ann", "a@x.example"),
        (b"From: potus@whitehouse.example\x00 <evil@y.example>", "", "evil@y.example"),
    ],
)
def test_senders_who_pose(raw: bytes, name: str, address: str) -> None:
    row = parse_row_header(raw + b"\r\n\r\n")
    assert (row.sender_name, row.sender_address) == (name, address)


def test_long_values_are_cut() -> None:
    ids = b" ".join(b"<%d@x>" % n for n in range(10_000))
    row = parse_row_header(b"References: " + ids + b"\r\nSubject: " + b"s" * 100_000 + b"\r\n")
    assert row.references.split()[0] == "0@x"
    assert len(row.references.split()) == MAX_REFERENCES
    assert len(row.subject) == 1000


@pytest.mark.parametrize(
    ("content_type", "hint"),
    [
        (b"text/plain", False), (b"multipart/alternative; boundary=x", False),
        (b"Multipart/Mixed", True), (b"application/pdf", True), (b"multipart/related", False),
        (b"nonsense", False),
    ],
)  # fmt: skip
def test_attachment_hint(content_type: bytes, *, hint: bool) -> None:
    assert parse_row_header(b"Content-Type: " + content_type).has_attachment_hint is hint


def test_shown_name() -> None:
    assert shown_name('"Ann"', "a@x") == "Ann"
    assert len(shown_name("n" * 1000, "a@x")) == 200


@given(st.binary(max_size=300))
def test_never_raises(raw: bytes) -> None:
    row = parse_row_header(b"From: " + raw + b"\r\nTo: " + raw + b"\r\nDate: " + raw)
    for text in row[:5]:
        str(text).encode("utf-8")


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        (b"<a@b> (old)", "a@b"),
        (b"<a\x07b@c>", "ab@c"),
        (b"a@b junk", "a@b"),
        (b"junk <x@y>", "x@y"),
        (b"<>", ""),
        (b"junk", ""),
        (b" \x00 ", ""),
    ],
)
def test_message_ids_that_are_hardly_any(raw: bytes, found: str) -> None:
    assert parse_row_header(b"Message-ID: " + raw + b"\r\n\r\n").message_id == found
