import os
from pathlib import Path

import pytest

from facteur.archive import plainfile
from facteur.archive.failures import ArchiveError
from tests.archive.samples import tree


def test_a_file_comes_in_chunks(tmp_path: Path) -> None:
    whole = os.urandom(plainfile.CHUNK_OCTETS + 5)
    (tmp_path / "a").write_bytes(whole)
    chunks = list(plainfile.octets(tmp_path / "a"))
    assert [len(chunk) for chunk in chunks] == [plainfile.CHUNK_OCTETS, 5]
    assert b"".join(chunks) == whole
    assert plainfile.head(tmp_path / "a", 3) == whole[:3]


def test_links_pipes_and_folders_are_not_opened(tmp_path: Path) -> None:
    tree(tmp_path, {"a": b"secret", "folder/": b""})
    (tmp_path / "link").symlink_to(tmp_path / "a")
    os.mkfifo(tmp_path / "pipe")
    codes = []
    for name in ("link", "pipe", "folder", "absent"):
        with pytest.raises(ArchiveError) as caught:
            plainfile.open_plain(tmp_path / name)
        codes.append(caught.value.code)
    assert codes == ["symbolic-link", "not-a-file", "not-a-file", "missing"]


def test_a_listing_leaves_out_what_is_no_file(tmp_path: Path) -> None:
    tree(tmp_path, {"b": b"12", "a/": b""})
    (tmp_path / "link").symlink_to("/")
    os.mkfifo(tmp_path / "pipe")
    found = plainfile.listing(tmp_path)
    assert [(one.path.name, one.is_folder) for one in found] == [("a", True), ("b", False)]
    assert found[1].size_octets == 2
    assert found[1].changed_ms > 1_600_000_000_000


def test_a_folder_that_is_not_there_cannot_be_listed(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="missing"):
        plainfile.listing(tmp_path / "none")


class Vanishing:
    """An entry whose file goes while it is looked at."""

    path = "x"

    def stat(self, *, follow_symlinks: bool) -> os.stat_result:
        raise FileNotFoundError


def test_what_vanishes_while_one_looks_is_left_out() -> None:
    assert plainfile._looked_at(Vanishing()) is None  # type: ignore[arg-type] -- a fake


def test_names_of_any_octets_can_be_shown_and_encoded(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9\n\x1b[2J")
    (tmp_path / name).write_bytes(b"")
    (entry,) = plainfile.listing(tmp_path)
    shown = plainfile.shown(entry.path.name)
    assert shown.encode()
    assert shown.isprintable()
    assert plainfile.level_name("a/b\0\n") == "a_b"
    assert plainfile.level_name("") == "_"
    assert len(plainfile.level_name("x" * 5000)) == 200
