"""`ledger`: keys of its JSON, words of its table, also when account and message have gone."""

import json

import pytest

from facteur.cli import ledger
from facteur.cli.invocation import ShowLedger
from facteur.store.transaction import Transaction
from tests.cli.scripted import ADDRESS, SENT_MS, Filled


def write_row(tx: Transaction, filled: Filled, uidl: bytes, message: int | None) -> None:
    tx.run(
        "INSERT INTO ledger (sent_ms, account_id, address, reason, uidl, occurrence, sha256,"
        " size_octets, proven_ms, message_id, subject, sender, outcome)"
        " VALUES (?, ?, ?, 'days', ?, 0, ?, 1234, ?, ?, 'Hello', 'Zoé', 'gone')",
        SENT_MS,
        filled.account,
        ADDRESS,
        uidl,
        bytes(32),
        SENT_MS - 1000,
        message,
    )


def test_the_keys(filled: Filled, capsys: pytest.CaptureFixture[str]) -> None:
    filled.store.write_now(lambda tx: write_row(tx, filled, b"a\xff", filled.messages[0]))
    filled.store.write_now(lambda tx: write_row(tx, filled, b"b", None))
    assert ledger.run(ShowLedger(json=True), filled.profile) == 0
    gone, here = json.loads(capsys.readouterr().out)
    assert here == {
        "when": "2026-11-23T08:00:00Z",
        "account": ADDRESS,
        "reason": "days",
        "outcome": "gone",
        "uidl": "a\\xff",
        "sha256": "00" * 32,
        "size": 1234,
        "proven": "2026-11-23T07:59:59Z",
        "message": filled.messages[0],
        "mailbox": "INBOX",
        "from": "Zoé",
        "subject": "Hello",
    }
    assert (gone["uidl"], gone["message"], gone["mailbox"]) == ("b", None, None)
    assert ledger.run(ShowLedger(json=True, limit=1), filled.profile) == 0
    assert len(json.loads(capsys.readouterr().out)) == 1


def test_the_words(filled: Filled, capsys: pytest.CaptureFixture[str]) -> None:
    assert ledger.run(ShowLedger(), filled.profile) == 0
    assert capsys.readouterr().out == ""
    filled.store.write_now(lambda tx: write_row(tx, filled, b"a", None))
    assert ledger.run(ShowLedger(account=ADDRESS), filled.profile) == 0
    text = capsys.readouterr().out
    assert "its days were over" in text
    assert "deleted here" in text


@pytest.mark.parametrize(
    ("outcome", "words"),
    [("sent", "not known yet"), ("agreed", "the server agreed"), ("stayed", "the server kept it")],
)
def test_what_became_of_it(
    filled: Filled, capsys: pytest.CaptureFixture[str], outcome: str, words: str
) -> None:
    filled.store.write_now(lambda tx: write_row(tx, filled, b"a", None))
    filled.store.write_now(lambda tx: tx.run("UPDATE ledger SET outcome = ?", outcome))
    assert ledger.run(ShowLedger(), filled.profile) == 0
    assert words in capsys.readouterr().out


def test_words_narrow_it(filled: Filled, capsys: pytest.CaptureFixture[str]) -> None:
    filled.store.write_now(lambda tx: write_row(tx, filled, b"a", None))
    assert ledger.run(ShowLedger(json=True, words=("nobody", "wrote")), filled.profile) == 0
    assert json.loads(capsys.readouterr().out) == []
    assert ledger.run(ShowLedger(json=True, words=(ADDRESS,)), filled.profile) == 0
    assert json.loads(capsys.readouterr().out)
