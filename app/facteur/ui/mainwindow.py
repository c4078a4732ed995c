"""The window: places the panes and folds them when there is little room. No behaviour of mail."""

from __future__ import annotations  # the activity panel is named here and loaded late

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QByteArray, QEvent, QRect, QSettings, QSize, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from facteur.base.override import override
from facteur.ui.mailboxes.view import MailboxesView
from facteur.ui.theme import ink
from facteur.ui.theme.style import set_property
from facteur.ui.topbar import TopBar

if TYPE_CHECKING:
    from facteur.ui.activity.view import ActivityView
    from facteur.ui.widgets.banner import Banner

FIRST_SIZE = QSize(1360, 860)
_LEAST_SIZE = QSize(560, 420)
_RAIL_BELOW_PX = 1000
_ONE_PANE_BELOW_PX = 880
_SIDEBAR_PX, _LIST_PX, _LEAST_LIST_PX, _LEAST_READER_PX = 248, 396, 280, 320
_ACTIVITY_PX = 240
_FOOT_PX = 28


class Panes(NamedTuple):
    """What the window is put together from."""

    top: TopBar
    sidebar: MailboxesView
    list: QWidget
    reader: QWidget


class Extras(NamedTuple):
    """What is put in when the panes have been seen, or when one of them has to be seen."""

    banner: Banner
    activity: ActivityView
    status: QWidget
    welcome: QWidget


