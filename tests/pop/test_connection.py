"""The machine as a whole: states, pipelining, secrecy, framing, and servers that lie."""

import base64
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facteur.base.errors import LocalProtocolError, RemoteProtocolError
from facteur.pop import (
    BodyBegun,
    BodyPiece,
    Capabilities,
    Completed,
    Connection,
    Dismissed,
    Event,
    Greeting,
    Limits,
    Reply,
    SizeRows,
    State,
    Totals,
    UidRows,
)
from facteur.pop import commands as c
from facteur.sasl import Login, Plain, Scram, XOAuth2
from tests.pop.talking import ask, body, followed, greeted, heard, joined, signed_in

PIPELINING = b"PIPELINING"


def sent(connection: Connection, *commands: c.Command) -> bytes:
    for command in commands:
        connection.send(command)
    return connection.bytes_to_send()


# Greetings


def test_a_greeting():
    connection = Connection(tls=True)
    assert connection.receive(b"+O") == []
    (greeting,) = connection.receive(b"K ready <1@x>\r\n")
    assert greeting == Greeting(reply=Reply(ok=True, text="ready <1@x>"))
    assert connection.state is State.AUTHORIZATION


def test_a_greeting_that_sends_us_away():
    connection = Connection(tls=True)
    (greeting,) = connection.receive(b"-ERR [SYS/TEMP] later\r\n")
    assert isinstance(greeting, Greeting)
    assert not greeting.reply.ok
    assert connection.state is State.ENDED
    with pytest.raises(LocalProtocolError):
        connection.send(c.Quit())


@pytest.mark.parametrize(
    "said",
    [
        b"HTTP/1.1 400 Bad Request\r\n", b"* OK IMAP\r\n", b"220 smtp\r\n", b"SSH-2.0-OpenSSH",
        b"\x15\x03\x01\x00\x02\x02\x0a", b"+OKAY\r\n", b"\r\n", b"x" * 100_000,
    ],
)  # fmt: skip
def test_something_else_answers(said: bytes):
    for pieces in ([said], [said[at : at + 1] for at in range(len(said))][:20000]):
        assert followed(Connection(tls=True), pieces)[1] == "not-pop" or len(said) > 99_999


# Secrecy


@pytest.mark.parametrize(
    "command", [c.User(user="ann"), c.Auth(mechanism=Plain(user="ann", password="secret"))]
)
def test_no_secret_without_tls(command: c.Command):
    with pytest.raises(LocalProtocolError) as caught:
        greeted(tls=False).send(command)
    assert caught.value.code == "secret-without-tls"
    greeted(tls=False, plain_login=True).send(command)


def test_nothing_secret_is_traced():
    lines: list[str] = []
    connection = greeted()
    connection.trace = lambda direction, text: lines.append(f"{direction} {text}")
    ask(connection, c.Auth(mechanism=Plain(user="ann", password="hush")), b"-ERR no\r\n")
    token = XOAuth2(user="ann", token="hush" * 100)
    ask(connection, c.Auth(mechanism=token), b"+ \r\n")
    connection.bytes_to_send()
    connection.receive(b"-ERR no\r\n")
    ask(connection, c.User(user="ann"), b"+OK\r\n")
    ask(connection, c.Pass(password="hush"), b"+OK\r\n")
    ask(connection, c.Retr(number=1), b"+OK\r\nSubject: secret\r\n.\r\n")
    text = "\n".join(lines)
    for secret in ("hush", base64.b64encode(b"\0ann\0hush").decode(), "Subject"):
        assert secret not in text
    assert "C AUTH PLAIN ***" in lines
    assert "C PASS ***" in lines
    assert "S … 17 octets and the final dot" in lines


# Signing in


def test_user_and_pass():
    connection = greeted()
    with pytest.raises(LocalProtocolError):
        connection.send(c.Pass(password="secret"))
    (done,) = ask(connection, c.User(user="ann"), b"-ERR who\r\n")
    assert done == Completed(command=c.User(user="ann"), reply=Reply(ok=False, text="who"))
    with pytest.raises(LocalProtocolError):
        connection.send(c.Pass(password="secret"))
    ask(connection, c.User(user="ann"), b"+OK\r\n")
    ask(connection, c.Pass(password="wrong"), b"-ERR [AUTH] no\r\n")
    assert connection.state is State.AUTHORIZATION
    ask(connection, c.User(user="ann"), b"+OK\r\n")
    ask(connection, c.Pass(password="secret"), b"+OK\r\n")
    assert connection.state is State.TRANSACTION


