"""The account without a server: mailboxes on this computer, for what was imported or restored.

Its rows, operations and undo are those of accounts that collect; only nothing is ever asked of a
server, and there is no password. There is one at most, made when it is first needed.
"""

import asyncio
from collections.abc import Callable

from facteur.base import log
from facteur.base.errors import ServerRefused, UsageError
from facteur.base.secret import Secret
from facteur.engine.credentials import Credentials
from facteur.engine.effects import Effects
from facteur.engine.pop.adoption import adopt
from facteur.engine.pop.shelf import Shelf
from facteur.engine.workers import WorkerPool
from facteur.link import events
from facteur.mail.account import Account, Preferences
from facteur.mail.keys import MailboxKey, MessageKey
from facteur.store.database import Store
from facteur.store.read import mailboxes as read_mailboxes
from facteur.store.write import local as write_local

_PAUSE_S = 60.0  # after an error of ours

_log = log.logger("store")


class LocalRunner:
    """See engine.runner.Runner. It has no state that anybody could wait for: `state` is local."""

    state = "local"
    password_wanted: events.PasswordNeeded | None = None

    def __init__(
        self, account: Account, *, store: Store, effects: Effects, workers: WorkerPool
    ) -> None:
        self.key = account.key
        self.settings = account.settings
        self.credentials = Credentials(account.settings, effects)
        self.shelf = Shelf(store, effects.clock, workers)
        self._store = store
        self._effects = effects
        self._wake = asyncio.Event()

    async def run(self) -> None:
        """Work until cancelled: make texts ready for the search whenever something has come."""
        log.account.set(self.key)
        await self._store.write(lambda tx: write_local.ensure(tx, self.key))
        now_ms = self._effects.clock.now_ms()
        await adopt(self._store, self.key, self.settings.address, now_ms)
        while True:
            self._wake.clear()
            await self._index_all()
            await self._wake.wait()

    async def stumble(self, error: Exception) -> None:
        """After an error of ours, which the log has: `run` is called again after a pause."""
        del error
        await self._effects.clock.sleep(_PAUSE_S)

    def describe(self) -> events.AccountStateChanged:
        """Return how the account stands."""
        return events.AccountStateChanged(account=self.key, state=self.state)

    def try_now(self) -> None:
        """Make ready what has come."""
        self._wake.set()

    def open_mailbox(self, mailbox: MailboxKey | None) -> None:
        """Nothing to keep live: local mailboxes change through us alone."""

    def send_changes(self) -> None:
        """Nothing waits: changes to local mailboxes are carried out at once."""

    def changes_wait(self) -> None:
        """Nothing waits, see `send_changes`."""

    def settings_changed(self) -> None:
        """No setting is about it."""

    def set_online(self, *, online: bool) -> None:
        """Nothing changes: it is neither."""

    def prefer(self, preferences: Preferences) -> None:
        """Nothing changes: colours are the window's, and nothing is asked of a server."""

    async def give_password(self, secret: Secret, *, remember: bool) -> bool:
        """Nobody asked for one. Raises UsageError(`account-local`)."""
        del secret, remember
        raise UsageError("account-local")

    async def fetch_headers(self, mailbox: MailboxKey, uids: list[int]) -> None:
        """Nothing to bring: a row here always has its headers."""

    async def sync(self, mailbox: MailboxKey | None, *, texts: bool, whole: bool) -> None:
        """There is no news; with `texts` and `whole` all is ready for the search afterwards."""
        del mailbox
        if texts and whole:
            await self._index_all()

    def is_here(self, message: MessageKey) -> bool:
        """Whether the text is ready to show."""
        return self.shelf.is_shown(message)

    async def bring(self, message: MessageKey) -> None:
        """Make a message ready to show. Raises ServerRefused(`gone`), ContentDamaged."""
        if not self.shelf.is_whole(message):
            raise ServerRefused("gone")
        await self.shelf.show(message)

    async def bring_part(
        self, message: MessageKey, section: str, now_ms: int, stop: Callable[[], None]
    ) -> bytes:
        """Have a part as bytes of its own and return their SHA-256."""
        del now_ms, stop
        return await self.shelf.bring_part(message, section)

    async def show_whole(self, message: MessageKey, raw: bytes) -> None:
        """All of a local message is shown already."""
        del message, raw

    async def _index_all(self) -> None:
        for mailbox in read_mailboxes.mailboxes(self._store.reader, self.key):
            while await self.shelf.index_some(mailbox.key):
                pass
