import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from facteur.ui.messages.view import MessagesView


@pytest.fixture
def view(qtbot, style):
    made = MessagesView(style)
    qtbot.addWidget(made)
    made.resize(396, 600)
    made.show()
    return made


def test_every_button_has_a_name(view):
    view.show_new(2)
    for button in view.findChildren(QAbstractButton):
        if button.isVisible():
            assert button.accessibleName() or button.text(), button


def test_pill_counts_and_is_pressed(view, qtbot):
    assert not view.pill.isVisible()
    view.show_new(3)
    assert view.pill.isVisible()
    assert "3" in view.pill.text()
    with qtbot.waitSignal(view.pill_pressed):
        qtbot.mouseClick(view.pill, Qt.MouseButton.LeftButton)
    view.show_new(0)
    assert not view.pill.isVisible()


def test_coverage_is_said_only_while_headers_are_missing(view):
    view.show_coverage(12_400, 100_000)
    assert view.coverage.isVisible()
    assert view.coverage.text() == (
        "Sorted among 12,400 of 100,000 messages; the rest is on its way."
    )
    view.show_coverage(5, 5)
    assert not view.coverage.isVisible()


def test_focus_goes_to_the_list(view):
    assert view.focusProxy() is view.list


def test_language_change_is_told(view, qtbot, qapp):
    from PySide6.QtCore import QEvent

    with qtbot.waitSignal(view.retranslated):
        qapp.sendEvent(view, QEvent(QEvent.Type.LanguageChange))
