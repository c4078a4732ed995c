"""The space of an account on its server: asked for rarely, told of once, forgotten when it lies."""

import asyncio

import pytest

from facteur.base.paths import Profile
from facteur.engine import spacewatch
from facteur.engine.account import AccountRunner
from facteur.engine.effects import Effects
from facteur.engine.spacewatch import CODE, EVERY_MS
from facteur.link import events
from facteur.mail.space import Space
from facteur.store.read import space as read_space
from facteur.store.read.notices import notices
from facteur.store.rows import NoticeFamily, SpaceState
from facteur.store.write import notices as write_notices
from tests.support.builders import message
from tests.support.enginerig import Rig, running
from tests.support.fakes import FakeClock, FakeSecrets
from tests.support.mailserver import Knobs
from tests.support.mailserver import running as dovecot
from tests.support.oddrig import Scene, filled, play
from tests.support.oddserver import CUT, SILENCE, OddServer
from tests.support.secondclient import SecondClient

KIB = 1024
ABLE = "IMAP4rev1 UIDPLUS ENABLE ESEARCH LITERAL+ QUOTA"


class Told(OddServer):
    """A server whose answer to GETQUOTAROOT is `said`."""

    said = ""


def telling(said: str = "", capabilities: str = ABLE) -> Told:
    server = Told(capabilities=capabilities)
    server.said = said
    server.answer = lambda text: server.said if text.startswith("GETQUOTAROOT") else None
    server.inbox.fill(2)
    return server


def storage(used: int, limit: int = 100) -> str:
    return f'* QUOTAROOT INBOX ""\r\n* QUOTA "" (STORAGE {used} {limit})\r\nOK done'


def known(rig: Rig) -> SpaceState:
    (runner,) = rig.context.runners()
    return read_space.space(rig.store.reader, runner.key)


def told(rig: Rig) -> list[str]:
    return [one.detail.split()[0] for one in notices(rig.store.reader) if one.code == CODE]


async def later(rig: Rig, milliseconds: int = EVERY_MS) -> None:
    """Let time pass and look at the folders again."""
    clock = rig.context.effects.clock
    assert isinstance(clock, FakeClock)
    clock.jump(milliseconds)
    await rig.sync()


def stage(profile: Profile, server: OddServer, scene: Scene) -> None:
    play(profile, server, scene, Effects(secrets=FakeSecrets(), clock=FakeClock()))


def test_it_is_asked_once_an_hour_and_not_before_the_mail_of_a_new_account(profile: Profile):
    server = telling(storage(10))

    async def scene(rig: Rig, _server: OddServer) -> None:
        await rig.until(lambda: not server.count("GETQUOTAROOT"))
        await rig.sync()
        assert server.count("GETQUOTAROOT") == 1
        space = Space(used_octets=10 * KIB, limit_octets=100 * KIB)
        assert known(rig).space == space
        await rig.event(events.AccountsChanged)
        await rig.sync()
        await later(rig, EVERY_MS - 1)
        assert server.count("GETQUOTAROOT") == 1
        await later(rig, 1)
        assert server.count("GETQUOTAROOT") == 2
        await later(rig, -5 * EVERY_MS)  # a clock that is set back holds nothing up
        assert server.count("GETQUOTAROOT") == 3
        assert told(rig) == []

    stage(profile, server, scene)
    first_fetch = next(n for n, text in enumerate(server.heard) if "FETCH" in text)
    assert first_fetch < server.heard.index("GETQUOTAROOT INBOX")


def test_each_threshold_is_told_of_once(profile: Profile):
    server = telling(storage(81))

    async def scene(rig: Rig, _server: OddServer) -> None:
        await rig.sync()
        (one,) = notices(rig.store.reader)
        assert (one.family, one.code) == (NoticeFamily.INFORMATION, CODE)
        assert one.detail == f"80 {81 * KIB} {100 * KIB}"
        await rig.event(events.NoticesChanged)
        for used, expected in ((79, ["80"]), (82, ["80"]), (96, ["95"]), (94, ["95"]), (77, [])):
            server.said = storage(used)
            await later(rig)
            assert told(rig) == expected
        server.said = storage(80)
        await later(rig)
        assert told(rig) == ["80"]
        assert [one.times for one in notices(rig.store.reader)] == [1]
        key = notices(rig.store.reader)[0].key
        await rig.store.write(lambda tx: write_notices.dismiss(tx, [key], mute=False))
        await later(rig)
        assert told(rig) == []  # put away, and still the same threshold

    stage(profile, server, scene)


