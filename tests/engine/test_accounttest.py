"""Trying settings says what is wrong and in which step, and keeps nothing."""

import asyncio
from pathlib import Path

import pytest

from facteur.base.secret import Secret
from facteur.engine.accounttest import Tried, try_settings
from facteur.engine.accounttest import steps as steps_of
from facteur.engine.effects import Effects
from facteur.engine.fields import settings_of
from facteur.link.events import Problem
from facteur.net import imapsession, tls
from facteur.pop.replies import Totals
from tests.net.conftest import server_context
from tests.support.certificates import Pair, authority
from tests.support.fakes import FakeSecrets
from tests.support.oddpop import CAPABILITIES, OddPop
from tests.support.oddserver import CUT, OddServer
from tests.support.scripted import ScriptedServer, read
from tests.support.submissionsink import OddSmtp, Sink


def attempt(
    server: OddServer | OddPop, password: str = "secret", **changed: object
) -> tuple[Problem | Tried, list[str]]:
    steps: list[str] = []

    async def scenario() -> Problem | Tried:
        async with asyncio.timeout(20), server:
            settings = settings_of(server.fields(**changed))
            effects = Effects(secrets=FakeSecrets())
            return await try_settings(settings, Secret(password), effects, steps.append)

    return asyncio.run(scenario()), steps


def test_all_is_well():
    found, steps = attempt(OddServer())
    assert isinstance(found, Tried)
    assert (found.totals, found.trial.unsent) == (None, None)
    assert steps == ["connect", "login", "read"]


def test_nothing_is_changed_by_it():
    server = OddServer()
    attempt(server)
    assert [text.split()[0] for text in server.heard] == [
        "CAPABILITY",
        "LOGIN",
        "CAPABILITY",
        "EXAMINE",
        "LOGOUT",
    ]


@pytest.mark.parametrize(
    ("verb", "answer", "place"),
    [
        ("LOGIN", "NO [AUTHENTICATIONFAILED] no", ("login", "refused", "login")),
        ("LOGIN", CUT, ("network", "closed", "login")),
        ("LOGIN", "NO [UNAVAILABLE] later", ("refused", "unavailable", "login")),
        ("CAPABILITY", CUT, ("network", "closed", "connect")),
        ("EXAMINE", "NO no such", ("refused", "mailbox", "read")),
        ("EXAMINE", CUT, ("network", "closed", "read")),
    ],
)
def test_where_it_fails(verb: str, answer: str, place: tuple[str, str, str]):
    server = OddServer(answer=lambda text: answer if text.startswith(verb) else None)
    found, _steps = attempt(server)
    assert isinstance(found, Problem)
    assert (found.family, found.code, found.step) == place
    assert (found.host, found.port) == ("127.0.0.1", server.port)


def test_starttls_that_is_not_offered():
    found, _ = attempt(
        OddServer(answer=lambda text: "BAD what" if text == "STARTTLS" else None),
        security="starttls",
    )
    assert isinstance(found, Problem)
    assert (found.family, found.code, found.step) == ("trust", "starttls-missing", "encrypt")


def test_a_web_server(monkeypatch: pytest.MonkeyPatch):
    found, _ = attempt(OddServer(greeting="HTTP/1.1 400 Bad Request"))
    assert isinstance(found, Problem)
    assert (found.family, found.code) == ("protocol", "not-imap")


@pytest.mark.parametrize("security", ["tls", "starttls"])
@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("expired", "certificate-expired"),
        ("wrong_host", "certificate-name"),
        ("self_signed", "certificate-unknown"),
    ],
)
def test_a_bad_certificate_is_shown_and_can_be_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, security: str, name: str, code: str
):
    made = authority(tmp_path / "tls")
    monkeypatch.setenv("SSL_CERT_FILE", str(made.ca_file))
    pair: Pair = getattr(made, name)
    opening = "S: * OK hi\n" + (
        "C: A1 STARTTLS\nS: A1 OK begin\nT:\n" if security == "starttls" else ""
    )
    script = f"""{opening}
C: A2 CAPABILITY
S: * CAPABILITY IMAP4rev1
S: A2 OK
C: A3 LOGIN "ann" "secret"
S: A3 OK [CAPABILITY IMAP4rev1] in
C: A4 EXAMINE INBOX
S: * 0 EXISTS
S: A4 OK
C: A5 LOGOUT
S: * BYE
S: A5 OK
"""

    async def scenario() -> None:
        server = ScriptedServer(
            scripts=[read(script)], tls=server_context(pair), implicit_tls=security == "tls"
        )
        async with asyncio.timeout(20), server:
            fields = OddServer(port=server.port).fields(security=security)
            effects = Effects(secrets=FakeSecrets())
            found = await try_settings(
                settings_of(fields), Secret("secret"), effects, lambda _: None
            )
            assert isinstance(found, Problem)
            assert (found.family, found.code, found.step) == ("trust", code, "encrypt")
            assert found.certificate_sha256 == tls.fingerprint(found.certificate)
            assert not [line for line in server.received if b"secret" in line]
            pinned = OddServer(port=server.port).fields(
                security=security, certificate_sha256=found.certificate_sha256
            )
            found = await try_settings(
                settings_of(pinned), Secret("secret"), effects, lambda _: None
            )
            assert isinstance(found, Tried)

    asyncio.run(scenario())


