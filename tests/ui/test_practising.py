"""A whole practice window: real engine, real server, real store, keys and buttons."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale

import facteur
from facteur.base.paths import Profile
from facteur.base.settings import Settings
from facteur.ui import practising
from facteur.ui.desk import Desk
from facteur.ui.engineclient import engine_command
from facteur.ui.looks import Looks
from facteur.ui.practising import Practising
from facteur.ui.theme.style import Style

pytestmark = [
    pytest.mark.slow,
    pytest.mark.qt_log_ignore("This plugin does not support"),
]


class Practice:
    def __init__(self, folder: Path) -> None:
        profile = Profile(home=folder / "profile")
        profile.create()
        settings = Settings(profile.settings)
        style = Style()
        self.looks = Looks(settings, style, theme="light", language="en")
        self.looks.before_window()
        engine = (*engine_command(profile.home), "--practice")
        self.desk = Desk(profile, settings, style, self.looks, engine)
        self.joined = Practising(self.desk, style, "en", (folder, folder / "own"))
        self.controller = self.joined.controller
        self.desk.window.resize(1360, 860)
        self.joined.start()
        self.desk.open()

    def close(self) -> None:
        self.desk.close()
        self.joined.stop()


@pytest.fixture
def practice(qtbot, tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(Path(facteur.__file__).parent.parent))
    made = Practice(tmp_path)
    qtbot.addWidget(made.desk.window)
    qtbot.waitUntil(made.joined.is_calm, timeout=40_000)
    yield made
    made.close()
    for translator in made.looks.language._installed:
        QCoreApplication.removeTranslator(translator)
    QLocale.setDefault(QLocale.system())


def test_a_lesson_is_learnt_in_the_window(practice: Practice, qtbot):
    desk, controller = practice.desk, practice.controller
    assert not desk.window.welcoming
    assert len(controller.panel.server.rows) == 25
    assert len(controller.panel.here.rows) == 25
    assert desk.messages.model.rowCount() == 25
    controller.panel.cards["pop-empties"].title.click()
    card = controller.panel.cards["pop-empties"]
    button = card.button(0)
    assert button is not None
    button.click()
    qtbot.waitUntil(lambda: card.title.accessibleName().endswith("done"), timeout=20_000)
    assert controller.panel.server.rows == ()
    assert len(controller.panel.here.rows) == 6
    qtbot.waitUntil(lambda: desk.messages.model.rowCount() == 6, timeout=10_000)
    # What one reads with the list's own means is seen at both ends.
    controller.panel._chips["imap"].click()
    qtbot.waitUntil(lambda: desk.messages.model.rowCount() == 25, timeout=10_000)
    assert [row.unread for row in controller.panel.server.rows[:1]] == [True]
    key = desk.messages.model.key_at(0)
    assert key is not None
    desk.messages.select(key)
    desk.binder.action(practising_seen()).trigger()
    qtbot.waitUntil(lambda: not controller.panel.server.rows[0].unread, timeout=10_000)
    qtbot.waitUntil(lambda: not controller.panel.here.rows[0].unread, timeout=10_000)


def practising_seen():
    from facteur.ui.actions.table import Command

    return Command.SEEN


def test_leaving_ends_everything(practice: Practice, qtbot, monkeypatch):
    started: list[tuple[str, ...]] = []
    monkeypatch.setattr(practising, "_start", started.append)
    with qtbot.waitSignal(practice.desk.closed):
        practice.controller.bar._main.click()
    assert started[0][-2] == "--home"
    assert started[0][-1].endswith("own")
    practice.close()
    process = practice.controller.server._process
    assert process.state() is process.ProcessState.NotRunning


def test_a_practice_is_started_as_a_process_of_its_own(monkeypatch, tmp_path):
    started: list[tuple[str, ...]] = []
    monkeypatch.setattr(practising, "_start", started.append)
    practising.start_practice("fr", tmp_path)
    assert started == [
        (sys.executable, "-m", "facteur", "--demo", "--language", "fr", "--home", str(tmp_path))
    ]
