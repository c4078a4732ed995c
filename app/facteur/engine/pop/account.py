"""Keeps one collecting account going: passes over its maildrop, and its local mailboxes.

A pass is as many sessions as it takes. One session at a time, by construction: everything that
wants the server asks for a pass and waits for its end.
"""

import asyncio
import shutil
from collections.abc import Callable

from facteur.base import log
from facteur.base.errors import (
    FacteurError,
    LoginError,
    NetworkError,
    Retry,
    ServerRefused,
    StoreUnavailable,
)
from facteur.base.secret import Secret
from facteur.base.settings import Settings
from facteur.engine.backoff import Backoff
from facteur.engine.broadcast import Broadcast
from facteur.engine.credentials import Credentials
from facteur.engine.effects import Effects
from facteur.engine.pop.adoption import adopt
from facteur.engine.pop.collect import Collection
from facteur.engine.pop.fetching import Outcome, Progress, Surroundings
from facteur.engine.pop.logindelay import LoginDelay
from facteur.engine.pop.receive import Receiver
from facteur.engine.pop.shelf import Shelf
from facteur.engine.standing import Standing
from facteur.engine.tasks import Task, Tasks
from facteur.engine.wishes import Wishes
from facteur.engine.workers import WorkerPool
from facteur.link import events
from facteur.mail.account import Account, AfterDownload, Preferences
from facteur.mail.keys import MailboxKey, MessageKey
from facteur.mail.serverreplies import PASSWORD_CODES
from facteur.net.popsession import PopSession
from facteur.store.database import Store
from facteur.store.read import mailboxes as read_mailboxes
from facteur.store.read import pop as read_pop
from facteur.store.write import local as write_local
from facteur.store.write import pop as write_pop

QUIET_FAILURES = 2
IN_USE_PAUSES_S = (30.0, 60.0, 120.0, 300.0)

_log = log.logger("pop")


