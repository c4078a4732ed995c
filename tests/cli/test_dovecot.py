"""The whole way on a real server: added, synced, read, marked, checked by somebody else."""

import json

import pytest

from facteur.__main__ import main
from tests.support.builders import Attachment, message
from tests.support.mailserver import MailUser
from tests.support.secondclient import SecondClient

pytestmark = [pytest.mark.server, pytest.mark.slow]


def words_of_account(user: MailUser) -> list[str]:
    server = f"{user.server.host}:{user.server.ports.imap}"
    return [
        "account", "add", "--address", user.address, "--imap", server, "--security", "none",
        "--user", user.name, "--password-command", f"echo {user.password}",
    ]  # fmt: skip


def test_the_whole_way(
    mail_user: MailUser,
    second_client: SecondClient,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    second_client.append(message(subject="With a file", attachments=(Attachment(),)), "\\Flagged")
    assert main(words_of_account(mail_user)) == 0
    assert main(["account", "test", mail_user.address]) == 0
    assert main(["sync"]) == 0
    capfdbinary.readouterr()
    assert main(["list", "INBOX", "--json"]) == 0
    (row,) = json.loads(capfdbinary.readouterr().out)
    assert row["subject"] == "With a file"
    assert row["account"] == mail_user.address
    key = str(row["key"])
    assert main(["show", key, "--text"]) == 0
    assert capfdbinary.readouterr().out.decode() == "Good morning.\n"
    assert main(["show", key, "--part", "2"]) == 0
    assert capfdbinary.readouterr().out == Attachment().content
    assert main(["show", key, "--raw"]) == 0
    assert capfdbinary.readouterr().out == second_client.raw(row["uid"])
    assert main(["flag", key, "+\\Seen", "-\\Flagged", "+$work"]) == 0
    assert second_client.flags(row["uid"]) == {"\\Seen", "$work"}
    assert main(["status"]) == 0
    assert main(["account", "remove", mail_user.address]) == 0
    capfdbinary.readouterr()
    assert main(["account", "list", "--json"]) == 0
    assert json.loads(capfdbinary.readouterr().out) == []


def test_a_wrong_password_is_said(mail_user: MailUser, capsys: pytest.CaptureFixture[str]) -> None:
    words = [*words_of_account(mail_user)[:-1], "echo wrong"]
    assert main(words) == 0
    assert main(["account", "test", mail_user.address]) == 1
    said = capsys.readouterr()
    assert "refuses this user name and password" in said.err
    assert main(["sync"]) == 1
    assert mail_user.password not in said.out + said.err
