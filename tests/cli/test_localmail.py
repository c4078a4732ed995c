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
    capfdbinary.readouterr()
    assert main(["status"]) == 0
    assert b"never" not in capfdbinary.readouterr().out
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


def test_the_second_time_is_as_the_first(tmp_path: Path, mbox: str, capfdbinary: Capture) -> None:
    backup = str(two_accounts(tmp_path))
    tree = tmp_path / "thunderbird"
    for name in ("Work", "Work.sbd/Old"):
        path = tree / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(MBOX)
        path.with_name(path.name + ".msf").write_text("")
    for path, count in ((str(tree), 4), (backup, 4), (mbox, 2)):
        counts = told(capfdbinary, "import", path)
        assert isinstance(counts, dict)
        assert (counts["messages"], counts["skipped"]) == (count, 0)
        counts = told(capfdbinary, "import", path)
        assert isinstance(counts, dict)
        assert (counts["messages"], counts["skipped"]) == (0, count)
    assert sum(int(str(one["messages"])) for one in listed(capfdbinary, "mailboxes")) == 10


def test_a_backup_does_not_go_below_an_account_that_collects(
    tmp_path: Path, capfdbinary: Capture
) -> None:
    backup = str(two_accounts(tmp_path))
    words = ("--pop", "127.0.0.1:1", "--security", "none", "--password-command", "false")
    assert main(["account", "add", "--address", "other@example.org", *words]) == 0
    assert main(["import", backup]) == 0
    found = {
        (one["account"], one["mailbox"])
        for one in listed(capfdbinary, "mailboxes")
        if one["messages"]
    }
    assert found == {
        ("other@example.org", "Work"),
        ("local", "claire@example.org/Inbox"),
        ("local", "claire@example.org/Family/Old"),
    }


@pytest.mark.parametrize(
    "words",
    [
        ("account", "test", "local"),
        ("account", "change", "local", "--after-download", "keep"),
        ("account", "change", "local", "--confirm-removal"),
        ("account", "sign-in", "local"),
    ],
)
def test_it_says_that_there_is_no_server(
    words: tuple[str, ...], mbox: str, capfdbinary: Capture
) -> None:
    assert main(["import", mbox]) == 0
    assert main([*words]) == 1
    assert b"has no server" in capfdbinary.readouterr().err


def test_what_is_said_when_it_goes(mbox: str, capfdbinary: Capture) -> None:
    assert main(["import", mbox]) == 0
    assert main(["account", "remove", "local", "--with-its-mail"]) == 0
    assert b"the server keeps" not in capfdbinary.readouterr().out
