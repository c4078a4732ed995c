"""A whole practice window: real engine, real server, real store, keys and buttons."""

import sys
from pathlib import Path

import pytest

import facteur
from facteur.ui import practising
from facteur.ui.actions.table import Command
from facteur.ui.desk import Desk
from facteur.ui.theme.style import Style
from tests.support.practicewindow import PracticeWindow

pytestmark = [
    pytest.mark.slow,
    pytest.mark.qt_log_ignore("This plugin does not support"),
]


@pytest.fixture
def practice(qtbot, tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(Path(facteur.__file__).parent.parent))
    made = PracticeWindow(tmp_path, Style())
    qtbot.addWidget(made.desk.window)
    qtbot.waitUntil(made.joined.is_calm, timeout=40_000)
    yield made
    made.close()


def shown(desk: Desk) -> int:
    """Return how many messages the list has, without the heads between them."""
    model = desk.messages.model
    return sum(model.key_at(row) is not None for row in range(model.rowCount()))


def test_a_lesson_is_learnt_in_the_window(practice: PracticeWindow, qtbot):
    desk, controller = practice.desk, practice.controller
    assert not desk.window.welcoming
    assert len(controller.panel.server.rows) == 25
    assert len(controller.panel.here.rows) == 25
    assert shown(desk) == 25
    controller.panel.cards["pop-empties"].title.click()
    card = controller.panel.cards["pop-empties"]
    button = card.button(0)
    assert button is not None
    button.click()
    qtbot.waitUntil(lambda: card.title.accessibleName().endswith("done"), timeout=20_000)
    assert controller.panel.server.rows == ()
    assert len(controller.panel.here.rows) == 6
    qtbot.waitUntil(lambda: shown(desk) == 6, timeout=10_000)
    # What one reads with the list's own means is seen at both ends.
    controller.panel._chips["imap"].click()
    qtbot.waitUntil(lambda: shown(desk) == 25, timeout=10_000)
    assert [row.unread for row in controller.panel.server.rows[:1]] == [True]
    newest = controller.scene.end("imap").here[0].key
    assert desk.messages.select(newest)
    desk.binder.action(Command.SEEN).trigger()
    qtbot.waitUntil(lambda: not controller.panel.server.rows[0].unread, timeout=10_000)
    qtbot.waitUntil(lambda: not controller.panel.here.rows[0].unread, timeout=10_000)


def test_leaving_ends_everything(practice: PracticeWindow, qtbot, monkeypatch):
    started: list[tuple[str, ...]] = []
    monkeypatch.setattr(practising, "_start", started.append)
    with qtbot.waitSignal(practice.desk.closed):
        practice.controller.bar._main.click()
    assert started[0][-2] == "--home"
    assert started[0][-1].endswith("own")
    practice.close()
    process = practice.controller.server._process
    assert process.state() is process.ProcessState.NotRunning


def test_an_address_is_added_in_the_own_window(practice: PracticeWindow, qtbot, monkeypatch):
    started: list[tuple[str, ...]] = []
    monkeypatch.setattr(practising, "_start", started.append)
    with qtbot.waitSignal(practice.desk.closed):
        practice.desk.binder.action(Command.ADD_ACCOUNT).trigger()
    assert len(started) == 1


def test_the_dialog_of_the_accounts_leads_there_too(practice: PracticeWindow, qtbot, monkeypatch):
    started: list[tuple[str, ...]] = []
    monkeypatch.setattr(practising, "_start", started.append)
    accounts = practice.desk.beside.accounts
    dialog = accounts._with_settings().dialog
    with qtbot.waitSignal(practice.desk.closed):
        dialog.add.click()
    assert len(started) == 1
    assert accounts._wizard is None


def test_a_practice_is_started_as_a_process_of_its_own(monkeypatch, tmp_path):
    started: list[tuple[str, ...]] = []
    monkeypatch.setattr(practising, "_start", started.append)
    practising.start_practice("fr", tmp_path)
    assert started == [
        (sys.executable, "-m", "facteur", "--demo", "--language", "fr", "--home", str(tmp_path))
    ]
