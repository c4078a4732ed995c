import pytest
from PySide6.QtCore import QEvent, QPointF
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from facteur.ui.theme.style import Style
from facteur.ui.widgets.toast import Toast


@pytest.fixture
def window(qtbot):
    made = QWidget()
    made.resize(900, 500)
    qtbot.addWidget(made)
    made.pane = QWidget()
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 0, 0, 0)
    line.addWidget(made.pane)
    line.addWidget(QWidget())
    made.show()
    return made


@pytest.fixture
def toast(window):
    return Toast(Style(), window, window.pane)


def test_it_stands_at_the_foot_of_its_pane_and_moves_with_it(window, toast):
    toast.say("Done", "Undo", "Ctrl+Z")
    assert toast.isVisible()
    pane = window.pane.geometry()
    assert pane.contains(toast.geometry())
    assert toast.geometry().bottom() > pane.bottom() - 20
    window.resize(1100, 700)
    assert window.pane.geometry().contains(toast.geometry())


def test_a_long_word_is_wrapped_within_the_pane(window, toast):
    toast.say("long words " * 40, "Undo")
    assert toast.width() <= window.pane.width()
    assert toast.height() > 60


def test_a_short_word_stands_on_one_line(window, toast):
    toast.say("“Your bicycle is ready” is in the trash", "Undo", "Ctrl+Z")
    assert toast._text.height() < 2 * toast.fontMetrics().lineSpacing()


def test_the_button_is_pressed_once(toast, qtbot):
    toast.say("Done", "Undo")
    with qtbot.waitSignal(toast.pressed):
        toast._button.click()
    assert not toast.isVisible()
    assert toast.text == ""


def test_without_a_way_back_there_is_no_button(toast):
    toast.say("Done", "", "Ctrl+Z")
    assert not toast._button.isVisible()
    assert not toast._keys.isVisible()


def test_it_goes_by_itself_but_not_from_under_the_pointer(toast):
    toast.say("Done")
    assert toast._over.isActive()
    QApplication.sendEvent(toast, QEnterEvent(QPointF(), QPointF(), QPointF()))
    assert not toast._over.isActive()
    QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    assert toast._over.remainingTime() > 15_000
    toast._over.timeout.emit()
    assert not toast.isVisible()


def test_it_stands_in_the_window_when_its_pane_is_hidden(window, toast):
    window.pane.hide()
    toast.say("Done")
    assert toast.isVisible()
    assert window.rect().contains(toast.geometry())
