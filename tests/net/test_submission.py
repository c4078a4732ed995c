"""Signing in at servers for sending: aiosmtpd with and without TLS, and servers that misbehave.

Nothing is ever sent: the sink hears no MAIL.
"""

import asyncio
import base64
import hashlib
import hmac
from pathlib import Path

import pytest

from facteur.base.errors import FacteurError
from facteur.mail.account import Security, ServerAddress
from facteur.net import submission, tls
from facteur.net.submission import SubmissionSession
from tests.net.conftest import server_context
from tests.support.certificates import Authority, Pair
from tests.support.submissionsink import OddSmtp, Sink

SECRET = base64.b64encode(b"\0ann\0secret").decode()
NONE, TLS, STARTTLS = Security.NONE, Security.TLS, Security.STARTTLS


def talk(
    server: Sink | OddSmtp,
    security: Security = NONE,
    *,
    password: str = "secret",
    token: str = "",
    pin: str = "",
    host: str = "127.0.0.1",
) -> None:
    """Do what the trial of an account does."""

    async def scenario() -> None:
        async with asyncio.timeout(20), server:
            address = ServerAddress(host=host, port=server.port, security=security)
            session = await SubmissionSession.connect(address, pin)
            try:
                await session.login("ann", password="" if token else password, token=token)
                await session.quit()
            finally:
                session.close()

    try:
        asyncio.run(scenario())
    finally:
        if isinstance(server, Sink):
            assert server.handler.mails == []
            assert server.handler.delivered == []
        else:
            assert not [text for text in server.heard if text.upper().startswith("MAIL")]


def failure(server: Sink | OddSmtp, security: Security = NONE, **how: str) -> FacteurError:
    with pytest.raises(FacteurError) as caught:
        talk(server, security, **how)
    return caught.value


def shape(error: FacteurError) -> tuple[str, str]:
    return type(error).__name__, error.code


def secure(trusted: Authority, security: Security, **fields: object) -> Sink:
    return Sink(
        tls=None if security is NONE else server_context(trusted.server),
        starttls=security is STARTTLS,
        **fields,  # pyright: ignore[reportArgumentType] -- fields of that kind
    )


@pytest.mark.parametrize("security", [NONE, TLS, STARTTLS])
@pytest.mark.parametrize(
    ("without", "mechanism"),
    [(("XOAUTH2",), "PLAIN"), (("XOAUTH2", "PLAIN"), "LOGIN")],
)
def test_all_is_well_and_nothing_is_sent(
    trusted: Authority, security: Security, without: tuple[str, ...], mechanism: str
):
    server = secure(trusted, security, without=without)
    talk(server, security)
    assert server.tried == [(mechanism, b"ann")]
    assert server.handler.quits == 1


@pytest.mark.parametrize("security", [NONE, TLS, STARTTLS])
def test_a_wrong_password(trusted: Authority, security: Security):
    server = secure(trusted, security)
    error = failure(server, security, password="wrong")
    assert shape(error) == ("LoginError", "refused")
    assert error.server_text.startswith("5.7.8")


def test_we_are_known_by_an_address_and_not_by_name(trusted: Authority):
    server = secure(trusted, STARTTLS)
    talk(server, STARTTLS)
    assert server.handler.hellos == ["[127.0.0.1]", "[127.0.0.1]"]


def test_a_token():
    server = Sink(tokens={"good": True}, without=("PLAIN", "LOGIN"))
    talk(server, token="good")
    assert server.tried == []


def test_a_token_that_is_refused_and_its_challenge_is_answered():
    error = failure(Sink(without=("PLAIN", "LOGIN")), token="stale")
    assert shape(error) == ("LoginError", "oauth-expired")


def test_oauthbearer_goes_first():
    server = OddSmtp(offers=("AUTH XOAUTH2 OAUTHBEARER PLAIN",))
    talk(server, token="good")
    _, mechanism, initial = server.heard[1].split()
    assert mechanism == "OAUTHBEARER"
    assert b"auth=Bearer good" in base64.b64decode(initial)


def test_scram():
    def answer(text: str) -> bytes | None:
        if text.startswith("AUTH SCRAM-SHA-256 "):
            return b"334 " + base64.b64encode(b"r=someone-elses,s=QQ==,i=4096") + b"\r\n"
        return b"501 5.7.0 cancelled\r\n" if text == "*" else None

    server = OddSmtp(offers=("AUTH PLAIN SCRAM-SHA-256",), answer=answer)
    assert shape(failure(server)) == ("RemoteProtocolError", "sasl-unexpected")
    assert server.heard[-1] == "*"


