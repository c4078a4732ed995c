"""`show`: what is here is read, what is not is fetched, and bytes go out as they are."""

import base64
import json
from collections.abc import Sequence

import pytest

from facteur.base.errors import UsageError
from facteur.cli import show
from facteur.cli.dialogue import EngineUnwilling
from facteur.cli.invocation import Form, ShowMessage
from facteur.link import commands
from facteur.link.codec import FromEngine
from facteur.link.events import Done, Failed, Problem
from tests.cli.scripted import ADDRESS, Filled, ScriptedEngine, put_body, put_content


def run(filled: Filled, engine: ScriptedEngine, form: Form, section: str = "") -> int:
    command = ShowMessage(message=filled.messages[1], form=form, section=section)
    return show.run(command, filled.profile, engine)


def test_what_is_here_needs_no_engine(filled: Filled, capsys: pytest.CaptureFixture[str]) -> None:
    put_body(filled, filled.messages[1])
    engine = ScriptedEngine()
    assert run(filled, engine, Form.WHOLE) == 0
    text = capsys.readouterr().out
    assert text.replace("\n", "").isprintable()
    assert "From:    Paul <paul@example.net>" in text
    assert "Good morning" in text
    assert "plan.pdf" in text
    assert "on the server" in text
    assert "1 references, not loaded" in text
    assert engine.greeted == []


def test_text_and_html(filled: Filled, capsys: pytest.CaptureFixture[str]) -> None:
    put_body(filled, filled.messages[1])
    assert run(filled, ScriptedEngine(), Form.TEXT) == 0
    assert capsys.readouterr().out == "Good morning\ufffd[2J\nand more\n"
    assert run(filled, ScriptedEngine(), Form.HTML) == 0
    page = capsys.readouterr().out
    assert page.startswith("<!DOCTYPE html>")
    assert "<b>morning</b>" in page
    assert "\x1b" not in page


def test_no_html_is_said(filled: Filled) -> None:
    put_body(filled, filled.messages[1], is_html=False)
    with pytest.raises(UsageError) as caught:
        run(filled, ScriptedEngine(), Form.HTML)
    assert caught.value.code == "no-html"


def test_json(filled: Filled, capsys: pytest.CaptureFixture[str]) -> None:
    put_body(filled, filled.messages[1])
    assert run(filled, ScriptedEngine(), Form.JSON) == 0
    told = json.loads(capsys.readouterr().out)
    assert list(told) == [
        "key", "uid", "mailbox", "account", "message_id", "from", "to", "cc", "reply_to",
        "subject", "date", "flags", "size", "text", "html", "attachments", "defects", "warnings",
        "remote", "cut",
    ]  # fmt: skip
    assert told["account"] == ADDRESS
    assert told["attachments"] == [
        {
            "section": "2",
            "name": "plan.pdf",
            "type": "application/pdf",
            "size": 1234,
            "inline": False,
            "here": False,
        }
    ]
    assert told["defects"] == ["charset-unknown"]
    assert told["remote"] == ["https://example.net/pixel.gif"]


def test_a_text_that_is_not_here_is_fetched(
    filled: Filled, capsys: pytest.CaptureFixture[str]
) -> None:
    def answer(command: commands.Command) -> Sequence[FromEngine]:
        put_body(filled, filled.messages[1])
        return [Done(request=command.request)]

    engine = ScriptedEngine(answer)
    assert run(filled, engine, Form.TEXT) == 0
    assert engine.heard == [commands.OpenMessage(request=1, message=filled.messages[1])]
    assert "Good morning" in capsys.readouterr().out


def test_offline_it_cannot_be_fetched(filled: Filled) -> None:
    def answer(command: commands.Command) -> Sequence[FromEngine]:
        problem = Problem(family="network", code="offline")
        return [Failed(request=command.request, problem=problem)]

    with pytest.raises(EngineUnwilling) as caught:
        run(filled, ScriptedEngine(answer), Form.TEXT)
    assert caught.value.problem.code == "offline"


def test_raw(filled: Filled, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    raw = b"Subject: x\r\n\r\n\xff\x00\x1b"

    def answer(command: commands.Command) -> Sequence[FromEngine]:
        put_content(filled, filled.messages[1], "", raw)
        return [Done(request=command.request)]

    engine = ScriptedEngine(answer)
    assert run(filled, engine, Form.RAW) == 0
    assert capfdbinary.readouterr().out == raw
    assert engine.heard == [commands.FetchSource(request=1, message=filled.messages[1])]
    assert run(filled, engine, Form.RAW) == 0
    assert capfdbinary.readouterr().out == raw
    assert len(engine.heard) == 1


def test_a_part_is_decoded(filled: Filled, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    put_body(filled, filled.messages[1])

    def answer(command: commands.Command) -> Sequence[FromEngine]:
        put_content(filled, filled.messages[1], "2", base64.encodebytes(b"%PDF\x00"))
        return [Done(request=command.request)]

    engine = ScriptedEngine(answer)
    assert run(filled, engine, Form.PART, "2") == 0
    assert capfdbinary.readouterr().out == b"%PDF\x00"
    assert engine.heard == [commands.FetchPart(request=1, message=filled.messages[1], section="2")]


def test_what_is_damaged_is_fetched_once_more(
    filled: Filled, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    put_body(filled, filled.messages[1])
    sha256 = put_content(filled, filled.messages[1], "2", b"YWJj")
    filled.store.content_write_now(lambda content: content.forget(sha256))

    def answer(command: commands.Command) -> Sequence[FromEngine]:
        put_content(filled, filled.messages[1], "2", b"YWJj")
        return [Done(request=command.request)]

    assert run(filled, ScriptedEngine(answer), Form.PART, "2") == 0
    assert capfdbinary.readouterr().out == b"abc"


def test_a_part_that_the_message_lacks(filled: Filled) -> None:
    put_body(filled, filled.messages[1])
    engine = ScriptedEngine()
    with pytest.raises(UsageError) as caught:
        run(filled, engine, Form.PART, "9")
    assert caught.value.code == "part-unknown"
    assert engine.greeted == []


def test_an_unknown_message(filled: Filled) -> None:
    with pytest.raises(UsageError) as caught:
        show.run(ShowMessage(message=999), filled.profile, ScriptedEngine())
    assert caught.value.code == "message-unknown"
