"""Servers that break the rules: nothing is lost, nothing comes twice, and it does not go on for ever.

Over the whole of a session with a scripted server; the decisions alone are test_plan's.
"""

import asyncio
import contextlib

import pytest

from facteur.base.errors import NetworkError, RemoteProtocolError, ServerRefused
from facteur.mail.account import AfterDownload, PopRules
from facteur.store.database import Store
from tests.support.builders import message
from tests.support.fakes import FakeClock
from tests.support.oddpop import CAPABILITIES, CUT, SILENCE, OddPop
from tests.support.poprig import DELETE, KEEP, PopRig, play

NO_TOP = tuple(name for name in CAPABILITIES if name != "TOP")
NO_UIDL = tuple(name for name in CAPABILITIES if name != "UIDL")
NEITHER = tuple(name for name in NO_TOP if name != "UIDL")


def raws(server: OddPop) -> list[bytes]:
    return [letter.raw for letter in server.letters]


def same(one: list[bytes], other: list[bytes]) -> bool:
    return sorted(one) == sorted(other)


# UIDL that is missing


def test_without_uidl_messages_are_known_by_their_headers(store: Store) -> None:
    async def scene() -> None:
        async with OddPop(capabilities=NO_UIDL, uidl=False) as server:
            server.fill(5)
            rig = PopRig(store, server, KEEP)
            await rig.sessions(2)
            assert same(rig.collected(), raws(server))
            assert server.count("RETR") == 5
            server.add()
            del server.letters[0]  # numbers move
            await rig.session()
            assert len(rig.collected()) == 6
            assert server.count("RETR") == 6

    play(scene)


def test_without_uidl_and_top_messages_are_taken_and_deleted(store: Store) -> None:
    async def scene() -> None:
        async with OddPop(capabilities=NEITHER, uidl=False, top=False) as server:
            server.fill(4)
            server.letters.append(server.letters[0])  # one of them twice
            held = raws(server)
            rig = PopRig(store, server, DELETE)
            await rig.session()
            assert same(rig.collected(), held)
            assert server.letters == []
            await rig.session()
            assert rig.outcomes() == ["gone"] * 5

    play(scene)


def test_a_cut_before_quit_brings_no_second_copy_where_there_is_no_uidl(store: Store) -> None:
    async def scene() -> None:
        async with OddPop(capabilities=NEITHER, uidl=False, top=False) as server:
            server.fill(4)
            held = raws(server)
            server.answer = lambda text: CUT if text == "QUIT" else None
            rig = PopRig(store, server, DELETE)
            await rig.session()
            assert len(server.letters) == 4
            server.answer = lambda _text: None
            await rig.sessions(2)
            assert same(rig.collected(), held)
            assert server.letters == []

    play(scene)


def test_a_server_that_loses_its_uidl_for_once_brings_no_second_copies(store: Store) -> None:
    async def scene() -> None:
        async with OddPop(capabilities=None, top=False) as server:
            server.fill(6)
            rig = PopRig(store, server, KEEP)
            await rig.session()
            server.uidl = False
            await rig.session()
            assert len(rig.collected()) == 6
            server.uidl = True
            await rig.session()
            assert len(rig.collected()) == 6

    play(scene)


# UIDLs that are odd


def test_equal_uidls_are_all_fetched_and_go_together(store: Store) -> None:
    async def scene() -> None:
        async with OddPop() as server:
            for subject in ("one", "two", "three"):
                server.add(message(subject=subject, message_id=f"<{subject}@x>"), uidl=b"same")
            server.add(uidl=b"other")
            held = raws(server)
            server.refused = {2: "not now"}
            rig = PopRig(store, server, DELETE)
            await rig.session()
            assert [one.uidl for one in server.letters] == [b"same"] * 3
            server.refused = {}
            await rig.sessions(2)
            assert server.letters == []
            assert same(rig.collected(), held)

    play(scene)


def test_one_of_equal_uidls_that_somebody_else_took_is_not_taken_for_another(store: Store) -> None:
    async def scene() -> None:
        async with OddPop() as server:
            for subject in ("one", "two"):
                server.add(message(subject=subject, message_id=f"<{subject}@x>"), uidl=b"same")
            held = raws(server)
            server.refused = {2: "never"}
            rig = PopRig(store, server, DELETE)
            await rig.session()
            del server.letters[0]  # what was refused stands first now, as the first of its name
            server.refused = {}
            await rig.sessions(3)
            assert same(rig.collected(), held)
            assert server.letters == []

    play(scene)


@pytest.mark.parametrize("uidl", [b"u" * 71, b"u" * 10_240, b"\xe9\xff b", b"a b  c"])
def test_strange_uidls_are_identities_like_others(store: Store, uidl: bytes) -> None:
    async def scene() -> None:
        async with OddPop() as server:
            server.add(uidl=uidl)
            server.add(uidl=uidl + b"2")
            rig = PopRig(store, server, KEEP)
            await rig.sessions(2)
            assert server.count("RETR") == 2
            assert len(rig.collected()) == 2

    play(scene)


