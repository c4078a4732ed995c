import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from facteur.link import commands, events
from facteur.ui.noticecentre.controller import NoticeCentreController, Source
from facteur.ui.theme.style import Style
from tests.ui.noticecentre.test_entries import NOW_MS, notice, problem
from tests.ui.readerstore import FakeClient


class Told:
    def __init__(self):
        self.problems = [problem(1, "login", "refused")]
        self.notices = [notice(7)]


@pytest.fixture
def told():
    return Told()


@pytest.fixture
def client(qapp):
    return FakeClient()


@pytest.fixture
def controller(qtbot, client, told):
    window = QWidget()
    qtbot.addWidget(window)
    source = Source(
        problems=lambda: told.problems,
        notices=lambda: told.notices,
        account_name=lambda key: f"account {key}",
        now_ms=lambda: NOW_MS,
    )
    made = NoticeCentreController(Style(), client, source, window)
    made.use_bell(window)
    return made


def test_the_dot_is_for_what_needs_the_user_and_goes_with_it(qtbot, controller, client, told):
    with qtbot.waitSignal(controller.wanting) as said:
        controller.read()
    assert said.args == [True]
    told.problems = []
    with qtbot.waitSignal(controller.wanting) as said:
        client.happened.emit(events.ProblemCleared(account=1, family="login", code="refused"))
    assert said.args == [False]


def test_what_is_pressed_is_mended_and_what_is_put_away_goes_to_the_engine(
    qtbot, controller, client
):
    controller.open()
    first, second = controller._entries()
    with qtbot.waitSignal(controller.remedy_wanted) as said:
        controller.view.pressed.emit(first, first.buttons[0])
    assert said.args == [controller._told[first.name].problem, first.buttons[0].remedy]
    controller.view.dismissed.emit(second, True)
    (command,) = client.of(commands.DismissNotices)
    assert (command.notices, command.mute) == ([7], True)


def test_what_helps_is_copied(controller):
    controller.read()
    controller.view.copy_asked.emit()
    assert "[todo]" in QGuiApplication.clipboard().text()
