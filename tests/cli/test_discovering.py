"""`discover`, and `account add` without a server."""

import json
from collections.abc import Sequence

import msgspec
import pytest

from facteur.base.errors import UsageError
from facteur.base.paths import Profile
from facteur.cli import accounts, discovering
from facteur.cli.arguments import parse
from facteur.cli.dialogue import EngineUnwilling
from facteur.cli.invocation import AddAccount, AddFound, FindSettings
from facteur.link import commands
from facteur.link.codec import FromEngine
from facteur.link.events import Discovery, Done, Failed, FoundServer, Problem
from facteur.mail.account import Protocol, Security
from facteur.mail.providers import Step
from tests.cli.scripted import ScriptedEngine

ADDRESS = "claire@example.org"
SERVERS = [
    FoundServer(
        protocol=protocol, host=host, port=port, security=security, user=user, source="known"
    )
    for protocol, host, port, security, user in (
        ("imap", "imap.example.org", 993, "tls", "claire"),
        ("pop", "pop.example.org", 995, "tls", "claire"),
        ("submission", "smtp.example.org", 587, "starttls", ADDRESS),
    )
]
FOUND = Discovery(
    domain="example.org",
    servers=SERVERS,
    provider="example",
    provider_name="Exam\x1b[2Jple",
    steps=["app-password", "dance"],
    help_url="https://example.org/help",
)


def finding(found: Discovery) -> ScriptedEngine:
    def answer(command: commands.Command) -> Sequence[FromEngine]:
        return [Done(request=command.request, discovery=found)]

    return ScriptedEngine(answer)


def wanted(protocol: Protocol = Protocol.IMAP, *words: str) -> AddFound:
    line = ["account", "add", "--address", ADDRESS, "--password-command", "pass x"]
    command = parse([*line, "--protocol", protocol.value, *words]).process
    assert isinstance(command, AddFound)
    return command


def test_a_table(empty: Profile, capsys: pytest.CaptureFixture[str]) -> None:
    engine = finding(FOUND)
    assert discovering.run(FindSettings(address=ADDRESS), empty, engine) == 0
    assert engine.heard == [commands.Discover(request=1, address=ADDRESS, internet=True)]
    said = capsys.readouterr().out
    assert "\x1b" not in said
    lines = said.splitlines()
    assert lines[1].split() == ["FOR", "SERVER", "PORT", "ENCRYPTION", "USER", "SIGN", "IN", "FROM"]
    assert "smtp.example.org" in lines[4]
    assert lines[5].startswith("First: ")
    assert lines[6:] == ["See https://example.org/help"]


def test_json_has_the_documented_keys(empty: Profile, capsys: pytest.CaptureFixture[str]) -> None:
    command = parse(["discover", ADDRESS, "--json", "--local"]).process
    assert command == FindSettings(address=ADDRESS, internet=False, json=True)
    assert discovering.run(command, empty, finding(FOUND)) == 0
    told = json.loads(capsys.readouterr().out)
    assert " ".join(told) == (
        "domain provider name closed insecure steps help oauth oauth_ready servers"
    )
    assert told["servers"][0] == {
        "protocol": "imap",
        "host": "imap.example.org",
        "port": 993,
        "security": "tls",
        "user": "claire",
        "sign_in": "password",
        "source": "known",
        "foreign": False,
    }
    assert told["oauth"] is None


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (Discovery(domain="example.org"), "No encrypted server was found."),
        (Discovery(domain="example.org", closed=True, provider_name="Tuta"), "does not let"),
        (Discovery(domain="example.org", insecure=True), "without encryption"),
    ],
)
def test_nothing_to_use(
    empty: Profile, capsys: pytest.CaptureFixture[str], found: Discovery, words: str
) -> None:
    assert discovering.run(FindSettings(address=ADDRESS), empty, finding(found)) == 1
    assert words in capsys.readouterr().out


def test_another_organisation_is_told(empty: Profile, capsys: pytest.CaptureFixture[str]) -> None:
    other = msgspec.structs.replace(SERVERS[0], foreign=True)
    found = Discovery(domain="example.org", servers=[other])
    discovering.run(FindSettings(address=ADDRESS), empty, finding(found))
    assert "imap.example.org (another organisation)" in capsys.readouterr().out


