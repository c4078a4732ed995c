import pytest
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from facteur.base.paths import Profile
from facteur.ui.actions.binder import ActionBinder
from facteur.ui.activity.statusline import StatusLine
from facteur.ui.activity.view import ActivityView
from facteur.ui.mailboxes.view import MailboxesView
from facteur.ui.mainwindow import Extras, MainWindow, Panes
from facteur.ui.memory import window_memory
from facteur.ui.theme.style import Style
from facteur.ui.topbar import TopBar
from facteur.ui.widgets.banner import Banner, Notice, Tone


def pane() -> QWidget:
    made = QWidget()
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made


def make(
    qtbot, home, company: tuple[QWidget, QWidget] | None = None
) -> tuple[MainWindow, Panes, Extras]:
    style = Style()
    window = MainWindow(window_memory(Profile(home=home)))
    qtbot.addWidget(window)
    binder = ActionBinder(window, style)
    panes = Panes(
        top=TopBar(style, binder),
        sidebar=MailboxesView(style),
        list=pane(),
        reader=pane(),
    )
    window.place(panes)
    if company is not None:
        window.accompany(*company)
    extras = Extras(
        banner=Banner(style),
        activity=ActivityView(style),
        status=StatusLine(style),
        welcome=pane(),
    )
    window.complete(extras)
    binder.fill_bar(window.menuBar())
    window.watch_menus()
    window.restore(None)
    window.show_welcome(welcome=False)
    return window, panes, extras


@pytest.fixture
def made(qtbot, tmp_path) -> tuple[MainWindow, Panes, Extras]:
    window, panes, extras = make(qtbot, tmp_path)
    with qtbot.waitActive(window):
        window.show()
    return window, panes, extras


def test_first_proportions_are_those_of_the_design(made):
    window, panes, extras = made
    assert window.size() == QSize(1360, 860)
    assert panes.sidebar.width() == 248
    assert abs(panes.list.width() - 396) <= 2
    assert panes.top.height() == 56
    assert extras.status.height() == 28


def test_the_tab_key_comes_to_the_strip_between_the_top_and_the_folders(qtbot, made):
    _window, panes, extras = made
    extras.banner.show_notice(
        Notice(tone=Tone.INFO, icon="check", text="?", main="Answer…", link="Details")
    )
    panes.top.last_stop.setFocus()
    stops = []
    for _ in range(3):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        stops.append(QApplication.focusWidget())
    assert [stop.text() for stop in stops[:2]] == ["Answer…", "Details"]
    assert panes.sidebar.isAncestorOf(stops[2])


def test_a_narrow_window_folds_the_sidebar_and_a_wide_one_unfolds_it(made):
    window, panes, _extras = made
    window.resize(940, 700)
    QApplication.processEvents()
    assert (panes.sidebar.rail, panes.sidebar.width()) == (True, 56)
    window.resize(1360, 860)
    QApplication.processEvents()
    assert (panes.sidebar.rail, panes.sidebar.width()) == (False, 248)


def test_with_room_for_one_pane_the_message_takes_the_lists_place_and_esc_goes_back(made, qtbot):
    window, panes, _extras = made
    window.resize(700, 600)
    QApplication.processEvents()
    assert (panes.list.isVisible(), panes.reader.isVisible()) == (True, False)
    window.show_reading(reading=True)
    assert (panes.list.isVisible(), panes.reader.isVisible()) == (False, True)
    qtbot.keyClick(panes.reader, Qt.Key.Key_Escape)
    assert (panes.list.isVisible(), panes.reader.isVisible()) == (True, False)
    window.resize(1360, 860)
    QApplication.processEvents()
    assert panes.list.isVisible()
    assert panes.reader.isVisible()


def test_the_message_can_be_below_the_list(made):
    window, panes, _extras = made
    window.set_layout("below")
    QApplication.processEvents()
    assert panes.reader.y() > panes.list.y()
    assert panes.reader.width() == panes.list.width()
    window.set_layout("right")
    QApplication.processEvents()
    assert panes.reader.x() > panes.list.x()


def test_f6_goes_round_the_panes_both_ways(made):
    window, panes, extras = made
    panes.sidebar.setFocus()
    seen = []
    for step in (1, 1, 1, -1, -1):
        window.next_pane(step)
        seen.append(QApplication.focusWidget())
    assert seen == [panes.list, panes.reader, panes.sidebar, panes.reader, panes.list]
    window.show_activity(True)
    panes.reader.setFocus()
    window.next_pane(1)
    assert extras.activity.isAncestorOf(QApplication.focusWidget())


