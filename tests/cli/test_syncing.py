"""`sync`: one pass, and 1 when something failed or waits."""

from collections.abc import Sequence

import pytest

from facteur.base.errors import UsageError
from facteur.base.paths import Profile
from facteur.cli import syncing
from facteur.cli.dialogue import EngineUnwilling
from facteur.cli.invocation import Depth, SyncOnce
from facteur.link import commands
from facteur.link.codec import FromEngine
from facteur.link.events import (
    AccountsChanged,
    AccountStateChanged,
    Failed,
    MailboxesChanged,
    Problem,
)
from facteur.store.write import mailboxes as write_mailboxes
from tests.cli.scripted import ADDRESS, Filled, ScriptedEngine, listed
from tests.cli.test_status import break_something, star


def test_everything(filled: Filled) -> None:
    engine = ScriptedEngine()
    assert syncing.run(SyncOnce(), filled.profile, engine) == 0
    assert engine.heard == [commands.Sync(request=1, depth="headers", wait=True)]


def test_one_folder_with_texts(filled: Filled) -> None:
    engine = ScriptedEngine()
    command = SyncOnce(account=ADDRESS, mailbox="INBOX", depth=Depth.BODIES)
    assert syncing.run(command, filled.profile, engine) == 0
    assert engine.heard == [
        commands.Sync(
            request=1,
            account=filled.account,
            mailbox=filled.inbox,
            depth="bodies",
            wait=True,
        )
    ]


def test_a_pass_that_failed(filled: Filled, capsys: pytest.CaptureFixture[str]) -> None:
    def answer(command: commands.Command) -> Sequence[FromEngine]:
        problem = Problem(family="network", code="dns", host="imap.example.org")
        return [Failed(request=command.request, problem=problem)]

    assert syncing.run(SyncOnce(), filled.profile, ScriptedEngine(answer)) == 1
    assert "imap.example.org cannot be found" in capsys.readouterr().err


def test_what_still_waits_or_is_wrong_is_told(
    filled: Filled, capsys: pytest.CaptureFixture[str]
) -> None:
    star(filled)
    break_something(filled)
    assert syncing.run(SyncOnce(), filled.profile, ScriptedEngine()) == 1
    said = capsys.readouterr().err
    assert "Waits: +\\Flagged" in said
    assert "refuses this user name" in said


def test_without_accounts_no_engine_is_started(empty: Profile) -> None:
    engine = ScriptedEngine()
    with pytest.raises(UsageError) as caught:
        syncing.run(SyncOnce(), empty, engine)
    assert caught.value.code == "no-account"
    assert engine.greeted == []


def test_a_folder_never_heard_of_is_waited_for(filled: Filled) -> None:
    def appear() -> FromEngine:
        both = [listed("INBOX", "inbox"), listed("New", "")]
        filled.store.write_now(
            lambda tx: write_mailboxes.apply_list(tx, filled.account, both, complete=False)
        )
        return MailboxesChanged(account=filled.account, mailboxes=[], structure=True)

    class Slow(list[FromEngine]):
        """Says each thing only when it is asked for the next."""

        def __iter__(self):
            yield AccountsChanged()
            yield appear()

    engine = ScriptedEngine(first=Slow())
    assert syncing.run(SyncOnce(mailbox="New"), filled.profile, engine) == 0
    (sent,) = engine.heard
    assert isinstance(sent, commands.Sync)
    assert sent.mailbox not in {0, filled.inbox}


def test_a_folder_that_does_not_come(filled: Filled) -> None:
    with pytest.raises(UsageError) as caught:
        syncing.run(SyncOnce(mailbox="New"), filled.profile, ScriptedEngine(), listing_s=0.01)
    assert caught.value.code == "mailbox-unknown"


def test_a_folder_that_cannot_come_offline(filled: Filled) -> None:
    engine = ScriptedEngine(first=[AccountStateChanged(account=filled.account, state="offline")])
    with pytest.raises(EngineUnwilling) as caught:
        syncing.run(SyncOnce(mailbox="New"), filled.profile, engine, listing_s=0.05)
    assert caught.value.problem.code == "offline"
