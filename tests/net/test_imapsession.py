"""Sessions against servers that refuse, lie, fall silent, hang up or are something else."""

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
from facteur.imap import commands
from facteur.imap.numset import NumSet
from facteur.imap.responses import Event, Exists, Expunged
from facteur.mail.account import Security, ServerAddress
from facteur.net import imapsession
from facteur.net.imapsession import Identity, ImapSession
from facteur.net.stream import SystemNetwork
from tests.net.conftest import server_context
from tests.support.certificates import Authority
from tests.support.oddserver import SILENCE, Box, OddServer
from tests.support.scripted import ScriptedServer, read

PASSWORD = "corréct hörse"  # not ASCII, so that LOGIN needs a literal
ANN = Identity(user="ann", secret=Secret(PASSWORD), version="1")
PLAIN = base64.b64encode(f"\0ann\0{PASSWORD}".encode()).decode()
SHORT = f"""
S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] hi
C: A1 AUTHENTICATE PLAIN {PLAIN}
S: A1 OK [CAPABILITY IMAP4rev1] in
C: A2 SELECT INBOX
S: * FLAGS (\\Seen)
S: * 2 EXISTS
S: * OK [UIDVALIDITY 7]
S: A2 OK [READ-WRITE] selected
C: A3 UID FETCH 1:* (UID FLAGS)
S: * 1 FETCH (UID 1 FLAGS (\\Seen))
S: * 2 FETCH (UID 2 FLAGS ())
S: A3 OK
"""


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GREETING", "REPLY", "DONE", "PROBE"):
        monkeypatch.setattr(imapsession, f"{name}_TIMEOUT_S", 0.05)
    for function in (ImapSession.flight, ImapSession.receive):
        monkeypatch.setattr(function, "__defaults__", tuple(
            0.05 if value == 100.0 else value for value in function.__defaults__ or ()
        ))  # fmt: skip
        if function.__kwdefaults__:
            monkeypatch.setitem(function.__kwdefaults__, "timeout_s", 0.05)


def address(port: int, security: Security = Security.NONE) -> ServerAddress:
    return ServerAddress(host="127.0.0.1", port=port, security=security)


async def connected(port: int, security: Security = Security.NONE) -> ImapSession:
    return await ImapSession.connect(SystemNetwork(), address(port, security))


def talk(
    script: str, use: Callable[[ImapSession], Awaitable[None]] | None = None, **how: object
) -> ScriptedServer:
    """Connect to a script, use the session, close it; raises what that raises."""

    async def scenario() -> ScriptedServer:
        security = how.pop("security", Security.NONE)
        assert isinstance(security, Security)
        async with ScriptedServer(scripts=[read(script)], **how) as server:
            async with asyncio.timeout(10):
                session = await connected(server.port, security)
                try:
                    if use is not None:
                        await use(session)
                finally:
                    session.close()
        return server

    return asyncio.run(scenario())


async def short(session: ImapSession) -> None:
    await session.login(ANN, address(1))
    done, *_ = await session.flight([commands.Select(mailbox=b"INBOX")])
    assert done.ok
    await session.flight([commands.Fetch(messages=NumSet.span(1), items=("UID", "FLAGS"))])


def failure(
    script: str, use: Callable[[ImapSession], Awaitable[None]] | None = None, **how: object
) -> FacteurError:
    with pytest.raises(FacteurError) as caught:
        talk(script, use, **how)
    return caught.value


def test_the_short_session_is_as_recorded():
    assert talk(SHORT, short).faults == []


@pytest.mark.parametrize("fragment", [1, 7])
def test_it_may_come_in_any_pieces(fragment: int):
    assert talk(SHORT, short, fragment=fragment).faults == []


STEPS = len([line for line in SHORT.splitlines() if line[:2] in {"S:", "C:"}])


@pytest.mark.parametrize("step", range(STEPS))
def test_silence_at_every_step_is_a_timeout(step: int):
    error = failure(SHORT, short, silence_at=step)
    assert isinstance(error, NetworkError)
    assert error.code == "timeout"


