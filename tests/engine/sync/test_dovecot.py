"""On a real server: after any edits by somebody else, a re-sync gives what a fresh sync gives."""

import asyncio
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from facteur.base.paths import Profile
from facteur.engine import lane as lanes
from facteur.engine.effects import Effects
from facteur.link import commands
from facteur.mail.flags import Flags
from facteur.store.read import operations as read_operations
from tests.store.builders import assert_sound
from tests.support.builders import message
from tests.support.enginerig import Rig, Seen, running
from tests.support.fakes import FakeSecrets
from tests.support.faultproxy import Direction, Effect, Fault, proxied
from tests.support.mailserver import Dovecot, Knobs, MailUser
from tests.support.secondclient import SecondClient

pytestmark = [pytest.mark.server, pytest.mark.slow]

LACKING: dict[str, frozenset[str]] = {
    "everything": frozenset(),
    "no QRESYNC": frozenset({"QRESYNC"}),
    "no CONDSTORE": frozenset({"QRESYNC", "CONDSTORE"}),
    "hardly anything": frozenset(
        "QRESYNC CONDSTORE UIDPLUS IDLE ESEARCH LIST-STATUS LIST-EXTENDED SPECIAL-USE LITERAL+"
        " SASL-IR MOVE ID NAMESPACE UNSELECT".split()
    ),
}
BOXES = ("INBOX", "Archive")


@pytest.fixture(scope="module", params=LACKING, ids=lambda name: name.replace(" ", "-"))
def lacking(request: pytest.FixtureRequest) -> Iterator[Dovecot]:
    with Dovecot(Knobs(without=LACKING[request.param])) as server:
        yield server


def edit(second: SecondClient, chance: random.Random, number: int) -> None:
    """Do one thing that another client may do."""
    box, other = chance.sample(BOXES, 2)
    uids = second.uids(box)
    some = chance.sample(uids, min(len(uids), chance.randint(1, 5)))
    what = chance.randint(0, 4)
    if what == 0 or not some:
        raw = message(subject=f"new {number}", message_id=f"<new{number}@x>")
        second.append(raw, *chance.sample(["\\Seen", "\\Flagged", "$work"], 1), mailbox=box)
    elif what == 1:
        second.add_flags(some, chance.choice(["\\Seen", "\\Flagged", "$later"]), mailbox=box)
    elif what == 2:
        second.remove_flags(some, chance.choice(["\\Seen", "\\Flagged", "$work"]), mailbox=box)
    else:
        second.add_flags(some, "\\Deleted", mailbox=box)
        if what == 4:
            second.imap.copy(some, other)
        second.imap.expunge()


async def fresh(folder: Path, user: MailUser, *boxes: str) -> dict[str, Seen]:
    """Return what a new profile sees; on a loop of its own, so that nothing is shared."""

    async def scenario() -> dict[str, Seen]:
        async with running(Profile(home=folder)) as rig:
            await rig.add_user(user)
            await rig.sync()
            return {box: rig.seen(box) for box in boxes or BOXES}

    return await asyncio.to_thread(lambda: asyncio.run(scenario()))


def here(rig: Rig) -> dict[str, Seen]:
    return {box: rig.seen(box) for box in BOXES}


def test_a_re_sync_is_as_good_as_a_fresh_one(lacking: Dovecot, tmp_path: Path) -> None:
    user = lacking.add_user()
    user.fill("INBOX", 60, profile="tiny")
    user.fill("Archive", 20, seed=2, profile="tiny")
    chance = random.Random(7)

    async def scenario() -> None:
        effects = Effects(secrets=FakeSecrets())
        with SecondClient(user) as second:
            async with running(Profile(home=tmp_path / "kept"), effects) as rig:
                await rig.add_user(user)
                await rig.sync()
            for turn in range(4):
                for number in range(8):
                    edit(second, chance, turn * 100 + number)
                async with running(Profile(home=tmp_path / "kept"), effects) as rig:
                    await rig.sync()
                    assert here(rig) == await fresh(tmp_path / f"fresh{turn}", user)
                    assert_sound(rig.store.reader)

    asyncio.run(asyncio.wait_for(scenario(), 55))


