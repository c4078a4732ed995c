"""The yardstick of a window's start: plain PySide6, a table of 100,000 rows, until its first paint.

Run as a program it prints `time.monotonic_ns()` once painted, as `facteur --report-first-paint`
does, and exits.
"""

import sys
import time

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
)
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView
from typing_extensions import override

ROWS = 100_000
COLUMNS = 5


class Rows(QAbstractTableModel):
    """Rows without content behind them: what a model costs at least."""

    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else ROWS

    @override
    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else COLUMNS

    @override
    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        return f"row {index.row()}" if role == Qt.ItemDataRole.DisplayRole else None


class _OncePainted(QObject):
    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            QTimer.singleShot(0, _tell)  # the filter comes before the painting itself
        return False


def _tell() -> None:
    sys.stdout.write(f"{time.monotonic_ns()}\n")
    sys.stdout.flush()
    QApplication.quit()


def main() -> int:
    application = QApplication(sys.argv[:1])
    model = Rows()
    view = QTableView()
    view.setModel(model)
    window = QMainWindow()
    window.setCentralWidget(view)
    window.resize(1360, 860)
    painted = _OncePainted()
    view.viewport().installEventFilter(painted)
    window.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
