"""How the engine ends: with its window, told to, or killed; nothing of it stays behind."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from facteur.base.paths import Profile as HomeProfile
from facteur.link import commands, events
from facteur.store.lock import ProfileLock
from tests.bench.facteur import Profile, surroundings
from tests.support.builders import Attachment, message
from tests.support.comparing import key_of, served, sound, stored
from tests.support.engineprocess import ROOT, engine
from tests.support.faultproxy import Effect, Fault, in_thread
from tests.support.mailserver import MailUser
from tests.support.secondclient import SecondClient

pytestmark = [pytest.mark.server, pytest.mark.slow, pytest.mark.timeout(120)]

WITHIN_S = 3.0
MESSAGES = 3_000
# A window that starts an engine, tells its process, asks for something, and is then killed.
PARENT = """
import sys, time
from pathlib import Path
from facteur.link import commands, events
from tests.support.engineprocess import EngineProcess
running = EngineProcess(Path(sys.argv[1]))
running.event(events.Ready)
if int(sys.argv[2]):
    running.send(commands.FetchPart, message=int(sys.argv[2]), section="2")
    running.event(events.ProgressChanged, lambda told: told.kind == "part")
print(running.process.pid, flush=True)
time.sleep(60)
"""


def _marker(home: Path) -> Path:
    return home / "store.open"


def _family(pid: int) -> list[psutil.Process]:
    parent = psutil.Process(pid)
    return [parent, *parent.children(recursive=True)]


def _all_gone(processes: list[psutil.Process], within_s: float) -> None:
    deadline = time.monotonic() + within_s
    while left := [one for one in processes if _is_alive(one)]:
        assert time.monotonic() < deadline, left
        time.sleep(0.02)


def _is_alive(process: psutil.Process) -> bool:
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _window(home: Path, message: int = 0) -> tuple[subprocess.Popen[str], list[psutil.Process]]:
    window = subprocess.Popen(
        [sys.executable, "-c", PARENT, str(home), str(message)],
        cwd=ROOT,
        env={**surroundings(), "PYTHONPATH": "app:."},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert window.stdout is not None
    with window.stdout:
        return window, _family(int(window.stdout.readline()))


def test_no_engine_stays_when_its_window_is_killed(user: MailUser, home: Path) -> None:
    user.fill("INBOX", MESSAGES, profile="tiny")
    Profile(home).add_account(user)
    window, engines = _window(home)
    time.sleep(0.3)  # in the middle of a backfill
    window.kill()
    window.wait(10)
    _all_gone(engines, WITHIN_S)
    assert not _marker(home).exists(), "it finished in order"
    with engine(home) as running:
        running.event(events.Ready)
        running.ask(commands.Sync, depth="headers", wait=True)
        running.leave()
    assert stored(home) == served(user)
    sound(home)


def test_the_window_is_killed_while_a_part_comes(user: MailUser, home: Path) -> None:
    with SecondClient(user) as client:
        client.append(message(attachments=(Attachment(content=bytes(8_000_000)),)))
    stall = Fault(effect=Effect.SILENCE, at_octet=3_000_000)
    with in_thread(user.server.host, user.server.ports.imap, stall) as proxy:
        Profile(home).add_account(user, port=proxy.port)
        Profile(home).sync()
        window, engines = _window(home, key_of(home, 1))
        deadline = time.monotonic() + 20
        while proxy.total.to_client_octets < 2_900_000:
            assert time.monotonic() < deadline
            time.sleep(0.01)
        window.kill()
        window.wait(10)
        _all_gone(engines, WITHIN_S)
    assert not _marker(home).exists()
    sound(home)


@pytest.mark.parametrize("how", ["eof", "sigterm", "shutdown"])
def test_an_orderly_end(user: MailUser, home: Path, how: str) -> None:
    user.fill("INBOX", MESSAGES, profile="tiny")
    Profile(home).add_account(user)
    with engine(home) as running:
        running.event(events.Ready)
        running.event(events.MessagesChanged)
        family = _family(running.process.pid)
        assert _marker(home).exists()
        match how:
            case "eof":
                assert running.process.stdin is not None
                running.process.stdin.close()
            case "sigterm":
                running.process.send_signal(signal.SIGTERM)
            case _:
                running.send(commands.Shutdown)
        assert running.process.wait(WITHIN_S) == 0
        _all_gone(family, 1.0)
    assert not _marker(home).exists()
    assert not (home / "mail.sqlite-wal").exists()
    sound(home)


def test_the_next_engine_tidies_up_after_a_killed_one(home: Path) -> None:
    left: list[Path] = []
    for _ in range(2):
        with engine(home) as running:
            running.event(events.Ready)
            owner = ProfileLock(HomeProfile(home=home)).owner()
            assert owner is not None
            left.append(Path(owner.address.removeprefix("unix:")))
            assert left[-1].is_socket()
    assert not left[0].parent.exists()
    with engine(home) as running:
        running.event(events.Ready)
        running.leave()
    assert not left[1].parent.exists()


def test_workers_do_not_outlive_a_killed_engine(user: MailUser, home: Path) -> None:
    with SecondClient(user) as client:
        client.append(message())
    Profile(home).add_account(user)
    with engine(home) as running:
        running.event(events.Ready)
        running.ask(commands.Sync, depth="bodies", wait=True)
        running.ask(commands.OpenMessage, message=key_of(home, 1))
        family = _family(running.process.pid)
        assert len(family) > 1, "a worker runs"
        running.kill()
        _all_gone(family, WITHIN_S)
