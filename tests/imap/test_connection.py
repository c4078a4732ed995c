"""The machine as a whole: states, secrecy, barriers, and servers that lie."""

import time
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facteur.base.errors import LocalProtocolError, RemoteProtocolError
from facteur.imap import (
    Bye,
    Capabilities,
    Completed,
    Connection,
    Exists,
    Expunged,
    Fetched,
    Greeting,
    IdleStarted,
    ListRow,
    MapLost,
    NumSet,
    SelectionChanged,
    State,
    Status,
    StatusText,
    Unparsed,
    Vanished,
)  # fmt: skip
from facteur.imap import commands as c
from facteur.sasl import Login as SaslLogin
from facteur.sasl import Plain, Scram, XOAuth2
from tests.support.scripted import drained

ALL = b"IMAP4rev1 SASL-IR ENABLE CONDSTORE QRESYNC LITERAL+ IDLE ID COMPRESS=DEFLATE UNSELECT ESEARCH LIST-EXTENDED"


def greeted(words=b"OK [CAPABILITY %s] hi" % ALL, **options):
    connection = Connection(**{"tls": True, **options})
    connection.receive(b"* " + words + b"\r\n")
    return connection


def logged_in(**options):
    return greeted(b"PREAUTH [CAPABILITY %s] hi" % ALL, **options)


def selected(exists=3, **options):
    connection = logged_in(**options)
    connection.send(c.Select(mailbox=b"INBOX"))
    drained(connection)
    connection.receive(b"* %d EXISTS\r\nA1 OK [READ-WRITE] done\r\n" % exists)
    return connection


def code(caught):
    return caught.value.code


# Greetings


def test_greetings():
    connection = Connection(tls=True)
    (greeting,) = connection.receive(b"* OK [CAPABILITY IMAP4rev1] hello\r\n")
    assert isinstance(greeting, Greeting)
    assert connection.state is State.NOT_AUTHENTICATED
    assert "IMAP4REV1" in connection.capabilities
    assert logged_in().state is State.AUTHENTICATED
    connection = Connection(tls=True)
    (bye,) = connection.receive(b"* BYE too many connections\r\n")
    assert isinstance(bye, Bye)
    assert connection.state is State.LOGOUT


@pytest.mark.parametrize(
    "line", [b"HTTP/1.1 400 Bad Request", b"+OK POP3", b"220 smtp", b"* LIST", b"* NO x"]
)
def test_not_imap(line):
    with pytest.raises(RemoteProtocolError) as caught:
        Connection(tls=True).receive(line + b"\r\n")
    assert code(caught) == "not-imap"


def test_preauth_without_tls_is_refused():
    with pytest.raises(RemoteProtocolError) as caught:
        greeted(b"PREAUTH hi", tls=False)
    assert code(caught) == "preauth"
    assert greeted(b"PREAUTH hi", tls=False, plain_login=True).state is State.AUTHENTICATED


# Before login


def test_untagged_data_before_login_is_ignored():
    connection = greeted(tls=False)
    assert (
        connection.receive(
            b'* LIST () "/" Trap\r\n* 5 EXISTS\r\n* OK [ALERT] win\r\n* NO [REFERRAL imap://evil/] x\r\n'
            b"* 1 FETCH (UID 1)\r\n* ENABLED QRESYNC\r\n* SEARCH 1\r\n"
        )
        == []
    )
    assert not connection.enabled
    over_tls = greeted()
    assert [type(event) for event in over_tls.receive(b"* OK [ALERT] late\r\n* 5 EXISTS\r\n")] == [
        StatusText
    ]


def test_octets_after_the_starttls_ok():
    connection = greeted(tls=False)
    connection.send(c.StartTls())
    drained(connection)
    with pytest.raises(RemoteProtocolError) as caught:
        connection.receive(b"A1 OK go\r\n* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN]\r\n")
    assert code(caught) == "starttls-injected"


