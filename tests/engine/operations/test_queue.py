"""Changes are shown at once, sent when that is possible, once, and never as a replacement."""

import asyncio
import threading

import pytest

from facteur.base.paths import Profile
from facteur.engine import messagecommands
from facteur.engine.effects import Effects
from facteur.link import commands, events
from facteur.mail.flags import Flags
from facteur.store.read import operations as read_operations
from facteur.store.rows import Operation
from facteur.store.transaction import Transaction
from tests.support.builders import message
from tests.support.enginerig import Rig, running
from tests.support.fakes import FakeSecrets
from tests.support.mailserver import Dovecot, MailUser
from tests.support.oddrig import filled, play
from tests.support.oddserver import CUT, OddServer
from tests.support.secondclient import SecondClient

STAR = int(Flags.FLAGGED)
IDLING = "IMAP4rev1 UIDPLUS ENABLE ESEARCH LITERAL+ IDLE"


def waiting(rig: Rig) -> list[Operation]:
    return read_operations.waiting(rig.store.reader)


async def star(rig: Rig, *uids: int) -> None:
    await rig.ask(commands.SetFlags, messages=[rig.key(uid) for uid in uids], add=STAR)


async def sent(rig: Rig) -> None:
    await rig.until(lambda: not waiting(rig))


def test_offline_changes_are_shown_and_sent_on_return(profile: Profile) -> None:
    async def scene(rig: Rig, server: OddServer) -> None:
        await rig.ask(commands.SetOnline, online=False)
        await star(rig, 1, 3)
        await rig.ask(
            commands.SetFlags, messages=[rig.key(2)], add=int(Flags.SEEN), add_keywords=["$x"]
        )
        assert [rig.seen()[uid][0] for uid in (1, 2, 3)] == [4, 1, 4]
        assert server.count("UID STORE") == 0
        await rig.ask(commands.SetOnline, online=True)
        await sent(rig)
        assert [server.inbox.held[uid].flags for uid in (1, 2, 3)] == [
            {"\\Flagged"}, {"\\Seen", "$x"}, {"\\Flagged"},
        ]  # fmt: skip
        assert server.count("UID STORE") == 2

    play(profile, filled(3), scene)


def test_taken_back_before_it_is_sent_it_was_never_there(profile: Profile) -> None:
    async def scene(rig: Rig, server: OddServer) -> None:
        await rig.ask(commands.SetOnline, online=False)
        await star(rig, 1)
        await rig.ask(commands.SetFlags, messages=[rig.key(1)], remove=STAR)
        await rig.ask(commands.SetOnline, online=True)
        await rig.sync()
        assert waiting(rig) == []
        assert server.count("UID STORE") == 0

    play(profile, filled(1), scene)


def test_an_engine_that_ends_keeps_what_waits(profile: Profile) -> None:
    async def scenario() -> None:
        async with filled(2) as server:
            secrets = FakeSecrets()
            async with running(profile, Effects(secrets=secrets)) as rig:
                await rig.add(server.fields(), "secret")
                await rig.sync()
                await rig.ask(commands.SetOnline, online=False)
                await star(rig, 1)
            async with running(profile, Effects(secrets=secrets)) as rig:
                await sent(rig)
            assert server.inbox.held[1].flags == {"\\Flagged"}

    asyncio.run(asyncio.wait_for(scenario(), 30))


def test_a_cut_after_store_was_heard_is_harmless(profile: Profile) -> None:
    """It was done, nobody said so: it is sent again and means the same."""
    cuts = [1]

    async def scene(rig: Rig, server: OddServer) -> None:
        def cut(text: str) -> str | None:
            if text.startswith("UID STORE") and cuts[0]:
                cuts[0] -= 1
                server.inbox.mark(1, {"\\Flagged"})
                return CUT
            return None

        server.answer = cut
        await star(rig, 1)
        await sent(rig)
        assert server.inbox.held[1].flags == {"\\Flagged"}
        assert server.count("UID STORE 1 +FLAGS") == 2

    play(profile, filled(1), scene)


