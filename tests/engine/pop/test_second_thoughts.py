"""The user changes their mind while a session is under way: until QUIT nothing is deleted."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import pytest

from facteur.base.paths import Profile
from facteur.engine.effects import Effects
from facteur.engine.pop.shelf import Shelf
from facteur.link import commands, events
from facteur.mail.account import AfterDownload, PopRules
from facteur.mail.keys import AccountKey
from facteur.net.popsession import PopSession, Refusal
from facteur.store.database import Store
from facteur.store.read import pop as read_pop
from facteur.store.write import local
from facteur.store.write import pop as write_pop
from tests.support.enginerig import Rig, running
from tests.support.fakes import FakeSecrets
from tests.support.oddpop import OddPop
from tests.support.poprig import DELETE, KEEP, PopRig, play

FOLLOW = PopRules(after_download=AfterDownload.KEEP, follow_deletion=True)


@pytest.fixture(autouse=True)
def no_indexing(monkeypatch: pytest.MonkeyPatch) -> None:
    async def nothing(*_: object) -> bool:
        return False

    monkeypatch.setattr(Shelf, "index_some", nothing)


@dataclass(slots=True)
class Moment:
    """What is done once, right after the next DELEs were answered."""

    work: Callable[[], None] | None = None


@pytest.fixture
def marked(monkeypatch: pytest.MonkeyPatch) -> Moment:
    moment = Moment()
    usual = PopSession.dele

    async def dele(self: PopSession, numbers: list[int]) -> tuple[Refusal, ...]:
        found = await usual(self, numbers)
        work, moment.work = moment.work, None
        if numbers and work is not None:
            work()
        return found

    monkeypatch.setattr(PopSession, "dele", dele)
    return moment


def test_a_pin_after_the_dele_saves_the_message(store: Store, marked: Moment) -> None:
    async def scene() -> None:
        async with OddPop() as server:
            server.fill(3)
            rig = PopRig(store, server, KEEP)
            await rig.session()
            (first, *_) = rig.messages()
            marked.work = lambda: store.write_now(
                lambda tx: write_pop.set_kept(tx, [first], kept=True)
            )
            await rig.set_rules(DELETE)
            outcome = await rig.session()
            assert server.count("DELE") == 3
            assert server.count("QUIT") == 1  # of the first session
            assert (outcome.removed, outcome.more) == (0, True)
            assert len(server.letters) == 3
            await rig.sessions(2)
            assert [one.uidl for one in server.letters] == [b"U00001"]
            assert rig.outcomes() == ["stayed"] * 3 + ["gone"] * 2

    play(scene)


def test_a_no_after_the_dele_saves_all(store: Store, marked: Moment) -> None:
    async def scene() -> None:
        async with OddPop() as server:
            server.fill(3)
            rig = PopRig(store, server, DELETE)
            marked.work = lambda: rig.answer(allow=False)
            await rig.session()
            assert server.count("DELE") == 3
            await rig.sessions(2)
            assert len(server.letters) == 3
            assert set(rig.states().values()) == {"stored"}
            assert read_pop.state(store.reader, rig.account).permission == "kept"

    play(scene)


def test_what_is_taken_out_of_the_trash_after_the_dele_stays(store: Store, marked: Moment) -> None:
    async def scene() -> None:
        async with OddPop() as server:
            server.fill(3)
            rig = PopRig(store, server, FOLLOW)
            await rig.session()
            first, second, _third = rig.messages()
            rig.trash(first, second)
            marked.work = lambda: store.write_now(lambda tx: local.restore(tx, [first]))
            await rig.session()
            assert len(server.letters) == 3
            await rig.session()
            assert [one.uidl for one in server.letters] == [b"U00001", b"U00003"]

    play(scene)


def test_what_is_taken_out_of_the_trash_before_the_dele_is_not_marked(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scene() -> None:
        async with OddPop() as server:
            server.fill(2)
            rig = PopRig(store, server, FOLLOW)
            await rig.session()
            first, second = rig.messages()
            rig.trash(first, second)
            usual = write_pop.begin_removal

            def restored(tx: object, *rest: object) -> object:
                local.restore(tx, [first])  # pyright: ignore[reportArgumentType]
                return usual(tx, *rest)  # pyright: ignore[reportArgumentType]

            monkeypatch.setattr(write_pop, "begin_removal", restored)
            await rig.session()
            assert [one.uidl for one in server.letters] == [b"U00001"]
            assert rig.states() == {b"U00001": "stored", b"U00002": "quit_ok"}
            assert len(rig.ledger()) == 1

    play(scene)


def test_an_answered_quit_is_in_the_ledger_at_once(store: Store) -> None:
    async def scene() -> None:
        async with OddPop() as server:
            server.fill(2)
            rig = PopRig(store, server, DELETE)
            await rig.session()
            assert rig.outcomes() == ["agreed"] * 2
            await rig.session()
            assert rig.outcomes() == ["gone"] * 2

    play(scene)


# Over the link


@dataclass(slots=True)
class Held:
    """A server that answers DELE and then nothing, so that the session stays open before QUIT."""

    server: OddPop = field(default_factory=OddPop)
    go_on: bool = False

    def __post_init__(self) -> None:
        self.server.fill(3)
        self.server.answer = self.answer

    def answer(self, text: str) -> bytes | None:
        if text.startswith("RETR 3") and not self.go_on:
            return b"+OK wait\r\nSubject: half"
        return None


def engine(profile: Profile, scene: Callable[[Rig, Held, AccountKey], Awaitable[None]]) -> None:
    async def whole() -> None:
        held = Held()
        effects = Effects(secrets=FakeSecrets(), random=random.Random(1))
        async with asyncio.timeout(30), held.server, running(profile, effects) as rig:
            fields = held.server.fields(after_download="delete")
            done = await rig.ask(
                commands.AddAccount,
                account=fields,
                password=held.server.password,
                allow_removal=True,
            )
            await rig.until(lambda: held.server.count("DELE") == 1 and len(rig.seen()) == 2)
            await scene(rig, held, AccountKey(done.account))

    asyncio.run(whole())


@pytest.fixture
def slowly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each message be a run of its own, with its DELE behind it."""
    monkeypatch.setattr("facteur.engine.pop.fetching.RUN_MESSAGES", 1)
    monkeypatch.setattr("facteur.engine.pop.fetching.COMMITS_BEHIND", 1)


