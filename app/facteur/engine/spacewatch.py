"""Asks now and then how full an account is on its server, and tells when that is too much."""

from facteur.base.clock import Clock
from facteur.base.errors import NetworkError, RemoteProtocolError
from facteur.engine.lane import Lane
from facteur.engine.quota import level_after, space_of, tightest
from facteur.imap import commands
from facteur.imap.responses import Event, OtherData
from facteur.mail.keys import AccountKey
from facteur.mail.space import Space
from facteur.store.database import Store
from facteur.store.read import space as read_space
from facteur.store.rows import NoticeFamily, SpaceState
from facteur.store.transaction import Transaction
from facteur.store.write import accounts as write_accounts
from facteur.store.write import notices as write_notices

EVERY_MS = 3_600_000
PATIENCE_S = 20.0  # a server that is silent about it must not hold up the folders for long
CODE = "quota-high"


class SpaceWatch:
    """The space of one account; what was told lies in the store, so that it is told once."""

    def __init__(self, account: AccountKey, store: Store, clock: Clock) -> None:
        self._account = account
        self._store = store
        self._clock = clock

    async def look(self, lane: Lane) -> None:
        """Ask for the limits of INBOX in one round trip, unless that was done within the hour.

        A server that tells none, or no longer, leaves nothing known. Raises NetworkError and
        RemoteProtocolError; the next try is an hour later then, too.
        """
        before = read_space.space(self._store.reader, self._account)
        now = self._clock.now_ms()
        if 0 <= now - before.asked_ms < EVERY_MS:
            return
        if "QUOTA" not in lane.live().connection.capabilities:
            if before.space is not None:
                await self._keep(before, None, now)
            return
        try:
            space = await self._ask(lane)
        except (NetworkError, RemoteProtocolError):
            await self._keep(before, before.space, now)
            raise
        await self._keep(before, space, now)

    async def _ask(self, lane: Lane) -> Space | None:
        found: list[Space] = []

        def note(event: Event) -> None:
            match event:
                case OtherData(name="QUOTA", values=(_, list() as limits)):
                    found.extend(filter(None, (space_of(limits),)))
                case _ if lane.selection is not None:
                    lane.selection.note(event)
                case _:
                    pass

        (done,) = await lane.live().flight(
            [commands.QuotaRoot(mailbox=b"INBOX")], note, timeout_s=PATIENCE_S
        )
        return tightest(found) if done.ok else None

    async def _keep(self, before: SpaceState, space: Space | None, now_ms: int) -> None:
        """Keep it all, and tell of a threshold that was passed; the last word is the only one."""
        level = before.level if space is None else level_after(before.level, space)

        def write(tx: Transaction) -> None:
            state = SpaceState(space=space, asked_ms=now_ms, level=level)
            write_accounts.note_space(tx, self._account, state)
            if level > before.level or (before.level and not level):
                write_notices.withdraw(tx, account=self._account, code=CODE)
            if space is not None and level > before.level:
                write_notices.tell(
                    tx,
                    account=self._account,
                    family=NoticeFamily.INFORMATION,
                    code=CODE,
                    happened_ms=now_ms,
                    detail=f"{level} {space.used_octets} {space.limit_octets}",
                )

        await self._store.write(write)
