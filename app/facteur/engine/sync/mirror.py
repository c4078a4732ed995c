"""Carries out a sync plan for the mailbox that a lane has selected, and applies live news.

Order of things: what SELECT brought is applied, then the plan's steps, then the counts are
compared, and only then the token is written. A removal is never taken from silence alone: UIDs
that are missing from a list are asked for by name first.
"""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import assert_never

from facteur.base.clock import Clock
from facteur.base.errors import ServerRefused, StoreMisuse
from facteur.base.log import logger
from facteur.engine.lane import Lane
from facteur.engine.selection import News, Selection
from facteur.engine.sync import plan as planning
from facteur.engine.sync import view
from facteur.engine.sync.fence import Fence
from facteur.engine.sync.rows import (
    FLAG_ITEMS,
    ROW_ITEMS,
    has_headers,
    header_rows,
)
from facteur.engine.sync.uids import SEARCH_SLACK, all_uids, refusal
from facteur.imap import commands
from facteur.imap.numset import NumSet
from facteur.imap.responses import (
    Event,
    Exists,
    FetchBatch,
    Fetched,
)
from facteur.imap.selected import Selected
from facteur.mail.keys import MailboxKey
from facteur.net.imapsession import ImapSession
from facteur.store.database import Store
from facteur.store.read import mailboxes as read_mailboxes
from facteur.store.read import messages as read_messages
from facteur.store.rows import HeaderRow, SyncState
from facteur.store.transaction import Transaction
from facteur.store.write import flags as write_flags
from facteur.store.write import generation
from facteur.store.write import mailboxes as write_mailboxes
from facteur.store.write import messages as write_messages

FIRST_SCREEN = 50
SAME_SHARE = 0.9  # of the newest rows at the same UIDs: only UIDVALIDITY changed (mbsync 1.3)
COMMAND_OCTETS = 8000  # the longest sequence set; Yahoo takes 1,000 (engine.quirks)
MAX_UID = (1 << 32) - 1
ROTATING_FLAGS = 5000
ROUNDS = 20  # of looks in a row at what a server says of messages that are not known by number
FEW = 1000  # UIDs asked for by name in one command

Verify = Callable[[MailboxKey], Awaitable[frozenset[int] | None]]
_log = logger("sync")


@dataclass(slots=True)
class _Opening:
    """What came while SELECT ran."""

    first_screen: bool
    session: ImapSession
    rows: list[HeaderRow] = field(default_factory=list[HeaderRow])
    asked: bool = False

    def note(self, event: Event) -> None:
        """Ask for the newest rows as soon as their number is known."""
        if isinstance(event, Exists) and self.first_screen and not self.asked and event.count:
            self.asked = True
            low = max(1, event.count - FIRST_SCREEN + 1)
            self.session.queue(
                commands.Fetch(
                    messages=NumSet.span(low, event.count), items=ROW_ITEMS, by_sequence=True
                )
            )
        elif has_headers(event) and isinstance(event, Fetched | FetchBatch):
            self.rows.extend(header_rows(event))


