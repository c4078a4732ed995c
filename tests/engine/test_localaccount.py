"""An account without a server: made at need, filled, searched, emptied, removed with a yes."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from facteur.base.errors import UsageError
from facteur.base.paths import Profile
from facteur.base.secret import Secret
from facteur.engine.effects import Effects
from facteur.engine.localaccount import LocalRunner
from facteur.link import commands, events
from facteur.mail.account import LOCAL_ADDRESS, Protocol
from facteur.mail.keys import MailboxKey
from facteur.store.read import accounts as read_accounts
from facteur.store.read import mailboxes as read_mailboxes
from facteur.store.read import operations as read_operations
from facteur.store.read import search
from tests.engine.test_archiving import MBOX, two_accounts
from tests.support.enginerig import Rig, running
from tests.support.fakes import FakeSecrets


def play(profile: Profile, scene: Callable[[Rig], Awaitable[None]]) -> None:
    async def whole() -> None:
        effects = Effects(secrets=FakeSecrets(), random=random.Random(1))
        async with asyncio.timeout(30), running(profile, effects) as rig:
            await scene(rig)

    asyncio.run(whole())


@pytest.fixture
def mbox(tmp_path: Path) -> str:
    path = tmp_path / "a.mbox"
    path.write_text(MBOX)
    return str(path)


def filled(rig: Rig) -> dict[str, int]:
    boxes = read_mailboxes.mailboxes(rig.store.reader)
    return {one.path: one.messages for one in boxes if one.messages}


def test_without_any_account_files_can_be_imported(profile: Profile, mbox: str) -> None:
    async def scene(rig: Rig) -> None:
        done = await rig.ask(commands.ImportMail, path=mbox)
        assert done.counts is not None
        assert (done.counts.messages, done.counts.skipped) == (2, 0)
        (account,) = read_accounts.accounts(rig.store.reader)
        assert account.settings.protocol is Protocol.LOCAL
        assert account.settings.address == LOCAL_ADDRESS
        assert await rig.event(events.AccountsChanged)
        assert filled(rig) == {"Inbox": 2}
        again = await rig.ask(commands.ImportMail, path=mbox)
        assert again.counts is not None
        assert (again.counts.messages, again.counts.skipped) == (0, 2)
        assert len(read_accounts.accounts(rig.store.reader)) == 1

    play(profile, scene)


def test_what_is_no_archive_makes_no_account(profile: Profile, tmp_path: Path) -> None:
    (tmp_path / "x.bin").write_bytes(bytes(100))

    async def scene(rig: Rig) -> None:
        problem = await rig.refused(commands.ImportMail, path=str(tmp_path / "x.bin"))
        assert (problem.family, problem.code) == ("archive", "unknown-kind")
        problem = await rig.refused(commands.ImportMail, path=str(tmp_path / "absent"))
        assert (problem.family, problem.code) == ("archive", "missing")
        assert read_accounts.accounts(rig.store.reader) == []

    play(profile, scene)


def test_it_has_what_local_mailboxes_have(profile: Profile, mbox: str) -> None:
    async def scene(rig: Rig) -> None:
        await rig.ask(commands.ImportMail, path=mbox)
        made = await rig.ask(commands.AddLocalAccount)
        box = await rig.ask(commands.CreateMailbox, account=made.account, path="Old/2019")
        first, second = sorted(rig.seen("Inbox"))
        key, other = rig.key(first, "Inbox"), rig.key(second, "Inbox")
        await rig.ask(commands.MoveMessages, messages=[key], mailbox=box.mailbox)
        assert filled(rig) == {"Inbox": 1, "Old/2019": 1}
        await rig.ask(commands.SetFlags, messages=[key], add=1)
        assert read_operations.waiting(rig.store.reader) == []  # there is nobody to send it to
        assert [one[0] for one in rig.seen("Old/2019").values()] == [1]
        await rig.ask(commands.OpenMessage, message=key)
        await rig.ask(commands.MoveMessages, messages=[other], mailbox=0)
        assert filled(rig) == {"Trash": 1, "Old/2019": 1}
        await rig.ask(commands.RestoreMessages, messages=[other])
        assert filled(rig) == {"Inbox": 1, "Old/2019": 1}
        await rig.ask(commands.MoveMessages, messages=[other], mailbox=0)
        await rig.ask(commands.EraseMessages, messages=[other])
        assert filled(rig) == {"Old/2019": 1}
        await rig.ask(commands.DeleteMailbox, mailbox=box.mailbox)
        assert filled(rig) == {"Trash": 1}

    play(profile, scene)


def test_its_texts_are_found(profile: Profile, mbox: str) -> None:
    async def scene(rig: Rig) -> None:
        await rig.ask(commands.ImportMail, path=mbox)
        await rig.until(lambda: len(search.search(rig.store.reader, "Hello", limit=9)) == 2)

    play(profile, scene)


def test_it_stands_by_itself_and_asks_for_nothing(profile: Profile) -> None:
    async def scene(rig: Rig) -> None:
        made = await rig.ask(commands.AddLocalAccount)
        again = await rig.ask(commands.AddLocalAccount)
        assert (again.account, again.mailbox) == (made.account, made.mailbox)
        assert read_mailboxes.mailbox(rig.store.reader, MailboxKey(made.mailbox)).path == "Inbox"
        runner = rig.context.runner(made.account)
        assert isinstance(runner, LocalRunner)
        assert runner.describe() == events.AccountStateChanged(account=made.account, state="local")
        await rig.ask(commands.Sync, wait=True, depth="bodies")
        await rig.ask(commands.SetOnline, online=False)
        assert runner.describe().state == "local"
        with pytest.raises(UsageError):
            await runner.give_password(Secret("x"), remember=False)

    play(profile, scene)


def test_it_goes_only_with_a_yes(profile: Profile, mbox: str) -> None:
    async def scene(rig: Rig) -> None:
        await rig.ask(commands.ImportMail, path=mbox)
        (account,) = read_accounts.accounts(rig.store.reader)
        problem = await rig.refused(commands.RemoveAccount, account=account.key)
        assert (problem.code, problem.detail) == ("only-copy", "2")
        await rig.ask(commands.RemoveAccount, account=account.key, with_mail=True)
        assert read_accounts.accounts(rig.store.reader) == []
        await rig.ask(commands.AddLocalAccount)  # an empty one goes without being asked about
        (account,) = read_accounts.accounts(rig.store.reader)
        await rig.ask(commands.RemoveAccount, account=account.key)

    play(profile, scene)


def test_its_messages_come_back_when_their_rows_are_lost(profile: Profile, mbox: str) -> None:
    async def fill(rig: Rig) -> None:
        await rig.ask(commands.ImportMail, path=mbox)

    play(profile, fill)
    for path in profile.home.glob("mail.sqlite*"):
        path.unlink()

    async def look(rig: Rig) -> None:
        (account,) = read_accounts.accounts(rig.store.reader)
        assert account.settings.protocol is Protocol.LOCAL
        await rig.until(lambda: filled(rig) == {"Inbox": 2})

    play(profile, look)


def test_a_backup_lists_its_folders_and_they_come_without_an_account(
    profile: Profile, tmp_path: Path
) -> None:
    made = str(two_accounts(tmp_path))

    async def scene(rig: Rig) -> None:
        done = await rig.ask(commands.ListBackup, path=made)
        assert done.folders is not None
        held = [(one.levels, one.messages, one.account) for one in done.folders if one.messages]
        assert sorted(held) == [
            (["claire@example.org", "Family", "Old"], 1, 0),
            (["claire@example.org", "Inbox"], 2, 0),
            (["other@example.org", "Work"], 1, 0),
        ]
        await rig.ask(commands.ImportMail, path=made, folders=[["other@example.org", "Work"]])
        assert filled(rig) == {"other@example.org/Work": 1}

    play(profile, scene)


def test_a_sealed_backup_of_it_comes_back_to_it(
    profile: Profile, tmp_path: Path, mbox: str
) -> None:
    made: list[str] = []

    async def fill(rig: Rig) -> None:
        await rig.ask(commands.ImportMail, path=mbox)
        done = await rig.ask(commands.MakeBackup, path=str(tmp_path), passphrase="word")
        made.append(done.path)

    async def restore(rig: Rig) -> None:
        for kind in (commands.ListBackup, commands.ImportMail):
            problem = await rig.refused(kind, path=made[0])
            assert problem.code == "passphrase-needed"
        assert read_accounts.accounts(rig.store.reader) == []
        done = await rig.ask(commands.ListBackup, path=made[0], passphrase="word")
        assert done.folders is not None
        assert [one.levels for one in done.folders if one.messages] == [[LOCAL_ADDRESS, "Inbox"]]
        await rig.ask(commands.ImportMail, path=made[0], passphrase="word")
        assert filled(rig) == {"Inbox": 2}

    play(profile, fill)
    play(Profile(home=tmp_path / "other"), restore)
