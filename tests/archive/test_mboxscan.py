import io

import pytest

from facteur.archive import mboxscan
from facteur.archive.mboxscan import spans

SEPARATOR = b"From a@b Fri Jul  8 12:08:34 2011"


def found(octets: bytes) -> list[tuple[bytes, bytes]]:
    return [
        (span.separator, octets[span.start : span.end])
        for span in spans(io.BytesIO(octets), "test")
    ]


def texts(octets: bytes) -> list[bytes]:
    return [text for separator, text in found(octets) if separator]


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_the_empty_line_belongs_to_the_separator(end: bytes) -> None:
    mbox = b"From x" + end + b"A: 1" + end + end + b"one" + end + end
    mbox += SEPARATOR + end + b"B: 2" + end + end + b"two" + end
    first = b"A: 1" + end + end + b"one" + end
    second = b"B: 2" + end + end + b"two" + end
    assert found(mbox) == [(b"From x", first), (SEPARATOR, second)]
    assert texts(mbox + end) == [first, second]
    assert texts(mbox.removesuffix(end)) == [first, second.removesuffix(end)]


@pytest.mark.parametrize(
    ("line", "after", "splits"),
    [
        (b"\n" + SEPARATOR + b"\n", b"no field\n", True),
        (b"\n" + SEPARATOR + b"\n", b"A: field\n", True),
        (SEPARATOR + b"\n", b"A: field\n", True),
        (SEPARATOR + b"\n", b"no field\n", False),
        (b"\nFrom - Fri Aug 24 11:55:47 2018\n", b"x\n", True),
        (b"\nFrom 12@xxx Sat Jan 23 20:41:55 +0000 2022\n", b"x\n", True),
        (b"\nFrom \n", b"A: field\n", True),
        (b"\nFrom the desk of\n", b"John\n", False),
        (b"From \n", b"A: field\n", False),
        (b"\nFrom:\n", b"A: field\n", False),
        (b"\n From - Fri Aug 24 11:55:47 2018\n", b"A: field\n", False),
        (b"\nFrom " + b"x" * 2000 + b"\n", b"A: field\n", False),
        (b"\n" + SEPARATOR, b"", False),
    ],
)
def test_what_separates(line: bytes, after: bytes, splits: bool) -> None:
    mbox = b"From x\nS: 1\n\nbody\n" + line + after
    assert len(texts(mbox)) == (2 if splits else 1)


def test_content_length_swallows_nothing() -> None:
    mbox = b"From x\nContent-Length: 500\n\nbody\n\n" + SEPARATOR + b"\nB: 2\n\ntwo\n"
    assert len(texts(mbox)) == 2


def test_no_separator_at_all() -> None:
    (span,) = spans(io.BytesIO(b"Subject: x\n\nFrom here on\n"), "test")
    assert (span.separator, span.start, span.is_last) == (b"", 0, True)
    assert span.end == 25


@pytest.mark.parametrize("octets", [b"", b"\n\n \r\n", b"\xef\xbb\xbf\n", b"\0" * 3_000_000])
def test_nothing_is_nothing(octets: bytes) -> None:
    assert found(octets) == []


def test_what_stands_before_the_first_separator_is_told() -> None:
    mbox = b"junk\n\n" + SEPARATOR + b"\nA: 1\n"
    assert found(mbox) == [(b"", b"junk\n\n"), (SEPARATOR, b"A: 1\n")]
    assert found(b"\n\n" + SEPARATOR + b"\nA: 1\n") == [(SEPARATOR, b"A: 1\n")]
    assert found(b"\n" + SEPARATOR + b"\nA: 1\n") == [(SEPARATOR, b"A: 1\n")]
    assert found(b"\xef\xbb\xbf" + SEPARATOR + b"\nA: 1\n") == [(SEPARATOR, b"A: 1\n")]


def test_messages_without_anything_in_them() -> None:
    dated = b"From b Fri Jul  8 12:08:34 2011\n"
    assert texts(b"From a\n\n" + dated + b"\n" + dated + b"A: 1\n") == [b"", b"", b"A: 1\n"]
    assert texts(b"From a\n") == [b""]
    assert texts(b"From a\n\n") == [b""]
    assert texts(b"From a\r\n\r\n") == [b""]


@pytest.mark.parametrize("shift", range(-12, 3))
def test_separators_across_the_blocks(monkeypatch: pytest.MonkeyPatch, shift: int) -> None:
    """Every place of a separator near the end of a block, and one that is read anew to be judged."""
    monkeypatch.setattr(mboxscan, "BLOCK_OCTETS", 4096)
    for size in (4096 + shift, 4096 - 600 + shift):
        body = b"A: 1\n\n" + b"x" * (size - 7 - 6 - 2) + b"\n"
        mbox = b"From x\n" + body + b"\n" + SEPARATOR + b"\nB: 2\n" + b"y" * 9000
        assert texts(mbox) == [body, b"B: 2\n" + b"y" * 9000]


def test_a_line_of_ten_megabytes_and_a_file_of_marks() -> None:
    line = b"From x\nA: 1\n\n" + b"x" * 10_000_000 + b"\n\n" + SEPARATOR + b"\nB: 2\n"
    assert len(texts(line)) == 2
    assert len(texts(b"From x\n" + b"From y\n" * 60_000)) == 1


class Dripping(io.BytesIO):
    """A file that gives less than it is asked for, and counts the most it ever gave at once."""

    most = 0

    def read(self, size: int | None = -1, /) -> bytes:
        assert size is not None
        got = super().read(min(size, 1500) if size >= 0 else size)
        self.most = max(self.most, len(got))
        return got


def test_a_file_that_drips() -> None:
    mbox = b"From x\nA: 1\n\n" + b"x\n" * 9000 + b"\n" + SEPARATOR + b"\nB: 2\n"
    file = Dripping(mbox)
    assert [span.separator for span in spans(file, "test")] == [b"From x", SEPARATOR]
    assert file.most == 1500
