"""The practice server as the window sees it, with the real one and with stand-ins."""

import sys

import pytest

from facteur.link import practice as link
from facteur.ui.practice.client import PracticeClient
from tests.support.practiceserver import COMMAND


@pytest.fixture
def make(qtbot):
    made: list[PracticeClient] = []

    def build(*command: str) -> PracticeClient:
        client = PracticeClient(command)
        made.append(client)
        return client

    yield build
    for client in made:
        client.stop()


@pytest.mark.slow
def test_the_real_server_is_heard_and_asked(make, qtbot):
    client = make(*COMMAND, "--language", "en")
    heard: list[link.Event] = []
    client.heard.connect(heard.append)
    client.start()
    qtbot.waitUntil(lambda: link.Line(up=True) in heard, timeout=10_000)
    assert isinstance(heard[0], link.Listening)
    client.send(link.SetLine(up=False))
    qtbot.waitUntil(lambda: link.Line(up=False) in heard, timeout=10_000)
    client.stop()
    client.stop()  # harmless


def test_an_end_that_nobody_asked_for_is_said(make, qtbot):
    client = make(sys.executable, "-c", "pass")
    with qtbot.waitSignal(client.lost, timeout=10_000):
        client.start()


def test_a_server_that_cannot_start_is_lost(make, qtbot):
    client = make("/nowhere/at-all")
    with qtbot.waitSignal(client.lost, timeout=10_000):
        client.start()


def test_nonsense_is_passed_over(make, qtbot):
    line = link.line(link.Line(up=True)).decode()
    client = make(
        sys.executable,
        "-c",
        f"import sys; print('hello'); print({line!r}, end=''); sys.stdin.read()",
    )
    with qtbot.waitSignal(client.heard, timeout=10_000) as told:
        client.start()
    assert told.args == [link.Line(up=True)]


def test_one_that_does_not_end_is_killed(make, qtbot, monkeypatch):
    monkeypatch.setattr("facteur.ui.practice.client._END_MS", 100)
    client = make(sys.executable, "-c", "import time; print('x', flush=True); time.sleep(60)")
    with qtbot.waitSignal(client._process.readyReadStandardOutput, timeout=10_000):
        client.start()
    client.stop()
    assert client._process.state() is client._process.ProcessState.NotRunning
