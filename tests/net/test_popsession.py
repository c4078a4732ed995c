"""Sessions against servers that refuse, lie, fall silent or hang up, and against Dovecot."""

import asyncio
import base64
import logging
from collections.abc import Awaitable, Callable

import pytest

from facteur.base.errors import (
    FacteurError,
    LoginError,
    NetworkError,
    RemoteProtocolError,
    ServerRefused,
    TrustError,
)
from facteur.base.log import TRACE
from facteur.base.secret import Secret
from facteur.mail.account import Security
from facteur.net import popsession
from facteur.net.popsession import PopSession
from facteur.net.stream import SystemNetwork
from facteur.pop import Flaw, Totals
from tests.net.conftest import server_context
from tests.net.poptalk import SECRET, connected, fetched, settings, talk
from tests.support import maildir
from tests.support.certificates import Authority
from tests.support.mailserver import Knobs, MailUser, running
from tests.support.oddpop import CAPABILITIES, CUT, SILENCE, OddPop


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GREETING", "REPLY", "QUIT", "PROBE"):
        monkeypatch.setattr(popsession, f"{name}_TIMEOUT_S", 0.05)


async def nothing(session: PopSession, server: OddPop) -> None:
    """Only sign in."""


def failure(server: OddPop, use: Callable[..., Awaitable[None]] = nothing) -> FacteurError:
    with pytest.raises(FacteurError) as caught:
        talk(server, use)
    return caught.value


def connecting(server: OddPop, security: Security = Security.NONE) -> FacteurError | None:
    """Connect without signing in; return what went wrong."""

    async def scenario() -> FacteurError | None:
        async with server, asyncio.timeout(10):
            try:
                session = await connected(server.port, security)
            except FacteurError as error:
                return error
            session.close()
        return None

    return asyncio.run(scenario())


def saying(**said: bytes) -> Callable[[str], bytes | None]:
    return lambda text: said.get(text.split(" ", maxsplit=1)[0])


# Greeting


@pytest.mark.parametrize(
    ("greeting", "code"),
    [
        (b"-ERR too many connections", "too-many-connections"), (b"-ERR go away", "bye"), (b"-ERR [IN-USE] x", "in-use"),
        (b"-ERR [SYS/TEMP] x", "temporary"), (b"-ERR [SYS/PERM] x", "permanent"),
        (b"-ERR [LOGIN-DELAY] x", "login-delay"),
    ],
)  # fmt: skip
def test_a_server_may_not_want_us(greeting: bytes, code: str):
    error = connecting(OddPop(greeting=greeting))
    assert isinstance(error, ServerRefused)
    assert error.code == code
    assert error.server_text in greeting.decode()


@pytest.mark.parametrize("greeting", [b"* OK IMAP", b"220 smtp", b"HTTP/1.1 400 Bad Request"])
def test_something_else_answers(greeting: bytes):
    error = connecting(OddPop(greeting=greeting))
    assert isinstance(error, RemoteProtocolError)
    assert error.code == "not-pop"


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(
    ("said", "code"), [(b"HTTP/1.1 400 Bad Request\r\n\r\n", "not-pop"), (b"", "timeout")]
)
def test_a_silent_party_is_spoken_to(said: bytes, code: str):
    async def scenario() -> None:
        async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.readline()
            writer.write(said)
            await reader.read()
            writer.close()
            gone.set()

        gone = asyncio.Event()
        async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
            with pytest.raises(FacteurError) as caught:
                await connected(server.sockets[0].getsockname()[1])
            assert caught.value.code == code
            await gone.wait()

    asyncio.run(scenario())


# Encryption


def stls(said: bytes | None) -> OddPop:
    return OddPop(answer=lambda text: said if text == "STLS" else None)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (b"-ERR not today\r\n", "starttls-missing"), (None, "starttls-missing"),
        (b"+OK begin\r\n+OK\r\n", "starttls-injected"),
        (b"+OK begin\r\nUSER", "starttls-injected"),
    ],
)  # fmt: skip
def test_stls_stripped_or_injected(said: bytes | None, code: str):
    server = stls(said)
    error = connecting(server, Security.STARTTLS)
    assert isinstance(error, TrustError)
    assert error.code == code
    assert server.heard == ["STLS"]


