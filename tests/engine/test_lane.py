"""The order of jobs, lost lines, watching and resting, with a session that is none."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from types import SimpleNamespace
from typing import Any

import pytest

from facteur.base.errors import NetworkError, RemoteProtocolError, ServerRefused, UsageError
from facteur.engine import lane as lanes
from facteur.engine.lane import IDLE_TURNS, Lane, Priority, Way
from facteur.engine.selection import Selection
from facteur.mail.keys import MailboxKey

BOX, OTHER = MailboxKey(1), MailboxKey(2)
Work = Callable[[Lane], Awaitable[Any]]


class FakeSession:
    """Idles until woken; `held` says what became of it."""

    def __init__(self, *, idle: bool = True, held: bool = True) -> None:
        self.stream = SimpleNamespace(octets_in=0)
        self.connection = SimpleNamespace(capabilities={"IDLE"} if idle else set())
        self.held = held
        self.idled = 0
        self.said: list[str] = []
        self.closed = False
        self.news: list[Callable[[Selection], None]] = []

    async def idle(self, note: object, wake: asyncio.Event, *, renew_s: float) -> bool:
        self.idled += 1
        if self.held:
            await wake.wait()
        return self.held

    async def flight(self, sent: list[object], note: object = None) -> list[object]:
        self.said += [type(one).__name__ for one in sent]
        return []

    async def logout(self) -> None:
        self.said.append("Logout")

    def close(self) -> None:
        self.closed = True


class FakeHost:
    """Gives sessions as they come; notes what happened."""

    def __init__(self, *sessions: FakeSession) -> None:
        self.sessions = list(sessions)
        self.opened = 0
        self.lost: list[Exception] = []
        self.selected: list[MailboxKey] = []
        self.refuses: set[MailboxKey] = set()

    async def open_session(self, lane: Lane) -> Any:
        self.opened += 1
        await asyncio.sleep(0)
        return self.sessions[min(self.opened, len(self.sessions)) - 1]

    async def select(self, lane: Lane, mailbox: MailboxKey) -> Selection:
        if mailbox in self.refuses:
            raise ServerRefused("mailbox")
        self.selected.append(mailbox)
        return Selection(mailbox, 7)

    async def absorb(self, lane: Lane) -> None:
        return

    def session_lost(self, lane: Lane, error: Exception) -> None:
        self.lost.append(error)


async def until(holds: Callable[[], object]) -> None:
    while not holds():  # noqa: ASYNC110 -- the fakes set no event
        await asyncio.sleep(0.001)


def play(
    scene: Callable[[Lane, FakeHost], Coroutine[Any, Any, None]],
    host: FakeHost | None = None,
    **how: Any,
) -> None:
    async def scenario() -> None:
        given = host or FakeHost(FakeSession())
        lane = Lane("front", given, **how)
        running = asyncio.create_task(lane.run())
        try:
            async with asyncio.timeout(10):
                await scene(lane, given)
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)

    asyncio.run(scenario())


def noting(order: list[str], name: str) -> Work:
    async def work(_lane: Lane) -> str:
        order.append(name)
        await asyncio.sleep(0)
        return name

    return work


def test_what_the_user_waits_for_goes_first():
    async def scene(lane: Lane, host: FakeHost) -> None:
        order: list[str] = []
        jobs = [
            lane.do(Priority.BACKGROUND, None, noting(order, "background")),
            lane.do(Priority.MARKS, None, noting(order, "marks")),
            lane.do(Priority.USER, None, noting(order, "first")),
            lane.do(Priority.USER, BOX, noting(order, "second")),
        ]
        done = await asyncio.gather(*jobs)
        assert order == ["first", "second", "marks", "background"]
        assert done == ["background", "marks", "first", "second"]
        assert host.opened == 1
        assert host.selected == [BOX]

    play(scene)


def test_a_job_that_was_given_up_is_not_done():
    async def scene(lane: Lane, _host: FakeHost) -> None:
        order: list[str] = []
        given_up = asyncio.create_task(lane.do(Priority.USER, None, noting(order, "no")))
        await asyncio.sleep(0)
        given_up.cancel()
        await lane.do(Priority.BACKGROUND, None, noting(order, "yes"))
        assert order == ["yes"]

    play(scene)


def test_after_a_lost_line_once_more_on_a_new_one():
    first, second = FakeSession(), FakeSession()

    async def scene(lane: Lane, host: FakeHost) -> None:
        async def work(lane: Lane) -> str:
            if lane.session is first:
                raise NetworkError("closed")
            return "done"

        assert await lane.do(Priority.USER, BOX, work) == "done"
        assert first.closed
        assert host.opened == 2
        assert host.selected == [BOX, BOX]
        assert lane.losses == 0

    play(scene, FakeHost(first, second))


@pytest.mark.parametrize("error", [NetworkError("closed"), RemoteProtocolError("x")])
def test_twice_is_enough_and_losses_are_counted(error: Exception):
    async def scene(lane: Lane, host: FakeHost) -> None:
        async def work(_lane: Lane) -> None:
            raise error

        with pytest.raises(type(error)):
            await lane.do(Priority.USER, None, work)
        assert host.opened == 2
        assert lane.losses == 2
        assert lane.last_loss is error

    play(scene)


def test_an_error_of_the_job_itself_costs_no_line():
    async def scene(lane: Lane, host: FakeHost) -> None:
        async def work(_lane: Lane) -> None:
            raise UsageError("no-part")

        with pytest.raises(UsageError):
            await lane.do(Priority.USER, None, work)
        assert host.lost == []

    play(scene)


def test_a_job_whose_line_is_cut_from_outside_hears_it():
    async def scene(lane: Lane, _host: FakeHost) -> None:
        async def work(lane: Lane) -> None:
            lane.session = None
            lane.live()

        with pytest.raises(NetworkError):
            await lane.do(Priority.USER, None, work)

    play(scene)


def test_it_idles_on_the_mailbox_it_watches_and_comes_back_to_it():
    session = FakeSession()

    async def scene(lane: Lane, host: FakeHost) -> None:
        lane.set_watch(BOX)
        await until(lambda: session.idled)
        await lane.do(Priority.USER, OTHER, noting([], "job"))
        await until(lambda: not (session.idled < 2))
        assert host.selected == [BOX, OTHER, BOX]

    play(scene, FakeHost(session))


def test_without_idle_it_polls(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(lanes, "POLL_S", 0.005)
    session = FakeSession(idle=False)

    async def scene(lane: Lane, _host: FakeHost) -> None:
        lane.set_watch(BOX)
        await until(lambda: not (session.said.count("Noop") < 3))

    play(scene, FakeHost(session))


def test_a_server_that_offers_idle_and_ends_it_is_polled(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(lanes, "POLL_S", 0.005)
    session = FakeSession(held=False)

    async def scene(lane: Lane, _host: FakeHost) -> None:
        lane.set_watch(BOX)
        await until(lambda: not (session.said.count("Noop") < 3))
        assert session.idled == 1

    play(scene, FakeHost(session))


def test_a_mailbox_that_cannot_be_opened_is_watched_no_more():
    async def scene(lane: Lane, host: FakeHost) -> None:
        host.refuses.add(BOX)
        lane.set_watch(BOX)
        await until(lambda: not (lane.watch is not None))
        with pytest.raises(ServerRefused):
            await lane.do(Priority.USER, BOX, noting([], "no"))
        assert await lane.do(Priority.USER, OTHER, noting([], "yes")) == "yes"

    play(scene)


def test_an_unused_line_is_let_go_and_opened_again():
    session = FakeSession()

    async def scene(lane: Lane, host: FakeHost) -> None:
        await lane.do(Priority.USER, None, noting([], "one"))
        await until(lambda: not (lane.session is not None))
        assert session.said == ["Logout"]
        await lane.do(Priority.USER, None, noting([], "two"))
        assert host.opened == 2

    play(scene, FakeHost(session), linger_s=0.01)


def test_background_work_runs_until_there_is_none():
    session, left = FakeSession(), [3]

    async def background(lane: Lane) -> bool:
        await lane.selected(BOX)
        session.stream.octets_in += 1
        left[0] -= left[0] > 0
        return bool(left[0])

    async def scene(lane: Lane, _host: FakeHost) -> None:
        lane.hurried.set()
        await until(lambda: not (left[0]))
        await lane.do(Priority.USER, None, noting([], "job"))

    play(scene, FakeHost(session), background=background)


def test_background_work_that_does_nothing_cannot_take_the_loop(caplog: pytest.LogCaptureFixture):
    turns = 0

    async def background(_lane: Lane) -> bool:
        nonlocal turns
        turns += 1
        return True  # a mistake: it says that it did something

    async def scene(lane: Lane, _host: FakeHost) -> None:
        await asyncio.sleep(0.02)
        assert await lane.do(Priority.USER, None, noting([], "job")) == "job"
        await asyncio.sleep(0.02)
        assert turns <= 3 * IDLE_TURNS
        assert "work without end" in caplog.text

    caplog.set_level("WARNING", "facteur.sync")
    play(scene, background=background)


def test_a_line_lost_in_the_background_is_opened_again():
    first, second = FakeSession(), FakeSession()

    async def background(lane: Lane) -> bool:
        await lane.selected(BOX)
        if lane.session is first:
            raise NetworkError("closed")
        return False

    async def scene(lane: Lane, host: FakeHost) -> None:
        await until(lambda: not (host.opened < 2))
        assert first.closed
        assert len(host.lost) == 1

    play(scene, FakeHost(first, second), background=background)


def test_who_waits_hears_that_the_account_will_not_go_online():
    class Never(FakeHost):
        async def open_session(self, lane: Lane) -> Any:
            await asyncio.get_running_loop().create_future()

    async def scene(lane: Lane, _host: FakeHost) -> None:
        running = asyncio.create_task(lane.do(Priority.USER, None, noting([], "one")))
        queued = asyncio.create_task(lane.do(Priority.USER, None, noting([], "two")))
        await asyncio.sleep(0.01)
        lane.fail_all(NetworkError("offline"))
        for one in (running, queued):
            with pytest.raises(NetworkError):
                await one

    play(scene, Never())


def test_at_the_end_nobody_waits_for_ever():
    async def scenario() -> None:
        lane = Lane("front", FakeHost(FakeSession()))

        async def long(_lane: Lane) -> None:
            await asyncio.get_running_loop().create_future()

        running = asyncio.create_task(lane.run())
        jobs = [asyncio.create_task(lane.do(Priority.USER, None, long)) for _ in range(2)]
        await asyncio.sleep(0.01)
        running.cancel()
        found = await asyncio.wait_for(asyncio.gather(running, *jobs, return_exceptions=True), 5)
        assert all(isinstance(one, asyncio.CancelledError | NetworkError) for one in found)

    asyncio.run(scenario())


def test_what_is_wanted_more():
    async def scenario() -> None:
        lane = Lane("front", FakeHost(FakeSession()))
        assert not lane.is_wanted(Priority.BACKGROUND)
        job = asyncio.create_task(lane.do(Priority.MARKS, None, noting([], "x")))
        await asyncio.sleep(0)
        assert lane.is_wanted(Priority.BACKGROUND)
        assert not lane.is_wanted(Priority.MARKS)
        job.cancel()
        await asyncio.sleep(0)
        assert not lane.is_wanted(Priority.BACKGROUND)

    asyncio.run(scenario())


def test_the_way_is_free_when_the_last_has_passed(monkeypatch: pytest.MonkeyPatch):
    async def scenario() -> None:
        way = Way()
        await way.free()
        with way.kept():
            with way.kept():
                pass
            waiting = asyncio.create_task(way.free())
            await asyncio.sleep(0.01)
            assert not waiting.done()
        await asyncio.wait_for(waiting, 1)
        monkeypatch.setattr(lanes, "MAKE_WAY_S", 0.01)
        with way.kept():
            await asyncio.wait_for(way.free(), 1)  # long enough

    asyncio.run(scenario())
