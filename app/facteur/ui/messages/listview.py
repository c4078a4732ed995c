"""The list itself: keys, mouse, hovering, the head that sticks, and what stays where it is.

Knows delegates and roles, nothing of the store. Rows of two heights cost nothing in a QTableView;
which rows are heads is told by set_heads().
"""

from collections.abc import Generator, Mapping
from contextlib import contextmanager

from PySide6.QtCore import (
    QDate,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QToolTip, QWidget

from facteur.base.override import override
from facteur.mail.flags import Flags
from facteur.mail.message import MessageRow
from facteur.ui import dragging, foreign, place
from facteur.ui.messages import spoken
from facteur.ui.messages.carddelegate import CardDelegate
from facteur.ui.messages.delegate import Index, Place, RowDelegate
from facteur.ui.messages.tabledelegate import TableDelegate
from facteur.ui.roles import Head, MessageColumn, Role
from facteur.ui.theme import icons, ink
from facteur.ui.theme.style import Density, Style, Type, set_property
from facteur.ui.theme.tokens import colour
from facteur.ui.widgets.viewport import give_viewport

_ICON_COLUMN_PX = 28
_SINGLE = 1
_WIDTHS_EM = {
    MessageColumn.CORRESPONDENTS: 17.5,
    MessageColumn.DATE: 9.5,
    MessageColumn.SIZE: 6.5,
}
_LEAST_ROW_PX = 20
_DRAGGED_PX = 32
_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class MessageList(QTableView):
    """Cards or table rows over any model with the roles of `roles.Role`."""

    current_changed = Signal()
    """Another row is current, or none."""

    selected = Signal()
    """The selection changed."""

    shown = Signal()
    """Other rows may be on screen than before."""

    mark_wanted = Signal(object, object)
    """A mark was clicked: key of the message, the flag to turn round."""

    opened = Signal()
    """Enter or a double click on the current message."""

    scroll_wanted = Signal(object)
    """The space bar: 1 for a page of the message down, -1 (with Shift) up."""

    menu_wanted = Signal(object)
    """A context menu is asked for, at this point of the screen."""

    width_changed = Signal(object, float)
    """The user made a column of the table wider or narrower: MessageColumn, its width in em."""

    sort_wanted = Signal(object)
    """The head of this MessageColumn was clicked."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        give_viewport(self)
        self._style = style
        self._cards = CardDelegate(style, self)
        self._table = TableDelegate(style, self)
        self.painter_of_rows: RowDelegate = self._cards
        self.empty_words: tuple[str, str] = ("", "")
        self.place_kind = place.Place.SERVER  # decides what the trash can of a row says
        self._is_table = False
        self._widths_em = dict(_WIDTHS_EM)
        self._arranging = False
        self._head_rows: tuple[int, ...] = ()
        self._pressed: tuple[int, Flags] | None = None
        self._set_up()
        self.setItemDelegate(self._cards)
        self.horizontalHeader().sectionClicked.connect(self._on_section_clicked)
        self.horizontalHeader().sectionResized.connect(self._on_section_resized)
        style.changed.connect(self.restyle)

    def _set_up(self) -> None:
        set_property(self, "pane", "list")  # before the first measure, which polishes
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setDragEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCornerButtonEnabled(False)
        rows = self.verticalHeader()
        rows.hide()
        rows.setMinimumSectionSize(_LEAST_ROW_PX)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns = self.horizontalHeader()
        columns.setHighlightSections(False)
        columns.setSortIndicatorShown(True)
        columns.setSectionsClickable(True)
        columns.setMinimumSectionSize(_ICON_COLUMN_PX)
        columns.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        columns.sectionCountChanged.connect(self._arrange_columns)  # a folder opened as a table

    # -- looks ----------------------------------------------------------------------------------

    @property
    def is_table(self) -> bool:
        """Whether rows are those of a table."""
        return self._is_table

    def set_table(self, is_table: bool) -> None:
        """Paint cards or table rows; the model has the columns already."""
        self._is_table = is_table
        self.painter_of_rows = self._table if is_table else self._cards
        self.setItemDelegate(self.painter_of_rows)
        self.restyle()

    def set_widths(self, widths_em: Mapping[MessageColumn, float]) -> None:
        """Give columns of the table other widths than at first."""
        known = {column: em for column, em in widths_em.items() if column in _WIDTHS_EM}
        self._widths_em.update(known)
        self._arrange_columns()

    def offer_actions(self, offered: bool) -> None:
        """Show buttons on the row under the mouse, or none."""
        self._cards.offers_actions = self._table.offers_actions = offered
        self.viewport().update()

    def restyle(self) -> None:
        """Take sizes and colours anew: theme, density, text size, language or day changed."""
        density: Density = self._style.density
        for delegate in (self._cards, self._table):
            delegate.density = density
            delegate.locale = self.locale()
            delegate.today = QDate.currentDate()
            delegate.refresh()
        tokens = self._style.tokens
        base = colour(tokens.surface if self._is_table else tokens.list)
        palette = QPalette(self.palette())
        for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
            # The delegates fill; Qt would paint its own rectangle behind a rounded card.
            palette.setColor(group, QPalette.ColorRole.Highlight, base)
            palette.setColor(group, QPalette.ColorRole.Base, base)
        self.setPalette(palette)
        # Under an application's style sheet the palette's Base alone does not reach the viewport.
        set_property(self, "pane", "surface" if self._is_table else "list")
        self._resize_rows()
        self._arrange_columns()
        self.viewport().update()

    def show_sorting(self, column: MessageColumn, *, descending: bool) -> None:
        """Show the arrow of the order."""
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(int(column), order)

    def set_heads(self, rows: tuple[int, ...]) -> None:
        """Be told which rows are date heads, after each change of the model."""
        height = self.painter_of_rows.head_px
        for row in rows:
            if self.rowHeight(row) != height:
                self.setRowHeight(row, height)
        self._head_rows = rows

    def forget_heads(self) -> None:
        """Give heads the height of messages, before a reset: Qt keeps heights by row number."""
        height = self.verticalHeader().defaultSectionSize()
        for row in self._head_rows:
            self.setRowHeight(row, height)
        self._head_rows = ()

    def _resize_rows(self) -> None:
        heads = self._head_rows
        self.verticalHeader().setDefaultSectionSize(self.painter_of_rows.row_px)
        self._head_rows = ()
        self.set_heads(heads)

    def _arrange_columns(self) -> None:
        columns = self.horizontalHeader()
        columns.setVisible(self._is_table)
        if columns.count() == _SINGLE:
            columns.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
            return
        em = self._style.px(Type.BODY)
        widths = {
            MessageColumn.UNREAD: _ICON_COLUMN_PX,
            MessageColumn.STAR: _ICON_COLUMN_PX,
            MessageColumn.CLIP: _ICON_COLUMN_PX,
            **{column: round(width * em) for column, width in self._widths_em.items()},
        }
        columns.setFixedHeight(round(2.5 * em))
        self._arranging = True
        for column, width in widths.items():
            narrow = column <= MessageColumn.CLIP
            columns.setSectionResizeMode(
                int(column),
                QHeaderView.ResizeMode.Fixed if narrow else QHeaderView.ResizeMode.Interactive,
            )
            columns.resizeSection(int(column), width)
        columns.setSectionResizeMode(int(MessageColumn.SUBJECT), QHeaderView.ResizeMode.Stretch)
        self._arranging = False

    # -- places ---------------------------------------------------------------------------------

    def visible_rows(self) -> tuple[int, int]:
        """Return the first and the last row on screen; 0, -1 when there is none."""
        count = self.verticalHeader().count()
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        if first < 0:
            return 0, -1
        return first, last if last >= 0 else count - 1

    @property
    def at_top(self) -> bool:
        """Whether nothing is above what is on screen."""
        return self.verticalScrollBar().value() == 0

    @contextmanager
    def kept_in_place(self) -> Generator[None]:
        """Change the model inside: what is being read stays where it is on the screen."""
        row, top = self._anchor()
        anchor = QPersistentModelIndex(self.model().index(row, 0)) if row >= 0 else None
        at_top = self.at_top
        try:
            yield
        finally:
            if anchor is not None and anchor.isValid() and not at_top:
                self.place(anchor.row(), top)
            self._rehover()
            self.shown.emit()

    def place(self, row: int, top: int) -> None:
        """Scroll so that a row is `top` pixels under the upper edge."""
        self.updateGeometries()
        self.verticalScrollBar().setValue(self.verticalHeader().sectionPosition(row) - top)

    def anchor(self) -> tuple[int, int]:
        """Return the first whole message on screen and how far under the upper edge it is."""
        return self._anchor()

    def _anchor(self) -> tuple[int, int]:
        first, last = self.visible_rows()
        for row in range(first, min(last, first + 3) + 1):
            top = self.rowViewportPosition(row)
            if top >= 0 and not isinstance(self.model().index(row, 0).data(Role.ROW), Head):
                return row, top
        return (first, self.rowViewportPosition(first)) if last >= first else (-1, 0)

    @override
    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        super().scrollTo(index, hint)
        top = self.rowViewportPosition(index.row())
        under = self.painter_of_rows.head_px - top
        if under > 0 and index.data(Role.HEAD) is not None:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() - under)  # else the head that sticks would hide it

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        strip = self.painter_of_rows.head_px + max(0, dy)
        self.viewport().update(0, 0, self.viewport().width(), strip)
        self._rehover()
        self.shown.emit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.shown.emit()

    def step_off(self, first: int, last: int) -> None:
        """Be told that rows are about to go: the next one becomes current, else the previous."""
        if not first <= self.currentIndex().row() <= last:
            return
        model = self.model()
        count = self.verticalHeader().count()
        for row in (*range(last + 1, min(last + 3, count)), *range(first - 1, first - 3, -1)):
            index = model.index(row, 0)
            if index.isValid() and model.flags(index) & Qt.ItemFlag.ItemIsEnabled:
                self.setCurrentIndex(index)
                return

    # -- painting -------------------------------------------------------------------------------

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        if self.verticalHeader().count() == 0:
            self._paint_empty(painter)
        else:
            self._paint_sticky(painter, event.rect())
        painter.end()

    def _paint_sticky(self, painter: QPainter, dirty: QRect) -> None:
        """Paint the head of what is at the top over it, pushed up by the next head."""
        first = self.rowAt(0)
        height = self.painter_of_rows.head_px
        if first < 0 or dirty.top() > height:
            return
        model = self.model()
        text = model.index(first, 0).data(Role.HEAD)
        if not isinstance(text, str) or self.rowViewportPosition(first) == 0 == first:
            return
        top = 0
        for row in range(first + 1, min(first + 4, model.rowCount())):
            place = self.rowViewportPosition(row)
            if place >= height:
                break
            if isinstance(model.index(row, 0).data(Role.ROW), Head):
                top = place - height
                break
        strip = QRect(0, top, self.viewport().width(), height)
        ink.fill(painter, strip, self.palette().color(QPalette.ColorRole.Base))
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        self.painter_of_rows.draw_head(painter, Place(rect=strip, rtl=rtl), text)

    def _paint_empty(self, painter: QPainter) -> None:
        title, line = self.empty_words
        box = self.viewport().rect().adjusted(28, 0, -28, 0)
        middle = box.height() * 2 // 5
        style, tokens = self._style, self._style.tokens
        painter.setFont(style.font(Type.MESSAGE, strong=True))
        painter.setPen(colour(tokens.text2))
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
        upper = QRect(box.x(), 0, box.width(), middle)
        painter.drawText(upper, flags | Qt.AlignmentFlag.AlignBottom, title)
        painter.setFont(style.font())
        painter.setPen(colour(tokens.text3))
        lower = QRect(box.x(), middle + 8, box.width(), box.height() - middle - 8)
        painter.drawText(lower, flags | Qt.AlignmentFlag.AlignTop, line)

    # -- keyboard -------------------------------------------------------------------------------

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in {
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        }
        if event.key() == Qt.Key.Key_Space:
            up = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.scroll_wanted.emit(-1 if up else 1)
            return
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and plain:
            if self.currentIndex().isValid():
                self.opened.emit()
            return
        self.painter_of_rows.ring = True
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up} and plain and self._select_here():
            return
        super().keyPressEvent(event)

    def _select_here(self) -> bool:
        """Select where the keyboard stands; False when something is selected already.

        Qt makes the first row current as the list gets the focus: Down would pass over it.
        """
        selection = self.selectionModel()
        index = self.currentIndex()
        if selection.hasSelection():
            return False
        if not index.isValid():
            index = self._first_message()
        flags = QItemSelectionModel.SelectionFlag
        selection.setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        return index.isValid()

    @override
    def keyboardSearch(self, search: str) -> None:
        """Do nothing: Qt would ask every row for its text, a million of them."""

    @override
    def moveCursor(
        self,
        cursorAction: QAbstractItemView.CursorAction,
        modifiers: Qt.KeyboardModifier,
    ) -> QModelIndex:
        ends = {QAbstractItemView.CursorAction.MoveHome, QAbstractItemView.CursorAction.MoveEnd}
        if not self.currentIndex().isValid():
            return self._first_message()  # Qt would try the date head above it, and stay nowhere
        if cursorAction in ends:  # of the list, not of the row
            modifiers |= Qt.KeyboardModifier.ControlModifier
        return super().moveCursor(cursorAction, modifiers)

    def _first_message(self) -> QModelIndex:
        """Return the first row that can be current, invalid in an empty list."""
        model = self.model()
        rows = (model.index(row, 0) for row in range(min(2, model.rowCount())))
        enabled = Qt.ItemFlag.ItemIsEnabled
        return next((index for index in rows if index.flags() & enabled), QModelIndex())

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._set_focused(True)
        if event.reason() in _KEYBOARD:
            self.painter_of_rows.ring = True
        super().focusInEvent(event)
        self.viewport().update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._set_focused(event.reason() is Qt.FocusReason.PopupFocusReason)
        super().focusOutEvent(event)
        self.viewport().update()

    def _set_focused(self, focused: bool) -> None:
        self._cards.focused = self._table.focused = focused

    # -- mouse ----------------------------------------------------------------------------------

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.painter_of_rows.ring = False
        hit = self._hit(event.position().toPoint())
        if hit is not None and event.button() is Qt.MouseButton.LeftButton:
            self._pressed = hit
            return
        super().mousePressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            super().mouseReleaseEvent(event)
        elif self._hit(event.position().toPoint()) == pressed:
            self.mark_wanted.emit(*pressed)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        hit = self._hit(event.position().toPoint())
        if hit is not None:
            self._pressed = hit  # a quick second click on a mark turns it back
            return
        super().mouseDoubleClickEvent(event)
        if self.currentIndex().isValid() and event.button() is Qt.MouseButton.LeftButton:
            self.opened.emit()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        where = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            box = self.visualRect(self.currentIndex())
            where = self.viewport().mapToGlobal(QPoint(box.x() + 40, box.center().y()))
        if self.currentIndex().isValid():
            self.menu_wanted.emit(where)

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            text = self._tip(event.pos())
            QToolTip.showText(event.globalPos(), text, self.viewport())
            return True
        return super().viewportEvent(event)

    @override
    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.selected.emit()

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.current_changed.emit()

    @override
    def startDrag(self, supportedActions: Qt.DropAction) -> None:
        """Drag the selected messages; only where `setDragEnabled` allows it."""
        drag = QDrag(self)
        drag.setMimeData(dragging.dragged())
        ink = self._style.tokens.accent
        drawing = icons.pixmap("mail", ink, _DRAGGED_PX, ratio=self.devicePixelRatioF())
        drag.setPixmap(drawing)
        drag.exec(Qt.DropAction.MoveAction | Qt.DropAction.CopyAction, Qt.DropAction.MoveAction)

    def _hit(self, at: QPoint) -> tuple[int, Flags] | None:
        index = self.indexAt(at)
        message = index.data(Role.ROW) if index.isValid() else None
        if not isinstance(message, MessageRow):
            return None
        flag = self.painter_of_rows.hit(index, self.visualRect(index), at, message)
        return None if flag is None else (int(message.key), flag)

    def _tip(self, at: QPoint) -> str:
        message = self.indexAt(at).data(Role.ROW) if self.indexAt(at).isValid() else None
        if not isinstance(message, MessageRow):
            return ""
        hit = self._hit(at)
        if hit is not None:
            return spoken.mark_text(hit[1], message, self.place_kind)
        lines = spoken.tooltip_lines(message, self.painter_of_rows.locale)
        return "<br>".join(foreign.tooltip(foreign.harmless(line, 200)) for line in lines)

    def _hover(self, row: int) -> None:
        before = self.painter_of_rows.hovered
        if row == before:
            return
        self._cards.hovered = self._table.hovered = row
        width = self.viewport().width()
        for one in (before, row):
            if one >= 0:
                top = self.rowViewportPosition(one)
                self.viewport().update(0, top, width, self.rowHeight(one))

    def _rehover(self) -> None:
        """Let the row that is under the mouse now be the hovered one."""
        if self.painter_of_rows.hovered >= 0:
            at = self.viewport().mapFromGlobal(self.cursor().pos())
            inside = self.viewport().rect().contains(at)
            self._hover(self.indexAt(at).row() if inside else -1)

    def _on_section_clicked(self, section: int) -> None:
        self.sort_wanted.emit(MessageColumn(section))

    def _on_section_resized(self, section: int, _before: int, width: int) -> None:
        if self._arranging or not self._is_table or section not in _WIDTHS_EM:
            return  # the rest is fixed, or takes what is left
        column = MessageColumn(section)
        self._widths_em[column] = width / self._style.px(Type.BODY)
        self.width_changed.emit(column, self._widths_em[column])