def test_stls_answered_by_nonsense():
    error = connecting(stls(b"* BAD\r\n"), Security.STARTTLS)
    assert isinstance(error, RemoteProtocolError)


def test_what_was_offered_before_the_encryption_is_forgotten(trusted: Authority):
    server = OddPop(tls=server_context(trusted.server))

    async def scenario() -> None:
        async with server:
            session = await connected(server.port, Security.STARTTLS)
            assert server.heard == ["STLS", "CAPA"]
            assert session.connection.tls
            await session.login(settings(server.port, Security.STARTTLS), SECRET)
            assert await session.quit() == "ok"

    asyncio.run(scenario())


def test_an_untrusted_certificate_is_shown(certificates: Authority):
    server = OddPop(tls=server_context(certificates.server))
    error = connecting(server, Security.STARTTLS)
    assert isinstance(error, TrustError)
    assert error.code == "certificate-unknown"
    assert error.certificate
    assert all(text == "STLS" for text in server.heard)


# Login


@pytest.mark.parametrize("verb", ["AUTH", "PASS", "USER"])
@pytest.mark.parametrize(
    ("said", "kind", "code"),
    [
        ("[AUTH] wrong", LoginError, "refused"), ("wrong", LoginError, "unexplained"),
        ("your account is locked", LoginError, "blocked"),
        ("[SYS/PERM] Your account is not enabled for POP access", LoginError, "disabled"),
        ("[IN-USE] wait", ServerRefused, "in-use"),
        ("maildrop already locked", ServerRefused, "in-use"),
        ("unable to lock the mailbox", ServerRefused, "in-use"),
        ("[LOGIN-DELAY] slower", ServerRefused, "login-delay"),
        ("[SYS/TEMP] disk", ServerRefused, "temporary"),
        ("[SYS/PERM] gone", ServerRefused, "permanent"),
    ],
)  # fmt: skip
def test_login_refused(verb: str, said: str, kind: type[FacteurError], code: str):
    offered = CAPABILITIES if verb == "AUTH" else ("USER",)
    reply = f"-ERR {said}\r\n".encode()
    error = failure(OddPop(answer=saying(**{verb: reply}), capabilities=offered))
    assert (type(error), error.code) == (kind, code)
    assert error.server_text in said


@pytest.mark.parametrize(
    ("capabilities", "verbs"),
    [
        (CAPABILITIES, ["CAPA", "AUTH"]),
        (("USER", "UIDL"), ["CAPA", "USER", "PASS"]),
        (("SASL GSSAPI", "USER"), ["CAPA", "USER", "PASS"]),
        (None, ["CAPA", "USER", "PASS"]),
    ],
)
def test_ways_to_sign_in(capabilities: tuple[str, ...] | None, verbs: list[str]):
    server = OddPop(capabilities=capabilities)
    talk(server, nothing)
    assert [text.split()[0] for text in server.heard] == verbs


@pytest.mark.parametrize("offered", ["SASL GSSAPI", "UIDL"])
def test_no_way_to_sign_in(offered: str):
    server = OddPop(capabilities=(offered,))
    error = failure(server)
    assert isinstance(error, TrustError)
    assert (error.code, error.detail) == ("no-mechanism", offered.partition("SASL ")[2])
    assert server.heard == ["CAPA"]


def test_within_tls_a_server_that_says_nothing_of_user_is_tried(trusted: Authority):
    server = OddPop(tls=server_context(trusted.server), implicit_tls=True, capabilities=("UIDL",))

    async def scenario() -> None:
        async with server:
            session = await connected(server.port, Security.TLS)
            await session.login(settings(server.port, Security.TLS), SECRET)
            assert await session.quit() == "ok"

    asyncio.run(scenario())


def test_no_password_on_a_line_that_is_not_encrypted():
    async def use(session: PopSession, server: OddPop) -> None:
        before = len(server.heard)
        with pytest.raises(TrustError) as caught:
            await session.login(settings(server.port, Security.STARTTLS), SECRET)
        assert caught.value.code == "no-mechanism"
        assert len(server.heard) == before

    talk(OddPop(capabilities=("SASL PLAIN", "USER")), use)