@pytest.mark.parametrize(
    "said",
    [
        "NO not for you",
        "BAD what",
        "OK nothing",
        storage(99).replace("OK", "NO"),
        '* QUOTAROOT INBOX ""\r\nOK no limit',
        storage(-5),
        storage(5, 0),
        storage(5, 1 << 63),
        storage(1 << 63, 100),
        storage(99, (1 << 63) - 1),
        '* QUOTA "" (STORAGE\r\nOK',
        "* QUOTA\r\nOK",
        '* QUOTA "" "" ""\r\nOK',
    ],
)
def test_nonsense_and_refusals_leave_nothing_known_and_hold_nothing_up(profile: Profile, said: str):
    server = telling(storage(50))

    async def scene(rig: Rig, _server: OddServer) -> None:
        await rig.sync()
        assert known(rig).space is not None
        server.said = said
        server.inbox.add("new")
        await later(rig)
        assert server.count("GETQUOTAROOT") == 2
        assert known(rig).space is None
        assert 3 in rig.seen()
        assert told(rig) == []

    stage(profile, server, scene)


def test_more_than_may_be_is_full(profile: Profile):
    async def scene(rig: Rig, _server: OddServer) -> None:
        await rig.sync()
        assert told(rig) == ["95"]

    stage(profile, telling(storage(300)), scene)


@pytest.mark.parametrize("said", [CUT, SILENCE])
def test_a_line_that_breaks_over_it_is_mended_and_it_waits_for_an_hour(
    profile: Profile, said: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(spacewatch, "PATIENCE_S", 0.1)
    server = telling(said)

    async def scene(rig: Rig, _server: OddServer) -> None:
        server.inbox.add("new")
        await rig.sync()
        await rig.sync()
        assert 3 in rig.seen()
        assert server.count("GETQUOTAROOT") == 1
        server.said = storage(85)
        await later(rig)
        assert told(rig) == ["80"]

    stage(profile, server, scene)


def test_a_server_without_it_is_not_asked(profile: Profile):
    server = filled(1)

    async def scene(rig: Rig, server: OddServer) -> None:
        await rig.sync()
        assert server.count("GETQUOTAROOT") == 0
        assert known(rig) == SpaceState()

    stage(profile, server, scene)


def test_a_server_that_has_it_no_longer_leaves_nothing_known(profile: Profile):
    server = telling(storage(85))

    async def scene(rig: Rig, _server: OddServer) -> None:
        await rig.sync()
        assert known(rig).space is not None
        server.capabilities = ABLE.removesuffix(" QUOTA")
        server.hang_up()
        await later(rig)
        assert known(rig).space is None
        assert known(rig).level == 80

    stage(profile, server, scene)


def test_news_that_comes_with_the_answer_is_kept(profile: Profile):
    """After the counts were listed, so that nothing else tells of it."""
    server = telling()

    def answer(text: str) -> str | None:
        if not text.startswith("GETQUOTAROOT"):
            return None
        server.inbox.add("new")
        return "* 3 EXISTS\r\n" + storage(10)

    server.answer = answer

    async def scene(rig: Rig, _server: OddServer) -> None:
        (runner,) = rig.context.runners()
        assert isinstance(runner, AccountRunner)
        await runner.look()
        await rig.until(lambda: 3 in rig.seen())
        assert server.count("GETQUOTAROOT") == 1

    stage(profile, server, scene)


@pytest.mark.server
@pytest.mark.slow
def test_dovecot_gets_full_and_has_room_again(profile: Profile):
    async def scenario() -> None:
        clock = FakeClock()
        with dovecot(Knobs(quota="1M")) as server:
            user = server.add_user()
            with SecondClient(user) as second:
                for n in range(9):
                    second.append(message(text="x" * 95_000 + "\n", message_id=f"<{n}@x>"))
                async with running(profile, Effects(secrets=FakeSecrets(), clock=clock)) as rig:
                    await rig.add_user(user)
                    await rig.sync()
                    await rig.sync()
                    space = known(rig).space
                    assert space is not None
                    assert space.limit_octets == 1 << 20
                    assert told(rig) == ["80"]
                    second.append(message(text="x" * 140_000 + "\n", message_id="<big@x>"))
                    await later(rig)
                    assert told(rig) == ["95"]
                    second.expunge(second.uids()[:5])
                    await later(rig)
                    assert told(rig) == []

    asyncio.run(asyncio.wait_for(scenario(), 60))
