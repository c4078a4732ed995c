"""Collecting from a real Dovecot."""

import asyncio

from facteur.base.paths import Profile
from facteur.link import commands, events
from facteur.store.query import rows
from facteur.store.read import bodies as read_bodies
from facteur.store.read import pop as read_pop
from tests.support.enginerig import Rig, fields_of, running
from tests.support.mailserver import MailUser


def pop_fields(user: MailUser, **changed: object) -> commands.AccountFields:
    usual: dict[str, object] = {"protocol": "pop", "port": user.server.ports.pop3}
    return fields_of(user, **{**usual, **changed})


def delivered(user: MailUser) -> dict[str, bytes]:
    """Return file name → octets of what lies in the maildrop, line ends as POP sends them."""
    found: dict[str, bytes] = {}
    for folder in ("new", "cur"):
        for path in (user.maildir / folder).glob("*"):
            data = path.read_bytes()
            found[path.name] = data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    return found


def collected(rig: Rig) -> list[bytes]:
    """Return the raw messages of the inbox."""
    sql = (
        "SELECT p.sha256 FROM message m JOIN part p ON p.message_id = m.id AND p.section = ''"
        " WHERE m.mailbox_id = ? ORDER BY m.uid"
    )
    found = rows(rig.store.reader.mail, tuple[bytes], sql, (rig.mailbox("INBOX"),))
    return [rig.store.reader.content.read(row[0]) for row in found]


def test_what_is_collected_is_what_was_delivered(mail_user: MailUser, profile: Profile) -> None:
    mail_user.fill("INBOX", 30)

    async def scene() -> None:
        async with running(profile) as rig:
            key = await rig.add(pop_fields(mail_user), mail_user.password)
            await rig.sync()
            assert sorted(collected(rig)) == sorted(delivered(mail_user).values())
            items = read_pop.items(rig.store.reader, key)
            assert len(items) == 30
            assert all(one.state == "stored" and one.proven_ms > 0 for one in items)
            assert read_pop.ledger(rig.store.reader) == []
            await rig.sync()
            assert len(collected(rig)) == 30
            assert len(delivered(mail_user)) == 30

    asyncio.run(scene())


def test_nothing_is_removed_before_it_was_allowed(mail_user: MailUser, profile: Profile) -> None:
    mail_user.fill("INBOX", 12)

    async def scene() -> None:
        async with running(profile) as rig:
            key = await rig.add(pop_fields(mail_user, after_download="delete"), mail_user.password)
            await rig.sync()
            asked = await rig.event(events.RemovalWanted)
            assert (asked.count, asked.unproven, asked.again) == (12, 0, False)
            assert asked.octets == sum(map(len, collected(rig)))
            assert len(delivered(mail_user)) == 12
            await rig.ask(commands.AnswerRemoval, account=key, allow=True)
            await rig.sync()
            await rig.until(lambda: not delivered(mail_user))
            assert len(collected(rig)) == 12
            ledger = read_pop.ledger(rig.store.reader)
            assert len(ledger) == 12
            await rig.sync()
            assert {one.outcome for one in read_pop.ledger(rig.store.reader)} == {"gone"}
            assert {one.place for one in read_pop.ledger(rig.store.reader)} == {"Inbox"}

    asyncio.run(scene())


def test_kept_means_kept(mail_user: MailUser, profile: Profile) -> None:
    mail_user.fill("INBOX", 3)

    async def scene() -> None:
        async with running(profile) as rig:
            key = await rig.add(pop_fields(mail_user, after_download="delete"), mail_user.password)
            await rig.sync()
            await rig.ask(commands.AnswerRemoval, account=key, allow=False)
            await rig.sync()
            assert len(delivered(mail_user)) == 3
            assert read_pop.state(rig.store.reader, key).permission == "kept"

    asyncio.run(scene())


def test_a_message_is_read_and_marked_without_the_server(
    mail_user: MailUser, profile: Profile
) -> None:
    mail_user.fill("INBOX", 3)

    async def scene() -> None:
        async with running(profile) as rig:
            await rig.add(pop_fields(mail_user), mail_user.password)
            await rig.sync()
            key = rig.key(1)
            await rig.ask(commands.OpenMessage, message=key)
            assert read_bodies.body(rig.store.reader, key) is not None  # pyright: ignore[reportArgumentType]
            await rig.ask(commands.SetFlags, messages=[key], add=1 | 4)
            assert rig.seen()[1][0] == 5
            await rig.ask(commands.MoveMessages, messages=[key], mailbox=0)
            assert len(rig.seen()) == 2
            assert len(rig.seen("trash")) == 1
            await rig.ask(commands.RestoreMessages, messages=[key])
            assert len(rig.seen()) == 3

    asyncio.run(scene())


def test_a_test_of_the_settings_counts_what_is_there_and_takes_none(
    mail_user: MailUser, profile: Profile
) -> None:
    mail_user.fill("INBOX", 5)
    octets = sum(map(len, delivered(mail_user).values()))

    async def scene() -> None:
        async with running(profile) as rig:
            done = await rig.ask(
                commands.TestAccount, account=pop_fields(mail_user), password=mail_user.password
            )
            assert done.counts == events.Counts(messages=5, octets=octets)
            done = await rig.ask(
                commands.TestAccount, account=fields_of(mail_user), password=mail_user.password
            )
            assert done.counts is None
            assert len(delivered(mail_user)) == 5

    asyncio.run(scene())


def test_only_what_comes_after_is_taken_where_that_is_wanted(
    mail_user: MailUser, profile: Profile
) -> None:
    mail_user.fill("INBOX", 3)

    async def scene() -> None:
        async with running(profile) as rig:
            fields = pop_fields(mail_user, after_download="delete")
            done = await rig.ask(
                commands.AddAccount, account=fields, password=mail_user.password, only_new=True
            )
            await rig.ask(commands.AnswerRemoval, account=done.account, allow=True)
            await rig.sync()
            assert collected(rig) == []
            old = set(delivered(mail_user).values())
            mail_user.fill("INBOX", 2, seed=2)
            await rig.sync()
            await rig.until(lambda: len(delivered(mail_user)) == 3)
            assert set(delivered(mail_user).values()) == old
            assert len(collected(rig)) == 2

    asyncio.run(scene())