def test_a_long_initial_response_waits_for_its_question():
    connection = greeted()
    mechanism = Plain(user="ann", password="x" * 300)
    assert sent(connection, c.Auth(mechanism=mechanism)) == b"AUTH PLAIN\r\n"
    assert connection.receive(b"+ \r\n") == []
    whole = base64.b64encode(b"\0ann\0" + b"x" * 300)
    assert connection.bytes_to_send() == whole + b"\r\n"
    connection.receive(b"+OK\r\n")
    assert connection.state is State.TRANSACTION


def test_login_is_asked_twice_in_whatever_words():
    connection = greeted()
    assert sent(connection, c.Auth(mechanism=Login(user="a", password="b"))) == b"AUTH LOGIN\r\n"
    connection.receive(b"+ Username:\r\n")
    assert connection.bytes_to_send() == b"YQ==\r\n"
    connection.receive(b"+ UGFzc3dvcmQ6\r\n")
    assert connection.bytes_to_send() == b"Yg==\r\n"
    connection.receive(b"+OK\r\n")
    assert connection.state is State.TRANSACTION


@pytest.mark.parametrize("said", [b"+ !\r\n", b"+OK in\r\n", b"+ cj1h\r\n"])
def test_a_server_must_prove_itself(said: bytes):
    connection = greeted()
    connection.send(c.Auth(mechanism=Scram(user="a", password="b", nonce="n" * 18)))
    connection.bytes_to_send()
    with pytest.raises(RemoteProtocolError) as caught:
        connection.receive(said)
    assert caught.value.code.startswith("sasl-")
    assert connection.state is State.ENDED


def test_an_empty_initial_response_is_an_equals_sign():
    class Nothing(Login):
        name = "EXTERNAL"

        def initial(self) -> bytes:
            return b""

    assert sent(greeted(), c.Auth(mechanism=Nothing(user="a", password="b"))) == b"AUTH LOGIN =\r\n"


# Encryption


def test_stls_forgets_what_was_offered():
    connection = greeted(tls=False, offered=PIPELINING)
    with pytest.raises(LocalProtocolError):
        connection.start_tls_done()
    ask(connection, c.Stls(), b"+OK begin\r\n")
    assert connection.state is State.HANDSHAKE
    connection.start_tls_done()
    assert connection.tls
    assert connection.capabilities == Capabilities()
    assert not connection.capabilities_told
    connection.send(c.User(user="ann"))


@pytest.mark.parametrize(
    "said", [[b"+OK begin\r\n+OK\r\n"], [b"+OK begin\r\n", b"+OK\r\n"], [b"+OK begin\r\nx"]]
)
def test_octets_before_the_handshake_are_an_injection(said: list[bytes]):
    connection = greeted(tls=False)
    connection.send(c.Stls())
    connection.bytes_to_send()
    assert followed(connection, said)[1] == "starttls-injected"


def test_stls_refused_changes_nothing():
    connection = greeted(tls=False)
    ask(connection, c.Stls(), b"-ERR no\r\n")
    assert connection.state is State.AUTHORIZATION


# Pipelining


def test_without_the_offer_one_at_a_time():
    connection = signed_in()
    assert sent(connection, c.Stat(), c.Noop()) == b"STAT\r\n"
    assert connection.in_flight == 2
    connection.receive(b"+OK 0 0\r\n")
    assert connection.bytes_to_send() == b"NOOP\r\n"


def test_with_the_offer_so_many_at_once():
    connection = signed_in(offered=PIPELINING, limits=Limits(outstanding=3))
    numbers = [c.Dele(number=number) for number in range(1, 6)]
    assert sent(connection, *numbers) == b"DELE 1\r\nDELE 2\r\nDELE 3\r\n"
    connection.receive(b"+OK\r\n+OK\r\n")
    assert connection.bytes_to_send() == b"DELE 4\r\nDELE 5\r\n"


def test_never_across_quit_or_a_login():
    connection = signed_in(offered=PIPELINING)
    assert sent(connection, c.Dele(number=1), c.Quit()) == b"DELE 1\r\n"
    with pytest.raises(LocalProtocolError):
        connection.send(c.Noop())
    connection.receive(b"+OK\r\n")
    assert connection.bytes_to_send() == b"QUIT\r\n"
    connection = greeted(offered=PIPELINING)
    assert sent(connection, c.User(user="ann"), c.Capa()) == b"USER ann\r\n"
    connection.receive(b"+OK\r\n")
    assert connection.bytes_to_send() == b"CAPA\r\n"


