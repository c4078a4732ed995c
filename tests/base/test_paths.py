import stat
import sys
from pathlib import Path

import platformdirs
import pytest

from facteur.base.paths import ENVIRONMENT, profile, resources


def test_a_named_profile_wins_over_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path / "other"))
    assert profile(tmp_path / "mine").home == tmp_path / "mine"
    assert profile().home == tmp_path / "other"


def test_without_either_it_is_the_users_own(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv(ENVIRONMENT)
    home = profile().home
    assert home.is_absolute()
    assert home.name == "facteur"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere it is asked itself")
@pytest.mark.parametrize("named", ["", "/elsewhere/data", "not/absolute", " "])
def test_the_users_own_is_what_platformdirs_says(monkeypatch: pytest.MonkeyPatch, named: str):
    monkeypatch.delenv(ENVIRONMENT)
    monkeypatch.setenv("XDG_DATA_HOME", named)
    expected = platformdirs.user_data_dir("facteur", appauthor=False)
    assert str(profile().home) == expected


def test_a_home_sign_and_relative_paths_are_resolved(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.chdir(tmp_path)
    assert profile("here").home == tmp_path / "here"
    assert profile("~/mail").home == Path.home() / "mail"


def test_looking_creates_nothing_and_creating_is_private(tmp_path: Path):
    made = profile(tmp_path / "new")
    names = (made.mail, made.content, made.settings, made.window, made.lock, made.logs)
    assert {path.parent for path in (*names, made.attachments, made.texts)} == {made.home}
    assert not made.home.exists()
    made.create()
    made.create()
    if sys.platform != "win32":
        assert stat.S_IMODE(made.home.stat().st_mode) == 0o700


def test_resources_are_found():
    assert (resources() / "translations").is_dir()