class MainWindow(QMainWindow):
    """The one window of Facteur."""

    closing = Signal()
    """The user closes the window."""

    language_changed = Signal()
    """Everything is to be worded anew."""

    activity_shown = Signal(object)
    """The activity panel was shown (True) or hidden."""

    def __init__(self, memory: QSettings) -> None:
        super().__init__()
        self._memory = memory
        self._panes: Panes | None = None
        self._extras: Extras | None = None
        self._company: QWidget | None = None
        self._column = QVBoxLayout()
        self._foot = _Foot()
        self._layout = "right"
        self._reading = False  # in one pane: the message is shown instead of the list
        self._one_pane = False
        self._sidebar_px = _SIDEBAR_PX
        self._alt_alone = False
        self._always_menu_bar = False
        self._stack = QStackedWidget()
        self._outer = QSplitter(Qt.Orientation.Horizontal)
        self._inner = QSplitter(Qt.Orientation.Horizontal)
        self._upright = QSplitter(Qt.Orientation.Vertical)
        for splitter in (self._outer, self._inner, self._upright):
            splitter.setHandleWidth(1)
            splitter.setChildrenCollapsible(False)
        self._outer.splitterMoved.connect(self._on_sidebar_moved)
        self.setMinimumSize(_LEAST_SIZE)
        self.resize(FIRST_SIZE)
        self.setWindowTitle("Facteur")

    def place(self, panes: Panes) -> None:
        """Put the panes in, once."""
        self._panes = panes
        panes.list.setMinimumWidth(_LEAST_LIST_PX)
        panes.reader.setMinimumWidth(_LEAST_READER_PX)
        whole = QWidget()
        self.setCentralWidget(whole)
        # From the outside in: what is moved into another widget takes on its style once more.
        whole.setLayout(self._column)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(panes.top)
        self._column.addWidget(self._stack, 1)
        self._column.addWidget(self._foot)
        self._stack.addWidget(self._upright)
        self._upright.addWidget(self._outer)
        self._outer.addWidget(panes.sidebar)
        self._outer.addWidget(self._inner)
        self._outer.setStretchFactor(0, 0)
        self._outer.setStretchFactor(1, 1)
        self._inner.addWidget(panes.list)
        self._inner.addWidget(panes.reader)
        self._inner.setStretchFactor(0, 0)
        self._inner.setStretchFactor(1, 1)

    def complete(self, extras: Extras) -> None:
        """Put the rest in, once; nothing that is shown moves."""
        self._extras = extras
        extras.activity.hide()
        self._upright.addWidget(extras.activity)
        self._upright.setStretchFactor(0, 1)
        self._upright.setStretchFactor(1, 0)
        _restored(self._upright, self._memory.value("window/upright"))
        self._stack.addWidget(extras.welcome)
        self._column.insertWidget(1 if self._company is None else 2, extras.banner)
        extras.banner.stand_after(self._parts().top.last_stop)
        self._column.replaceWidget(self._foot, extras.status)
        self._foot.deleteLater()

    def accompany(self, bar: QWidget, side: QWidget) -> None:
        """Put a strip below the top bar and a panel beside the panes, once, before `complete`."""
        self._company = side
        beside = QHBoxLayout()
        beside.setSpacing(0)
        at = self._column.indexOf(self._stack)
        self._column.removeWidget(self._stack)
        beside.addWidget(self._stack, 1)
        beside.addWidget(side)
        self._column.insertLayout(at, beside, 1)
        self._column.insertWidget(at, bar)

    # -- what is shown --------------------------------------------------------------------------

    def show_welcome(self, welcome: bool) -> None:
        """Show the welcome page, or the mail."""
        extras = self._rest()
        self._stack.setCurrentWidget(extras.welcome if welcome else self._upright)
        self._parts().top.setVisible(not welcome)
        extras.status.setVisible(not welcome)
        self._fold()

    @property
    def welcoming(self) -> bool:
        """Whether the welcome page is shown."""
        return self._stack.currentWidget() is not self._upright

    def set_layout(self, layout: str) -> None:
        """Show the message `right` of the list or `below` it."""
        if layout == self._layout:
            return
        self._save_inner()
        self._layout = layout
        below = layout == "below"
        self._inner.setOrientation(Qt.Orientation.Vertical if below else Qt.Orientation.Horizontal)
        self._restore_inner()
        self._fold()

    def show_activity(self, shown: bool) -> None:
        """Show or hide the activity panel."""
        activity = self._rest().activity
        if shown == activity.isVisibleTo(self._upright):
            return
        activity.setVisible(shown)
        if shown and not self._memory.contains("window/upright"):
            height = min(_ACTIVITY_PX, self.height() * 2 // 5)
            self._upright.setSizes([max(100, self.height() - height), height])
        self.activity_shown.emit(shown)

    def show_reading(self, reading: bool) -> None:
        """Where there is room for one pane only: the message (True) or the list."""
        self._reading = reading
        self._fold()
        if self._one_pane:
            pane = self._parts().reader if reading else self._parts().list
            pane.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def one_pane(self) -> bool:
        """Whether list and message take turns."""
        return self._one_pane

    def set_menu_bar(self, always: bool) -> None:
        """Show the menu bar all the time, or on Alt and F10 only."""
        self._always_menu_bar = always
        if always or self.menuWidget() is not None:
            self.menuBar().setVisible(always)

    def watch_menus(self) -> None:
        """Hide a menu bar that was only called up once its menus close; after they are in."""
        self.menuBar().setVisible(self._always_menu_bar)
        for action in self.menuBar().actions():
            menu = action.menu()
            if isinstance(menu, QMenu):
                menu.aboutToHide.connect(self._menus_closed, Qt.ConnectionType.QueuedConnection)

    def next_pane(self, step: int) -> None:
        """Give the keyboard to the next visible pane, or (step -1) the one before."""
        panes = self._parts()
        order: list[QWidget] = [panes.sidebar, panes.list, panes.reader]
        extras = self._extras
        if extras is not None:
            order.append(extras.activity)
        if self._company is not None:
            order.append(self._company)
        visible = [pane for pane in order if pane.isVisible()]
        if not visible:
            return
        focus = QApplication.focusWidget()
        here = next((at for at, pane in enumerate(visible) if focus and _within(focus, pane)), -1)
        if here < 0 and step < 0:
            here = 0
        pane = visible[(here + step) % len(visible)]
        if extras is not None and pane is extras.activity:
            extras.activity.take_focus()
        else:
            pane.setFocus(Qt.FocusReason.TabFocusReason)

    # -- memory ---------------------------------------------------------------------------------

    def restore(self, size: QSize | None) -> None:
        """Take the place and proportions of the last time; `size` overrules the size."""
        geometry = self._memory.value("window/geometry")
        if size is not None:
            self.resize(size)
        elif isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)
        remembered = str(self._memory.value("window/sidebar"))
        self._sidebar_px = int(remembered) if remembered.isdecimal() else _SIDEBAR_PX
        self._place_sidebar(self._sidebar_px)
        self._restore_inner()
        self._fold()

    def remember(self) -> None:
        """Keep place and proportions for the next time."""
        if self._panes is None:
            return
        self._memory.setValue("window/geometry", self.saveGeometry())
        self._memory.setValue("window/sidebar", self._sidebar_px)
        if self._extras is not None and self._extras.activity.isVisible():
            self._memory.setValue("window/upright", self._upright.saveState())
        self._save_inner()

    def _save_inner(self) -> None:
        if not self._one_pane and self.isVisible():
            self._memory.setValue(f"window/inner-{self._layout}", self._inner.saveState())

    def _restore_inner(self) -> None:
        if _restored(self._inner, self._memory.value(f"window/inner-{self._layout}")):
            return
        if self._layout == "below":
            third = max(200, self.height() // 3)
            self._inner.setSizes([third, max(200, self.height() - third)])
        else:
            self._inner.setSizes([_LIST_PX, max(_LEAST_READER_PX, self.width() - 644)])

    # -- Qt -------------------------------------------------------------------------------------

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fold()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.remember()
        self.closing.emit()
        super().closeEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.language_changed.emit()
        super().changeEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._alt_alone = event.key() == Qt.Key.Key_Alt
        if event.key() == Qt.Key.Key_F10 and not event.modifiers():
            self._call_menu_bar()
        elif event.key() == Qt.Key.Key_Escape and self._one_pane and self._reading:
            self.show_reading(reading=False)
        else:
            super().keyPressEvent(event)

    @override
    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Alt and self._alt_alone:
            self._alt_alone = False
            if self.menuBar().isVisible() and not self._always_menu_bar:
                self.menuBar().hide()
            else:
                self._call_menu_bar()
            return
        super().keyReleaseEvent(event)

    # -- inside ---------------------------------------------------------------------------------

    def _call_menu_bar(self) -> None:
        bar = self.menuBar()
        if bar.isNativeMenuBar() or not bar.actions():
            return
        bar.show()
        bar.setFocus(Qt.FocusReason.MenuBarFocusReason)
        bar.setActiveAction(bar.actions()[0])

    def _menus_closed(self) -> None:
        if not self._always_menu_bar and QApplication.activePopupWidget() is None:
            self.menuBar().hide()

    def fold(self) -> None:
        """Fold panes to the width there is; resizing does it by itself."""
        self._fold()

    def _fold(self) -> None:
        panes = self._panes
        if panes is None:
            return
        company = self._company
        taken = company.width() if company is not None and company.isVisibleTo(self) else 0
        width = self.width() - taken
        rail = width < _RAIL_BELOW_PX
        if rail != panes.sidebar.rail:
            panes.sidebar.set_rail(rail)
            self._place_sidebar(panes.sidebar.maximumWidth() if rail else self._sidebar_px)
        self._one_pane = self._layout == "right" and width < _ONE_PANE_BELOW_PX
        if self._one_pane:
            panes.list.setVisible(not self._reading)
            panes.reader.setVisible(self._reading)
        else:
            panes.list.setVisible(True)
            panes.reader.setVisible(True)

    def _on_sidebar_moved(self, position: int, _index: int) -> None:
        if not self._parts().sidebar.rail:
            self._sidebar_px = position

    def _place_sidebar(self, width: int) -> None:
        self._outer.setSizes([width, max(1, self.width() - width)])

    def _parts(self) -> Panes:
        assert self._panes is not None
        return self._panes

    def _rest(self) -> Extras:
        assert self._extras is not None
        return self._extras


class _Foot(QWidget):
    """Stands where the status line will, as high and as plain."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(_FOOT_PX)
        set_property(self, "pane", "window")

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        line = self.palette().color(QPalette.ColorRole.Mid)
        ink.fill(painter, QRect(0, 0, self.width(), 1), line)
        painter.end()


def _within(widget: QWidget, pane: QWidget) -> bool:
    return widget is pane or pane.isAncestorOf(widget)


def _restored(splitter: QSplitter, state: object) -> bool:
    return isinstance(state, QByteArray) and splitter.restoreState(state)
