"""One connection of an account and the jobs that wait for it.

A job names the mailbox it needs selected, is short (a window, a chunk) and runs to its end; what
the user waits for goes before the rest. With nothing to do the lane idles on the mailbox it
watches. A lost connection fails the running job once more only after one new try; who asked
decides what then. Losses in a row are counted, so that the account can make pauses between logins.
"""

import asyncio
import contextlib
import itertools
from collections.abc import Awaitable, Callable, Generator
from dataclasses import dataclass, field
from enum import IntEnum
from heapq import heappop, heappush
from typing import Generic, Protocol, TypeVar

from facteur.base.errors import FacteurError, NetworkError, RemoteProtocolError, ServerRefused
from facteur.base.log import logger
from facteur.engine.selection import Selection
from facteur.imap.commands import Noop
from facteur.mail.keys import MailboxKey
from facteur.net.imapsession import ImapSession

IDLE_RENEW_S = 25 * 60.0  # RFC 9051 §6.3.13 allows 29 minutes
POLL_S = 60.0  # NOOP where IDLE is missing
TRIES = 2
LASTING_S = 60.0  # a connection that held so long was no failure
MAKE_WAY_S = 1.0  # a server that lets the user wait longer is not the backfill's fault
IDLE_TURNS = 50  # of background work that says it did something and asked the server nothing

_T = TypeVar("_T")
_log = logger("sync")


class Priority(IntEnum):
    """What goes first."""

    USER = 0  # somebody waits for it
    MARKS = 1  # the user's changes
    NEWS = 2  # what the server told of
    SYNC = 3
    BACKGROUND = 4


class Way:
    """Kept free for what the user waits for: other lanes pause between two slices meanwhile.

    Server, interpreter and store have little else to do then, which is what makes it quick.
    """

    def __init__(self) -> None:
        self._holders = 0
        self._free = asyncio.Event()
        self._free.set()

    @contextlib.contextmanager
    def kept(self) -> Generator[None]:
        """Keep the way free for as long as the context lasts."""
        self._holders += 1
        self._free.clear()
        try:
            yield
        finally:
            self._holders -= 1
            if not self._holders:
                self._free.set()

    async def free(self) -> None:
        """Wait until nobody keeps it, MAKE_WAY_S at most."""
        if not self._free.is_set():
            await _wait(self._free, MAKE_WAY_S)


class Host(Protocol):
    """What a lane needs of its account."""

    async def open_session(self, lane: "Lane") -> ImapSession:
        """Return a signed-in session; waits and retries as long as that makes sense.

        After losses in a row it waits first.
        """
        ...

    async def select(self, lane: "Lane", mailbox: MailboxKey) -> Selection:
        """Select a mailbox on the lane and bring the store up to date with it."""
        ...

    async def absorb(self, lane: "Lane") -> None:
        """Apply the news that the selection has collected."""
        ...

    def session_lost(self, lane: "Lane", error: Exception) -> None:
        """Hear that a connection ended by itself."""
        ...


@dataclass(order=True)
class Job(Generic[_T]):
    """One piece of work. Ordered by priority, then by age."""

    priority: Priority
    number: int
    mailbox: MailboxKey | None = field(compare=False)
    work: Callable[["Lane"], Awaitable[_T]] = field(compare=False)
    result: "asyncio.Future[_T]" = field(compare=False)


