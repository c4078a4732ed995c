"""Sessions in a row: clocks that jump, profiles of before, two accounts, answers at a bad moment."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from facteur.base.errors import StoreUnavailable
from facteur.base.paths import Profile
from facteur.engine.pop.collect import Collection
from facteur.engine.pop.plan import DAY_MS
from facteur.engine.pop.receive import Receiver
from facteur.mail.account import AfterDownload, PopRules
from facteur.store.database import Store, open_writer
from facteur.store.read import pop as read_pop
from facteur.store.write import local
from facteur.store.write import pop as write_pop
from tests.support.builders import message
from tests.support.fakes import FakeClock
from tests.support.oddpop import OddPop
from tests.support.poprig import DELETE, KEEP, PopRig, play

LEAVE = PopRules(after_download=AfterDownload.LEAVE, leave_days=14)
FOLLOW = PopRules(after_download=AfterDownload.KEEP, follow_deletion=True)
TEN_YEARS_MS = 3652 * DAY_MS
HOUR_MS = 3600 * 1000


def raws(server: OddPop) -> list[bytes]:
    return [letter.raw for letter in server.letters]


# Days on the server


def test_days_are_counted_from_our_own_clock(store: Store) -> None:
    async def scene() -> None:
        async with OddPop() as server:
            server.add(message(date="Mon, 05 Feb 2001 08:00:00 +0000"))
            server.add(message(date="Mon, 05 Feb 2035 08:00:00 +0000", message_id="<2@x>"))
            clock = FakeClock(by_itself=True)
            rig = PopRig(store, server, LEAVE, clock=clock)
            await rig.session()
            for _ in range(13):
                await clock.sleep(24 * 3600)
                await rig.session()
            assert len(server.letters) == 2
            await clock.sleep(24 * 3600)
            await rig.session()
            assert server.letters == []
            assert {one.reason for one in rig.ledger()} == {"days"}

    play(scene)


@pytest.mark.parametrize("restarted", [False, True])
@pytest.mark.parametrize("jump_ms", [TEN_YEARS_MS, -TEN_YEARS_MS])
def test_a_clock_that_jumps_empties_no_maildrop(
    store: Store, restarted: bool, jump_ms: int
) -> None:
    async def scene() -> None:
        async with OddPop() as server:
            server.fill(4)
            clock = FakeClock(by_itself=True)
            rig = PopRig(store, server, LEAVE, clock=clock)
            await rig.sessions(2)
            clock.jump(jump_ms)
            if restarted:
                await rig.start()
            await rig.session()
            assert len(server.letters) == 4
            await clock.sleep(1800)
            await rig.session()
            assert len(server.letters) == 4
            clock.jump(-jump_ms)  # somebody has set it right
            await rig.session()
            await clock.sleep(2 * 3600)
            await rig.sessions(2)
            assert len(server.letters) == 4
            await clock.sleep(14 * 24 * 3600)
            await rig.sessions(2)
            assert server.letters == []

    play(scene)


@pytest.mark.parametrize("jump_ms", [HOUR_MS, -HOUR_MS])
def test_summer_time_changes_nothing(store: Store, jump_ms: int) -> None:
    async def scene() -> None:
        async with OddPop() as server:
            server.fill(2)
            clock = FakeClock(by_itself=True)
            rig = PopRig(store, server, LEAVE, clock=clock)
            await rig.session()
            await clock.sleep(14 * 24 * 3600 + 3600)
            clock.jump(jump_ms)
            await rig.session()
            assert server.letters == []

    play(scene)


# Deleted here, deleted there


def test_what_is_deleted_here_leaves_the_server_unless_it_is_restored(store: Store) -> None:
    async def scene() -> None:
        async with OddPop() as server:
            server.fill(4)
            rig = PopRig(store, server, FOLLOW)
            await rig.session()
            first, second, third, _fourth = rig.messages()
            rig.trash(first, second, third)
            store.write_now(lambda tx: local.restore(tx, [second]))
            store.write_now(lambda tx: local.erase(tx, [third], 9))
            await rig.session()
            assert [one.uidl for one in server.letters] == [b"U00002", b"U00004"]
            assert {one.reason for one in rig.ledger()} == {"deleted-here"}

    play(scene)


def test_rows_that_are_gone_delete_nothing(store: Store) -> None:
    """A lost table is no wish of the user's."""

    async def scene() -> None:
        async with OddPop() as server:
            server.fill(3)
            rig = PopRig(store, server, FOLLOW)
            await rig.session()
            store.write_now(lambda tx: tx.run("UPDATE pop_item SET message_id = NULL"))
            await rig.sessions(2)
            assert len(server.letters) == 3
            assert server.count("DELE") == 0

    play(scene)


