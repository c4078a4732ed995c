"""Takes what waits in the store, has it carried out on a lane, and settles what became of it."""

from collections import defaultdict

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

    async def drain(self, lane: Lane) -> bool:
        """Carry out what waits, oldest first; False when something was put off for later.

        Raises NetworkError and its kind when the line breaks: what was under way waits again.
        """
        while taken := await self._store.write(
            lambda tx: write_operations.take(tx, self._account, AT_ONCE), urgent=True
        ):
            put_off = False
            try:
                for mailbox, operations in _by_mailbox(taken).items():
                    outcome = await self._carry_out(lane, mailbox, operations)
                    await self._settle(outcome, operations)
                    put_off = put_off or any(r is not None and r.again for r in outcome.values())
            except BaseException:
                await self._store.write(
                    lambda tx: write_operations.release_inflight(tx, self._account), urgent=True
                )
                raise
            if put_off:
                return False
        return True

    async def recover(self) -> None:
        """After a start: what was under way when the engine ended waits again."""
        await self._store.write(
            lambda tx: write_operations.release_inflight(tx, self._account), urgent=True
        )

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

    async def _settle(self, outcome: Outcome, operations: list[Operation]) -> None:
        done = [key for key, refusal in outcome.items() if refusal is None]
        tries = {operation.key: operation.tries for operation in operations}

        def settle(tx: Transaction) -> None:
            write_operations.finish(tx, done)
            for key, refusal in outcome.items():
                if refusal is not None:
                    _put_off(tx, key, refusal, tries[key])

        await self._store.write(settle, urgent=True)
        refused = len(outcome) - len(done)
        _log.info("%d changes kept by the server, %d refused", len(done), refused)


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
