"""The lines between the practice window and its server."""

import msgspec
import pytest

from facteur.link import practice as link

MESSAGE = link.ServerMessage(uid=7, message_id="a@b", sender="Ann", subject="Hé", received_ms=1)


@pytest.mark.parametrize("value", [link.Deliver(user="pop"), link.SetLine(up=False), link.Mark()])
def test_what_is_asked_for_comes_over_in_one_line(value: link.Command):
    text = link.line(value)
    assert text.count(b"\n") == 1
    assert link.command(text) == value


@pytest.mark.parametrize(
    "value",
    [
        link.Listening(imap_port=1, pop_port=2, submission_port=3, passwords={"imap": "x"}),
        link.Maildrop(user="imap", messages=[MESSAGE]),
        link.Line(up=True),
        link.Sent(messages=2),
    ],
)
def test_what_is_told_comes_over_in_one_line(value: link.Event):
    assert link.event(link.line(value)) == value


def test_nonsense_is_refused():
    for text in (b"", b"{}", b'{"type":"deliver"}', b'{"type":"listening"}', b"\xff"):
        with pytest.raises(msgspec.DecodeError):
            link.command(text)