def test_edits_appear_by_themselves(
    lacking: Dovecot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lanes, "POLL_S", 0.2)
    user = lacking.add_user()
    user.fill("INBOX", 30, profile="tiny")
    user.fill("Archive", 5, seed=2, profile="tiny")
    chance = random.Random(11)

    async def scenario() -> None:
        async with running(Profile(home=tmp_path / "live")) as rig:
            await rig.add_user(user)
            await rig.sync()
            await rig.ask(commands.OpenMailbox, mailbox=rig.mailbox("Archive"))
            with SecondClient(user) as second:
                for number in range(15):
                    await asyncio.to_thread(edit, second, chance, number)
                wanted = await fresh(tmp_path / "fresh", user)
                try:
                    await rig.until(lambda: here(rig) == wanted, 15)
                except TimeoutError:
                    assert here(rig) == wanted

    asyncio.run(asyncio.wait_for(scenario(), 55))


@pytest.mark.parametrize("real", [False, True], ids=["baseless", "real"])
def test_uidvalidity_changes_and_nothing_is_lost(
    tmp_path: Path, dovecot: Dovecot, real: bool
) -> None:
    """The index is rebuilt, with the messages in the same or in another order."""
    user = dovecot.add_user()
    user.fill("INBOX", 40, profile="tiny")

    def rebuild() -> None:
        for path in user.maildir.glob("dovecot*"):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()
        if real:
            first = min((user.maildir / "cur").iterdir())
            first.unlink()

    async def scenario() -> None:
        effects = Effects(secrets=FakeSecrets())
        profile = Profile(home=tmp_path / "kept")
        async with running(profile, effects) as rig:
            await rig.add_user(user)
            await rig.sync()
            before = {row[3]: rig.key(uid) for uid, row in rig.seen().items()}
            marked = rig.key(20)
            name = rig.seen()[20][3]
            await rig.ask(commands.OpenMessage, message=marked)
            await rig.ask(commands.SetOnline, online=False)
            await rig.ask(
                commands.SetFlags, messages=[marked], add=int(Flags.ANSWERED | Flags.DRAFT)
            )
            await asyncio.to_thread(rebuild)
            await asyncio.sleep(1.1)  # the new UIDVALIDITY is a time in seconds
            await rig.ask(commands.SetOnline, online=True)
            await rig.sync()
            await rig.until(lambda: not read_operations.waiting(rig.store.reader))
            by_name = {row[3]: uid for uid, row in rig.seen().items()}
            assert len(by_name) == 40 - real
            with SecondClient(user) as second:
                assert {"\\Answered", "\\Draft"} <= second.flags(by_name[name])
            assert rig.context.runner_of(rig.key(by_name[name])).bodies.is_here(
                rig.key(by_name[name])
            )
            if not real:
                assert {name: rig.key(uid) for name, uid in by_name.items()} == before
            assert {"INBOX": rig.seen()} == await fresh(tmp_path / "fresh", user, "INBOX")
            assert_sound(rig.store.reader)

    asyncio.run(asyncio.wait_for(scenario(), 55))


def test_cut_anywhere_the_end_is_the_same(tmp_path: Path, dovecot: Dovecot) -> None:
    """A whole first sync through a proxy that breaks the first connections at many octets."""
    user = dovecot.add_user()
    user.fill("INBOX", 5, profile="tiny")

    async def scenario() -> None:
        wanted = (await fresh(tmp_path / "wanted", user, "INBOX"))["INBOX"]
        for octets in range(0, 6000, 450):
            faults = [
                Fault(effect=effect, direction=direction, at_octet=octets, connection=number)
                for number, (effect, direction) in enumerate((
                    (Effect.CUT, Direction.TO_CLIENT), (Effect.END, Direction.TO_CLIENT),
                ))
            ]  # fmt: skip
            async with (
                proxied(user.server.host, user.server.ports.imap, *faults) as proxy,
                running(Profile(home=tmp_path / f"cut{octets}")) as rig,
            ):
                await rig.add_user(user, port=proxy.port)
                for _ in range(4):
                    await asyncio.wait_for(rig.send(commands.Sync, wait=True), 10)
                await rig.sync()
                assert rig.seen() == wanted, octets
                assert_sound(rig.store.reader)

    asyncio.run(asyncio.wait_for(scenario(), 55))
