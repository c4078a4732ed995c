"""The temporary profile: its own, and gone afterwards."""

import os
from pathlib import Path

import pytest

from facteur.base.paths import Profile
from facteur.practice.home import PREFIX, PracticeHome, is_ours, remove_left, sweep
from facteur.store.lock import ProfileLock


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def left(temporary: Path) -> list[str]:
    return [path.name for path in temporary.iterdir()]


def test_it_is_for_its_owner_only_and_leaves_nothing(temporary: Path):
    home = PracticeHome()
    assert home.profile.home.is_dir()
    assert home.folder.stat().st_mode & 0o077 == 0
    (home.profile.home / "log").mkdir()
    (home.profile.home / "log" / "window.log").write_text("x")
    home.remove()
    assert left(temporary) == []


def test_what_a_killed_window_left_is_swept(temporary: Path):
    killed, alive = PracticeHome(), PracticeHome()
    killed._lock.release()
    sweep()
    assert left(temporary) == [alive.folder.name]
    alive.remove()


def test_a_folder_whose_engine_still_works_is_left_to_the_next_start(temporary: Path):
    killed = PracticeHome()
    killed._lock.release()
    engine = ProfileLock(Profile(home=killed.folder / "profile"))
    assert engine.acquire()
    sweep()
    assert killed.folder.is_dir()
    engine.release()
    remove_left(killed.folder)
    assert left(temporary) == []


def test_other_peoples_folders_links_and_files_are_never_touched(temporary: Path):
    target = temporary / "precious"
    target.mkdir()
    (target / "letter").write_text("x")
    (temporary / f"{PREFIX}link").symlink_to(target)
    (temporary / f"{PREFIX}file").write_text("x")
    (temporary / "other").mkdir()
    sweep()
    remove_left(target)
    assert (target / "letter").exists()
    assert sorted(left(temporary)) == sorted(
        ["precious", "other", f"{PREFIX}link", f"{PREFIX}file"]
    )


def test_a_folder_of_another_user_is_not_ours(temporary: Path, monkeypatch: pytest.MonkeyPatch):
    home = PracticeHome()
    monkeypatch.setattr(os, "getuid", lambda: 12_345)
    assert not is_ours(home.folder)
    monkeypatch.undo()
    assert is_ours(home.folder)


def test_a_folder_that_is_gone_is_no_trouble(temporary: Path):
    remove_left(temporary / f"{PREFIX}gone")
