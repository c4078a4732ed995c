"""`account list`, `mailboxes`, `list` and `search`: their keys are a promise."""

import json
from dataclasses import replace

import pytest

from facteur.base.paths import Profile
from facteur.cli import listing
from facteur.cli.invocation import ListAccounts, ListMailboxes, ListMessages, SearchMessages
from facteur.mail.account import (
    Identity,
    Preferences,
    Security,
    ServerAddress,
    Submission,
    Texts,
)
from facteur.store.write import accounts as write_accounts
from tests.cli.scripted import ADDRESS, Filled, settings


def test_list_as_json(filled: Filled, capsys: pytest.CaptureFixture[str]) -> None:
    assert listing.run(ListMessages(mailbox="INBOX", json=True), filled.profile) == 0
    hostile, plain, bare = json.loads(capsys.readouterr().out)
    assert plain == {
        "key": filled.messages[1],
        "uid": 2,
        "message_id": "2@example.net",
        "from": [{"name": "Paul", "address": "paul@example.net"}],
        "subject": "Plans",
        "date": "2026-11-23T08:00:00Z",
        "flags": ["\\Seen", "\\Flagged", "$work"],
        "size": 2048,
        "mailbox": "INBOX",
        "account": ADDRESS,
    }
    assert list(bare) == list(plain)
    assert bare["subject"] is None
    assert bare["date"] == "2026-11-23T07:59:00Z"
    assert hostile["date"] == "2026-11-23T08:01:00Z"


def test_json_is_ascii_whatever_the_mail_holds(
    filled: Filled, capsys: pytest.CaptureFixture[str]
) -> None:
    listing.run(ListMessages(mailbox="INBOX", json=True), filled.profile)
    text = capsys.readouterr().out
    assert text.isascii()
    assert text.replace("\n", "").isprintable()


def test_list_in_words_obeys_no_mail(filled: Filled, capsys: pytest.CaptureFixture[str]) -> None:
    assert listing.run(ListMessages(mailbox="INBOX"), filled.profile) == 0
    text = capsys.readouterr().out
    assert text.replace("\n", "").isprintable()
    head, first, second, third = text.splitlines()
    assert head.split() == ["KEY", "DATE", "MARKS", "SIZE", "FROM", "SUBJECT"]
    assert first.index("Win") == second.index("Plans") == head.index("SUBJECT")
    assert "not here yet" in third


def test_the_newest_come_first_and_may_be_limited(
    filled: Filled, capsys: pytest.CaptureFixture[str]
) -> None:
    listing.run(ListMessages(mailbox="INBOX", limit=1, json=True), filled.profile)
    assert [row["uid"] for row in json.loads(capsys.readouterr().out)] == [3]


def test_mailboxes(filled: Filled, capsys: pytest.CaptureFixture[str]) -> None:
    assert listing.run(ListMailboxes(json=True), filled.profile) == 0
    inbox, other = json.loads(capsys.readouterr().out)
    assert inbox == {
        "mailbox": "INBOX",
        "account": ADDRESS,
        "messages": 3,
        "unseen": 2,
        "use": "inbox",
        "selectable": True,
        "subscribed": True,
        "complete": False,
        "uidvalidity": 0,
    }
    assert other["mailbox"] == "Sent/Älter"
    assert listing.run(ListMailboxes(account=ADDRESS), filled.profile) == 0
    assert "not yet" in capsys.readouterr().out


def test_accounts_never_tell_how_the_password_is_had(
    filled: Filled, capsys: pytest.CaptureFixture[str]
) -> None:
    assert listing.run(ListAccounts(json=True), filled.profile) == 0
    listing.run(ListAccounts(), filled.profile)
    text = capsys.readouterr().out
    assert "pass show mail" not in text
    (account,) = json.loads(text.partition("ADDRESS")[0])
    assert account == {
        "address": ADDRESS,
        "name": "",
        "host": "imap.example.org",
        "port": 993,
        "security": "tls",
        "user": "claire",
        "password": "command",
        "certificate": None,
        "protocol": "imap",
        "after_download": None,
        "delete_there_too": False,
        "headers_over": None,
        "sending": None,
        "provider": None,
        "colour": None,
        "paused": False,
        "every": None,
        "texts": "usual",
        "identities": [],
    }


def test_what_is_decided_about_an_account(
    filled: Filled, capsys: pytest.CaptureFixture[str]
) -> None:
    sending = Submission(
        server=ServerAddress(host="smtp.example.org", port=465, security=Security.TLS)
    )
    changed = replace(settings(), submission=sending, provider="example")
    wanted = Preferences(colour="red", paused=True, interval_s=900, texts=Texts.YEAR)
    others = [Identity(name="Shop", address="shop@example.org")]
    filled.store.write_now(lambda tx: write_accounts.change(tx, filled.account, changed))
    filled.store.write_now(lambda tx: write_accounts.prefer(tx, filled.account, wanted))
    filled.store.write_now(lambda tx: write_accounts.identify(tx, filled.account, others))
    listing.run(ListAccounts(json=True), filled.profile)
    (account,) = json.loads(capsys.readouterr().out)
    assert account["sending"] == {
        "host": "smtp.example.org",
        "port": 465,
        "security": "tls",
        "user": "claire",
        "certificate": None,
    }
    said = [account[key] for key in ("provider", "colour", "paused", "every", "texts")]
    assert said == ["example", "red", True, 900, "year"]
    assert account["identities"] == [
        {"name": "Shop", "address": "shop@example.org", "reply_to": None}
    ]


def test_search(filled: Filled, capsys: pytest.CaptureFixture[str]) -> None:
    listing.run(SearchMessages(text="plan", json=True), filled.profile)
    assert [row["uid"] for row in json.loads(capsys.readouterr().out)] == [2]
    listing.run(SearchMessages(text="plan", mailbox="Sent/Älter", json=True), filled.profile)
    assert json.loads(capsys.readouterr().out) == []
    listing.run(SearchMessages(text="paul", account=ADDRESS, limit=1, json=True), filled.profile)
    assert len(json.loads(capsys.readouterr().out)) == 1


def test_an_empty_profile_is_empty_and_stays_so(
    empty: Profile, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in (
        ListAccounts(json=True),
        ListMailboxes(json=True),
        SearchMessages(text="x", json=True),
    ):
        assert listing.run(command, empty) == 0
        assert json.loads(capsys.readouterr().out) == []
    assert not empty.home.exists()
