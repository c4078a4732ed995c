"""POP and IMAP side by side in a real table, whose headers assistive tools read."""

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from facteur.base.override import override
from facteur.ui.accounts.wizard.comparison import LINES, Side, shown, spoken
from facteur.ui.accounts.wizard.page import Page, focus
from facteur.ui.theme.style import Style, set_property
from facteur.ui.theme.tokens import colour

_PADDING_PX = 7
_BESIDE_PX = 30  # the padding of base.qss, and what Qt keeps for itself
_ENDLESS_PX = 10_000


class ComparePage(Page):
    """Every line of the comparison; it changes nothing."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(style, parent)
        self.table = CompareTable(style)
        self.table.currentCellChanged.connect(self._follow)
        self.body.addWidget(self.table)
        self.body.addStretch(1)

    @override
    def primary_text(self) -> str:
        return self.tr("Back to the choice")

    @override
    def focus_first(self) -> None:
        focus(self.table)

    @override
    def retranslate(self) -> None:
        self.title.setText(self.tr("POP and IMAP compared"))
        self.lead.setText(
            self.tr("A + speaks for one way, a − against it. Many lines do neither.")  # noqa: RUF001 - the minus sign
        )
        self.table.retranslate()

    def _follow(self, line: int) -> None:
        """Let the page scroll to where the keyboard is, for the table itself does not."""
        area = _area_of(self)
        inside = area.widget() if area is not None else None
        if area is not None and inside is not None:
            middle = self.table.rowViewportPosition(line) + self.table.rowHeight(line) // 2
            place = self.table.viewport().mapTo(inside, QPoint(0, middle))
            area.ensureVisible(place.x(), place.y(), 0, self.table.rowHeight(line))


def _area_of(widget: QWidget) -> QScrollArea | None:
    """Return what a widget is scrolled in, None when nothing scrolls it."""
    around: QWidget | None = widget.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    return around


class CompareTable(QTableWidget):
    """As high as its lines: the page scrolls, not the table."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(len(LINES), 2, parent)
        self._style = style
        self._questions = [QTableWidgetItem() for _ in LINES]
        self._cells = [(QTableWidgetItem(), QTableWidgetItem()) for _ in LINES]
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        )
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        )
        set_property(self, "table", "plain")
        for at in range(len(LINES)):
            self.setVerticalHeaderItem(at, self._questions[at])
            for column in range(2):
                self.setItem(at, column, self._cells[at][column])
        self._heads = (QTableWidgetItem(), QTableWidgetItem())
        for column, head in enumerate(self._heads):
            self.setHorizontalHeaderItem(column, head)
        # The columns share the width after the table has been resized; only then do lines wrap.
        self.horizontalHeader().sectionResized.connect(
            self._fit, Qt.ConnectionType.QueuedConnection
        )
        style.changed.connect(self._dress)
        self.setCurrentCell(0, 0)

    def retranslate(self) -> None:
        """Word everything in the language now in force."""
        self.setAccessibleName(self.tr("POP and IMAP, line by line"))
        names = (self.tr("On this computer (POP)"), self.tr("On the server (IMAP)"))
        for head, name in zip(self._heads, names, strict=True):
            head.setText(name)
        for at, entry in enumerate(LINES):
            self._questions[at].setText(shown(entry.question))
            for column, cell in enumerate((entry.pop, entry.imap)):
                item = self._cells[at][column]
                sign = f"{cell.side.value} " if cell.side is not Side.PLAIN else ""
                item.setText(f"{sign}{shown(cell.text)}")
                item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken(cell))
        self._dress()
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Return to the dialog: there is nothing to open in a cell."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.ignore()
            return
        super().keyPressEvent(event)

    def _dress(self) -> None:
        tokens = self._style.tokens
        inks = {Side.FOR: tokens.ok, Side.AGAINST: tokens.warn, Side.PLAIN: tokens.text}
        for at, entry in enumerate(LINES):
            for column, cell in enumerate((entry.pop, entry.imap)):
                self._cells[at][column].setForeground(colour(inks[cell.side]))

    def _fit(self) -> None:
        """Give each line the height of its words, and the table that of its lines."""
        self.verticalHeader().setMinimumWidth(min(220, max(120, self.width() // 4)))
        metrics = self.fontMetrics()
        for at in range(self.rowCount()):
            high = metrics.height()
            for column, item in enumerate(self._cells[at]):
                width = self.columnWidth(column) - _BESIDE_PX
                room = QRect(0, 0, max(width, 1), _ENDLESS_PX)
                words = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, item.text())
                high = max(high, words.height())
            self.setRowHeight(at, high + 2 * _PADDING_PX)
        whole = self.horizontalHeader().height() + self.verticalHeader().length() + 2
        if self.minimumHeight() != whole:
            self.setMinimumHeight(whole)
            self.setMaximumHeight(whole)