def test_a_cut_after_every_octet_is_a_lost_line():
    """In one loop, since it is many connections."""
    size = sum(len(line[3:]) + 2 for line in SHORT.splitlines() if line[:2] == "S:")

    async def scenario() -> None:
        for octets in range(size):
            async with ScriptedServer(scripts=[read(SHORT)], cut_after=octets) as server:
                opened: list[ImapSession] = []

                async def attempt(port: int, opened: list[ImapSession]) -> None:
                    opened.append(await connected(port))
                    await short(opened[0])

                with pytest.raises(NetworkError) as caught:
                    await attempt(server.port, opened)
                assert caught.value.code == "closed", octets
                for session in opened:
                    session.close()

    asyncio.run(scenario())


@pytest.mark.parametrize("at", [line for line in SHORT.splitlines() if line[:2] == "S:"])
def test_bye_anywhere(at: str):
    error = failure(
        SHORT.replace(at, "S: * BYE going down", 1).split("going down")[0] + "going down\n", short
    )
    assert isinstance(error, NetworkError | ServerRefused)
    assert error.code in {"closed", "timeout", "bye"}


@pytest.mark.parametrize(
    "said",
    [
        "S: HTTP/1.1 400 Bad Request", "S: 220 mail ESMTP", "S: +OK POP3", "S: SSH-2.0-OpenSSH_9",
        "S! b'\\x15\\x03\\x01\\x00\\x02\\x02\\x0a\\r\\n'", "S: * NO go away", "S:",
    ],
)  # fmt: skip
def test_something_else_answers(said: str):
    error = failure(said)
    assert isinstance(error, RemoteProtocolError)
    assert error.code == "not-imap"


