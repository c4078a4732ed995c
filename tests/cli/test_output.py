"""Results on stdout, words and progress on stderr."""

import io
import json
import sys

import pytest

from facteur.cli import output
from facteur.link.events import AccountsChanged, ProgressChanged

PROGRESS = ProgressChanged(task=1, account=1, kind="headers", done=1200, total=100_000)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_an_array_is_json_however_long(capsys: pytest.CaptureFixture[str]) -> None:
    for values in ([], [{"a": 1}], [{"a": 1}, {"b": "é"}]):
        output.json_array(iter(values))
        assert json.loads(capsys.readouterr().out) == values


def test_a_table_without_rows_is_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    output.rows(("A", "B"), [])
    assert capsys.readouterr().out == ""
    output.rows(("A", "B"), [("1", "2")])
    output.rows(("A", "B"), [("3", "4")], goes_on=True)
    assert capsys.readouterr().out == "A  B\n1  2\n3  4\n"


def test_bytes_go_out_as_they_are(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    output.octets(b"\x00\xff\r\n\x1b")
    assert capfdbinary.readouterr().out == b"\x00\xff\r\n\x1b"


def test_sentences_go_to_stderr_and_are_safe(capsys: pytest.CaptureFixture[str]) -> None:
    output.say("no\x1b[2J\nway")
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == "facteur: no\ufffd[2J way\n"


def test_progress_is_shown_on_a_terminal_and_goes_again(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    progress = output.Progress()
    progress.on_event(AccountsChanged())
    progress.on_event(PROGRESS)
    assert "headers: 1,200 of 100,000 messages" in terminal.getvalue()
    progress.end()
    progress.end()
    assert terminal.getvalue().endswith("\r\x1b[K")
    assert terminal.getvalue().count("\r") == 2


def test_progress_is_silent_elsewhere(capsys: pytest.CaptureFixture[str]) -> None:
    progress = output.Progress()
    progress.on_event(PROGRESS)
    progress.end()
    assert capsys.readouterr().err == ""


def test_letters_that_the_locale_lacks_stop_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", stream)
    output.prepare()
    output.lines(["é"])
    stream.flush()
    assert stream.buffer.getvalue() == b"\\xe9\n"  # pyright: ignore[reportAttributeAccessIssue]
