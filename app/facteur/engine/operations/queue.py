"""Takes what waits in the store, has it carried out on a lane, and settles what became of it.

The user waits for the server, not for the store: what was taken in the very transaction that queued
it is handed over and sent at once, and while what was sent is being settled, more is sent.
"""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from facteur.base.errors import NetworkError, RemoteProtocolError, ServerRefused
from facteur.base.log import logger
from facteur.engine.lane import Lane
from facteur.engine.operations import flags
from facteur.engine.operations.flags import Outcome, Refusal
from facteur.mail.keys import AccountKey, MailboxKey, OperationKey
from facteur.store.database import Store
from facteur.store.rows import Operation
from facteur.store.transaction import Transaction
from facteur.store.write import operations as write_operations

AT_ONCE = 1000
FAST_TRIES = 5  # a change the server puts off more often than that is parked

_log = logger("operations")


class OperationQueue:
    """The queue of one account."""

    def __init__(self, store: Store, account: AccountKey) -> None:
        self._store = store
        self._account = account
        self._handed: list[Operation] = []
        self._arrived = asyncio.Event()

    @property
    def has_handed(self) -> bool:
        """Whether operations were handed over that no drain has sent yet."""
        return bool(self._handed)

    def hand(self, operations: Sequence[Operation]) -> None:
        """Let a drain send these; they are marked as on their way already."""
        self._handed += operations
        if operations:
            self._arrived.set()

    async def drain(self, lane: Lane) -> bool:
        """Carry out what waits, oldest first; False when something was put off for later.

        Raises NetworkError and its kind when the line breaks: what was under way waits again.
        """
        sent: list[_Sent] = []
        settling: asyncio.Task[list[Operation]] | None = None
        put_off = False
        try:
            taken = self._pop() or await self._take()
            while taken or sent or settling is not None:
                if taken:
                    await self._send(lane, taken, sent)
                    put_off = put_off or any(one.is_put_off for one in sent)
                    taken = self._pop()
                    continue
                if settling is None:
                    settling = asyncio.create_task(self._settle(sent, more=not put_off))
                    sent = []
                await self._settled_or_handed(settling)
                if settling.done():
                    taken, settling = settling.result(), None
                taken += self._pop()
        except BaseException:
            if settling is not None:
                await asyncio.gather(settling, return_exceptions=True)
            await self.release(sent)
            raise
        return not put_off

    async def recover(self) -> None:
        """After a start: what was under way when the engine ended waits again."""
        await self.release()

    async def release(self, sent: "Sequence[_Sent]" = ()) -> None:
        """Let everything that is under way wait again, but what the server has answered."""

        def release(tx: Transaction) -> None:
            _keep(tx, sent)
            write_operations.release_inflight(tx, self._account)

        await self._store.write(release, urgent=True)
        # What was taken after this transaction is handed over after this line.
        self._handed.clear()

    def _pop(self) -> list[Operation]:
        self._arrived.clear()
        handed, self._handed = self._handed, []
        return handed

    async def _take(self) -> list[Operation]:
        return await self._store.write(
            lambda tx: write_operations.take(tx, self._account, AT_ONCE), urgent=True
        )

    async def _send(self, lane: Lane, operations: list[Operation], sent: "list[_Sent]") -> None:
        for mailbox, some in _by_mailbox(operations).items():
            outcome = await self._carry_out(lane, mailbox, some)
            sent.append(_Sent(outcome, {operation.key: operation.tries for operation in some}))

    async def _settled_or_handed(self, settling: asyncio.Task[list[Operation]]) -> None:
        arrived = asyncio.create_task(_wait_for(self._arrived))
        try:
            await asyncio.wait({settling, arrived}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            arrived.cancel()

    async def _carry_out(
        self, lane: Lane, mailbox: MailboxKey, operations: list[Operation]
    ) -> Outcome:
        try:
            selection = await lane.selected(mailbox)
        except (NetworkError, RemoteProtocolError):
            raise
        except ServerRefused as error:
            refusal = Refusal(
                error.response_code.lower() or error.code,
                error.server_text,
                again=error.retry.value == "later",
            )
            return dict.fromkeys((operation.key for operation in operations), refusal)
        current = [one for one in operations if one.uidvalidity == selection.uidvalidity]
        if len(current) < len(operations):
            await self._put_back(operations, current)
        return await flags.carry_out(lane, selection, current)

    async def _put_back(self, operations: list[Operation], current: list[Operation]) -> None:
        """Queue again what has other numbers: the mailbox was found renumbered just now."""
        stale = {one.key for one in operations}.difference(one.key for one in current)
        await self._store.write(
            lambda tx: write_operations.put_back(tx, sorted(stale)), urgent=True
        )

    async def _settle(self, sent: "Sequence[_Sent]", *, more: bool) -> list[Operation]:
        """Keep what became of operations; `more`: return those to be sent next."""

        def settle(tx: Transaction) -> list[Operation]:
            _keep(tx, sent)
            return write_operations.take(tx, self._account, AT_ONCE) if more else []

        taken = await self._store.write(settle, urgent=True)
        refused = sum(refusal is not None for one in sent for refusal in one.outcome.values())
        done = sum(len(one.outcome) for one in sent) - refused
        _log.info("%d changes kept by the server, %d refused", done, refused)
        return taken


@dataclass(frozen=True, slots=True)
class _Sent:
    """What the server has answered. tries: by key, how often each had been taken."""

    outcome: Outcome
    tries: dict[OperationKey, int]

    @property
    def is_put_off(self) -> bool:
        """Whether something is to be sent again later."""
        return any(refusal is not None and refusal.again for refusal in self.outcome.values())


def _keep(tx: Transaction, sent: Sequence[_Sent]) -> None:
    for one in sent:
        done = [key for key, refusal in one.outcome.items() if refusal is None]
        write_operations.finish(tx, done)
        for key, refusal in one.outcome.items():
            if refusal is not None:
                _put_off(tx, key, refusal, one.tries[key])


async def _wait_for(event: asyncio.Event) -> None:
    await event.wait()


def _put_off(tx: Transaction, key: OperationKey, refusal: Refusal, tries: int) -> None:
    if refusal.again and tries < FAST_TRIES:
        write_operations.put_back(tx, [key], code=refusal.code, server_text=refusal.server_text)
    else:
        write_operations.fail(tx, key, refusal.code, refusal.server_text)


def _by_mailbox(operations: list[Operation]) -> dict[MailboxKey, list[Operation]]:
    groups: defaultdict[MailboxKey, list[Operation]] = defaultdict(list)
    for operation in operations:
        groups[operation.mailbox].append(operation)
    return groups