def test_a_pinned_message_stays_whatever_the_rule(store: Store) -> None:
    async def scene() -> None:
        async with OddPop() as server:
            server.fill(2)
            rig = PopRig(store, server, KEEP)
            await rig.session()
            pinned = rig.messages()[:1]
            store.write_now(lambda tx: write_pop.set_kept(tx, pinned, kept=True))
            await rig.set_rules(replace(DELETE, follow_deletion=True))
            rig.trash(*pinned)
            await rig.sessions(2)
            assert [one.uidl for one in server.letters] == [b"U00001"]
            store.write_now(lambda tx: write_pop.set_kept(tx, pinned, kept=False))
            await rig.session()
            assert server.letters == []

    play(scene)


# A profile of before


@pytest.mark.parametrize("rules", [DELETE, LEAVE, FOLLOW])
def test_a_restored_backup_deletes_nothing_and_fetches_nothing_twice(
    tmp_path: Path, rules: PopRules
) -> None:
    async def scene() -> None:
        async with OddPop() as server:
            server.fill(4)
            profile = Profile(home=tmp_path / "profile")
            clock = FakeClock(by_itself=True)
            store = open_writer(profile)
            rig = PopRig(store, server, KEEP, clock=clock)
            await rig.session()
            rig.trash(rig.messages()[0])
            store.close()
            shutil.copytree(profile.home, tmp_path / "backup")
            rig.store = store = open_writer(profile)
            await rig.set_rules(KEEP)
            store.write_now(
                lambda tx: local.restore(tx, rig.messages(local.trash_of(tx, rig.account)))
            )
            await clock.sleep(20 * 24 * 3600)
            server.fill(2)
            await rig.session()
            store.close()
            await clock.sleep(24 * 3600)

            shutil.rmtree(profile.home)
            shutil.copytree(tmp_path / "backup", profile.home)
            rig.store = store = open_writer(profile)
            await rig.set_rules(rules)
            before = server.count("RETR")
            await rig.session()
            known = {b"U%05d" % n for n in range(1, 5)}
            assert known <= {one.uidl for one in server.letters}  # nothing of before has gone
            assert server.count("RETR") == before + 2  # what the backup does not know
            everything = rig.collected() + [
                store.reader.content.read(one.sha256)
                for one in rig.items()
                if one.in_trash and one.sha256
            ]
            assert len(everything) == len(set(everything)) == 6
            store.close()

    play(scene)


# Two accounts on one maildrop


@pytest.mark.parametrize("order", ["keeper first", "deleter first", "interleaved"])
def test_two_accounts_on_one_maildrop(store: Store, order: str) -> None:
    async def scene() -> None:
        async with OddPop() as server:
            server.fill(6)
            held = sorted(raws(server))
            keeper = PopRig(store, server, KEEP, address="keeper@example.test")
            deleter = PopRig(store, server, DELETE, address="deleter@example.test")
            if order == "keeper first":
                await keeper.session()
                await deleter.session()
                assert sorted(keeper.collected()) == held
            elif order == "deleter first":
                await deleter.session()
                await keeper.session()
                assert keeper.collected() == []
            else:
                server.answer = lambda text: b"-ERR busy\r\n" if text == "RETR 3" else None
                await deleter.session()
                server.answer = lambda _text: None
                await keeper.session()
                await deleter.session()
                assert len(keeper.collected()) == 1
            await deleter.sessions(2)
            await keeper.sessions(2)
            assert server.letters == []
            assert sorted(deleter.collected()) == held
            assert {one.outcome for one in deleter.ledger()} == {"gone"}
            assert keeper.ledger() == []
            assert all(one.sha256 for one in keeper.items())

    play(scene)


# Copies that break


def test_a_damaged_copy_keeps_the_message_on_the_server_until_it_came_again(store: Store) -> None:
    async def scene() -> None:
        async with OddPop() as server:
            server.fill(3)
            held = sorted(raws(server))
            rig = PopRig(store, server, KEEP)
            await rig.session()
            damage = "UPDATE chunk SET data = zeroblob(40) WHERE id = (SELECT max(id) FROM chunk)"
            store.content_write_now(lambda content: content._write.execute(damage))
            await rig.set_rules(DELETE)
            await rig.session()
            assert len(server.letters) == 1
            await rig.session()
            assert server.count("RETR") == 4
            assert server.letters == []
            assert sorted(rig.collected()) == held
            assert len(rig.messages()) == 3

    play(scene)


