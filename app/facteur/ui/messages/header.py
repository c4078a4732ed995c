"""What stands over the list: folder, counts, filters and the order."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QToolButton, QWidget

from facteur.base.override import override
from facteur.mail.message import Column, ListFilter, ListOrder
from facteur.ui.theme.style import Style, set_property
from facteur.ui.widgets import boxes
from facteur.ui.widgets.iconbutton import IconButton

_LEFT = 20


class ListHeader(QWidget):
    """Title and details on two lines and chips under them; side by side over a table."""

    filter_chosen = Signal(object)
    """Another ListFilter was chosen."""

    order_chosen = Signal(object)
    """Another ListOrder was chosen."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._order = ListOrder()
        self._filter = ListFilter()
        self.title = CutLabel()
        set_property(self.title, "size", "title")
        set_property(self.title, "weight", "strong")
        self.details = CutLabel()
        set_property(self.details, "tone", "text2")
        set_property(self.details, "size", "small")
        self.sort = IconButton(style, "arrow-down-wide-narrow", 18)
        self.sort.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.sort.setFixedSize(32, 32)
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.sort.setMenu(self._menu)
        self.chips = tuple(_chip() for _ in range(3))
        for chip in self.chips:
            chip.clicked.connect(self._on_chip)
        self._chip_row = QWidget()
        row = boxes.row(self._chip_row, spacing=6)
        for chip in self.chips:
            row.addWidget(chip)
        row.addStretch(1)
        self._place()
        self.retranslate()

    def _place(self) -> None:
        words = boxes.column(spacing=1)
        words.addWidget(self.title)
        words.addWidget(self.details)
        self._top: QHBoxLayout = boxes.row(spacing=16)
        self._top.addLayout(words, 1)
        self._top.addWidget(self.sort, 0, Qt.AlignmentFlag.AlignTop)
        self._all = boxes.column(self, spacing=10, margins=(_LEFT, 14, 12, 8))
        self._all.addLayout(self._top)
        self._all.addWidget(self._chip_row)

    def set_wide(self, wide: bool) -> None:
        """Put the chips beside the title (over a table) or under it."""
        side = Qt.AlignmentFlag.AlignVCenter if wide else Qt.AlignmentFlag.AlignTop
        self._top.setAlignment(self.sort, side)
        if wide:
            self._top.insertWidget(1, self._chip_row)
        else:
            self._all.addWidget(self._chip_row)
        self._all.setContentsMargins(_LEFT, 10 if wide else 14, 12, 8)

    def show_state(self, order: ListOrder, narrowed: ListFilter) -> None:
        """Show what the list is ordered by and narrowed to."""
        self._order, self._filter = order, narrowed
        states = (narrowed.unread, narrowed.starred, narrowed.with_attachment)
        for chip, state in zip(self.chips, states, strict=True):
            chip.setChecked(state)
        self.sort.set_icon("arrow-down-wide-narrow" if order.descending else "arrow-up-narrow-wide")

    def retranslate(self) -> None:
        """Word everything anew."""
        unread, starred, attached = self.chips
        unread.setText(self.tr("Unread", "filter: only unread messages"))
        starred.setText(self.tr("Starred", "filter: only messages with a star"))
        attached.setText(self.tr("With attachment", "filter"))
        unread.setToolTip(self.tr("Show only unread messages"))
        starred.setToolTip(self.tr("Show only messages with a star"))
        attached.setToolTip(self.tr("Show only messages with an attachment"))
        self.sort.set_words(self.tr("Order of the messages"))

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    # -- inside ---------------------------------------------------------------------------------

    def _on_chip(self) -> None:
        unread, starred, attached = (chip.isChecked() for chip in self.chips)
        chosen = ListFilter(unread=unread, starred=starred, with_attachment=attached)
        if chosen != self._filter:
            self.filter_chosen.emit(chosen)

    def _fill_menu(self) -> None:
        self._menu.clear()
        columns, directions = QActionGroup(self._menu), QActionGroup(self._menu)
        for column, text in self._columns():
            self._choice(columns, text, column is self._order.column).setData(column)
        self._menu.addSeparator()
        for descending, text in self._directions():
            self._choice(directions, text, descending == self._order.descending).setData(descending)
        columns.triggered.connect(self._on_column)
        directions.triggered.connect(self._on_direction)

    def _choice(self, group: QActionGroup, text: str, checked: bool) -> QAction:
        action = self._menu.addAction(text)
        action.setCheckable(True)
        action.setChecked(checked)
        group.addAction(action)
        return action

    def _columns(self) -> tuple[tuple[Column, str], ...]:
        return (
            (Column.DATE, self.tr("By date")),
            (Column.SENDER, self.tr("By sender")),
            (Column.SUBJECT, self.tr("By subject")),
            (Column.SIZE, self.tr("By size")),
        )

    def _directions(self) -> tuple[tuple[bool, str], ...]:
        match self._order.column:
            case Column.DATE:
                return (True, self.tr("Newest first")), (False, self.tr("Oldest first"))
            case Column.SIZE:
                return (True, self.tr("Largest first")), (False, self.tr("Smallest first"))
            case Column.SENDER | Column.SUBJECT:
                return (False, self.tr("From A to Z")), (True, self.tr("From Z to A"))

    def _on_column(self, action: QAction) -> None:
        column = action.data()
        if isinstance(column, Column) and column is not self._order.column:
            self.order_chosen.emit(natural_order(column))

    def _on_direction(self, action: QAction) -> None:
        descending = bool(action.data())
        if descending != self._order.descending:
            self.order_chosen.emit(self._order._replace(descending=descending))


class CutLabel(QLabel):
    """One line of text that is cut with an ellipsis where there is no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        cut = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        where = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute | side
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), where, cut)
        painter.end()


def natural_order(column: Column) -> ListOrder:
    """Return the direction in which most people want a column first."""
    return ListOrder(column=column, descending=column in {Column.DATE, Column.SIZE})


def _chip() -> QToolButton:
    chip = QToolButton()
    chip.setCheckable(True)
    chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    set_property(chip, "kind", "chip")
    return chip
