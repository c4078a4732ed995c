"""The values behind `facteur inspect`."""

import hashlib
import json

from facteur.message.inspect import ATTACHMENT_KEYS, KEYS, inspect_message, to_json_keys
from tests.message.test_prepare import RICH


def test_keys_and_values() -> None:
    found = to_json_keys(inspect_message(RICH, "rich.eml"))
    assert tuple(found) == KEYS
    assert found["file"] == "rich.eml"
    assert found["from"] == [{"name": "Zoé", "address": "zoe@x.example"}]
    assert found["date"] == "2024-07-09T12:00:00+02:00"
    assert found["message_id"] == "rich@x.example"
    assert found["text"] == "Bonjour Zoé, en texte."
    assert "<b>Bonjour</b>" in str(found["html"])
    assert found["remote"] == ["http://tracker.example/p.gif"]
    attachments = found["attachments"]
    assert isinstance(attachments, list)
    assert tuple(attachments[1]) == ATTACHMENT_KEYS
    assert attachments[1] == {
        "name": "rapport été.pdf",
        "type": "application/pdf",
        "size": 9,
        "sha256": hashlib.sha256(b"%PDF-fake").hexdigest(),
        "inline": False,
    }
    json.dumps(found).encode("utf-8")


def test_no_text_alternative_and_no_date() -> None:
    found = inspect_message(b"Content-Type: text/html\nDate: never\n\n<p>hi</p>", "x")
    assert (found.text, found.date, found.cc) == ("hi", None, ())
    assert inspect_message(b"\nplain", "x").html == ""


def test_an_empty_alternative_is_no_text() -> None:
    raw = (
        b"Content-Type: multipart/alternative; boundary=b\n\n--b\n\n \n"
        b"--b\nContent-Type: text/html\n\n<p>words\n--b--\n"
    )
    assert inspect_message(raw, "x").text == "words"
    html = b"--m\nContent-Type: text/html\n\n<p>more\n"
    mixed = b"Content-Type: multipart/mixed; boundary=m\n\n--m\n" + raw + html + b"--m--\n"
    assert inspect_message(mixed, "x").text == "words\n\nmore"


def test_unknown_zone_is_utc() -> None:
    found = inspect_message(b"Date: 5 Jan 2004 12:00:00 -0000\n\n", "x")
    assert found.date == "2004-01-05T12:00:00+00:00"


def test_defects_name_code_and_section() -> None:
    found = inspect_message(
        b"From: a@x\nFrom: b@x\nContent-Type: text/plain; charset=odd\n\n\xe9", "x"
    )
    assert found.defects == ("charset-unknown: 1 odd", "two-from")
