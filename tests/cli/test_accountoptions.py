"""What `account add` makes of its options."""

import argparse

import pytest

from facteur.base.errors import UsageError
from facteur.cli import accountoptions, arguments
from facteur.cli.invocation import AddAccount, AddFound, ChangeAccount, OAuthWish
from facteur.mail.account import Protocol, SecretKind, Security

BASE = ["--address", "a@example.org", "--password-command", "pass x"]


def build(*words: str) -> AddAccount:
    parser = argparse.ArgumentParser()
    accountoptions.add_to(parser)
    return accountoptions.build(parser.parse_args([*BASE, *words]))


@pytest.mark.parametrize(
    ("server", "security", "host", "port"),
    [
        ("mail.example.org", "tls", "mail.example.org", 993),
        ("mail.example.org", "starttls", "mail.example.org", 143),
        ("127.0.0.1:1143", "none", "127.0.0.1", 1143),
        ("[::1]:1143", "none", "::1", 1143),
        ("[::1]", "tls", "::1", 993),
        ("2001:db8::7", "tls", "2001:db8::7", 993),
    ],
)
def test_server(server: str, security: str, host: str, port: int) -> None:
    found = build("--imap", server, "--security", security).settings.server
    assert (found.host, found.port, found.security) == (host, port, Security(security))


@pytest.mark.parametrize(
    ("server", "code"),
    [
        ("h:0", "port-invalid"),
        ("h:x", "port-invalid"),
        ("h:", "port-invalid"),
        (":993", "host-empty"),
        ("h/x", "host-invalid"),
    ],
)
def test_senseless_servers(server: str, code: str) -> None:
    with pytest.raises(UsageError) as caught:
        build("--imap", server)
    assert caught.value.code == code


def test_the_user_is_the_address_unless_said() -> None:
    assert build("--imap", "h").settings.user == "a@example.org"
    assert build("--imap", "h", "--user", "u").settings.user == "u"


def test_the_secret_is_a_command_or_comes_from_stdin() -> None:
    command = build("--imap", "h")
    assert command.settings.secret_kind is SecretKind.COMMAND
    assert command.settings.password_command == "pass x"
    parser = argparse.ArgumentParser()
    accountoptions.add_to(parser)
    words = ["--address", "a@b", "--imap", "h", "--password-stdin"]
    read = accountoptions.build(parser.parse_args(words))
    assert read.settings.secret_kind is SecretKind.KEYRING
    assert read.password_from_stdin


def test_a_fingerprint_may_be_written_with_colons() -> None:
    spelled = ":".join(["AB"] * 32)
    found = build("--imap", "h", "--trust-certificate", spelled)
    assert found.settings.certificate_sha256 == "ab" * 32
    with pytest.raises(UsageError):
        build("--imap", "h", "--trust-certificate", "ab")


def test_an_address_has_two_halves() -> None:
    with pytest.raises(UsageError):
        build("--imap", "h", "--address", "nobody")


@pytest.mark.parametrize(
    ("word", "retry"), [("--retry-refused", True), ("--skip-refused", False), ("", None)]
)
def test_what_was_refused_may_be_asked_for_again_or_given_up(word: str, retry: bool | None) -> None:
    words = ["account", "change", "a@example.org", word or "--delete-there-too"]
    change = arguments.parse(words).process
    assert isinstance(change, ChangeAccount)
    assert change.retry_refused is retry


def test_both_at_once_mean_nothing() -> None:
    with pytest.raises(SystemExit):
        arguments.parse(["account", "change", "a@b", "--retry-refused", "--skip-refused"])


def test_without_a_server_it_is_to_be_found() -> None:
    found = build("--protocol", "pop", "--after-download", "3", "--only-new")
    assert isinstance(found, AddFound)
    assert (found.protocol, found.pop.leave_days, found.only_new) == (Protocol.POP, 3, True)
    assert found.internet
    usual = build("--local")
    assert isinstance(usual, AddFound)
    assert (usual.protocol, usual.user, usual.internet) == (Protocol.IMAP, "", False)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--security", "none"), "security-without-server"),
        (("--trust-certificate", "ab" * 32), "security-without-server"),
        (("--after-download", "3"), "rules-without-pop"),
        (("--imap", "h", "--local"), "local-with-server"),
    ],
)
def test_words_that_do_not_go_with_that(words: tuple[str, ...], code: str) -> None:
    with pytest.raises(UsageError) as caught:
        build(*words)
    assert caught.value.code == code


OAUTH = ["--address", "a@example.org", "--oauth", "google"]


def by_browser(*words: str) -> AddAccount | AddFound:
    parser = argparse.ArgumentParser()
    accountoptions.add_to(parser)
    return accountoptions.build(parser.parse_args([*OAUTH, *words]))


def test_signing_in_at_the_providers_page() -> None:
    command = by_browser("--imap", "h")
    assert isinstance(command, AddAccount)
    assert command.oauth == OAuthWish(provider="google")
    assert command.settings.secret_kind is SecretKind.OAUTH
    assert not command.password_from_stdin
    found = by_browser()
    assert isinstance(found, AddFound)
    assert (found.oauth, found.secret_kind) == (OAuthWish(provider="google"), SecretKind.OAUTH)


def test_a_client_of_ones_own() -> None:
    command = by_browser("--imap", "h", "--oauth-client", " mine ", "--oauth-secret-stdin")
    assert isinstance(command, AddAccount)
    assert command.oauth == OAuthWish(provider="google", client="mine", secret_from_stdin=True)
    assert command.settings.oauth_client == "mine"
    with pytest.raises(UsageError) as caught:
        by_browser("--imap", "h", "--oauth-secret-stdin")
    assert caught.value.code == "oauth-secret-alone"
    with pytest.raises(UsageError) as caught:
        build("--imap", "h", "--oauth-client", "mine")
    assert caught.value.code == "oauth-client-alone"
