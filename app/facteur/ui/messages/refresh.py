"""Keeps the list what the store is: opens lists, applies what changed, reads keys again when told.

Added keys are placed by binary search, removed ones looked for near the eye at once and elsewhere
in idle steps. Everything that happens while the thread reads keys is noted and applied once more
afterwards; both are harmless to repeat.
"""

from __future__ import annotations  # array is subscriptable from Python 3.12 on

from array import array
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QDate, QElapsedTimer, QObject, QTimer, Signal

from facteur.base.errors import FacteurError
from facteur.base.log import logger
from facteur.link import events
from facteur.mail.message import MessageRow
from facteur.store.reader import Reader
from facteur.ui import rowdiff
from facteur.ui.messages import groups
from facteur.ui.messages.groups import Heads
from facteur.ui.messages.listview import MessageList
from facteur.ui.messages.loader import KeyLoader, Loaded, LoadFailed
from facteur.ui.messages.model import MessagesModel
from facteur.ui.messages.pending import (
    Pending,
    edit_limit,
    in_order,
    runs_of,
    stretches,
    with_runs,
)
from facteur.ui.messages.source import Question, Source, before
from facteur.ui.rowwindow import RowWindow, Search

_LOG = logger("ui")
FIRST_KEYS = 2_000  # 0.65 ms
_PAINTED_MS = 50  # the first rows are on the screen before the thread takes turns with them
_GATHER_MS = 40  # the engine tells at most every 50 ms and mailbox
_STEP_MS = 3  # of searching in one idle turn: less than a quarter of a frame
_QUIET_MS = 1_500  # after the last "many", before keys are read again
_LEAST_REREAD_MS = 5_000
_REREAD_SHARE = 10  # reading keys again takes at most this part of the time
_REPAINT_MS = 250  # rows on screen fill in so often while headers stream in
_TAIL_KEYS = 4_000
_HEAD_KEYS = 256
_NEAR = 64  # positions around the screen in which removed rows are looked for at once


