"""What a server refuses, messages and removals: asked for three times, told, and up to the user."""

import asyncio
import random
from collections.abc import Awaitable, Callable

import pytest

from facteur.base.errors import RemoteProtocolError
from facteur.base.paths import Profile
from facteur.engine.effects import Effects
from facteur.engine.pop.shelf import Shelf
from facteur.link import commands, events
from facteur.mail.account import AfterDownload, PopRules
from facteur.mail.keys import AccountKey
from facteur.net.popsession import PopSession, QuitOutcome
from facteur.store.database import Store
from facteur.store.read import problems as read_problems
from facteur.store.write import pop as write_pop
from tests.support.builders import message
from tests.support.enginerig import Rig, running
from tests.support.fakes import FakeSecrets
from tests.support.oddpop import CAPABILITIES, OddPop
from tests.support.poprig import DELETE, KEEP, PopRig, play

NEITHER = tuple(name for name in CAPABILITIES if name not in {"TOP", "UIDL"})


@pytest.fixture(autouse=True)
def no_indexing(monkeypatch: pytest.MonkeyPatch) -> None:
    async def nothing(*_: object) -> bool:
        return False

    monkeypatch.setattr(Shelf, "index_some", nothing)


# Messages


def test_without_names_a_number_is_not_given_up(store: Store) -> None:
    async def scene() -> None:
        async with OddPop(capabilities=NEITHER, uidl=False, top=False) as server:
            server.fill(2)
            server.refused = {2: "busy"}
            rig = PopRig(store, server, DELETE)
            assert [(await rig.session()).refused for _ in range(4)] == [1, 0, 0, 0]
            server.fill(2)  # the refused one is number 1 by now, and 2 is another
            server.refused = {2: "busy"}
            assert [(await rig.session()).refused for _ in range(2)] == [1, 0]
            assert server.letters == []
            assert len(rig.collected()) == 4
            assert all(item.uidl for item in rig.items())

    play(scene)


def test_without_names_the_same_number_may_be_refused_many_times(store: Store) -> None:
    async def scene() -> None:
        async with OddPop(capabilities=NEITHER, uidl=False, top=False) as server:
            server.fill(2)
            server.refused = {1: "busy"}
            rig = PopRig(store, server, KEEP)
            assert [(await rig.session()).refused for _ in range(5)] == [1] * 5
            server.refused = {}
            assert (await rig.session()).refused == 0
            assert len(rig.collected()) == 2

    play(scene)


def test_a_message_that_was_never_collected_is_told_as_long_as_it_is_there(store: Store) -> None:
    async def scene() -> None:
        async with OddPop() as server:
            server.fill(3)
            server.refused = {2: "broken"}
            rig = PopRig(store, server, KEEP)
            assert [(await rig.session()).refused for _ in range(5)] == [1] * 5
            assert server.count("RETR") == 2 + 3
            del server.letters[1]
            server.refused = {}
            assert (await rig.session()).refused == 0

    play(scene)


def test_one_that_is_no_message_is_told_too(store: Store) -> None:
    async def scene() -> None:
        async with OddPop() as server:
            server.add(message(text="x" * 900 + "\n") * 2000, size=100)
            rig = PopRig(store, server, KEEP)
            for _ in range(3):
                with pytest.raises(RemoteProtocolError):
                    await rig.session()
            assert (await rig.session()).refused == 1

    play(scene)


def test_one_whose_header_alone_is_wanted_may_fail_once(store: Store) -> None:
    async def scene() -> None:
        async with OddPop() as server:
            big = server.add(message(message_id="<big@x>", text="word " * 2000 + "\n"))
            server.answer = lambda text: b"-ERR busy\r\n" if text.startswith("TOP") else None
            rig = PopRig(store, server, PopRules(headers_over_octets=2000))
            assert (await rig.session()).refused == 1
            server.answer = lambda _text: None
            assert (await rig.session()).refused == 0
            assert rig.item(big.uidl).state == "stub"
            rig.wanted.add(rig.item(big.uidl).key)
            await rig.session()
            assert rig.collected() == [big.raw]

    play(scene)


# Removals


def test_a_dele_that_is_always_refused_is_asked_for_three_times(store: Store) -> None:
    async def scene() -> None:
        async with OddPop() as server:
            server.fill(2)
            server.answer = lambda text: b"-ERR no\r\n" if text.startswith("DELE") else None
            rig = PopRig(store, server, DELETE)
            told = [(await rig.session()).kept_deleted for _ in range(6)]
            assert told == [0, 0, 0, 2, 2, 2]
            assert server.count("DELE") == 6
            assert rig.outcomes() == ["refused"] * 6

    play(scene)


def test_a_quit_that_always_fails_is_tried_three_times(store: Store) -> None:
    async def scene() -> None:
        async with OddPop(quit=b"-ERR not removed", quit_removes=False) as server:
            server.fill(2)
            rig = PopRig(store, server, DELETE)
            told = [(await rig.session()).kept_deleted for _ in range(6)]
            assert told == [0, 0, 0, 2, 2, 2]
            assert server.count("DELE") == 6
            assert rig.outcomes() == ["stayed"] * 6
            await rig.set_rules(PopRules(after_download=AfterDownload.KEEP))
            assert (await rig.session()).kept_deleted == 0  # nobody wants them deleted

    play(scene)


