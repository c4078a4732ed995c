"""The ledger as a table model that reads on as the user scrolls: 100,000 rows open like ten."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import (
    QAbstractTableModel,
    QDate,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)

from facteur.base.errors import StoreUnavailable
from facteur.base.log import logger
from facteur.base.override import override
from facteur.store.rows import LedgerRow
from facteur.ui.ledger import words
from facteur.ui.ledger.columns import LedgerColumn, heading

_LOG = logger("ui")

PAGE = 200
_KEPT = 2000  # so many are read again at once; who scrolled further scrolls again

Index = QModelIndex | QPersistentModelIndex
ReadPage = Callable[[int, int], list[LedgerRow]]
"""Reads (before this key, at most so many); a key of 0 begins at the newest."""

_NOWHERE = QModelIndex()


class LedgerModel(QAbstractTableModel):
    """Rows read so far, newest first."""

    def __init__(self, read: ReadPage, place_of: Callable[[LedgerRow], str]) -> None:
        """place_of: the name of the mailbox with the copy, "" when there is none any more."""
        super().__init__()
        self._read = read
        self._place_of = place_of
        self._rows: list[LedgerRow] = []
        self._anew = False
        self._more = False  # nothing is read before the first `reload`

    def reload(self) -> None:
        """Read anew what was read: rows came, or it is known what became of some.

        Raises StoreUnavailable.
        """
        wanted = PAGE if self._anew else min(max(len(self._rows), PAGE), _KEPT)
        found = self._read(0, wanted)
        self.beginResetModel()
        self._rows, self._anew = found, False
        self._more = len(found) == wanted
        self.endResetModel()

    def forget(self) -> None:
        """Let the next `reload` read one page only: other rows are wanted."""
        self._anew = True

    def row_at(self, row: int) -> LedgerRow | None:
        """Return the row there, None outside of what was read."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, key: int) -> int:
        """Return where a row of the ledger stands, -1 when it was not read."""
        return next((at for at, row in enumerate(self._rows) if row.key == key), -1)

    def as_text(self, rows: Iterable[int]) -> str:
        """Return these rows for the clipboard, the heads of the columns first."""
        locale = QLocale()
        found = [row for at in rows if (row := self.row_at(at)) is not None]
        lines = [words.text_line(row, self._place_of(row), locale) for row in found]
        return "\n".join([words.text_head(), *lines, ""])

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(LedgerColumn)

    @override
    def canFetchMore(self, parent: Index) -> bool:
        return self._more and not parent.isValid()

    @override
    def fetchMore(self, parent: Index) -> None:
        if not self.canFetchMore(parent):
            return
        last = self._rows[-1].key if self._rows else 0
        try:
            found = self._read(last, PAGE)
        except StoreUnavailable as error:
            _LOG.error("the ledger cannot be read on: %s", error)
            found = []
        self._more = len(found) == PAGE
        if found:
            count = len(self._rows)
            self.beginInsertRows(QModelIndex(), count, count + len(found) - 1)
            self._rows += found
            self.endInsertRows()

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None:
            return None
        column = LedgerColumn(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return words.cell(row, column, self._place_of(row), QLocale())
            case Qt.ItemDataRole.ToolTipRole:
                return words.details(row, QLocale())
            case Qt.ItemDataRole.TextAlignmentRole if column is LedgerColumn.SIZE:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(row, column)
            case _:
                return None

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = LedgerColumn(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return heading(column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = (
                Qt.AlignmentFlag.AlignRight
                if column is LedgerColumn.SIZE
                else Qt.AlignmentFlag.AlignLeft
            )
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def _spoken(self, row: LedgerRow, column: LedgerColumn) -> str:
        """Return what is said of a cell; the first speaks for its whole row."""
        place = self._place_of(row)
        if column is LedgerColumn.WHEN:
            return words.spoken(row, place, QDate.currentDate(), QLocale())
        return f"{heading(column)} {words.cell(row, column, place, QLocale())}"
