"""Structure: section numbers, odd boundaries, and messages made to break parsers."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facteur.message.parse import MAX_DEPTH, MAX_PARTS, Message, parse


def shape(raw: bytes) -> list[tuple[str, str]]:
    return [(part.section, part.content_type) for part in parse(raw).root.walk()]


def codes(message: Message) -> set[str]:
    return {one.code for one in message.defects}


NESTED = b"""\
Content-Type: multipart/mixed; boundary=out

preamble
--out

first
--out
Content-Type: multipart/alternative; boundary="in"

--in
Content-Type: text/plain

plain
--in
Content-Type: text/html

<p>
--in--
--out
Content-Type: message/rfc822

Subject: inner
Content-Type: multipart/mixed; boundary=deep

--deep

a
--deep
Content-Type: message/rfc822

Subject: innermost

b
--deep--
--out--
epilogue
"""


def test_section_numbers() -> None:
    """The numbers of RFC 9051 §6.4.5; multiparts of messages have none of their own."""
    assert shape(NESTED) == [
        ("TEXT", "multipart/mixed"),
        ("1", "text/plain"),
        ("2", "multipart/alternative"),
        ("2.1", "text/plain"),
        ("2.2", "text/html"),
        ("3", "message/rfc822"),
        ("3.TEXT", "multipart/mixed"),
        ("3.1", "text/plain"),
        ("3.2", "message/rfc822"),
        ("3.2.1", "text/plain"),
    ]
    message = parse(NESTED)
    assert not message.defects
    bodies = {part.section: part.body for part in message.root.walk()}
    assert (bodies["1"], bodies["2.1"], bodies["3.2.1"]) == (b"first", b"plain", b"b")
    found = message.part("3.2.1")
    assert found is not None
    assert found.header.text("subject") == "innermost"


@pytest.mark.parametrize("end", [b"\r\n", b"\n", b"\r"])
def test_line_ends_do_not_matter(end: bytes) -> None:
    raw = NESTED.replace(b"\n", end)
    assert shape(raw) == shape(NESTED)
    assert parse(raw).root.children[1].children[0].body == b"plain"


def test_digest_defaults_to_messages() -> None:
    raw = b"Content-Type: multipart/digest; boundary=x\n\n--x\n\nSubject: s\n\nhi\n--x--\n"
    assert shape(raw)[1:] == [("1", "message/rfc822"), ("1.1", "text/plain")]


@pytest.mark.parametrize(
    ("raw", "expected", "code"),
    [
        (b"Content-Type: multipart/mixed\n\n--a\n\nx\n--a--\n", ["TEXT", "1"], "boundary-missing"),
        (b"Content-Type: multipart/mixed\n\nno parts at all", ["1"], "multipart-without-parts"),
        (
            b"Content-Type: multipart/mixed; boundary=a\n\n--b\n\nx",
            ["1"],
            "multipart-without-parts",
        ),
        (
            b"Content-Type: multipart/mixed; boundary=a\n\n--a\n\nx",
            ["TEXT", "1"],
            "multipart-unclosed",
        ),
        (
            b"Content-Type: multipart/mixed; boundary=a\n\n--a  \n\nx\n--a-- junk\n",
            ["TEXT", "1"],
            "",
        ),
        (
            b"Content-Type: multipart/mixed; boundary=a\n\n--a\n--a\n\n--a--",
            ["TEXT", "1", "2"],
            "header-without-body",
        ),
        (
            b"Content-Type: multipart/mixed; boundary="
            + b"b" * 5000
            + b"\n\n--"
            + b"b" * 5000
            + b"\n\nx",
            ["1"],
            "boundary-missing",
        ),
    ],
)
def test_boundary_oddities(raw: bytes, expected: list[str], code: str) -> None:
    message = parse(raw)
    assert [part.section for part in message.root.walk()] == expected
    assert not code or code in codes(message)


def test_same_boundary_twice_belongs_to_the_inner_one() -> None:
    raw = (
        b"Content-Type: multipart/mixed; boundary=a\n\n--a\n"
        b"Content-Type: multipart/alternative; boundary=a\n\n--a\n\nx\n--a--\n--a\n\ny\n--a--\n"
    )
    assert [section for section, _ in shape(raw)] == ["TEXT", "1", "1.1", "2"]


def test_an_encoded_message_is_opened_and_named() -> None:
    inner = base64.encodebytes(b"Subject: inside\n\nhello")
    raw = b"Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n" + inner
    message = parse(raw)
    assert codes(message) == {"message-encoded"}
    child = message.root.children[0]
    assert (child.section, child.body) == ("1.1", b"hello")


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        (b"", "text/plain"), (b"text", "text/plain"), (b"html", "text/html"),
        (b"nonsense; name=x.bin", "application/octet-stream"), (b"a/b/c", "application/octet-stream"),
        (b"TEXT/HTML; charset", "text/html"), (b"text / html", "text/html"),
    ],
)  # fmt: skip
def test_content_types(header: bytes, kind: str) -> None:
    assert parse(b"Content-Type: " + header + b"\n\nx").root.content_type == kind


def test_depth_is_limited() -> None:
    nest = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(100_000)
    )
    message = parse(nest)
    assert "depth-cut" in codes(message)
    assert sum(1 for _ in message.root.walk()) <= MAX_DEPTH + 1


@pytest.mark.parametrize(
    "raw",
    [
        b"Content-Type: message/rfc822\n\n" * 100_000,
        b"Content-Type: multipart/mixed; boundary=b\n\n--b\n" * 20_000,
    ],
)
def test_depth_of_messages_and_of_one_boundary(raw: bytes) -> None:
    message = parse(raw)
    assert "depth-cut" in codes(message)
    assert sum(1 for _ in message.root.walk()) <= MAX_PARTS


def test_depth_holds_through_base64() -> None:
    raw = b"x"
    for _ in range(30):
        head = b"Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n"
        raw = head + base64.b64encode(raw)
    assert sum(1 for _ in parse(raw).root.walk()) <= MAX_DEPTH + 1


def test_parts_are_limited() -> None:
    raw = b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 100_000
    message = parse(raw)
    assert "parts-cut" in codes(message)
    assert len(message.root.children) == MAX_PARTS - 1


def test_a_million_headers_and_lines_like_boundaries() -> None:
    raw = b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--\n" * 500_000
    assert [part.section for part in parse(raw).root.walk()] == ["1"]
    message = parse(b"X: y\n" * 300_000 + b"\nbody")
    assert codes(message) == {"headers-cut"}
    assert message.root.body == b"body"


PIECES = st.sampled_from(
    [b"\n", b"\r\n", b"--a", b"--b", b"--a--", b"--", b"\n\n", b"x", b"From x", b" ", b": ", b"=?",
     b"Content-Type: multipart/mixed; boundary=a\n", b"Content-Type: message/rfc822\n",
     b"Content-Type: multipart/digest; boundary=b\n", b"Content-Transfer-Encoding: base64\n"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30).map(b"".join) | st.binary(max_size=200))
def test_anything_is_accepted_and_parts_lie_inside_their_parents(raw: bytes) -> None:
    message = parse(raw)
    sections = [part.section for part in message.root.walk()]
    assert len(sections) == len(set(sections))
    for part in message.root.walk():
        assert part.start <= part.body_start <= part.end <= len(part.source)
        for child in part.children:
            if child.source is part.source:
                assert part.body_start <= child.start
                assert child.end <= part.end
