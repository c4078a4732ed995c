"""The window of the ledger: a table to read, to walk with the keyboard and to copy from."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QLocale, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QTableView,
    QWidget,
)

from facteur.base.override import override
from facteur.ui import format as formats
from facteur.ui.ledger.columns import LedgerColumn
from facteur.ui.theme import icons
from facteur.ui.theme.style import HEIGHTS, Style, set_property
from facteur.ui.widgets.boxes import column, row
from facteur.ui.widgets.mainbutton import make_main

_SIZE = QSize(1270, 620)
_LEAST_SIZE = QSize(640, 360)
_EMPTY_ICON_PX = 48
# For text of 13 px; they grow with it.
_WIDTHS = {
    LedgerColumn.WHEN: 162,  # 12/24/2026 12:44 PM
    LedgerColumn.ACCOUNT: 150,
    LedgerColumn.SENDER: 134,
    LedgerColumn.SUBJECT: 240,
    LedgerColumn.WHY: 184,
    LedgerColumn.SIZE: 76,
    LedgerColumn.OUTCOME: 134,
    LedgerColumn.PLACE: 170,
}
_WIDTHS_FOR_PX = 13


class LedgerDialog(QDialog):
    """Stands beside the window, which stays usable."""

    copy_asked = Signal(object)
    """Copy these rows: a list of their numbers, from the top."""

    words_changed = Signal()
    """Other rows are looked for; see `words`."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._count = 0
        self._narrowed = False
        self._unreadable = False
        self._title = _label(size="title", weight="strong")
        self._lead = _label(tone="text2")
        self.filter = QLineEdit()
        self.filter.setClearButtonEnabled(True)
        self.table = QTableView()
        self._empty_icon = QLabel()
        self._empty_text = _label(tone="text2")
        self._pages = QStackedWidget()
        self._counted = _label(size="small", tone="text2", wrap=False)
        self.copy = QPushButton()
        self.close_button = QPushButton()
        set_property(self.close_button, "kind", "primary")
        self._dress_table()
        self._arrange()
        make_main(self.close_button)
        self._connect()
        self.setMinimumSize(_LEAST_SIZE)
        self.resize(_SIZE)
        self._dress()
        self.retranslate()

    def set_model(self, model: QAbstractItemModel) -> None:
        """Show this model, whose columns are those of `columns`."""
        self.table.setModel(model)
        self.table.selectionModel().selectionChanged.connect(self._refresh)
        self._fit_columns()
        model.modelReset.connect(self._on_reset)
        self._on_reset()

    def show_count(self, count: int) -> None:
        """Say how many rows the ledger has, also those that were not read yet."""
        self._count = count
        self._narrowed = bool(self.words())
        self._refresh()

    def show_unreadable(self) -> None:
        """Say that the ledger cannot be read now, instead of that there is nothing in it."""
        self._unreadable = True
        self._pages.setCurrentIndex(0)
        self.retranslate()

    def words(self) -> str:
        """Return what is looked for, "" for everything."""
        return self.filter.text().strip()

    def selected_rows(self) -> list[int]:
        """Return the numbers of the selected rows, from the top."""
        selection = self.table.selectionModel()
        return sorted(index.row() for index in selection.selectedRows()) if selection else []

    def select_row(self, number: int) -> None:
        """Go to a row."""
        self.table.selectRow(number)

    def retranslate(self) -> None:
        """Word everything in the language now in force."""
        self.setWindowTitle(self.tr("Deleted from servers"))
        self._title.setText(self.tr("Deleted from servers"))
        self._lead.setText(
            self.tr(
                "Every message that Facteur has had deleted from a server, newest first. "
                "Only messages saved and checked on this computer are deleted there."
            )
        )
        self._empty_text.setText(self._why_empty())
        self.filter.setPlaceholderText(self.tr("Account, sender, subject or UIDL"))
        self.filter.setAccessibleName(self.tr("Search this list"))
        self.table.setAccessibleName(self.tr("Deleted from servers"))
        self.copy.setText(self.tr("&Copy"))
        self.close_button.setText(self.tr("C&lose"))
        self._refresh()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _why_empty(self) -> str:
        if self._unreadable:
            return self.tr("This list cannot be read at the moment.")
        if self.words():
            return self.tr("Nothing in this list has all these words.")
        return self.tr("Facteur has not had any message deleted from a server.")

    def _on_reset(self) -> None:
        model = self.table.model()
        some = model.rowCount() > 0
        if self._unreadable:
            self._unreadable = False
            self.retranslate()
        self._pages.setCurrentIndex(1 if some else 0)
        self._lead.setVisible(some or bool(self.words()))
        self.filter.setVisible(some or bool(self.words()))
        self._empty_text.setText(self._why_empty())
        if some and not self.table.currentIndex().isValid():
            self.table.selectRow(0)
        self._refresh()

    def _refresh(self) -> None:
        text = (
            self.tr("{count} message(s) found", "in the ledger", self._count)
            if self._narrowed
            else self.tr("{count} message(s)", "of the ledger", self._count)
        )
        self._counted.setText(text.format(count=formats.count(self._count, QLocale())))
        self._counted.setVisible(self._count > 0)
        self.copy.setEnabled(bool(self.selected_rows()))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter in the search lead to the list, and not close the window."""
        if self.filter.hasFocus() and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.table.setFocus()
            return
        super().keyPressEvent(event)

    def _look_for(self) -> None:
        self.filter.setFocus()
        self.filter.selectAll()

    def _copy(self) -> None:
        rows = self.selected_rows()
        if rows:
            self.copy_asked.emit(rows)

    def _connect(self) -> None:
        self.filter.textChanged.connect(self.words_changed)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self._look_for)
        self.copy.clicked.connect(self._copy)
        self.close_button.clicked.connect(self.accept)
        keys = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.table)
        keys.setContext(Qt.ShortcutContext.WidgetShortcut)
        keys.activated.connect(self._copy)
        self._style.changed.connect(self._dress)

    def _dress_table(self) -> None:
        table = self.table
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setStyleSheet("QTableView::item { padding: 0 5px; }")  # under the words of the heads
        table.setWordWrap(False)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = table.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setMinimumSectionSize(48)

    def _fit_columns(self) -> None:
        head = self.table.horizontalHeader()
        factor = max(1.0, self._style.base_px / _WIDTHS_FOR_PX)
        for which, width in _WIDTHS.items():
            self.table.setColumnWidth(which, round(width * factor))
        head.setSectionResizeMode(LedgerColumn.SUBJECT, QHeaderView.ResizeMode.Stretch)

    def _dress(self) -> None:
        style = self._style
        self.table.setFont(style.font())
        line = self.table.fontMetrics().lineSpacing()
        height = max(HEIGHTS[style.density].table, line + 8)
        self.table.verticalHeader().setDefaultSectionSize(height)
        ratio = self.devicePixelRatioF()
        drawing = icons.pixmap("server-off", style.tokens.text3, _EMPTY_ICON_PX, ratio=ratio)
        self._empty_icon.setPixmap(drawing)

    def _arrange(self) -> None:
        nothing = QWidget()
        inside = column(nothing, spacing=12, margins=(28, 0, 28, 0))
        inside.addStretch(1)
        inside.addWidget(self._empty_icon, 0, Qt.AlignmentFlag.AlignHCenter)
        self._empty_text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        inside.addWidget(self._empty_text)
        inside.addStretch(2)
        self._pages.addWidget(nothing)
        self._pages.addWidget(self.table)
        foot = row(spacing=10)
        foot.addWidget(self._counted)
        foot.addStretch(1)
        foot.addWidget(self.copy)
        foot.addWidget(self.close_button)
        whole = column(self, spacing=12, margins=(28, 24, 28, 20))
        head = column(spacing=4)
        head.addWidget(self._title)
        head.addWidget(self._lead)
        whole.addLayout(head)
        whole.addWidget(self.filter)
        whole.addWidget(self._pages, 1)
        whole.addLayout(foot)


def _label(*, size: str = "", weight: str = "", tone: str = "", wrap: bool = True) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    for name, value in (("size", size), ("weight", weight), ("tone", tone)):
        if value:
            set_property(label, name, value)
    return label
