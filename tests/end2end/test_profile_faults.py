"""The place where the profile lies makes trouble: full, read-only, taken, newer, oddly named."""

import contextlib
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from facteur.link import commands, events
from facteur.mail.flags import Flags
from tests.bench.facteur import Profile
from tests.support.comparing import key_of, served, sound, stored
from tests.support.engineprocess import engine
from tests.support.mailserver import MailUser

pytestmark = [pytest.mark.server, pytest.mark.slow, pytest.mark.timeout(120)]

MESSAGES = 3_000


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own, of 12 MB."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = shutil.which("mount")
    if mount is None or os.geteuid() != 0:
        pytest.skip("needs root to mount a small disk")
    made = subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=12m", "tmpfs", place], check=False, capture_output=True
    )
    if made.returncode:
        pytest.skip("may not mount here")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", place], check=True)


def _fill_up(place: Path) -> Path:
    ballast = place / "ballast"
    descriptor = os.open(ballast, os.O_CREAT | os.O_WRONLY)
    with contextlib.suppress(OSError):
        while True:
            os.write(descriptor, bytes(4096))
    os.close(descriptor)
    return ballast


def _problem(home: Path) -> events.Problem:
    """Start an engine that must refuse, and say why."""
    with engine(home) as running:
        ready = running.event(events.Ready)
        assert ready.problem is not None
        running.leave()
        assert running.process.returncode == 1
    return ready.problem


def _failing(home: Path, *words: str) -> str:
    process = Profile(home).start(*words)
    said, _ = process.communicate(timeout=30)
    assert process.returncode == 1, said
    assert b"Traceback" not in said
    return said.decode()


def test_the_disk_fills_up_and_is_freed_again(user: MailUser, disk: Path) -> None:
    user.fill("INBOX", MESSAGES, profile="tiny")
    home = disk / "profile"
    Profile(home).add_account(user)
    ballast = disk / "ballast"
    ballast.write_bytes(bytes(10_500_000))
    with engine(home) as running:
        assert running.event(events.Ready).problem is None
        raised = running.event(events.ProblemRaised).problem
        assert (raised.family, raised.code) == ("store", "disk-full")
        assert 0 < len(stored(home)) <= MESSAGES
        request = running.send(
            commands.SetFlags, messages=[key_of(home, max(stored(home)))], add=int(Flags.FLAGGED)
        )
        running.answer(request)  # done or refused, but no silence
        ballast.unlink()
        running.ask(commands.Sync, depth="headers", wait=True)
        running.leave()
    assert stored(home) == served(user)
    sound(home)


def test_a_start_on_a_full_disk(user: MailUser, disk: Path) -> None:
    home = disk / "profile"
    ballast = _fill_up(disk)
    problem = _problem(home)
    assert (problem.family, problem.code) == ("store", "disk-full")
    with pytest.raises(RuntimeError, match="disk of this computer is full") as refused:
        Profile(home).add_account(user)
    assert "Traceback" not in str(refused.value)
    ballast.unlink()
    Profile(home).add_account(user)
    Profile(home).sync()


def test_a_read_only_disk_can_be_read(user: MailUser, disk: Path) -> None:
    user.fill("INBOX", 20, profile="tiny")
    home = disk / "profile"
    Profile(home).add_account(user)
    Profile(home).sync()
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    problem = _problem(home)
    assert (problem.family, problem.code) == ("store", "read-only")
    assert Profile(home).run("list", "INBOX").output.count("\n") >= 20
    assert _failing(home, "flag", str(key_of(home, 1)), "+\\Flagged")
    subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
    Profile(home).run("flag", str(key_of(home, 1)), "+\\Flagged")
    assert "\\Flagged" in served(user)[1][0]


def test_a_second_engine_is_refused_and_the_command_line_asks_the_first(
    user: MailUser, home: Path
) -> None:
    user.fill("INBOX", 5, profile="tiny")
    Profile(home).add_account(user)
    with engine(home) as first:
        first.event(events.Ready)
        first.ask(commands.Sync, depth="headers", wait=True)
        problem = _problem(home)
        assert (problem.family, problem.code) == ("store", "locked")
        assert str(first.process.pid) in problem.detail
        since, key = len(first.heard), key_of(home, 3)
        Profile(home).run("flag", str(key), "+\\Flagged")
        first.event(events.MessagesChanged, lambda told: key in told.changed, since)
        assert "\\Flagged" in served(user)[3][0]
        assert not first.over
        first.leave()


def test_many_commands_at_once(user: MailUser, home: Path) -> None:
    """Whichever comes first is the engine of all."""
    user.fill("INBOX", 8, profile="tiny")
    Profile(home).add_account(user)
    Profile(home).sync()
    keys = {uid: key_of(home, uid) for uid in range(1, 9)}
    running = [Profile(home).start("flag", str(key), "+\\Flagged") for key in keys.values()]
    for process in running:
        said, _ = process.communicate(timeout=60)
        assert process.returncode == 0, said
    Profile(home).sync()
    assert all("\\Flagged" in served(user)[uid][0] for uid in keys)
    assert stored(home) == served(user)


@pytest.mark.parametrize("name", ["mail.sqlite", "content.sqlite"])
def test_a_newer_database_is_refused_in_words(user: MailUser, home: Path, name: str) -> None:
    Profile(home).add_account(user)
    with engine(home) as running:
        running.event(events.Ready)
        running.leave()
    database = sqlite3.connect(home / name)
    database.execute("PRAGMA user_version = 99")
    database.close()
    before = (home / name).read_bytes()
    problem = _problem(home)
    assert (problem.family, problem.code) == ("store", "newer")
    said = _failing(home, "sync")
    assert "newer" in said
    assert (home / name).read_bytes() == before


@pytest.mark.parametrize("name", ["Mes données", "été 📬 'x' \"y\"", "a#b?c%20d", "x" * 200])
def test_odd_places(user: MailUser, tmp_path: Path, name: str) -> None:
    user.fill("INBOX", 5, profile="tiny")
    home = tmp_path / name / "Profil de Zoé"
    Profile(home).add_account(user)
    with engine(home) as running:
        running.event(events.Ready)
        running.ask(commands.Sync, depth="headers", wait=True)
        Profile(home).run("flag", str(key_of(home, 2)), "+\\Flagged")  # by the socket
        running.leave()
    assert stored(home) == served(user)
    assert "\\Flagged" in stored(home)[2][0]
