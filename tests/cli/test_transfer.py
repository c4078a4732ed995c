"""Export, import and backup of real mail, by the command line: nothing changes on the way."""

import contextlib
import json
import mailbox
from pathlib import Path

import pytest

from facteur.__main__ import main
from tests.cli.test_popdovecot import Capture, listed, words_of_account
from tests.support.mailserver import MailUser

pytestmark = [pytest.mark.server, pytest.mark.slow]


@pytest.fixture
def collected(mail_user: MailUser) -> MailUser:
    mail_user.fill("INBOX", 12)
    assert main(words_of_account(mail_user)) == 0
    assert main(["sync"]) == 0
    return mail_user


def raws(capture: Capture, folder: str) -> list[bytes]:
    found: list[bytes] = []
    for row in listed(capture, "list", folder):
        capture.readouterr()
        assert main(["show", str(row["key"]), "--raw"]) == 0
        found.append(capture.readouterr().out)
    return sorted(found)


def told(capture: Capture, *words: str, code: int = 0) -> dict[str, object]:
    capture.readouterr()
    assert main([*words, "--json"]) == code
    return json.loads(capture.readouterr().out)


def test_there_and_back_by_mbox(collected: MailUser, capfdbinary: Capture, tmp_path: Path) -> None:
    path = tmp_path / "out.mbox"
    key = str(listed(capfdbinary, "list", "Inbox")[0]["key"])
    assert main(["flag", key, "+\\Seen", "+\\Flagged"]) == 0
    counts = told(capfdbinary, "export", "Inbox", str(path))
    assert (counts["messages"], counts["left_out"]) == (12, 0)
    with contextlib.closing(mailbox.mbox(str(path))) as others:
        assert len(others) == 12
    assert main(["export", "Inbox", str(path)]) == 1
    assert b"nothing is overwritten" in capfdbinary.readouterr().err
    assert main(["folder", "create", "Back"]) == 0
    counts = told(capfdbinary, "import", str(path), "--to", "Back")
    assert (counts["messages"], counts["skipped"]) == (12, 0)
    assert raws(capfdbinary, "Back") == raws(capfdbinary, "Inbox")
    flagged = [one["flags"] for one in listed(capfdbinary, "list", "Back") if one["flags"]]
    assert flagged == [["\\Seen", "\\Flagged"]]
    counts = told(capfdbinary, "import", str(path), "--to", "Back")
    assert (counts["messages"], counts["skipped"]) == (0, 12)


def test_there_and_back_by_eml_files(
    collected: MailUser, capfdbinary: Capture, tmp_path: Path
) -> None:
    folder = tmp_path / "letters"
    counts = told(capfdbinary, "export", "Inbox", str(folder), "--format", "eml")
    assert counts["messages"] == len(list(folder.glob("*.eml"))) == 12
    counts = told(capfdbinary, "import", str(folder), "--to", "Trash")
    assert counts["messages"] == 12
    assert raws(capfdbinary, "Trash") == raws(capfdbinary, "Inbox")


def test_a_maildir_is_taken_in(collected: MailUser, capfdbinary: Capture, tmp_path: Path) -> None:
    box = mailbox.Maildir(str(tmp_path / "box"))
    box.add(b"Subject: from a Maildir\n\nHello\n")
    counts = told(capfdbinary, "import", str(tmp_path / "box"), "--to", "Inbox")
    assert counts["messages"] == 1
    assert any(
        one["subject"] == "from a Maildir"
        for mailbox_ in listed(capfdbinary, "mailboxes")
        for one in listed(capfdbinary, "list", str(mailbox_["mailbox"]))
    )


def test_a_backup_restores_what_was_erased(
    collected: MailUser, capfdbinary: Capture, tmp_path: Path
) -> None:
    before = raws(capfdbinary, "Inbox")
    counts = told(capfdbinary, "backup", str(tmp_path))
    path = Path(str(counts["path"]))
    assert path.exists()
    assert counts["messages"] == 12
    assert told(capfdbinary, "backup", str(path), "--check")["messages"] == 12
    keys = [str(one["key"]) for one in listed(capfdbinary, "list", "Inbox")]
    assert main(["delete", *keys]) == 0
    assert main(["erase", *keys]) == 0
    assert raws(capfdbinary, "Inbox") == []
    counts = told(capfdbinary, "import", str(path))
    assert counts["messages"] == 12
    assert raws(capfdbinary, "Inbox") == before
    assert told(capfdbinary, "import", str(path))["skipped"] == 12
    assert main(["sync"]) == 0
    assert raws(capfdbinary, "Inbox") == before  # known UIDLs are not had twice


def test_a_damaged_backup_is_named(
    collected: MailUser, capfdbinary: Capture, tmp_path: Path
) -> None:
    path = Path(str(told(capfdbinary, "backup", str(tmp_path / "b.zip"))["path"]))
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)
    counts = told(capfdbinary, "backup", str(path), "--check", code=1)
    assert counts["left_out"]
    path.write_bytes(data[: len(data) // 2])
    assert main(["backup", str(path), "--check"]) == 1
    assert b"end of this backup is missing" in capfdbinary.readouterr().err


def test_what_is_no_archive(collected: MailUser, capfdbinary: Capture, tmp_path: Path) -> None:
    nothing = tmp_path / "nothing.bin"
    nothing.write_bytes(bytes(100))
    assert main(["import", str(nothing)]) == 1
    assert main(["import", str(tmp_path / "absent")]) == 1
    assert main(["export", "Inbox", str(tmp_path / "no" / "such" / "out.mbox")]) == 1
    assert b"Traceback" not in capfdbinary.readouterr().err