def test_replies_belong_to_commands_in_order():
    connection = signed_in(offered=PIPELINING)
    sent(connection, c.Stat(), c.UidlOne(number=2), c.ListOne(number=2), c.Retr(number=2), c.Noop())
    events = heard(
        connection, [b"+OK 2 9\r\n+OK 2 u\r\n+OK 2 9\r\n+OK\r\nhi\r\n.\r\n-ERR [X] busy\r\n"]
    )
    assert [type(event) for event in events] == [
        Completed, Completed, Completed, BodyBegun, BodyPiece, Completed, Completed,
    ]  # fmt: skip
    results = [event.result for event in events if isinstance(event, Completed)]
    assert results == [
        Totals(count=2, octets=9), UidRows(rows=((2, b"u"),)), SizeRows(rows=((2, 9),)), None, None,
    ]  # fmt: skip


# Asking


def test_capa_may_be_refused():
    connection = greeted()
    (done,) = ask(connection, c.Capa(), b"-ERR what\r\n")
    assert isinstance(done, Completed)
    assert done.result is None
    assert not connection.capabilities_told
    connection.send(c.User(user="ann"))


def test_what_cannot_be_read_is_none():
    connection = signed_in()
    for command in (c.Stat(), c.ListOne(number=1), c.UidlOne(number=1)):
        (done,) = ask(connection, command, b"+OK what\r\n")
        assert isinstance(done, Completed)
        assert done.result is None or command == c.UidlOne(number=1)


def test_listings_are_unstuffed_like_all():
    connection = signed_in()
    (done,) = ask(connection, c.UidlAll(), b"+OK\r\n1 a\r\n..\r\n2 b\r\n.\r\n")
    assert isinstance(done, Completed)
    assert done.result == UidRows(rows=((1, b"a"), (2, b"b")), unreadable=1)
    (done,) = ask(connection, c.ListAll(), b"+OK\r\n.\r\n")
    assert isinstance(done, Completed)
    assert done.result == SizeRows()


@pytest.mark.parametrize("code", ["rows", "octets", "capa"])
def test_listings_are_bounded(code: str):
    limits = {
        "rows": Limits(listing_rows=10), "octets": Limits(listing_octets=100),
        "capa": Limits(capability_octets=100),
    }[code]  # fmt: skip
    connection = signed_in(limits=limits)
    connection.send(c.Capa() if code == "capa" else c.UidlAll())
    connection.bytes_to_send()
    line = b"\r\n" if code == "rows" else b"1 aaaaaaaaaaaaaaaaaaa\r\n"
    assert followed(connection, [b"+OK\r\n", *([line] * 13)])[1] == "listing-too-long"


# Bodies


def test_a_message_is_handed_on_as_it_comes():
    connection = signed_in()
    connection.send(c.Retr(number=1))
    connection.bytes_to_send()
    (begun,) = connection.receive(b"+OK 120 octets\r\n")
    assert begun == BodyBegun(command=c.Retr(number=1), reply=Reply(ok=True, text="120 octets"))
    tracemalloc.start()
    size = 0
    chunk = (b"x" * 65534 + b"\r\n") * 4
    for _ in range(200):
        size += len(body(connection.receive(chunk)))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size == 200 * len(chunk) - 2  # its line end may belong to the final dot
    assert most < 2_000_000
    assert connection.receive(b".\r\n") == [
        BodyPiece(b"\r\n"),
        Completed(command=c.Retr(number=1), reply=Reply(ok=True, text="120 octets")),
    ]


@given(st.binary(max_size=300))
def test_pieces_are_never_empty(raw: bytes):
    connection = signed_in()
    connection.send(c.Retr(number=1))
    connection.bytes_to_send()
    events: list[Event] = connection.receive(b"+OK\r\n")
    for at in range(len(raw)):
        if not connection.is_lost:
            events += connection.receive(raw[at : at + 1])
    assert all(event.octets for event in events if isinstance(event, BodyPiece))


def test_a_message_that_is_refused():
    (done,) = ask(signed_in(), c.Retr(number=1), b"-ERR [SYS/TEMP] broken\r\n")
    assert done == Completed(
        command=c.Retr(number=1), reply=Reply(ok=False, code="SYS/TEMP", text="broken")
    )


# Framing


