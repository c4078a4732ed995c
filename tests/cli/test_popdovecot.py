"""POP on the command line, against a real server: collected, removed when agreed, filed, erased."""

import json
from pathlib import Path

import pytest

from facteur.__main__ import main
from tests.support.mailserver import MailUser

pytestmark = [pytest.mark.server, pytest.mark.slow]

Capture = pytest.CaptureFixture[bytes]


def words_of_account(user: MailUser, *more: str) -> list[str]:
    server = f"{user.server.host}:{user.server.ports.pop3}"
    return [
        "account", "add", "--address", user.address, "--pop", server, "--security", "none",
        "--user", user.name, "--password-command", f"echo {user.password}", *more,
    ]  # fmt: skip


def there(user: MailUser) -> list[Path]:
    return [path for folder in ("new", "cur") for path in (user.maildir / folder).glob("*")]


def listed(capture: Capture, *words: str) -> list[dict[str, object]]:
    capture.readouterr()
    assert main([*words, "--json"]) == 0
    return json.loads(capture.readouterr().out)


def test_collected_and_removed_as_agreed(mail_user: MailUser, capfdbinary: Capture) -> None:
    mail_user.fill("INBOX", 5)
    agreed = ("--after-download", "delete", "--confirm-removal")
    assert main(words_of_account(mail_user, *agreed)) == 0
    assert main(["account", "test", mail_user.address]) == 0
    assert main(["sync"]) == 0
    assert there(mail_user) == []
    rows = listed(capfdbinary, "list", "Inbox")
    assert len(rows) == 5
    ledger = listed(capfdbinary, "ledger")
    assert {one["message"] for one in ledger} == {one["key"] for one in rows}
    assert {one["reason"] for one in ledger} == {"delete"}
    assert all(one["proven"] and one["uidl"] and one["sha256"] for one in ledger)
    assert {one["mailbox"] for one in ledger} == {"Inbox"}
    capfdbinary.readouterr()
    assert main(["show", str(rows[0]["key"]), "--raw"]) == 0
    raw = capfdbinary.readouterr().out
    assert len(raw) == rows[0]["size"]
    assert main(["ledger"]) == 0
    assert b"deleted once safe here" in capfdbinary.readouterr().out


def test_nothing_is_removed_before_it_is_agreed(mail_user: MailUser, capfdbinary: Capture) -> None:
    mail_user.fill("INBOX", 3)
    assert main(words_of_account(mail_user, "--after-download", "delete")) == 0
    assert main(["sync"]) == 0
    assert b"nothing is deleted before you agree" in capfdbinary.readouterr().err
    assert len(there(mail_user)) == 3
    assert main(["status"]) == 1
    assert main(["account", "change", mail_user.address, "--keep-on-server"]) == 0
    assert main(["sync"]) == 0
    assert len(there(mail_user)) == 3
    assert main(["status"]) == 0
    assert main(["account", "change", mail_user.address, "--confirm-removal"]) == 0
    assert main(["sync"]) == 0
    assert there(mail_user) == []
    (account,) = listed(capfdbinary, "account", "list")
    assert (account["protocol"], account["after_download"]) == ("pop", "delete")


def test_folders_and_what_lies_in_them(mail_user: MailUser, capfdbinary: Capture) -> None:
    mail_user.fill("INBOX", 4)
    assert main(words_of_account(mail_user)) == 0
    assert main(["sync"]) == 0
    first, second, third, _ = (str(one["key"]) for one in listed(capfdbinary, "list", "Inbox"))
    assert main(["folder", "create", "Family/Zoé"]) == 0
    assert main(["move", first, second, "--to", "Family/Zoé"]) == 0
    assert main(["folder", "rename", "Family/Zoé", "Friends"]) == 0
    assert len(listed(capfdbinary, "list", "Friends")) == 2
    assert main(["copy", third, "--to", "Friends"]) == 0
    assert len(listed(capfdbinary, "list", "Friends")) == 3
    assert main(["delete", third]) == 0
    assert len(listed(capfdbinary, "list", "trash")) == 1
    assert main(["restore", third]) == 0
    assert len(listed(capfdbinary, "list", "Inbox")) == 2
    assert main(["delete", third]) == 0
    assert main(["erase", third]) == 0
    assert listed(capfdbinary, "list", "trash") == []
    assert len(there(mail_user)) == 4
    assert main(["folder", "delete", "Friends"]) == 0
    assert len(listed(capfdbinary, "list", "trash")) == 3
    assert main(["folder", "delete", "Inbox"]) == 1
    assert b"needed as it is" in capfdbinary.readouterr().err
    assert main(["sync"]) == 0
    assert len(listed(capfdbinary, "list", "Inbox")) == 1


