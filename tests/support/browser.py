"""A browser for programs under test: `xdg-open`, first in PATH, which goes where a page leads.

`python -m tests.support.browser FOLDER URL` is what the script runs.
"""

import asyncio
import sys
from pathlib import Path

import pytest

from tests.support.authserver import browse

_SCRIPT = """#!/bin/sh
exec "{python}" -m tests.support.browser "{folder}" "$1"
"""


class Browser:
    """What it was asked to open, and what the pages said in the end.

    folder: where it keeps that. The user is there, and agrees or not as the server has it.
    """

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._folder = folder / "browser"
        self._folder.mkdir()
        script = self._folder / "xdg-open"
        script.write_text(_SCRIPT.format(python=sys.executable, folder=self._folder))
        script.chmod(0o755)
        monkeypatch.setenv("PATH", str(self._folder), prepend=":")

    def leave(self) -> None:
        """Open pages from now on without looking at them."""
        _away(self._folder).touch()

    def come_back(self) -> None:
        """Look at the pages that are opened from now on."""
        _away(self._folder).unlink()

    @property
    def opened(self) -> list[str]:
        """Every address it was asked to open."""
        return _lines(self._folder / "opened")

    @property
    def shown(self) -> list[str]:
        """What stood on the last page of each visit."""
        return _lines(self._folder / "shown")


def _away(folder: Path) -> Path:
    return folder / "away"


def _lines(path: Path) -> list[str]:
    return path.read_text().splitlines() if path.exists() else []


def _note(path: Path, line: str) -> None:
    with path.open("a") as file:
        file.write(f"{' '.join(line.split())}\n")


def main() -> int:
    """Open one page as the browser of a user."""
    folder, url = Path(sys.argv[1]), sys.argv[2]
    _note(folder / "opened", url)
    if not _away(folder).exists():
        _note(folder / "shown", asyncio.run(browse(url)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
