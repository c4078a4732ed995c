"""The moment a server took a message in, and where a header ends."""

import pytest

from facteur.message.received import header_of, received_ms

MOMENT = 1_795_420_800_000  # 2026-11-23T08:00:00Z


@pytest.mark.parametrize(
    "header",
    [
        b"Received: from a by b; Mon, 23 Nov 2026 08:00:00 +0000\r\n\r\n",
        b"RECEIVED:by b;23 Nov 2026 09:00:00 +0100\n\n",
        (
            b"Return-Path: <a@b>\r\nReceived: from a\r\n\tby b (C)\r\n\tid 1;\r\n\tMon,\r\n"
            b" 23 Nov 2026 08:00:00 GMT\r\nReceived: from x by y; Sun, 22 Nov 2026 08:00:00 +0000"
            b"\r\n\r\n"
        ),
        b"Received: by b (it said; hello) for <c@d>; Mon, 23 Nov 2026 08:00:00 +0000\r\n\r\n",
    ],
)
def test_the_topmost_trace_says_it(header: bytes) -> None:
    assert received_ms(header) == MOMENT


@pytest.mark.parametrize(
    "header",
    [
        b"",
        b"Subject: x\r\n\r\n",
        b"Received: from a by b\r\n\r\n",
        b"Received: from a by b; yesterday\r\n\r\n",
        b"X-Received: by b; Mon, 23 Nov 2026 08:00:00 +0000\r\n\r\n",
        b"Received:" + b"x" * 100_000 + b"; Mon, 23 Nov 2026 08:00:00 +0000\r\n\r\n",
        b"Received: \xff\x00;\xff\x00\r\n\r\n",
    ],
)
def test_without_a_sensible_trace_there_is_none(header: bytes) -> None:
    assert received_ms(header) is None


@pytest.mark.parametrize(
    ("data", "header"),
    [
        (b"A: b\r\n\r\nbody\r\n\r\nmore", b"A: b\r\n\r\n"),
        (b"A: b\n\nbody\r\n\r\nmore", b"A: b\n\n"),
        (b"A: b\r\n\r\nbody\n\nmore", b"A: b\r\n\r\n"),
        (b"A: b\r\n", b"A: b\r\n"),
        (b"", b""),
    ],
)
def test_a_header_ends_with_its_empty_line(data: bytes, header: bytes) -> None:
    assert header_of(data) == header