def test_scram_proves_both_sides():
    """The server of RFC 5802 §3: it never sees the password, and shows that it knows it."""
    salt, rounds = b"a salt", 4096
    salted = hashlib.pbkdf2_hmac("sha256", b"secret", salt, rounds)
    said: list[str] = []

    def proof(text: str) -> bytes:
        return base64.b64decode(text)

    def answer(text: str) -> bytes | None:
        if text.startswith("AUTH SCRAM-SHA-256 "):
            said.append(proof(text.split()[2]).decode().removeprefix("n,,"))
            nonce = said[0].partition("r=")[2]
            said.append(f"r={nonce}more,s={base64.b64encode(salt).decode()},i={rounds}")
            return b"334 " + base64.b64encode(said[1].encode()) + b"\r\n"
        if len(said) == 2 and text != "QUIT" and not text.startswith("EHLO"):
            last, _, shown = proof(text).decode().rpartition(",p=")
            spoken = ",".join((*said, last)).encode()
            key = hmac.digest(salted, b"Client Key", "sha256")
            signature = hmac.digest(hashlib.sha256(key).digest(), spoken, "sha256")
            assert proof(shown) == bytes(a ^ b for a, b in zip(key, signature, strict=True))
            server_key = hmac.digest(salted, b"Server Key", "sha256")
            verdict = b"v=" + base64.b64encode(hmac.digest(server_key, spoken, "sha256"))
            said.append("proved")
            return b"334 " + base64.b64encode(verdict) + b"\r\n"
        return b"235 2.7.0 in\r\n" if text == "" else None

    server = OddSmtp(offers=("AUTH PLAIN SCRAM-SHA-256",), answer=answer)
    talk(server)
    assert said[-1] == "proved"


@pytest.mark.parametrize("offer", ["AUTH PLAIN", "AUTH=PLAIN", "auth plain"])
def test_ways_to_offer(offer: str):
    server = OddSmtp(offers=(offer,))
    talk(server)
    assert server.heard[1] == f"AUTH PLAIN {SECRET}"


@pytest.mark.parametrize("offers", [(), ("AUTH",), ("AUTH CRAM-MD5 GSSAPI",), ("SIZE 10",)])
def test_no_way_to_sign_in(offers: tuple[str, ...]):
    server = OddSmtp(offers=offers)
    assert shape(failure(server)) == ("TrustError", "no-mechanism")
    assert len(server.heard) == 1


def test_no_way_to_sign_in_with_a_token():
    assert shape(failure(OddSmtp(), token="good")) == ("TrustError", "no-mechanism")


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        (b"535 5.7.8 Username and Password not accepted\r\n", ("LoginError", "refused")),
        (
            b"535-5.7.8 Username and Password\r\n535 5.7.8 not accepted\r\n",
            ("LoginError", "refused"),
        ),
        (b"454 4.7.0 Temporary authentication failure\r\n", ("ServerRefused", "unavailable")),
        (b"421 4.7.0 Try again later\r\n", ("ServerRefused", "unavailable")),
        (b"534 5.7.9 Application-specific password required\r\n", ("LoginError", "app-password")),
    ],
)
def test_what_a_refusal_means(said: bytes, kind: tuple[str, str]):
    server = OddSmtp(answer=lambda text: said if text.startswith("AUTH") else None)
    assert shape(failure(server)) == kind


@pytest.mark.parametrize(
    ("greeting", "kind"),
    [
        (b"421 4.3.2 too busy\r\n", ("ServerRefused", "bye")),
        (b"450 later\r\n", ("ServerRefused", "bye")),
        (b"554 5.7.1 your address is on a list\r\n", ("ServerRefused", "bye")),
        (b"* OK IMAP4rev1 ready\r\n", ("RemoteProtocolError", "not-smtp")),
        (b"+OK POP3 ready\r\n", ("RemoteProtocolError", "not-smtp")),
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", ("RemoteProtocolError", "not-smtp")),
        (b"250 hello\r\n", ("RemoteProtocolError", "not-smtp")),
        (b"220-" + b"x" * 9000 + b"\r\n", ("RemoteProtocolError", "not-smtp")),
        (b"220-and so on\r\n" * 5000, ("RemoteProtocolError", "not-smtp")),
        (b"\xff\xfe\x00\r\n", ("RemoteProtocolError", "not-smtp")),
    ],
)
def test_greetings(greeting: bytes, kind: tuple[str, str]):
    found = shape(failure(OddSmtp(greeting=greeting)))
    assert found[0] == kind[0]
    if kind[0] != "ServerRefused":
        assert found == kind


