"""Files: safe names, nothing overwritten, nothing half there, decoded as the whole would be."""

import base64
import quopri
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facteur.base.errors import StoreUnavailable, UsageError
from facteur.engine.saving import decoded, save
from facteur.message import transfer

BYTES = st.binary(max_size=400)
SOUP = st.lists(
    st.one_of(
        st.sampled_from([b"=", b"\r\n", b"\n", b"=\r\n", b"=3D", b"QUJD", b" ", b"\t"]), BYTES
    )
).map(b"".join)


def cut(data: bytes, sizes: list[int]) -> list[bytes]:
    pieces, at = [], 0
    for size in [*sizes, len(data)]:
        pieces.append(data[at : at + size])
        at += size
    return pieces


@pytest.mark.parametrize(
    "encoding", ["base64", "quoted-printable", "7bit", "binary", "", "x-uuencode"]
)
@given(data=SOUP, sizes=st.lists(st.integers(0, 90), max_size=12))
def test_in_pieces_it_is_what_the_whole_would_be(encoding: str, data: bytes, sizes: list[int]):
    whole = transfer.decode(data, encoding)[0]
    assert b"".join(decoded(cut(data, sizes), encoding)) == whole


@given(data=st.binary(max_size=3000), sizes=st.lists(st.integers(1, 300), max_size=12))
def test_what_was_encoded_comes_back(data: bytes, sizes: list[int]):
    encoded = base64.encodebytes(data).replace(b"\n", b"\r\n")
    assert b"".join(decoded(cut(encoded, sizes), "base64")) == data
    encoded = quopri.encodestring(data, quotetabs=True)
    assert b"".join(decoded(cut(encoded, sizes), "quoted-printable")) == quopri.decodestring(
        encoded
    )


def test_a_large_part_is_not_held_in_memory():
    """Pieces go out while others come in."""
    taken: list[int] = []

    def chunks() -> Iterator[bytes]:
        for number in range(50):
            taken.append(number)
            yield base64.b64encode(b"x" * 3000)

    pieces = decoded(chunks(), "base64")
    next(pieces)
    assert len(taken) <= 2


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("notes.txt", "notes.txt"),
        ("../../etc/passwd", "passwd"),
        ("", None),
        ("a\x00b\n.txt", None),
        ("photo.jpg", "photo.jpg"),
    ],
)
def test_names_stay_inside_the_folder(tmp_path: Path, asked: str, given: str | None):
    path = save(tmp_path, asked, [b"x"], read_only=False)
    assert path.parent == tmp_path
    assert path.name.isprintable()
    assert given is None or path.name.endswith(given)


def test_nothing_is_ever_overwritten(tmp_path: Path):
    (tmp_path / "a.tar.gz").write_text("mine")
    paths = [save(tmp_path, "a.tar.gz", [b"%d" % n], read_only=False) for n in range(3)]
    assert (tmp_path / "a.tar.gz").read_text() == "mine"
    assert len({*paths, tmp_path / "a.tar.gz"}) == 4
    assert [path.read_bytes() for path in paths] == [b"0", b"1", b"2"]
    assert min(path.name for path in tmp_path.iterdir()) == "a.tar (2).gz"


def test_a_name_without_an_ending_is_numbered_too(tmp_path: Path):
    (tmp_path / "README").touch()
    assert save(tmp_path, "README", [b"x"], read_only=False).name == "README (2)"


def test_a_link_in_the_way_is_not_followed(tmp_path: Path):
    target = tmp_path / "precious"
    (tmp_path / "box").mkdir()
    (tmp_path / "box" / "a.txt").symlink_to(target)
    save(tmp_path / "box", "a.txt", [b"x"], read_only=False)
    assert not target.exists()


def test_half_a_file_is_never_seen(tmp_path: Path):
    def broken() -> Iterator[bytes]:
        yield b"begin"
        (part,) = tmp_path.glob("*.part")
        assert (tmp_path / "a.txt").read_bytes() == b""
        assert part.exists()
        raise OSError(28, "No space left on device")

    with pytest.raises(StoreUnavailable) as caught:
        save(tmp_path, "a.txt", broken(), read_only=False)
    assert caught.value.code == "disk-full"
    assert list(tmp_path.iterdir()) == []


def test_a_stop_leaves_nothing_behind(tmp_path: Path):
    def stopped() -> Iterator[bytes]:
        yield b"begin"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        save(tmp_path, "a.txt", stopped(), read_only=False)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there(tmp_path: Path):
    with pytest.raises(UsageError) as caught:
        save(tmp_path / "no", "a.txt", [b"x"], read_only=False)
    assert caught.value.code == "folder-missing"


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")
def test_what_is_only_opened_cannot_be_changed(tmp_path: Path):
    opened = save(tmp_path, "a.txt", [b"x"], read_only=True)
    assert stat.S_IMODE(opened.stat().st_mode) == 0o400