def test_octets_between_the_starttls_ok_and_tls():
    connection = greeted(tls=False)
    connection.send(c.StartTls())
    drained(connection)
    connection.receive(b"A1 OK go\r\n")
    with pytest.raises(LocalProtocolError):
        connection.send(c.Noop())
    with pytest.raises(RemoteProtocolError) as caught:
        connection.receive(b"x")
    assert code(caught) == "starttls-injected"


def test_capabilities_from_before_tls_are_forgotten():
    connection = greeted(b"OK [CAPABILITY IMAP4rev1 LOGINDISABLED AUTH=EVIL] x", tls=False)
    connection.send(c.StartTls())
    drained(connection)
    connection.receive(b"A1 OK go\r\n")
    connection.start_tls_done()
    assert not connection.capabilities
    assert connection.tls
    with pytest.raises(LocalProtocolError):
        connection.start_tls_done()


def test_a_refused_starttls_changes_nothing():
    connection = greeted(tls=False)
    connection.send(c.StartTls())
    with pytest.raises(LocalProtocolError):
        connection.send(c.Noop())
    drained(connection)
    (done,) = connection.receive(b"A1 BAD what?\r\n")
    assert not done.ok
    assert connection.state is State.NOT_AUTHENTICATED


def test_secrets_need_tls():
    connection = greeted(tls=False)
    for command in (
        c.Login(user="u", password="p"),
        c.Authenticate(mechanism=Plain(user="u", password="p")),
        c.Authenticate(mechanism=XOAuth2(user="u", token="t")),
    ):
        with pytest.raises(LocalProtocolError) as caught:
            connection.send(command)
        assert code(caught) == "secret-without-tls"
    connection.send(c.Authenticate(mechanism=Scram(user="u", password="p", nonce="n")))
    greeted(tls=False, plain_login=True).send(c.Login(user="u", password="p"))


# Login


def test_capabilities_after_login():
    connection = greeted()
    connection.send(c.Login(user="u", password="p"))
    drained(connection)
    connection.receive(b"A1 OK in\r\n")
    assert not connection.capabilities  # to be asked
    connection.assume(Capabilities(frozenset({"IDLE"})))
    assert "IDLE" in connection.capabilities
    connection.assume(Capabilities(frozenset({"MOVE"})))
    assert "MOVE" not in connection.capabilities
    for told in (b"A1 OK [CAPABILITY MOVE] in\r\n", b"* CAPABILITY MOVE\r\nA1 OK in\r\n"):
        connection = greeted()
        connection.send(c.Login(user="u", password="p"))
        drained(connection)
        connection.receive(told)
        assert connection.capabilities.names == {"MOVE"}
        assert connection.state is State.AUTHENTICATED


def test_a_refused_login_keeps_the_state():
    connection = greeted()
    connection.send(c.Login(user="u", password="p"))
    drained(connection)
    (done,) = connection.receive(b"A1 NO [AUTHENTICATIONFAILED] wrong\r\n")
    assert (done.status, done.code.name) == (Status.NO, "AUTHENTICATIONFAILED")
    assert connection.state is State.NOT_AUTHENTICATED
    assert connection.capabilities


def test_scram_over_imap_and_an_ok_without_proof():
    connection = greeted(b"OK [CAPABILITY IMAP4rev1] no SASL-IR")
    scram = Scram(user="user", password="pencil", nonce="rOprNGfwEbeRWgbNEkqO")
    connection.send(c.Authenticate(mechanism=scram))
    assert drained(connection) == b"A1 AUTHENTICATE SCRAM-SHA-256\r\n"
    connection.receive(b"+ \r\n")
    assert drained(connection).startswith(b"biwsbj11c2Vy")
    with pytest.raises(RemoteProtocolError) as caught:
        connection.receive(b"A1 OK trust me\r\n")
    assert code(caught) == "sasl-unproved"


