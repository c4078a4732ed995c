"""What is selected, as ranges: a million selected rows are one range, not a million objects."""

from __future__ import annotations  # array is subscriptable from Python 3.12 on

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import cast

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange, QModelIndex

from facteur.mail.message import MessageRow
from facteur.ui.messages.listview import MessageList
from facteur.ui.messages.model import MessagesModel

_ROWS = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
_ADD = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows


class Selected:
    """The selection of one list, read and set."""

    def __init__(self, view: MessageList, model: MessagesModel) -> None:
        self._view = view
        self._model = model

    @property
    def count(self) -> int:
        """How many messages are selected; date heads within a range do not count."""
        heads = self._model.heads.rows
        total = 0
        for first, last in self.ranges():
            total += last - first + 1 - (bisect_left(heads, last + 1) - bisect_left(heads, first))
        return total

    def ranges(self) -> list[tuple[int, int]]:
        """Return first and last row of each range, from the top."""
        # A list of ranges at run time, which the stubs do not say.
        found = cast("list[QItemSelectionRange]", self._view.selectionModel().selection())
        return sorted({(one.top(), one.bottom()) for one in found})

    def rows(self, limit: int) -> tuple[MessageRow, ...]:
        """Return the first selected messages, at most `limit`."""
        found: list[MessageRow] = []
        for row in self._each_row():
            message = self._model.message_at(row)
            if message is not None:
                found.append(message)
                if len(found) >= limit:
                    break
        return tuple(found)

    def keys(self) -> array[int]:
        """Return the keys of all selected messages that are known."""
        known = self._model.window.keys
        heads = self._model.heads
        found = array("q")
        for first, last in self.ranges():
            inner = bisect_left(heads.rows, last + 1) - bisect_left(heads.rows, first)
            # Heads before the first row shift positions against rows.
            start = first - bisect_left(heads.rows, first)
            found.extend(known[start : start + last - first + 1 - inner])
        return found

    def current_key(self) -> int | None:
        """Return the key of the current message."""
        index = self._view.currentIndex()
        return self._model.key_at(index.row()) if index.isValid() else None

    def select_row(self, row: int) -> None:
        """Make one row current and the only one selected."""
        index = self._model.index(row, 0)
        self._view.selectionModel().setCurrentIndex(index, _ROWS)
        self._view.scrollTo(index)

    def restore(self, rows: Iterable[int], current: int) -> None:
        """Select these rows again and make `current` current (-1: none), without scrolling."""
        wanted = QItemSelection()
        last = self._model.columnCount() - 1
        for row in rows:
            wanted.select(self._model.index(row, 0), self._model.index(row, last))
        chooser = self._view.selectionModel()
        index = self._model.index(current, 0) if current >= 0 else QModelIndex()
        scrolls = self._view.hasAutoScroll()
        self._view.setAutoScroll(False)  # else Qt scrolls to the row that becomes current
        chooser.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        chooser.select(wanted, _ADD)
        self._view.setAutoScroll(scrolls)

    def _each_row(self) -> Iterator[int]:
        for first, last in self.ranges():
            yield from range(first, last + 1)
