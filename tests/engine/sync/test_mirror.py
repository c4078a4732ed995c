"""The store and the server become alike, and nothing is taken from a server that lies."""

import asyncio

import pytest

from facteur.base.paths import Profile
from facteur.engine import lane as lanes
from facteur.link import commands
from facteur.mail.flags import Flags
from facteur.store.read import mailboxes as read_mailboxes
from facteur.store.read import operations as read_operations
from tests.support.enginerig import Rig
from tests.support.oddrig import filled, play
from tests.support.oddserver import CUT, Box, OddServer

BASE = "IMAP4rev1 UIDPLUS ENABLE ESEARCH LITERAL+"
MANY = 80  # more than the brake lets go unasked


def uids(rig: Rig) -> list[int]:
    return sorted(rig.seen())


async def again(rig: Rig) -> None:
    """Sync on connections of their own."""
    await rig.ask(commands.SetOnline, online=False)
    await rig.ask(commands.SetOnline, online=True)
    await rig.sync()


@pytest.mark.parametrize("capabilities", [BASE, "IMAP4rev1", f"{BASE} CONDSTORE"])
def test_what_happened_meanwhile_is_taken_over(profile: Profile, capabilities: str) -> None:
    async def scene(rig: Rig, server: OddServer) -> None:
        assert uids(rig) == [1, 2, 3]
        server.inbox.mark(2, {"\\Seen", "$work"})
        del server.inbox.held[1]
        server.inbox.add("new")
        await again(rig)
        assert uids(rig) == [2, 3, 4]
        assert rig.seen()[2][:2] == (Flags.SEEN, "$work")
        server.inbox.held.clear()
        await again(rig)
        assert uids(rig) == []

    play(profile, filled(3, capabilities), scene)


def test_a_quiet_mailbox_costs_one_command(profile: Profile) -> None:
    async def scene(rig: Rig, server: OddServer) -> None:
        await again(rig)
        server.heard.clear()
        await again(rig)
        said = [text for text in server.heard if text.split()[0] not in {"LOGIN", "CAPABILITY"}]
        assert [text for text in said if "FETCH" in text or "SEARCH" in text] == []

    play(profile, filled(3, f"{BASE} CONDSTORE"), scene)


# Lies


def lie_in_search(text: str) -> str | None:
    if text.startswith("UID SEARCH"):
        return "* ESEARCH UID\r\nOK done"
    return None


def test_an_empty_search_removes_nothing(profile: Profile) -> None:
    async def scene(rig: Rig, server: OddServer) -> None:
        server.answer = lie_in_search
        server.inbox.add("new")
        del server.inbox.held[1]  # so that the counts are looked at
        await again(rig)
        assert uids(rig) == list(range(2, MANY + 2))

    play(profile, filled(MANY), scene)


def test_an_exists_that_shrank_removes_nothing(profile: Profile) -> None:
    def lie(text: str) -> str | None:
        if text.startswith("SELECT"):
            return "* 0 EXISTS\r\n* OK [UIDVALIDITY 7]\r\n* OK [UIDNEXT 81]\r\nOK [READ-WRITE] done"
        return lie_in_search(text)

    async def scene(rig: Rig, server: OddServer) -> None:
        server.answer = lie
        await again(rig)
        server.answer = lambda _text: None
        await again(rig)
        assert len(uids(rig)) == MANY

    play(profile, filled(MANY), scene)


def test_a_shrinking_exists_while_idling_removes_nothing(profile: Profile) -> None:
    async def scene(rig: Rig, server: OddServer) -> None:
        await rig.ask(commands.OpenMailbox, mailbox=rig.mailbox())
        await rig.until(lambda: server.count("IDLE") >= 1)
        server.say("* 0 EXISTS")
        before = server.count("UID SEARCH")
        await rig.until(lambda: server.count("UID SEARCH") > before)
        await rig.until(lambda: server.count("IDLE") >= 2)
        assert len(uids(rig)) == MANY

    play(profile, filled(MANY, f"{BASE} IDLE"), scene)