def test_challenges_that_are_no_base64():
    connection = greeted()
    connection.send(c.Authenticate(mechanism=SaslLogin(user="u", password="p")))
    drained(connection)
    connection.receive(b"+ Username:\r\n+ Password:\r\n")
    assert drained(connection) == b"dQ==\r\ncA==\r\n"
    connection = greeted()
    connection.send(c.Authenticate(mechanism=XOAuth2(user="u", token="t")))
    drained(connection)
    with pytest.raises(RemoteProtocolError):
        connection.receive(b"+ !!!\r\n")


def test_no_secret_in_trace_or_repr():
    lines = []
    connection = greeted(trace=lambda direction, text: lines.append(direction + text))
    connection.send(c.Login(user="secretuser", password="hunter2"))
    drained(connection)
    connection.receive(b"A1 NO no\r\n")
    scram = Scram(user="secretuser", password="hunter2", nonce="abc")
    for mechanism in (
        Plain(user="secretuser", password="hunter2"),
        XOAuth2(user="secretuser", token="hunter2"),
        scram,
    ):
        connection.send(c.Authenticate(mechanism=mechanism))
        wire = drained(connection)
        tag = wire.split()[0]
        (done,) = connection.receive(tag + b" NO no\r\n")
        lines.append(repr(done))
        lines.append(wire.split()[3].decode() and "")
    connection.send(c.Authenticate(mechanism=SaslLogin(user="u", password="hunter2")))
    drained(connection)
    connection.receive(b"+ c2VjcmV0\r\n+ c2VjcmV0\r\n")
    drained(connection)
    shown = "\n".join(lines)
    for word in ("hunter2", "aHVudGVyMg", "c2VjcmV0", "AHNlY3JldHVzZXI", "dXNlcj1z"):
        assert word not in shown
    assert "AUTHENTICATE PLAIN ***" in shown
    assert '"***"' in shown


def test_a_password_in_a_literal_is_not_traced_either():
    lines = []
    connection = greeted(trace=lambda _, text: lines.append(text))
    connection.send(c.Login(user="u", password="pässword"))
    assert "pässword".encode() in drained(connection)
    assert "ssword" not in "".join(lines)
    assert "{9 octets}" in "".join(lines)


# Pipelining, barriers, literals


def test_a_pipelined_flight():
    connection = logged_in()
    tags = [
        connection.send(c.Enable(names=("QRESYNC",))),
        connection.send(c.List()),
        connection.send(c.Select(mailbox=b"INBOX", qresync=c.QResync(uidvalidity=1, modseq=2))),
        connection.send(c.Fetch(messages=NumSet.span(1), items=("FLAGS",))),
    ]
    assert drained(connection).count(b"\r\n") == 4
    assert connection.in_flight == 4
    found = connection.receive(b"".join(b"%s OK\r\n" % tag.encode() for tag in tags))
    assert [event.tag for event in found if isinstance(event, Completed)] == tags
    assert connection.state is State.SELECTED


def test_what_stands_alone_holds_back_the_rest():
    connection = logged_in()
    connection.send(c.Compress())
    second = connection.send(c.Noop())
    assert drained(connection) == b"A1 COMPRESS DEFLATE\r\n"
    assert not connection.was_begun(second)
    connection.receive(b"A1 NO not now\r\n")
    assert drained(connection) == b"A2 NOOP\r\n"
    assert connection.was_begun(second)


def test_compression_from_the_ok_on():
    connection = logged_in()
    connection.send(c.Compress())
    connection.send(c.Noop())
    drained(connection)
    server = zlib.compressobj(wbits=-15)
    said = server.compress(b'* LIST () "/" x\r\nA2 OK noop\r\n') + server.flush(zlib.Z_SYNC_FLUSH)
    events = connection.receive(b"A1 OK go\r\n" + said[:5])
    assert connection.compressed
    assert zlib.decompressobj(-15).decompress(drained(connection)) == b"A2 NOOP\r\n"
    events += connection.receive(said[5:])
    assert [type(event) for event in events] == [Completed, ListRow, Completed]