class ListKeeper(QObject):
    """One list at a time in a model and its view."""

    settled = Signal()
    """Rows came, went or were read anew."""

    came_above = Signal(object)
    """So many messages came in above what is on screen."""

    replaced = Signal()
    """The whole list was shown anew: selection and place are the listener's to restore."""

    about_to_replace = Signal()
    """The whole list is going to be shown anew."""

    def __init__(self, model: MessagesModel, view: MessageList, reader: Reader) -> None:
        super().__init__(view)
        self._model = model
        self._view = view
        self._reader = reader
        self.source: Source | None = None
        self._loader = KeyLoader(reader.profile, self)
        self._loader.finished.connect(self._on_loaded)
        self._loading = 0
        self._replay: Pending | None = None  # what happened while the thread reads
        self._pending = Pending()
        self._searches: list[Search] = []
        self._since_reread = QElapsedTimer()
        self._pause_ms = _LEAST_REREAD_MS
        self._gather = _timer(self, _GATHER_MS, self._apply)
        self._idle = _timer(self, 0, self._search)
        self._reread = _timer(self, _QUIET_MS, self._begin_reread)
        self._repaint = _timer(self, _REPAINT_MS, self._read_shown_again)
        self._today = _timer(self, 60_000, self._check_day, repeating=True)
        self._today.start()

    @property
    def busy(self) -> bool:
        """Whether the list is not yet what the store is."""
        return bool(
            self._loading
            or self._searches
            or self._gather.isActive()
            or self._reread.isActive()
            or self._repaint.isActive()
        )

    def close(self) -> None:
        """End the thread."""
        self._loader.close()
        self._today.stop()

    def open(self, question: Question | None, *, is_table: bool) -> None:
        """Show another list from its beginning; None shows nothing."""
        self._stop()
        self._model.today = QDate.currentDate()
        self.source = Source(self._reader, question) if question is not None else None
        window: RowWindow[MessageRow] = RowWindow(self._rows)
        heads = Heads()
        source = self.source
        if source is not None:
            try:
                heads = self._first(source, window)
            except FacteurError as error:
                self._complain(error)
        self._show(window, heads, is_table=is_table)
        self._view.verticalScrollBar().setValue(0)
        if source is not None and not window.complete:
            self._load(after_ms=_PAINTED_MS)
        self.settled.emit()

    def take(self, event: events.MessagesChanged) -> None:
        """Apply what changed in a moment, together with what follows shortly."""
        if self.source is None or event.mailbox != self.source.question.mailbox:
            return
        self._pending.take(event)
        if self._replay is not None:
            self._replay.take(event)
        if not self._gather.isActive():
            self._gather.start()

    def show_changed(self, keys: Iterable[int]) -> None:
        """Paint rows anew; whether they still pass a filter comes by event."""
        if self.source is not None:
            self._model.changed(keys, *self._view.visible_rows())

    def read_again(self) -> None:
        """Read all keys in the thread, now."""
        if self.source is not None:
            self._load()

    def row_of(self, key: int) -> int:
        """Return the row of a message, -1 when it is not in the list."""
        position = self.position_of(key)
        return -1 if position < 0 else self._model.heads.row(position)

    def position_of(self, key: int) -> int:
        """Return the position of a message, -1 when it is not in the list."""
        source = self.source
        if source is None:
            return -1
        place = source.values([key]).get(key)
        found = source.places(self._model.window.keys, [place]) if place is not None else None
        if not found or self._model.window.key_at(found[0]) != key:
            return -1
        return found[0]

    # -- opening --------------------------------------------------------------------------------

    def _first(self, source: Source, window: RowWindow[MessageRow]) -> Heads:
        """Fill the window with what can be had at once."""
        if not source.question.by_date:
            window.total = source.total()
            return Heads()
        window.extend(source.first(FIRST_KEYS))
        if len(window.keys) >= FIRST_KEYS:
            window.total = max(source.total(), len(window.keys))
        return self._counted(source, window.keys)

    def _counted(self, source: Source, keys: array[int]) -> Heads:
        """Return the heads over these keys; none where their places cannot be found."""
        if not source.question.by_date:
            return Heads()
        found = groups.periods(self._model.today, self._model.locale)
        heads = Heads(found, descending=source.question.order.descending)
        starts = source.starts(keys, heads.periods)
        if starts is None:
            return Heads()
        heads.set_starts(starts, len(keys))
        return heads

    def _show(self, window: RowWindow[MessageRow], heads: Heads, *, is_table: bool) -> None:
        self._view.forget_heads()
        self._model.show(window, heads, is_table=is_table)
        if self._view.is_table != is_table:
            self._view.set_table(is_table)
        self._view.set_heads(heads.rows)

    def _stop(self) -> None:
        self._pending, self._replay, self._loading = Pending(), None, 0
        self._searches.clear()
        for timer in (self._gather, self._idle, self._reread, self._repaint):
            timer.stop()
        self._pause_ms = _LEAST_REREAD_MS
        self._since_reread.invalidate()

    def _rows(self, keys: Sequence[int]) -> dict[int, MessageRow]:
        """Read rows for the window; Qt asks from within painting, where nothing may be raised."""
        if self.source is None:
            return {}
        try:
            return self.source.rows(keys)
        except FacteurError as error:
            self._complain(error)
            return {}

    def _complain(self, error: FacteurError) -> None:
        _LOG.error("the message list cannot be read: %s", error)

    # -- reading all keys -----------------------------------------------------------------------

    def _load(self, *, after_ms: int = 0) -> None:
        assert self.source is not None
        self._reread.stop()
        self._replay = Pending()
        self._loading = self._loader.load(self.source.question, after_ms=after_ms)

    def _begin_reread(self) -> None:
        if self.source is None or self._loading:
            self._reread.start()
            return
        left = 0
        if self._since_reread.isValid():
            left = self._pause_ms - self._since_reread.elapsed()
        if left > 0:
            self._reread.start(max(left, _QUIET_MS))
        else:
            self._load()

    def _on_loaded(self, answer: Loaded | LoadFailed) -> None:
        if answer.number != self._loading:
            return
        self._loading = 0
        replay, self._replay = self._replay or Pending(), None
        if isinstance(answer, LoadFailed):
            self._complain(answer.error)
            return
        self._since_reread.start()
        self._pause_ms = max(_LEAST_REREAD_MS, round(answer.seconds * 1000 * _REREAD_SHARE))
        replay.many = False  # all that "many" stood for has been read
        with self._guarded():
            self._merge(answer.keys)
            self._pending.merge(replay)
            self._apply()
        self.settled.emit()

    def _merge(self, keys: array[int]) -> None:
        """Make the list show these keys, with as little change as there is."""
        model, source = self._model, self.source
        assert source is not None
        edits = rowdiff.diff(model.window.keys, keys, edit_limit(len(keys)))
        if edits is None:
            self._replace(keys)
            return
        with self._view.kept_in_place():
            for edit in edits:
                match edit:
                    case rowdiff.Removal():
                        self._drop(edit.start, edit.count)
                    case rowdiff.Insertion() if edit.start >= len(model.window.keys):
                        model.extend(edit.keys, max(model.window.total, len(keys)))
                    case rowdiff.Insertion():
                        self._insert(dict.fromkeys(edit.keys))
            model.set_total(len(model.window.keys))
            self._count_periods()

    def _count_periods(self) -> None:
        """Find where the periods begin, after keys came at the end."""
        model, source = self._model, self.source
        assert source is not None
        heads = model.heads
        if not heads.periods:
            if source.question.by_date:  # their places could not be found before
                self._replace(model.window.keys)
            return
        if heads.total == len(model.window.keys):
            self._view.set_heads(heads.rows)
            return
        starts = source.starts(model.window.keys, heads.periods)
        if starts is None or not model.heads_only_grow(starts):
            self._replace(model.window.keys)
            return
        model.set_starts(starts)
        self._view.set_heads(heads.rows)

    def _replace(self, keys: array[int]) -> None:
        source = self.source
        assert source is not None
        self.about_to_replace.emit()
        window: RowWindow[MessageRow] = RowWindow(self._rows)
        window.extend(keys)
        self._show(window, self._counted(source, keys), is_table=self._model.is_table)
        self._searches.clear()
        self.replaced.emit()

    def _check_day(self) -> None:
        """Give the list other heads when another day has begun."""
        if self.source is None or self._model.today == QDate.currentDate():
            return
        self._model.today = QDate.currentDate()
        self._view.restyle()
        if self._model.window.complete:
            with self._guarded():
                self._replace(self._model.window.keys)

    # -- applying what changed ------------------------------------------------------------------

    def _apply(self) -> None:
        pending, self._pending = self._pending, Pending()
        source = self.source
        if source is None or pending.is_empty:
            return
        with self._guarded():
            stale = not source.question.by_date and not source.coverage().complete
            if pending.many or stale:
                # Headers that come in move rows of a list sorted by them: nothing can be placed.
                self._many()
            if pending.many or stale:
                self._repaint_soon()
            else:
                self.show_changed(pending.changed)
            if not stale:
                self._apply_keys(pending)
        self.settled.emit()

    def _apply_keys(self, pending: Pending) -> None:
        source, model = self.source, self._model
        assert source is not None
        narrowed = not source.question.narrowed.is_open
        candidates = pending.added | pending.changed if narrowed else pending.added
        if narrowed and candidates:
            candidates = set(source.matching(sorted(candidates)))
        if not candidates and not pending.removed:
            return
        top_row = self._view.anchor()[0]
        with self._view.kept_in_place():
            above = self._insert(dict.fromkeys(sorted(candidates)), top_row)
            if pending.removed:
                self._remove_shown(pending.removed)
            self._view.set_heads(model.heads.rows)
        if above and not self._view.at_top:
            self.came_above.emit(above)

    def _insert(self, keys: Iterable[int], top_row: int = -1) -> int:
        """Place keys that are not in the list yet; returns how many came above `top_row`."""
        source, model = self.source, self._model
        assert source is not None
        values = source.values(list(keys))
        ordered = in_order(values.values(), before(source.question.order))
        found = source.places(model.window.keys, ordered)
        if found is None:
            self._load()
            return 0
        known = model.window.keys
        fresh = [
            (position, place)
            for position, place in zip(found, ordered, strict=True)
            if model.window.key_at(position) != place[1]
        ]
        runs = runs_of(fresh, model.heads)
        if len(runs) > edit_limit(len(known)):
            self._replace(with_runs(known, runs))
            return 0
        above = beyond = 0
        for run in reversed(runs):
            if run.position >= len(known) and self._loading:
                beyond += len(run.keys)
                continue
            if model.heads.row(run.position) < top_row:
                above += len(run.keys)
            model.insert(run.position, run.keys, run.period)
            for search in self._searches:
                search.moved(run.position, len(run.keys))
        if beyond:
            model.set_total(model.window.total + beyond)
        return above

    def _remove_shown(self, keys: set[int]) -> None:
        """Remove what is near the eye at once; look for the rest in idle moments."""
        model = self._model
        known = model.window.keys
        first, last = self._view.visible_rows()
        low = max(0, first - model.heads.count - _NEAR)
        near = range(low, min(len(known), last + _NEAR))
        found = [position for position in near if known[position] in keys]
        wanted = keys.difference(known[position] for position in found)
        for start, count in reversed(stretches(found)):
            self._drop(start, count)
        if wanted:
            self._searches.append(Search(known, wanted))
            self._idle.start()

    def _drop(self, position: int, count: int) -> None:
        heads = self._model.heads
        self._view.step_off(heads.row(position), heads.row(position + count - 1))
        self._model.remove(position, count)
        for search in self._searches:
            search.moved(position, -count)

    def _search(self) -> None:
        """Go on looking for removed keys, for one slice."""
        clock = QElapsedTimer()
        clock.start()
        while self._searches and clock.elapsed() < _STEP_MS:
            search = self._searches[0]
            found = search.step()
            if found is not None:
                with self._view.kept_in_place():
                    self._drop(found, 1)
                    self._view.set_heads(self._model.heads.rows)
                self.settled.emit()
            if search.over:
                self._searches.pop(0)
        if self._searches:
            self._idle.start()

    # -- many -----------------------------------------------------------------------------------

    def _many(self) -> None:
        """Show at once what is cheap to know, and read all keys when it has become quiet."""
        source, model = self.source, self._model
        assert source is not None
        if source.question.by_date and not self._loading:
            self._look_at_ends(source)
        total = source.total() if source.question.narrowed.is_open else model.window.total
        if total > model.window.total:
            with self._view.kept_in_place():
                model.set_total(total)
        if source.question.by_date or not self._reread.isActive():
            self._reread.start()  # sorted by date: nothing is missed by waiting until it is quiet

    def _look_at_ends(self, source: Source) -> None:
        """Take in new mail at the beginning and, while a folder is first read, at the end."""
        model = self._model
        known = model.window.keys
        top_row = self._view.anchor()[0]
        newest = source.first(_HEAD_KEYS)
        fresh = [key for key in newest if key not in set(known[: 2 * _HEAD_KEYS])]
        with self._view.kept_in_place():
            above = self._insert(dict.fromkeys(fresh), top_row) if known and fresh else 0
            tail = source.following(known[-1], _TAIL_KEYS) if known else source.first(_TAIL_KEYS)
            if tail:
                model.extend(tail, max(model.window.total, len(known) + len(tail)))
            self._count_periods()
        if above and not self._view.at_top:
            self.came_above.emit(above)

    def _repaint_soon(self) -> None:
        if not self._repaint.isActive():
            self._repaint.start()

    def _read_shown_again(self) -> None:
        self._model.changed_all(*self._view.visible_rows())
        self._view.shown.emit()

    @contextmanager
    def _guarded(self) -> Generator[None]:
        """Let a store that cannot be read cost this change, not the window."""
        try:
            yield
        except FacteurError as error:
            self._complain(error)


def _timer(
    parent: QObject, interval_ms: int, work: Callable[[], None], *, repeating: bool = False
) -> QTimer:
    made = QTimer(parent, singleShot=not repeating, interval=interval_ms)
    made.timeout.connect(work)
    return made
