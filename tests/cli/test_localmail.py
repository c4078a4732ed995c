"""Mail without any server: files imported, a backup listed, some of its folders restored."""

import json
from pathlib import Path

import pytest

from facteur.__main__ import main
from tests.cli.test_popdovecot import Capture, listed
from tests.engine.test_archiving import MBOX, two_accounts


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACTEUR_HOME", str(tmp_path / "home"))


@pytest.fixture
def mbox(tmp_path: Path) -> str:
    path = tmp_path / "a.mbox"
    path.write_text(MBOX)
    return str(path)


def told(capture: Capture, *words: str, code: int = 0) -> object:
    capture.readouterr()
    assert main([*words, "--json"]) == code
    return json.loads(capture.readouterr().out)


def test_files_come_in_without_an_account(mbox: str, capfdbinary: Capture) -> None:
    counts = told(capfdbinary, "import", mbox)
    assert isinstance(counts, dict)
    assert (counts["messages"], counts["skipped"]) == (2, 0)
    assert {one["subject"] for one in listed(capfdbinary, "list", "Inbox")} == {"one", "two"}
    (account,) = listed(capfdbinary, "account", "list")
    assert (account["address"], account["protocol"], account["host"]) == ("local", "local", None)
    capfdbinary.readouterr()
    assert main(["account", "list"]) == 0
    assert b"invalid" not in capfdbinary.readouterr().out
    assert main(["sync"]) == 0
    assert main(["folder", "create", "Old/2019"]) == 0
    counts = told(capfdbinary, "import", mbox, "--into", "Old/2019", "--account", "local")
    assert isinstance(counts, dict)
    assert counts["messages"] == 2
    assert main(["account", "remove", "local"]) == 1
    assert main(["account", "remove", "local", "--with-its-mail"]) == 0
    assert listed(capfdbinary, "account", "list") == []


def test_a_backup_is_listed_and_some_of_it_restored(tmp_path: Path, capfdbinary: Capture) -> None:
    backup = str(two_accounts(tmp_path))
    folders = told(capfdbinary, "backup", backup, "--list")
    assert isinstance(folders, list)
    held = {(one["account"], one["folder"]): one["messages"] for one in folders}
    assert held["claire@example.org", "Inbox"] == 2
    assert held["other@example.org", "Work"] == 1
    assert main(["backup", backup, "--list"]) == 0
    shown = capfdbinary.readouterr().out.decode()
    assert "Family/Old" in shown
    assert main(["import", backup, "--folder", "Nowhere"]) == 1
    assert b"no such folder: Nowhere" in capfdbinary.readouterr().err
    assert listed(capfdbinary, "account", "list") == []
    counts = told(
        capfdbinary, "import", backup, "--folder", "Work", "--folder",
        "claire@example.org/Family/Old",
    )  # fmt: skip
    assert isinstance(counts, dict)
    assert counts["messages"] == 2
    boxes = {
        one["mailbox"]: one["messages"]
        for one in listed(capfdbinary, "mailboxes")
        if one["messages"]
    }
    assert boxes == {
        "other@example.org/Work": 1,
        "claire@example.org/Family/Old": 1,
    }
