import io
import mailbox
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from facteur.archive.failures import ArchiveError
from facteur.archive.item import CHUNK_OCTETS, ArchivedMessage, Unreadable
from facteur.archive.mboxrd import MboxWriter, read_mbox, read_mbox_file, separator_ms
from facteur.mail.flags import Flags
from tests.archive.samples import LETTER, bodies, message, octets, read, written

PIECES = [
    b"From ", b">", b"\n", b"\r\n", b"\r", b"\0", b"a", b"Subject: x", b"Status: R\n", b"\n\n", b" ",
    b"X-Facteur-Mbox: 1; size=3; eol=raw; received=none\n", b"X-Mozilla-Status: 0001\r\n", b"\xff",
    b"From x Fri Jul  8 12:08:34 2011\n", b"Content-Length: 3\n",
]  # fmt: skip
texts = st.one_of(
    st.binary(max_size=60), st.lists(st.sampled_from(PIECES), max_size=12).map(b"".join)
)
flag_sets = st.integers(min_value=0, max_value=31).map(Flags)
moments = st.one_of(st.none(), st.integers(min_value=-(10**14), max_value=10**15))


@given(st.lists(st.tuples(texts, flag_sets, moments), max_size=4))
@example([(b"", Flags(0), None), (b"", Flags(0), None)])
@example([(b"\n\r", Flags(0), None), (b"\r\n", Flags(0), None), (b"\n", Flags(0), None)])
@example([(b"From \nFrom x", Flags(0), 0), (b">From ", Flags(0), 0)])
@example([(b"a\r\n\n", Flags(0), 0), (b"a\r\n\r\n", Flags(0), 0), (b"a\r\nb", Flags(0), 0)])
def test_every_octet_comes_back(wanted: list[tuple[bytes, Flags, int | None]]) -> None:
    mbox = written(message(one, flags=flags, received_ms=ms) for one, flags, ms in wanted)
    found = read(mbox)
    assert [
        (octets(one), one.flags, one.received_ms)
        for one in found
        if isinstance(one, ArchivedMessage)
    ] == wanted
    assert len(found) == len(wanted)


def test_messages_with_crlf_are_written_with_lf() -> None:
    mbox = written([message()])
    assert b"\r" not in mbox
    assert bodies(mbox) == [LETTER]


def test_a_file_of_ours_that_was_changed_is_read_as_any_other() -> None:
    mbox = written([message()]).replace(b"Good morning.", b"Good morning, all.")
    (one,) = read(mbox)
    assert octets(one) == LETTER.replace(b"\r\n", b"\n").replace(b"morning.", b"morning, all.")
    assert isinstance(one, ArchivedMessage)
    assert one.received_ms == 1_700_000_000_000


def test_status_of_the_message_itself_is_left_and_says_nothing() -> None:
    own = b"Status: R\r\nX-Keywords: no\r\n\r\nx\r\n"
    (one,) = read(written([message(own, flags=Flags.FLAGGED, keywords=("$yes", "a b"))]))
    assert octets(one) == own
    assert isinstance(one, ArchivedMessage)
    assert (one.flags, one.keywords) == (Flags.FLAGGED, ("$yes", "a b"))


def test_lines_that_a_program_put_before_the_message_are_taken_away() -> None:
    mbox = (
        b"From - Fri Aug 24 11:55:47 2018\r\nX-Mozilla-Status: 0003\r\nX-Mozilla-Status2: 00000000\r\n"
        b"X-Mozilla-Keys: $label1\r\n                     \r\n" + LETTER + b"\r\n"
    )
    (one,) = read(mbox)
    assert octets(one) == LETTER
    assert isinstance(one, ArchivedMessage)
    assert (one.flags, one.keywords) == (Flags.SEEN | Flags.ANSWERED, ("$label1",))
    assert one.received_ms == 1_535_111_747_000


def test_lines_elsewhere_are_read_and_left() -> None:
    text = b"From: a\nStatus: RO\nX-Status: F\n\nStatus: D\n"
    (one,) = read(b"From a Fri Jul  8 12:08:34 2011\n" + text + b"\n")
    assert octets(one) == text
    assert isinstance(one, ArchivedMessage)
    assert one.flags == Flags.SEEN | Flags.FLAGGED


def test_gmails_labels() -> None:
    mbox = (
        b"From 1@xxx Sat Jan 23 20:41:55 +0000 2022\r\nX-GM-THRID: 17\r\n"
        b"X-Gmail-Labels: Inbox,Starred,Unread,Travel\r\n" + LETTER
    )
    (one,) = read(mbox)
    assert octets(one) == LETTER
    assert isinstance(one, ArchivedMessage)
    assert (one.flags, one.labels) == (Flags.FLAGGED, ("Inbox", "Travel"))
    assert one.received_ms == 1_642_970_515_000


def test_a_message_without_a_header() -> None:
    (one,) = read(b"From a Fri Jul  8 12:08:34 2011\n\nStatus: R\n")
    assert octets(one) == b"\nStatus: R\n"
    assert isinstance(one, ArchivedMessage)
    assert one.flags == Flags(0)


def test_what_cannot_be_read_stands_in_its_place() -> None:
    assert read(b"\x7fELF\0\1\2 no mail\n") == [Unreadable(place="test:0", code="not-mbox")]
    found = read(
        b"junk\n\nFrom a Fri Jul  8 12:08:34 2011\n\nFrom b Fri Jul  8 12:08:34 2011\nA: 1\n"
    )
    assert [one.code for one in found if isinstance(one, Unreadable)] == [
        "before-first-message",
        "empty",
    ]
    assert octets(found[-1]) == b"A: 1\n"
    assert read(b"") == []