@pytest.mark.parametrize("fresh", ["tells the truth", "cannot be had"])
def test_a_mass_vanish_is_asked_about_on_a_fresh_connection(profile: Profile, fresh: str) -> None:
    lying = f"{BASE} CONDSTORE QRESYNC"
    examined: list[int] = []

    def lie(text: str) -> str | None:
        if text.startswith("ENABLE"):
            return "* ENABLED QRESYNC\r\nOK done"
        if text.startswith("SELECT") and "QRESYNC" in text:
            return (
                f"* {MANY} EXISTS\r\n* OK [UIDVALIDITY 7]\r\n* OK [UIDNEXT {MANY + 1}]\r\n"
                f"* OK [HIGHESTMODSEQ 500]\r\n* VANISHED (EARLIER) 1:{MANY}\r\nOK [READ-WRITE] done"
            )
        if text.startswith("EXAMINE"):
            examined.append(1)
            return "NO not now" if fresh == "cannot be had" else None
        return None

    async def scene(rig: Rig, server: OddServer) -> None:
        server.answer = lie
        await again(rig)
        assert examined
        assert len(uids(rig)) == MANY
        state = read_mailboxes.sync_state(rig.store.reader, rig.mailbox())
        assert bool(state.suspect_ms) == (fresh == "cannot be had")

    server = filled(MANY, lying)
    server.answer = lambda text: (
        "* ENABLED QRESYNC\r\nOK done" if text.startswith("ENABLE") else None
    )
    play(profile, server, scene)


def test_a_true_mass_removal_is_believed_after_asking(profile: Profile) -> None:
    async def scene(rig: Rig, server: OddServer) -> None:
        server.inbox.held = {5: server.inbox.held[5]}
        await again(rig)
        assert uids(rig) == [5]
        assert server.count("EXAMINE") == 1

    play(profile, filled(MANY), scene)


def test_ok_without_data_loses_nothing(profile: Profile) -> None:
    async def scene(rig: Rig, server: OddServer) -> None:
        server.answer = lambda text: "OK done" if text.startswith("UID FETCH") else None
        server.inbox.add("new")
        del server.inbox.held[1]  # so that the count is the same
        await again(rig)
        assert uids(rig) == list(range(2, MANY + 1))
        server.answer = lambda _text: None
        await again(rig)
        assert uids(rig) == list(range(2, MANY + 2))

    play(profile, filled(MANY), scene)


def test_search_all_numbers_there_are_is_nonsense(profile: Profile) -> None:
    async def scene(rig: Rig, server: OddServer) -> None:
        server.answer = lambda text: (
            "* ESEARCH UID ALL 1:4294967295\r\nOK done" if text.startswith("UID SEARCH") else None
        )
        del server.inbox.held[1]
        await rig.ask(commands.SetOnline, online=False)
        await rig.ask(commands.SetOnline, online=True)
        problem = await rig.refused(commands.Sync, wait=True, mailbox=rig.mailbox())
        assert problem.family == "protocol"
        assert len(uids(rig)) == 4

    play(profile, filled(4), scene)


@pytest.mark.parametrize("verb", ["SELECT", "UID FETCH", "UID SEARCH", "LIST"])
def test_a_cut_at_any_command_is_made_good(profile: Profile, verb: str) -> None:
    cuts = [2]

    def cut(text: str) -> str | None:
        if text.startswith(verb) and cuts[0]:
            cuts[0] -= 1
            return CUT
        return None

    async def scene(rig: Rig, server: OddServer) -> None:
        server.answer = cut
        server.inbox.add("new")
        del server.inbox.held[1]
        for _ in range(3):
            await rig.ask(commands.SetOnline, online=False)
            await rig.ask(commands.SetOnline, online=True)
            await asyncio.wait_for(rig.send(commands.Sync, wait=True), 20)
        assert uids(rig) == [2, 3, 4]

    play(profile, filled(3), scene)


