"""The quick way must give what the general way gives, whatever is mixed in and however cut."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facteur.imap import Connection, FetchBatch, Fetched, Limits, NumSet, commands
from facteur.imap.buffer import ReceiveBuffer
from facteur.imap.fastfetch import FastFetch
from facteur.imap.fetchreply import FetchReader
from tests.support.scripted import drained, flattened

FLAGS = st.sampled_from(
    [b"", b"\\Seen", b"\\Seen \\Answered", b"$a b", b"NIL", b"a]b", b"\\*", b'"q"', b"(x)"]
)
DATES = st.sampled_from(
    [
        b"17-Jul-1996 02:44:25 -0700",
        b" 1-Jan-2024 00:00:00 +0000",
        b"99-Xyz-2024 00:00:00 +0000",
        b"x",
    ]
)
NUMBERS = st.sampled_from(
    [0, 1, 7, 999, 3_999_999_999, 4_000_000_000, 4_294_967_295, 4_294_967_296, 2**63, 10**20]
)
CONTENTS = st.binary(max_size=30) | st.sampled_from(
    [b")\r\n", b"* 5 FETCH (UID 5)\r\n", b"\r\n" * 9]
)
SECTIONS = st.sampled_from(
    [b"HEADER.FIELDS (DATE FROM)", b"", b"1.2.MIME", b'HEADER.FIELDS ("DATE")']
)
ORDERS = st.lists(
    st.sampled_from(["UID", "FLAGS", "INTERNALDATE", "RFC822.SIZE", "MODSEQ", "BODY", "X"]),
    min_size=1, max_size=6, unique=True,
)  # fmt: skip
NAMES = {"X": b"X-GM-MSGID 12", "BODY": b""}


@st.composite
def replies(draw):
    """A stream in a few orders, mostly plain, with the odd other line."""
    orders = draw(st.lists(ORDERS, min_size=1, max_size=2))
    section = draw(SECTIONS)
    out = []
    for n in range(1, draw(st.integers(1, 25))):
        order = draw(st.sampled_from(orders))
        plain = draw(st.integers(0, 5))
        out.append(_reply(draw, n, order, section, plain=plain > 0))
        if draw(st.integers(0, 9)) == 0:
            out.append(
                draw(
                    st.sampled_from(
                        [
                            b"* OK x\r\n",
                            b"* 1 EXPUNGE\r\n",
                            b"* 60 EXISTS\r\n",
                            b"* 2 FETCH (FLAGS ())\r\n",
                            b"* 2 FETCH (\r\n",
                        ]
                    )
                )
            )
    return b"".join(out)


def _reply(draw, n, order, section, *, plain):
    items = []
    for name in order:
        match name:
            case "UID":
                items.append(b"UID %d" % (n * 10 if plain else draw(NUMBERS)))
            case "FLAGS":
                items.append(b"FLAGS (%s)" % draw(FLAGS))
            case "INTERNALDATE":
                items.append(b'INTERNALDATE "%s"' % draw(DATES))
            case "RFC822.SIZE":
                items.append(b"RFC822.SIZE %d" % (n if plain else draw(NUMBERS)))
            case "MODSEQ":
                items.append(b"MODSEQ (%d)" % (n if plain else draw(NUMBERS)))
            case "BODY":
                content = draw(CONTENTS)
                items.append(b"BODY[%s] {%d}\r\n%s" % (section, len(content), content))
            case _:
                items.append(NAMES[name])
    return b"* %d FETCH (%s)\r\n" % (n, b" ".join(items))


def connected(*, batches):
    connection = Connection(tls=True, batches=batches)
    connection.receive(b"* PREAUTH hi\r\n")
    connection.send(commands.Select(mailbox=b"INBOX"))
    drained(connection)
    connection.receive(b"* 50 EXISTS\r\nA1 OK done\r\n")
    return connection


def events(stream, *, batches, cuts=()):
    connection = connected(batches=batches)
    edges = [0, *sorted(cuts), len(stream)]
    found = []
    for begin, end in itertools.pairwise(edges):
        found += connection.receive(stream[begin:end])
    return [repr(e) + repr(getattr(e, "sections", "")) for e in flattened(found)], connection


@settings(max_examples=250, deadline=None)
@given(replies(), st.lists(st.integers(0, 400), max_size=5))
def test_quick_is_general(stream, cuts):
    general, slow = events(stream, batches=False)
    cuts = [cut for cut in cuts if cut < len(stream)]
    quick, fast = events(stream, batches=True, cuts=cuts)
    assert quick == general
    assert fast.selected.exists == slow.selected.exists
    assert [fast.selected.map.uid(n) for n in range(61)] == [
        slow.selected.map.uid(n) for n in range(61)
    ]


def stream(order, count=20):
    class Draw:
        def __call__(self, strategy):
            return (
                b"\\Seen"
                if strategy is FLAGS
                else b"17-Jul-1996 02:44:25 -0700"
                if strategy is DATES
                else b"a\r\nb"
            )

    return b"".join(
        _reply(Draw(), n, order, b"HEADER.FIELDS (DATE FROM)", plain=True)
        for n in range(1, count + 1)
    )


@pytest.mark.parametrize(
    "order",
    [
        ["UID", "FLAGS", "INTERNALDATE"],
        ["FLAGS", "UID"],
        ["UID"],
        ["FLAGS", "UID", "MODSEQ", "RFC822.SIZE", "INTERNALDATE", "BODY"],
        ["BODY", "UID", "FLAGS"],
        ["UID", "BODY", "FLAGS", "MODSEQ"],
    ],
    ids=" ".join,
)
def test_plain_runs_come_as_batches(order):
    found = connected(batches=True).receive(stream(order))
    assert [type(event) for event in found] == [Fetched, FetchBatch]
    assert len(found[1]) == 19


def test_other_shapes_are_learned_after_each_other():
    octets = stream(["UID", "FLAGS"]) + stream(["FLAGS", "UID"]) + stream(["UID", "FLAGS"])
    found = connected(batches=True).receive(octets)
    assert [len(event) for event in found if isinstance(event, FetchBatch)] == [19, 19, 19]


def test_a_body_longer_than_a_window():
    body = b"x" * 300_000
    one = b"* %d FETCH (UID %d BODY[] {300000}\r\n" + body + b")\r\n"
    octets = b"".join(one % (n, n) for n in (1, 2, 3))
    connection = connected(batches=True)
    got = flattened(
        e for n in range(0, len(octets), 70_000) for e in connection.receive(octets[n : n + 70_000])
    )
    assert [event.section("") for event in got] == [body] * 3


def test_a_literal_over_the_limit_is_left_to_the_judge():
    buffer = ReceiveBuffer(Limits(literal_octets=10))
    reader = FastFetch(FetchReader(), Limits(literal_octets=10))
    reader.learn([b"* 1 FETCH (UID 1 BODY[] ", b"x", b")"])
    buffer.feed(b"* 2 FETCH (UID 2 BODY[] {999999999}\r\nxx")
    assert reader.read(buffer) is None
    assert buffer.ready


@pytest.mark.parametrize(
    "unit",
    [
        [b"* 1 FETCH (FLAGS ())"], [b"* 1 FETCH (UID 1 UID 2)"], [b"* 1 FETCH (UID 1 X 2)"], [b"* LIST"],
        [b"* 1 FETCH (UID 1 BODY[] ", b"a", b" X 1)"], [b"* 1 FETCH (UID 1 X ", b"a", b")"],
        [b"* 1 FETCH (UID 1 BODY[]", b"", b"", b"", b")"],
    ],
)  # fmt: skip
def test_other_shapes_are_not_learned(unit):
    reader = FastFetch(FetchReader(), Limits())
    reader.learn(unit)
    assert reader._shape is None


def test_memory_of_shapes_is_bounded():
    reader = FastFetch(FetchReader(), Limits())
    for n in range(200):
        reader.learn([b"* 1 FETCH (UID 1 BODY[%d] " % n, b"a", b")"])
    assert len(reader._shapes) <= 64


def test_it_waits_without_looking_again():
    connection = connected(batches=True)
    connection.receive(stream(["UID", "BODY"]))
    assert (
        connection.receive(b"* 21 FETCH (UID 210 BODY[HEADER.FIELDS (DATE FROM)] {1000}\r\n") == []
    )
    assert not connection._buffer.ready
    assert connection._buffer.at_unit_start
    (batch,) = connection.receive(b"y" * 1000 + b")\r\n")
    assert batch.contents == [b"y" * 1000]
    assert NumSet.of(batch.uids) == NumSet.of([210])