def test_a_name_that_is_not_ascii():
    server = OddPop(user="anné", password="corréct", capabilities=("USER", "UTF8 USER"))

    async def scenario() -> None:
        async with server:
            session = await connected(server.port)
            await session.login(settings(server.port, user="anné"), Secret("corréct"))
            session.close()

    asyncio.run(scenario())
    assert server.heard == ["CAPA", "UTF8", "USER anné", "PASS corréct"]


@pytest.mark.parametrize("offered", ["XOAUTH2", "OAUTHBEARER XOAUTH2", "PLAIN"])
def test_a_token_is_no_password(offered: str):
    server = OddPop(capabilities=("USER", f"SASL {offered}"), answer=saying(AUTH=b"+OK in\r\n"))

    async def scenario() -> None:
        async with server:
            session = await connected(server.port)
            try:
                await session.login(settings(server.port), SECRET, is_token=True)
            finally:
                session.close()

    if offered == "PLAIN":
        with pytest.raises(TrustError):
            asyncio.run(scenario())
    else:
        asyncio.run(scenario())
        assert server.heard[1].split()[:2] == ["AUTH", offered.split(maxsplit=1)[0]]


@pytest.mark.parametrize("capabilities", [CAPABILITIES, None], ids=["plain", "user"])
def test_no_password_is_ever_logged(
    capabilities: tuple[str, ...] | None, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(TRACE, "facteur")
    logging.getLogger("facteur").propagate = True
    talk(OddPop(capabilities=capabilities), nothing)
    text = caplog.text + "".join(repr(record.args) for record in caplog.records)
    assert "CAPA" in text
    for hidden in ("secret", base64.b64encode(b"\0ann\0secret").decode()):
        assert hidden not in text


# Listings


def test_a_maildrop_in_one_round_trip():
    async def use(session: PopSession, server: OddPop) -> None:
        before = session.stream.round_trips
        found = await session.maildrop()
        assert session.stream.round_trips == before + 1
        assert [item.uidl for item in found.items] == [b"U00001", b"U00002"]
        assert found.is_consistent
        assert found.totals == await session.stat()
        assert server.count("CAPA") == 2
        await session.maildrop()
        assert server.count("CAPA") == 2

    server = OddPop()
    server.fill(2)
    talk(server, use)


@pytest.mark.parametrize(
    ("changes", "numbers", "flaw"),
    [
        ({"stat": b"9 1"}, [1, 2, 3], Flaw.COUNTS_DIFFER),
        ({"stat": b"what"}, [1, 2, 3], Flaw.TOTALS_UNREADABLE),
        ({"listing": [b"1 5", b"3 5"]}, [1, 3], Flaw.COUNTS_DIFFER),
        ({"uidls": [b"0 z", b"1 a", b"2 b"]}, [1, 2], Flaw.NUMBER_ZERO),
        ({"uidls": [b"1 a", b"2 b", b"2 c", b"3 d"]}, [1, 3], Flaw.NUMBER_TWICE),
        ({"uidls": [b"1 a", b"2 a", b"3 " + b"x" * 10_000]}, [1, 2, 3], Flaw.UIDL_TWICE),
        ({"uidls": [b"1", b"2 b", b"3 c"]}, [2, 3], Flaw.ROWS_UNREADABLE),
        ({"uidl": False}, [1, 2, 3], None),
    ],
)
def test_listings_that_do_not_fit(
    changes: dict[str, object], numbers: list[int], flaw: Flaw | None
):
    async def use(session: PopSession, server: OddPop) -> None:
        found = await session.maildrop()
        assert [item.number for item in found.items] == numbers
        assert flaw is None or flaw in {defect.flaw for defect in found.defects}
        assert found.identified is (flaw is not None)

    server = OddPop(capabilities=None if flaw is None else CAPABILITIES)
    for name, value in changes.items():
        setattr(server, name, value)
    server.fill(3)
    talk(server, use)


def test_an_empty_maildrop_need_not_be_listed():
    async def use(session: PopSession, server: OddPop) -> None:
        found = await session.maildrop()
        assert (found.items, found.defects) == ((), ())
        assert found.totals == Totals(count=0, octets=0)

    talk(OddPop(answer=saying(LIST=b"-ERR empty\r\n", UIDL=b"-ERR empty\r\n")), use)


@pytest.mark.parametrize(
    ("verb", "said"),
    [
        ("STAT", b"-ERR no\r\n"), ("LIST", b"-ERR no\r\n"), ("UIDL", b"-ERR no\r\n"),
        ("UIDL", b"-ERR [SYS/TEMP] no\r\n"),
    ],
)  # fmt: skip
def test_a_listing_that_is_refused_is_not_an_empty_one(verb: str, said: bytes):
    async def use(session: PopSession, server: OddPop) -> None:
        await session.maildrop()

    server = OddPop(answer=saying(**{verb: said}))
    server.fill(1)
    error = failure(server, use)
    assert isinstance(error, ServerRefused)
    assert error.code == "listing-refused"


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("verb", ["CAPA", "AUTH", "STAT", "LIST", "UIDL"])
@pytest.mark.parametrize(("said", "code"), [(SILENCE, "timeout"), (CUT, "closed")])
def test_silence_and_cuts(verb: str, said: bytes, code: str):
    async def use(session: PopSession, server: OddPop) -> None:
        await session.maildrop()

    error = failure(OddPop(answer=saying(**{verb: said})), use)
    assert isinstance(error, NetworkError)
    assert error.code == code


def test_a_server_that_takes_leave_is_quoted():
    async def use(session: PopSession, server: OddPop) -> None:
        server.answer = lambda _text: b"+OK\r\n-ERR idle too long\r\n"
        await session.noop()
        await session.noop()

    error = failure(OddPop(), use)
    assert isinstance(error, NetworkError)
    assert error.server_text == "idle too long"


# Messages


def test_one_message_and_its_head():
    async def use(session: PopSession, server: OddPop) -> None:
        server.add(b"Subject: x\r\n\r\n.one\r\ntwo\r\n")
        server.fill(1)

    async def again(session: PopSession, server: OddPop) -> None:
        assert b"".join([chunk async for chunk in session.retr(1)]) == server.letters[0].raw
        head = b"".join([chunk async for chunk in session.top(1, 1)])
        assert head == b"Subject: x\r\n\r\n.one\r\n"
        tops = [one.number async for one in session.tops([2, 1], 0)]
        assert tops == [2, 1]
        for refused in (session.retr(9), session.top(9, 0)):
            with pytest.raises(ServerRefused) as caught:
                await anext(refused)
            assert caught.value.code == "message-refused"
        await session.noop()

    server = OddPop()
    talk(server, use)
    talk(server, again)


def test_marks_count_after_quit_only():
    async def mark(session: PopSession, server: OddPop) -> None:
        refused = await session.dele([1, 9, 2, 1])
        assert [(one.number, one.reply.text) for one in refused] == [
            (9, "no such message"), (1, "no such message"),
        ]  # fmt: skip

    async def unmark(session: PopSession, server: OddPop) -> None:
        await session.dele([1, 2])
        assert await session.rset()
        assert await session.quit() == "ok"

    async def leave(session: PopSession, server: OddPop) -> None:
        await session.dele([1, 2])
        assert await session.quit() == "ok"

    server = OddPop()
    server.fill(3)
    talk(server, mark)
    talk(server, unmark)
    assert server.removed == []
    talk(server, leave)
    assert server.removed == [b"U00001", b"U00002"]


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        (b"-ERR some deleted messages not removed", "refused"), (SILENCE, "unknown"),
        (CUT, "unknown"), (b"what", "unknown"),
    ],
)  # fmt: skip
def test_the_last_word(said: bytes, outcome: str):
    async def use(session: PopSession, server: OddPop) -> None:
        await session.dele([1])
        assert await session.quit() == outcome

    server = OddPop(quit=said)
    server.fill(1)
    talk(server, use)
    assert server.removed == [b"U00001"]


