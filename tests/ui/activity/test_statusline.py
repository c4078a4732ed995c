import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QToolButton

from facteur.ui.activity.rows import Line, Look
from facteur.ui.activity.statusline import StatusLine
from facteur.ui.theme.style import Style
from facteur.ui.widgets.bar import Bar


@pytest.fixture
def line(qtbot) -> StatusLine:
    made = StatusLine(Style())
    qtbot.addWidget(made)
    made.resize(900, 28)
    made.show()
    return made


FULL = Line(
    connection="Connected", look=Look.GOOD, progress="Fetching… 2 of 3", done=2, total=3,
    stoppable=True, checked="Last check at 14:32",
)  # fmt: skip


def visible(line: StatusLine, kind) -> list:
    return [child for child in line.findChildren(kind) if child.isVisible()]


def test_everything_it_is_told_is_shown(line):
    line.show_line(FULL)
    texts = [label.text() for label in visible(line, QLabel)]
    assert texts == ["Fetching… 2 of 3", "Last check at 14:32"]
    assert visible(line, QToolButton)[0].text().strip() == "Connected"
    assert visible(line, Bar)[0].part == pytest.approx(2 / 3)


def test_nothing_going_on_shows_no_bar_and_no_stop(line):
    line.show_line(FULL)
    line.show_line(Line(connection="Connected"))
    assert not visible(line, Bar)
    assert len(visible(line, QToolButton)) == 1


def test_what_cannot_be_stopped_has_no_stop(line):
    line.show_line(Line(connection="Connected", progress="Comparing…", stoppable=False))
    assert len(visible(line, QToolButton)) == 1


def test_clicks_ask_for_the_panel_and_for_a_stop(line, qtbot):
    line.show_line(FULL)
    connection, stop = visible(line, QToolButton)
    with qtbot.waitSignal(line.activity_wanted):
        qtbot.mouseClick(connection, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(line.stop_wanted):
        qtbot.mouseClick(stop, Qt.MouseButton.LeftButton)
    assert stop.accessibleName() == "Stop"
    assert min(stop.width(), stop.height()) >= 24


def test_a_caution_is_coloured_by_its_look(line):
    line.show_line(Line(connection="Offline", look=Look.CAUTION))
    assert visible(line, QToolButton)[0].property("look") == "caution"
    assert line.line.connection == "Offline"


def test_a_sentence_takes_the_place_of_what_goes_on_until_it_is_unsaid(line):
    line.show_line(FULL)
    line.say("https://example.org")
    assert visible(line, QLabel)[0].text() == "https://example.org"
    assert not visible(line, Bar)
    line.say("")
    assert visible(line, Bar)
