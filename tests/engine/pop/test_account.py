"""A collecting account as its parties see it: states, problems in words, waiting, stopping."""

import asyncio
import random
import threading
from collections.abc import Awaitable, Callable

import pytest

from facteur.base.paths import Profile
from facteur.base.secret import Secret
from facteur.engine.effects import Effects
from facteur.engine.pop.shelf import Shelf
from facteur.link import commands, events
from facteur.mail.keys import AccountKey
from facteur.store.query import number
from facteur.store.read import pop as read_pop
from facteur.store.read import problems as read_problems
from tests.engine.pop.test_dovecot import pop_fields
from tests.support.builders import message
from tests.support.enginerig import Rig, running
from tests.support.fakes import FakeClock, FakeSecrets
from tests.support.mailserver import Dovecot, Knobs
from tests.support.oddpop import CAPABILITIES, OddPop

Scene = Callable[[Rig, OddPop, AccountKey], Awaitable[None]]


@pytest.fixture(autouse=True)
def no_indexing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading texts for the search is test_shelf's."""

    async def nothing(*_: object) -> bool:
        return False

    monkeypatch.setattr(Shelf, "index_some", nothing)


def play(
    profile: Profile, server: OddPop, scene: Scene, clock: FakeClock | None = None, **fields: object
) -> None:
    async def whole() -> None:
        effects = Effects(secrets=FakeSecrets(), random=random.Random(1))
        if clock is not None:
            effects = Effects(secrets=FakeSecrets(), clock=clock, random=random.Random(1))
        async with asyncio.timeout(30), server, running(profile, effects) as rig:
            key = await rig.add(server.fields(**fields), server.password)
            await scene(rig, server, key)

    asyncio.run(whole())


def codes(rig: Rig) -> list[str]:
    return [one.problem.code for one in rig.events if isinstance(one, events.ProblemRaised)]


def messages(rig: Rig) -> int:
    return number(rig.store.reader.mail, "SELECT count(*) FROM message")


def test_one_message_that_is_refused_is_told_and_the_others_come(profile: Profile) -> None:
    async def scene(rig: Rig, server: OddPop, key: AccountKey) -> None:
        await rig.sync()
        assert messages(rig) == 2
        told = await rig.event(events.ProblemRaised)
        assert (told.problem.family, told.problem.code) == ("refused", "messages-refused")
        assert told.problem.account == key

    server = OddPop(refused={2: "broken"})
    server.fill(3)
    play(profile, server, scene)


def test_a_server_that_keeps_the_deleted_is_told_after_three_sessions(profile: Profile) -> None:
    async def scene(rig: Rig, server: OddPop, key: AccountKey) -> None:
        await rig.sync()
        await rig.ask(commands.AnswerRemoval, account=key, allow=True)
        sessions = server.sessions
        await rig.until(lambda: server.sessions > sessions)
        for _ in range(2):
            await rig.sync()
        assert "keeps-deleted" not in codes(rig)
        for _ in range(2):
            await rig.sync()
        assert "keeps-deleted" in codes(rig)
        assert server.count("RETR") == 2

    server = OddPop(keeps=True)
    server.fill(2)
    play(profile, server, scene, after_download="delete")


def test_a_maildrop_in_use_is_tried_later_and_told_in_words(profile: Profile) -> None:
    clock = FakeClock()

    async def scene(rig: Rig, server: OddPop, _key: AccountKey) -> None:
        await rig.until(lambda: server.sessions == 1)
        for pause, sessions in ((30, 2), (60, 3), (120, 4), (300, 5), (300, 6)):
            await rig.until(lambda: clock.sleepers > 0)
            await asyncio.sleep(0.05)
            await clock.advance(pause - 1)
            assert server.sessions == sessions - 1
            await clock.advance(2)
            await rig.until(lambda sessions=sessions: server.sessions >= sessions)
        assert "in-use" in codes(rig)
        assert not rig.context.runner(1).password_wanted
        await rig.until(lambda: clock.sleepers > 0 and not server.locked)
        await asyncio.sleep(0.1)
        server.answer = lambda _text: None
        await rig.sync()
        assert messages(rig) == 1

    server = OddPop()
    server.fill(1)
    server.answer = lambda text: (
        b"-ERR [IN-USE] locked\r\n" if text.split()[0] in {"PASS", "AUTH"} else None
    )
    play(profile, server, scene, clock)


