"""An account that collects is changed, by one or by several at once: nothing is lost or agreed to."""

import asyncio

from facteur.base.paths import Profile
from facteur.link import commands, events
from facteur.store.read import accounts as read_accounts
from facteur.store.read import mailboxes as read_mailboxes
from facteur.store.read import pop as read_pop
from tests.engine.pop.test_dovecot import collected, delivered, pop_fields
from tests.support.enginerig import Rig, running
from tests.support.mailserver import MailUser


async def adding(rig: Rig, user: MailUser, **changed: object) -> int:
    done = await rig.ask(
        commands.AddAccount,
        account=pop_fields(user, **changed),
        password=user.password,
        allow_removal=True,
    )
    await rig.sync()
    return done.account


async def changing(rig: Rig, account: int, user: MailUser, **changed: object) -> None:
    fields = pop_fields(user, **changed)
    await rig.ask(commands.ChangeAccount, account=account, fields=fields, password=user.password)
    await rig.sync()


def test_another_maildrop_is_asked_about_anew(mail_user: MailUser, profile: Profile) -> None:
    other = mail_user.server.add_user()
    other.fill("INBOX", 4)
    mail_user.fill("INBOX", 2)

    async def scene() -> None:
        async with running(profile) as rig:
            key = await adding(rig, mail_user, after_download="delete")
            assert delivered(mail_user) == {}
            await changing(rig, key, other, after_download="delete")
            assert len(delivered(other)) == 4
            assert len(collected(rig)) == 6
            asked = await rig.event(events.RemovalWanted, lambda one: one.count > 0)
            assert (asked.count, asked.again) == (4, False)
            assert len(read_pop.ledger(rig.store.reader)) == 2

    asyncio.run(scene())


def test_the_same_maildrop_by_another_name_is_not_had_twice(
    mail_user: MailUser, profile: Profile
) -> None:
    mail_user.fill("INBOX", 30)

    async def scene() -> None:
        async with running(profile) as rig:
            key = await adding(rig, mail_user)
            await changing(rig, key, mail_user, host="localhost")
            assert len(collected(rig)) == 30

    asyncio.run(scene())


def test_a_rule_that_removes_more_is_asked_about(mail_user: MailUser, profile: Profile) -> None:
    mail_user.fill("INBOX", 3)

    async def scene() -> None:
        async with running(profile) as rig:
            key = await adding(rig, mail_user, after_download="leave", leave_days=30)
            await changing(rig, key, mail_user, after_download="leave", leave_days=60)
            assert read_pop.state(rig.store.reader, key).permission == "allowed"  # pyright: ignore[reportArgumentType]
            await changing(rig, key, mail_user, after_download="delete")
            assert len(delivered(mail_user)) == 3
            assert (await rig.event(events.RemovalWanted, lambda one: one.count > 0)).count == 3

    asyncio.run(scene())


def test_pop_stays_pop(mail_user: MailUser, profile: Profile) -> None:
    mail_user.fill("INBOX", 3)

    async def scene() -> None:
        async with running(profile) as rig:
            key = await adding(rig, mail_user, after_download="delete")
            problem = await rig.refused(
                commands.ChangeAccount,
                account=key,
                fields=pop_fields(mail_user, protocol="imap", port=mail_user.server.ports.imap),
            )
            assert problem.code == "protocol-fixed"
            assert len(collected(rig)) == 3

    asyncio.run(scene())


def test_many_changes_at_once_leave_one_runner(mail_user: MailUser, profile: Profile) -> None:
    mail_user.fill("INBOX", 40)

    async def scene() -> None:
        async with running(profile) as rig:
            done = await rig.ask(
                commands.AddAccount, account=pop_fields(mail_user), password=mail_user.password
            )
            fields = pop_fields(mail_user, name="Zoé")
            replies = [
                rig.send(commands.ChangeAccount, account=done.account, fields=fields)
                for _ in range(4)
            ]
            twins = [
                rig.send(
                    commands.AddAccount,
                    account=pop_fields(mail_user, address="x@example.test", host="localhost"),
                )
                for _ in range(2)
            ]
            await asyncio.wait_for(asyncio.gather(*replies, *twins), 20)
            assert len(read_accounts.accounts(rig.store.reader)) == 2
            await rig.ask(commands.Sync, account=done.account, wait=True)
            assert len(collected(rig)) == 40

    asyncio.run(scene())


def test_the_address_may_change_and_mail_sqlite_may_be_lost(
    mail_user: MailUser, profile: Profile
) -> None:
    mail_user.fill("INBOX", 5)

    async def scene() -> None:
        async with running(profile) as rig:
            key = await adding(rig, mail_user, after_download="delete")
            await changing(rig, key, mail_user, address="new@example.test")
        for path in profile.home.glob("mail.sqlite*"):
            path.unlink()
        async with running(profile) as rig:
            await rig.until(lambda: read_mailboxes.mailboxes(rig.store.reader))
            await rig.until(lambda: len(collected(rig)) == 5)

    asyncio.run(scene())


def test_a_damaged_only_copy_is_told_and_not_thrown_away(
    mail_user: MailUser, profile: Profile
) -> None:
    mail_user.fill("INBOX", 2)

    async def scene() -> None:
        async with running(profile) as rig:
            await adding(rig, mail_user, after_download="delete")
            await rig.sync()
            chunks = "SELECT count(*) FROM chunk"
            before = rig.store._content.execute(chunks).fetchall()
            rig.store._content.execute(
                "UPDATE chunk SET data = zeroblob(length(data)) WHERE id = 1048576"
            )
            for _ in range(2):
                problem = await rig.refused(commands.FetchSource, message=rig.key(1))
                assert (problem.family, problem.code) == ("store", "damaged")
            await rig.event(
                events.ProblemRaised, lambda one: one.problem.code == "only-copy-damaged"
            )
            rig.store.content_write_now(lambda content: content.drop_forgotten())
            assert rig.store._content.execute(chunks).fetchall() == before
            await rig.ask(commands.FetchSource, message=rig.key(2))

    asyncio.run(scene())