@pytest.mark.parametrize("top", [True, False])
def test_renamed_messages_are_not_collected_again(store: Store, top: bool) -> None:
    async def scene() -> None:
        async with OddPop(capabilities=CAPABILITIES if top else NO_TOP, top=top) as server:
            server.fill(40)
            rig = PopRig(store, server, KEEP)
            await rig.session()
            for number, letter in enumerate(server.letters):
                letter.uidl = b"moved%d" % number
            server.add()
            await rig.sessions(2)
            assert same(rig.collected(), raws(server))
            assert server.count("RETR") == (41 if top else 81)

    play(scene)


def test_a_uidl_used_anew_with_another_size_is_fetched_and_not_removed(store: Store) -> None:
    async def scene() -> None:
        async with OddPop() as server:
            server.fill(3)
            rig = PopRig(store, server, KEEP)
            await rig.session()
            old = server.letters[1]
            new = message(
                subject="quite another", message_id="<other@x>", text="long " * 900 + "\n"
            )
            server.letters[1] = type(old)(new, old.uidl)
            await rig.set_rules(DELETE)
            await rig.session()
            assert new in rig.collected()
            assert old.raw in rig.collected()
            assert len(rig.collected()) == 4
            await rig.session()
            assert server.letters == []

    play(scene)


@pytest.mark.parametrize("top", [True, False])
def test_a_uidl_used_anew_right_after_the_removal_is_no_message_of_before(
    store: Store, top: bool
) -> None:
    """UIDLs that are the numbers of messages: each maildrop begins with 1 again."""

    async def scene() -> None:
        async with OddPop(capabilities=CAPABILITIES if top else NO_TOP, top=top) as server:
            first = [message(subject=f"old {n}", message_id=f"<old{n}@x>") for n in range(3)]
            second = [message(subject=f"new {n}", message_id=f"<new{n}@x>") for n in range(3)]
            for number, raw in enumerate(first):
                server.add(raw, uidl=b"%d" % (number + 1))
            rig = PopRig(store, server, DELETE)
            await rig.session()
            assert server.letters == []
            for number, raw in enumerate(second):
                server.add(raw, uidl=b"%d" % (number + 1))
            await rig.sessions(3)
            if top:
                assert same(rig.collected(), first + second)
                assert server.letters == []
            else:  # nobody can tell, so nothing is removed
                assert raws(server) == second

    play(scene)


def test_numbers_that_shift_between_sessions_mean_nothing(store: Store) -> None:
    async def scene() -> None:
        async with OddPop() as server:
            server.fill(7)
            held = raws(server)
            rig = PopRig(store, server, KEEP)
            await rig.session()
            server.shift = 3
            await rig.session()
            assert server.count("RETR") == 7
            server.shift = 5
            await rig.set_rules(DELETE)
            server.add()
            held.append(server.letters[-1].raw)
            await rig.session()
            assert server.letters == []
            assert same(rig.collected(), held)

    play(scene)


def test_a_uidl_used_anew_after_a_pause_is_fetched(store: Store) -> None:
    """Another client took the first; its UIDL comes back with a message of the same size."""
    rules = PopRules(after_download=AfterDownload.LEAVE, leave_days=1)

    async def scene() -> None:
        async with OddPop() as server:
            server.fill(3)
            clock = FakeClock(by_itself=True)
            rig = PopRig(store, server, rules, clock=clock)
            await rig.session()
            taken = server.letters.pop(0)
            await rig.session()
            again = server.add(message(subject="S9", message_id="<m9@x>"), uidl=taken.uidl)
            await rig.session()
            assert again.raw in rig.collected()
            await clock.sleep(30 * 3600)
            await rig.session()
            assert server.letters == []
            assert len(rig.collected()) == 4

    play(scene)


# Listings that are short or wrong


def test_an_empty_listing_for_once_forgets_nothing(store: Store) -> None:
    async def scene() -> None:
        async with OddPop() as server:
            server.fill(30)
            rig = PopRig(store, server, KEEP)
            await rig.session()
            server.stat, server.listing, server.uidls = b"0 0", [], []
            await rig.session()
            assert {one.absent for one in rig.items()} == {1}
            server.stat, server.listing, server.uidls = b"", None, None
            await rig.session()
            assert server.count("RETR") == 30
            assert {one.absent for one in rig.items()} == {0}

    play(scene)