@pytest.mark.parametrize("code", ["NOPERM", "OVERQUOTA", "CANNOT", "EXPUNGEISSUED", ""])
def test_refused_for_good_shows_what_the_server_has(profile: Profile, code: str) -> None:
    async def scene(rig: Rig, server: OddServer) -> None:
        answer = f"NO [{code}] no way" if code else "NO no way"
        server.answer = lambda text: answer if text.startswith("UID STORE 1 ") else None
        await star(rig, 1)
        (failed,) = await rig.until(lambda: [one for one in waiting(rig) if one.state == "failed"])
        await star(rig, 2)
        await rig.until(lambda: server.inbox.held[2].flags)
        assert (failed.code, failed.server_text) == (code.lower() or "refused", "no way")
        await rig.until(lambda: rig.seen()[1][0] == 0)
        server.answer = lambda _text: None
        await rig.ask(commands.RetryOperation, operation=failed.key)
        await sent(rig)
        assert server.inbox.held[1].flags == {"\\Flagged"}

    server = filled(2)
    play(profile, server, scene)


def test_put_off_is_tried_five_times_and_then_waits_for_the_user(profile: Profile) -> None:
    async def scene(rig: Rig, server: OddServer) -> None:
        server.answer = lambda text: (
            "NO [UNAVAILABLE] later" if text.startswith("UID STORE") else None
        )
        await star(rig, 1)
        for _ in range(6):
            await rig.sync()
        assert server.count("UID STORE") == 5
        (failed,) = waiting(rig)
        assert (failed.state, failed.code) == ("failed", "unavailable")
        await rig.ask(commands.DiscardOperation, operation=failed.key)
        assert waiting(rig) == []
        assert rig.seen()[1][0] == 0

    play(profile, filled(1), scene)


class Held:
    """Keeps back the answers to one verb; `asked` is set when one waits."""

    def __init__(self, server: OddServer, verb: str) -> None:
        self.asked = asyncio.Event()
        self.go = asyncio.Event()
        self._verb = verb
        server.hold = self._hold

    async def _hold(self, text: str) -> None:
        if text.startswith(self._verb):
            self.asked.set()
            await self.go.wait()


async def online(rig: Rig, server: OddServer) -> None:
    """Wait until the front lane has a connection and nothing to do."""
    idling = server.count("IDLE")
    await rig.ask(commands.OpenMailbox, mailbox=rig.mailbox())
    await rig.until(lambda: server.count("IDLE") > idling)


def test_online_it_is_sent_while_the_store_is_busy(profile: Profile) -> None:
    """What waits for the store is the settling, and no change waits for that."""

    async def scene(rig: Rig, server: OddServer) -> None:
        await online(rig, server)
        held, busy, over = Held(server, "UID STORE 1 "), threading.Event(), threading.Event()
        await star(rig, 1)
        await held.asked.wait()
        await star(rig, 2)  # taken and handed over; the first is still on its way

        def occupy(_tx: Transaction) -> None:
            busy.set()
            assert over.wait(10)

        occupying = asyncio.create_task(rig.store.write(occupy, urgent=True))
        assert await asyncio.to_thread(busy.wait, 10)
        held.go.set()
        await rig.until(lambda: "\\Flagged" in server.inbox.held[2].flags)
        assert {one.state for one in waiting(rig)} == {"inflight"}
        over.set()
        await occupying
        await sent(rig)

    play(profile, filled(2, IDLING), scene)


def test_what_was_handed_over_and_not_sent_waits_again(profile: Profile) -> None:
    async def scene(rig: Rig, server: OddServer) -> None:
        await online(rig, server)
        held = Held(server, "UID FETCH")
        opening = rig.send(commands.OpenMessage, message=rig.key(1))  # occupies the lane
        await held.asked.wait()
        await star(rig, 2)
        assert [one.state for one in waiting(rig)] == ["inflight"]
        await rig.ask(commands.SetOnline, online=False)
        await rig.until(lambda: [one.state for one in waiting(rig)] == ["queued"])
        held.go.set()
        await opening
        assert server.count("UID STORE") == 0
        # It may have been sent, for all anybody knows: the taking back is a change of its own.
        await rig.ask(commands.SetFlags, messages=[rig.key(2)], remove=STAR)
        assert len(waiting(rig)) == 2
        await rig.ask(commands.SetOnline, online=True)
        await sent(rig)
        assert server.inbox.held[2].flags == set()
        assert server.count("UID STORE 2 +FLAGS") == server.count("UID STORE 2 -FLAGS") == 1

    play(profile, filled(2, IDLING), scene)


