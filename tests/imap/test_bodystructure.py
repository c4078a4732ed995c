import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facteur.imap.bodystructure import read_envelope, read_structure
from facteur.imap.lexer import Lexer, SyntaxFault
from facteur.mail.structure import find, walk


def value(text):
    return Lexer([text], 0, depth=100).values()[0]


def structure(text):
    return read_structure(value(text))


PLAIN = b'("TEXT" "PLAIN" ("CHARSET" "UTF-8") NIL NIL "7BIT" 12 1)'
HTML = b'("TEXT" "HTML" ("CHARSET" "UTF-8") "<id>" "desc" "BASE64" 99 3 NIL ("inline" NIL) ("fr" "en") "loc")'
FILE = (
    b'("APPLICATION" "PDF" ("NAME" "a.pdf") NIL NIL "BASE64" 9999 NIL'
    b' ("attachment" ("FILENAME" "b.pdf")) NIL NIL)'
)
ENVELOPE = b'("d" "s" NIL NIL NIL NIL NIL NIL NIL "<i>")'


def test_one_part():
    part = structure(HTML)
    assert part.section == "1"
    assert (part.media_type, part.charset, part.encoding) == ("text/html", "UTF-8", "base64")
    assert (part.size_octets, part.lines) == (99, 3)
    assert (part.content_id, part.description, part.location) == ("<id>", "desc", "loc")
    assert (part.disposition, part.language) == ("inline", ("fr", "en"))


def test_numbers_of_nested_parts():
    """The example of RFC 9051 §6.4.5."""
    inner = b"(" + PLAIN + FILE + b' "MIXED")'
    message = b'("MESSAGE" "RFC822" NIL NIL NIL "7BIT" 99 ' + ENVELOPE + b" " + inner + b" 9)"
    alternative = b"(" + PLAIN + HTML + b' "ALTERNATIVE" ("BOUNDARY" "x"))'
    single = b'("MESSAGE" "RFC822" NIL NIL NIL "7BIT" 99 ' + ENVELOPE + b" " + PLAIN + b" 9)"
    root = structure(b"(" + PLAIN + FILE + message + alternative + single + b' "MIXED")')
    assert [part.section for part in walk(root)] == [
        "", "1", "2", "3", "3.TEXT", "3.1", "3.2", "4", "4.1", "4.2", "5", "5.1",
    ]  # fmt: skip
    assert find(root, "3.2").file_name == "b.pdf"
    assert find(root, "4").media_type == "multipart/alternative"
    assert find(root, "3").lines == 9


def test_a_message_at_the_top():
    root = structure(
        b'("MESSAGE" "RFC822" NIL NIL NIL "7BIT" 9 ' + ENVELOPE + b" (" + PLAIN + b' "MIXED") 1)'
    )
    assert [part.section for part in walk(root)] == ["1", "1.TEXT", "1.1"]


@pytest.mark.parametrize(
    "text",
    [
        b"()",
        b'(() "MIXED")',
        b'("TEXT")',
        b"(NIL NIL NIL NIL NIL NIL NIL)",
        b'("TEXT" "PLAIN" ("CHARSET" NIL) NIL NIL NIL -1 NIL)',
        b'("TEXT" "PLAIN" ("CHARSET") NIL NIL "7BIT" 99999999999999999999 1)',
        b'("TEXT" "PLAIN" NIL NIL NIL "7BIT" 1 1 NIL "inline" NIL)',
        b'("TEXT" "PLAIN" NIL NIL NIL "7BIT" 1 1 NIL ("inline") "en")',
        b'("TEXT" "PLAIN" NIL NIL NIL "7BIT" 1 1 NIL () ())',
        b'(("A" "B") "MIXED" ("BOUNDARY" NIL) NIL NIL NIL NIL NIL)',
        b'("MESSAGE" "RFC822" NIL NIL NIL "7BIT" 9)',
        b'("MESSAGE" "RFC822" NIL NIL NIL "7BIT" 9 NIL NIL NIL)',
        b'("MESSAGE" "RFC822" NIL NIL NIL "7BIT" 9 NIL () NIL)',
    ],
)
def test_holes_are_mended(text):
    part = structure(text)
    assert part.media_type.count("/") == 1
    assert part.size_octets >= 0


@pytest.mark.parametrize("text", [b"NIL", b'"a"', b'(("A" "B" NIL)("A" "B") NIL)'])
def test_not_a_structure(text):
    if text.startswith(b"(("):
        assert structure(text).media_type == "multipart/mixed"
        return
    with pytest.raises(SyntaxFault):
        structure(text)


def test_too_many_parts():
    with pytest.raises(SyntaxFault):
        structure(b"(" + b'("A" "B")' * 10_001 + b' "MIXED")')


def test_the_deepest_nest_that_is_lexed():
    depth = 99
    assert structure(b"(" * depth + b'"A" "B"' + b' ) "MIXED"' * (depth - 1) + b")")


TREES = st.recursive(
    st.none() | st.binary(max_size=8), lambda inner: st.lists(inner, max_size=6), max_leaves=40
)


@given(TREES)
def test_anything_gives_a_tree_or_a_fault(tree):
    for reader in (read_structure, read_envelope):
        with contextlib.suppress(SyntaxFault):
            reader(tree)


def test_envelope():
    found = read_envelope(
        value(
            b'("date" "subj" (("N" NIL "a" "b.c")) NIL NIL ((NIL NIL "g" NIL)) NIL NIL "<r>" "<m>")'
        )
    )
    assert (found.date, found.subject, found.in_reply_to, found.message_id) == (
        b"date", b"subj", b"<r>", b"<m>",
    )  # fmt: skip
    assert (found.sent_from[0].name, found.sent_from[0].mailbox, found.sent_from[0].host) == (
        b"N", b"a", b"b.c",
    )  # fmt: skip
    assert found.to[0].host is None


def test_envelope_holes():
    extra = b'(("date" "subj" NIL NIL NIL NIL NIL NIL NIL "<m>"))'  # Domino, MailKit #943
    assert read_envelope(value(extra)).message_id == b"<m>"
    assert read_envelope(value(b'("date" "subj")')).message_id == b""
    assert read_envelope(value(b'("d" "s" "oops" ("x") ((NIL)) NIL NIL NIL NIL NIL)')).sender == ()
    with pytest.raises(SyntaxFault):
        read_envelope(None)
