"""Built messages are what the standard library reads them to be."""

import email
import email.message

from tests.support.builders import Attachment, message


def test_all_parts_are_found() -> None:
    raw = message(
        subject="Bonjour", html="<p>é</p>", attachments=(Attachment(name="a.bin", content=b"\0\1"),)
    )
    assert raw.count(b"\n") == raw.count(b"\r\n")
    parsed = email.message_from_bytes(raw)
    kinds = [part.get_content_type() for part in parsed.walk()]
    assert kinds == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/plain",
    ]
    last = list(parsed.walk())[-1]
    assert (last.get_filename(), last.get_payload(decode=True)) == ("a.bin", b"\0\1")
    assert not parsed.defects
