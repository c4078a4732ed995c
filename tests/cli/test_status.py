"""`status`: what waits, what failed, what is wrong."""

import json

import pytest

from facteur.base.paths import Profile
from facteur.cli import status
from facteur.cli.invocation import ShowStatus
from facteur.mail.flags import Flags
from facteur.store.read import operations
from facteur.store.write import operations as write_operations
from facteur.store.write import problems as write_problems
from tests.cli.scripted import ADDRESS, SENT_MS, Filled


def star(filled: Filled) -> None:
    filled.store.write_now(
        lambda tx: write_operations.set_flags(
            tx, [filled.messages[0]], add=Flags.FLAGGED, created_ms=SENT_MS
        )
    )


def break_something(filled: Filled) -> None:
    filled.store.write_now(
        lambda tx: write_problems.raise_(
            tx,
            account=filled.account,
            family="login",
            code="refused",
            server_text="no\x1b[2J way",
            retry_at_ms=SENT_MS,
            raised_ms=SENT_MS,
        )
    )


def test_when_all_is_well(filled: Filled, capsys: pytest.CaptureFixture[str]) -> None:
    assert status.run(ShowStatus(), filled.profile) == 0
    text = capsys.readouterr().out
    assert "Nothing waits, nothing failed." in text
    assert ADDRESS in text
    assert status.still_open(filled.store.reader, None) == []


def test_what_waits(filled: Filled, capsys: pytest.CaptureFixture[str]) -> None:
    star(filled)
    assert status.run(ShowStatus(json=True), filled.profile) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["engine"] is True
    (account,) = told["accounts"]
    assert account == {
        "address": ADDRESS,
        "messages": 3,
        "unseen": 2,
        "checked": None,
        "waiting": 1,
        "failed": 0,
        "removal_asked": 0,
    }
    (change,) = told["changes"]
    assert change["state"] == "queued"
    assert change["add"] == ["\\Flagged"]
    assert change["message"] == filled.messages[0]
    assert change["mailbox"] == "INBOX"
    assert status.run(ShowStatus(), filled.profile) == 1
    assert f"Waits: +\\Flagged of message {filled.messages[0]} in INBOX" in capsys.readouterr().out


def test_what_failed(filled: Filled, capsys: pytest.CaptureFixture[str]) -> None:
    star(filled)
    (queued,) = operations.waiting(filled.store.reader)
    filled.store.write_now(
        lambda tx: write_operations.fail(tx, queued.key, "noperm", "go\x1b away")
    )
    assert status.run(ShowStatus(), filled.profile) == 1
    text = capsys.readouterr().out
    assert "Failed: +\\Flagged" in text
    assert "go\ufffd away" in text
    assert status.run(ShowStatus(json=True), filled.profile) == 1
    assert json.loads(capsys.readouterr().out)["accounts"][0]["failed"] == 1


def test_what_is_wrong(filled: Filled, capsys: pytest.CaptureFixture[str]) -> None:
    break_something(filled)
    assert status.run(ShowStatus(json=True), filled.profile) == 1
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert problem["family"] == "login"
    assert problem["account"] == ADDRESS
    assert problem["words"].startswith("The server refuses this user name and password.")
    assert problem["retry_at"] == "2026-11-23T08:00:00Z"
    assert status.run(ShowStatus(), filled.profile) == 1
    text = capsys.readouterr().out
    assert f"{ADDRESS}: The server refuses" in text
    assert "\x1b" not in text
    assert len(status.still_open(filled.store.reader, filled.account)) == 1


def test_without_an_account(empty: Profile, capsys: pytest.CaptureFixture[str]) -> None:
    assert status.run(ShowStatus(), empty) == 0
    text = capsys.readouterr().out
    assert "no account yet" in text
    assert "No engine is running." in text
    assert status.run(ShowStatus(json=True), empty) == 0
    assert json.loads(capsys.readouterr().out) == {
        "engine": False,
        "accounts": [],
        "changes": [],
        "problems": [],
    }
