import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow, QMenu

from facteur.mail.flags import Flags
from facteur.ui.actions.binder import ActionBinder, native_keys, plain, tooltip
from facteur.ui.actions.context import Context, Marks
from facteur.ui.actions.table import MESSAGE_MENU, TABLE, Command, Menu
from facteur.ui.theme.style import Style


@pytest.fixture
def window(qtbot) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def binder(window) -> ActionBinder:
    return ActionBinder(window, Style())


def test_a_triggered_action_asks_for_its_command(binder, qtbot):
    with qtbot.waitSignal(binder.triggered) as said:
        binder.action(Command.SETTINGS).trigger()
    assert said.args == [Command.SETTINGS]


def test_a_key_anywhere_in_the_window_asks_for_its_command(binder, window, qtbot):
    with qtbot.waitActive(window):
        window.show()
    with qtbot.waitSignal(binder.triggered) as said:
        qtbot.keyClick(window, Qt.Key.Key_F8)
    assert said.args == [Command.ACTIVITY]


def test_the_first_actions_are_made_at_once_and_the_others_on_need(window):
    binder = ActionBinder(window, Style(), (Command.GET_MAIL, Command.SETTINGS))
    assert window.actions() == [binder.action(Command.GET_MAIL), binder.action(Command.SETTINGS)]
    binder.update(Context(marks=Marks(number=1, common=Flags.FLAGGED)))
    star = binder.action(Command.STAR)
    assert star.isEnabled()
    assert plain(star.text()) == "Remove the star"
    binder.complete()
    assert len(window.actions()) == len(TABLE)
    assert binder.action(Command.STAR) is star
    assert not binder.action(Command.GET_MAIL).isEnabled()


def test_actions_follow_the_context(binder):
    binder.update(Context())
    assert not binder.action(Command.STAR).isEnabled()
    binder.update(Context(marks=Marks(number=1, common=Flags.FLAGGED), theme="dark"))
    assert binder.action(Command.STAR).isEnabled()
    assert plain(binder.action(Command.STAR).text()) == "Remove the star"
    assert plain(binder.action(Command.SEEN).text()) == "Mark as read"
    assert binder.action(Command.THEME_DARK).isChecked()


def test_a_switch_that_was_refused_shows_what_holds(binder):
    binder.update(Context(accounts=1, offline=False))
    binder.action(Command.WORK_OFFLINE).trigger()
    assert not binder.action(Command.WORK_OFFLINE).isChecked()


def test_the_menu_bar_has_every_action_once(binder, window):
    binder.fill_bar(window.menuBar())
    menus = [action.menu() for action in window.menuBar().actions()]
    assert len(menus) == len(Menu)
    listed = [a for menu in menus for a in menu.actions() if not a.isSeparator()]
    assert sorted(a.objectName() for a in listed) == sorted(row.command.value for row in TABLE)


def test_the_main_menu_reaches_every_action(binder, window):
    menu = QMenu(window)
    binder.fill_main_menu(menu)
    listed = list(menu.actions())
    for action in menu.actions():
        if action.menu() is not None:
            listed += action.menu().actions()
    assert {row.command.value for row in TABLE} <= {action.objectName() for action in listed}


def test_a_context_menu_has_its_actions_in_order(binder, window):
    menu = binder.context_menu(MESSAGE_MENU, window)
    names = [action.objectName() for action in menu.actions() if not action.isSeparator()]
    assert names == [command.value for command in MESSAGE_MENU]


def test_every_key_is_on_the_page_of_keys(binder):
    lines = binder.key_lines()
    assert len(lines) == sum(bool(row.keys) for row in TABLE)
    assert all(line.keys and line.menu and "&" not in line.text for line in lines)


def test_words_for_buttons(binder):
    action = binder.action(Command.GET_MAIL)
    assert native_keys(action)[0] == "F9"
    assert tooltip(action) == "Get mail (F9)"
    assert plain("A && &b…") == "A & b"


def test_icons_and_texts_are_made_anew(binder):
    menu = QMenu()
    binder.fill_main_menu(menu)
    assert binder.action(Command.STAR).icon().isNull()  # no menu was ever opened
    menu.aboutToShow.emit()
    before = binder.action(Command.STAR).icon().cacheKey()
    binder.restyle()
    menu.aboutToShow.emit()
    binder.retranslate()
    assert binder.action(Command.STAR).icon().cacheKey() != before
    assert plain(binder.action(Command.QUIT).text()) == "Quit"


def test_adding_can_be_resumed_only_when_it_was_left(binder):
    resume = binder.action(Command.RESUME_ADDING)
    binder.update(Context())
    assert not resume.isVisible()
    binder.update(Context(left_address="claire&paul@exemple.fr"))
    assert resume.isVisible()
    assert resume.isEnabled()
    assert plain(resume.text()) == "Resume adding claire&paul@exemple.fr"