def test_dots_that_were_not_stuffed_break_the_framing():
    connection = signed_in()
    connection.send(c.Retr(number=1))
    connection.bytes_to_send()
    events, code = followed(connection, [b"+OK\r\none\r\n.\r\ntwo\r\n.\r\n"])
    assert body(events) == b"one\r\n"
    assert isinstance(events[-1], Completed)
    assert code == "framing-lost"
    with pytest.raises(RemoteProtocolError):
        connection.receive(b"+OK\r\n")
    with pytest.raises(LocalProtocolError):
        connection.send(c.Noop())


@pytest.mark.parametrize("cut", [1, 7, 1000])
def test_events_before_the_fault_come_first(cut: int):
    connection = signed_in(offered=PIPELINING)
    sent(connection, *(c.Retr(number=number) for number in (1, 2, 3)))
    data = b"+OK\r\none\r\n.\r\n+OK\r\ntwo\r\n.\r\nrest\r\n.\r\n+OK\r\nthree\r\n.\r\n"
    events, code = followed(connection, [data[at : at + cut] for at in range(0, len(data), cut)])
    assert body(events) == b"one\r\ntwo\r\n"
    assert code == "framing-lost"


@pytest.mark.parametrize(
    ("command", "said", "code"),
    [
        (c.Stat(), b"+OK 2 320\r\n1 120\r\n2 200\r\n.\r\n", "framing-lost"),
        (c.Noop(), b"+OK\r\n+OK\r\n", "reply-unasked"),
        (c.Noop(), b"+ more\r\n", "framing-lost"),
        (c.Noop(), b"\r\n", "framing-lost"),
        (c.UidlAll(), b"+OK\r\n1 a\r\n+OK 2 320\r\n.\r\n", "framing-lost"),
        (c.Noop(), b"+OK " + b"x" * 20_000 + b"\r\n", "line-too-long"),
        (c.Noop(), b"x" * 20_000_000, "line-too-long"),
    ],
)
def test_replies_that_do_not_fit(command: c.Command, said: bytes, code: str):
    connection = signed_in()
    connection.send(command)
    connection.bytes_to_send()
    assert followed(connection, [said])[1] == code


def test_a_server_takes_leave():
    connection = signed_in()
    assert connection.receive(b"-ERR idle too long\r\n+OK\r\n") == [
        Dismissed(reply=Reply(ok=False, text="idle too long"))
    ]
    assert connection.state is State.ENDED
    assert connection.receive(b"anything") == []


def test_after_quit_nothing_counts():
    connection = signed_in()
    (done,) = ask(connection, c.Quit(), b"-ERR not all deleted\r\nrubbish\r\n")
    assert isinstance(done, Completed)
    assert not done.reply.ok
    assert connection.state is State.ENDED


PARTS = st.lists(
    st.one_of(
        st.binary(max_size=20),
        st.sampled_from(
            [b"+OK\r\n", b"-ERR x\r\n", b".\r\n", b"\r\n", b"1 2\r\n", b"+ \r\n", b"."]
        ),
    ),
    max_size=30,
)
COMMANDS = st.lists(
    st.sampled_from([
        c.Stat(), c.UidlAll(), c.ListAll(), c.Capa(), c.Retr(number=1), c.Top(number=1, lines=1),
        c.Dele(number=1), c.UidlOne(number=1),
    ]),
    max_size=6,
)  # fmt: skip


@settings(max_examples=300)
@given(COMMANDS, PARTS, st.booleans())
def test_only_remote_errors_escape_and_cuts_do_not_matter(
    commands: list[c.Command], parts: list[bytes], pipelined: bool
):
    data = b"".join(parts)
    outcomes = []
    for pieces in ([data], parts, [data[at : at + 1] for at in range(len(data))]):
        # All are written before the first reply: what is written later would depend on cuts.
        connection = signed_in(offered=PIPELINING if pipelined else b"TOP")
        for command in commands if pipelined else commands[:1]:
            connection.send(command)
        connection.bytes_to_send()
        outcomes.append(followed(connection, pieces))
    assert outcomes[0] == outcomes[1] == outcomes[2]


@settings(max_examples=100)
@given(st.binary(max_size=200))
def test_a_login_with_anything(said: bytes):
    for mechanism in (
        Scram(user="a", password="b", nonce="n" * 18), Plain(user="a", password="b"),
        Login(user="a", password="b"), XOAuth2(user="a", token="b"),
    ):  # fmt: skip
        connection = greeted()
        connection.send(c.Auth(mechanism=mechanism))
        connection.bytes_to_send()
        followed(connection, [b"+ ", said, b"\r\n"])


def test_joining_is_for_tests():
    assert joined([BodyPiece(b"a"), BodyPiece(b"b")]) == [BodyPiece(b"ab")]