@pytest.mark.slow
def test_cut_after_every_few_octets_the_end_is_the_same(profile: Profile) -> None:
    """Each time something changed, the next connections break at an octet, the one after works."""

    async def scene(rig: Rig, server: OddServer) -> None:
        for octets in range(0, 2600, 13):
            box = server.inbox
            box.add()
            box.mark(min(box.held), {"\\Flagged"} if octets % 2 else set())
            if len(box.held) > 6:
                del box.held[sorted(box.held)[1]]
            await rig.ask(commands.SetOnline, online=False)
            server.cut_next = [octets, octets]
            await rig.ask(commands.SetOnline, online=True)
            for _ in range(2):
                await asyncio.wait_for(rig.send(commands.Sync, wait=True), 10)
            server.cut_next = []
            await rig.sync()
            flags = {
                uid: {"\\Flagged"} if row[0] == 4 else set() for uid, row in rig.seen().items()
            }
            assert flags == {uid: held.flags for uid, held in box.held.items()}, octets

    play(profile, filled(3, f"{BASE} CONDSTORE"), scene)


# News as it happens


def test_news_appears_by_itself_with_idle(profile: Profile) -> None:
    async def scene(rig: Rig, server: OddServer) -> None:
        await rig.until(lambda: server.count("IDLE") >= 1)
        server.inbox.add("new")
        server.say("* 4 EXISTS")
        await rig.until(lambda: 4 in rig.seen())
        await rig.until(lambda: server.count("IDLE") >= 2)
        server.inbox.mark(2, {"\\Flagged"})
        server.say("* 2 FETCH (FLAGS (\\Flagged))")
        await rig.until(lambda: rig.seen()[2][0] == Flags.FLAGGED)
        await rig.until(lambda: server.count("IDLE") >= 3)
        # One goes and one comes: the count stays the same.
        del server.inbox.held[1]
        server.inbox.add("newer")
        server.say("* 1 EXPUNGE")
        server.say("* 4 EXISTS")
        await rig.until(lambda: uids(rig) == [2, 3, 4, 5])

    play(profile, filled(3, f"{BASE} IDLE"), scene)


def test_news_appears_by_itself_without_idle(
    profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lanes, "POLL_S", 0.01)
    told: list[str] = []

    def poll(text: str) -> str | None:
        return f"{told.pop()}\r\nOK done" if text == "NOOP" and told else None

    async def scene(rig: Rig, server: OddServer) -> None:
        server.inbox.add("new")
        told.append("* 4 EXISTS")
        await rig.until(lambda: 4 in rig.seen())

    server = filled(3)
    server.answer = poll
    play(profile, server, scene)


def test_an_answer_that_cannot_be_read_is_no_endless_comparing(profile: Profile) -> None:
    async def scene(rig: Rig, server: OddServer) -> None:
        await rig.until(lambda: server.count("IDLE") >= 1)
        server.answer = lambda text: (
            "* 1 FETCH (FLAGS\r\n* ESEARCH UID ALL 1:3\r\nOK done"
            if text.startswith("UID SEARCH")
            else None
        )
        server.say("* 1 FETCH (FLAGS")
        await rig.until(lambda: server.count("UID SEARCH") >= 1)
        await rig.until(lambda: server.count("IDLE") >= 2)
        await asyncio.sleep(0.1)
        assert server.count("UID SEARCH") <= 4
        assert uids(rig) == [1, 2, 3]

    play(profile, filled(3, f"{BASE} IDLE"), scene)


def test_flags_of_a_message_not_known_by_number_are_asked_for(profile: Profile) -> None:
    async def scene(rig: Rig, server: OddServer) -> None:
        await rig.ask(commands.SetOnline, online=False)
        await rig.ask(commands.SetOnline, online=True)  # nothing is told by number this time
        before = server.count("IDLE")
        await rig.until(lambda: server.count("IDLE") > before)
        server.inbox.mark(2, {"\\Flagged"})
        server.say("* 2 FETCH (FLAGS (\\Flagged))")
        await rig.until(lambda: rig.seen()[2][0] == Flags.FLAGGED)

    play(profile, filled(3, f"{BASE} IDLE CONDSTORE"), scene)


