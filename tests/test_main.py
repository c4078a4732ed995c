"""Which process `facteur` becomes."""

import os
import sys

import pytest

from facteur import __main__ as entry

SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


@pytest.fixture
def no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in SCREENS:
        monkeypatch.delenv(name, raising=False)


@pytest.mark.usefixtures("no_screen")
def test_without_a_screen_that_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert entry.main([]) == 1
    said = capsys.readouterr()
    assert "--offscreen" in said.err
    assert said.out == ""
    assert "PySide6.QtWidgets" not in said.err


@pytest.mark.parametrize("name", SCREENS)
@pytest.mark.usefixtures("no_screen")
def test_a_screen_of_any_kind_will_do(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert entry.screen_missing()
    monkeypatch.setenv(name, "x")
    assert not entry.screen_missing()


def test_elsewhere_there_is_always_a_screen(
    no_screen: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert not entry.screen_missing()


def test_usage_errors_end_with_2() -> None:
    with pytest.raises(SystemExit) as ended:
        entry.main(["bogus"])
    assert ended.value.code == 2


def test_a_command_is_carried_out(capsys: pytest.CaptureFixture[str]) -> None:
    assert entry.main(["account", "list", "--json"]) == 0
    assert capsys.readouterr().out == "[]\n"


def test_the_profile_is_the_one_that_was_named(tmp_path: object) -> None:
    assert entry.main(["--home", os.path.join(str(tmp_path), "x"), "status"]) == 0  # noqa: PTH118
