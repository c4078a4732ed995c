import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from facteur.ui.noticecentre.entries import entries
from facteur.ui.noticecentre.view import NoticeCentreView
from facteur.ui.theme.style import Style
from facteur.ui.widgets.iconbutton import IconButton
from tests.ui.noticecentre.test_entries import KNOWN, NOW_MS, notice, problem


@pytest.fixture
def window(qtbot):
    made = QWidget()
    made.resize(900, 700)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def bell(qtbot, window):
    made = QPushButton(window)
    made.setGeometry(840, 4, 36, 32)
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    return made


@pytest.fixture
def view(bell, window):
    return NoticeCentreView(Style(), window)


def shown():
    told = entries(
        [problem(1, "login", "refused")],
        [notice(1, times=6)],
        KNOWN,
        NOW_MS,
    )
    return tuple(one.entry for one in told)


def texts(view):
    QApplication.processEvents()
    return [label.text() for label in view.findChildren(QLabel) if not label.isHidden()]


def button(view, text):
    return next(
        one for one in view.findChildren(QPushButton) if text in one.text() and not one.isHidden()
    )


def test_empty_it_says_that_all_is_well(view, bell):
    view.open_below(bell)
    assert "All is well" in texts(view)
    assert view.copy.isHidden()


def test_entries_stand_under_their_headings_and_can_be_acted_on(qtbot, view, bell):
    first, second = shown()
    view.show_entries((first, second))
    view.open_below(bell)
    said = texts(view)
    assert said.index("To do") < said.index("account 1") < said.index("Done")
    assert any("× 6" in text for text in said)
    with qtbot.waitSignal(view.pressed) as pressed:
        button(view, first.buttons[0].text).click()
    assert pressed.args == [first, first.buttons[0]]
    with qtbot.waitSignal(view.dismissed) as away:
        button(view, "Do not tell").click()
    assert away.args == [second, True]
    with qtbot.waitSignal(view.dismissed) as away:
        view.findChildren(IconButton)[0].click()
    assert away.args == [second, False]
    with qtbot.waitSignal(view.copy_asked):
        view.copy.click()


def test_the_keyboard_reaches_it_and_escape_closes_it(qtbot, view, bell):
    view.show_entries(shown())
    view.open_below(bell)
    assert view.hasFocus()
    view.focusNextChild()
    assert view.isAncestorOf(view.window().focusWidget())
    qtbot.keyClick(view.window().focusWidget(), Qt.Key.Key_Escape)
    assert not view.isVisible()
    assert bell.hasFocus()


def test_it_lies_inside_the_window_and_goes_when_the_keyboard_does(qtbot, view, bell):
    view.open_below(bell)
    assert view.window().rect().contains(view.geometry())
    other = QPushButton(view.window())
    other.show()
    other.setFocus()
    assert not view.isVisible()
    view.open_below(bell)
    view.open_below(bell)
    assert not view.isVisible()


def test_closed_it_builds_nothing(view):
    before = len(view.findChildren(QLabel))
    view.show_entries(shown())
    assert len(view.findChildren(QLabel)) == before
