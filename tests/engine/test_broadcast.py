"""Bursts become few events, facts do not overtake what came before them."""

import asyncio

from facteur.engine.broadcast import FLUSH_S, Broadcast, as_events
from facteur.link import events
from facteur.mail.keys import AccountKey, MailboxKey, MessageKey
from facteur.store.changes import Changes

BOX = MailboxKey(5)


def added(*keys: int) -> Changes:
    changes = Changes()
    changes.of(BOX).added.update(MessageKey(key) for key in keys)
    return changes


def progress(done: int) -> events.ProgressChanged:
    return events.ProgressChanged(task=1, account=1, kind="headers", done=done)


def test_a_burst_is_one_event():
    async def scenario() -> None:
        heard: list[events.Event] = []
        broadcast = Broadcast(heard.append)
        broadcast.flush()
        for key in range(1, 101):
            broadcast.changed(added(key))
            broadcast.progress(progress(key))
        await asyncio.sleep(FLUSH_S * 1.5)
        assert heard == [
            events.MessagesChanged(mailbox=BOX, added=list(range(1, 101))),
            progress(100),
        ]

    asyncio.run(scenario())


def test_a_fact_comes_after_what_was_collected():
    async def scenario() -> None:
        heard: list[events.Event] = []
        broadcast = Broadcast(heard.append)
        broadcast.changed(added(1))
        broadcast.now(events.AccountsChanged())
        broadcast.flush()
        assert [type(one) for one in heard] == [events.MessagesChanged, events.AccountsChanged]

    asyncio.run(scenario())


def test_waiting_changes_are_told_to_the_account():
    async def scenario() -> None:
        broadcast = Broadcast(lambda _: None)
        told: list[set[AccountKey]] = []
        broadcast.on_operations = told.append
        changes = Changes()
        changes.operations.add(AccountKey(3))
        broadcast.changed(changes)
        broadcast.flush()
        broadcast.flush()
        assert told == [{3}]

    asyncio.run(scenario())


def test_every_kind_of_change_has_its_event():
    changes = added(2, 1)
    changes.accounts = True
    changes.structure.add(AccountKey(1))
    changes.counts[BOX] = AccountKey(1)
    changes.counts[MailboxKey(6)] = AccountKey(2)
    changes.bodies.add(MessageKey(9))
    assert as_events(changes) == [
        events.AccountsChanged(),
        events.MailboxesChanged(account=1, mailboxes=[5], structure=True),
        events.MailboxesChanged(account=2, mailboxes=[6], structure=False),
        events.MessagesChanged(mailbox=5, added=[1, 2]),
        events.BodyChanged(message=9),
    ]
