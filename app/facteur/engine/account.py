"""Keeps one account going: two connections, its state, and what to do next.

The front lane serves what the user waits for and idles on the open mailbox; the back lane brings
what is missing and idles on INBOX. A connection that fails is tried again after a growing pause;
what only the user can mend stops the account until the user has acted.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from facteur.base import log
from facteur.base.clock import Clock
from facteur.base.errors import (
    FacteurError,
    LoginError,
    NetworkError,
    RemoteProtocolError,
    Retry,
    ServerRefused,
)
from facteur.base.secret import Secret
from facteur.base.settings import Settings
from facteur.engine.backoff import Backoff
from facteur.engine.bodies import Bodies
from facteur.engine.broadcast import Broadcast
from facteur.engine.chores import Chores
from facteur.engine.credentials import Credentials
from facteur.engine.effects import Effects
from facteur.engine.lane import Lane, Priority, Way
from facteur.engine.operations.queue import OperationQueue
from facteur.engine.parts import PartFetcher
from facteur.engine.selection import Selection
from facteur.engine.signin import sign_in
from facteur.engine.standing import Standing
from facteur.engine.sync.mirror import Mirror
from facteur.engine.sync.uids import SEARCH_SLACK, all_uids
from facteur.engine.tasks import Tasks
from facteur.engine.wishes import Wishes
from facteur.engine.workers import WorkerPool
from facteur.imap import commands
from facteur.link import events
from facteur.mail.account import Account, Preferences
from facteur.mail.keys import MailboxKey, MessageKey
from facteur.mail.serverreplies import PASSWORD_CODES
from facteur.net.imapsession import ImapSession
from facteur.store.database import Store
from facteur.store.read import mailboxes as read_mailboxes
from facteur.store.read import messages as read_messages
from facteur.store.read import operations as read_operations
from facteur.store.rows import Operation

# A connection that fails is no problem to show before this many tries (house: no fuss about what
# mends itself).
QUIET_FAILURES = 2

_T = TypeVar("_T")
_log = log.logger("sync")


class AccountRunner:
    """One account. `run` works until cancelled; the other methods may be called meanwhile."""

    def __init__(
        self,
        account: Account,
        *,
        credentials: Credentials,
        store: Store,
        effects: Effects,
        settings: Settings,
        workers: WorkerPool,
        broadcast: Broadcast,
        tasks: Tasks,
    ) -> None:
        self.key = account.key
        self.settings = account.settings
        self.credentials = credentials
        self.standing = Standing(
            account.key,
            account.settings,
            credentials=credentials,
            store=store,
            effects=effects,
            broadcast=broadcast,
        )
        self._store = store
        self._effects = effects
        self._broadcast = broadcast
        self._tasks = tasks
        self.wishes = Wishes(settings, account.preferences)
        self._kick = asyncio.Event()  # try again now
        self._kicks = 0  # how often; one that comes during a try is not lost with that try
        self._look_now = asyncio.Event()
        self._backoff = Backoff()
        self._stopped_by: FacteurError | None = None  # what only the user can mend
        self._drain_queued = False
        self.mirror = Mirror(store, effects.clock, self._uids_on_a_fresh_connection)
        self.queue = OperationQueue(store, account.key)
        self.bodies = Bodies(store, effects.clock, workers, tasks, account.key)
        self.chores = Chores(
            account.key,
            store=store,
            effects=effects,
            wishes=self.wishes,
            mirror=self.mirror,
            bodies=self.bodies,
            tasks=tasks,
        )
        self.way = Way()
        self.front = Lane("front", self, way=self.way)
        # It lingers longer than from one look at the folders to the next: no login each minute.
        self.back = Lane(
            "back",
            self,
            background=self.chores.next_step,
            linger_s=2 * self.wishes.interval_s,
            way=self.way,
        )

    # What the server of commands asks

    async def run(self) -> None:
        """Work until cancelled."""
        log.account.set(self.key)
        if not self.wishes.goes_out:
            self._set_state(self.wishes.resting)
        await self.queue.recover()
        async with asyncio.TaskGroup() as group:
            group.create_task(self.front.run())
            group.create_task(self.back.run())
            group.create_task(self._look_regularly())
            self.send_changes()

    async def user(self, mailbox: MailboxKey | None, work: Callable[[Lane], Awaitable[_T]]) -> _T:
        """Do something that the user waits for.

        Raises NetworkError(`offline`) at once when the account is not online and not on its way,
        and what has stopped it when only the user can mend that.
        """
        self.wishes.need_to_go_out()
        if self.front.session is None and self._stopped_by is not None:
            raise self._stopped_by
        if self.front.session is None and self.state == "offline" and self._backoff.failures:
            self.try_now()
            raise NetworkError("offline")
        self.front.losses = 0  # who asks again may try at once
        return await self.front.do(Priority.USER, mailbox, work)

    def open_mailbox(self, mailbox: MailboxKey | None) -> None:
        """Keep a mailbox live; None for none of this account."""
        self.chores.open_mailbox = mailbox
        self.chores.resume()
        self.front.set_watch(mailbox)
        self.back.set_watch(self._inbox_unless(mailbox))
        self.back.hurried.set()

    def send_changes(self) -> None:
        """See to it that what waits in the queue is sent."""
        if self._drain_queued or not (self.queue.has_handed or self.queue_waits):
            return
        self._drain_queued = True
        asyncio.ensure_future(self._drain()).add_done_callback(_seen)

    @property
    def sends_now(self) -> bool:
        """Whether a change can go to the server as soon as it is in the store."""
        return self.wishes.goes_out and self.front.session is not None

    def send_taken(self, operations: Sequence[Operation]) -> None:
        """Send what was taken in the transaction that queued it."""
        self.queue.hand(operations)
        self.send_changes()

    def try_now(self) -> None:
        """Do not wait any longer for the next try."""
        self.front.losses = self.back.losses = 0
        self._kicks += 1
        self._kick.set()

    async def give_password(self, secret: Secret, *, remember: bool) -> bool:
        """Take a password and go on; False when it is not remembered."""
        kept = await self.credentials.give(secret, remember=remember)
        self._backoff = Backoff()
        self.try_now()
        return kept

    def set_online(self, *, online: bool) -> None:
        """Go offline by choice, or online again."""
        self.wishes.online = online
        self._wishes_changed()

    def prefer(self, preferences: Preferences) -> None:
        """Go by what the user has decided about this account at once."""
        self.wishes.preferences = preferences
        self._wishes_changed()
        self.settings_changed()
        self.chores.resume()

    def _wishes_changed(self) -> None:
        self._backoff = Backoff()
        self.try_now()
        if not self.wishes.goes_out:
            self.front.fail_all(NetworkError(self.wishes.resting))
            self.front.close()
            self.back.close()
            self._set_state(self.wishes.resting)

    async def look(self) -> None:
        """Ask for news of every mailbox now, and send what waits.

        Raises NetworkError (`offline`, `paused`) when the user does not want that.
        """
        self.wishes.need_to_go_out()
        self.send_changes()
        begun = self.chores.looks_begun
        await self.back.do(Priority.NEWS, None, lambda lane: self.chores.list_since(lane, begun))

    def is_here(self, message: MessageKey) -> bool:
        """Whether the message can be shown without the server."""
        return self.bodies.is_here(message)

    async def bring(self, message: MessageKey) -> None:
        """Have what is shown of a message in the store. Raises ServerRefused, NetworkError."""
        place = read_messages.uid_of(self._store.reader, message)
        if place is None:
            raise ServerRefused("gone")
        await self.user(place[0], lambda lane: self.bodies.bring(lane, message))

    async def bring_part(
        self, message: MessageKey, section: str, now_ms: int, stop: Callable[[], None]
    ) -> bytes:
        """Have one part in the store and return its SHA-256. stop: ends it when called."""
        fetcher = PartFetcher(self._store, self, self._tasks, self.key)
        return await fetcher.bring(message, section, now_ms, stop)

    async def show_whole(self, message: MessageKey, raw: bytes) -> None:
        """Show a message whose text was cut from its whole source, which is in the store."""
        await self.bodies.show_whole(message, raw)

    async def fetch_headers(self, mailbox: MailboxKey, uids: list[int]) -> None:
        """Bring headers that somebody looks at as placeholders."""

        async def work(lane: Lane) -> None:
            await self.mirror.fetch_headers(lane, await lane.selected(mailbox), uids)

        await self.user(mailbox, work)

    async def sync(self, mailbox: MailboxKey | None, *, texts: bool, whole: bool) -> None:
        """Look for news; `whole` waits until headers (and texts) of all of it are here.

        Raises what the first failure was.
        """
        self.chores.resume()
        self.try_now()
        if not whole:
            await self.look()
            return
        self.wishes.need_to_go_out()
        begun = self.chores.looks_begun

        async def work(lane: Lane) -> None:
            await self.chores.list_since(lane, begun)
            await self.chores.complete(lane, mailbox, texts=texts)

        if self.queue_waits:
            await self.front.do(Priority.MARKS, None, self.queue.drain)
        # One piece of work, so that nothing is selected between the list and its mailboxes; on the
        # lane of the background work, so that nothing is fetched by both.
        await self.back.do(Priority.SYNC, None, work)

    @property
    def queue_waits(self) -> bool:
        """Whether changes wait to be sent."""
        return bool(read_operations.sendable_count(self._store.reader, self.key))

    def settings_changed(self) -> None:
        """Go by the new settings at once."""
        self._look_now.set()
        self.back.hurried.set()

    def changes_wait(self) -> None:
        """Hear that the number of waiting changes may differ."""
        self._broadcast.now(self.describe())
        self.send_changes()

    @property
    def state(self) -> str:
        """See events.AccountStateChanged."""
        return self.standing.state

    @property
    def password_wanted(self) -> events.PasswordNeeded | None:
        """What the user is asked for, None when nothing is."""
        return self.standing.password_wanted

    def describe(self) -> events.AccountStateChanged:
        """Return how the account stands."""
        return self.standing.describe()

    # What the lanes ask (engine.lane.Host)

    async def open_session(self, lane: Lane) -> ImapSession:
        """Sign in, again and again, with pauses, until it works."""
        if lane.losses > 1 and lane.last_loss is not None and self.wishes.goes_out:
            # It works and then breaks: as many pauses as if it had not worked.
            self._backoff = Backoff(max(self._backoff.failures, lane.losses - 2))
            await self._failed(lane, lane.last_loss, self._kicks)
        while True:
            await self._until_online(lane)
            kicks = self._kicks
            try:
                self._set_state("connecting")
                session = await self._sign_in()
            except FacteurError as error:
                await self._failed(lane, error, kicks)
            else:
                await self._succeeded(session)
                return session

    async def select(self, lane: Lane, mailbox: MailboxKey) -> Selection:
        """See Mirror.select."""
        log.mailbox.set(mailbox)
        selection = await self.mirror.select(lane, mailbox)
        self.standing.note_checked()
        return selection

    async def absorb(self, lane: Lane) -> None:
        """See Mirror.absorb."""
        if lane.selection is not None and lane.selection.news:
            await self.mirror.absorb(lane)
            self.standing.note_checked()

    def session_lost(self, lane: Lane, error: Exception) -> None:
        """Note that a connection ended by itself; the next job opens another one."""
        if lane is self.front and self.wishes.goes_out:
            self._backoff = self._backoff if self._backoff.failures else Backoff()
            self._set_state("connecting")
        if isinstance(error, RemoteProtocolError):
            _log.warning("the server of account %d: %s", self.key, error)

    # Inside

    async def _until_online(self, lane: Lane) -> None:
        while not self.wishes.goes_out:
            self._set_state(self.wishes.resting)
            lane.fail_all(NetworkError(self.wishes.resting))
            self._kick.clear()
            await self._kick.wait()

    async def _sign_in(self) -> ImapSession:
        secret = await self.standing.secret()
        try:
            try:
                return await sign_in(self.settings, secret, self._effects)
            except LoginError:
                another = await self.credentials.after_refusal(secret)
                if another is None:
                    raise
                return await sign_in(self.settings, another, self._effects)
        except LoginError as error:
            if error.code in PASSWORD_CODES:
                await self.standing.password_refused()
            raise

    async def _succeeded(self, session: ImapSession) -> None:
        self._backoff = Backoff()
        self._stopped_by = None
        self._set_state("online")
        await self.standing.signed_in(session.connection.capabilities.names)
        self.send_changes()

    async def _failed(self, lane: Lane, error: FacteurError, kicks: int) -> None:
        """Say what is wrong, let those who wait know, and wait for the next try.

        kicks: how many there were when the try began; a password that came since is tried at once.
        """
        _log.info("cannot stay online: %s", error)
        self._backoff = self._backoff.failed()
        waits_for_user = error.retry is not Retry.LATER
        self._stopped_by = error if waits_for_user else None
        pause = self._backoff.pause_s(self._effects.random.random())
        retry_at = 0 if waits_for_user else self._effects.clock.now_ms() + int(pause * 1000)
        self._set_state("stopped" if waits_for_user else "offline")
        if waits_for_user or self._backoff.failures > QUIET_FAILURES:
            await self.standing.raise_problem(error, retry_at_ms=retry_at)
        lane.fail_all(error)
        if self._kicks != kicks:
            return
        self._kick.clear()
        if waits_for_user:
            await self._kick.wait()
        else:
            await self._pause(pause, self._kick)

    async def stumble(self, error: Exception) -> None:
        """After an error of ours: who waits hears it, and `run` is called again after a pause."""
        shown = _first_of(error)
        self._backoff = self._backoff.failed()
        pause = self._backoff.pause_s(self._effects.random.random())
        retry_at = self._effects.clock.now_ms() + int(pause * 1000)
        self._set_state("offline")
        await self.standing.raise_problem(shown, retry_at_ms=retry_at)
        self.front.fail_all(shown)
        self.back.fail_all(shown)
        await self._effects.clock.sleep(pause)

    def _set_state(self, state: str) -> None:
        connected = self.front.session is not None or self.back.session is not None
        if connected and self.wishes.goes_out and state in {"connecting", "offline"}:
            state = "online"  # one lane is enough
        self.standing.set_state(state)

    async def _drain(self) -> None:
        empty = False
        try:
            with self.way.kept():
                empty = await self.front.do(Priority.MARKS, None, self.queue.drain)
        except FacteurError:
            await self.queue.release()  # the lane may have had no turn for it
            raise
        finally:
            self._drain_queued = False
            if empty or self.queue.has_handed:  # something may have come at the very end
                self.send_changes()
        self._broadcast.now(self.describe())

    async def _look_regularly(self) -> None:
        while True:
            try:
                await self.look()
            except FacteurError as error:
                _log.info("no look at the folders: %s", error)
            # Also after a refusal, which took the watch away.
            self.front.set_watch(self.chores.open_mailbox)
            self.back.set_watch(self._inbox_unless(self.chores.open_mailbox))
            self._look_now.clear()
            await self._pause(self.wishes.interval_s, self._look_now)

    async def _pause(self, seconds: float, end: asyncio.Event) -> None:
        """Wait for so many seconds of the engine's clock, or for the event."""
        waiting = asyncio.create_task(_wait_for(end))
        sleeping = asyncio.create_task(_sleep(self._effects.clock, seconds))
        try:
            await asyncio.wait({waiting, sleeping}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            waiting.cancel()
            sleeping.cancel()
            await asyncio.wait({waiting, sleeping})

    def _inbox_unless(self, open_mailbox: MailboxKey | None) -> MailboxKey | None:
        inbox = read_mailboxes.find(self._store.reader, self.key, "INBOX")
        return None if inbox is None or inbox.key == open_mailbox else inbox.key

    async def _uids_on_a_fresh_connection(self, mailbox: MailboxKey) -> frozenset[int] | None:
        """Return all UIDs that a second connection sees; None when it cannot be asked."""
        state = read_mailboxes.sync_state(self._store.reader, mailbox)
        try:
            session = await self._sign_in()
        except FacteurError:
            return None
        try:
            (done,) = await session.flight([commands.Select(mailbox=state.name, read_only=True)])
            selected = session.connection.selected
            if not done.ok or selected is None or selected.uidvalidity != state.uidvalidity:
                return None
            found = await all_uids(session, None, most=selected.exists + SEARCH_SLACK)
            return frozenset(found) if found is not None else frozenset()
        except (NetworkError, RemoteProtocolError, ServerRefused):
            return None
        finally:
            await session.logout()


async def _wait_for(event: asyncio.Event) -> None:
    await event.wait()


async def _sleep(clock: Clock, seconds: float) -> None:
    await clock.sleep(seconds)


def _first_of(error: Exception) -> Exception:
    """Return the first error of a group, or the error itself."""
    match error:
        case ExceptionGroup(exceptions=(Exception() as first, *_)):
            return _first_of(first)
        case _:
            return error


def _seen(task: "asyncio.Future[None]") -> None:
    """Look at the result, so that a lost line is no unseen exception."""
    if not task.cancelled():
        task.exception()
