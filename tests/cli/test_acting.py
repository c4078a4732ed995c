"""`move`, `delete`, `folder` and the like: what reaches the engine, what people are told."""

import pytest

from facteur.base.errors import UsageError
from facteur.base.paths import Profile
from facteur.cli import acting
from facteur.cli.invocation import ActOnFolder, ActOnMessages, Deed, FolderDeed
from facteur.link import commands
from facteur.link.events import Counts, Done
from facteur.mail.account import PopRules, Protocol
from facteur.store.database import open_writer
from facteur.store.write import accounts as write_accounts
from tests.cli.scripted import SENT_MS, Answer, Filled, ScriptedEngine, settings


def counted(count: int) -> Answer:
    return lambda command: [Done(request=command.request, counts=Counts(messages=count, octets=0))]


def sent(command: ActOnMessages | ActOnFolder, profile: Profile) -> commands.Command:
    engine = ScriptedEngine(counted(2))
    assert acting.run(command, profile, engine) == 0
    (heard,) = engine.heard
    return heard


def test_what_is_done_with_messages(filled: Filled, capsys: pytest.CaptureFixture[str]) -> None:
    keys = filled.messages[:2]
    both = list(keys)
    expected: dict[Deed, commands.Command] = {
        Deed.MOVE: commands.MoveMessages(request=1, messages=both, mailbox=filled.inbox),
        Deed.COPY: commands.CopyMessages(request=1, messages=both, mailbox=filled.inbox),
        Deed.DELETE: commands.MoveMessages(request=1, messages=both, mailbox=0),
        Deed.RESTORE: commands.RestoreMessages(request=1, messages=both),
        Deed.ERASE: commands.EraseMessages(request=1, messages=both),
        Deed.KEEP: commands.KeepOnServer(request=1, messages=both, kept=True),
        Deed.RELEASE: commands.KeepOnServer(request=1, messages=both, kept=False),
    }
    assert set(expected) == set(Deed)
    for deed, command in expected.items():
        asked = ActOnMessages(deed=deed, messages=keys, mailbox="INBOX")
        assert sent(asked, filled.profile) == command
        assert capsys.readouterr().out.startswith("2 messages ")


def test_what_is_said_is_what_was_done(filled: Filled, capsys: pytest.CaptureFixture[str]) -> None:
    for deed in Deed:
        asked = ActOnMessages(deed=deed, messages=filled.messages, mailbox="INBOX")
        for count, words in ((0, "No messages "), (1, "1 message "), (2, "2 messages ")):
            assert acting.run(asked, filled.profile, ScriptedEngine(counted(count))) == 0
            assert capsys.readouterr().out.startswith(words)


def test_a_message_that_is_not_here(filled: Filled) -> None:
    engine = ScriptedEngine()
    with pytest.raises(UsageError) as caught:
        acting.run(ActOnMessages(deed=Deed.DELETE, messages=(999,)), filled.profile, engine)
    assert caught.value.code == "message-unknown"
    assert engine.heard == []


def test_what_is_done_with_folders(filled: Filled) -> None:
    renamed = ActOnFolder(deed=FolderDeed.RENAME, path="INBOX", new_path="Other")
    assert sent(renamed, filled.profile) == commands.RenameMailbox(
        request=1, mailbox=filled.inbox, path="Other"
    )
    deleted = ActOnFolder(deed=FolderDeed.DELETE, path="INBOX")
    assert sent(deleted, filled.profile) == commands.DeleteMailbox(request=1, mailbox=filled.inbox)
    with pytest.raises(UsageError) as caught:
        sent(ActOnFolder(deed=FolderDeed.CREATE, path="New"), filled.profile)
    assert caught.value.code == "no-local-account"


def test_a_folder_is_made_in_the_account_that_has_folders_here(empty: Profile) -> None:
    store = open_writer(empty)
    pop = settings("p@example.org", protocol=Protocol.POP, pop=PopRules())
    key = store.write_now(lambda tx: write_accounts.add(tx, pop, SENT_MS))
    created = ActOnFolder(deed=FolderDeed.CREATE, path="New")
    assert sent(created, empty) == commands.CreateMailbox(request=1, account=key, path="New")
    other = settings("q@example.org", protocol=Protocol.POP)
    store.write_now(lambda tx: write_accounts.add(tx, other, SENT_MS))
    with pytest.raises(UsageError) as caught:
        sent(created, empty)
    assert caught.value.code == "say-which-account"
    store.close()
