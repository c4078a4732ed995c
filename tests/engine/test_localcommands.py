"""Commands about local mailboxes and the server's copies, as the window sends them."""

import asyncio
from collections.abc import Awaitable, Callable

import msgspec
import pytest

from facteur.base.paths import Profile
from facteur.engine.pop.shelf import Shelf
from facteur.link import commands, events
from facteur.mail.keys import AccountKey, MessageKey
from facteur.store.query import rows
from facteur.store.read import mailboxes as read_mailboxes
from facteur.store.read import pop as read_pop
from tests.support.enginerig import Rig, running
from tests.support.oddpop import OddPop
from tests.support.oddserver import OddServer

Scene = Callable[[Rig, OddPop, AccountKey], Awaitable[None]]


@pytest.fixture(autouse=True)
def no_indexing(monkeypatch: pytest.MonkeyPatch) -> None:
    async def nothing(*_: object) -> bool:
        return False

    monkeypatch.setattr(Shelf, "index_some", nothing)


def play(profile: Profile, scene: Scene, count: int = 3, **fields: object) -> None:
    async def whole() -> None:
        server = OddPop()
        server.fill(count)
        async with asyncio.timeout(30), server, running(profile) as rig:
            key = await rig.add(server.fields(**fields), server.password)
            await rig.sync()
            await scene(rig, server, key)

    asyncio.run(whole())


def keys(rig: Rig, mailbox: str = "INBOX") -> list[int]:
    return [rig.key(uid, mailbox) for uid in sorted(rig.seen(mailbox))]


def test_folders_are_made_renamed_and_deleted(profile: Profile) -> None:
    async def scene(rig: Rig, _server: OddPop, key: AccountKey) -> None:
        made = await rig.ask(commands.CreateMailbox, account=key, path="Work/2026")
        assert made.mailbox == rig.mailbox("Work/2026")
        await rig.ask(commands.RenameMailbox, mailbox=made.mailbox, path="Home")
        assert rig.mailbox("Home") == made.mailbox
        await rig.ask(commands.MoveMessages, messages=keys(rig)[:2], mailbox=made.mailbox)
        await rig.ask(commands.DeleteMailbox, mailbox=made.mailbox)
        assert len(rig.seen("Trash")) == 2
        problem = await rig.refused(commands.CreateMailbox, account=key, path="a//b")
        assert problem.code == "mailbox-name-invalid"
        problem = await rig.refused(commands.DeleteMailbox, mailbox=rig.mailbox())
        assert problem.code == "mailbox-special"

    play(profile, scene)


def test_messages_move_to_the_trash_and_back(profile: Profile) -> None:
    async def scene(rig: Rig, server: OddPop, _key: AccountKey) -> None:
        some = keys(rig)[:2]
        await rig.ask(commands.MoveMessages, messages=some, mailbox=0)
        assert (len(rig.seen()), len(rig.seen("Trash"))) == (1, 2)
        await rig.ask(commands.RestoreMessages, messages=some)
        assert (len(rig.seen()), len(rig.seen("Trash"))) == (3, 0)
        assert len(server.letters) == 3

    play(profile, scene)


def test_a_copy_is_a_message_of_its_own(profile: Profile) -> None:
    async def scene(rig: Rig, _server: OddPop, key: AccountKey) -> None:
        made = await rig.ask(commands.CreateMailbox, account=key, path="Copies")
        await rig.ask(commands.CopyMessages, messages=keys(rig)[:1], mailbox=made.mailbox)
        (copy,) = keys(rig, "Copies")
        await rig.ask(commands.SetFlags, messages=[copy], add=1)
        assert rig.seen("Copies")[1][0] == 1
        assert rig.seen()[1][0] == 0

    play(profile, scene)


def test_erasing_lets_the_bytes_go_and_is_no_loss_to_others(profile: Profile) -> None:
    async def scene(rig: Rig, server: OddPop, key: AccountKey) -> None:
        some = keys(rig)[:1]
        await rig.ask(commands.MoveMessages, messages=some, mailbox=0)
        await rig.ask(commands.EraseMessages, messages=some)
        assert len(rig.seen("Trash")) == 0
        content = rig.store.reader.content
        wholes = content.wholes(key, "ann@example.test")
        assert len(wholes) == 2
        await rig.sync()  # it is on the server still, and does not come back
        assert server.count("RETR") == 3
        assert len(rig.seen()) == 2

    play(profile, scene)


def test_a_pin_is_kept(profile: Profile) -> None:
    async def scene(rig: Rig, server: OddPop, key: AccountKey) -> None:
        pinned = keys(rig)[:1]
        await rig.ask(commands.KeepOnServer, messages=pinned, kept=True)
        await rig.ask(commands.AnswerRemoval, account=key, allow=True)
        await rig.sync()
        await rig.until(lambda: len(server.letters) == 1)
        copy = read_pop.server_copy(rig.store.reader, MessageKey(pinned[0]))
        assert copy is not None
        assert copy.kept
        await rig.ask(commands.KeepOnServer, messages=pinned, kept=False)
        await rig.sync()
        assert server.letters == []

    play(profile, scene, after_download="delete")