def test_quit_never_raises_for_a_line_that_is_lost():
    async def cut(session: PopSession, server: OddPop) -> None:
        session.close()
        assert await session.quit() == "unknown"

    async def lost(session: PopSession, server: OddPop) -> None:
        server.answer = saying(NOOP=b"what\r\n")
        with pytest.raises(RemoteProtocolError):
            await session.noop()
        assert await session.quit() == "unknown"

    async def dismissed(session: PopSession, server: OddPop) -> None:
        server.answer = saying(NOOP=b"+OK\r\n-ERR bye\r\n")
        await session.noop()
        assert await session.quit() == "unknown"

    for use in (cut, lost, dismissed):
        server = OddPop()
        talk(server, use)
        assert server.count("QUIT") == 0


# Dovecot

ODD = b"Subject: odd\r\n\r\n.\r\n..\r\n.x\r\n" + b"l" * 20_000 + b"\r\nbare \r CR\r\nlast.\r\n.\r\n"


def on_dovecot(
    user: MailUser, use: Callable[[PopSession], Awaitable[None]], how: str = "none"
) -> None:
    server = user.server
    port = server.ports.pop3s if how == "tls" else server.ports.pop3
    host = server.host if how == "none" else "localhost"
    account = settings(port, Security(how), host=host, user=user.name)

    async def scenario() -> None:
        session = await PopSession.connect(SystemNetwork(), account.server)
        try:
            await session.login(account, Secret(user.password))
            await use(session)
        finally:
            session.close()

    asyncio.run(scenario())