class PopRunner:
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
        free_octets: Callable[[], int] | None = None,
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
        self.shelf = Shelf(store, effects.clock, workers)
        self._store = store
        self._effects = effects
        self._broadcast = broadcast
        self._tasks = tasks
        self._free_octets = free_octets or (lambda: shutil.disk_usage(store.profile.home).free)
        self.wishes = Wishes(settings, account.preferences)
        self._wake = asyncio.Event()
        self._waiting: list[asyncio.Future[None]] = []
        self._served: list[asyncio.Future[None]] = []  # by the pass under way
        self._backoff = Backoff()
        self._in_use = 0
        self._login_delay = LoginDelay(self.standing, store, effects.clock)
        self._stopped_by: FacteurError | None = None
        self._told_wanted = events.RemovalWanted(account=account.key, count=0)
        self._wanted: set[int] = set()  # items whose whole is waited for
        self._collection: Collection | None = None
        self._task: Task | None = None
        self._refused = 0  # messages that the last pass did not get
        self._left_nameless = 0  # and so many of them that the user leaves there
        self._before = (0, 0)  # messages and octets of the sessions of this pass that are over
        self._last_step = (0, 0)
        self._passing: asyncio.Task[None] | None = None
        self._again = False  # the pass was cut to save a message; who waits, waits for the next

    # What every account can

    @property
    def state(self) -> str:
        """See events.AccountStateChanged."""
        return self.standing.state

    @property
    def password_wanted(self) -> events.PasswordNeeded | None:
        """What the user is asked for, None when nothing is."""
        return self.standing.password_wanted

    async def run(self) -> None:
        """Work until cancelled."""
        log.account.set(self.key)
        self._login_delay.remember()
        inbox = await self._store.write(lambda tx: write_local.ensure(tx, self.key))
        receiver = Receiver(
            self._store, self._effects.clock, self.key, self.settings.address, inbox
        )
        now_ms = self._effects.clock.now_ms()
        await adopt(self._store, self.key, self.settings.address, now_ms)
        self._collection = Collection(
            Surroundings(
                account=self.key,
                rules=self.settings.pop,
                profile=self._store.profile,
                store=self._store,
                clock=self._effects.clock,
                receiver=receiver,
                report=self._report,
            ),
            self._free_octets,
            self._wanted,
        )
        try:
            while True:
                await self._turn()
        finally:
            self._fail_waiting(NetworkError("offline"))

    def describe(self) -> events.AccountStateChanged:
        """Return how the account stands."""
        return self.standing.describe()

    def open_mailbox(self, mailbox: MailboxKey | None) -> None:
        """Nothing to keep live: local mailboxes change through us alone."""

    def send_changes(self) -> None:
        """Nothing waits: changes to local mailboxes are carried out at once."""

    def changes_wait(self) -> None:
        """Hear that the number of waiting changes may differ."""
        self._broadcast.now(self.describe())

    def try_now(self) -> None:
        """Do not wait any longer for the next pass."""
        self._wake.set()

    def settings_changed(self) -> None:
        """Go by the new settings at once."""
        self._wake.set()

    def spare_marked(self) -> None:
        """Drop the line without QUIT where something marked for deletion is to stay; then go on."""
        if self._passing is None or self._collection is None or not self._collection.is_against():
            return
        _log.info("something that was marked is to stay: the pass begins anew")
        self._again = True
        self._stop_pass()

    async def settle_refused(self, *, retry: bool) -> int:
        """Try again what the server refused, or leave the messages there for good.

        Returns how many messages that is about.
        """
        work = write_pop.retry_refused if retry else write_pop.skip_refused
        count = await self._store.write(lambda tx: work(tx, self.key), urgent=True)
        await self.standing.clear_problem("refused", "messages-refused")
        # Those without a name cannot be noted: nothing is said of them until others come or we end.
        self._left_nameless = 0 if retry else max(0, self._refused - count)
        if retry:
            await self.standing.clear_problem("refused", "keeps-deleted")
            self.try_now()
        return count

    async def give_password(self, secret: Secret, *, remember: bool) -> bool:
        """Take a password and go on; False when it is not remembered."""
        kept = await self.credentials.give(secret, remember=remember)
        self._stopped_by = None
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

    def _wishes_changed(self) -> None:
        self._backoff = Backoff()
        if not self.wishes.goes_out:
            self._stop_pass()
            self.standing.set_state(self.wishes.resting)
            self._fail_waiting(NetworkError(self.wishes.resting))
        self.try_now()

    async def fetch_headers(self, mailbox: MailboxKey, uids: list[int]) -> None:
        """Nothing to bring: a row here always has its headers."""

    async def sync(self, mailbox: MailboxKey | None, *, texts: bool, whole: bool) -> None:
        """Collect, and with `texts` have all of them indexed. Raises what the pass failed with."""
        del mailbox
        await self._ask_for_pass(wait=whole)
        if whole and texts:
            while await self._index_some():
                pass

    def is_here(self, message: MessageKey) -> bool:
        """Whether the message can be shown without the server."""
        return self.shelf.is_shown(message)

    async def bring(self, message: MessageKey) -> None:
        """Have a message ready to show; of a stub the whole is fetched first.

        Raises ServerRefused(`gone`) and what the pass failed with.
        """
        if not self.shelf.is_whole(message):
            await self._fetch_whole(message)
        await self.shelf.show(message)

    async def bring_part(
        self, message: MessageKey, section: str, now_ms: int, stop: Callable[[], None]
    ) -> bytes:
        """Have a part as bytes of its own and return their SHA-256."""
        del now_ms, stop
        if not self.shelf.is_whole(message):
            await self._fetch_whole(message)
        return await self.shelf.bring_part(message, section)

    async def show_whole(self, message: MessageKey, raw: bytes) -> None:
        """All of a local message is shown already."""
        del message, raw

    async def stumble(self, error: Exception) -> None:
        """After an error of ours: who waits hears it, and `run` is called again after a pause."""
        self._backoff = self._backoff.failed()
        pause = self._backoff.pause_s(self._effects.random.random())
        retry_at = self._effects.clock.now_ms() + int(pause * 1000)
        self.standing.set_state("offline")
        await self.standing.raise_problem(error, retry_at_ms=retry_at)
        self._fail_waiting(error)
        await self._effects.clock.sleep(pause)

    # Passes

    async def _turn(self) -> None:
        """Do one pass where it makes sense, then wait for the next reason to."""
        pause = self.wishes.interval_s
        if not self.wishes.goes_out:
            self.standing.set_state(self.wishes.resting)
        elif self._stopped_by is None:
            self._again = False
            self._passing = asyncio.create_task(self._pass())
            try:
                await self._passing
            except asyncio.CancelledError:
                current = asyncio.current_task()
                if current is not None and current.cancelling():
                    self._passing.cancel()
                    await asyncio.gather(self._passing, return_exceptions=True)
                    raise
                self.standing.set_state("online" if self.wishes.goes_out else self.wishes.resting)
                if self._again:
                    self._wait_on()
                else:
                    self._fail_waiting(NetworkError("stopped"))
            except FacteurError as error:
                pause = await self._failed(error)
            else:
                self._settle_waiting()
            finally:
                self._passing = None
        await self._rest(pause)

    async def _pass(self) -> None:
        """Collect all there is, in as many sessions as it takes."""
        assert self._collection is not None
        total = Outcome(more=True)
        try:
            while total.more:
                await self._login_delay.respect()
                self.standing.set_state("connecting")
                session = await self._sign_in()
                try:
                    await self._succeeded(session)
                    self._serve_waiting()
                    outcome = await self._collection.run(session)
                finally:
                    session.close()
                await self._login_delay.note(session.connection.capabilities)
                self._before = self._last_step
                total.more = outcome.more and (outcome.fetched > 0 or outcome.removed > 0)
                total.refused, total.refused_text = outcome.refused, outcome.refused_text
                total.asked = outcome.asked
                total.kept_deleted = outcome.kept_deleted
                total.expire_days = outcome.expire_days
        finally:
            self._end_task()
        self.standing.note_checked()
        await self._tell(total)

    async def _tell(self, outcome: Outcome) -> None:
        """Say what a pass leaves for the user to know."""
        found: list[FacteurError] = []
        self._refused = outcome.refused
        if outcome.refused > self._left_nameless:
            text, number = outcome.refused_text, str(outcome.refused)
            found.append(ServerRefused("messages-refused", detail=number, server_text=text))
        if outcome.kept_deleted:
            found.append(ServerRefused("keeps-deleted", detail=str(outcome.kept_deleted)))
        if (days := outcome.expire_days) is not None and self._expires_early(days):
            found.append(ServerRefused("expires", detail=str(days)))
        await self.standing.settle_lasting(found)
        wanted = self.removal_wanted()
        if outcome.asked or wanted != self._told_wanted:
            self._broadcast.now(wanted)
        self._told_wanted = wanted

    def _expires_early(self, days: int) -> bool:
        """Whether the server removes by itself what our rule leaves there (RFC 2449 §6.7)."""
        rules = self.settings.pop
        match rules.after_download:
            case AfterDownload.KEEP:
                return True
            case AfterDownload.LEAVE:
                return days < rules.leave_days
            case AfterDownload.DELETE:
                return False

    def removal_wanted(self) -> events.RemovalWanted:
        """Return what the user is asked about the server's copies; count 0: nothing."""
        state = read_pop.state(self._store.reader, self.key)
        return events.RemovalWanted(
            account=self.key,
            count=state.asked_count,
            octets=state.asked_octets,
            unproven=state.asked_unproven,
            again=state.permission == "allowed",
        )

    async def _sign_in(self) -> PopSession:
        secret = await self.standing.secret()
        try:
            try:
                return await self._session(secret)
            except LoginError:
                another = await self.credentials.after_refusal(secret)
                if another is None:
                    raise
                return await self._session(another)
        except LoginError as error:
            if error.code in PASSWORD_CODES:
                await self.standing.password_refused()
            raise

    async def _session(self, secret: Secret) -> PopSession:
        session = await PopSession.connect(
            self._effects.network, self.settings.server, self.settings.certificate_sha256
        )
        try:
            await session.login(self.settings, secret, is_token=self.credentials.are_tokens)
        except BaseException:
            session.close()
            raise
        return session

    async def _succeeded(self, session: PopSession) -> None:
        self._backoff = Backoff()
        self._in_use = 0
        self.standing.set_state("online")
        await self.standing.signed_in(session.connection.capabilities.names)
        await self._login_delay.note(session.connection.capabilities)

    async def _failed(self, error: FacteurError) -> float:
        """Say what is wrong, let those who wait know, and return how long to wait, seconds."""
        _log.info("no pass: %s", error)
        clock = self._effects.clock
        if error.code == "in-use":
            # Servers hold the session of a cut line for up to ten minutes.
            pause = IN_USE_PAUSES_S[min(self._in_use, len(IN_USE_PAUSES_S) - 1)]
            self._in_use += 1
            quiet = self._in_use <= QUIET_FAILURES
        else:
            self._backoff = self._backoff.failed()
            pause = self._backoff.pause_s(self._effects.random.random())
            quiet = self._backoff.failures <= QUIET_FAILURES
        waits_for_user = error.retry is not Retry.LATER and not isinstance(error, StoreUnavailable)
        self._stopped_by = error if waits_for_user else None
        self.standing.set_state("stopped" if waits_for_user else "offline")
        if not quiet or error.retry is not Retry.LATER:
            retry_at = 0 if waits_for_user else clock.now_ms() + int(pause * 1000)
            await self.standing.raise_problem(error, retry_at_ms=retry_at)
        self._fail_waiting(error)
        return pause

    async def _rest(self, pause_s: float) -> None:
        """Index what came while nobody waits, then sleep until it is time or somebody asks."""
        if self._wake.is_set():  # also by a password that came while its lack was still told
            self._wake.clear()
            self._stopped_by = None
            return
        indexing = asyncio.create_task(self._index_all())
        sleeping = asyncio.create_task(self._sleep(pause_s))
        waking = asyncio.create_task(self._until_woken())
        tasks = {indexing, sleeping, waking}
        try:
            await asyncio.wait({sleeping, waking}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        self._wake.clear()
        self._stopped_by = None  # who asks again has perhaps mended it

    async def _sleep(self, seconds: float) -> None:
        if self._stopped_by is not None or not self.wishes.goes_out:
            await asyncio.Event().wait()
        await self._effects.clock.sleep(seconds)

    async def _until_woken(self) -> None:
        await self._wake.wait()

    async def _index_all(self) -> None:
        while await self._index_some():
            pass

    async def _index_some(self) -> bool:
        for mailbox in read_mailboxes.mailboxes(self._store.reader, self.key):
            if await self.shelf.index_some(mailbox.key):
                return True
        return False

    # Those who wait

    async def _ask_for_pass(self, *, wait: bool) -> None:
        self.wishes.need_to_go_out()
        future: asyncio.Future[None] | None = None
        if wait:
            future = asyncio.get_running_loop().create_future()
            self._waiting.append(future)
        self._wake.set()
        if future is not None:
            await future

    async def _fetch_whole(self, message: MessageKey) -> None:
        key = read_pop.stub_of(self._store.reader, message)
        if not key:
            raise ServerRefused("gone")
        self._wanted.add(key)
        await self._ask_for_pass(wait=True)
        if not self.shelf.is_whole(message):
            raise ServerRefused("gone")

    def _serve_waiting(self) -> None:
        """Let the listing that comes now answer all who wait; later ones wait for the next."""
        self._served += self._waiting
        self._waiting = []
        self._wake.clear()

    def _wait_on(self) -> None:
        """Let those whom the pass was to answer wait for the next one, at once."""
        self._waiting = [*self._served, *self._waiting]
        self._served = []
        self._wake.set()

    def _settle_waiting(self) -> None:
        served, self._served = self._served, []
        for future in served:
            if not future.done():
                future.set_result(None)

    def _fail_waiting(self, error: Exception) -> None:
        waiting = [*self._served, *self._waiting]
        self._served, self._waiting = [], []
        for future in waiting:
            if not future.done():
                future.set_exception(error)
                future.exception()  # who left does not hear it

    # Progress

    def _report(self, progress: Progress) -> None:
        """Say how far the pass is, over all its sessions."""
        if self._task is None:
            self._task = self._tasks.begin(
                self.key, "collect", total=progress.total, stop=self._stop_pass
            )
            self._before = (0, 0)
        messages, octets = self._before
        self._tasks.step(
            self._task,
            messages + progress.done,
            messages + progress.total,
            octets=octets + progress.octets,
            total_octets=octets + progress.total_octets,
        )
        self._last_step = (messages + progress.done, octets + progress.octets)

    def _end_task(self) -> None:
        if self._task is not None:
            self._tasks.end(self._task)
            self._task = None

    def _stop_pass(self) -> None:
        if self._passing is not None:
            self._passing.cancel()