def test_an_answer_is_acted_on_and_told(profile: Profile) -> None:
    async def scene(rig: Rig, server: OddPop, key: AccountKey) -> None:
        asked = await rig.event(events.RemovalWanted)
        assert (asked.account, asked.count) == (key, 3)
        await rig.ask(commands.AnswerRemoval, account=key, allow=False)
        told = [one for one in rig.events if isinstance(one, events.RemovalWanted)]
        assert told[-1].count == 0
        await rig.sync()
        assert len(server.letters) == 3
        await rig.ask(commands.AnswerRemoval, account=key, allow=True)
        await rig.until(lambda: not server.letters)

    play(profile, scene, after_download="delete")


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (commands.AnswerRemoval, {"account": 2, "allow": True}),
        (commands.SkipRefused, {"account": 2, "retry": True}),
        (commands.CreateMailbox, {"account": 2, "path": "x"}),
    ],
)
def test_accounts_of_a_server_have_no_local_folders(
    profile: Profile, kind: type[commands.Command], fields: dict[str, object]
) -> None:
    async def scene(rig: Rig, _server: OddPop, _key: AccountKey) -> None:
        async with OddServer() as imap:
            imap.inbox.fill(1)
            await rig.add(
                msgspec.structs.replace(imap.fields(), address="bob@example.test"), "secret"
            )
            problem = await rig.refused(kind, **fields)
            assert problem.code == "account-not-pop"
            await rig.sync("INBOX")
            await rig.ask(commands.RemoveAccount, account=2)

    play(profile, scene, count=1)


def test_a_reply_says_with_how_many_it_was_done(profile: Profile) -> None:
    async def scene(rig: Rig, _server: OddPop, key: AccountKey) -> None:
        some = [*keys(rig)[:2], 999]
        made = await rig.ask(commands.CreateMailbox, account=key, path="Work")

        async def count(kind: type[commands.Command], **fields: object) -> int:
            done = await rig.ask(kind, messages=some, **fields)
            assert done.counts is not None
            return done.counts.messages

        assert await count(commands.KeepOnServer, kept=True) == 2
        assert await count(commands.CopyMessages, mailbox=made.mailbox) == 2
        assert await count(commands.MoveMessages, mailbox=made.mailbox) == 2
        assert await count(commands.MoveMessages, mailbox=made.mailbox) == 0
        assert await count(commands.MoveMessages, mailbox=0) == 2
        assert await count(commands.RestoreMessages) == 2
        for kind in (commands.RestoreMessages, commands.EraseMessages):
            problem = await rig.refused(kind, messages=some)
            assert problem.code == "not-in-trash"
        assert await count(commands.MoveMessages, mailbox=0) == 2
        assert await count(commands.EraseMessages) == 2

    play(profile, scene)


def test_messages_stay_in_their_account(profile: Profile) -> None:
    async def scene(rig: Rig, _server: OddPop, _key: AccountKey) -> None:
        async with OddServer() as imap, OddPop() as other:
            imap.inbox.fill(1)
            fields = msgspec.structs.replace(imap.fields(), address="bob@example.test")
            imap_key = await rig.add(fields, "secret")
            fields = msgspec.structs.replace(other.fields(), address="eve@example.test")
            pop_key = await rig.add(fields, other.password)
            await rig.sync()
            reader = rig.store.reader
            there = read_mailboxes.find(reader, imap_key, "INBOX")
            theirs = read_mailboxes.find(reader, pop_key, "INBOX")
            assert there is not None
            assert theirs is not None
            sql = "SELECT id FROM message WHERE mailbox_id = ?"
            await rig.until(lambda: rows(reader.mail, tuple[int], sql, (there.key,)))
            foreign = rows(reader.mail, tuple[int], sql, (there.key,))[0][0]
            for kind in (commands.MoveMessages, commands.CopyMessages):
                for message, mailbox, code in (
                    (keys(rig)[0], theirs.key, "several-accounts"),
                    (keys(rig)[0], there.key, "mailbox-not-local"),
                    (foreign, rig.mailbox(), "mailbox-not-local"),
                ):
                    problem = await rig.refused(kind, messages=[message], mailbox=mailbox)
                    assert problem.code == code
            assert len(rig.seen()) == 1
            for account in (imap_key, pop_key):
                await rig.ask(commands.RemoveAccount, account=account)

    play(profile, scene, count=1)


@pytest.mark.parametrize(
    "kind",
    [
        commands.MoveMessages,
        commands.CopyMessages,
        commands.RestoreMessages,
        commands.EraseMessages,
    ],
)
def test_messages_that_are_not_are_said(profile: Profile, kind: type[commands.Command]) -> None:
    async def scene(rig: Rig, _server: OddPop, _key: AccountKey) -> None:
        more: dict[str, int] = {}
        if kind in {commands.MoveMessages, commands.CopyMessages}:
            more["mailbox"] = rig.mailbox()
        for wanted in ([], [999]):
            problem = await rig.refused(kind, messages=wanted, **more)
            assert problem.code == "no-message"
        assert rows(rig.store.reader.mail, tuple[int], "SELECT count(*) FROM message") == [(1,)]

    play(profile, scene, count=1)
