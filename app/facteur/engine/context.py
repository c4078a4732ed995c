"""What every handler of commands works with."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator

from facteur.base.errors import UsageError
from facteur.base.log import logger
from facteur.base.paths import Profile
from facteur.base.settings import Settings
from facteur.engine.account import AccountRunner
from facteur.engine.broadcast import Broadcast
from facteur.engine.credentials import Credentials
from facteur.engine.effects import Effects
from facteur.engine.localaccount import LocalRunner
from facteur.engine.pop.account import PopRunner
from facteur.engine.runner import Runner
from facteur.engine.tasks import Tasks
from facteur.engine.tokens import Tokens
from facteur.engine.upkeep import Upkeep
from facteur.engine.workers import WorkerPool
from facteur.link.events import Event
from facteur.mail.account import Account, Protocol
from facteur.mail.keys import AccountKey, MessageKey
from facteur.store.database import Store
from facteur.store.read import accounts as read_accounts
from facteur.store.read import mailboxes as read_mailboxes
from facteur.store.read import messages as read_messages

_log = logger("sync")


class Context:
    """Store, effects, what goes on, and the accounts that run. `tell` hears every event."""

    def __init__(
        self,
        profile: Profile,
        store: Store,
        effects: Effects,
        settings: Settings,
        tell: Callable[[Event], None],
    ) -> None:
        self.profile = profile
        self.store = store
        self.effects = effects
        self.settings = settings
        self.broadcast = Broadcast(tell)
        self.tasks = Tasks(self.broadcast.progress)
        self.workers = WorkerPool()
        self.upkeep = Upkeep(store, effects.clock, self.broadcast)
        self.changing_accounts = asyncio.Lock()  # two at a time would leave a runner behind
        self.grants: dict[int, Tokens] = {}  # of SignIn, by number; in memory only
        self.backing_up = asyncio.Lock()  # two at a time would remove each other's unfinished file
        self._runners: dict[AccountKey, Runner] = {}
        self._running: dict[AccountKey, asyncio.Task[None]] = {}
        self._detached: set[asyncio.Task[None]] = set()
        store.on_changes = self.broadcast.changed
        self.broadcast.on_operations = self._operations_changed

    def start(self) -> None:
        """Begin to work for every account and look after the store."""
        self.upkeep.start()
        for account in read_accounts.accounts(self.store.reader):
            self.begin(account)

    async def close(self) -> None:
        """End every account and the workers; say the last changes."""
        for task in list(self._detached):
            task.cancel()
        for account in list(self._runners):
            await self.end(account)
        await self.workers.close()
        await self.upkeep.close()
        self.broadcast.flush()

    def begin(self, account: Account, credentials: Credentials | None = None) -> Runner:
        """Begin to work for an account.

        credentials: when they are known already, as those of an account that was just entered.
        """
        runner = self._runner_for(account, credentials)
        if self.settings.switch("start_offline"):
            runner.set_online(online=False)
        self._runners[account.key] = runner
        self._running[account.key] = asyncio.create_task(self._supervise(runner))
        return runner

    def _runner_for(self, account: Account, credentials: Credentials | None) -> Runner:
        match account.settings.protocol:
            case Protocol.IMAP:
                kind = AccountRunner
            case Protocol.POP:
                kind = PopRunner
            case Protocol.LOCAL:
                return LocalRunner(
                    account, store=self.store, effects=self.effects, workers=self.workers
                )
        return kind(
            account,
            credentials=credentials or Credentials(account.settings, self.effects),
            store=self.store,
            effects=self.effects,
            settings=self.settings,
            workers=self.workers,
            broadcast=self.broadcast,
            tasks=self.tasks,
        )

    async def end(self, account: AccountKey) -> Runner | None:
        """Stop working for an account."""
        runner = self._runners.pop(account, None)
        task = self._running.pop(account, None)
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        if runner is not None:
            await runner.credentials.settle()
        return runner

    def runners(self) -> Iterator[Runner]:
        """Yield the accounts that run."""
        yield from list(self._runners.values())

    def find(self, account: int) -> Runner | None:
        """Return an account that runs, None when it does not."""
        return self._runners.get(AccountKey(account))

    def runner(self, account: int) -> Runner:
        """Return an account that runs. Raises UsageError(`no-account`)."""
        found = self.find(account)
        if found is None:
            raise UsageError("no-account", detail=str(account))
        return found

    def runner_of(self, message: int) -> Runner:
        """Return the account of a message. Raises UsageError(`no-message`)."""
        place = read_messages.uid_of(self.store.reader, MessageKey(message))
        if place is None:
            raise UsageError("no-message", detail=str(message))
        return self.runner(read_mailboxes.sync_state(self.store.reader, place[0]).account)

    def detach(self, work: Coroutine[None, None, None]) -> None:
        """Let something go on by itself; its failure is logged, the account says what is wrong."""
        task = asyncio.create_task(work)
        self._detached.add(task)
        task.add_done_callback(self._detached_done)

    def _detached_done(self, task: asyncio.Task[None]) -> None:
        self._detached.discard(task)
        if not task.cancelled() and task.exception() is not None:
            _log.info("not done: %s", task.exception())

    async def _supervise(self, runner: Runner) -> None:
        """Keep an account going; an unexpected error is told, and after a pause all goes on."""
        while True:
            try:
                await runner.run()
            except asyncio.CancelledError:
                raise
            except Exception as error:  # noqa: BLE001 - the supervisor: other accounts go on
                _log.exception("account %d stopped", runner.key)
                await runner.stumble(error)

    def _operations_changed(self, accounts: set[AccountKey]) -> None:
        for account in accounts:
            runner = self._runners.get(account)
            if runner is not None:
                runner.changes_wait()