class Lane:
    """A connection with a queue. `watch` is the mailbox to idle on, None for none.

    background: asked for work when the queue is empty; returns False when there is none.
    linger_s: how long a connection without work and watch is kept.
    way: shared with the other lanes of the account.
    losses, last_loss: how many connections in a row were lost before they did anything, and why.
    """

    def __init__(
        self,
        name: str,
        host: Host,
        *,
        background: Callable[["Lane"], Awaitable[bool]] | None = None,
        linger_s: float = 60.0,
        way: Way | None = None,
    ) -> None:
        self.name = name
        self.way = way or Way()
        self.session: ImapSession | None = None
        self.selection: Selection | None = None
        self.watch: MailboxKey | None = None
        self.hurried = asyncio.Event()  # a job waits, or the watch changed
        self.losses = 0
        self.last_loss: FacteurError | None = None
        self._host = host
        self._background = background
        self._linger_s = linger_s
        self._jobs: list[Job[object]] = []
        self._numbers = itertools.count()
        self._running: Job[object] | None = None
        self._since_s = 0.0  # when the connection was made, of the loop's clock
        self._idle_refused = False  # by this server, which offers it
        self._idle_turns = 0

    async def do(
        self,
        priority: Priority,
        mailbox: MailboxKey | None,
        work: Callable[["Lane"], Awaitable[_T]],
    ) -> _T:
        """Queue a job and return its result. Raises what the job raised.

        Cancelling takes a job that has not begun out of the queue.
        """
        result: asyncio.Future[_T] = asyncio.get_running_loop().create_future()
        job = Job(priority, next(self._numbers), mailbox, work, result)
        heappush(self._jobs, job)  # type: ignore[arg-type] # a Job of any result
        self.hurried.set()
        return await result

    def is_wanted(self, priority: Priority) -> bool:
        """Whether a job waits that goes before one of `priority`."""
        return any(job.priority < priority and not job.result.done() for job in self._jobs)

    def set_watch(self, mailbox: MailboxKey | None) -> None:
        """Idle on another mailbox from now on."""
        if mailbox != self.watch:
            self.watch = mailbox
            self.hurried.set()

    def fail_all(self, error: Exception) -> None:
        """Let every waiting job fail: the account will not go online now."""
        jobs, self._jobs = self._jobs, []
        if self._running is not None and self.session is None:
            jobs.append(self._running)  # it waits for the connection
        for job in jobs:
            if not job.result.done():
                job.result.set_exception(error)

    def close(self) -> None:
        """Cut the connection; a running job fails with NetworkError."""
        if self.session is not None:
            self.session.close()

    async def selected(self, mailbox: MailboxKey) -> Selection:
        """Have `mailbox` selected; does nothing when it is."""
        await self._connected()  # background work comes here without a session
        if self.selection is None or self.selection.mailbox != mailbox:
            self.selection = None
            self.selection = await self._host.select(self, mailbox)
        return self.selection

    def live(self) -> ImapSession:
        """Return the session of a running job.

        Raises NetworkError when it has been cut meanwhile.
        """
        if self.session is None:
            raise NetworkError("closed")
        return self.session

    async def run(self) -> None:
        """Work until cancelled."""
        try:
            while True:
                await self._turn()
        finally:
            self.close()
            self.session = None
            self.fail_all(NetworkError("stopped"))

    async def _turn(self) -> None:
        job = self._next()
        if job is not None:
            await self._carry_out(job)
        elif self._background is not None and await self._guarded_background():
            return
        elif self.watch is not None:
            await self._watch(self.watch)
        else:
            await self._rest()

    def _next(self) -> Job[object] | None:
        self.hurried.clear()
        while self._jobs:
            job = heappop(self._jobs)
            if not job.result.done():
                return job
        return None

    async def _carry_out(self, job: Job[object]) -> None:
        self._running = job
        try:
            await self._try(job)
        finally:
            self._running = None

    async def _try(self, job: Job[object]) -> None:
        """Run a job; when the line breaks, once more on a new one."""
        for attempt in range(TRIES):
            try:
                value = await self._run_once(job)
            except (NetworkError, RemoteProtocolError) as error:
                self._lost(error)
                if attempt + 1 == TRIES and not job.result.done():
                    job.result.set_exception(error)
            except asyncio.CancelledError:
                job.result.cancel()
                raise
            except Exception as error:  # noqa: BLE001 - handed to who asked, who must know it
                if not job.result.done():
                    job.result.set_exception(error)
            else:
                self.losses = 0
                if not job.result.done():
                    job.result.set_result(value)
            if job.result.done():
                return

    async def _run_once(self, job: Job[object]) -> object:
        await self._connected()
        if job.result.done():  # given up while the connection was made
            return None
        if job.mailbox is not None:
            await self.selected(job.mailbox)
        value = await job.work(self)
        await self._host.absorb(self)
        return value

    async def _guarded_background(self) -> bool:
        assert self._background is not None
        before = self._octets()
        try:
            did_something = await self._background(self)
        except (NetworkError, RemoteProtocolError) as error:
            self._lost(error)
            return True
        if before != self._octets():
            self._idle_turns = self.losses = 0
            return did_something
        self._idle_turns += did_something
        if self._idle_turns < IDLE_TURNS:
            return did_something
        # A mistake of ours: rather late than a loop that nobody else gets a turn in.
        _log.warning("lane %s: work without end that asks the server nothing", self.name)
        self._idle_turns = 0
        return False

    def _octets(self) -> tuple[ImapSession | None, int]:
        return self.session, self.session.stream.octets_in if self.session is not None else 0

    async def _watch(self, mailbox: MailboxKey) -> None:
        """Idle on a mailbox until something happens."""
        try:
            await self._connected()
            selection = await self.selected(mailbox)
            session = self.live()
            await self._host.absorb(self)
            if self.hurried.is_set() or selection.news:  # more came while that was applied
                return
            await self._wait_for_news(session, selection)
            await self._host.absorb(self)
        except (NetworkError, RemoteProtocolError) as error:
            self._lost(error)
        except ServerRefused as error:
            _log.info("lane %s does not watch mailbox %d: %s", self.name, mailbox, error)
            if self.watch == mailbox:
                self.watch = None  # until somebody asks for it again

    async def _wait_for_news(self, session: ImapSession, selection: Selection) -> None:
        if "IDLE" in session.connection.capabilities and not self._idle_refused:
            held = await session.idle(
                selection.note, self._interrupt(selection), renew_s=IDLE_RENEW_S
            )
            self._idle_refused = not held
        else:
            await _wait(self.hurried, POLL_S)
            await session.flight([Noop()], selection.note)

    def _interrupt(self, selection: Selection) -> asyncio.Event:
        """Return the event that ends an IDLE: a job, or news to apply."""
        selection.news_event = self.hurried
        return self.hurried

    async def _rest(self) -> None:
        """Wait for work; let an unused connection go."""
        if self.session is None:
            await self.hurried.wait()
        elif not await _wait(self.hurried, self._linger_s):
            session, self.session, self.selection = self.session, None, None
            await session.logout()

    async def _connected(self) -> None:
        if self.session is None:
            self.selection = None
            self.session = await self._host.open_session(self)
            self._since_s = asyncio.get_running_loop().time()
            self._idle_refused = False

    def _lost(self, error: FacteurError) -> None:
        _log.info("lane %s lost its connection: %s", self.name, error)
        lasted = asyncio.get_running_loop().time() - self._since_s >= LASTING_S
        self.losses = 1 if lasted else self.losses + 1
        self.last_loss = error
        if self.session is not None:
            self.session.close()
            self.session = None
        self.selection = None
        self._host.session_lost(self, error)


async def _wait(event: asyncio.Event, seconds: float) -> bool:
    """Wait for the event; False when the time is up first."""
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return False
    return True