@pytest.mark.usefixtures("slowly")
def test_the_answer_no_drops_the_line_and_goes_on(profile: Profile) -> None:
    async def scene(rig: Rig, held: Held, key: AccountKey) -> None:
        waiting = rig.send(commands.Sync, mailbox=0, wait=True, depth="headers")
        held.go_on = True
        await rig.ask(commands.AnswerRemoval, account=key, allow=False)
        assert isinstance(await waiting, events.Done)
        assert held.server.sessions == 2
        assert held.server.count("QUIT") == 1
        assert len(held.server.letters) == 3
        assert len(rig.seen()) == 3
        assert held.server.count("RETR") <= 4

    engine(profile, scene)


@pytest.mark.usefixtures("slowly")
def test_a_pin_drops_the_line_and_goes_on(profile: Profile) -> None:
    async def scene(rig: Rig, held: Held, _key: AccountKey) -> None:
        held.go_on = True
        pinned = rig.key(min(rig.seen()))
        await rig.ask(commands.KeepOnServer, messages=[pinned], kept=True)
        await rig.until(lambda: len(held.server.letters) == 1)
        assert [one.uidl for one in held.server.letters] == [b"U00001"]

    engine(profile, scene)


@pytest.mark.usefixtures("slowly")
def test_a_pin_of_another_message_disturbs_nobody(profile: Profile) -> None:
    async def scene(rig: Rig, held: Held, key: AccountKey) -> None:
        await rig.ask(commands.AnswerRemoval, account=key, allow=True)
        await rig.ask(commands.KeepOnServer, messages=[rig.key(max(rig.seen()))], kept=True)
        await asyncio.sleep(0.1)
        assert held.server.sessions == 1
        assert held.server.locked

    engine(profile, scene)


def test_what_has_left_cannot_be_kept_there(profile: Profile) -> None:
    async def scene() -> None:
        server = OddPop()
        server.fill(2)
        async with asyncio.timeout(30), server, running(profile) as rig:
            key = await rig.add(server.fields(after_download="delete"), server.password)
            await rig.sync()
            await rig.ask(commands.AnswerRemoval, account=key, allow=True)
            await rig.until(lambda: set(states(rig, key)) == {"quit_ok"})
            keys = [rig.key(uid) for uid in sorted(rig.seen())]
            problem = await rig.refused(commands.KeepOnServer, messages=keys, kept=True)
            assert (problem.family, problem.code) == ("usage", "left-server")
            assert not any(one.kept for one in read_pop.items(rig.store.reader, key))

    asyncio.run(scene())


def states(rig: Rig, key: AccountKey) -> list[str]:
    return [one.state for one in read_pop.items(rig.store.reader, key)]