def test_what_is_deleted_here_is_deleted_there(mail_user: MailUser, capfdbinary: Capture) -> None:
    mail_user.fill("INBOX", 3)
    assert main(words_of_account(mail_user, "--delete-there-too", "--confirm-removal")) == 0
    assert main(["sync"]) == 0
    first, second, _ = (str(one["key"]) for one in listed(capfdbinary, "list", "Inbox"))
    assert main(["delete", first, second]) == 0
    assert main(["restore", second]) == 0
    assert main(["sync"]) == 0
    assert len(there(mail_user)) == 2
    (row,) = listed(capfdbinary, "ledger")
    assert (row["reason"], row["mailbox"]) == ("deleted-here", "Trash")


def test_a_kept_message_stays(mail_user: MailUser, capfdbinary: Capture) -> None:
    mail_user.fill("INBOX", 2)
    assert main(words_of_account(mail_user, "--after-download", "delete")) == 0
    assert main(["sync"]) == 0
    first, _ = (str(one["key"]) for one in listed(capfdbinary, "list", "Inbox"))
    assert main(["keep", first]) == 0
    assert main(["account", "change", mail_user.address, "--confirm-removal"]) == 0
    assert main(["sync"]) == 0
    assert len(there(mail_user)) == 1
    assert main(["release", first]) == 0
    assert main(["sync"]) == 0
    assert there(mail_user) == []


def test_headers_of_large_messages_only(mail_user: MailUser, capfdbinary: Capture) -> None:
    mail_user.fill("INBOX", 3)
    large = mail_user.maildir / "new" / "1.large"
    large.write_bytes(b"Subject: large\r\n\r\n" + b"line\r\n" * 400_000)
    words = ("--headers-over", "1", "--after-download", "delete", "--confirm-removal")
    assert main(words_of_account(mail_user, *words)) == 0
    assert main(["sync"]) == 0
    assert len(there(mail_user)) == 1
    (row,) = (one for one in listed(capfdbinary, "list", "Inbox") if one["subject"] == "large")
    assert isinstance(row["size"], int)
    assert row["size"] > 2_000_000
    capfdbinary.readouterr()
    assert main(["show", str(row["key"]), "--raw"]) == 0
    assert capfdbinary.readouterr().out.count(b"line\r\n") == 400_000


def test_only_what_comes_from_now_on(mail_user: MailUser, capfdbinary: Capture) -> None:
    mail_user.fill("INBOX", 3)
    words = ("--only-new", "--after-download", "delete", "--confirm-removal")
    assert main(words_of_account(mail_user, *words)) == 0
    assert main(["sync"]) == 0
    assert listed(capfdbinary, "list", "Inbox") == []
    (mail_user.maildir / "new" / "2.later").write_bytes(b"Subject: later\r\n\r\nHello\r\n")
    assert main(["sync"]) == 0
    assert [one["subject"] for one in listed(capfdbinary, "list", "Inbox")] == ["later"]
    assert len(there(mail_user)) == 3


def test_the_only_copy_is_not_forgotten_in_passing(
    mail_user: MailUser, capfdbinary: Capture
) -> None:
    mail_user.fill("INBOX", 1)
    assert main(words_of_account(mail_user)) == 0
    assert main(["sync"]) == 0
    assert main(["account", "remove", mail_user.address]) == 1
    assert b"only copy" in capfdbinary.readouterr().err
    assert main(["account", "remove", mail_user.address, "--with-its-mail"]) == 0


@pytest.mark.parametrize("days", ["0", "91", "x", "-1"])
def test_days_that_cannot_be(days: str, capfdbinary: Capture) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["account", "add", "--address", "a@b.c", "--pop", "h", "--after-download", days])
    assert ended.value.code == 2
    assert b"1 to 90 days" in capfdbinary.readouterr().err or days == "-1"