def test_login_delay_is_kept(profile: Profile) -> None:
    clock = FakeClock()

    async def scene(rig: Rig, server: OddPop, _key: AccountKey) -> None:
        await rig.until(lambda: messages(rig) == 1)
        await rig.until(lambda: server.count("QUIT") == 1)
        server.fill(1)
        waiting = rig.send(commands.Sync, mailbox=0, wait=True, depth="headers")
        await asyncio.sleep(0.1)
        await clock.advance(100)
        assert server.sessions == 1
        await clock.advance(30)
        assert isinstance(await waiting, events.Done)
        assert messages(rig) == 2

    server = OddPop(capabilities=(*CAPABILITIES, "LOGIN-DELAY 120"))
    server.fill(1)
    play(profile, server, scene, clock)


def test_stopping_keeps_what_came(profile: Profile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("facteur.engine.pop.fetching.RUN_MESSAGES", 5)

    async def scene(rig: Rig, server: OddPop, _key: AccountKey) -> None:
        waiting = rig.send(commands.Sync, mailbox=0, wait=True, depth="headers")
        begun = await rig.event(events.ProgressChanged, lambda one: one.done >= 5)
        await rig.ask(commands.StopTask, task=begun.task)
        assert isinstance(await waiting, events.Failed)
        kept = messages(rig)
        assert 5 <= kept < 60
        assert server.count("QUIT") == 0
        server.answer = lambda _text: None
        server.delay_s = 0
        await rig.sync()
        assert messages(rig) == 60
        assert server.count("RETR") <= 60 + 60

    server = OddPop(delay_s=0.05, capabilities=("TOP", "UIDL", "USER"))
    server.fill(60)
    play(profile, server, scene)


def test_offline_collects_nothing(profile: Profile) -> None:
    async def scene(rig: Rig, server: OddPop, _key: AccountKey) -> None:
        await rig.sync()
        await rig.ask(commands.SetOnline, online=False)
        sessions = server.sessions
        problem = await rig.refused(commands.Sync, mailbox=0, wait=True, depth="headers")
        assert problem.code == "offline"
        assert server.sessions == sessions

    server = OddPop()
    server.fill(1)
    play(profile, server, scene)


def test_a_wrong_password_is_asked_for_and_nothing_is_tried_meanwhile(profile: Profile) -> None:
    async def scene(rig: Rig, server: OddPop, key: AccountKey) -> None:
        wanted = await rig.event(events.PasswordNeeded)
        assert (wanted.account, wanted.reason) == (key, "refused")
        sessions = server.sessions
        await asyncio.sleep(0.2)
        assert server.sessions == sessions
        server.password = "other"
        await rig.ask(commands.SetPassword, account=key, password="other", remember=False)
        await rig.until(lambda: messages(rig) == 1)

    server = OddPop()
    server.fill(1)
    usual = server.password
    server.password = "changed"

    async def whole() -> None:
        effects = Effects(secrets=FakeSecrets())
        async with asyncio.timeout(30), server, running(profile, effects) as rig:
            key = await rig.add(server.fields(), usual)
            await scene(rig, server, key)

    asyncio.run(whole())


def test_a_large_message_is_fetched_whole_when_it_is_opened(profile: Profile) -> None:
    async def scene(rig: Rig, _server: OddPop, _key: AccountKey) -> None:
        await rig.sync()
        (key,) = [rig.key(uid) for uid in rig.seen()]
        runner = rig.context.runner_of(key)
        assert not runner.is_here(key)  # pyright: ignore[reportArgumentType]
        await rig.ask(commands.OpenMessage, message=key)
        assert runner.is_here(key)  # pyright: ignore[reportArgumentType]
        (item,) = read_pop.items(rig.store.reader, runner.key)
        assert (item.state, item.size_octets) == ("stored", len(big))

    big = message(text="word " * 3000 + "\n")
    server = OddPop()
    server.add(big)
    play(profile, server, scene, headers_over_octets=5000)


@pytest.mark.server
@pytest.mark.slow
def test_a_maildrop_that_another_client_holds_is_waited_for(profile: Profile) -> None:
    """Dovecot with a lock on the maildrop, as servers that keep to the RFC have it."""

    async def scene(server: Dovecot) -> None:
        user = server.add_user()
        user.fill("INBOX", 3, profile="tiny")
        holder_in, holder_out = await asyncio.open_connection(server.host, server.ports.pop3)
        holder_out.write(f"USER {user.name}\r\nPASS {user.password}\r\nSTAT\r\n".encode())
        for _ in range(4):
            await holder_in.readline()
        async with running(profile, Effects(secrets=FakeSecrets())) as rig:
            await rig.add(pop_fields(user), user.password)
            # Dovecot itself waits for ten seconds before it says so.
            reply = await asyncio.wait_for(rig.send(commands.Sync, wait=True), 25)
            assert isinstance(reply, events.Failed)
            assert reply.problem.code == "in-use"
            holder_out.write(b"QUIT\r\n")
            await holder_in.read()
            holder_out.close()
            await rig.sync()
            assert messages(rig) == 3

    with Dovecot(Knobs(extra=LOCKED)) as server:
        asyncio.run(scene(server))


LOCKED = "protocol pop3 {\n  pop3_lock_session = yes\n}\n"


def test_what_failed_before_comes_in_a_session_behind_the_removals(profile: Profile) -> None:
    async def scene(rig: Rig, server: OddPop, key: AccountKey) -> None:
        await rig.sync()
        assert messages(rig) == 1
        server.refused = {}
        await rig.ask(commands.AnswerRemoval, account=key, allow=True)
        await rig.until(lambda: not server.letters)  # in one pass, nobody asks for another
        assert messages(rig) == 2
        assert server.count("QUIT") == 3

    server = OddPop(refused={2: "not now"})
    server.fill(2)
    play(profile, server, scene, after_download="delete")


@pytest.mark.parametrize(
    ("expire", "rule", "told"),
    [
        ("EXPIRE 0", {"after_download": "leave", "leave_days": 14}, ["0"]),
        ("EXPIRE 13", {"after_download": "leave", "leave_days": 14}, ["13"]),
        ("EXPIRE 14", {"after_download": "leave", "leave_days": 14}, []),
        ("EXPIRE NEVER", {"after_download": "leave", "leave_days": 14}, []),
        ("EXPIRE 60 USER", {"after_download": "keep"}, ["60"]),
        ("EXPIRE 0", {"after_download": "delete"}, []),
    ],
)
def test_a_server_that_removes_by_itself_is_told(
    profile: Profile, expire: str, rule: dict[str, object], told: list[str]
) -> None:
    async def scene(rig: Rig, _server: OddPop, _key: AccountKey) -> None:
        await rig.sync()
        await rig.sync()
        standing = read_problems.standing(rig.store.reader)
        assert [one.detail for one in standing if one.code == "expires"] == told

    server = OddPop(capabilities=(*CAPABILITIES, expire))
    server.fill(1)
    play(profile, server, scene, **rule)


def test_a_password_that_comes_while_the_keyring_is_asked_is_used(profile: Profile) -> None:
    """A try that fails for the lack of it must not stop what it has woken."""
    asked, answer = threading.Event(), threading.Event()

    class Slow(FakeSecrets):
        def get(self, name: str) -> Secret | None:
            asked.set()
            answer.wait(10)
            return super().get(name)

    server = OddPop()
    server.fill(2)

    async def whole() -> None:
        async with (
            asyncio.timeout(30),
            server,
            running(profile, Effects(secrets=Slow())) as rig,
        ):
            key = await rig.add(server.fields())
            await rig.until(asked.is_set)
            giving = rig.send(
                commands.SetPassword, account=key, password=server.password, remember=False
            )
            await giving
            answer.set()
            await rig.until(lambda: messages(rig) == 2)

    asyncio.run(whole())
