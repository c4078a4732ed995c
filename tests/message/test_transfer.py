"""Transfer encodings with junk in them."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facteur.message.transfer import decode, decoded_size, exact_size


@pytest.mark.parametrize(
    ("data", "encoding", "octets", "defect"),
    [
        (b"x", "", b"x", ""),
        (b"aGk=", "base64", b"hi", ""),
        (b"aG\r\n k", "base64", b"hi", ""),
        (b"a*G!k\x00=", "base64", b"hi", ""),
        (b"aGk", "base64", b"hi", ""),
        (b"aGkh\nx", "base64", b"hi!", "base64-length"),
        (b"aGk=aGk=", "base64", b"hihi", "base64-pieces"),
        (b"caf=E9 = \r\nau lait=", "quoted-printable", b"caf\xe9 au lait", ""),
        (b"100=25 =ZZ", "quoted-printable", b"100% =ZZ", ""),
        (b"begin 644 a\n#86)C\n`\nend\n", "x-uuencode", b"abc", ""),
        (b"begin 644 a\n#86)Cxyz\n\n#86)C\nend\n", "uuencode", b"abcabc", ""),
        (b"begin 644 a\n#\x01\x7f\x7f\x7f\n#86)C\n", "uuencode", b"abc", ""),
        (b"no begin", "uuencode", b"no begin", "uuencode-without-begin"),
        (b"x", "x-odd", b"x", "encoding-unknown"),
    ],
)
def test_decode(data: bytes, encoding: str, octets: bytes, defect: str) -> None:
    assert decode(data, encoding) == (octets, defect)


def test_a_million_pieces_are_not_decoded_one_by_one() -> None:
    octets, defect = decode(b"AA==" * 1_000_000, "base64")
    assert (len(octets), defect) == (500, "base64-pieces")  # pieces between "==" are empty


@given(st.binary(max_size=2000))
def test_sizes(data: bytes) -> None:
    encoded = base64.encodebytes(data)
    assert exact_size(encoded, "base64") == len(data)
    crlf = encoded.replace(b"\n", b"\r\n")
    guess = decoded_size(len(crlf), crlf.count(b"\n"), "base64")
    assert len(data) <= guess <= len(data) + 2
    assert decoded_size(7, 0, "7bit") == 7


@given(st.binary(), st.sampled_from(["base64", "quoted-printable", "x-uuencode", "7bit", "?"]))
def test_never_raises(data: bytes, encoding: str) -> None:
    decode(data, encoding)