def test_idle_and_done():
    connection = selected()
    connection.finish_idle()  # nothing runs: nothing happens
    connection.send(c.Idle())
    with pytest.raises(LocalProtocolError) as caught:
        connection.send(c.Noop())
    assert code(caught) == "idling"
    assert drained(connection) == b"A2 IDLE\r\n"
    assert isinstance(connection.receive(b"+ idling\r\n")[0], IdleStarted)
    assert connection.idling
    connection.finish_idle()
    connection.finish_idle()
    connection.send(c.Noop())
    assert drained(connection) == b"DONE\r\n"
    connection.receive(b"A2 OK\r\n")
    assert not connection.idling
    assert drained(connection) == b"A3 NOOP\r\n"


def test_done_waits_for_the_continuation():
    connection = selected()
    connection.send(c.Idle())
    drained(connection)
    connection.finish_idle()
    assert drained(connection) == b""
    connection.receive(b"+\r\n")
    assert drained(connection) == b"DONE\r\n"


def test_a_refused_idle():
    connection = selected()
    connection.send(c.Idle())
    drained(connection)
    (done,) = connection.receive(b"A2 NO later\r\n")
    assert not done.ok
    connection.send(c.Noop())
    assert drained(connection) == b"A3 NOOP\r\n"
    connection.receive(b"A3 OK\r\n")
    connection.send(c.Idle())
    drained(connection)
    connection.receive(b"+ \r\n")
    assert connection.idling


def test_a_synchronising_literal():
    connection = greeted(b"PREAUTH [CAPABILITY IMAP4rev1] hi")
    tag = connection.send(c.Create(mailbox="ü\n".encode()))
    connection.send(c.Noop())
    assert drained(connection) == b"A1 CREATE {3}\r\n"
    connection.receive(b"+ go\r\n")
    assert drained(connection) == "ü\n\r\nA2 NOOP\r\n".encode()
    assert connection.was_begun(tag)


def test_a_refused_literal_is_not_sent():
    connection = greeted(b"PREAUTH [CAPABILITY IMAP4rev1] hi")
    connection.send(c.Append(mailbox=b"Sent", size_octets=3, content=[b"abc"]))
    connection.send(c.Noop())
    assert drained(connection) == b"A1 APPEND Sent {3}\r\n"
    (done,) = connection.receive(b"A1 NO [OVERQUOTA] full\r\n")
    assert done.code.name == "OVERQUOTA"
    assert drained(connection) == b"A2 NOOP\r\n"


def test_a_continuation_nobody_asked_for():
    connection = selected()
    connection.receive(b"+ what\r\n")
    with pytest.raises(RemoteProtocolError) as caught:
        connection.receive(b"+ again\r\n")
    assert code(caught) == "continuation-unasked"


@pytest.mark.parametrize("line", [b"A9 OK", b"A1 OK", b"Z1 OK", b"A2 BYE", b"A2 PREAUTH", b"A3 OK"])
def test_foreign_and_second_tags(line):
    connection = selected()
    connection.send(c.Compress())
    drained(connection)
    connection.send(c.Noop())  # A3, held back, not written
    with pytest.raises(RemoteProtocolError) as caught:
        connection.receive(line + b"\r\n")
    assert code(caught) == "foreign-tag"


def test_logout_may_end_with_a_tagged_bye():
    connection = selected()
    connection.send(c.Logout())
    drained(connection)
    connection.receive(b"A2 BYE bye\r\n")
    assert connection.state is State.LOGOUT
    with pytest.raises(LocalProtocolError):
        connection.send(c.Noop())


# Selecting


def test_the_border_between_two_mailboxes_without_qresync():
    connection = selected()
    connection.send(c.Noop())
    connection.send(c.Select(mailbox=b"Sent", read_only=True))
    drained(connection)
    found = connection.receive(
        b"* 4 EXISTS\r\nA2 OK\r\n* 9 EXISTS\r\n* OK [UIDVALIDITY 5]\r\nA3 OK [READ-ONLY]\r\n"
    )
    assert [type(event).__name__ for event in found] == [
        "Exists", "Completed", "SelectionChanged", "Exists", "StatusText", "Completed",
    ]  # fmt: skip
    assert (connection.selected.mailbox, connection.selected.exists) == (b"Sent", 9)
    assert connection.selected.read_only
    assert connection.selected.uidvalidity == 5


