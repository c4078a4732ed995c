"""One running server for all tests that use it; nothing at all unless `python3 tests servers`."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from facteur.base.paths import Profile
from tests.servers.kinds import KINDS
from tests.servers.probe import TITLES
from tests.support.otherservers import CACHE, Cell, OtherUser, serving

if CACHE not in os.environ:
    collect_ignore_glob = ["test_*.py"]

_facts: list[tuple[str, ...]] = []


@pytest.fixture(scope="session", params=KINDS, ids=lambda kind: kind.name)
def cell(request: pytest.FixtureRequest) -> Iterator[Cell]:
    with serving(request.param, Path(os.environ[CACHE])) as running:
        yield running


@pytest.fixture
def user(cell: Cell) -> OtherUser:
    """A fresh account with an empty INBOX."""
    return cell.user()


@pytest.fixture
def other(cell: Cell) -> OtherUser:
    """A second one on the same server."""
    return cell.user()


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    return Profile(home=tmp_path / "profile")


@pytest.fixture
def facts() -> list[tuple[str, ...]]:
    """What was found out about servers; printed as a table at the end."""
    return _facts


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not _facts:
        return
    terminalreporter.section("what the servers do")
    for position, title in enumerate(TITLES):
        terminalreporter.write_line(title)
        for row in _facts:
            terminalreporter.write_line(f"    {row[0]:<10} {row[position + 1]}")
