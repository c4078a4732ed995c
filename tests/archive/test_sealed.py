import hashlib
import io
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facteur.archive.failures import ArchiveError
from facteur.archive.sealed import PIECE_OCTETS, SealedReader, SealedWriter, is_sealed

FAST = 4  # scrypt 2^4
SIZES = [0, 1, PIECE_OCTETS - 1, PIECE_OCTETS, PIECE_OCTETS + 1, 2 * PIECE_OCTETS, 150_000]


def counted(size: int) -> bytes:
    """Return octets that are the same at every run, for the fixed vector."""
    return bytes(number % 251 for number in range(size))


def sealed(octets: bytes, passphrase: str = "secret", work_factor: int = FAST) -> bytes:
    file = io.BytesIO()
    with io.BufferedWriter(SealedWriter(file, passphrase, os.urandom, work_factor)) as sink:  # type: ignore[arg-type] -- a raw stream
        sink.write(octets)
    return file.getvalue()


def opened(octets: bytes, passphrase: str = "secret") -> SealedReader:
    return SealedReader(io.BytesIO(octets), passphrase)


def code_of(octets: bytes, passphrase: str = "secret") -> str:
    try:
        opened(octets, passphrase).readall()
    except ArchiveError as error:
        return error.code
    return ""


@pytest.mark.parametrize("size", SIZES)
def test_what_is_sealed_comes_back(size: int) -> None:
    octets = os.urandom(size)
    file = sealed(octets)
    assert is_sealed(file)
    with opened(file) as reader:
        assert reader.readall() == octets
        assert reader.readable()
        assert reader.seekable()
        assert reader.seek(-min(size, 5), io.SEEK_END) == size - min(size, 5)
        assert reader.read() == octets[-5:]
        assert reader.tell() == size
        assert reader.seek(-10_000_000, io.SEEK_CUR) == 0
        assert reader.read(3) == octets[:3]
        assert reader.readinto(bytearray()) == 0
        reader.close()
    assert reader.closed


def test_the_format_is_that_of_age() -> None:
    """The digest of octets that the program rage 0.11 (through pyrage 1.4.0) opened."""
    file = io.BytesIO()
    with SealedWriter(file, "pass é", counted, 10) as sink:
        sink.write(b"x" * 100_000)
    assert (
        hashlib.sha256(file.getvalue()).hexdigest()
        == "320b9e65f0a9389c97ef43b0e76a52c8c5377b4aeec414a5711d0aab437cda6b"
    )


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_no_octet_may_change(data: st.DataObject) -> None:
    file = bytearray(sealed(b"x" * 70_000))
    at = data.draw(st.integers(min_value=0, max_value=len(file) - 1))
    file[at] ^= data.draw(st.integers(min_value=1, max_value=255))
    assert code_of(bytes(file)) in {
        "not-backup", "passphrase-wrong", "damaged", "truncated", "too-costly",
    }  # fmt: skip


@pytest.mark.parametrize("left", [22, 30, 150, 185, 220, 65_000, 65_731, 65_800, -1, -100])
def test_a_cut_is_seen_when_it_is_opened(left: int) -> None:
    file = sealed(b"x" * 70_000)
    with pytest.raises(ArchiveError) as caught:
        opened(file[:left])
    assert caught.value.code == "truncated"


def test_a_file_that_ends_after_its_header_is_cut() -> None:
    file = sealed(b"")
    assert len(file) - 16 - 16 == file.index(b"\n", file.index(b"\n---") + 1) + 1
    for left in (len(file) - 1, len(file) - 16, len(file) - 17, len(file) - 32):
        assert code_of(file[:left]) == "truncated"


def test_pieces_cannot_be_exchanged_doubled_or_left_out() -> None:
    file = sealed(bytes(3 * PIECE_OCTETS))
    piece = PIECE_OCTETS + 16
    start = len(file) - 3 * piece
    pieces = [file[start + n * piece :][:piece] for n in range(3)]
    for order in ([1, 0, 2], [0, 0, 2], [0, 2], [2], [0, 1, 2, 2], []):
        assert code_of(file[:start] + b"".join(pieces[n] for n in order)) in {
            "damaged",
            "truncated",
        }
    assert code_of(file[:start] + b"".join(pieces)) == ""


def test_wrong_words_and_foreign_files() -> None:
    file = sealed(b"x")
    assert code_of(file, "Secret") == "passphrase-wrong"
    assert code_of(file, "") == "passphrase-wrong"
    assert code_of(b"PK\3\4" + bytes(2000)) == "not-backup"
    assert code_of(b"") == "truncated"
    recipient = b"age-encryption.org/v1\n-> X25519 abc\n" + b"x" * 2000
    assert code_of(recipient) == "not-backup"
    dear = file.replace(b" 4\n", b" 21\n", 1)
    assert code_of(dear) == "too-costly"


def test_a_header_that_was_changed_is_seen() -> None:
    file = sealed(b"x")
    mark = file.index(b"\n--- ") + 5
    letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    last = letters.index(file[mark + 42])
    same_octets = file[: mark + 42] + letters[last ^ 1 :][:1] + file[mark + 43 :]
    assert code_of(same_octets) == "damaged"
    changed = file[:mark] + (b"A" if file[mark : mark + 1] != b"A" else b"B") + file[mark + 1 :]
    assert code_of(changed) == "damaged"


def test_nothing_is_held_but_one_piece() -> None:
    class Counting(io.BytesIO):
        written = 0

        def write(self, octets: bytes, /) -> int:  # type: ignore[override] -- only bytes come
            self.written += len(octets)
            return len(octets)

    file, given_octets, held = Counting(), 0, 0
    sink = SealedWriter(file, "x", os.urandom, FAST)
    for _ in range(100):
        sink.write(bytes(50_000))
        given_octets += 50_000
        held = max(held, given_octets - file.written)
    assert held <= PIECE_OCTETS
    assert sink.writable()
    sink.close()
    sink.close()
    assert file.written > given_octets
