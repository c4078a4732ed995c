"""Collecting from real servers other than Dovecot."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator

from facteur.base.clock import SystemClock
from facteur.base.override import override
from facteur.base.paths import Profile
from facteur.engine.effects import Effects
from facteur.link import commands, events
from facteur.mail.keys import AccountKey
from facteur.store.query import rows
from facteur.store.read import pop as read_pop
from tests.servers import probe
from tests.support import enginerig, maildir
from tests.support.enginerig import Rig
from tests.support.fakes import FakeSecrets
from tests.support.faultproxy import Direction, Effect, Fault, FaultProxy, proxied
from tests.support.otherservers import OtherUser

LOGIN_DELAY_S = 15.0
AWKWARD = (
    b"Message-ID: <1@example.test>\nSubject: dots\n\n.one\n..two\n.\n\n.\nafter\n",
    b"Message-ID: <2@example.test>\nSubject: separators\n\nFrom here\n\nFrom there\n>From\n",
    b"Message-ID: <3@example.test>\nSubject: nothing\n\n",
    b"Message-ID: <4@example.test>\nSubject: long\n\n" + b"0123456789" * 500 + b"\n",
    b"Message-ID: <5@example.test>\nSubject: octets\n\n" + bytes(range(128, 256)) + b"\n",
)


class Impatient(SystemClock):
    """The machine's clock, but what servers ask for between two logins is not waited for."""

    @override
    async def sleep(self, seconds: float) -> None:
        await super().sleep(min(seconds, 0.01) if seconds <= LOGIN_DELAY_S else seconds)


@contextlib.asynccontextmanager
async def running(profile: Profile) -> AsyncGenerator[Rig]:
    effects = Effects(secrets=FakeSecrets(), clock=Impatient())
    async with enginerig.running(profile, effects) as rig:
        yield rig


def fields_of(user: OtherUser, **changed: object) -> commands.AccountFields:
    usual: dict[str, object] = {
        "address": f"{user.name}@example.test",
        "host": user.cell.host,
        "port": user.cell.port,
        "security": "none",
        "user": user.name,
        "protocol": "pop",
    }
    return commands.AccountFields(**{**usual, **changed})  # pyright: ignore[reportArgumentType] -- fields of that kind


def mails(count: int, seed: int = 1) -> list[bytes]:
    message = maildir.messages(count, seed, maildir.Profile.RICH)
    return [message(position).raw for position in range(count)]


def collected(rig: Rig) -> list[bytes]:
    """Return the raw messages of the inbox, sorted."""
    sql = (
        "SELECT p.sha256 FROM message m JOIN part p ON p.message_id = m.id AND p.section = ''"
        " WHERE m.mailbox_id = ?"
    )
    found = rows(rig.store.reader.mail, tuple[bytes], sql, (rig.mailbox("INBOX"),))
    return sorted(rig.store.reader.content.read(row[0]) for row in found)


def as_delivered(user: OtherUser, raw: list[bytes]) -> list[bytes]:
    return sorted(probe.without(user.cell.kind.adds, one) for one in raw)


async def left(rig: Rig, user: OtherUser, count: int) -> None:
    """Wait until so many messages lie on the server: some answer QUIT first and remove then."""
    await rig.until(lambda: len(user.lying()) == count)


async def agreed(rig: Rig, user: OtherUser, port: int = 0) -> AccountKey:
    """Collect with removal, and agree to it."""
    changed = {"after_download": "delete", "port": port or user.cell.port}
    key = await rig.add(fields_of(user, **changed), user.password)
    await rig.sync()
    await rig.event(events.RemovalWanted)
    await rig.ask(commands.AnswerRemoval, account=key, allow=True)
    return key


def test_what_it_does(user: OtherUser, facts: list[tuple[str, ...]]) -> None:
    user.put(mails(10))
    facts.append(probe.look(user))