def test_the_welcome_page_stands_alone(made):
    window, panes, extras = made
    window.show_welcome(welcome=True)
    assert window.welcoming
    assert extras.welcome.isVisible()
    assert not panes.top.isVisible()
    assert not extras.status.isVisible()


def test_showing_the_activity_is_said_once(made, qtbot):
    window, _panes, extras = made
    with qtbot.waitSignal(window.activity_shown) as said:
        window.show_activity(True)
    assert said.args == [True]
    assert extras.activity.isVisible()
    with qtbot.assertNotEmitted(window.activity_shown):
        window.show_activity(True)


@pytest.mark.qt_log_ignore("This plugin does not support")
@pytest.mark.parametrize("key", [Qt.Key.Key_F10, Qt.Key.Key_Alt])
def test_a_key_calls_the_menu_bar_which_is_hidden_otherwise(made, qtbot, key):
    window, panes, _extras = made
    assert not window.menuBar().isVisible()
    qtbot.keyClick(panes.list, key)
    assert window.menuBar().isVisible()
    for menu in window.menuBar().findChildren(QMenu):
        menu.close()
    window._menus_closed()
    assert not window.menuBar().isVisible()


def test_alt_with_another_key_calls_nothing(made, qtbot):
    window, panes, _extras = made
    qtbot.keyPress(panes.list, Qt.Key.Key_Alt)
    qtbot.keyClick(panes.list, Qt.Key.Key_Z, Qt.KeyboardModifier.AltModifier)
    qtbot.keyRelease(panes.list, Qt.Key.Key_Alt)
    assert not window.menuBar().isVisible()


def test_a_menu_bar_that_is_wanted_stays(made):
    window, _panes, _extras = made
    window.set_menu_bar(True)
    window._menus_closed()
    assert window.menuBar().isVisible()


def test_place_and_proportions_are_remembered(qtbot, tmp_path):
    window, panes, _extras = make(qtbot, tmp_path)
    window.show()
    window._outer.setSizes([300, 900])
    window._outer.splitterMoved.emit(300, 1)
    window.remember()
    window.resize(780, 700)  # fits the screen of the offscreen platform
    QApplication.processEvents()
    with qtbot.waitSignal(window.closing):
        window.close()
    window._memory.sync()
    again, panes, _extras = make(qtbot, tmp_path)
    assert again.size() == QSize(780, 700)
    again.restore(QSize(1360, 860))
    again.show()
    QApplication.processEvents()
    assert panes.sidebar.width() == 300


def test_another_language_is_said(made, qtbot):
    window, _panes, _extras = made
    with qtbot.waitSignal(window.language_changed):
        QApplication.sendEvent(window, QEvent(QEvent.Type.LanguageChange))


@pytest.fixture
def accompanied(qtbot, tmp_path):
    bar, side = pane(), pane()
    bar.setFixedHeight(46)
    side.setFixedWidth(352)
    window, panes, extras = make(qtbot, tmp_path, (bar, side))
    with qtbot.waitActive(window):
        window.show()
    return window, panes, extras, bar, side


def test_company_stands_below_the_top_and_beside_the_panes(accompanied):
    window, panes, extras, bar, side = accompanied
    assert bar.y() == panes.top.height()
    extras.banner.show_notice(Notice(tone=Tone.INFO, icon="check", text="?"))
    QApplication.processEvents()
    assert extras.banner.y() == bar.y() + bar.height()
    assert side.x() + side.width() == window.width()
    assert not panes.sidebar.rail  # 1360 px leave room for it


def test_panes_fold_to_the_width_that_the_company_leaves(accompanied):
    window, panes, _extras, _bar, side = accompanied
    window.resize(1200, 700)
    assert panes.sidebar.rail
    side.hide()
    window.fold()
    assert not panes.sidebar.rail


def test_f6_comes_to_the_company_too(accompanied):
    window, panes, _extras, _bar, side = accompanied
    panes.reader.setFocus()
    window.next_pane(1)
    assert side.hasFocus()
    window.next_pane(1)
    assert QApplication.focusWidget() is panes.sidebar
