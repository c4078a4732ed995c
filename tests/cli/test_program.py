"""The top of the command line: codes, words, quiet ends, and what is never imported."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from facteur.base.paths import Profile
from facteur.cli import main, program
from facteur.cli.invocation import (
    AddAccount,
    Command,
    InspectFiles,
    ListAccounts,
    ListMessages,
    MarkMessages,
    RemoveAccount,
    ShowMessage,
    ShowStatus,
    SyncOnce,
)
from facteur.link.codec import FromEngine
from facteur.link.commands import Command as LinkCommand
from facteur.link.events import Problem
from facteur.mail.flags import Flags
from tests.cli.scripted import Filled, ScriptedEngine, settings
from tests.support.tree import ROOT


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (ListMessages(mailbox="INBOX"), "no account yet"),
        (SyncOnce(), "no account yet"),
        (RemoveAccount(address="a@b"), "no account yet"),
        (ShowMessage(message=5), "No message here has this key: 5"),
        (MarkMessages(messages=(5,), add=Flags.SEEN), "No message here has this key: 5"),
        (InspectFiles(files=("/does/not/exist",)), "No such file"),
    ],
)
def test_what_cannot_be_done_is_said(
    command: Command, words: str, empty: Profile, capsys: pytest.CaptureFixture[str]
) -> None:
    assert program.run(command, empty, ScriptedEngine()) == 1
    said = capsys.readouterr()
    assert words in said.err
    assert said.out == ""
    assert not empty.home.exists()


def test_what_only_reads_ends_with_0(empty: Profile) -> None:
    assert main(ListAccounts(json=True), empty) == 0
    assert program.run(ShowStatus(), empty) == 0


def test_an_engine_that_cannot_start_is_said(
    empty: Profile, capsys: pytest.CaptureFixture[str]
) -> None:
    engine = ScriptedEngine(problem=Problem(family="store", code="newer"))
    command = AddAccount(settings=settings(), password_from_stdin=False)
    assert program.run(command, empty, engine) == 1
    assert "newer Facteur" in capsys.readouterr().err


def test_the_damaged_profile_is_said(empty: Profile, capsys: pytest.CaptureFixture[str]) -> None:
    empty.create()
    empty.mail.write_bytes(b"this is no database, whatever its name says" * 100)
    assert program.run(ShowStatus(), empty) == 1
    assert "damaged" in capsys.readouterr().err


@pytest.mark.parametrize(("error", "code"), [(KeyboardInterrupt, 130), (ZeroDivisionError, 1)])
def test_other_ends(
    error: type[BaseException], code: int, filled: Filled, capsys: pytest.CaptureFixture[str]
) -> None:
    def answer(command: LinkCommand) -> Sequence[FromEngine]:
        del command
        return []

    class Broken(ScriptedEngine):
        def __call__(self, profile: Profile):
            raise error

    assert program.run(SyncOnce(), filled.profile, Broken(answer)) == code
    said = capsys.readouterr().err
    assert ("Facteur made a mistake" in said) == (code == 1)


def test_a_pipe_that_broke_ends_quietly(tmp_path: Path) -> None:
    """The reader has gone before the first line comes."""
    path = tmp_path / "a.eml"
    path.write_bytes(b"Subject: x\n\n" + b"text\n" * 100_000)
    process = subprocess.Popen(
        [sys.executable, "-m", "facteur", "inspect", "--text", str(path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={"PYTHONPATH": str(ROOT / "app"), "PATH": ""},
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(30) == program.PIPE_BROKEN


def test_qt_is_never_imported_nor_is_the_engine_for_what_only_reads(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from facteur.__main__ import main\n"
        "assert main(['list', 'INBOX']) == 1\n"
        "assert main(['status']) == 0\n"
        "assert main(['inspect', '/dev/null', '--json']) == 0\n"
        "import facteur.cli, facteur.cli.show, facteur.cli.syncing, facteur.cli.marking\n"
        "import facteur.cli.accounts\n"
        "loaded = {name.partition('.')[0] for name in sys.modules}\n"
        "assert not loaded & {'PySide6', 'shiboken6', 'keyring'}, loaded\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code],
        check=False,
        capture_output=True,
        env={"PYTHONPATH": str(ROOT / "app"), "FACTEUR_HOME": str(tmp_path / "home")},
        timeout=30,
    )
    assert ended.returncode == 0, ended.stderr.decode()
    assert not (tmp_path / "home").exists()
