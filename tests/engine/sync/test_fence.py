"""Two connections hear of one mailbox in two orders: the store follows the newer one."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator

import pytest

from facteur.base.errors import NetworkError
from facteur.base.paths import Profile
from facteur.engine.lane import Lane, Priority
from facteur.engine.selection import Selection
from facteur.engine.sync.fence import Fence
from facteur.imap.numset import NumSet
from facteur.link import commands
from facteur.mail.keys import MailboxKey
from facteur.store.database import Store, open_writer
from facteur.store.write import mailboxes as write_mailboxes
from tests.store.builders import set_token, skeleton, with_inbox
from tests.support.enginerig import Rig
from tests.support.oddrig import filled, play
from tests.support.oddserver import Box, OddServer

IDLING = "IMAP4rev1 UIDPLUS ENABLE ESEARCH LITERAL+ IDLE"
Meanwhile = Callable[[], Awaitable[None]]


async def nothing(_lane: Lane) -> None:
    """Be a job whose turn comes when the lane is done with what it was at."""


async def with_a_late_answer(rig: Rig, server: OddServer, meanwhile: Meanwhile) -> None:
    """Message 4 comes. The back lane asks for it and gets the answer when `meanwhile` is over."""
    asked, go = asyncio.Event(), asyncio.Event()

    async def hold(text: str) -> None:
        if text.startswith("UID FETCH 4:") and not asked.is_set():
            asked.set()
            await go.wait()

    await rig.until(lambda: server.count("IDLE") >= 1)
    server.hold = hold
    server.inbox.add("new")
    server.say("* 4 EXISTS")
    await asked.wait()
    await meanwhile()
    go.set()
    (runner,) = rig.context.runners()
    await runner.back.do(Priority.USER, None, nothing)


async def see_it_come_and_go(rig: Rig, server: OddServer) -> None:
    """Let the front lane bring message 4, and hear that it is gone."""
    await rig.ask(commands.OpenMailbox, mailbox=rig.mailbox())
    await rig.until(lambda: 4 in rig.seen())
    await rig.until(lambda: server.count("IDLE") >= 2)
    server.say("* 4 EXPUNGE", idling=True)
    await rig.until(lambda: 4 not in rig.seen())


def test_a_late_answer_brings_no_row_back(profile: Profile) -> None:
    async def scene(rig: Rig, server: OddServer) -> None:
        async def meanwhile() -> None:
            await see_it_come_and_go(rig, server)
            del server.inbox.held[4]

        await with_a_late_answer(rig, server, meanwhile)
        assert sorted(rig.seen()) == [1, 2, 3]

    play(profile, filled(3, IDLING), scene)


def test_what_a_later_look_lists_comes_back(profile: Profile) -> None:
    async def scene(rig: Rig, server: OddServer) -> None:
        await with_a_late_answer(rig, server, lambda: see_it_come_and_go(rig, server))
        assert sorted(rig.seen()) == [1, 2, 3]
        await rig.sync()  # the server still has it: EXPUNGE was a lie
        assert sorted(rig.seen()) == [1, 2, 3, 4]

    play(profile, filled(3, IDLING), scene)


def test_a_late_answer_under_old_numbers_is_not_taken(profile: Profile) -> None:
    async def scene(rig: Rig, server: OddServer) -> None:
        async def meanwhile() -> None:
            renumbered = Box(uidvalidity=8)
            for uid in (3, 1):
                renumbered.add(raw=server.inbox.held[uid].raw)
            server.boxes["INBOX"] = renumbered
            await rig.ask(commands.OpenMailbox, mailbox=rig.mailbox())
            await rig.until(lambda: {1, 2} <= set(rig.seen()) and rig.seen()[1][-1] == "S3")

        await with_a_late_answer(rig, server, meanwhile)
        assert 4 not in rig.seen()
        await rig.sync()
        assert {uid: row[-1] for uid, row in rig.seen().items()} == {1: "S3", 2: "S1"}

    play(profile, filled(3, IDLING), scene)


# The memory itself


@pytest.fixture
def store(profile: Profile) -> Iterator[Store]:
    opened = open_writer(profile)
    yield opened
    opened.close()


@pytest.fixture
def inbox(store: Store) -> MailboxKey:
    return with_inbox(store)[1]


def selected(fence: Fence, mailbox: MailboxKey, uidvalidity: int = 7) -> Selection:
    return Selection(mailbox, uidvalidity, fence.begin())


def passed(store: Store, fence: Fence, selection: Selection, *uids: int) -> list[int]:
    rows = [skeleton(uid) for uid in uids]
    return store.write_now(lambda tx: [row.uid for row in fence.present(tx, selection, rows)])


def test_an_older_view_inserts_nothing_that_is_gone(store: Store, inbox: MailboxKey) -> None:
    fence = Fence()
    older, one = selected(fence, inbox), selected(fence, inbox)
    fence.note_gone(one, NumSet([(2, 4), (9, 9)]))
    # A row it never had, too: VANISHED names what nobody here has seen.
    assert passed(store, fence, older, 9, 1, 3, 5, 10) == [1, 5, 10]
    assert passed(store, fence, selected(fence, inbox), 1, 3, 9) == [1, 3, 9]
    assert passed(store, fence, one, 3) == [3]  # its own server tells it otherwise now
    sent = MailboxKey(inbox + 1)
    set_token(store, sent, 7)
    assert passed(store, fence, Selection(sent, 7, older.view), 3) == [3]


def test_what_one_view_hears_excuses_no_other(store: Store, inbox: MailboxKey) -> None:
    fence = Fence()
    one, other = selected(fence, inbox), selected(fence, inbox)
    fence.note_gone(one, NumSet.of([3]))
    fence.note_gone(other, NumSet.of([5]))
    assert passed(store, fence, one, 3, 5) == [3]
    assert passed(store, fence, other, 3, 5) == [5]


def test_a_view_older_than_the_memory_is_given_up(store: Store, inbox: MailboxKey) -> None:
    fence = Fence(most_ranges=3)
    older, one = selected(fence, inbox), selected(fence, inbox)
    for uid in (2, 4, 6):
        fence.note_gone(one, NumSet.of([uid]))
    assert passed(store, fence, older, 2, 3) == [3]
    fence.note_gone(one, NumSet.of([8]))
    with pytest.raises(NetworkError):
        passed(store, fence, older, 3)
    assert passed(store, fence, selected(fence, inbox), 2, 3) == [2, 3]


def test_a_renumbered_or_removed_mailbox_takes_nothing(store: Store, inbox: MailboxKey) -> None:
    fence = Fence()
    older = selected(fence, inbox)
    set_token(store, inbox, 8)
    with pytest.raises(NetworkError):
        passed(store, fence, older, 1)
    store.write_now(lambda tx: write_mailboxes.remove(tx, inbox))
    with pytest.raises(NetworkError):
        passed(store, fence, selected(fence, inbox, 8), 1)
