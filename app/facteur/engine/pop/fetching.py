"""The part of a session that moves messages: fetch, commit, prove, remove."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from facteur.base.clock import Clock
from facteur.base.errors import NetworkError, RemoteProtocolError
from facteur.base.log import logger
from facteur.base.paths import Profile
from facteur.engine.pop.plan import Fetch, Plan, Removal, Situation, due
from facteur.engine.pop.proof import prove
from facteur.engine.pop.receive import Received, Receiver, Source
from facteur.mail.account import AfterDownload, PopRules
from facteur.mail.keys import AccountKey
from facteur.net.popsession import PopSession
from facteur.store.database import Store
from facteur.store.read import pop as read_pop
from facteur.store.rows import PopItem
from facteur.store.transaction import Transaction
from facteur.store.write import pop as write_pop

RUN_MESSAGES, RUN_OCTETS = 100, 4 << 20  # fetched without a DELE between
COMMITS_BEHIND = 2  # runs that are stored and proven while the next one comes in
COMMIT_AFTER_S = 1.0  # each message appears as it arrives
REMOVED_AT_ONCE = 200
_BY_CONTENT = b"\0sha256:"

_log = logger("pop")


@dataclass(slots=True, kw_only=True)
class Outcome:
    """What a session did. more: there is more to fetch in another one.

    asked: the user is to be asked before anything is removed. refused: messages that are there and
    that the server would not give, in this session or before; refused_text: its newest words about
    one of them. kept_deleted: messages that it lists although it was asked often enough to delete
    them. expire_days: see pop.capabilities.
    """

    fetched: int = 0
    removed: int = 0
    more: bool = False
    asked: bool = False
    refused: int = 0
    refused_text: str = ""
    kept_deleted: int = 0
    expire_days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far it is: messages and octets of this session's plan."""

    done: int
    total: int
    octets: int
    total_octets: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What every session of an account works with."""

    account: AccountKey
    rules: PopRules
    profile: Profile
    store: Store
    clock: Clock
    receiver: Receiver
    report: Callable[[Progress], None]


@dataclass(slots=True, kw_only=True)
class Fetching:
    """Carries out the plan of one session. number: that of the session.

    numbers: what (UIDL, occurrence) is called in this session. remove: whether anything may go.
    refused: what the server would not give in this session, by (UIDL, occurrence).
    """

    around: Surroundings
    session: PopSession
    plan: Plan
    number: int
    numbers: dict[tuple[bytes, int], int]
    remove: bool
    outcome: Outcome = field(default_factory=Outcome)
    refused: set[tuple[bytes, int]] = field(default_factory=set[tuple[bytes, int]])
    _seen: dict[bytes, int] = field(default_factory=dict[bytes, int])
    _proving: asyncio.Lock = field(default_factory=asyncio.Lock)
    _committing: deque[asyncio.Task[None]] = field(default_factory=deque[asyncio.Task[None]])

    async def fetch(self, is_spent: Callable[[int, int], bool]) -> None:
        """Fetch in runs; what a run brought is proven and removed while the next one comes in.

        is_spent: hears messages and octets so far and says whether the session should end.
        """
        done = octets = 0
        total_octets = sum(one.listed.size for one in self.plan.fetch)
        try:
            for run in _runs(self.plan.fetch):
                if is_spent(done, octets) or (run[0].deferred and await self._has_done()):
                    self.outcome.more = True
                    break
                batch: list[Received] = []
                try:
                    await self._receive_run(run, batch)
                finally:  # what came before a cut line is kept
                    await self._await_commits(COMMITS_BEHIND - 1)
                    self._committing.append(asyncio.create_task(self._commit(batch)))
                done += len(run)
                octets += sum(one.listed.size for one in run)
                self.around.report(
                    Progress(
                        done=done,
                        total=len(self.plan.fetch),
                        octets=octets,
                        total_octets=total_octets,
                    )
                )
                await self._remove_fetched()
        finally:
            await self._await_commits(0)
        await self._remove_fetched()

    async def _await_commits(self, most: int) -> None:
        """Wait until so many batches at most are being committed. Raises what the first raised."""
        failed: BaseException | None = None
        while len(self._committing) > most:
            (found,) = await asyncio.gather(self._committing.popleft(), return_exceptions=True)
            failed = failed or found
        if failed is not None:
            raise failed

    async def _has_done(self) -> bool:
        """Whether this session has done what a message that fails again would undo."""
        await self._await_commits(0)
        await self._remove_fetched()
        return self.outcome.fetched > 0 or self.outcome.removed > 0

    async def prove_unproven(self) -> None:
        """Read back what was stored and not proven yet, that of an earlier session too."""
        waiting = read_pop.unproven(self.around.store.reader, self.around.account)
        if waiting:
            await self._prove(waiting)

    async def remove_due(self) -> None:
        """Remove what was fetched earlier and is due; each copy is read once more before."""
        if not self.remove:
            return
        for at in range(0, len(self.plan.remove), REMOVED_AT_ONCE):
            some = self.plan.remove[at : at + REMOVED_AT_ONCE]
            deleted = [one for one in some if one.item.deleted_ms]  # by the user; nothing to read
            here = [one for one in some if not one.item.deleted_ms]
            sound = {item.key for item in await self._prove([one.item for one in here])}
            await self._send([*deleted, *(one for one in here if one.item.key in sound)])

    async def _receive_run(self, run: Sequence[Fetch], batch: list[Received]) -> None:
        """Receive the messages of a run into `batch`, committing early when they come slowly."""
        clock = self.around.clock
        began = clock.monotonic_s()
        for whole, part in _by_kind(run):
            wanted = {one.listed.number: one for one in part}
            numbers = list(wanted)
            stream = self.session.retrieve(numbers) if whole else self.session.tops(numbers, 0)
            async for message in stream:
                fetch = wanted[message.number]
                if not message.reply.ok:
                    await self._note_refused(fetch, message.reply.text)
                    continue
                received = self._named(await self._receive(fetch, message.chunks))
                if not await self._is_known_content(received):
                    batch.append(received)
                if clock.monotonic_s() - began > COMMIT_AFTER_S:
                    early, batch[:] = list(batch), []
                    await self._commit(early)
                    began = clock.monotonic_s()

    async def _receive(self, fetch: Fetch, chunks: AsyncIterator[bytes]) -> Received:
        """Take one message in; one in which the line breaks comes last the next time."""
        try:
            return await self.around.receiver.receive(_source(fetch), chunks)
        except (NetworkError, RemoteProtocolError) as error:
            _log.info("a message did not come whole: %s", error)
            if fetch.listed.uidl:
                blamed = isinstance(error, RemoteProtocolError)
                await self._note(fetch, error.code, counts=blamed)
            raise

    async def _note(self, fetch: Fetch, text: str, *, counts: bool) -> int:
        account, listed = self.around.account, fetch.listed
        return await self.around.store.write(
            lambda tx: write_pop.note_refused(
                tx, account, listed.uidl, listed.occurrence, text, counts=counts
            )
        )

    def _named(self, received: Received) -> Received:
        """Name by its content what a server without UIDL and TOP has given."""
        source = received.source
        if source.uidl:
            return received
        name = _BY_CONTENT + received.sha256.hex().encode()
        occurrence = self._seen.get(name, 0)
        self._seen[name] = occurrence + 1
        self.numbers[name, occurrence] = source.number
        key = read_pop.key_of(self.around.store.reader, self.around.account, name, occurrence)
        named = replace(source, uidl=name, occurrence=occurrence, key=key)
        return replace(received, source=named)

    async def _is_known_content(self, received: Received) -> bool:
        """Whether this is a known message that the server calls by another name now.

        Only one that is not listed under its old name: two equal messages stay two.
        """
        source = received.source
        if source.key or not source.uidl or not source.whole:
            return False
        key = self.plan.missing_content.get(received.sha256)
        if key is None:
            return False
        del self.plan.missing_content[received.sha256]
        await self.around.store.write(
            lambda tx: write_pop.remap(
                tx, key, source.uidl, source.occurrence, source.listed_octets
            )
        )
        return True

    async def _commit(self, batch: list[Received]) -> None:
        if not batch:
            return
        await self.around.receiver.commit(batch, self.number)
        self.outcome.fetched += len(batch)
        async with self._proving:  # while the next batch is stored
            await self.prove_unproven()

    async def _note_refused(self, fetch: Fetch, server_text: str) -> None:
        """Skip a message that the server will not give, count it, and go on with the others.

        One without a name is asked for again each time: its number may be another's the next time.
        """
        listed = fetch.listed
        tries = await self._note(fetch, server_text, counts=True) if listed.uidl else 0
        _log.warning("the server refused a message, try %d: %r", tries, server_text[:300])
        self.refused.add((listed.uidl, listed.occurrence))
        self.outcome.refused_text = server_text

    async def _prove(self, items: Sequence[PopItem]) -> list[PopItem]:
        """Return the items whose copy is sound, and keep what was found."""
        if not items:
            return []
        around = self.around
        proof = await asyncio.to_thread(prove, around.profile, items)
        now = around.clock.now_ms()

        def keep(tx: Transaction) -> None:
            write_pop.prove(tx, [one.key for one in proof.sound], now)
            write_pop.find_broken(tx, [one.key for one in proof.broken])

        await around.store.write(keep)
        for item in proof.broken:
            _log.error("the copy of item %d is broken: its server keeps it", item.key)
            name = item.sha256 or b""
            await around.store.content_write(lambda content, name=name: content.forget(name))
        return proof.sound

    async def _remove_fetched(self) -> None:
        """Remove what this session has fetched and proven, where the rule says so."""
        around = self.around
        if not self.remove or around.rules.after_download is not AfterDownload.DELETE:
            return
        situation = Situation(now_ms=around.clock.now_ms(), session=self.number)
        fresh = read_pop.stored_in(around.store.reader, around.account, self.number)
        await self._send(
            [
                Removal(number=number, item=item, reason=reason)
                for item in fresh
                if item.uidl not in self.plan.grouped
                and (number := self.numbers.get((item.uidl, item.occurrence))) is not None
                and (reason := due(item, around.rules, situation)) is not None
            ]
        )

    async def _send(self, removals: Sequence[Removal]) -> None:
        """Write the ledger, then send DELE."""
        if not removals:
            return
        around = self.around
        now = around.clock.now_ms()
        rows = [(one.item.key, one.reason) for one in removals]
        begun = await around.store.write(
            lambda tx: write_pop.begin_removal(tx, around.account, rows, now), urgent=True
        )
        removals = [one for one in removals if one.item.key in begun]
        refused = {one.number for one in await self.session.dele([one.number for one in removals])}
        keys = [one.item.key for one in removals if one.number in refused]
        if keys:
            _log.warning("%d DELE were refused", len(keys))
            await around.store.write(lambda tx: write_pop.refuse_removal(tx, keys, now))
        self.outcome.removed += len(removals) - len(keys)


def _runs(fetch: Sequence[Fetch]) -> Iterator[list[Fetch]]:
    """Cut into runs by number and size; a large or deferred message is a run of its own."""
    run: list[Fetch] = []
    octets = 0
    for one in fetch:
        size = one.listed.size if one.whole else 0
        full = len(run) >= RUN_MESSAGES or octets + size > RUN_OCTETS
        if run and (full or one.deferred):
            yield run
            run, octets = [], 0
        run.append(one)
        octets += size
    if run:
        yield run


def _by_kind(run: Sequence[Fetch]) -> Iterator[tuple[bool, list[Fetch]]]:
    for whole in (True, False):
        part = [one for one in run if one.whole is whole]
        if part:
            yield whole, part


def _source(fetch: Fetch) -> Source:
    return Source(
        number=fetch.listed.number,
        uidl=fetch.listed.uidl,
        occurrence=fetch.listed.occurrence,
        listed_octets=fetch.listed.size,
        key=fetch.key,
        whole=fetch.whole,
    )
