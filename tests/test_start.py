"""`python3 app`: what is prepared when, and what an interruption leaves."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.support.tree import ROOT


def _load(path: Path, name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Checkout:
    """A checkout in a temporary folder whose commands are noted instead of run."""

    def __init__(self, root: Path, patch: pytest.MonkeyPatch) -> None:
        (root / "pyproject.toml").write_text("[project]\nname = 'x'\n")
        self.root = root
        self.prepare = _load(ROOT / "app" / "prepare.py", "prepare_under_test")
        self.done: list[str] = []
        self.killed_at = ""
        places = {
            "ROOT": root,
            "PROJECT_FILE": root / "pyproject.toml",
            "VENV": root / ".venv",
            "PYTHON": root / ".venv" / "bin" / "python",
            "INSTALLING": root / "build" / "installing",
            "missing_packages": lambda _kind: [],
            "_is_usable": (root / ".venv" / "bin" / "python").exists,
            "_do": self._do,
        }
        for name, value in places.items():
            patch.setattr(self.prepare, name, value)

    def start(self, kind: str = "app") -> list[str]:
        """Prepare, and return what was done for it."""
        self.done.clear()
        self.prepare.environment(kind)
        return list(self.done)

    def _do(self, command: list[str], _lock: tuple[int, ...]) -> None:
        step = "venv" if "venv" in command else "pip"
        self.done.append(step)
        if step == "venv":
            (self.root / ".venv" / "bin").mkdir(parents=True)
            (self.root / ".venv" / "bin" / "python").touch()
        (self.root / ".venv" / f"half-{step}").touch()
        if step == self.killed_at:
            raise KeyboardInterrupt


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checkout:
    return Checkout(tmp_path, monkeypatch)


def test_second_start_does_nothing(checkout: Checkout) -> None:
    assert checkout.start() == ["venv", "pip"]
    assert checkout.start() == []


def test_a_change_of_the_project_installs_again(checkout: Checkout) -> None:
    checkout.start()
    (checkout.root / "pyproject.toml").write_text("[project]\nname = 'y'\n")
    assert checkout.start() == ["pip"]


def test_tests_and_program_have_their_own_stamps(checkout: Checkout) -> None:
    checkout.start("tests")
    assert checkout.start("app") == ["pip"]
    assert checkout.start("tests") == []


@pytest.mark.parametrize("step", ["venv", "pip"])
def test_an_interrupted_installation_is_thrown_away(checkout: Checkout, step: str) -> None:
    checkout.killed_at = step
    with pytest.raises(KeyboardInterrupt):
        checkout.start()
    checkout.killed_at = ""
    assert checkout.start() == ["venv", "pip"]
    assert checkout.start() == []


def test_a_removed_environment_is_made_again(checkout: Checkout) -> None:
    checkout.start()
    (checkout.root / ".venv" / "bin" / "python").unlink()
    for path in (checkout.root / ".venv" / "bin", checkout.root / ".venv"):
        for file in path.glob("*"):
            file.unlink() if file.is_file() else None
        path.rmdir()
    assert checkout.start() == ["venv", "pip"]


def test_missing_libraries_are_named_in_one_command(
    checkout: Checkout, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare = checkout.prepare
    monkeypatch.setattr(prepare.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(prepare, "missing_packages", lambda _kind: ["libgl1", "libnss3"])
    with pytest.raises(prepare.NotPrepared, match="sudo apt-get install libgl1 libnss3"):
        checkout.start()


def test_an_old_python_gets_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    start = _load(ROOT / "app" / "__main__.py", "start_under_test")
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    assert start.main() == "Facteur needs Python 3.11 or newer; this is 3.9."
