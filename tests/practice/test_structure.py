"""Sections and BODYSTRUCTURE, from bytes."""

import pytest

from facteur.practice.structure import NoSection, body_structure, fields, parsed, part

MIXED = (
    b"Subject: a\r\n b\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\npreamble\r\n"
    b"--x\r\n\r\nplain\r\n--x\r\nContent-Type: multipart/alternative; boundary=y\r\n\r\n"
    b"--y\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>\r\n--y--\r\n"
    b"--x\r\nContent-Type: application/pdf\r\n"
    b"Content-Disposition: attachment; filename*=utf-8''%C3%A9.pdf\r\n\r\nPDF\r\n--x--\r\nafter"
)


def test_parts_are_cut_at_their_boundaries():
    whole = parsed(MIXED)
    assert [one.kind for one in whole.parts] == [
        "text/plain", "multipart/alternative", "application/pdf",
    ]  # fmt: skip
    assert part(whole, [1]).body == b"plain"
    assert part(whole, [2, 1]).body == b"<p>"
    assert part(whole, [3]).body == b"PDF"
    assert part(whole, []) is whole


@pytest.mark.parametrize("path", [[0], [4], [1, 2], [2, 2], [2, 1, 2]])
def test_what_is_not_there(path: list[int]):
    with pytest.raises(NoSection):
        part(parsed(MIXED), path)


def test_a_leaf_is_its_own_first_part():
    assert part(parsed(MIXED), [1, 1]).body == b"plain"
    assert part(parsed(b"Subject: x\r\n\r\ntext\r\n"), [1]).body == b"text\r\n"


def test_header_lines_stand_as_they_came():
    whole = parsed(MIXED)
    assert fields(whole, ["subject"], others=False) == b"Subject: a\r\n b\r\n\r\n"
    others = fields(whole, ["Subject"], others=True)
    assert others == b"Content-Type: multipart/mixed; boundary=x\r\n\r\n"


def test_the_structure_names_types_sizes_and_files():
    text = body_structure(parsed(MIXED))
    assert text.startswith(b'(("text" "plain" NIL NIL NIL "7bit" 5 0 ')
    assert b'("text" "html" ("charset" "utf-8") NIL NIL "7bit" 3 0 ' in text
    assert b'("attachment" ("filename*" "utf-8\'\'%C3%A9.pdf"))' in text
    assert text.endswith(b'"mixed" ("boundary" "x") NIL NIL NIL)')


def test_a_header_without_a_body_and_nothing_at_all():
    assert parsed(b"Subject: x").body == b""
    assert body_structure(parsed(b"")).startswith(b'("text" "plain" NIL')


def test_quotes_are_escaped():
    whole = parsed(b'Content-Type: text/plain; name="a\\"b"\r\n\r\n')
    assert b'("name" "a\\"b")' in body_structure(whole)
