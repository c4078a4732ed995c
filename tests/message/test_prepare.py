"""A message made ready for the reader."""

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facteur.mail.address import Address
from facteur.message.display import Node, node_of
from facteur.message.parse import parse
from facteur.message.prepare import PartSource, Prepared, prepare, unprepared

MESSAGES = Path(__file__).parent.parent / "messages"
RICH = (MESSAGES / "alternative-related-attachment.eml").read_bytes()


def codes(prepared: Prepared) -> set[str]:
    return {one.code for one in prepared.defects}


def test_a_rich_message() -> None:
    found = prepare(RICH)
    assert found.is_html
    assert 'src="cid:logo@x.example"' in found.html
    assert found.inline == {"logo@x.example": "1.2.2"}
    assert found.remote == ("http://tracker.example/p.gif",)
    assert [(one.safe_name, one.inline, one.type) for one in found.attachments] == [
        ("logo.png", True, "image/png"),
        ("rapport été.pdf", False, "application/pdf"),
    ]
    assert found.attachments[1].size_octets == 9
    assert found.preview.startswith("Bonjour Zoé")
    assert "Bonjour" in found.text
    assert found.header.subject == "Rapport d’été"
    assert found.header.sender == (Address(name="Zoé", address="zoe@x.example"),)
    assert not found.missing


def test_the_same_from_parts_fetched_one_by_one() -> None:
    message = parse(RICH)
    header = RICH[: message.root.body_start]
    html = message.part("1.2.1")
    assert html is not None
    source = PartSource(header=header, root=node_of(message.root), bodies={"1.2.1": html.body})
    whole, parts = prepare(RICH), prepare(source)
    assert (parts.html, parts.text, parts.header, parts.inline, parts.remote) == (
        whole.html, whole.text, whole.header, whole.inline, whole.remote,
    )  # fmt: skip
    assert [one.section for one in parts.attachments] == [one.section for one in whole.attachments]
    bare = prepare(PartSource(header=header, root=node_of(message.root)))
    assert bare.missing == ("1.2.1",)


def test_it_crosses_a_pipe() -> None:
    found = prepare(RICH)
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(found), type=Prepared) == found
    source = PartSource(
        header=b"", root=Node(section="1", content_type="text/plain"), bodies={"1": b"x"}
    )
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(source), type=PartSource) == source


@pytest.mark.parametrize(
    ("header", "warning"),
    [
        (b"From: a@x\nFrom: b@y\n", "two-from"),
        (b"From: a@x, b@y\n", "two-from"),
        (b"Subject: s\n", "no-from"),
        (b'From: "bank@x.example" <evil@y>\n', "name-hides-address"),
        (b"From: a@x\nSender: b@y\n", "sender-differs"),
        (b"From: a@x\nTo: " + b"u@x, " * 2000 + b"\n", "recipients-cut"),
    ],
)
def test_warnings(header: bytes, warning: str) -> None:
    assert warning in prepare(header + b"\nx").header.warnings


def test_flowed_text() -> None:
    found = prepare(b"Content-Type: text/plain; format=flowed\n\none \ntwo\n> q\n")
    assert found.text == "one two\n> q"
    assert not found.is_html


def test_defects_are_data() -> None:
    raw = b"Content-Type: text/html; charset=utf-7\n\n<script>x</script>+ADw-b+AD4-"
    assert codes(prepare(raw)) >= {"charset-utf7-in-html", "html-script-removed"}
    assert "text-cut" in codes(prepare(b"\n" + b"x" * 3_000_000))
    assert "html-cut" in codes(prepare(b"Content-Type: text/html\n\n" + b"<br>" * 200_000))


def test_names_are_safe_even_when_two_are_the_same() -> None:
    raw = b"Content-Type: multipart/mixed; boundary=b\n\n" + 2 * (
        b'--b\nContent-Type: application/x; name="../../a\xe2\x80\xaefdp.exe"\n\nx\n'
    )
    assert [one.safe_name for one in prepare(raw).attachments] == ["afdp.exe", "afdp.exe"]


def test_a_killed_worker_leaves_the_raw_beginning() -> None:
    found = unprepared(b"From: a@x\nSubject: s\n\n<b>body</b>")
    assert (found.text, found.header.subject, codes(found)) == (
        "<b>body</b>",
        "s",
        {"worker-killed"},
    )
    assert "&lt;b&gt;" in found.html
    parts = unprepared(
        PartSource(header=b"Subject: s\n\n", root=node_of(parse(b"").root), bodies={"1": b"hi"})
    )
    assert parts.text == "hi"


@pytest.mark.parametrize("path", sorted(MESSAGES.glob("*.eml")), ids=lambda path: path.stem)
def test_our_own_messages(path: Path) -> None:
    """Each file holds one fault; its name says which, its X-Expect header what must be reported."""
    raw = path.read_bytes()
    found = prepare(raw)
    expected = {one for one in parse(raw).header.text("x-expect").split() if one}
    assert expected <= codes(found) | set(found.header.warnings)
    assert found.text or found.attachments


@given(st.binary(max_size=400))
def test_never_raises_and_can_be_sent(raw: bytes) -> None:
    msgspec.msgpack.encode(prepare(b"Content-Type: text/html\n" + raw))
    msgspec.msgpack.encode(prepare(raw))