@pytest.mark.server
@pytest.mark.parametrize("how", ["none", "tls", "starttls"])
def test_dovecot_lists_and_hands_out(
    mail_user: MailUser, how: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("SSL_CERT_FILE", str(mail_user.server.ca_file))
    mail_user.fill("INBOX", 60)
    maildir.put(mail_user.maildir, "INBOX", ODD)

    async def use(session: PopSession) -> None:
        assert session.stream.encrypted is (how != "none")
        assert {"UIDL", "TOP", "PIPELINING"} <= session.connection.capabilities.names
        drop = await session.maildrop()
        assert drop.is_consistent
        assert len({item.uidl for item in drop.items}) == 61
        found = await fetched(session, [item.number for item in drop.items])
        assert found[60] == (61, ODD)
        assert await session.quit() == "ok"

    on_dovecot(mail_user, use, how)


@pytest.mark.server
@pytest.mark.parametrize(
    "raw",
    [ODD, b"Subject: x\r\n\r\nbare\nLF\n.\n..\n\r\nend\r\n", b"Subject: x\r\n\r\nNUL \0 here\r\n",
     b"Subject: no end\r\n\r\nend", b".dot first: x\r\n\r\n.\r\n"],
    ids=["dots", "bare LF", "NUL", "no end", "first dot"],
)  # fmt: skip
def test_dovecot_delivers_what_lies_there(mail_user: MailUser, raw: bytes):
    """Dovecot itself makes CRLF of bare LF, and ends the last line."""
    maildir.put(mail_user.maildir, "INBOX", raw)
    sound = raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    sound += b"" if sound.endswith(b"\r\n") else b"\r\n"

    async def use(session: PopSession) -> None:
        assert await fetched(session, [1]) == [(1, sound)]

    on_dovecot(mail_user, use)


@pytest.mark.server
def test_dovecot_deletes_at_quit_and_not_before(mail_user: MailUser):
    mail_user.fill("INBOX", 3)

    async def cut(session: PopSession) -> None:
        assert await session.dele([1, 2]) == ()
        session.close()

    async def leave(session: PopSession) -> None:
        assert len((await session.maildrop()).items) == 3
        assert [one.number for one in await session.dele([1, 3, 7])] == [7]
        assert await session.quit() == "ok"

    async def look(session: PopSession) -> None:
        assert len((await session.maildrop()).items) == 1

    for use in (cut, leave, look):
        on_dovecot(mail_user, use)


@pytest.mark.server
def test_dovecot_refuses_a_wrong_password(mail_user: MailUser):
    wrong = MailUser(
        name=mail_user.name, password="wrong", maildir=mail_user.maildir, server=mail_user.server
    )

    async def use(session: PopSession) -> None:
        raise AssertionError(session)

    with pytest.raises(LoginError):
        on_dovecot(wrong, use)


@pytest.mark.server
@pytest.mark.slow
def test_dovecot_that_wants_tls_has_no_password_of_us():
    with running(Knobs(require_tls=True)) as server:
        user = server.add_user()

        async def use(session: PopSession) -> None:
            raise AssertionError(session)

        with pytest.raises(TrustError) as caught:
            on_dovecot(user, use)
        assert caught.value.code == "no-mechanism"