def test_a_failed_select_leaves_nothing_selected():
    for answer in (b"A2 NO [NONEXISTENT] no\r\n", b"* OK [CLOSED]\r\nA2 BAD no\r\n"):
        connection = selected()
        connection.send(c.Select(mailbox=b"x"))
        drained(connection)
        found = connection.receive(answer)
        assert SelectionChanged(mailbox=None) in found
        assert connection.selected is None
        assert connection.state is State.AUTHENTICATED
        assert connection.receive(b"* 5 EXISTS\r\n") == []


def test_unselect():
    connection = selected()
    connection.send(c.Unselect())
    with pytest.raises(LocalProtocolError):
        connection.send(c.Fetch(messages=NumSet.span(1), items=("UID",)))
    drained(connection)
    connection.receive(b"A2 OK\r\n")
    assert connection.state is State.AUTHENTICATED
    assert connection.selected is None


def test_what_a_select_tells():
    connection = logged_in()
    connection.send(c.Select(mailbox=b"INBOX", condstore=True))
    drained(connection)
    connection.receive(
        b"* FLAGS (\\Seen x)\r\n* OK [PERMANENTFLAGS (\\Seen \\*)]\r\n* 3 EXISTS\r\n* OK [UIDVALIDITY 7]\r\n"
        b"* OK [UIDNEXT 9]\r\n* OK [NOMODSEQ]\r\nA1 OK [READ-ONLY] done\r\n"
    )
    held = connection.selected
    assert (held.exists, held.uidvalidity, held.uidnext, held.highestmodseq) == (3, 7, 9, None)
    assert held.no_modseq
    assert held.read_only
    assert held.flags == (b"\\Seen", b"x")
    assert held.permanent_flags == (b"\\Seen", b"\\*")
    connection.receive(b"* OK [HIGHESTMODSEQ 50]\r\n* OK [READ-WRITE]\r\n")
    assert held.highestmodseq == 50
    assert not held.read_only


def test_highestmodseq_in_a_tagged_ok():
    connection = selected()
    connection.send(c.Noop())
    drained(connection)
    connection.receive(b"A2 OK [HIGHESTMODSEQ 77] done\r\n")
    assert connection.selected.highestmodseq == 77


# Hostile servers


def test_expunge_gives_the_uid_and_a_lost_map_says_so():
    connection = selected(exists=3)
    found = connection.receive(
        b"* 2 FETCH (UID 20)\r\n* 2 EXPUNGE\r\n* 2 EXPUNGE\r\n* 9 EXPUNGE\r\n* 0 EXPUNGE\r\n"
    )
    assert found[1] == Expunged(sequence=2, uid=20)
    assert found[2] == Expunged(sequence=2, uid=None)
    assert [type(event) for event in found[3:]] == [Expunged, MapLost, Expunged, MapLost]


@pytest.mark.parametrize(
    "lines",
    [
        b"* 2 EXISTS\r\n",
        b"* 9 FETCH (UID 5)\r\n",
        b"* 1 FETCH (UID 5)\r\n* 1 FETCH (UID 6)\r\n",
        b"* 1 FETCH (UID 9)\r\n* 2 FETCH (UID 8)\r\n",
        b"* VANISHED 1:4294967295\r\n",
    ],
)
def test_contradictions_lose_the_map(lines):
    connection = selected(exists=3)
    assert isinstance(connection.receive(lines)[-1], MapLost)
    assert connection.selected.map.known() == 0