def test_what_was_erased_here_is_not_fetched_again_for_want_of_a_copy(store: Store) -> None:
    async def scene() -> None:
        async with OddPop() as server:
            server.fill(2)
            rig = PopRig(store, server, KEEP)
            await rig.session()
            store.write_now(lambda tx: tx.run("UPDATE pop_item SET proven_ms = 0"))
            erased = rig.messages()[:1]
            rig.trash(*erased)
            for sha256 in store.write_now(lambda tx: local.erase(tx, erased, 9)):
                store.content_write_now(
                    lambda content, name=sha256: content.release_whole(rig.account, name)
                )
                store.content_write_now(
                    lambda content, name=sha256: content.collect([name], before_ms=1 << 60)
                )
            await rig.sessions(3)
            assert server.count("RETR") == 2
            assert len(rig.messages()) == 1

    play(scene)


# The user's answer


def test_nothing_is_removed_before_the_answer_and_all_after_it(store: Store) -> None:
    async def scene() -> None:
        async with OddPop() as server:
            server.fill(5)
            rig = PopRig(store, server, DELETE, allow=False)
            outcome = await rig.session()
            assert outcome.asked
            state = read_pop.state(store.reader, rig.account)
            assert (state.asked_count, state.asked_unproven) == (5, 0)
            assert state.asked_octets == sum(len(raw) for raw in raws(server))
            rig.answer(allow=True)
            await rig.session()
            assert server.letters == []
            server.fill(300)
            assert (await rig.whole_pass()) > 1
            assert len(server.letters) == 300
            assert read_pop.state(store.reader, rig.account).asked_count > 200
            rig.answer(allow=True)
            await rig.whole_pass()
            assert server.letters == []

    play(scene, 60)


@pytest.mark.parametrize("allow", [True, False])
def test_an_answer_during_a_session_is_not_overwritten(
    store: Store, monkeypatch: pytest.MonkeyPatch, allow: bool
) -> None:
    usual = Receiver.commit

    async def scene() -> None:
        async with OddPop() as server:
            server.fill(3)
            rig = PopRig(store, server, DELETE, allow=not allow)

            async def answered(*arguments: object) -> None:
                await usual(*arguments)  # pyright: ignore[reportArgumentType]
                state = replace(
                    read_pop.state(store.reader, rig.account),
                    permission="allowed" if allow else "kept",
                )
                await store.write(lambda tx: write_pop.set_maildrop(tx, rig.account, state))

            monkeypatch.setattr(Receiver, "commit", answered)
            await rig.session()
            wanted = "allowed" if allow else "kept"
            state = read_pop.state(store.reader, rig.account)
            assert (state.permission, state.asked_count) == (wanted, 0)
            assert len(server.letters) == 3  # a "no" holds at once, a "yes" from the next session
            await rig.sessions(2)
            assert len(server.letters) == (0 if allow else 3)

    play(scene)


# Room, and the size of a session


def test_without_room_nothing_is_begun(store: Store) -> None:
    async def scene() -> None:
        async with OddPop() as server:
            server.fill(2)
            rig = PopRig(store, server, DELETE)
            await rig.start()
            assert rig.collection is not None
            rig.collection = Collection(rig.collection._around, lambda: 1 << 20, set())
            with pytest.raises(StoreUnavailable, match="disk-low"):
                await rig.session()
            assert server.count("RETR") == server.count("DELE") == 0
            await rig.start()
            await rig.session()
            assert server.letters == []

    play(scene)


def test_a_large_maildrop_takes_sessions_that_each_end(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("facteur.engine.pop.collect.SESSION_MESSAGES", 10)
    monkeypatch.setattr("facteur.engine.pop.fetching.RUN_MESSAGES", 5)

    async def scene() -> None:
        async with OddPop() as server:
            server.fill(34)
            held = sorted(raws(server))
            rig = PopRig(store, server, DELETE)
            assert await rig.whole_pass() == 4
            assert server.count("QUIT") == 4
            assert server.letters == []
            assert sorted(rig.collected()) == held
            assert read_pop.state(store.reader, rig.account).settled

    play(scene)


def test_nothing_new_asks_for_the_listings_alone(store: Store) -> None:
    async def scene() -> None:
        async with OddPop() as server:
            server.fill(20)
            rig = PopRig(store, server, KEEP)
            await rig.session()
            server.heard.clear()
            await rig.session()
            verbs = {text.split()[0] for text in server.heard}
            assert verbs <= {"CAPA", "AUTH", "USER", "PASS", "STAT", "LIST", "UIDL", "QUIT"} | {
                text for text in server.heard if " " not in text
            }
            assert server.count("RETR") == server.count("TOP") == 0

    play(scene)


def test_a_failed_session_ends_without_quit(store: Store) -> None:
    async def scene() -> None:
        async with OddPop() as server:
            server.fill(2)
            rig = PopRig(store, server, DELETE)

            async def fail(*_: object) -> None:
                raise StoreUnavailable("disk-full")

            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(Receiver, "commit", fail)
                with pytest.raises(StoreUnavailable):
                    await rig.session()
            assert server.count("QUIT") == server.count("DELE") == 0

    play(scene)
