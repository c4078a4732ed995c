"""`facteur --demo` as a user starts it: messages soon, nothing left, however it ends."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

COMMAND = (sys.executable, "-m", "facteur", "--demo", "--offscreen", "--report-first-paint")
PATIENCE_S = 30.0


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


@pytest.fixture
def practice(temporary: Path) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(COMMAND, stdout=subprocess.PIPE)
    assert process.stdout is not None
    yield process
    process.kill()
    process.wait(10)
    process.stdout.close()


def first_message(process: subprocess.Popen[bytes]) -> list[psutil.Process]:
    """Wait for the first message; return the processes of the practice."""
    assert process.stdout is not None
    assert process.stdout.readline().strip().isdigit()
    return [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]


def ended(processes: list[psutil.Process], temporary: Path) -> None:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        alive = [one for one in processes if one.is_running() and one.status() != "zombie"]
        if not alive and not list(temporary.iterdir()):
            return
        time.sleep(0.1)
    raise AssertionError((alive, list(temporary.iterdir())))


def test_a_killed_practice_leaves_nothing(practice: subprocess.Popen[bytes], temporary: Path):
    processes = first_message(practice)
    assert len(processes) >= 3
    (folder,) = temporary.glob("facteur-practice-*")
    assert (folder / "profile" / "mail.sqlite").exists()
    practice.kill()
    practice.wait(10)
    ended(processes, temporary)


def test_what_was_killed_altogether_is_swept_at_the_next_start(
    practice: subprocess.Popen[bytes], temporary: Path, tmp_path: Path
):
    for process in reversed(first_message(practice)):
        process.kill()
    practice.wait(10)
    assert len(list(temporary.glob("facteur-practice-*"))) == 1
    picture = tmp_path / "picture.png"
    done = subprocess.run(
        [*COMMAND[:-1], "--screenshot", str(picture)],
        check=False,
        timeout=60,
        stderr=subprocess.PIPE,
    )
    assert done.returncode == 0, done.stderr
    assert picture.exists()
    ended([], temporary)


def test_the_own_profile_is_not_touched(temporary: Path, tmp_path: Path):
    own = tmp_path / "own"
    environment = {**os.environ, "FACTEUR_HOME": str(own)}
    process = subprocess.Popen(COMMAND, stdout=subprocess.PIPE, env=environment)
    processes = first_message(process)
    assert process.stdout is not None
    process.stdout.close()
    process.send_signal(signal.SIGTERM)
    process.wait(10)
    ended(processes, temporary)
    assert not own.exists()
