from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facteur.base.settings import BY_KEY, TABLE, Settings


def load(folder: Path, text: str = "") -> Settings:
    path = folder / "settings.toml"
    if text:
        path.write_text(text, encoding="utf-8")
    return Settings.load(path)


def test_the_table_is_sound():
    assert len(BY_KEY) == len(TABLE)
    for setting in TABLE:
        assert setting.accepts(setting.default), setting.key
        assert setting.help.endswith("."), setting.key


def test_without_a_file_the_defaults_hold(tmp_path: Path):
    settings = load(tmp_path)
    assert settings.text("theme") == "system"
    assert settings.number("texts_months") == 3
    assert settings.switch("hover_actions") is True
    assert settings.warnings == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("theme = ", "cannot be read"),
        ("\udcff".encode("utf-8", "surrogateescape"), "cannot be read"),
        ("thme = 'dark'", "did you mean theme?"),
        ("qqqqqq = 1", "unknown setting 'qqqqqq'"),
        ("theme = 'pink'", "cannot be 'pink'"),
        ("texts_months = true", "cannot be True"),
        ("texts_months = 121", "cannot be 121"),
        ("hover_actions = 1", "cannot be 1"),
        ("[theme]\nx = 1", "cannot be {'x': 1}"),
    ],
)
def test_what_is_wrong_is_said_and_the_default_used(tmp_path: Path, text: str | bytes, said: str):
    path = tmp_path / "settings.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    settings = Settings.load(path)
    assert len(settings.warnings) == 1
    assert said in settings.warnings[0]
    assert settings.text("theme") == "system"
    assert settings.number("texts_months") == 3


def test_comments_and_unknown_lines_are_kept(tmp_path: Path):
    settings = load(tmp_path, "# mine\ntheme = 'dark'  # at night\nfuture = 1\n")
    settings.set("theme", "light")
    settings.set("texts_months", 12)
    text = (tmp_path / "settings.toml").read_text()
    assert "# mine" in text
    assert "future = 1" in text
    again = load(tmp_path)
    assert (again.text("theme"), again.number("texts_months")) == ("light", 12)


def test_a_change_is_told_and_nonsense_is_refused(tmp_path: Path):
    settings = load(tmp_path)
    heard: list[str] = []
    settings.on_change.append(heard.append)
    settings.set("theme", "dark")
    with pytest.raises(ValueError, match="theme cannot be 'pink'"):
        settings.set("theme", "pink")
    assert heard == ["theme"]


def test_what_another_process_wrote_is_read_again(tmp_path: Path):
    settings = load(tmp_path, "theme = 'dark'\ntexts_months = 999")
    load(tmp_path).set("theme", "light")
    settings.reload()
    assert settings.text("theme") == "light"
    (tmp_path / "settings.toml").unlink()
    settings.reload()
    assert (settings.text("theme"), settings.warnings) == ("system", [])


@given(st.text(max_size=80))
def test_any_file_can_be_read_and_written_over(tmp_path_factory: pytest.TempPathFactory, text: str):
    folder = tmp_path_factory.mktemp("settings")
    (folder / "settings.toml").write_text(text, encoding="utf-8", errors="replace")
    load(folder).set("theme", "dark")


def test_a_number_and_a_switch_are_written_as_such(tmp_path: Path):
    settings = load(tmp_path)
    settings.set("hover_actions", False)
    settings.set("texts_months", 0)
    settings.set("hover_actions", True)
    text = (tmp_path / "settings.toml").read_text()
    assert "hover_actions = true\n" in text
    assert "texts_months = 0\n" in text
    again = load(tmp_path)
    assert (again.switch("hover_actions"), again.number("texts_months")) == (True, 0)


def test_nothing_is_told_and_nothing_written_when_the_folder_cannot_be(tmp_path: Path):
    (tmp_path / "file").write_text("")
    settings = Settings.load(tmp_path / "file" / "settings.toml")
    heard: list[str] = []
    settings.on_change.append(heard.append)
    with pytest.raises(OSError):
        settings.set("theme", "dark")
    assert heard == []


def test_any_path_comes_back_as_it_was(tmp_path):
    path = tmp_path / "settings.toml"
    odd = 'C:\\Users\\"Claire"\\Noé\x7f'
    Settings(path).set("backup_folder", odd)
    found = Settings.load(path)
    assert found.warnings == []
    assert found.text("backup_folder") == odd