def test_vanished_of_everything_while_resynchronising_changes_no_number():
    connection = selected(exists=3)
    (event,) = connection.receive(b"* VANISHED (EARLIER) 1:4294967295\r\n")
    assert isinstance(event, Vanished)
    assert connection.selected.exists == 3


def test_exists_of_four_billion():
    connection = selected(exists=3)
    assert connection.receive(b"* 4294967295 EXISTS\r\n") == [Exists(count=4294967295)]
    (fault,) = connection.receive(b"* 4294967296 EXISTS\r\n")
    assert isinstance(fault, Unparsed)


def test_exists_storms_are_one_event():
    connection = selected(exists=3)
    assert len(connection.receive(b"".join(b"* %d EXISTS\r\n" % n for n in range(4, 5000)))) == 1


def test_a_broken_response_is_left_out_and_names_its_message():
    connection = selected()
    found = connection.receive(
        b"* 2 FETCH (UID 7 FLAGS (\\Seen)\r\n* 1 FETCH (UID 5 FLAGS ())\r\n* (\r\n"
    )
    assert [type(event) for event in found] == [Unparsed, Fetched, Unparsed]
    assert (found[0].sequence, found[0].uid) == (2, 7)


def test_fetch_for_uids_nobody_asked_for_is_only_data():
    connection = selected(exists=3)
    (event,) = connection.receive(b"* 3 FETCH (UID 4294967295 FLAGS ())\r\n")
    assert event.uid == 4294967295


def test_hostile_amounts():
    for octets, expected in (
        (b"* 1 FETCH (BODY[] {99999999999}\r\n", "literal-too-long"),
        (b"* LIST " + b"x" * 1_100_000, "line-too-long"),
        (b"x" * 1_100_000, "line-too-long"),
    ):
        with pytest.raises(RemoteProtocolError) as caught:
            selected().receive(octets)
        assert code(caught) == expected
    (fault,) = selected().receive(b"* 1 FETCH " + b"(" * 1_000_000 + b"\r\n")
    assert isinstance(fault, Unparsed)


@pytest.mark.no_cover  # it takes the time
def test_a_big_search_answer():
    connection = selected()
    begin = time.perf_counter()
    (result,) = connection.receive(
        b"* SEARCH " + b" ".join(b"%d" % n for n in range(1, 2_000_000, 2)) + b"\r\n"
    )
    assert len(result.numbers) == 1_000_000
    assert time.perf_counter() - begin < 5


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.binary(max_size=20)
        | st.sampled_from([
            b"* ", b"A2 ", b"+ ", b"OK ", b"NO ", b"BYE ", b"[", b"]", b"(", b")", b'"', b"\r\n", b"\r\n* ",
            b"FETCH ", b"1 ", b"{3}\r\n", b"{3+}", b"UID 7", b"FLAGS ", b"VANISHED ", b"CLOSED", b"EXISTS", b"EXPUNGE",
            b"UIDVALIDITY 1", b"\x00", b"\xff", b"CAPABILITY ", b"ESEARCH ", b"BODY[", b"BODYSTRUCTURE ",
        ]),
        max_size=25,
    ).map(b"".join),
    st.booleans(),
)  # fmt: skip
def test_receive_raises_nothing_else(octets, idle):
    connection = selected()
    connection.send(c.Idle() if idle else c.Select(mailbox=b"x", condstore=True))
    drained(connection)
    try:
        connection.receive(b"* " + octets)
        connection.receive(b"\r\n" + octets)
    except RemoteProtocolError:
        return
    drained(connection)


@pytest.mark.no_cover  # it takes the time
def test_a_literal_is_copied_once():
    connection = selected()
    content = b"x" * 8_000_000
    octets = b"* 1 FETCH (UID 1 BODY[2]<0> {8000000}\r\n" + content + b")\r\n"
    begin = time.perf_counter()
    found = []
    for at in range(0, len(octets), 16_384):
        found += connection.receive(octets[at : at + 16_384])
    assert time.perf_counter() - begin < 0.5
    assert found[0].sections[0].content == content
    assert not connection._buffer.data