def test_an_answer_while_a_session_goes_on_counts(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else it would be told once more what the user has just answered."""

    async def scene() -> None:
        async with OddPop(refused={2: "broken"}) as server:
            server.fill(3)
            rig = PopRig(store, server, KEEP)
            quit_ = PopSession.quit

            async def answer(session: PopSession) -> QuitOutcome:
                store.write_now(lambda tx: write_pop.skip_refused(tx, rig.account))
                return await quit_(session)

            assert (await rig.session()).refused == 1
            monkeypatch.setattr(PopSession, "quit", answer)
            assert (await rig.session()).refused == 0
            assert (await rig.session()).refused == 0

    play(scene)


# What the user says


def engine(profile: Profile, server: OddPop, scene: Callable[[Rig, AccountKey], Awaitable[None]],
           **fields: object) -> None:  # fmt: skip
    async def whole() -> None:
        effects = Effects(secrets=FakeSecrets(), random=random.Random(1))
        async with asyncio.timeout(30), server, running(profile, effects) as rig:
            key = await rig.add(server.fields(**fields), server.password)
            await scene(rig, key)

    asyncio.run(whole())


def standing(rig: Rig) -> list[tuple[str, str]]:
    return [(one.code, one.detail) for one in read_problems.standing(rig.store.reader)]


def test_it_is_tried_again_when_the_user_says_so(profile: Profile) -> None:
    server = OddPop(refused={2: "broken"})
    server.fill(3)

    async def scene(rig: Rig, key: AccountKey) -> None:
        for _ in range(5):
            await rig.sync()
            assert standing(rig) == [("messages-refused", "1")]
        asked = server.count("RETR")
        server.refused = {}
        done = await rig.ask(commands.SkipRefused, account=key, retry=True)
        assert done.counts == events.Counts(messages=1, octets=0)
        await rig.sync()
        assert server.count("RETR") == asked + 1
        assert standing(rig) == []
        assert len(rig.seen()) == 3

    engine(profile, server, scene)


def test_what_is_skipped_for_good_is_told_no_more(profile: Profile) -> None:
    server = OddPop(refused={2: "broken"})
    server.fill(3)

    async def scene(rig: Rig, key: AccountKey) -> None:
        await rig.sync()
        assert standing(rig) == [("messages-refused", "1")]
        done = await rig.ask(commands.SkipRefused, account=key, retry=False)
        assert done.counts == events.Counts(messages=1, octets=0)
        assert standing(rig) == []
        cleared = await rig.event(events.ProblemCleared)
        assert cleared.code == "messages-refused"
        server.refused = {}
        await rig.sync()
        assert standing(rig) == []
        assert len(rig.seen()) == 2
        assert len(server.letters) == 3

    engine(profile, server, scene)


def test_removals_are_tried_again_when_the_user_says_so(profile: Profile) -> None:
    server = OddPop()
    server.fill(2)
    server.answer = lambda text: b"-ERR no\r\n" if text.startswith("DELE") else None

    async def scene(rig: Rig, key: AccountKey) -> None:
        await rig.sync()
        await rig.ask(commands.AnswerRemoval, account=key, allow=True)
        for _ in range(5):
            await rig.sync()
        assert standing(rig) == [("keeps-deleted", "2")]
        server.answer = lambda _text: None
        await rig.ask(commands.SkipRefused, account=key, retry=True)
        await rig.until(lambda: not server.letters)

    engine(profile, server, scene, after_download="delete")


def test_the_servers_own_words_are_told_in_every_pass(profile: Profile) -> None:
    server = OddPop(refused={2: "too clever by half"})
    server.fill(3)

    async def scene(rig: Rig, _key: AccountKey) -> None:
        for _ in range(5):  # also when it is not asked any more
            await rig.sync()
            (told,) = read_problems.standing(rig.store.reader)
            assert "too clever by half" in told.server_text

    engine(profile, server, scene)


def test_what_is_tried_again_is_told_no_more_until_it_is_refused_again(profile: Profile) -> None:
    server = OddPop(refused={2: "broken"})
    server.fill(3)

    async def scene(rig: Rig, key: AccountKey) -> None:
        await rig.sync()
        await rig.ask(commands.SetOnline, online=False)
        await rig.ask(commands.SkipRefused, account=key, retry=True)
        assert standing(rig) == []
        await rig.ask(commands.SetOnline, online=True)
        await rig.sync()
        assert standing(rig) == [("messages-refused", "1")]

    engine(profile, server, scene)


def test_what_left_the_server_meanwhile_is_told_no_more(profile: Profile) -> None:
    server = OddPop(refused={2: "broken"})
    server.fill(3)

    async def scene(rig: Rig, _key: AccountKey) -> None:
        await rig.sync()
        server.refused = {}
        del server.letters[1]
        await rig.sync()
        assert standing(rig) == []

    engine(profile, server, scene)


def test_messages_without_a_name_are_told_no_more_either_once_left(profile: Profile) -> None:
    nameless = tuple(name for name in CAPABILITIES if name not in {"UIDL", "TOP"})
    server = OddPop(refused={2: "broken"}, uidl=False, top=False, capabilities=nameless)
    server.fill(3)

    async def scene(rig: Rig, key: AccountKey) -> None:
        await rig.sync()
        assert standing(rig) == [("messages-refused", "1")]
        await rig.ask(commands.SkipRefused, account=key, retry=False)
        await rig.sync()
        assert standing(rig) == []
        server.refused[3] = "broken too"  # another one is news
        server.add()
        await rig.sync()
        assert standing(rig) == [("messages-refused", "2")]
        await rig.ask(commands.SkipRefused, account=key, retry=True)
        await rig.sync()
        assert standing(rig) == [("messages-refused", "2")]

    engine(profile, server, scene)