def test_who_asked_may_leave_at_once(profile: Profile) -> None:
    async def scene(rig: Rig, server: OddServer) -> None:
        await online(rig, server)
        command = commands.SetFlags(request=99, messages=(rig.key(1),), add=STAR)
        asking = asyncio.create_task(messagecommands.set_flags(rig.context, command))
        await asyncio.sleep(0)
        asking.cancel()
        await rig.until(lambda: "\\Flagged" in server.inbox.held[1].flags)
        await sent(rig)

    play(profile, filled(1, IDLING), scene)


def test_a_read_only_mailbox_and_a_flag_that_is_not_kept(profile: Profile) -> None:
    async def scene(rig: Rig, server: OddServer) -> None:
        server.inbox.permanent = "\\Seen"
        server.hang_up()
        await star(rig, 1)
        (failed,) = await rig.until(lambda: [one for one in waiting(rig) if one.state == "failed"])
        assert failed.code == "flags-not-stored"
        server.inbox.read_only = True
        server.hang_up()
        await rig.ask(commands.SetFlags, messages=[rig.key(2)], add=int(Flags.SEEN))
        failed = await rig.until(lambda: [one for one in waiting(rig) if one.code == "read-only"])
        assert server.count("UID STORE") == 0
        assert all(row[0] == 0 for row in rig.seen().values())

    play(profile, filled(2), scene)


def test_the_user_hears_how_much_waits(profile: Profile) -> None:
    async def scene(rig: Rig, server: OddServer) -> None:
        await rig.ask(commands.SetOnline, online=False)
        await star(rig, 1, 2)
        await rig.event(events.AccountStateChanged, lambda one: one.waiting == 2)
        await rig.ask(commands.SetOnline, online=True)
        await rig.until(
            lambda: (
                [one for one in rig.events if isinstance(one, events.AccountStateChanged)][
                    -1
                ].waiting
                == 0
            )
        )

    play(profile, filled(2), scene)


@pytest.mark.server
@pytest.mark.slow
def test_on_a_real_server_nothing_is_replaced_and_nothing_expunged(
    profile: Profile, logging_dovecot: Dovecot, logged_user: MailUser
) -> None:
    async def scenario() -> None:
        with SecondClient(logged_user) as second:
            for number in range(3):
                second.append(message(subject=f"S{number}"), "\\Answered", "$mine")
            async with running(profile) as rig:
                await rig.add_user(logged_user)
                await rig.sync()
                logging_dovecot.rawlog(logged_user).clear()
                second.add_flags([1], "$theirs")
                await star(rig, 1, 2)
                await rig.ask(
                    commands.SetFlags, messages=[rig.key(3)], add=int(Flags.DELETED),
                    remove=int(Flags.ANSWERED), remove_keywords=["$mine"], add_keywords=["$new"],
                )  # fmt: skip
                await sent(rig)
                await rig.ask(commands.SetFlags, messages=[rig.key(3)], remove=int(Flags.DELETED))
                await sent(rig)
            assert second.flags(1) == {"\\Answered", "\\Flagged", "$mine", "$theirs"}
            assert second.flags(2) == {"\\Answered", "\\Flagged", "$mine"}
            assert second.flags(3) == {"$new"}

    asyncio.run(asyncio.wait_for(scenario(), 30))
    said = [
        text.upper() for text in logging_dovecot.rawlog(logged_user).commands()
        if "$THEIRS" not in text.upper()
    ]  # fmt: skip
    stores = [text for text in said if " STORE " in text]
    assert stores
    assert all(" +FLAGS" in text or " -FLAGS" in text for text in stores)
    assert not [
        text for text in said if text.startswith(("CLOSE", "EXPUNGE", "UID EXPUNGE", "STORE"))
    ]