def test_what_goes_while_uids_are_compared_is_not_missed(profile: Profile) -> None:
    async def scene(rig: Rig, server: OddServer) -> None:
        await rig.ask(commands.SetOnline, online=False)
        await rig.ask(commands.SetOnline, online=True)
        before = server.count("IDLE")
        await rig.until(lambda: server.count("IDLE") > before)

        async def hold(text: str) -> None:
            if text.startswith("UID SEARCH") and 3 in server.inbox.held:
                del server.inbox.held[3]  # the answer still lists it
                server.say("* 2 EXPUNGE")

        server.hold = hold
        del server.inbox.held[1]
        server.say("* 1 EXPUNGE")
        await rig.until(lambda: uids(rig) == [2, 4])

    play(profile, filled(4, f"{BASE} IDLE CONDSTORE"), scene)


# UIDVALIDITY


def test_the_same_messages_under_a_new_uidvalidity_are_kept(profile: Profile) -> None:
    async def scene(rig: Rig, server: OddServer) -> None:
        key = rig.key(2)
        await rig.ask(commands.OpenMessage, message=key)
        await rig.ask(commands.SetOnline, online=False)
        await rig.ask(commands.SetFlags, messages=[key], add=int(Flags.FLAGGED))
        server.inbox.uidvalidity = 8
        server.heard.clear()
        await rig.ask(commands.SetOnline, online=True)
        await rig.sync()
        await rig.until(lambda: "\\Flagged" in server.inbox.held[2].flags)
        assert rig.key(2) == key
        assert rig.context.runner_of(key).bodies.is_here(key)
        await rig.until(lambda: not read_operations.waiting(rig.store.reader))

    play(profile, filled(10), scene)


def test_renumbered_messages_keep_their_texts_and_waiting_changes(profile: Profile) -> None:
    async def scene(rig: Rig, server: OddServer) -> None:
        key = rig.key(2)
        await rig.ask(commands.OpenMessage, message=key)
        await rig.ask(commands.SetOnline, online=False)
        await rig.ask(commands.SetFlags, messages=[key, rig.key(3)], add=int(Flags.FLAGGED))
        old = server.inbox.held
        renumbered = Box(uidvalidity=8)
        for uid in (5, 4, 2, 1):  # 3 is gone, the order is another one
            renumbered.add(raw=old[uid].raw)
        server.boxes["INBOX"] = renumbered
        await rig.ask(commands.SetOnline, online=True)
        await rig.sync()
        await rig.until(lambda: "\\Flagged" in renumbered.held[3].flags)
        assert {uid: row[-1] for uid, row in rig.seen().items()} == {
            1: "S5",
            2: "S4",
            3: "S2",
            4: "S1",
        }
        assert rig.context.runner_of(rig.key(3)).bodies.is_here(rig.key(3))
        (parked,) = await rig.until(lambda: read_operations.waiting(rig.store.reader))
        assert (parked.state, parked.code) == ("parked", "renumbered")
        assert not any(held.flags for uid, held in renumbered.held.items() if uid != 3)

    play(profile, filled(5), scene)


def test_a_server_without_uidvalidity_does_not_spin(profile: Profile) -> None:
    async def scene(rig: Rig, server: OddServer) -> None:
        await asyncio.sleep(0.2)
        assert server.count("SELECT") < 8
        assert await rig.ask(commands.SetOnline, online=False)

    server = filled(3)
    server.inbox.codes = False
    play(profile, server, scene)


def test_a_mailbox_that_left_the_list_while_it_is_open(profile: Profile) -> None:
    async def scene(rig: Rig, server: OddServer) -> None:
        await rig.ask(commands.OpenMailbox, mailbox=rig.mailbox("Old"))
        await rig.until(lambda: server.count("SELECT") >= 2)
        del server.boxes["Old"]
        server.hang_up()
        for _ in range(3):
            await asyncio.wait_for(rig.send(commands.Sync, wait=True), 20)
        await rig.sync("INBOX")
        assert uids(rig) == [1, 2, 3]
        assert not [one for one in rig.events if getattr(one, "problem", None)]

    server = filled(3, f"{BASE} IDLE")
    server.boxes["Old"] = Box()
    server.boxes["Old"].fill(2)
    play(profile, server, scene)
