"""What stands beside the mail: made late, joined all the same; see also test_desk."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from facteur.base.paths import Profile
from facteur.link import commands, events
from facteur.ui.actions.binder import ActionBinder
from facteur.ui.beside import Beside, Source
from facteur.ui.mailboxes.view import MailboxesView
from facteur.ui.mainwindow import MainWindow, Panes
from facteur.ui.memory import window_memory
from facteur.ui.theme.style import Style
from facteur.ui.topbar import TopBar
from tests.ui.readerstore import FakeClient, Shelf


@pytest.fixture
def shelf(tmp_path: Path):
    made = Shelf(tmp_path)
    yield made
    made.close()


@pytest.fixture
def beside(qtbot, tmp_path: Path, shelf: Shelf) -> Beside:
    style = Style()
    window = MainWindow(window_memory(Profile(home=tmp_path)))
    qtbot.addWidget(window)
    panes = Panes(
        top=TopBar(style, ActionBinder(window, style)),
        sidebar=MailboxesView(style),
        list=QWidget(),
        reader=QWidget(),
    )
    window.place(panes)
    client = FakeClient()
    source = Source(account_name=lambda _key: "", mailbox_name=lambda _key: "", accounts=tuple)
    return Beside(window, style, client, shelf.store.reader, source)


def test_a_store_that_cannot_be_used_is_said_until_it_can(beside):
    beside.tell_store_problem(events.Problem(family="store", code="newer"))
    assert beside.banner.notice is not None
    beside.tell_store_problem(None)
    assert beside.banner.notice is None


def test_the_button_of_a_strip_about_being_offline_asks_to_go_online(beside, qtbot):
    beside.activity.activity.take(events.AccountStateChanged(account=1, state="offline"))
    beside.activity.show()
    with qtbot.waitSignal(beside.online_wanted):
        beside.banner.main_pressed.emit()


def test_another_try_is_a_command(beside):
    from facteur.ui.notice import Remedy

    problem = events.Problem(family="network", code="refused", account=1)
    beside.activity.remedy_wanted.emit(problem, Remedy.RETRY)
    assert [type(command) for command in beside._client.sent] == [commands.Sync]


@pytest.mark.parametrize(("press", "retry"), [("main_pressed", True), ("second_pressed", False)])
def test_both_ways_on_with_refused_messages_are_commands(beside, press, retry):
    problem = events.Problem(family="refused", code="messages-refused", account=7, detail="2")
    beside._client.happened.emit(events.ProblemRaised(problem=problem))
    beside.activity.show()
    assert beside.banner.notice is not None
    getattr(beside.banner, press).emit()
    (command,) = beside._client.sent
    assert isinstance(command, commands.SkipRefused)
    assert (command.account, command.retry) == (7, retry)
    beside._client.happened.emit(
        events.ProblemCleared(account=7, family="refused", code="messages-refused")
    )
    beside.activity.show()
    assert beside.banner.notice is None
