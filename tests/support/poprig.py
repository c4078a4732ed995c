"""One collecting account over a store and a server, session by session, without an engine around.

`start` is what an engine does at its start, `session` one connection to its QUIT. For scenes where
passes, pauses and problems do not matter; those are `enginerig`'s.
"""

import asyncio
import hashlib
from collections.abc import Callable, Coroutine
from dataclasses import replace

from facteur.base.clock import Clock
from facteur.base.secret import Secret
from facteur.engine.pop.adoption import adopt
from facteur.engine.pop.collect import Collection
from facteur.engine.pop.fetching import Outcome, Surroundings
from facteur.engine.pop.receive import Receiver
from facteur.engine.pop.removal import answered
from facteur.mail.account import (
    AccountSettings,
    AfterDownload,
    PopRules,
    Protocol,
    SecretKind,
    Security,
    ServerAddress,
)
from facteur.mail.keys import MailboxKey, MessageKey
from facteur.net.popsession import PopSession
from facteur.net.stream import Network, SystemNetwork
from facteur.store.database import Store
from facteur.store.query import rows
from facteur.store.read import pop as read_pop
from facteur.store.rows import LedgerRow, PopItem
from facteur.store.write import accounts, local
from facteur.store.write import pop as write_pop
from tests.support.fakes import FakeClock
from tests.support.oddpop import OddPop

DELETE = PopRules(after_download=AfterDownload.DELETE)
KEEP = PopRules(after_download=AfterDownload.KEEP)
PLENTY = 1 << 40


class PopRig:
    """An account of a store. allow: the user has agreed to removals."""

    def __init__(
        self,
        store: Store,
        server: OddPop,
        rules: PopRules = DELETE,
        *,
        clock: Clock | None = None,
        network: Network | None = None,
        address: str = "ann@example.test",
        allow: bool = True,
    ) -> None:
        self.store = store
        self.server = server
        self.rules = rules
        self.clock = clock or FakeClock(by_itself=True)
        self.network = network or SystemNetwork()
        self.settings = AccountSettings(
            address=address,
            protocol=Protocol.POP,
            server=ServerAddress(host="127.0.0.1", port=server.port, security=Security.NONE),
            pop=rules,
            user=server.user,
            secret_kind=SecretKind.ASK,
        )
        self.account = store.write_now(lambda tx: accounts.add(tx, self.settings, 1))
        if allow:
            self.answer(allow=True)
        self.inbox = store.write_now(lambda tx: local.ensure(tx, self.account))
        self.collection: Collection | None = None
        self.wanted: set[int] = set()

    def answer(self, *, allow: bool) -> None:
        state = answered(read_pop.state(self.store.reader, self.account), allow=allow)
        self.store.write_now(lambda tx: write_pop.set_maildrop(tx, self.account, state))

    async def start(self) -> int:
        """Begin as after a start of the engine; returns how many messages were adopted."""
        now_ms = self.clock.now_ms()
        adopted = await adopt(self.store, self.account, self.settings.address, now_ms)
        self.inbox = await self.store.write(lambda tx: local.ensure(tx, self.account))
        receiver = Receiver(self.store, self.clock, self.account, self.settings.address, self.inbox)
        around = Surroundings(
            account=self.account,
            rules=self.rules,
            profile=self.store.profile,
            store=self.store,
            clock=self.clock,
            receiver=receiver,
            report=lambda _progress: None,
        )
        self.collection = Collection(around, lambda: PLENTY, self.wanted)
        return adopted

    async def set_rules(self, rules: PopRules) -> None:
        self.rules = rules
        await self.start()

    async def session(self) -> Outcome:
        """Do one session. Raises what it failed with."""
        if self.collection is None:
            await self.start()
        assert self.collection is not None
        server = replace(self.settings.server, port=self.server.port)
        session = await PopSession.connect(self.network, server)
        try:
            await session.login(self.settings, Secret(self.server.password))
            return await self.collection.run(session)
        finally:
            session.close()

    async def sessions(self, count: int) -> list[Outcome]:
        return [await self.session() for _ in range(count)]

    async def whole_pass(self) -> int:
        """Do sessions until there is no more, as a pass does; returns how many."""
        count = 1
        while (outcome := await self.session()).more and (outcome.fetched or outcome.removed):
            count += 1
        return count

    # What is known

    def items(self) -> list[PopItem]:
        return read_pop.items(self.store.reader, self.account)

    def item(self, uidl: bytes, occurrence: int = 0) -> PopItem:
        return next(one for one in self.items() if (one.uidl, one.occurrence) == (uidl, occurrence))

    def states(self) -> dict[bytes, str]:
        return {one.uidl: one.state for one in self.items()}

    def ledger(self) -> list[LedgerRow]:
        """Return the ledger of the account, oldest first."""
        return read_pop.ledger(self.store.reader, account=self.account)[::-1]

    def outcomes(self) -> list[str]:
        return [one.outcome for one in self.ledger()]

    def messages(self, mailbox: MailboxKey | None = None) -> list[MessageKey]:
        sql = "SELECT id FROM message WHERE mailbox_id = ? ORDER BY uid"
        found = rows(self.store.reader.mail, tuple[MessageKey], sql, (mailbox or self.inbox,))
        return [row[0] for row in found]

    def collected(self) -> list[bytes]:
        """Return the raw messages of the inbox; each that has bytes has them sound."""
        sql = (
            "SELECT p.sha256 FROM message m JOIN part p ON p.message_id = m.id AND p.section = ''"
            " WHERE m.mailbox_id = ? AND p.sha256 IS NOT NULL ORDER BY m.uid"
        )
        found = rows(self.store.reader.mail, tuple[bytes], sql, (self.inbox,))
        return [self.store.reader.content.read(row[0]) for row in found]

    def trash(self, *messages: MessageKey) -> None:
        self.store.write_now(lambda tx: local.move(tx, messages, local.trash_of(tx, self.account)))


def digest(raw: bytes) -> bytes:
    return hashlib.sha256(raw).digest()


def play(scene: Callable[[], Coroutine[None, None, None]], seconds: float = 30) -> None:
    """Run a scene to its end."""

    async def limited() -> None:
        async with asyncio.timeout(seconds):
            await scene()

    asyncio.run(limited())
