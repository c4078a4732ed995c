"""One session with a maildrop: list, plan, fetch, remove, quit. See the package's note."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace

from facteur.base.clock import Clock
from facteur.base.errors import StoreUnavailable
from facteur.base.log import logger
from facteur.engine.pop import clockdoubt, rematch, removal
from facteur.engine.pop.fetching import Fetching, Outcome, Surroundings
from facteur.engine.pop.plan import Fetch, Plan, Situation, due, plan
from facteur.mail.account import AfterDownload
from facteur.net.popsession import PopSession
from facteur.pop.maildrop import Item
from facteur.store.read import pop as read_pop
from facteur.store.reader import open_reader
from facteur.store.rows import MaildropState, PopItem
from facteur.store.transaction import Transaction
from facteur.store.write import pop as write_pop

SESSION_MESSAGES, SESSION_OCTETS, SESSION_S = 200, 50 << 20, 300.0
SESSION_SHARE = 4  # a quarter of a large maildrop: each session lists all of it
FREE_OCTETS = 500 << 20

_log = logger("pop")


class Collection:
    """The sessions of one account's maildrop.

    free_octets: of the disk that the profile lies on. wanted: items whose whole is waited for;
    those that a session looks for are taken out.
    """

    def __init__(
        self, around: Surroundings, free_octets: Callable[[], int], wanted: set[int]
    ) -> None:
        self._wanted = wanted
        self._around = around
        self._free_octets = free_octets
        self._before: clockdoubt.Reading | None = None
        self._removed_in_pass = 0
        self._quitting = False  # what was marked cannot be saved any more
        self._largest = (0, 0)  # messages and octets that a session of this pass was to fetch

    async def run(self, session: PopSession) -> Outcome:
        """Do one session to its QUIT. What came before an error is committed all the same.

        Raises NetworkError, RemoteProtocolError, ServerRefused, StoreUnavailable.
        """
        drop = await session.maildrop()
        for defect in drop.defects:
            _log.warning("maildrop of account %d: %s", self._around.account, defect)
        items = drop.items if drop.identified else await rematch.identify(session, drop.items)
        made, state = await self._plan(session, items)
        self._need_room(made.fetch)
        verdict = removal.judge(state, self._would_remove(made))
        fetching = Fetching(
            around=self._around,
            session=session,
            plan=made,
            number=state.session,
            numbers={(one.uidl, one.occurrence): one.number for one in items},
            remove=verdict == "go",
        )
        try:
            await fetching.prove_unproven()
            await fetching.remove_due()
            await fetching.fetch(self._budget(session, made.fetch).is_spent)
        except BaseException:
            session.close()  # without QUIT: nothing is deleted
            raise
        fetching.outcome.expire_days = session.connection.capabilities.expire_days
        if self.is_against():
            _log.info("the user wants to keep what was marked: the line is dropped before QUIT")
            session.close()
            fetching.outcome.removed, fetching.outcome.more = 0, True
        else:
            await self._quit(session)
        await self._after(state, verdict, made, fetching)
        return fetching.outcome

    def is_against(self) -> bool:
        """Whether something is marked for deletion, and can be saved, that is to stay now."""
        around = self._around
        if self._quitting:
            return False
        return read_pop.marked_in_vain(around.store.reader, around.account) > 0

    async def _quit(self, session: PopSession) -> None:
        """End the session, which is what deletes, and keep what the server answers."""
        account = self._around.account
        self._quitting = True
        try:
            said = await session.quit()
        finally:
            self._quitting = False
        match said:
            case "ok":
                now = self._around.clock.now_ms()
                await self._around.store.write(
                    lambda tx: write_pop.finish_session(tx, account, now)
                )
            case "refused":
                await self._around.store.write(lambda tx: write_pop.refuse_session(tx, account))
            case "unknown":  # the next listing decides
                pass

    async def _plan(self, session: PopSession, items: Sequence[Item]) -> tuple[Plan, MaildropState]:
        """Compare the listing with what is known, asking for headers where that is needed."""
        around = self._around
        state = read_pop.state(around.store.reader, around.account)
        now = clockdoubt.Reading(
            wall_ms=around.clock.now_ms(), monotonic_s=around.clock.monotonic_s()
        )
        before = self._before or clockdoubt.Reading(wall_ms=state.session_ms)
        state = replace(state, doubt_ms=clockdoubt.doubt(before, now, state.doubt_ms))
        self._before = now
        situation = Situation(
            now_ms=now.wall_ms, session=state.session + 1, clock_believed=state.doubt_ms == 0
        )
        known = await self._known()
        made = plan(items, known, around.rules, situation)
        if made.renamed or made.recheck:
            found = await rematch.settle(session, made)
            await around.store.write(lambda tx: rematch.apply(tx, found))
            known = await self._known()
            confirmed = frozenset(key for key, _octets in found.same)
            made = plan(items, known, around.rules, replace(situation, confirmed=confirmed))
        skipped: list[Item] = []
        if state.only_new and state.session == 0:
            skipped = made.leave_named()
        await self._note(made, skipped, state.doubt_ms, now.wall_ms)
        self._add_wanted(made, items, known)
        return made, replace(state, session=state.session + 1)

    async def _note(self, made: Plan, skipped: Sequence[Item], doubt_ms: int, now_ms: int) -> None:
        names = [(one.uidl, one.occurrence, one.size) for one in skipped]

        def note(tx: Transaction) -> None:
            write_pop.skip(tx, self._around.account, names)
            write_pop.note_listing(
                tx,
                self._around.account,
                absent=made.absent,
                returned=made.returned,
                gone=made.gone,
                stayed=made.stayed,
                undone=made.undone,
                now_ms=now_ms,
            )
            state = read_pop.state(tx, self._around.account)
            write_pop.set_maildrop(tx, self._around.account, replace(state, doubt_ms=doubt_ms))

        await self._around.store.write(note)

    def _add_wanted(self, made: Plan, items: Sequence[Item], known: Sequence[PopItem]) -> None:
        """Put what somebody waits for in front."""
        if not self._wanted:
            return
        listed = {(one.uidl, one.occurrence): one for one in items}
        for item in known:
            one = listed.get((item.uidl, item.occurrence))
            if item.key in self._wanted and one is not None:
                made.fetch.insert(0, Fetch(listed=one, key=item.key))
        self._wanted.clear()

    async def _known(self) -> list[PopItem]:
        def read() -> list[PopItem]:
            reader = open_reader(self._around.profile)
            try:
                return read_pop.items(reader, self._around.account)
            finally:
                reader.close()

        return await asyncio.to_thread(read)

    def _need_room(self, fetch: Sequence[Fetch]) -> None:
        if not fetch:
            return
        needed = max(2 * max(one.listed.size for one in fetch), FREE_OCTETS)
        free = self._free_octets()
        if free < needed:
            raise StoreUnavailable("disk-low", detail=f"{free} of {needed} octets free")

    def _budget(self, session: PopSession, fetch: Sequence[Fetch]) -> "_Budget":
        """Allow a share of all that the pass has to fetch, not of what is left of it."""
        octets = sum(one.listed.size for one in fetch)
        self._largest = (max(self._largest[0], len(fetch)), max(self._largest[1], octets))
        return _Budget(session, self._around.clock, *self._largest)

    def _would_remove(self, made: Plan) -> int:
        count = len(made.remove)
        if self._around.rules.after_download is AfterDownload.DELETE:
            count += sum(one.whole for one in made.fetch)
        return count

    async def _after(
        self, state: MaildropState, verdict: removal.Verdict, made: Plan, fetching: Fetching
    ) -> None:
        """Keep how the removal stands after a session that came to its end.

        What the user answered while it went on is not overwritten.
        """
        outcome, around = fetching.outcome, self._around
        lacking = {*read_pop.refused(around.store.reader, around.account)} & {*fetching.numbers}
        if fetching.refused:
            lacking |= fetching.refused - read_pop.left_there(around.store.reader, around.account)
        outcome.refused = len(lacking)
        if lacking and not outcome.refused_text:
            outcome.refused_text = read_pop.refusal_text(around.store.reader, around.account)
        self._removed_in_pass += outcome.removed
        if not outcome.more:
            self._largest = (0, 0)
        outcome.kept_deleted = made.kept_deleted
        match verdict:
            case "go":
                if outcome.more:
                    return
                removed, self._removed_in_pass = self._removed_in_pass, 0
                await self._change(state, lambda now: removal.after_pass(now, removed))
            case "ask" | "jump":
                wanted = self._waiting(state, made)
                asked = await self._change(state, lambda now: removal.asked(now, wanted))
                outcome.asked = asked and wanted.count > 0
            case _:
                pass

    async def _change(
        self, before: MaildropState, change: Callable[[MaildropState], MaildropState]
    ) -> bool:
        """Change how the removal stands, unless it was answered since; says whether it did."""
        account = self._around.account

        def work(tx: Transaction) -> bool:
            now = read_pop.state(tx, account)
            answered = (now.permission, now.settled, now.asked_count) != (
                before.permission,
                before.settled,
                before.asked_count,
            )
            if not answered:
                write_pop.set_maildrop(tx, account, change(now))
            return not answered

        return await self._around.store.write(work)

    def _waiting(self, state: MaildropState, made: Plan) -> removal.Wanted:
        """Count what would be removed if the user agreed, and what is not proven yet."""
        around = self._around
        situation = Situation(now_ms=around.clock.now_ms(), session=state.session)
        fresh = read_pop.stored_in(around.store.reader, around.account, state.session)
        going = [one for one in fresh if due(one, around.rules, situation) is not None]
        octets = sum(one.size_octets for one in going)
        octets += sum(one.item.size_octets for one in made.remove)
        unproven = sum(1 for one in fresh if one.proven_ms <= 0)
        return removal.Wanted(count=len(going) + len(made.remove), octets=octets, unproven=unproven)


class _Budget:
    """How much one session may fetch, so that a cut costs at most that much again."""

    def __init__(
        self, session: PopSession, clock: Clock, in_pass_messages: int, in_pass_octets: int
    ) -> None:
        self._clock = clock
        self._began = clock.monotonic_s()
        self._endless = session.connection.capabilities.login_delay_s > 0
        self._messages = max(SESSION_MESSAGES, in_pass_messages // SESSION_SHARE)
        self._octets = max(SESSION_OCTETS, in_pass_octets // SESSION_SHARE)

    def is_spent(self, messages: int, octets: int) -> bool:
        """Whether the session should end; with a LOGIN-DELAY there is one session only."""
        if self._endless:
            return False
        late = self._clock.monotonic_s() - self._began >= SESSION_S
        return late or messages >= self._messages or octets >= self._octets