def test_silence(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(submission, "GREETING_TIMEOUT_S", 0.05)
    monkeypatch.setattr(submission, "REPLY_TIMEOUT_S", 0.05)
    assert shape(failure(OddSmtp(greeting=b""))) == ("NetworkError", "timeout")
    server = OddSmtp(answer=lambda _: b"")
    assert shape(failure(server)) == ("NetworkError", "timeout")
    slow = OddSmtp(answer=lambda _: b"250-one\r\n")  # and never an end
    assert shape(failure(slow)) == ("NetworkError", "timeout")


def test_a_silent_goodbye_does_not_matter(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(submission, "QUIT_TIMEOUT_S", 0.05)
    talk(OddSmtp(answer=lambda text: b"" if text == "QUIT" else None))
    talk(OddSmtp(answer=lambda text: b"554 no\r\n" if text == "QUIT" else None))


def test_nobody_there():
    async def scenario() -> None:
        address = ServerAddress(host="127.0.0.1", port=1, security=NONE)
        await SubmissionSession.connect(address)

    with pytest.raises(FacteurError) as caught:
        asyncio.run(scenario())
    assert shape(caught.value) == ("NetworkError", "refused")


def test_a_line_that_ends():
    async def serve(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 hi\r\n")
        writer.close()

    async def scenario() -> None:
        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        try:
            await SubmissionSession.connect(
                ServerAddress(host="127.0.0.1", port=port, security=NONE)
            )
        finally:
            server.close()

    with pytest.raises(FacteurError) as caught:
        asyncio.run(scenario())
    assert shape(caught.value) == ("NetworkError", "closed")


@pytest.mark.parametrize("code", [b"500", b"502", b"554"])
def test_a_server_without_ehlo(code: bytes):
    error = failure(OddSmtp(answer=lambda _: code + b" what\r\n"))
    assert shape(error) == ("ServerRefused", "hello-refused")


# Encryption


def without_secret(server: OddSmtp) -> bool:
    return not [text for text in server.heard if SECRET in text or text.startswith("AUTH")]


def test_starttls_that_is_stripped():
    server = OddSmtp()
    assert shape(failure(server, STARTTLS)) == ("TrustError", "starttls-missing")
    assert without_secret(server)


@pytest.mark.parametrize("said", [b"454 4.7.0 not now\r\n", b"502 what\r\n", b"250 ok\r\n"])
def test_starttls_that_is_refused(said: bytes):
    server = OddSmtp(
        offers=("STARTTLS", "AUTH PLAIN"),
        answer=lambda text: said if text == "STARTTLS" else None,
    )
    error = failure(server, STARTTLS)
    assert shape(error) == ("TrustError", "starttls-missing")
    assert without_secret(server)


@pytest.mark.parametrize(
    "behind", [b"250-evil\r\n250 AUTH PLAIN\r\n", b"250 evil\r\n", b"2", b"\r\n"]
)
def test_words_before_the_encryption_are_an_attack(trusted: Authority, behind: bytes):
    server = OddSmtp(
        offers=("STARTTLS", "AUTH PLAIN"),
        answer=lambda text: b"220 go on\r\n" + behind if text == "STARTTLS" else None,
        tls=server_context(trusted.server),
    )
    assert shape(failure(server, STARTTLS)) == ("TrustError", "starttls-injected")
    assert without_secret(server)


def test_a_long_answer_to_starttls_is_no_attack(trusted: Authority):
    server = OddSmtp(
        offers=("STARTTLS", "AUTH PLAIN"),
        answer=lambda text: b"220-wait\r\n220 go on\r\n" if text == "STARTTLS" else None,
        tls=server_context(trusted.server),
    )
    talk(server, STARTTLS)


def test_offers_from_before_the_encryption_are_forgotten(trusted: Authority):
    hellos = 0

    def answer(text: str) -> bytes | None:
        nonlocal hellos
        hellos += text.startswith("EHLO")
        if hellos > 1 and text.startswith("EHLO"):
            return b"250-x\r\n250 SIZE\r\n"
        return None

    server = OddSmtp(
        offers=("STARTTLS", "AUTH PLAIN"), answer=answer, tls=server_context(trusted.server)
    )
    assert shape(failure(server, STARTTLS)) == ("TrustError", "no-mechanism")


@pytest.mark.parametrize("security", [TLS, STARTTLS])
@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("expired", "certificate-expired"),
        ("wrong_host", "certificate-name"),
        ("self_signed", "certificate-unknown"),
    ],
)
def test_a_bad_certificate_is_shown_and_can_be_trusted(
    trusted: Authority, security: Security, name: str, code: str
):
    pair: Pair = getattr(trusted, name)

    def sink() -> Sink:
        return Sink(tls=server_context(pair), starttls=security is STARTTLS)

    server = sink()
    error = failure(server, security)
    assert shape(error) == ("TrustError", code)
    shown: bytes = getattr(error, "certificate", b"")
    assert shown
    assert server.tried == []
    talk(sink(), security, pin=tls.fingerprint(shown))
    other = failure(sink(), security, pin="ab" * 32)
    assert shape(other) == ("TrustError", "certificate-changed")
    assert getattr(other, "certificate", b"") == shown


def test_tls_where_none_is_spoken(monkeypatch: pytest.MonkeyPatch):
    assert shape(failure(OddSmtp(), TLS))[0] in {"TrustError", "NetworkError"}


def test_no_password_is_logged(
    trusted: Authority, caplog: pytest.LogCaptureFixture, tmp_path: Path
):
    caplog.set_level(1)
    failure(secure(trusted, STARTTLS), STARTTLS, password="hunter22")
    said = caplog.text
    ours = [record for record in caplog.records if not record.name.startswith("mail.")]
    assert not [one for one in ours if "hunter22" in one.getMessage()]
    assert base64.b64encode(b"\0ann\0hunter22").decode() not in "".join(
        one.getMessage() for one in ours
    )
    assert said is not None
