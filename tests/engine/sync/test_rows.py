"""FETCH replies become rows, whether they come as batches or one by one."""

from facteur.engine.sync.rows import (
    FLAG_ITEMS,
    ROW_ITEMS,
    SKELETON_ITEMS,
    has_headers,
    header_rows,
    skeleton_rows,
)
from facteur.imap.responses import Exists, FetchBatch, Fetched
from facteur.mail.flags import Flags
from tests.support.scripted import read, replay

LOGIN = """
S: * PREAUTH [CAPABILITY IMAP4rev1] hi
> Select(mailbox=b"INBOX")
C: A1 SELECT INBOX
S: * 3 EXISTS
S: A1 OK [READ-WRITE]
"""
HEADER = b"Subject: =?utf-8?Q?H=C3=A9llo?=\r\nFrom: Ann <ann@x>\r\nTo: b@x\r\nCc: c@x\r\nMessage-ID: <m@x>\r\n\r\n"
SECTION = b"BODY[HEADER.FIELDS (DATE FROM)] {%d}\r\n%s" % (len(HEADER), HEADER)
DATE = b'INTERNALDATE "23-Nov-2026 08:00:00 +0000"'


def fetched(*replies: bytes, batches: bool) -> list:
    lines = "".join(f"S! {reply + bytes([13, 10])!r}\n" for reply in replies)
    script = (
        LOGIN
        + '> Fetch(messages=NumSet.span(1), items=("UID", "FLAGS"))\nC: A2 UID FETCH 1:* (UID FLAGS)\n'
        + lines
    )
    from tests.support import scripted

    if not batches:
        return replay(read(script), batches=False)[1]
    connection, _ = scripted.replay(read(script.split("S!")[0]), batches=True)
    return connection.receive(b"".join(reply + b"\r\n" for reply in replies))


def test_headers_either_way():
    reply = b"* %d FETCH (UID %d FLAGS (\\Seen $x) " + DATE + b" RFC822.SIZE 99 " + SECTION + b")"
    replies = [reply % (n, n + 4) for n in (1, 2, 3)]
    found = [
        [
            row
            for event in fetched(*replies, batches=batches)
            if has_headers(event)
            for row in header_rows(event)
        ]
        for batches in (True, False)
    ]
    assert found[0] == found[1]
    first = found[0][0]
    assert (first.uid, first.flags, first.keywords, first.size_octets) == (
        5,
        int(Flags.SEEN),
        ("$x",),
        99,
    )
    assert (first.subject, first.sender_address, first.recipients) == ("Héllo", "ann@x", "b@x, c@x")
    assert first.header_message_id == "m@x"
    assert first.received_ms == 1_795_420_800_000


def test_skeletons_either_way():
    replies = [b"* %d FETCH (UID %d FLAGS () " % (n, n + 4) + DATE + b")" for n in (1, 2, 3)]
    found = [
        [row for event in fetched(*replies, batches=batches) for row in skeleton_rows(event)]
        for batches in (True, False)
    ]
    assert found[0] == found[1]
    assert [row.uid for row in found[0]] == [5, 6, 7]


def test_replies_without_what_is_needed_give_no_rows():
    assert not has_headers(Exists(count=1))
    assert not has_headers(Fetched(sequence=1, uid=None))
    assert list(skeleton_rows(Exists(count=1))) == []
    assert list(header_rows(Fetched(sequence=1, uid=5))) == []
    assert list(skeleton_rows(Fetched(sequence=1, uid=5))) == []


def test_nothing_asked_for_marks_a_message_as_read():
    for items in (ROW_ITEMS, SKELETON_ITEMS, FLAG_ITEMS):
        assert all(".PEEK" in item for item in items if item.startswith("BODY"))
    assert FetchBatch is not Fetched