@pytest.mark.parametrize(
    ("stat", "listing", "uidls"),
    [
        (b"9 900", None, None),
        (b"", [b"1 300", b"2 300"], None),
        (b"", None, [b"2 U00002", b"3 U00003"]),
        (b"", [b"0 300", b"1 300", b"2 300", b"3 300"], None),
        (b"1000000000 1", None, None),
        (b"nonsense", [b"1 300", b"2 x", b"3 300"], None),
    ],
)
def test_only_what_both_listings_have_is_worked_with(
    store: Store, stat: bytes, listing: list[bytes] | None, uidls: list[bytes] | None
) -> None:
    async def scene() -> None:
        async with OddPop() as server:
            server.fill(3)
            held = raws(server)
            server.stat, server.listing, server.uidls = stat, listing, uidls
            rig = PopRig(store, server, DELETE)
            await rig.session()
            assert same(rig.collected() + raws(server), held)
            server.stat, server.listing, server.uidls = b"", None, None
            await rig.sessions(2)
            assert same(rig.collected(), held)
            assert server.letters == []

    play(scene)


# Messages that do not come


def test_a_refused_message_is_skipped_and_given_up_after_three_sessions(store: Store) -> None:
    async def scene() -> None:
        async with OddPop() as server:
            server.fill(4)
            bad = server.letters[1]
            server.answer = lambda text: (
                b"-ERR broken\r\n" if text == f"RETR {number(server, bad.uidl)}" else None
            )
            rig = PopRig(store, server, DELETE)
            first = await rig.session()
            assert (first.fetched, first.refused) == (3, 1)
            assert [one.uidl for one in server.letters] == [bad.uidl]
            for _ in range(4):
                await rig.session()
            assert server.count("RETR") == 3 + 3
            assert rig.item(bad.uidl).state == "refused"
            assert server.letters == [bad]

    def number(server: OddPop, uidl: bytes) -> int:
        return next(n for n, one in enumerate(server.letters, 1) if one.uidl == uidl)

    play(scene)


