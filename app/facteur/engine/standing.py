"""How an account stands, and what is wrong with it: kept, announced, cleared."""

from collections.abc import Iterable, Sequence

from facteur.base.errors import FacteurError, LoginError, StoreUnavailable
from facteur.base.log import logger
from facteur.base.secret import Secret
from facteur.engine.broadcast import Broadcast
from facteur.engine.credentials import Credentials
from facteur.engine.effects import Effects
from facteur.engine.problems import problem
from facteur.link import events
from facteur.mail.account import AccountSettings
from facteur.mail.keys import AccountKey
from facteur.store.database import Store
from facteur.store.read import operations as read_operations
from facteur.store.read import problems as read_problems
from facteur.store.transaction import Transaction
from facteur.store.write import accounts as write_accounts
from facteur.store.write import problems as write_problems

# What a server does with single messages: neither better nor worse because one could sign in.
LASTING = ("messages-refused", "keeps-deleted", "expires")
_log = logger("sync")


class Standing:
    """One account as its parties see it; `state` is that of events.AccountStateChanged."""

    def __init__(
        self,
        key: AccountKey,
        settings: AccountSettings,
        *,
        credentials: Credentials,
        store: Store,
        effects: Effects,
        broadcast: Broadcast,
    ) -> None:
        self.key = key
        self.settings = settings
        self.credentials = credentials
        self.state = "offline"
        self.checked_ms = 0
        self.password_wanted: events.PasswordNeeded | None = None
        self._store = store
        self._effects = effects
        self._broadcast = broadcast
        self._raised: set[tuple[str, str]] = set()

    def describe(self) -> events.AccountStateChanged:
        """Return how the account stands."""
        return events.AccountStateChanged(
            account=self.key,
            state=self.state,
            checked_ms=self.checked_ms,
            waiting=read_operations.waiting_count(self._store.reader, self.key),
        )

    def set_state(self, state: str) -> None:
        """Announce another state."""
        if state != self.state:
            self.state = state
            self._broadcast.now(self.describe())

    def note_checked(self) -> None:
        """Note that the server has just been asked for news."""
        self.checked_ms = self._effects.clock.now_ms()
        self._broadcast.now(self.describe())

    async def secret(self) -> Secret:
        """Return the password, or ask the user for it and raise LoginError."""
        try:
            return await self.credentials.secret()
        except LoginError as error:
            if error.code == "password-needed":
                await self._ask_password("missing")
            raise

    async def password_refused(self) -> None:
        """Forget a typed password that the server refused, and ask for another."""
        if self.credentials.are_tokens:
            return  # no password is asked for; the problem offers to sign in again
        self.credentials.refused()
        await self._ask_password("refused")

    async def signed_in(self, capabilities: Iterable[str]) -> None:
        """Note that everything works: the problems of the account are over.

        Not those that only a whole pass can tell to be over: see `LASTING`.
        """
        self.password_wanted = None
        names = tuple(sorted(capabilities))
        over = {one for one in self._raised | self._standing() if one[1] not in LASTING}

        def note(tx: Transaction) -> None:
            write_accounts.learn(tx, self.key, capabilities=names)
            write_problems.clear_account(tx, self.key, but=LASTING)

        await self._store.write(note)
        for family, code in sorted(over):
            self._broadcast.now(events.ProblemCleared(account=self.key, family=family, code=code))
        self._raised -= over

    async def raise_problem(
        self, error: Exception, *, mailbox: int = 0, retry_at_ms: int = 0
    ) -> None:
        """Keep and announce what is wrong."""
        found = problem(
            error,
            account=self.key,
            mailbox=mailbox,
            server=self.settings.server,
            retry_at_ms=retry_at_ms,
        )
        try:
            await self._keep(found)
        except StoreUnavailable as failure:  # a full disk must not keep it from being said
            _log.warning("a problem cannot be kept: %s", failure)
        self._raised.add((found.family, found.code))
        self._broadcast.now(events.ProblemRaised(problem=found))

    async def clear_problem(self, family: str, code: str) -> None:
        """Say that one problem is over."""
        await self._store.write(
            lambda tx: write_problems.clear(tx, account=self.key, family=family, code=code)
        )
        self._raised.discard((family, code))
        self._broadcast.now(events.ProblemCleared(account=self.key, family=family, code=code))

    async def settle_lasting(self, found: Sequence[FacteurError]) -> None:
        """Say how a whole pass leaves what lasts: these stand, the others are over."""
        for error in found:
            await self.raise_problem(error)
        told = {error.code for error in found}
        for family, code in sorted(self._raised | self._standing()):
            if code in LASTING and code not in told:
                await self.clear_problem(family, code)

    def _standing(self) -> set[tuple[str, str]]:
        """Return what stands by the store, also from before this start."""
        standing = read_problems.standing(self._store.reader)
        return {(one.family, one.code) for one in standing if one.account == self.key}

    async def _keep(self, found: events.Problem) -> None:
        now = self._effects.clock.now_ms()
        await self._store.write(
            lambda tx: write_problems.raise_(
                tx,
                account=self.key,
                family=found.family,
                code=found.code,
                detail=found.detail,
                server_text=found.server_text,
                retry_at_ms=found.retry_at_ms,
                raised_ms=now,
            )
        )

    async def _ask_password(self, reason: str) -> None:
        self.password_wanted = events.PasswordNeeded(
            account=self.key,
            reason=reason,
            keyring=await self.credentials.keyring_available(),
        )
        self._broadcast.now(self.password_wanted)
