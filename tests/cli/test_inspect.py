"""`inspect`: files in, one object a line out, in order, whatever they hold."""

import io
import json
import sys
from pathlib import Path

import pytest

from facteur.cli import inspect
from facteur.cli.invocation import Form, InspectFiles
from tests.support.builders import Attachment, message

KEYS = [
    "file", "from", "to", "cc", "subject", "date", "message_id", "text", "html", "attachments",
    "defects", "remote",
]  # fmt: skip


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    first, second = tmp_path / "one.eml", tmp_path / "two.eml"
    first.write_bytes(message(subject="First", attachments=(Attachment(),)))
    second.write_bytes(
        message(subject="Second", html='<p>Hi<img src="https://example.net/p.gif"></p>')
    )
    return str(first), str(second)


def run(
    capsys: pytest.CaptureFixture[str], *names: str, form: Form = Form.JSON
) -> tuple[int, str, str]:
    code = inspect.run(InspectFiles(files=names, form=form))
    said = capsys.readouterr()
    return code, said.out, said.err


def test_one_object_a_line_in_order(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _err = run(capsys, files[1], files[0])
    told = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [one["subject"] for one in told] == ["Second", "First"]
    assert list(told[0]) == KEYS
    assert told[0]["file"] == files[1]
    assert told[0]["from"] == [{"name": "Claire Martin", "address": "claire@example.org"}]
    assert told[0]["remote"] == ["https://example.net/p.gif"]
    (attachment,) = told[1]["attachments"]
    assert list(attachment) == ["name", "type", "size", "sha256", "inline"]
    assert attachment["size"] == len(b"content of the file\n")


def test_a_missing_file_stops_nothing(
    files: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, files[0], str(tmp_path / "none.eml"), str(tmp_path), files[1])
    assert code == 1
    assert len(out.splitlines()) == 2
    assert "none.eml: No such file" in err
    assert len(err.splitlines()) == 2


def test_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(message(subject="Piped"))))
    code, out, _err = run(capsys, "-")
    assert code == 0
    assert json.loads(out)["subject"] == "Piped"
    assert json.loads(out)["file"] == "-"


def test_in_words_no_file_is_obeyed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    evil = tmp_path / "evil.eml"
    evil.write_bytes(
        message(subject="\x1b]0;x\x07", text="hello\x1b[2J\n", attachments=(Attachment(),))
    )
    for form in (Form.WHOLE, Form.TEXT, Form.HTML):
        code, out, _err = run(capsys, str(evil), form=form)
        assert code == 0
        assert out.replace("\n", "").isprintable() or not out.strip()
    code, out, _err = run(capsys, str(evil), form=Form.WHOLE)
    assert "From:    Claire Martin <claire@example.org>" in out
    assert "notes.txt" in out


def test_several_files_in_words_are_told_apart(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    _code, out, _err = run(capsys, *files, form=Form.TEXT)
    assert out.count("==> ") == 2
    _code, out, _err = run(capsys, files[0], form=Form.TEXT)
    assert out == "Good morning.\n"
    _code, out, _err = run(capsys, files[1], form=Form.HTML)
    assert "<p>Hi" in out
    assert "https://example.net/p.gif" not in out or "src=" not in out


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00\xff" * 100,
        b"From: x",
        b"\r\n\r\n",
        b"Content-Type: multipart/mixed; boundary=a\n\n--a\n--a\n--a--",
    ],
)
def test_any_bytes(raw: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "x.eml"
    path.write_bytes(raw)
    code, out, _err = run(capsys, str(path))
    assert code == 0
    assert list(json.loads(out)) == KEYS