def test_what_is_collected_is_what_was_delivered(user: OtherUser, profile: Profile) -> None:
    user.put([*mails(25), *AWKWARD])
    delivered = as_delivered(user, user.lying())

    async def scene() -> None:
        async with running(profile) as rig:
            key = await rig.add(fields_of(user), user.password)
            await rig.sync()
            assert as_delivered(user, collected(rig)) == delivered
            assert len(delivered) == 30
            items = read_pop.items(rig.store.reader, key)
            assert len(items) == 30
            assert all(one.state == "stored" and one.proven_ms > 0 for one in items)
            assert read_pop.ledger(rig.store.reader) == []
            if not user.cell.kind.adds:  # else it is rewritten with each session
                assert sorted(probe.all_messages(user)) == delivered
            await rig.sync()
            assert len(collected(rig)) == len(user.lying()) == 30

    asyncio.run(scene())


def test_what_comes_later_is_collected_alone(user: OtherUser, profile: Profile) -> None:
    user.put(mails(5))

    async def scene() -> None:
        async with running(profile) as rig:
            await rig.add(fields_of(user), user.password)
            await rig.sync()
            first = rig.seen()
            user.put(mails(3, seed=2))
            await rig.sync()
            assert len(rig.seen()) == 8
            assert {uid: rig.seen()[uid] for uid in first} == first
            assert as_delivered(user, collected(rig)) == as_delivered(user, user.lying())

    asyncio.run(scene())


def test_all_leave_once_it_was_allowed(user: OtherUser, profile: Profile) -> None:
    user.put(mails(30))

    async def scene() -> None:
        async with running(profile) as rig:
            key = await rig.add(fields_of(user, after_download="delete"), user.password)
            await rig.sync()
            asked = await rig.event(events.RemovalWanted)
            assert (asked.count, asked.unproven, asked.again) == (30, 0, False)
            assert asked.octets == sum(map(len, collected(rig)))
            assert len(user.lying()) == 30
            mine = collected(rig)
            await rig.ask(commands.AnswerRemoval, account=key, allow=True)
            await rig.sync()
            await left(rig, user, 0)
            await rig.sync()
            ledger = read_pop.ledger(rig.store.reader)
            assert len(ledger) == len({one.uidl for one in ledger}) == 30
            assert {one.outcome for one in ledger} == {"gone"}
            assert collected(rig) == mine

    asyncio.run(scene())


def test_kept_means_kept(user: OtherUser, profile: Profile) -> None:
    user.put(mails(3))

    async def scene() -> None:
        async with running(profile) as rig:
            key = await rig.add(fields_of(user, after_download="delete"), user.password)
            await rig.sync()
            await rig.ask(commands.AnswerRemoval, account=key, allow=False)
            await rig.sync()
            assert len(user.lying()) == len(probe.all_messages(user)) == 3
            assert read_pop.ledger(rig.store.reader) == []

    asyncio.run(scene())


def test_twins_are_both_collected_and_both_leave(user: OtherUser, profile: Profile) -> None:
    one = mails(1)[0]
    user.put([one, *mails(2, seed=2), one])

    async def scene() -> None:
        async with running(profile) as rig:
            await agreed(rig, user)
            assert as_delivered(user, collected(rig)) == as_delivered(user, user.lying())
            await rig.sync()
            await left(rig, user, 0)
            await rig.sync()
            assert [one.outcome for one in read_pop.ledger(rig.store.reader)] == ["gone"] * 4
            assert len(collected(rig)) == 4

    asyncio.run(scene())


def test_only_the_header_of_what_is_large(user: OtherUser, profile: Profile) -> None:
    small = b"Message-ID: <1@example.test>\nSubject: small\n\nshort\n"
    large = b"Message-ID: <2@example.test>\nSubject: large\n\n" + b"0123456789\n" * 20_000
    user.put([small, large])

    async def scene() -> None:
        async with running(profile) as rig:
            fields = fields_of(user, headers_over_octets=100_000, after_download="delete")
            key = await rig.add(fields, user.password)
            await rig.sync()
            items = read_pop.items(rig.store.reader, key)
            assert sorted(one.state for one in items) == ["stored", "stub"]
            await rig.ask(commands.AnswerRemoval, account=key, allow=True)
            await rig.sync()
            await left(rig, user, 1)
            subjects = {seen[4]: uid for uid, seen in rig.seen().items()}
            await rig.ask(commands.OpenMessage, message=rig.key(subjects["large"]))
            await rig.until(lambda: len(collected(rig)) == 2)

    asyncio.run(scene())


