"""Preferences are kept and obeyed at once, identities are kept, notices are put away."""

import asyncio

import pytest

from facteur.base.paths import Profile
from facteur.engine.effects import Effects
from facteur.link import commands, events
from facteur.mail.account import Identity, Preferences, Texts
from facteur.mail.keys import AccountKey
from facteur.store.read import accounts as read_accounts
from facteur.store.read import notices as read_notices
from facteur.store.rows import NoticeFamily
from facteur.store.write import notices as write_notices
from tests.support.enginerig import Rig, running
from tests.support.fakes import FakeClock, FakeSecrets
from tests.support.oddrig import filled, play
from tests.support.oddserver import OddServer

CAPABILITIES = "IMAP4rev1 UIDPLUS ENABLE ESEARCH LITERAL+ IDLE"


def account(rig: Rig) -> AccountKey:
    return next(iter(rig.context.runners())).key


def test_a_paused_account_asks_nothing_until_it_goes_on(profile: Profile) -> None:
    async def scene(rig: Rig, server: OddServer) -> None:
        key = account(rig)
        await rig.ask(commands.Sync, wait=True)
        await rig.ask(commands.Prefer, account=key, colour="teal", paused=True, interval_s=900)
        await rig.event(events.AccountStateChanged, lambda one: one.state == "paused")
        kept = read_accounts.account(rig.store.reader, key).preferences
        assert kept == Preferences(colour="teal", paused=True, interval_s=900)
        heard = len(server.heard)
        assert (await rig.refused(commands.Sync, wait=True)).code == "paused"
        await rig.ask(commands.SetOnline, online=True)  # that is not what holds it
        await rig.ask(commands.SetFlags, messages=[rig.key(1)], add=4)
        await asyncio.sleep(0.2)
        said = [line for line in server.heard[heard:] if not line.startswith(("LOGOUT", "DONE"))]
        assert said == []
        await rig.ask(commands.Prefer, account=key)
        await rig.ask(commands.Sync, wait=True)
        await rig.until(lambda: any("STORE" in line for line in server.heard))

    play(profile, filled(3, CAPABILITIES), scene, Effects(secrets=FakeSecrets()))


def test_an_account_that_was_paused_begins_paused(profile: Profile) -> None:
    async def scenario() -> None:
        effects = Effects(secrets=FakeSecrets())
        async with filled(3, CAPABILITIES) as server:
            async with running(profile, effects) as rig:
                await rig.add(server.fields(), "secret")
                await rig.ask(commands.Prefer, account=account(rig), paused=True)
            heard = len(server.heard)
            async with running(profile, effects) as rig:
                await rig.event(events.AccountStateChanged, lambda one: one.state == "paused")
                await asyncio.sleep(0.1)
                assert server.heard[heard:] == []

    asyncio.run(asyncio.wait_for(scenario(), 30))


def test_texts_of_one_account_go_by_its_own_wish(profile: Profile) -> None:
    async def scene(rig: Rig, server: OddServer) -> None:
        key = account(rig)
        await rig.ask(commands.Sync, wait=True)
        await asyncio.sleep(0.1)
        runner = rig.context.runner_of(rig.key(1))
        assert not runner.is_here(rig.key(1))
        await rig.ask(commands.Prefer, account=key, texts="all")
        await rig.until(lambda: runner.is_here(rig.key(1)))
        assert read_accounts.account(rig.store.reader, key).preferences.texts is Texts.ALL

    # The messages are older than what the settings bring the texts of.
    clock = FakeClock(now_ms=1_795_420_800_000 + 200 * 86_400_000)
    play(profile, filled(2, CAPABILITIES), scene, Effects(secrets=FakeSecrets(), clock=clock))


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"colour": "mauve"}, "colour-invalid"),
        ({"interval_s": 3}, "interval-invalid"),
        ({"texts": "some"}, "texts-invalid"),
        ({"account": 99}, "no-account"),
    ],
)
def test_nonsense_is_refused_and_changes_nothing(
    profile: Profile, fields: dict[str, object], code: str
) -> None:
    async def scene(rig: Rig, _server: OddServer) -> None:
        said = {"account": account(rig)} | fields
        assert (await rig.refused(commands.Prefer, **said)).code == code
        (one,) = read_accounts.accounts(rig.store.reader)
        assert one.preferences == Preferences()

    play(profile, filled(1, CAPABILITIES), scene, Effects(secrets=FakeSecrets()))


def test_the_account_without_a_server_has_a_colour_and_nothing_to_pause(profile: Profile) -> None:
    async def scenario() -> None:
        async with running(profile, Effects(secrets=FakeSecrets())) as rig:
            done = await rig.ask(commands.AddLocalAccount)
            await rig.ask(commands.Prefer, account=done.account, colour="red")
            refused = await rig.refused(commands.Prefer, account=done.account, paused=True)
            assert refused.code == "account-local"
            (one,) = read_accounts.accounts(rig.store.reader)
            assert one.preferences == Preferences(colour="red")

    asyncio.run(asyncio.wait_for(scenario(), 30))


def test_identities_are_replaced_whole_and_looked_at_first(profile: Profile) -> None:
    async def scene(rig: Rig, _server: OddServer) -> None:
        key = account(rig)
        first = [
            commands.IdentityFields(name=" Claire ", address=" c@example.org "),
            commands.IdentityFields(name="", address="shop@example.org", reply_to="r@example.org"),
        ]
        await rig.ask(commands.SetIdentities, account=key, identities=first)
        wrong = [commands.IdentityFields(name="x", address="nobody")]
        refused = await rig.refused(commands.SetIdentities, account=key, identities=wrong)
        assert refused.code == "address-invalid"
        (one,) = read_accounts.accounts(rig.store.reader)
        assert one.identities == (
            Identity(name="Claire", address="c@example.org"),
            Identity(name="", address="shop@example.org", reply_to="r@example.org"),
        )
        await rig.ask(commands.SetIdentities, account=key, identities=first[1:])
        (one,) = read_accounts.accounts(rig.store.reader)
        assert len(one.identities) == 1

    play(profile, filled(1, CAPABILITIES), scene, Effects(secrets=FakeSecrets()))


def test_notices_are_put_away(profile: Profile) -> None:
    async def scene(rig: Rig, _server: OddServer) -> None:
        await rig.store.write(
            lambda tx: write_notices.tell(
                tx, account=None, family=NoticeFamily.DONE, code="x", happened_ms=1
            )
        )
        await rig.event(events.NoticesChanged)
        (one,) = read_notices.notices(rig.store.reader)
        await rig.ask(commands.DismissNotices, notices=[one.key])
        assert read_notices.notices(rig.store.reader) == []

    play(profile, filled(1, CAPABILITIES), scene, Effects(secrets=FakeSecrets()))
