import pytest
from hypothesis import given
from hypothesis import strategies as st

from facteur.archive.statuslines import read_status, status_lines
from facteur.mail.flags import Flags

ALL = [Flags(bits) for bits in range(32)]


@given(
    flags=st.sampled_from(ALL), keywords=st.lists(st.sampled_from(["$Junk", "a%b", "é x", "a,b"]))
)
def test_what_is_written_is_read(flags: Flags, keywords: list[str]) -> None:
    names = tuple(dict.fromkeys(keywords))
    lines = status_lines(flags, names)
    assert lines.isascii()
    found = read_status(lines, escaped=True)
    assert (found.flags, found.keywords, found.labels) == (flags, names, ())


def test_forwarded_is_told_to_thunderbird_too() -> None:
    assert b"X-Mozilla-Status: 1001\n" in status_lines(Flags.SEEN, ("$Forwarded",))
    assert read_status(b"X-Mozilla-Status: 1001\n").keywords == ("$Forwarded",)


@pytest.mark.parametrize(
    ("header", "flags", "keywords", "labels"),
    [
        (b"Status: RO\r\nX-Status: AF\r\n", 7, (), ()),
        (b"status:O\n", 0, (), ()),
        (b"X-Status: DT\n", 24, (), ()),
        (
            b"X-Mozilla-Status: 0007\nX-Mozilla-Keys: $label1 NonJunk   \n",
            7,
            ("$label1", "NonJunk"),
            (),
        ),
        (b"X-Mozilla-Status: 0009\n", 9, (), ()),
        (b"X-Mozilla-Status: 0xzz\nX-Mozilla-Status: \n", 0, (), ()),
        (b"X-Keywords: $NotJunk,$Forwarded\n", 0, ("$NotJunk", "$Forwarded"), ()),
        (b"X-Gmail-Labels: Inbox,Unread,Starred\n", 4, (), ("Inbox",)),
        (
            b"X-Gmail-Labels: =?UTF-8?Q?Bo=C3=AEte,Opened?=,\n Work/Big Project\n",
            1,
            (),
            ("Boîte", "Work/Big Project"),
        ),
        (b"X-Gmail-Labels: Drafts,Archived\n", 17, (), ()),
        (b"Subject: Status: R\n", 0, (), ()),
        (b"", 0, (), ()),
    ],
)
def test_fields_of_other_programs(
    header: bytes, flags: int, keywords: tuple[str, ...], labels: tuple[str, ...]
) -> None:
    found = read_status(header)
    assert (found.flags, found.keywords, found.labels) == (flags, keywords, labels)


def test_names_are_safe_and_few() -> None:
    many = b",".join(b"k%d" % number for number in range(1000))
    found = read_status(b"X-Keywords: " + many + b"," + b"x" * 9000 + b"\n")
    assert len(found.keywords) <= 200
    hostile = read_status("X-Gmail-Labels: a\u202eb\x1b,,\n".encode())
    assert hostile.labels == ("ab",)


@given(st.binary(max_size=300))
def test_any_octets_are_read(octets: bytes) -> None:
    read_status(b"Status: R\n" + octets)
    read_status(b"X-Gmail-Labels: " + octets)
    read_status(b"X-Keywords: " + octets, escaped=True)
