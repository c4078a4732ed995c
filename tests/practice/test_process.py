"""The process: it ends with its parent, keeps its secrets, and says nothing but lines."""

import socket
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from facteur.link import practice as link
from facteur.practice.home import PracticeHome
from tests.support.practiceserver import COMMAND, RunningServer


def test_it_is_there_within_a_second_or_so():
    began = time.monotonic()
    with RunningServer():
        assert time.monotonic() - began < 5  # of this machine alone 0.4 s; others are at work too


def test_it_ends_when_its_input_ends_and_nobody_is_answered_then():
    with RunningServer() as server:
        port = server.listening.imap_port
    assert server.process.returncode == 0
    with pytest.raises(OSError), socket.create_connection(("127.0.0.1", port), timeout=2):
        pass


def test_it_ends_when_its_parent_is_killed(tmp_path: Path):
    script = (
        "import subprocess, sys, time\n"
        f"child = subprocess.Popen({list(COMMAND)!r}, stdin=subprocess.PIPE, stdout=subprocess.PIPE)\n"
        "child.stdout.readline()\nprint(child.pid, flush=True)\ntime.sleep(60)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE)
    assert parent.stdout is not None
    child = psutil.Process(int(parent.stdout.readline()))
    parent.kill()
    parent.wait(10)
    parent.stdout.close()
    child.wait(10)


def test_no_password_is_in_its_arguments_or_surroundings():
    with RunningServer() as server:
        process = psutil.Process(server.process.pid)
        shown = " ".join([*process.cmdline(), *process.environ().values()])
        assert not [one for one in server.listening.passwords.values() if one in shown]


def test_it_listens_on_this_computer_only():
    with RunningServer() as server:
        process = psutil.Process(server.process.pid)
        listening = [one for one in process.net_connections() if one.status == psutil.CONN_LISTEN]
    assert {one.laddr.ip for one in listening} == {"127.0.0.1"}
    assert len(listening) == 3


def test_nonsense_is_passed_over():
    with RunningServer() as server:
        for line in (
            b"\n",
            b"{}\n",
            b"\xff\xff\n",
            b'{"type":"deliver"}\n',
            b"x" * 100_000 + b"\n",
        ):
            server.write(line)
        server.send(link.Deliver(user="pop"))
        assert len(server.maildrop("pop").messages) == 6


def test_it_removes_the_folder_of_a_window_that_was_killed(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    home = PracticeHome()
    (home.folder / "profile" / "mail.sqlite").write_bytes(b"x")
    with RunningServer("--home", str(home.folder)):
        home._lock.release()  # as the system does it for a killed window
    assert not home.folder.exists()


def test_it_leaves_the_folder_of_a_window_that_is_there(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    home = PracticeHome()
    with RunningServer("--home", str(home.folder)):
        pass
    assert home.folder.exists()
    home.remove()
    assert not home.folder.exists()
