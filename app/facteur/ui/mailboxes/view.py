"""The tree of accounts and folders, as a widget. Knows rows by their roles, nothing of mail."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTreeView, QWidget

from facteur.base.override import override
from facteur.mail.keys import AccountKey
from facteur.ui.dragging import MESSAGES
from facteur.ui.mailboxes import roles
from facteur.ui.mailboxes.delegate import RAIL_PX, MailboxesDelegate, chevron_zone
from facteur.ui.mailboxes.roles import RowKind
from facteur.ui.theme.style import Style, set_property
from facteur.ui.widgets.viewport import give_viewport

_NARROWEST_PX, _WIDEST_PX = 180, 480
_BY_KEYBOARD = {
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
}
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class MailboxesView(QTreeView):
    """The sidebar. pointed: the row whose menu is open, which may not be the current one."""

    folder_chosen = Signal(object)
    """A folder row was selected; its MailboxKey."""

    activated_folder = Signal()
    """Enter was pressed on the selected folder: the list should take over."""

    menu_wanted = Signal(object, object)
    """The menu of a row is asked for: its AccountKey, and where on the screen (QPoint)."""

    delete_wanted = Signal()
    """The Delete key was pressed: the folder is meant, not a message."""

    stood = Signal()
    """Another row is current."""

    dropped = Signal(object, object)
    """The dragged messages were dropped on this MailboxKey; whether they are to be copied."""

    branches_changed = Signal()
    """The user opened or closed a branch."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        give_viewport(self)
        self._style = style
        self._delegate = MailboxesDelegate(style, self)
        self._quiet = False
        self._drops_of: AccountKey | None = None
        self.pointed: QPersistentModelIndex | None = None
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHeaderHidden(True)
        self.setIndentation(0)  # the delegate draws levels and chevrons itself
        self.setRootIsDecorated(False)
        self.setItemsExpandable(True)
        self.setExpandsOnDoubleClick(False)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        set_property(self, "pane", "sidebar")
        self.header().setStretchLastSection(False)
        self.header().setMinimumSectionSize(RAIL_PX - 2)
        self.set_rail(rail=False)
        self.expanded.connect(self._on_branch)
        self.collapsed.connect(self._on_branch)
        style.changed.connect(self._on_style)
        self.retranslate()

    @property
    def rail(self) -> bool:
        """Whether only icons are shown."""
        return self._delegate.rail

    def set_rail(self, rail: bool) -> None:
        """Fold to a strip of icons, or unfold."""
        if rail == self._delegate.rail and self.maximumWidth() <= _WIDEST_PX:
            return
        self._delegate.rail = rail
        self.setMinimumWidth(RAIL_PX if rail else _NARROWEST_PX)
        self.setMaximumWidth(RAIL_PX if rail else _WIDEST_PX)
        self._on_style()

    def take_drops_of(self, account: AccountKey | None) -> None:
        """Take messages dragged onto folders of this account; None takes none."""
        self._drops_of = account
        self.setAcceptDrops(account is not None)
        # Qt draws no line between rows: only a folder itself can be meant.
        self.setDropIndicatorShown(False)

    def set_quiet(self, quiet: bool) -> None:
        """Say nothing of selections while the rows change by themselves."""
        self._quiet = quiet

    def select_index(self, index: QModelIndex) -> None:
        """Select a row without saying so, its parents opened so that it is seen."""
        self._quiet = True
        parent = index.parent()
        while parent.isValid():
            self.expand(parent)
            parent = parent.parent()
        selection = self.selectionModel()
        if index.isValid():
            selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index)
        else:
            selection.clearSelection()
        self._quiet = False

    def open_paths(self) -> list[str]:
        """Return the paths of the open folder rows."""
        return [
            str(index.data(roles.PATH))
            for index in self._all(QModelIndex())
            if index.data(roles.KIND) is RowKind.FOLDER
            and self.isExpanded(index)
            and index.model().hasChildren(index)
        ]

    def set_open(self, paths: set[str] | None) -> None:
        """Open account rows and these folder rows; None opens every row."""
        self._quiet = True
        for index in self._all(QModelIndex()):
            account = index.data(roles.KIND) is RowKind.ACCOUNT
            wanted = account or paths is None or str(index.data(roles.PATH)) in paths
            if wanted != self.isExpanded(index):
                self.setExpanded(index, wanted)
        self._quiet = False

    def retranslate(self) -> None:
        """Word what the view itself says."""
        self.setAccessibleName(self.tr("Accounts and folders"))

    # -- Qt -------------------------------------------------------------------------------------

    @override
    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        if model is not None:
            self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
            self.selectionModel().selectionChanged.connect(self._on_selection)
            self.selectionModel().currentChanged.connect(self._on_current)

    @override
    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Keep the open folder selected while the keyboard passes rows that hold no messages."""
        if not index.flags() & Qt.ItemFlag.ItemIsSelectable:
            return QItemSelectionModel.SelectionFlag.NoUpdate
        return super().selectionCommand(index, event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # A hidden header never stretches below 100 px by itself (Qt 6.11): the rail is narrower.
        self.header().resizeSection(0, self.viewport().width())

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._delegate.show_focus = False
        index = self.indexAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and self._on_chevron(index, event):
            self.setExpanded(index, not self.isExpanded(index))
            return
        if event.button() is Qt.MouseButton.RightButton:
            return  # its menu opens without changing what is open
        super().mousePressEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if self._on_chevron(index, event):
            self.mousePressEvent(event)
            return
        if index.isValid() and index.data(roles.KIND) is RowKind.FOLDER:
            self.setExpanded(index, not self.isExpanded(index))
        super().mouseDoubleClickEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._delegate.show_focus = True
        if event.key() in _ENTER and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            index = self.currentIndex()
            if index.data(roles.MAILBOX) is not None:
                self.activated_folder.emit()
            elif index.isValid():
                self.setExpanded(index, not self.isExpanded(index))
            return
        if event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit()
            return
        super().keyPressEvent(event)
        self.viewport().update()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() in _BY_KEYBOARD:
            self._delegate.show_focus = True
        super().focusInEvent(event)
        self.viewport().update()

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if not index.isValid():
            return
        self.pointed = QPersistentModelIndex(index)
        where = event.globalPos()
        if by_key:
            where = self.viewport().mapToGlobal(self.visualRect(index).center())
        self.menu_wanted.emit(index.data(roles.ACCOUNT), QPoint(where))

    @override
    def event(self, event: QEvent) -> bool:
        """Keep the Delete key here: elsewhere in the window it means a message."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Delete
        ):
            event.accept()
            return True
        return super().event(event)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.setAccepted(event.mimeData().hasFormat(MESSAGES) and self._drops_of is not None)

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        index = self._drop_index(event.position().toPoint())
        self._delegate.dropped_on = QPersistentModelIndex(index)
        self.viewport().update()
        copies = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        event.setDropAction(Qt.DropAction.CopyAction if copies else Qt.DropAction.MoveAction)
        event.setAccepted(index.isValid())

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._end_drag()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        index = self._drop_index(event.position().toPoint())
        self._end_drag()
        if not index.isValid():
            event.ignore()
            return
        copies = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        # Copy to Qt, in both cases: the model of the list is not to remove anything by itself.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.dropped.emit(index.data(roles.MAILBOX), copies)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()))

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(QModelIndex())

    # -- inside ---------------------------------------------------------------------------------

    def _hover(self, index: QModelIndex) -> None:
        before = self._delegate.hovered
        if before == index:
            return
        self._delegate.hovered = QPersistentModelIndex(index)
        for one in (before, index):
            self.viewport().update(self.visualRect(one))

    def _drop_index(self, at: QPoint) -> QModelIndex:
        """Return the folder that messages can be dropped on there, invalid when none can."""
        index = self.indexAt(at)
        if index.data(roles.MAILBOX) is None or index.data(roles.ACCOUNT) != self._drops_of:
            return QModelIndex()
        return index

    def _end_drag(self) -> None:
        self._delegate.dropped_on = QPersistentModelIndex()
        self.viewport().update()

    def _on_chevron(self, index: QModelIndex, event: QMouseEvent) -> bool:
        if self.rail or not index.isValid() or index.data(roles.KIND) is not RowKind.FOLDER:
            return False
        model = index.model()
        if not model.hasChildren(index):
            return False
        rtl = self.isRightToLeft()
        zone = chevron_zone(self.visualRect(index), int(index.data(roles.DEPTH)), rtl=rtl)
        return zone.contains(event.position().toPoint())

    def _on_selection(self, selected: QItemSelection, _deselected: QItemSelection) -> None:
        indexes = selected.indexes()
        if indexes and not self._quiet:
            self.folder_chosen.emit(indexes[0].data(roles.MAILBOX))

    def _on_current(self) -> None:
        if not self._quiet:
            self.stood.emit()

    def _on_branch(self, _index: QModelIndex) -> None:
        if not self._quiet:
            self.branches_changed.emit()

    def _on_style(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def _all(self, parent: QModelIndex) -> list[QModelIndex]:
        model = self.model()
        if model is None:  # pyright: ignore[reportUnnecessaryComparison] - none before setModel
            return []
        found: list[QModelIndex] = []
        for row in range(model.rowCount(parent)):
            index = model.index(row, 0, parent)
            found += [index, *self._all(index)]
        return found