@pytest.mark.parametrize(
    ("line", "ms"),
    [
        (b"From a@b  Fri Feb 22 17:06:23 2008", 1_203_699_983_000),
        (b"From a Fri Feb 22 17:06:23 +0100 2008", 1_203_696_383_000),
        (b"From a Fri Feb 22 17:06:23 2008 -0100", 1_203_703_583_000),
        (b"From a Fri Feb 22 17:06:23 EST 2008", 1_203_717_983_000),
        (b"From a Fri Feb 22 17:06 2008", 1_203_699_960_000),
        (b"From a Fri Feb 31 17:06:23 2008", None),
        (b"From Fri", None),
    ],
)
def test_the_moment_of_a_separator(line: bytes, ms: int | None) -> None:
    assert separator_ms(line) == ms


@given(st.binary(max_size=400))
def test_any_octets_are_read(mbox: bytes) -> None:
    for start in (b"", b"From x\n", b"From x\nStatus: "):
        for one in read(start + mbox):
            if isinstance(one, ArchivedMessage):
                octets(one)


def test_a_source_of_another_size_is_refused_before_anything_is_written() -> None:
    file = io.BytesIO()
    writer = MboxWriter(file, "test")
    with pytest.raises(ArchiveError, match="changed"):
        writer.add(message(size=3))
    assert writer.intact
    assert file.getvalue() == b""


def test_a_source_that_changes_between_its_readings_spoils_the_file() -> None:
    texts = [b"first", b"longer"]
    writer = MboxWriter(io.BytesIO(), "test")
    with pytest.raises(ArchiveError, match="changed"):
        writer.add(replace(message(b"first"), open=lambda: iter([texts.pop(0)])))
    assert not writer.intact


class Full(io.BytesIO):
    def write(self, octets: object, /) -> int:
        raise OSError(28, "no space")


def test_a_full_disk_is_told() -> None:
    with pytest.raises(ArchiveError, match="disk-full"):
        MboxWriter(Full(), "test").add(message())


def test_a_file_that_shrinks_meanwhile_is_told(tmp_path: Path) -> None:
    path = tmp_path / "mbox"
    path.write_bytes(b"From a\nA: 1\n\n" + b"x" * 100)
    (one,) = read_mbox_file(path)
    assert isinstance(one, ArchivedMessage)
    path.write_bytes(b"From a\nA: 1\n")
    with pytest.raises(ArchiveError, match="changed"):
        list(one.open())
    path.unlink()
    with pytest.raises(ArchiveError, match="missing"):
        list(one.open())
    with pytest.raises(ArchiveError, match="missing"):
        list(read_mbox_file(path))


class Endless(io.RawIOBase):
    """An mbox file of one message of many octets, made as it is read; counts what is asked for."""

    HEAD = b"From a Fri Jul  8 12:08:34 2011\nA: 1\n\n"

    def __init__(self, size: int) -> None:
        self.size, self.at, self.most = size, 0, 0

    def seek(self, offset: int, whence: int = 0, /) -> int:
        self.at = self.size + offset if whence == 2 else offset
        return self.at

    def read(self, size: int = -1, /) -> bytes:
        self.most = max(self.most, size)
        size = min(size, self.size - self.at)
        octets = self.HEAD[self.at : self.at + size]
        self.at += size
        return octets + b">" * (size - len(octets))


def test_a_long_message_is_never_held_whole() -> None:
    file = Endless(60_000_000)

    def opened() -> Endless:
        again = Endless(file.size)
        kept.append(again)
        return again

    kept: list[Endless] = []
    (one,) = read_mbox(opened, "test")  # type: ignore[arg-type] -- a raw file will do
    assert isinstance(one, ArchivedMessage)
    assert one.size_octets == 60_000_000 - 32
    assert max(len(chunk) for chunk in one.open()) <= CHUNK_OCTETS + 5
    assert max(file.most for file in kept) <= 1024 * 1024


def stdlib_messages(path: Path) -> Iterator[bytes]:
    box = mailbox.mbox(path, create=False)
    try:
        yield from (box.get_bytes(key) for key in box.keys())  # noqa: SIM118 -- a mailbox, no dict
    finally:
        box.close()


def test_the_standard_librarys_mailbox_reads_what_we_write(tmp_path: Path) -> None:
    first = b"From: a@example.org\nSubject: 1\n\nFrom here\n>From there\n"
    path = tmp_path / "box"
    path.write_bytes(written([message(first, flags=Flags.SEEN), message(LETTER)]))
    box = mailbox.mbox(path, create=False)
    found = list(box)
    box.close()
    assert [one["Subject"] for one in found] == ["1", "Hello"]
    assert found[0].get_flags() == "RO"
    assert ">From here\n>>From there\n" in found[0].get_payload()


def test_we_read_what_the_standard_librarys_mailbox_writes(tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "box")
    one = mailbox.mboxMessage(b"From: a@example.org\nSubject: 1\n\nFrom here\n")
    one.set_flags("RAF")
    one.set_from("a@example.org", (2011, 7, 8, 12, 8, 34, 4, 189, 0))
    box.add(one)
    box.add(LETTER.replace(b"\r\n", b"\n"))
    box.close()
    first, second = read_mbox_file(tmp_path / "box")
    assert octets(first).endswith(b"\nFrom here\n")
    assert octets(second).endswith(b"Good morning.\n")
    assert isinstance(first, ArchivedMessage)
    assert first.flags == Flags.SEEN | Flags.ANSWERED | Flags.FLAGGED
    assert first.received_ms == 1_310_126_914_000