def test_what_has_no_identity_is_not_lost(user: OtherUser, profile: Profile) -> None:
    """Mailutils changes head and size with the first session: then it may be had twice, that is all."""
    user.put([b"Subject: first\n\nshort\n", b"Subject: second\n\nshort as well\n"])
    delivered = as_delivered(user, user.lying())

    async def scene() -> None:
        async with running(profile) as rig:
            await agreed(rig, user)
            await rig.sync()
            assert sorted(set(as_delivered(user, collected(rig)))) == delivered
            if not user.cell.kind.adds:
                assert len(collected(rig)) == 2

    asyncio.run(scene())


def end_of_removal(proxy: FaultProxy) -> tuple[int, int]:
    """Return which connection sent DELE and at which octet its QUIT begins."""
    for number in range(len(proxy.counts)):
        said = b"".join(
            one.data
            for one in proxy.passages
            if one.connection == number and one.direction is Direction.TO_SERVER
        )
        if b"DELE" in said:
            return number, said.index(b"QUIT")
    raise AssertionError("nothing was removed")


def test_a_line_cut_before_quit_loses_nothing(
    user: OtherUser, profile: Profile, other: OtherUser
) -> None:
    assert len(other.name) == len(user.name)
    for one in (user, other):
        one.put(mails(12))
    lying = as_delivered(user, user.lying())

    async def measured() -> tuple[int, int]:
        async with (
            FaultProxy(user.cell.host, user.cell.port, keep_octets=100_000) as proxy,
            running(Profile(home=profile.home.with_name("other"))) as rig,
        ):
            await agreed(rig, other, proxy.port)
            await rig.sync()
            await left(rig, other, 0)
            return end_of_removal(proxy)

    async def scene() -> None:
        connection, octet = await measured()
        faults = [Fault(effect=Effect.CUT, connection=later) for later in range(connection, 1000)]
        faults[0] = Fault(
            effect=Effect.CUT,
            direction=Direction.TO_SERVER,
            at_octet=octet,
            connection=connection,
        )
        async with (
            proxied(user.cell.host, user.cell.port, *faults) as proxy,
            running(profile) as rig,
        ):
            await agreed(rig, user, proxy.port)
            await rig.until(lambda: len(proxy.counts) > connection + 1)
            ledger = read_pop.ledger(rig.store.reader)
            assert len(ledger) == 12
            assert "gone" not in {one.outcome for one in ledger}
            assert as_delivered(user, user.lying()) == lying
            proxy.faults = ()
            await rig.sync()
            await left(rig, user, 0)
            await rig.sync()
            ledger = read_pop.ledger(rig.store.reader)
            assert len({one.uidl for one in ledger if one.outcome == "gone"}) == 12
            assert as_delivered(user, collected(rig)) == lying

    asyncio.run(scene())


def test_another_client_in_the_maildrop(user: OtherUser, profile: Profile) -> None:
    user.put(mails(3))
    holder = probe.login(user)
    locked = probe.refusal(user)

    async def scene() -> None:
        async with running(profile) as rig:
            await rig.add(fields_of(user), user.password)
            if locked:
                problem = await rig.refused(commands.Sync, mailbox=0, wait=True, depth="headers")
                assert (problem.family, problem.code) == ("refused", "in-use")
            holder.quit()
            await rig.sync()
            assert len(collected(rig)) == 3

    with contextlib.closing(holder):
        asyncio.run(scene())


def test_a_wrong_password_is_told_as_one(user: OtherUser, profile: Profile) -> None:
    async def scene() -> None:
        async with running(profile) as rig:
            await rig.add(fields_of(user), "nothing-like-it")
            problem = await rig.refused(commands.Sync, mailbox=0, wait=True, depth="headers")
            assert (problem.family, problem.code) == ("login", "refused")

    asyncio.run(scene())