class Mirror:
    """Keeps mailboxes of one account and the store alike.

    verify: asks for all UIDs of a mailbox on a fresh connection; None when that cannot be had.
    """

    def __init__(self, store: Store, clock: Clock, verify: Verify) -> None:
        self.fence = Fence()
        self._store = store
        self._clock = clock
        self._verify = verify
        self._rotation: dict[MailboxKey, int] = {}  # where the next stretch of flags begins

    async def select(self, lane: Lane, mailbox: MailboxKey) -> Selection:
        """Select a mailbox and bring the store up to date; the backfill is left to others.

        Raises ServerRefused (`mailbox`) when the server will not open it.
        """
        session = lane.live()
        try:
            state = read_mailboxes.sync_state(self._store.reader, mailbox)
        except StoreMisuse as error:  # it left the list while somebody still wanted it
            raise ServerRefused("mailbox-gone") from error
        command = self._select_command(session, state)
        selection = Selection(mailbox, state.uidvalidity, self.fence.begin())
        opening = _Opening(state.uidvalidity == 0, session)

        def note(event: Event) -> None:
            opening.note(event)
            if not (isinstance(event, Exists) or has_headers(event)):
                selection.note(event)

        done, *_rest = await session.flight([command], note)
        selected = session.connection.selected
        if not done.ok or selected is None:
            raise refusal(done)
        selection.uidvalidity = selected.uidvalidity or 0
        selection.read_only = selected.read_only
        selection.permanent_flags = frozenset(
            name.decode("ascii", "replace").lower() for name in selected.permanent_flags or ()
        )
        selection.exists = selected.exists
        server = _server_view(selected, resynced=command.qresync is not None)
        await self._bring_up(lane, selection, state, server, opening)
        await self._store.write(
            lambda tx: write_mailboxes.set_checked(tx, mailbox, self._clock.now_ms())
        )
        return selection

    async def absorb(self, lane: Lane) -> None:
        """Apply what the selection of this lane has heard since the last time."""
        selection = lane.selection
        if selection is None or not selection.news:
            return
        news = selection.take_news()
        if news.gone or news.vanished or news.flags:
            await self._apply(selection, news)
        selected = lane.live().connection.selected
        if selected is not None:
            selection.exists = selected.exists
        if news.exists:  # EXISTS is said when something came; what left says EXPUNGE
            state = read_mailboxes.sync_state(self._store.reader, selection.mailbox)
            await self._fetch_new(lane, selection, max(state.uidnext, 1))
        if news.stale:
            await self._catch_flags(lane, selection)
        if news.lost:
            await self.compare_uids(lane, selection)
        selection.rounds = selection.rounds + 1 if news.stale or news.lost else 0
        if news.unread or selection.rounds >= ROUNDS:
            # What cannot be read this time either is no reason to begin again at once.
            selection.news.lost = selection.news.stale = selection.news.unread = False

    async def fetch_headers(self, lane: Lane, selection: Selection, uids: Iterable[int]) -> None:
        """Bring the header rows of these UIDs, in one command where that is possible."""
        numbers = NumSet.of(uids)
        for piece in numbers.pieces(numbers=FEW, octets=COMMAND_OCTETS):
            rows: list[HeaderRow] = []
            await self._flight_rows(lane, selection, piece, rows)
            answered = {row.uid for row in rows}
            silent = [uid for uid in piece if uid not in answered]
            await self._store.write(
                lambda tx, rows=rows: self._insert(tx, selection, rows), urgent=True
            )
            if silent:
                await self.verify_absent(lane, selection, silent)

    async def catch_up(self, lane: Lane, selection: Selection) -> None:
        """After the skeleton: changes since it began, then the counts, then the token."""
        state = read_mailboxes.sync_state(self._store.reader, selection.mailbox)
        selected = lane.live().connection.selected
        server = _server_view(selected, resynced=False) if selected else None
        selection.exists = server.exists if server is not None else selection.exists
        for step in planning.after_skeleton(_local_view(state)):
            await self._step(lane, selection, step)
        if server is not None:
            await self._save_token(
                selection,
                view.SaveToken(
                    uidnext=max(server.uidnext, state.uidnext),
                    highestmodseq=server.highestmodseq,
                    exists=selection.exists,
                ),
            )

    async def compare_uids(self, lane: Lane, selection: Selection) -> None:
        """Compare all UIDs: bring what is missing here, verify what is missing there."""
        server = await all_uids(lane.live(), selection, most=selection.exists + SEARCH_SLACK)
        local = read_messages.uids(self._store.reader, selection.mailbox, 1, MAX_UID)
        theirs = frozenset(server) if server is not None else frozenset[int]()
        gone = [uid for uid in local if uid not in theirs]
        if gone:
            await self.verify_absent(lane, selection, gone)
        lacking = theirs.difference(local)
        state = read_mailboxes.sync_state(self._store.reader, selection.mailbox)
        if not state.skeleton_done:  # older ones are on their way by the backfill
            lacking = {uid for uid in lacking if uid >= state.uidnext}
        if lacking:
            await self.fetch_headers(lane, selection, lacking)

    async def _restart(self, lane: Lane, selection: Selection) -> None:
        """Go through the mailbox again: so much is new that it is a backfill of its own."""
        await self._store.write(lambda tx: write_mailboxes.restart_backfill(tx, selection.mailbox))
        lane.hurried.set()

    async def verify_absent(self, lane: Lane, selection: Selection, uids: list[int]) -> None:
        """Ask for UIDs by name; those that stay silent twice are gone."""
        alive: set[int] = set()

        def note(event: Event) -> None:
            selection.note(event)
            match event:
                case Fetched(uid=uid) if uid is not None:
                    alive.add(uid)
                case FetchBatch():
                    alive.update(event.uids)
                case _:
                    return

        for piece in NumSet.of(uids).pieces(numbers=FEW, octets=COMMAND_OCTETS):
            (done,) = await lane.live().flight(
                [commands.Fetch(messages=piece, items=FLAG_ITEMS)], note
            )
            if not done.ok:
                return  # nothing is taken from a refusal
        gone = [uid for uid in uids if uid not in alive]
        if gone:
            await self._remove(selection, NumSet.of(gone))

    def _select_command(self, session: ImapSession, state: SyncState) -> commands.Select:
        connection = session.connection
        usable = state.skeleton_done and state.highestmodseq and state.uidvalidity
        if usable and "QRESYNC" in connection.enabled:
            return commands.Select(
                mailbox=state.name,
                qresync=commands.QResync(uidvalidity=state.uidvalidity, modseq=state.highestmodseq),
            )
        return commands.Select(mailbox=state.name, condstore="CONDSTORE" in connection.capabilities)

    async def _bring_up(
        self,
        lane: Lane,
        selection: Selection,
        state: SyncState,
        server: view.ServerView,
        opening: _Opening,
    ) -> None:
        if server.resynced and server.uidvalidity == state.uidvalidity:
            await self._apply(selection, selection.take_news())
            state = read_mailboxes.sync_state(self._store.reader, selection.mailbox)
        for step in planning.plan(server, _local_view(state)):
            if isinstance(step, view.Renumber):
                if await self._is_baseless(lane, selection, server, opening):
                    await self._keep_numbers(lane, selection, server)
                    return
                await self._store.write(
                    lambda tx: generation.new_generation(tx, selection.mailbox, server.uidvalidity)
                )
            elif isinstance(step, view.Restart):
                await self._restart(lane, selection)
            elif isinstance(step, view.FirstScreen):
                await self._first_screen(lane, selection, server, step, opening)
            else:
                await self._step(lane, selection, step)

    async def _is_baseless(
        self, lane: Lane, selection: Selection, server: view.ServerView, opening: _Opening
    ) -> bool:
        """Whether the newest messages are the same at the same UIDs under a new UIDVALIDITY."""
        await self._ask_first_screen(lane, server, opening)
        known = read_messages.identities(
            self._store.reader, selection.mailbox, [row.uid for row in opening.rows]
        )
        same = sum(
            known.get(row.uid) == (row.header_message_id, row.size_octets) for row in opening.rows
        )
        return bool(opening.rows) and same >= SAME_SHARE * len(opening.rows)

    async def _keep_numbers(
        self, lane: Lane, selection: Selection, server: view.ServerView
    ) -> None:
        _log.info("the mailbox has a new UIDVALIDITY and the same UIDs")
        await self._store.write(
            lambda tx: generation.renumber_same(tx, selection.mailbox, server.uidvalidity)
        )
        await self._refresh_flags(lane, selection, 0)
        await self.compare_uids(lane, selection)

    async def _ask_first_screen(
        self, lane: Lane, server: view.ServerView, opening: _Opening
    ) -> None:
        if opening.asked or not server.exists:
            return
        opening.asked = True
        low = max(1, server.exists - FIRST_SCREEN + 1)
        messages = NumSet.span(low, server.exists)
        await lane.live().flight(
            [commands.Fetch(messages=messages, items=ROW_ITEMS, by_sequence=True)], opening.note
        )

    async def _first_screen(
        self,
        lane: Lane,
        selection: Selection,
        server: view.ServerView,
        step: view.FirstScreen,
        opening: _Opening,
    ) -> None:
        mailbox = selection.mailbox
        await self._ask_first_screen(lane, server, opening)
        rows = opening.rows
        uidnext = server.uidnext or max((row.uid for row in rows), default=0) + 1

        def begin(tx: Transaction) -> None:
            write_mailboxes.set_token(
                tx,
                mailbox,
                uidvalidity=server.uidvalidity,
                uidnext=uidnext,
                highestmodseq=0,  # not usable before every message has a row
                exists_count=server.exists,
            )
            write_mailboxes.begin_backfill(tx, mailbox, step.pending_modseq)
            self._insert(tx, selection, rows)

        await self._store.write(begin, urgent=True)

    async def _step(
        self,
        lane: Lane,
        selection: Selection,
        step: view.Step,
    ) -> None:
        match step:
            case view.FetchNew(first_uid=first):
                await self._fetch_new(lane, selection, first)
            case view.FetchChanges(since=since):
                await self._fetch_flags(lane, selection, NumSet.span(1), changed_since=since)
            case view.RefreshFlags(newest=newest):
                await self._refresh_flags(lane, selection, newest)
            case view.CountCheck():
                state = read_mailboxes.sync_state(self._store.reader, selection.mailbox)
                if state.messages != selection.exists:
                    _log.info("counts differ: %d here, %d there", state.messages, selection.exists)
                    await self.compare_uids(lane, selection)
            case view.CompareUids():
                await self.compare_uids(lane, selection)
            case view.SaveToken():
                await self._save_token(selection, step)
            case view.FirstScreen() | view.Renumber() | view.Restart():
                raise AssertionError("carried out while the mailbox is opened")
            case _:
                assert_never(step)

    async def _save_token(self, selection: Selection, token: view.SaveToken) -> None:
        state = read_mailboxes.sync_state(self._store.reader, selection.mailbox)
        await self._store.write(
            lambda tx: write_mailboxes.set_token(
                tx,
                selection.mailbox,
                uidvalidity=selection.uidvalidity,
                uidnext=max(token.uidnext, state.uidnext),
                highestmodseq=token.highestmodseq,
                exists_count=token.exists,
            )
        )

    async def _fetch_new(self, lane: Lane, selection: Selection, first_uid: int) -> None:
        """Bring rows from `first_uid` on; `n:*` always names the last message, so older are cut."""
        if selection.exists == 0:  # some servers refuse any set in an empty mailbox
            return
        rows: list[HeaderRow] = []
        await self._flight_rows(lane, selection, NumSet.span(first_uid), rows)
        if not rows:  # not even the last message: the server's view lags, or it lies
            await self.compare_uids(lane, selection)
        new = [row for row in rows if row.uid >= first_uid]
        if not new:
            return
        uidnext = max(row.uid for row in new) + 1
        await self._store.write(
            lambda tx: (
                self._insert(tx, selection, new),
                _advance(tx, selection.mailbox, uidnext),
            ),
            urgent=True,
        )

    async def _flight_rows(
        self, lane: Lane, selection: Selection, uids: NumSet, rows: list[HeaderRow]
    ) -> None:
        def note(event: Event) -> None:
            if has_headers(event) and isinstance(event, Fetched | FetchBatch):
                rows.extend(header_rows(event))
            else:
                selection.note(event)

        (done,) = await lane.live().flight([commands.Fetch(messages=uids, items=ROW_ITEMS)], note)
        if not done.ok:
            raise refusal(done)

    async def _catch_flags(self, lane: Lane, selection: Selection) -> None:
        """Bring the flags of what changed, after news of a message that is not known by number."""
        state = read_mailboxes.sync_state(self._store.reader, selection.mailbox)
        since = state.highestmodseq or state.pending_modseq
        if since:
            await self._fetch_flags(lane, selection, NumSet.span(1), changed_since=since)
        else:
            whole = selection.exists < planning.WHOLE_FLAGS_BELOW
            await self._refresh_flags(lane, selection, 0 if whole else planning.NEWEST_FLAGS)

    async def _refresh_flags(self, lane: Lane, selection: Selection, newest: int) -> None:
        if newest == 0:
            await self._fetch_flags(lane, selection, NumSet.span(1))
            return
        uids = read_messages.newest_uids(self._store.reader, selection.mailbox, newest)
        if uids:
            await self._fetch_flags(lane, selection, NumSet.span(min(uids), max(uids)))
            await self._refresh_rotating(lane, selection, min(uids))

    async def _refresh_rotating(self, lane: Lane, selection: Selection, below: int) -> None:
        """Refresh the next stretch of the older messages; the whole mailbox has its turn."""
        low = self._rotation.get(selection.mailbox, 1)
        known = read_messages.uids(self._store.reader, selection.mailbox, low, below - 1)
        stretch = known[:ROTATING_FLAGS]
        if stretch:
            await self._fetch_flags(lane, selection, NumSet.span(stretch[0], stretch[-1]))
        more = len(known) > len(stretch)
        self._rotation[selection.mailbox] = stretch[-1] + 1 if more else 1

    async def _fetch_flags(
        self,
        lane: Lane,
        selection: Selection,
        uids: NumSet,
        *,
        changed_since: int | None = None,
    ) -> None:
        if selection.exists == 0:
            return
        (done,) = await lane.live().flight(
            [commands.Fetch(messages=uids, items=FLAG_ITEMS, changed_since=changed_since)],
            selection.note,
        )
        if not done.ok:
            raise refusal(done)
        await self._apply(selection, selection.take_news())

    async def _apply(self, selection: Selection, news: News) -> None:
        """Write flags, and removals that the server spelled out."""
        selection.news.lost |= news.lost
        selection.news.stale |= news.stale
        selection.news.unread |= news.unread
        if news.exists is not None:
            selection.news.exists = news.exists
        flags = [(uid, int(f.system), f.keywords) for uid, f in news.flags.items()]
        if flags:
            await self._store.write(
                lambda tx: (
                    self.fence.check(tx, selection),
                    write_flags.apply(tx, selection.mailbox, flags),
                )
            )
        gone = [*((uid, uid) for uid in news.gone)]
        for vanished in news.vanished:
            gone += vanished.ranges()
        if gone:
            await self._remove(selection, NumSet(gone))

    async def _remove(self, selection: Selection, said: NumSet) -> None:
        """Remove rows; a mass removal is first asked about on a fresh connection.

        said: may name UIDs that have no row yet; they get none from an older view.
        """
        state = read_mailboxes.sync_state(self._store.reader, selection.mailbox)
        gone = said.clipped(1, max(state.uidnext, 1) + SEARCH_SLACK)
        if gone is None:
            return
        known = read_messages.uids(self._store.reader, selection.mailbox, gone.low, gone.high)
        uids = [uid for uid in known if uid in gone]
        if planning.brakes(len(uids), state.messages):
            _log.warning(
                "the server says that %d of %d messages are gone: asking again",
                len(uids),
                state.messages,
            )
            await self._store.write(
                lambda tx: write_mailboxes.set_suspect(tx, selection.mailbox, self._clock.now_ms())
            )
            still = await self._verify(selection.mailbox)
            if still is None:
                return  # nobody to ask: hide nothing, the next look decides
            left = [uid for uid in uids if uid not in still]
            gone = NumSet.of(left) if left else None
        if gone is not None:
            self.fence.note_gone(selection, gone)
        await self._store.write(lambda tx: self._take_out(tx, selection, gone))

    def _take_out(self, tx: Transaction, selection: Selection, gone: NumSet | None) -> None:
        self.fence.check(tx, selection)
        if gone is not None:
            write_messages.remove_ranges(tx, selection.mailbox, gone.ranges())
        write_mailboxes.set_suspect(tx, selection.mailbox, 0)

    def _insert(self, tx: Transaction, selection: Selection, rows: Sequence[HeaderRow]) -> None:
        """Give these messages rows, but for those that are gone."""
        present = self.fence.present(tx, selection, rows)
        write_messages.insert_headers(tx, selection.mailbox, present, 0, None)


def _advance(tx: Transaction, mailbox: MailboxKey, uidnext: int) -> None:
    """Note that rows up to here are in the store; the rest of the token stays as it is."""
    state = read_mailboxes.sync_state(tx, mailbox)
    write_mailboxes.set_token(
        tx,
        mailbox,
        uidvalidity=state.uidvalidity,
        uidnext=max(uidnext, state.uidnext),
        highestmodseq=state.highestmodseq,
        exists_count=state.exists_count,
    )


def _server_view(selected: Selected, *, resynced: bool) -> view.ServerView:
    return view.ServerView(
        uidvalidity=selected.uidvalidity or 0,
        uidnext=selected.uidnext or 0,
        highestmodseq=0 if selected.no_modseq else selected.highestmodseq or 0,
        exists=selected.exists,
        resynced=resynced,
    )


def _local_view(state: SyncState) -> view.LocalView:
    return view.LocalView(
        uidvalidity=state.uidvalidity,
        uidnext=state.uidnext,
        highestmodseq=state.highestmodseq,
        exists=state.exists_count,
        messages=state.messages,
        pending_modseq=state.pending_modseq,
        skeleton_done=state.skeleton_done,
    )