def test_a_web_server_waits_to_be_asked():
    async def scenario() -> None:
        async def web(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.readline()
            writer.write(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")
            await writer.drain()
            writer.close()

        server = await asyncio.start_server(web, "127.0.0.1", 0)
        with pytest.raises(RemoteProtocolError) as caught:
            await connected(server.sockets[0].getsockname()[1])
        assert caught.value.code == "not-imap"
        server.close()
        await asyncio.sleep(0.01)

    asyncio.run(scenario())


def test_a_server_that_is_only_slow_is_a_timeout():
    async def scenario() -> None:
        async with OddServer(greeting=SILENCE) as server:
            with pytest.raises(NetworkError) as caught:
                await connected(server.port)
            assert caught.value.code == "timeout"

    asyncio.run(scenario())


# Encryption

OFFERS = "S: * OK [CAPABILITY IMAP4rev1 STARTTLS] hi\nC: A1 STARTTLS\n"


@pytest.mark.parametrize(
    ("script", "code"),
    [
        (OFFERS + "S: A1 NO not today", "starttls-missing"),
        (OFFERS + "S: A1 BAD what", "starttls-missing"),
        (
            "S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] hi\nC: A1 STARTTLS\nS: A1 BAD what",
            "starttls-missing",
        ),
        ("S: * PREAUTH [CAPABILITY IMAP4rev1 STARTTLS] welcome", "preauth"),
        (OFFERS + "S! b'A1 OK begin\\r\\n* CAPABILITY IMAP4rev1 X\\r\\n'", "starttls-injected"),
        (OFFERS + "S! b'A1 OK begin\\r\\nA2 OK in\\r\\n'", "starttls-injected"),
    ],
)
def test_starttls_stripped_injected_or_jumped(script: str, code: str):
    error = failure(script, security=Security.STARTTLS)
    assert isinstance(error, TrustError)
    assert error.code == code


def test_nothing_is_said_before_the_encryption(trusted: Authority):
    script = OFFERS + "S: A1 NO not today"

    async def scenario() -> None:
        async with ScriptedServer(scripts=[read(script)]) as server:
            with pytest.raises(TrustError):
                await connected(server.port, Security.STARTTLS)
            assert [line.split()[1] for line in server.received] == [b"STARTTLS"]

    asyncio.run(scenario())


def test_what_was_offered_before_the_encryption_is_forgotten(trusted: Authority):
    script = (
        OFFERS
        + "S: A1 OK begin\nT:\nC: A2 CAPABILITY\nS: * CAPABILITY IMAP4rev1 AUTH=PLAIN\nS: A2 OK\n"
    )

    async def use(session: ImapSession) -> None:
        assert "STARTTLS" not in session.connection.capabilities
        assert "PLAIN" in session.connection.capabilities.mechanisms

    server = talk(script, use, security=Security.STARTTLS, tls=server_context(trusted.server))
    assert server.faults == []


def test_preauth_is_nobody_whose_mail_this_could_be(trusted: Authority):
    error = failure(
        "S: * PREAUTH [CAPABILITY IMAP4rev1] welcome",
        security=Security.TLS, tls=server_context(trusted.server), implicit_tls=True,
    )  # fmt: skip
    assert isinstance(error, TrustError)
    assert error.code == "preauth"


# Login


@pytest.mark.parametrize(
    ("said", "kind", "code"),
    [
        ("NO [AUTHENTICATIONFAILED] wrong", LoginError, "refused"),
        ("NO Login failed", LoginError, "refused"),
        ("NO [ALERT] Application-specific password required", LoginError, "app-password"),
        ("NO [ALERT] IMAP access is disabled", LoginError, "disabled"),
        ("NO wrong", LoginError, "unexplained"),
        ("BAD what", LoginError, "unexplained"),
        ("NO [EXPIRED] too old", LoginError, "expired"),
        ("NO [UNAVAILABLE] later", ServerRefused, "unavailable"),
        ("NO [LIMIT] too many", ServerRefused, "too-many-connections"),
    ],
)
def test_login_refused(said: str, kind: type[FacteurError], code: str):
    script = SHORT.split("S: A1", maxsplit=1)[0] + f"S: A1 {said}"
    error = failure(script, short)
    assert (type(error), error.code) == (kind, code)
    assert error.server_text == said.rpartition("] ")[2].removeprefix("NO ").removeprefix("BAD ")


def test_no_way_to_sign_in_without_showing_the_password():
    async def use(session: ImapSession) -> None:
        session.stream.encrypted = False
        await session.login(ANN, address(1, Security.STARTTLS))

    error = failure("S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN LOGINDISABLED] hi", use)
    assert isinstance(error, TrustError)
    assert error.code == "no-mechanism"


LOGIN = """
S: * OK [CAPABILITY IMAP4rev1 LITERAL+] hi
C: A1 LOGIN ann {15+}
C: whatever
S: A1 OK [CAPABILITY IMAP4rev1] in
"""


@pytest.mark.parametrize("script", [SHORT, LOGIN], ids=["plain", "login"])
def test_no_password_is_ever_logged(script: str, caplog: pytest.LogCaptureFixture):
    caplog.set_level(TRACE, "facteur")
    logging.getLogger("facteur").propagate = True

    async def use(session: ImapSession) -> None:
        await session.login(ANN, address(1))

    talk(script, use, loose=True)
    text = caplog.text + "".join(repr(record.args) for record in caplog.records)
    assert "A1" in text
    for secret in (PASSWORD, PLAIN, PASSWORD.encode().hex(), "hörse"):
        assert secret not in text


# Hostile sizes


async def select(session: ImapSession) -> None:
    await session.login(ANN, address(1))
    await session.flight([commands.Select(mailbox=b"INBOX")])


HEAD = SHORT.split("S: * FLAGS", maxsplit=1)[0]


HOSTILE = {
    "a literal of 99 GB": b"* 1 FETCH (BODY[] {99000000000}\r\n",
    "a million parentheses": b"* X " + b"(" * 1_000_000 + b"\r\n",
    "in a structure": b"* 1 FETCH (BODYSTRUCTURE " + b"(" * 1_000_000 + b")\r\n",
    "a number without end": b"* " + b"9" * 100 + b" EXISTS\r\n",
    "a line without end": b"x" * 20_000_000,
    "a tag of nobody": b"A9 OK who\r\n",
    "a tag that comes twice": b"A2 OK early\r\nA2 OK twice\r\n",
    "continuations unasked": b"+ more\r\n+ and more\r\n",
}


@pytest.mark.parametrize("said", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_answers_end_the_connection_or_are_passed_over(said: bytes):
    async def use(session: ImapSession) -> None:
        await select(session)
        await session.flight([commands.Noop()])

    error = failure(f"{HEAD}S! {said!r}\n", use)
    assert isinstance(error, RemoteProtocolError | NetworkError)


def test_four_billion_messages_are_a_number():
    async def use(session: ImapSession) -> None:
        await select(session)
        assert session.connection.selected is not None
        assert session.connection.selected.exists == 4_000_000_000

    talk(HEAD + "S: * 4000000000 EXISTS\nS: A2 OK [READ-WRITE] selected\n", use)


# Idling


def idling(
    script: str, use: Callable[[ImapSession, list[Event]], Awaitable[None]]
) -> ScriptedServer:
    head = SHORT.split("C: A3", maxsplit=1)[0].replace(
        "[CAPABILITY IMAP4rev1] in", "[CAPABILITY IMAP4rev1 IDLE] in"
    )

    async def run(session: ImapSession) -> None:
        await select(session)
        await use(session, [])

    return talk(head + script, run)


def test_news_comes_while_idling():
    async def use(session: ImapSession, heard: list[Event]) -> None:
        wake = asyncio.Event()

        def note(event: Event) -> None:
            heard.append(event)
            if isinstance(event, Exists):
                wake.set()

        assert await session.idle(note, wake, renew_s=5)
        assert any(isinstance(event, Expunged) for event in heard)

    server = idling(
        "C: A3 IDLE\nS: + idling\nS: * 1 EXPUNGE\nS: * 2 EXISTS\nC: DONE\nS: A3 OK\n", use
    )
    assert server.faults == []


def test_it_is_renewed_in_time_and_woken_at_once():
    async def use(session: ImapSession, heard: list[Event]) -> None:
        assert await session.idle(heard.append, asyncio.Event(), renew_s=0.02)
        woken = asyncio.Event()
        woken.set()
        assert await session.idle(heard.append, woken, renew_s=60)

    script = (
        "C: A3 IDLE\nS: + idling\nC: DONE\nS: A3 OK\nC: A4 IDLE\nS: + idling\nC: DONE\nS: A4 OK\n"
    )
    assert idling(script, use).faults == []


@pytest.mark.parametrize(
    "said", ["S: A3 NO not now", "S: A3 BAD what", "S: + idling\nS: A3 OK enough"]
)
def test_a_server_that_will_not_idle_is_told_apart(said: str):
    async def use(session: ImapSession, heard: list[Event]) -> None:
        assert not await session.idle(heard.append, asyncio.Event(), renew_s=5)

    idling(f"C: A3 IDLE\n{said}\n", use)


def test_a_server_that_does_not_answer_done_is_gone():
    async def use(session: ImapSession, heard: list[Event]) -> None:
        await session.idle(heard.append, asyncio.Event(), renew_s=0.01)

    with pytest.raises(NetworkError):
        idling("C: A3 IDLE\nS: + idling\nC: DONE\n", use)


def test_logout_never_fails():
    async def use(session: ImapSession) -> None:
        session.close()
        await session.logout()

    talk(SHORT, use)


def test_commands_may_be_added_to_a_flight():
    async def scenario() -> None:
        box = Box()
        box.fill(2)
        async with OddServer(boxes={"INBOX": box}) as server:
            session = await connected(server.port)
            await session.login(
                Identity(user="ann", secret=Secret("secret"), version="1"), address(1)
            )

            def note(event: Event) -> None:
                if isinstance(event, Exists):
                    session.queue(commands.Noop())

            ends = await session.flight([commands.Select(mailbox=b"INBOX")], note)
            assert [type(end.command) for end in ends] == [commands.Select, commands.Noop]
            await session.logout()

    asyncio.run(scenario())
