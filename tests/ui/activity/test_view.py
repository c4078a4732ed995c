import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton

from facteur.ui.activity.rows import Look, PanelGroup, PanelRow, RowButton, Verb
from facteur.ui.activity.view import ActivityView, look_colour, look_icon
from facteur.ui.theme.style import Style

STOP = RowButton(verb=Verb.STOP, text="Stop")


def group(done: int = 1, *, buttons=(STOP,)) -> PanelGroup:
    row = PanelRow(
        name="task/1", look=Look.RUNNING, title="Fetching", detail="here", done=done, total=9,
        buttons=buttons,
    )  # fmt: skip
    return PanelGroup(heading="Going on now", rows=(row,))


@pytest.fixture
def view(qtbot) -> ActivityView:
    made = ActivityView(Style())
    qtbot.addWidget(made)
    made.resize(700, 240)
    made.show()
    return made


def tell(view: ActivityView, groups: tuple[PanelGroup, ...]) -> None:
    view.show_groups(groups)
    QApplication.processEvents()  # fresh children of a shown widget appear a turn later


def words(view: ActivityView) -> set[str]:
    return {label.text() for label in view.findChildren(QLabel) if label.isVisible()}


def button(view: ActivityView, text: str) -> QPushButton:
    return next(b for b in view.findChildren(QPushButton) if b.text() == text and b.isVisible())


def test_an_empty_panel_says_so(view):
    assert "Nothing is going on, and nothing waits." in words(view)


def test_rows_are_shown_under_their_heading(view):
    tell(view, (group(),))
    assert {"Going on now", "Fetching", "here"} <= words(view)
    assert "Nothing is going on, and nothing waits." not in words(view)


def test_a_button_names_its_row(view, qtbot):
    tell(view, (group(),))
    with qtbot.waitSignal(view.pressed) as said:
        qtbot.mouseClick(button(view, "Stop"), Qt.MouseButton.LeftButton)
    assert said.args == ["task/1", STOP]


def test_progress_keeps_the_widgets_and_the_focus(view):
    tell(view, (group(1),))
    kept = button(view, "Stop")
    tell(view, (group(5),))
    assert button(view, "Stop") is kept
    tell(view, (group(5, buttons=()),))
    assert not [b for b in view.findChildren(QPushButton) if b.isVisible()]


def test_the_close_button_is_named_and_closes(view, qtbot):
    closers = [b for b in view.findChildren(QAbstractButton) if b.accessibleName()]
    assert [b.accessibleName() for b in closers] == ["Close this panel"]
    with qtbot.waitSignal(view.closed):
        qtbot.mouseClick(closers[0], Qt.MouseButton.LeftButton)


def test_the_keyboard_goes_to_the_first_button(view, qtbot):
    with qtbot.waitActive(view):
        view.activateWindow()
    tell(view, (group(),))
    view.take_focus()
    assert view.focusWidget() is button(view, "Stop")


@pytest.mark.parametrize("look", Look)
def test_every_look_has_a_drawing_and_a_colour(look: Look, qapp):
    assert look_icon(look)
    assert look_colour(look, Style()).startswith("#")
