"""Status lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facteur.pop.replies import Reply, after_status, read_reply


@pytest.mark.parametrize(
    ("line", "reply"),
    [
        (b"+OK", Reply(ok=True)),
        (b"+OK ", Reply(ok=True)),
        (b"+ok hello", Reply(ok=True, text="hello")),
        (b"-ERR\tno", Reply(ok=False, text="no")),
        (b"-ERR [IN-USE] wait", Reply(ok=False, code="IN-USE", text="wait")),
        (b"-ERR [sys/temp/disk]", Reply(ok=False, code="SYS/TEMP/DISK")),
        (b"-ERR [LOGIN-DELAY 30] slower", Reply(ok=False, code="LOGIN-DELAY", text="slower")),
        (b"-ERR [1] not a code", Reply(ok=False, text="[1] not a code")),
        (b"-ERR [open", Reply(ok=False, text="[open")),
        (b"+OK \xff\0", Reply(ok=True, text="\ufffd")),
        (b"+OK-ish", Reply(ok=True, text="-ish")),
        (b"+OKAY", None), (b"OK", None), (b"", None), (b"* OK IMAP", None), (b" +OK", None),
    ],
)  # fmt: skip
def test_status_lines(line: bytes, reply: Reply | None):
    assert read_reply(line, 1000) == reply


def test_texts_are_bounded():
    reply = read_reply(b"-ERR [AUTH] " + b"x" * 5000, 1000)
    assert reply is not None
    assert len(reply.text) == 1000


def test_codes_have_a_hierarchy():
    assert Reply(ok=False, code="SYS/TEMP/DISK").has_code("SYS/TEMP")
    assert Reply(ok=False, code="SYS/TEMP").has_code("SYS/TEMP")
    assert not Reply(ok=False, code="SYS/TEMPO").has_code("SYS/TEMP")


@given(st.binary(max_size=80))
def test_anything_is_read(rest: bytes):
    assert read_reply(b"-ERR " + rest, 30) is not None
    read_reply(rest, 30)
    after_status(b"+OK" + rest)
