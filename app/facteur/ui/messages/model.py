"""The message list as Qt sees it: the rows of a RowWindow with date heads between them.

Qt asks for a row at a time and only for what it paints; an answer is one dictionary look-up.
"""

from __future__ import annotations  # array is subscriptable from Python 3.12 on

from array import array
from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QDate,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from facteur.base.override import override
from facteur.mail.message import Column, MessageRow
from facteur.ui import format as people
from facteur.ui.messages import groups, spoken
from facteur.ui.messages.groups import Heads
from facteur.ui.roles import CARD_COLUMNS, TABLE_COLUMNS, Head, MessageColumn, Role
from facteur.ui.rowwindow import RowWindow

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_ROW_FLAGS = (
    Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemIsDragEnabled  # the view decides in which folders
    | Qt.ItemFlag.ItemNeverHasChildren
)
SORTED_BY: dict[MessageColumn, Column] = {
    MessageColumn.SUBJECT: Column.SUBJECT,
    MessageColumn.CORRESPONDENTS: Column.SENDER,
    MessageColumn.DATE: Column.DATE,
    MessageColumn.SIZE: Column.SIZE,
}


def _nothing(_keys: Sequence[int]) -> dict[int, MessageRow]:
    return {}


class MessagesModel(QAbstractTableModel):
    """Rows of one list. Positions count messages, rows count messages and heads."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.window: RowWindow[MessageRow] = RowWindow(_nothing)
        self.heads = Heads()
        self.today = QDate.currentDate()
        self.locale = QLocale()
        self.is_table = False

    # -- what Qt asks ---------------------------------------------------------------------------

    @override
    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else self.window.total + self.heads.count

    @override
    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        if parent.isValid():
            return 0
        return TABLE_COLUMNS if self.is_table else CARD_COLUMNS

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.heads.head_at(index.row()) is not None:
            return Qt.ItemFlag.NoItemFlags
        return _ROW_FLAGS

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: PLR0911 - one a role
        if not index.isValid():
            return None
        row = index.row()
        match role:
            case Role.ROW:
                head = self.heads.head_at(row)
                if head is not None:
                    return Head(text=groups.name(head, self.today, self.locale))
                return self.window.row_at(self.heads.position(row))
            case Role.KEY:
                return self.key_at(row)
            case Role.HEAD:
                over = self.heads.head_over(row)
                return None if over is None else groups.name(over, self.today, self.locale)
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.DisplayRole:
                return self._text(row, index.column(), role == Qt.ItemDataRole.AccessibleTextRole)
            case _:
                return None

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not self.is_table:
            return None
        column = MessageColumn(section)
        if role == Qt.ItemDataRole.DisplayRole and column > MessageColumn.CLIP:
            return column_title(column)
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return column_title(column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = (
                Qt.AlignmentFlag.AlignRight
                if column is MessageColumn.SIZE
                else Qt.AlignmentFlag.AlignLeft
            )
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    # -- what the controller asks ---------------------------------------------------------------

    def key_at(self, row: int) -> int | None:
        """Return the key of the message at a row; None for a head or while it is unknown."""
        position = self.heads.position(row)
        return None if position < 0 else self.window.key_at(position)

    def message_at(self, row: int) -> MessageRow | None:
        """Return the message at a row; None for a head or while it is unknown."""
        position = self.heads.position(row)
        return None if position < 0 else self.window.row_at(position)

    def keys_in(self, first: int, last: int) -> list[int]:
        """Return the known keys of the rows first..last."""
        found = (self.key_at(row) for row in range(first, last + 1))
        return [key for key in found if key is not None]

    # -- changes --------------------------------------------------------------------------------

    def show(self, window: RowWindow[MessageRow], heads: Heads, *, is_table: bool) -> None:
        """Show another list, or this one anew."""
        self.beginResetModel()
        self.window, self.heads, self.is_table = window, heads, is_table
        self.endResetModel()

    def set_table(self, is_table: bool) -> None:
        """Change between one column (cards) and all of them."""
        if is_table == self.is_table:
            return
        last = TABLE_COLUMNS - 1
        if is_table:
            self.beginInsertColumns(_NO_PARENT, CARD_COLUMNS, last)
        else:
            self.beginRemoveColumns(_NO_PARENT, CARD_COLUMNS, last)
        self.is_table = is_table
        if is_table:
            self.endInsertColumns()
        else:
            self.endRemoveColumns()

    def insert(self, position: int, keys: array[int], period: int = -1) -> None:
        """Take in messages of one period that stand together; its head comes with the first.

        period: number in the order of the list, -1 in a list without heads.
        """
        with_head = period >= 0 and self.heads.size(period) == 0
        row = self._row_for(position, period)
        self.beginInsertRows(_NO_PARENT, row, row + len(keys) - 1 + with_head)
        self.window.insert(position, keys)
        if period >= 0:
            self.heads.inserted(period, len(keys))
        self.endInsertRows()

    def remove(self, position: int, count: int) -> None:
        """Drop messages that stand together; a head whose last message leaves goes too."""
        while count > 0:
            period = self.heads.number_at(position)
            if period < 0:
                here, with_head = count, False
            else:
                end = self.heads.starts[period] + self.heads.size(period)
                counted = end - position
                # Behind the last counted message there are no heads at all.
                here = min(count, counted) if counted > 0 else count
                period = period if counted > 0 else -1
                with_head = period >= 0 and here == self.heads.size(period)
            row = self.heads.row(position)
            self.beginRemoveRows(_NO_PARENT, row - with_head, row + here - 1)
            self.window.remove(position, here)
            if period >= 0:
                self.heads.removed(period, here)
            self.endRemoveRows()
            count -= here

    def extend(self, keys: array[int], total: int) -> None:
        """Learn the keys that follow the known ones, and how many rows there are in all."""
        first = len(self.window.keys)
        self.set_total(max(total, first + len(keys)))
        self.window.extend(keys)
        if len(keys):
            top = self.index(self.heads.row(first), 0)
            bottom = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(top, bottom)

    def set_total(self, total: int) -> None:
        """Have placeholders come or go at the end, so that there are `total` rows."""
        total = max(total, len(self.window.keys))
        rows, change = self.rowCount(), total - self.window.total
        if change > 0:
            self.beginInsertRows(_NO_PARENT, rows, rows + change - 1)
            self.window.total = total
            self.endInsertRows()
        elif change < 0:
            self.beginRemoveRows(_NO_PARENT, rows + change, rows - 1)
            self.window.total = total
            self.endRemoveRows()

    def set_starts(self, starts: list[int]) -> None:
        """Learn where periods begin in the keys known by now; new heads come one by one."""
        heads, total = self.heads, len(self.window.keys)
        for number, start in enumerate(starts):
            end = starts[number + 1] if number + 1 < len(starts) else total
            if start == end or heads.size(number) > 0:
                continue
            row = start + heads.count
            self.beginInsertRows(_NO_PARENT, row, row)
            heads.set_starts([min(one, end) for one in starts], end)
            self.endInsertRows()
        heads.set_starts(starts, total)

    def heads_only_grow(self, starts: list[int]) -> bool:
        """Whether set_starts() can take these: every head that is shown stays where it is."""
        heads, total = self.heads, len(self.window.keys)
        ends = [*starts[1:], total]
        return all(
            heads.size(number) == 0 or (start == heads.starts[number] and end > start)
            for number, (start, end) in enumerate(zip(starts, ends, strict=True))
        )

    def changed(self, keys: Iterable[int], first: int, last: int) -> None:
        """Have rows read again; first, last: the rows on screen, which are painted anew."""
        keys = set(keys)
        self.window.forget(keys)
        for row in range(max(0, first), min(last + 1, self.rowCount())):
            if self.key_at(row) in keys:
                self._emit_row(row, row)

    def changed_all(self, first: int, last: int) -> None:
        """Have every row read again; first, last: the rows on screen, which are painted anew."""
        self.window.forget_all()
        last = min(last, self.rowCount() - 1)
        if 0 <= first <= last:
            self._emit_row(first, last)

    def _emit_row(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, self.columnCount() - 1))

    def _row_for(self, position: int, period: int) -> int:
        """Return the row that a message coming in at `position` will have, its head included."""
        if period < 0:
            return self.heads.row(position) if position < self.window.total else self.rowCount()
        before = sum(1 for number in range(period + 1) if self.heads.size(number) > 0)
        return position + before

    def _text(self, row: int, column: int, aloud: bool) -> str | None:
        head = self.heads.head_at(row)
        if head is not None:
            return groups.name(head, self.today, self.locale) if column == 0 else None
        found = self.window.row_at(self.heads.position(row))
        if found is None:
            return spoken.not_here_text() if aloud else None
        if not aloud:
            return people.subject(found) if found.here else None
        if not self.is_table:
            return spoken.row_text(found, self.today, self.locale)
        return spoken.cell_text(found, MessageColumn(column), self.today, self.locale)


def column_title(column: MessageColumn) -> str:  # noqa: PLR0911 - one a case
    """Return what stands over a column of the table."""
    match column:
        case MessageColumn.UNREAD:
            return QCoreApplication.translate("Columns", "Unread", "column of dots")
        case MessageColumn.STAR:
            return QCoreApplication.translate("Columns", "Star", "column of stars")
        case MessageColumn.CLIP:
            return QCoreApplication.translate("Columns", "Attachment")
        case MessageColumn.SUBJECT:
            return QCoreApplication.translate("Columns", "Subject")
        case MessageColumn.CORRESPONDENTS:
            return QCoreApplication.translate("Columns", "Correspondents")
        case MessageColumn.DATE:
            return QCoreApplication.translate("Columns", "Date")
        case MessageColumn.SIZE:
            return QCoreApplication.translate("Columns", "Size")
