import os
import sys
from pathlib import Path

import pytest

from facteur.link import commands, events
from facteur.ui import engineclient
from facteur.ui.engineclient import EngineClient, EngineState, engine_command

SCRIPT = Path(__file__).with_name("fakeengine.py")


@pytest.fixture
def start(qapp, monkeypatch):
    app = str(Path(engineclient.__file__).parents[2])
    monkeypatch.setenv("PYTHONPATH", app)
    made: list[EngineClient] = []

    def begin(mode: str) -> EngineClient:
        client = EngineClient((sys.executable, str(SCRIPT), mode))
        made.append(client)
        return client

    yield begin
    for client in made:
        client.stop()


def test_commands_sent_before_ready_are_answered_after_it(start, qtbot):
    client = start("good")
    replies: list[events.Reply] = []
    request = client.send(
        lambda number: commands.SetOnline(request=number, online=True), replies.append
    )
    client.start()
    qtbot.waitUntil(lambda: bool(replies), timeout=20_000)
    assert replies == [events.Done(request=request)]
    assert client.state is EngineState.READY


def test_every_event_of_a_burst_arrives_in_order_and_in_slices(start, qtbot):
    client = start("burst")
    heard: list[int] = []
    client.happened.connect(
        lambda event: heard.append(event.message) if isinstance(event, events.BodyChanged) else None
    )
    client.start()
    qtbot.waitUntil(lambda: len(heard) == 3000, timeout=20_000)
    assert heard == list(range(3000))


def test_ready_is_told_as_an_event_and_as_started(start, qtbot):
    client = start("good")
    heard: list[object] = []
    client.happened.connect(heard.append)
    with qtbot.waitSignal(client.started, timeout=20_000):
        client.start()
    qtbot.waitUntil(lambda: heard == [events.Ready()])


def test_an_engine_that_dies_is_started_again_after_a_growing_pause(start, qtbot):
    client = start("dies")
    pauses: list[int] = []
    client.lost.connect(pauses.append)
    client.start()
    qtbot.waitUntil(lambda: len(pauses) == 2, timeout=20_000)
    assert pauses[1] > pauses[0]


def test_commands_of_a_dead_engine_fail_once(start, qtbot):
    client = start("silent")
    replies: list[events.Reply] = []
    client.send(lambda number: commands.SetOnline(request=number, online=True), replies.append)
    client.start()
    qtbot.waitUntil(lambda: client._process is not None and client._process.processId() > 0)
    with qtbot.waitSignal(client.lost, timeout=20_000):
        client._process.kill()
    assert [reply.problem.code for reply in replies] == ["engine-lost"]


def test_nonsense_ends_the_engine(start, qtbot):
    client = start("nonsense")
    with qtbot.waitSignal(client.lost, timeout=20_000):
        client.start()


def test_a_program_that_is_not_there_counts_as_lost(qapp, qtbot):
    client = EngineClient(("/nonexistent/engine",))
    with qtbot.waitSignal(client.lost, timeout=20_000):
        client.start()
    client.stop()
    assert client.state is EngineState.ENDED


def test_stop_ends_a_good_engine_by_itself(start, qtbot):
    client = start("good")
    with qtbot.waitSignal(client.started, timeout=20_000):
        client.start()
    process = client._process
    client.stop()
    assert process.exitCode() == 0
    assert process.exitStatus() is process.ExitStatus.NormalExit


def test_a_deaf_engine_is_killed(start, qtbot, monkeypatch):
    monkeypatch.setattr(engineclient, "_SHUTDOWN_MS", 300)
    client = start("deaf")
    with qtbot.waitSignal(client.started, timeout=20_000):
        client.start()
    process = client._process
    client.stop()
    assert process.exitStatus() is process.ExitStatus.CrashExit


@pytest.mark.skipif(not hasattr(os, "getpriority"), reason="this system has no niceness")
def test_the_engine_gives_way_to_the_window(start, qtbot):
    client = start("good")
    with qtbot.waitSignal(client.started, timeout=20_000):
        client.start()
    nice = os.getpriority(os.PRIO_PROCESS, client._process.processId())
    assert nice > os.getpriority(os.PRIO_PROCESS, os.getpid())


def test_the_command_names_program_and_profile(tmp_path: Path, monkeypatch):
    assert engine_command(tmp_path) == (
        sys.executable, "-m", "facteur", "--engine", "--home", str(tmp_path),
    )  # fmt: skip
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert engine_command(tmp_path)[1] == "--engine"
