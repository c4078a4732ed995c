import pytest

from facteur.base.errors import LocalProtocolError
from facteur.imap.encoder import AwaitContinuation, Encoded, Octets, Stream
from facteur.imap.outgoing import Outgoing


def queue(*commands):
    traced = []
    outgoing = Outgoing(traced.append)
    for number, (pieces, alone) in enumerate(commands, start=1):
        outgoing.add(f"A{number}", Encoded(tuple(pieces), f"trace {number}"), alone=alone)
    return outgoing, traced


NOOP = ([Octets(b"NOOP\r\n")], False)


def test_everything_goes_at_once():
    outgoing, traced = queue(NOOP, NOOP)
    assert not outgoing.was_begun("A2")
    assert outgoing.take() == b"NOOP\r\nNOOP\r\n"
    assert outgoing.was_begun("A2")
    assert outgoing.take() == b""
    assert traced == ["trace 1", "trace 2"]


def test_a_literal_waits_and_holds_back_the_rest():
    outgoing, _ = queue(
        ([Octets(b"X {1}\r\n"), AwaitContinuation(), Octets(b"a\r\n")], False), NOOP
    )
    assert not outgoing.grant()
    assert outgoing.take() == b"X {1}\r\n"
    assert outgoing.take() == b""
    assert outgoing.grant()
    assert not outgoing.grant()
    assert outgoing.take() == b"a\r\nNOOP\r\n"
    assert not outgoing.grant()


def test_a_refused_literal_is_dropped():
    outgoing, _ = queue(
        ([Octets(b"X {1}\r\n"), AwaitContinuation(), Octets(b"a\r\n")], False), NOOP
    )
    outgoing.take()
    outgoing.completed("A1")
    assert outgoing.take() == b"NOOP\r\n"


def test_a_begun_stream_is_written_to_its_end_even_when_refused():
    chunks = [b"x" * 200_000] * 3
    outgoing, _ = queue(
        ([Octets(b"X {600000+}\r\n"), Stream(chunks, 600_000), Octets(b"\r\n")], False), NOOP
    )
    written = outgoing.take()
    assert len(written) < 500_000
    outgoing.completed("A1")
    while more := outgoing.take():
        written += more
    assert written == b"X {600000+}\r\n" + b"x" * 600_000 + b"\r\nNOOP\r\n"


@pytest.mark.parametrize("size", [2, 4])
def test_a_stream_of_another_length(size):
    outgoing, _ = queue(([Stream([b"abc"], size)], False))
    with pytest.raises(LocalProtocolError):
        outgoing.take()


def test_what_stands_alone():
    outgoing, traced = queue(([Octets(b"IDLE\r\n")], True), NOOP)
    assert outgoing.take() == b"IDLE\r\n"
    assert outgoing.take() == b""
    outgoing.answer(b"DONE", "DONE")
    assert outgoing.take() == b"DONE\r\n"
    outgoing.completed("A7")
    assert outgoing.take() == b""
    outgoing.completed("A1")
    assert outgoing.take() == b"NOOP\r\n"
    assert traced == ["trace 1", "DONE", "trace 2"]
