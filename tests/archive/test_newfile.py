# ruff: noqa: PT012 -- the block that writes or reads is what raises at its end
import os
from pathlib import Path

import pytest

from facteur.archive import newfile
from facteur.archive.failures import ArchiveError
from facteur.archive.newfile import new_file, numbered, unfinished_name


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_has_its_name_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with new_file(path) as file:
        file.write(b"whole")
        assert names(tmp_path) == [".a.zip.part"]
    assert names(tmp_path) == ["a.zip"]
    assert path.read_bytes() == b"whole"


def test_after_an_error_there_is_nothing(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), new_file(tmp_path / "a") as file:
        file.write(b"half")
        raise ZeroDivisionError
    assert names(tmp_path) == []


def test_what_a_crash_left_is_overwritten(tmp_path: Path) -> None:
    unfinished_name(tmp_path / "a").write_bytes(b"half of an older one")
    with new_file(tmp_path / "a") as file:
        file.write(b"new")
    assert (tmp_path / "a").read_bytes() == b"new"
    assert names(tmp_path) == ["a"]


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "nowhere")
    with pytest.raises(ArchiveError, match="exists"), new_file(tmp_path / "a"):
        pass
    with pytest.raises(ArchiveError, match="exists"), new_file(tmp_path / "b"):
        (tmp_path / "b").write_bytes(b"faster")
    assert (tmp_path / "b").read_bytes() == b"faster"
    assert names(tmp_path) == ["a", "b"]


def test_file_systems_without_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "no links here")

    monkeypatch.setattr(newfile.os, "link", refuse)
    with new_file(tmp_path / "a") as file:
        file.write(b"x")
    assert names(tmp_path) == ["a"]
    with pytest.raises(ArchiveError, match="exists"), new_file(tmp_path / "b"):
        (tmp_path / "b").write_bytes(b"faster")
    assert names(tmp_path) == ["a", "b"]


def test_systems_without_handles_of_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "O_DIRECTORY")
    with new_file(tmp_path / "a") as file:
        file.write(b"x")
    assert names(tmp_path) == ["a"]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="missing"), new_file(tmp_path / "none" / "a"):
        pass


def test_numbers_stand_before_the_suffix() -> None:
    found = numbered(Path("x/a.b.eml"))
    assert [next(found).name for _ in range(3)] == ["a.b.eml", "a.b (2).eml", "a.b (3).eml"]