def test_the_engine_says_why_not(empty: Profile) -> None:
    def answer(command: commands.Command) -> Sequence[FromEngine]:
        problem = Problem(family="network", code="unreachable")
        return [Failed(request=command.request, problem=problem)]

    with pytest.raises(EngineUnwilling) as caught:
        discovering.run(FindSettings(address=ADDRESS), empty, ScriptedEngine(answer))
    assert caught.value.problem.code == "unreachable"


def test_every_step_has_words() -> None:
    assert set(discovering._STEPS) == set(Step.__args__)


def test_an_account_with_what_was_found(empty: Profile, capsys: pytest.CaptureFixture[str]) -> None:
    made = discovering.found(wanted(), empty, finding(FOUND))
    settings = made.settings
    assert (settings.server.host, settings.server.port) == ("imap.example.org", 993)
    assert (settings.user, settings.provider) == ("claire", "example")
    assert settings.protocol is Protocol.IMAP
    assert settings.submission is not None
    assert settings.submission.server.security is Security.STARTTLS
    assert settings.submission.user == ADDRESS
    assert "app password" in capsys.readouterr().err


def test_a_collecting_account_and_what_was_said_of_it(empty: Profile) -> None:
    words = ("--user", "c", "--name", "Claire", "--after-download", "delete", "--confirm-removal")
    made = discovering.found(wanted(Protocol.POP, *words), empty, finding(FOUND))
    assert isinstance(made, AddAccount)
    assert made.settings.server.host == "pop.example.org"
    assert (made.settings.user, made.settings.name) == ("c", "Claire")
    assert made.settings.pop.after_download.value == "delete"
    assert made.confirm_removal


def changed(**fields: object) -> Discovery:
    return msgspec.structs.replace(FOUND, **fields)


def first(**fields: object) -> Discovery:
    return changed(servers=[msgspec.structs.replace(SERVERS[0], **fields), *SERVERS[1:]])


@pytest.mark.parametrize(
    ("found", "code"),
    [
        (Discovery(domain="example.org"), "nothing-found"),
        (changed(servers=SERVERS[1:]), "protocol-not-found"),
        (changed(servers=[], closed=True), "provider-closed"),
        (first(foreign=True), "found-foreign"),
        (first(auth="oauth"), "needs-browser"),
    ],
)
def test_where_a_person_has_to_decide(empty: Profile, found: Discovery, code: str) -> None:
    with pytest.raises(UsageError) as caught:
        discovering.found(wanted(), empty, finding(found))
    assert caught.value.code == code


def test_a_server_for_sending_of_others_is_left_out(empty: Profile) -> None:
    found = changed(servers=[SERVERS[0], msgspec.structs.replace(SERVERS[2], foreign=True)])
    assert discovering.found(wanted(), empty, finding(found)).settings.submission is None


def test_a_server_for_sending_that_was_named_is_taken_instead(empty: Profile) -> None:
    words = ("--smtp", "out.example.org", "--smtp-user", "u")
    sending = discovering.found(wanted(Protocol.IMAP, *words), empty, finding(FOUND))
    assert sending.settings.submission is not None
    assert sending.settings.submission.server.host == "out.example.org"
    assert sending.settings.submission.user == "u"
    user = discovering.found(wanted(Protocol.IMAP, "--smtp-user", "u"), empty, finding(FOUND))
    assert user.settings.submission is not None
    assert (user.settings.submission.user, user.settings.submission.server.port) == ("u", 587)


def test_from_the_words_to_the_account(empty: Profile) -> None:
    engine = finding(FOUND)
    assert accounts.run(wanted(Protocol.IMAP, "--local"), empty, engine) == 0
    asked, added = engine.heard
    assert isinstance(asked, commands.Discover)
    assert not asked.internet
    assert isinstance(added, commands.AddAccount)
    assert added.account.host == "imap.example.org"
    assert added.account.submission_host == "smtp.example.org"
    assert added.account.provider == "example"