def test_silence_is_found_out(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(imapsession, "GREETING_TIMEOUT_S", 0.05)
    monkeypatch.setattr(imapsession, "PROBE_TIMEOUT_S", 0.05)
    found, _ = attempt(OddServer(greeting="SILENCE"))
    assert isinstance(found, Problem)
    assert (found.family, found.code, found.step) == ("network", "timeout", "connect")


@pytest.mark.parametrize("capabilities", [CAPABILITIES, None])
def test_a_maildrop_says_how_much_is_there(capabilities: tuple[str, ...] | None):
    server = OddPop(capabilities=capabilities)
    server.fill(3)
    found, steps = attempt(server)
    octets = sum(len(letter.raw) for letter in server.letters)
    assert isinstance(found, Tried)
    assert (found.totals, steps) == (Totals(count=3, octets=octets), ["connect", "login", "read"])
    assert (found.trial.messages, found.trial.octets) == (3, octets)
    assert server.count("RETR") == server.count("DELE") == 0


def test_where_nobody_can_tell_what_is_new_there_is_nothing_to_choose():
    server = OddPop(capabilities=("TOP", "USER"), uidl=False)
    server.fill(3)
    found, _ = attempt(server)
    assert isinstance(found, Tried)
    assert found.totals is None


def test_a_maildrop_that_does_not_tell():
    server = OddPop(answer=lambda text: b"+OK many\r\n" if text == "STAT" else None)
    found, _ = attempt(server)
    assert isinstance(found, Tried)
    assert (found.totals, found.trial.messages, found.trial.octets) == (None, -1, -1)


def test_a_maildrop_that_cannot_be_read():
    found, _ = attempt(OddPop(answer=lambda text: b"-ERR no\r\n" if text == "STAT" else None))
    assert isinstance(found, Problem)
    assert (found.family, found.code, found.step) == ("refused", "listing-refused", "read")


def with_sending(server: OddServer | OddPop, sink: Sink | OddSmtp, **changed: object) -> Tried:
    """Try both servers; whatever comes of it, nothing was sent."""
    steps: list[str] = []

    async def scenario() -> Problem | Tried:
        async with asyncio.timeout(20), server, sink:
            told = server.fields(
                submission_host="127.0.0.1",
                submission_port=sink.port,
                submission_security="none",
                **changed,
            )
            effects = Effects(secrets=FakeSecrets())
            return await try_settings(settings_of(told), Secret("secret"), effects, steps.append)

    found = asyncio.run(scenario())
    assert isinstance(found, Tried)
    assert steps == ["connect", "login", "read", "send"]
    if isinstance(sink, Sink):
        assert sink.handler.mails == []
    return found


@pytest.mark.parametrize("server", [OddServer, OddPop])
def test_sending_is_tried_and_nothing_is_sent(server: type[OddServer] | type[OddPop]):
    sink = Sink()
    found = with_sending(server(), sink)
    assert found.trial.unsent is None
    assert found.trial.messages == 0
    assert sink.tried == [("PLAIN", b"ann")]
    assert sink.handler.quits == 1


def test_sending_by_another_name():
    sink = Sink(user="ann@example.test")
    assert with_sending(OddServer(), sink, submission_user="ann@example.test").trial.unsent is None
    assert sink.tried == [("PLAIN", b"ann@example.test")]


def test_sending_that_fails_does_not_make_receiving_fail():
    sink = Sink(password="another")
    unsent = with_sending(OddServer(), sink).trial.unsent
    assert unsent is not None
    assert (unsent.family, unsent.code, unsent.step) == ("login", "refused", "send")
    assert (unsent.host, unsent.port) == ("127.0.0.1", sink.port)
    odd = OddSmtp(greeting=b"* OK this is IMAP\r\n")
    unsent = with_sending(OddServer(), odd).trial.unsent
    assert unsent is not None
    assert (unsent.family, unsent.code) == ("protocol", "not-smtp")


def test_each_server_has_a_pin_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Trusting the certificate of the one says nothing of the other."""
    made = authority(tmp_path / "tls")
    monkeypatch.setenv("SSL_CERT_FILE", str(made.ca_file))

    def tried(**pins: str) -> Problem | None:
        sink = Sink(tls=server_context(made.self_signed), starttls=True)

        async def scenario() -> Problem | Tried:
            async with asyncio.timeout(20), OddServer() as server, sink:
                told = server.fields(
                    submission_host="127.0.0.1",
                    submission_port=sink.port,
                    submission_security="starttls",
                    **pins,
                )
                effects = Effects(secrets=FakeSecrets())
                settings = settings_of(told)
                return await try_settings(settings, Secret("secret"), effects, lambda _: None)

        found = asyncio.run(scenario())
        assert isinstance(found, Tried)
        return found.trial.unsent

    unsent = tried()
    assert unsent is not None
    assert (unsent.code, unsent.step) == ("certificate-unknown", "send")
    shown = unsent.certificate_sha256
    assert shown == tls.fingerprint(unsent.certificate)
    other = tried(certificate_sha256=shown)
    assert other is not None
    assert other.code == "certificate-unknown"
    assert tried(submission_sha256=shown) is None
    changed = tried(submission_sha256="ab" * 32)
    assert changed is not None
    assert (changed.family, changed.code) == ("trust", "certificate-changed")
    assert changed.certificate_sha256 == shown


def test_steps_as_they_are_told():
    plain = settings_of(OddServer(port=1).fields())
    assert steps_of(plain) == ("connect", "login", "read")
    sending = settings_of(OddServer(port=1).fields(submission_host="smtp.example.test"))
    assert steps_of(sending) == ("connect", "login", "read", "send")