def test_a_body_without_its_end_is_not_stored_and_holds_nothing_up(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("facteur.net.popsession.REPLY_TIMEOUT_S", 0.1)

    async def scene() -> None:
        async with OddPop(capabilities=("TOP", "UIDL", "USER")) as server:
            server.fill(4)
            bad = server.letters[1]
            server.unterminated = {2}
            rig = PopRig(store, server, DELETE)
            with pytest.raises(NetworkError):
                await rig.session()
            assert bad.raw not in rig.collected()
            assert bad in server.letters
            server.unterminated = {2}
            await rig.session()  # the others, to the QUIT
            assert [one.uidl for one in server.letters] == [bad.uidl]
            server.unterminated = {1}
            with pytest.raises(NetworkError):
                await rig.session()
            assert server.letters == [bad]
            server.unterminated = set()
            await rig.session()
            assert server.letters == []
            assert len(rig.collected()) == 4

    play(scene)


def test_a_dot_that_was_not_doubled_is_no_end_of_a_message(store: Store) -> None:
    async def scene() -> None:
        async with OddPop() as server:
            server.fill(1)
            bad = server.add(message(message_id="<dot@x>", text="before\n.\nafter\n" * 9))
            server.fill(2)
            server.unstuffed = {2}
            rig = PopRig(store, server, DELETE)
            fetched: list[int] = []
            for _ in range(4):  # one of them brings the others
                server.unstuffed = {server.letters.index(bad) + 1}
                with contextlib.suppress(RemoteProtocolError):
                    fetched.append((await rig.session()).fetched)
            assert fetched == [2]
            assert server.letters == [bad]
            assert len(rig.collected()) == 3
            assert bad.raw not in rig.collected()
            await rig.session()  # it is left alone now
            assert server.letters == [bad]

    play(scene)


def test_a_message_far_longer_than_listed_is_given_up(store: Store) -> None:
    async def scene() -> None:
        async with OddPop() as server:
            bad = server.add(message(text="x" * 900 + "\n") * 2000, size=100)
            server.fill(2)
            rig = PopRig(store, server, DELETE)
            for _ in range(3):
                with pytest.raises(RemoteProtocolError, match="message-too-long"):
                    await rig.whole_pass()
            await rig.session()
            assert server.letters == [bad]
            assert len(rig.collected()) == 2

    play(scene)


# Removals that do not work


def test_a_server_that_keeps_what_was_deleted_is_asked_three_times(store: Store) -> None:
    async def scene() -> None:
        async with OddPop(keeps=True) as server:
            server.fill(3)
            rig = PopRig(store, server, DELETE)
            told = [(await rig.session()).kept_deleted for _ in range(6)]
            assert told == [0, 0, 0, 3, 3, 3]
            assert server.count("DELE") == 9
            assert server.count("RETR") == 3
            assert rig.outcomes() == ["stayed"] * 9

    play(scene)


def test_a_refused_dele_is_noted_and_the_others_go(store: Store) -> None:
    async def scene() -> None:
        async with OddPop() as server:
            server.fill(3)
            kept = server.letters[1]
            server.answer = lambda text: b"-ERR no\r\n" if text == "DELE 2" else None
            rig = PopRig(store, server, DELETE)
            assert (await rig.session()).removed == 2
            assert server.letters == [kept]
            assert rig.item(kept.uidl).state == "stored"
            assert sorted(rig.outcomes()) == ["agreed", "agreed", "refused"]
            server.answer = lambda _text: None
            await rig.sessions(2)
            assert server.letters == []
            assert sorted(rig.outcomes()) == ["gone", "gone", "gone", "refused"]

    play(scene)


@pytest.mark.parametrize("said", [SILENCE, CUT, b"-ERR some were not removed"])
@pytest.mark.parametrize("removes", [True, False])
def test_a_quit_that_is_not_answered_well_is_decided_by_the_next_listing(
    store: Store, monkeypatch: pytest.MonkeyPatch, said: bytes, removes: bool
) -> None:
    monkeypatch.setattr("facteur.net.popsession.QUIT_TIMEOUT_S", 0.1)

    async def scene() -> None:
        async with OddPop(quit=said, quit_removes=removes) as server:
            server.fill(3)
            held = raws(server)
            rig = PopRig(store, server, DELETE)
            await rig.session()
            assert set(rig.states().values()) == {"dele_sent"}
            server.quit, server.quit_removes = b"", True
            await rig.sessions(2)
            assert server.letters == []
            assert same(rig.collected(), held)
            assert server.count("RETR") == 3
            wanted = ["gone"] * 3 if removes else ["stayed"] * 3 + ["gone"] * 3
            assert rig.outcomes() == wanted

    play(scene)


def test_what_a_cut_session_had_marked_is_no_fault_of_the_server(store: Store) -> None:
    """DELE was sent, QUIT was not, and the next session may not remove: nobody is accused."""

    async def scene() -> None:
        async with OddPop() as server:
            server.fill(3)
            server.answer = lambda text: CUT if text == "QUIT" else None
            rig = PopRig(store, server, DELETE)
            await rig.session()
            server.answer = lambda _text: None
            rig.answer(allow=False)
            for _ in range(4):
                assert (await rig.session()).kept_deleted == 0
            assert set(rig.states().values()) == {"stored"}
            assert len(server.letters) == 3

    play(scene)


# Maildrops that cannot be had


def test_a_locked_maildrop_is_told_as_such(store: Store) -> None:
    async def scene() -> None:
        async with OddPop(lock=True) as server:
            server.fill(1)
            holder_in, holder_out = await asyncio.open_connection("127.0.0.1", server.port)
            holder_out.write(b"USER ann\r\nPASS secret\r\n")
            while b"+OK in" not in await holder_in.readline():
                pass
            rig = PopRig(store, server, DELETE)
            with pytest.raises(ServerRefused, match="in-use"):
                await rig.session()
            holder_out.write(b"QUIT\r\n")
            await holder_in.read()
            holder_out.close()
            await rig.session()
            assert server.letters == []

    play(scene)


def test_a_login_delay_makes_one_long_session(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("facteur.engine.pop.collect.SESSION_MESSAGES", 5)
    monkeypatch.setattr("facteur.engine.pop.fetching.RUN_MESSAGES", 2)

    async def scene() -> None:
        async with OddPop(capabilities=(*CAPABILITIES, "LOGIN-DELAY 60")) as server:
            server.fill(12)
            assert not (await PopRig(store, server, DELETE).session()).more
            assert server.letters == []
        async with OddPop() as server:
            server.fill(12)
            rig = PopRig(store, server, DELETE, address="bob@example.test")
            assert await rig.whole_pass() == 2
            assert server.letters == []

    play(scene)


def test_a_one_line_answer_to_a_listing_ends_the_session(store: Store) -> None:
    async def scene() -> None:
        async with OddPop() as server:
            server.fill(3)
            rig = PopRig(store, server, DELETE)
            server.answer = lambda text: b"+OK 3 messages\r\n" if text == "LIST" else None
            with pytest.raises(RemoteProtocolError):
                await rig.session()
            assert rig.items() == []
            assert len(server.letters) == 3

    play(scene)


def test_headers_alone_are_never_a_reason_to_remove(store: Store) -> None:
    rules = PopRules(after_download=AfterDownload.DELETE, headers_over_octets=2000)

    async def scene() -> None:
        async with OddPop() as server:
            big = server.add(message(message_id="<big@x>", text="word " * 2000 + "\n"))
            server.fill(2)
            rig = PopRig(store, server, rules)
            await rig.sessions(3)
            assert server.letters == [big]
            item = rig.item(big.uidl)
            assert item.state == "stub"
            rig.wanted.add(item.key)
            await rig.session()
            assert big.raw in rig.collected()
            assert server.letters == []

    play(scene)
