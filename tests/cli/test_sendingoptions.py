"""The server for sending, as it is named on the command line."""

import argparse

import pytest

from facteur.base.errors import UsageError
from facteur.cli import arguments, sendingoptions
from facteur.cli.invocation import AddAccount, AddFound, ChangeAccount, SendingWish
from facteur.mail.account import Security, ServerAddress, Submission

PIN = "ab" * 32
BEFORE = Submission(
    server=ServerAddress(host="smtp.example.org", port=465, security=Security.TLS),
    user="claire",
    certificate_sha256=PIN,
)
ADD = ["account", "add", "--address", "a@example.org", "--password-command", "x"]


def wish(*words: str) -> SendingWish | None:
    parser = argparse.ArgumentParser()
    sendingoptions.add_to(parser, forget=True)
    return sendingoptions.wish(parser.parse_args(list(words)))


def changed(*words: str, before: Submission | None = BEFORE) -> Submission | None:
    wanted = wish(*words)
    assert wanted is not None
    return sendingoptions.changed(before, wanted)


@pytest.mark.parametrize(
    ("words", "port", "security"),
    [
        ((), 465, Security.TLS),
        (("--smtp-security", "starttls"), 587, Security.STARTTLS),
        (("--smtp-security", "none"), 587, Security.NONE),
    ],
)
def test_the_port_follows_the_security(
    words: tuple[str, ...], port: int, security: Security
) -> None:
    made = changed("--smtp", "out.example.org", *words, before=None)
    assert made == Submission(
        server=ServerAddress(host="out.example.org", port=port, security=security)
    )


def test_a_port_may_be_named() -> None:
    made = changed("--smtp", "out.example.org:2525")
    assert made is not None
    assert made.server.port == 2525


def test_another_server_keeps_the_user_and_no_trusted_certificate() -> None:
    made = changed("--smtp", "out.example.org")
    assert made is not None
    assert (made.user, made.certificate_sha256) == ("claire", "")
    same = changed("--smtp", "smtp.example.org:587", "--smtp-security", "starttls")
    assert same is not None
    assert same.certificate_sha256 == PIN


def test_user_and_certificate_change_alone() -> None:
    made = changed("--smtp-user", "", "--trust-smtp-certificate", ":".join(["CD"] * 32))
    assert made is not None
    assert made.server == BEFORE.server
    assert (made.user, made.certificate_sha256) == ("", "cd" * 32)
    distrusting = changed("--trust-smtp-certificate", "")
    assert distrusting is not None
    assert distrusting.certificate_sha256 == ""


def test_there_may_be_none_any_more() -> None:
    assert changed("--no-smtp") is None
    assert wish() is None


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--smtp-security", "tls"), "smtp-security-alone"),
        (("--smtp", "a b"), "host-invalid"),
        (("--smtp", ""), "host-empty"),
        (("--smtp", "h:0"), "port-invalid"),
        (("--trust-smtp-certificate", "ab"), "fingerprint-invalid"),
    ],
)
def test_what_makes_no_sense(words: tuple[str, ...], code: str) -> None:
    with pytest.raises(UsageError) as caught:
        wish(*words)
    assert caught.value.code == code


def test_what_is_not_there_cannot_be_changed() -> None:
    with pytest.raises(UsageError) as caught:
        changed("--smtp-user", "u", before=None)
    assert caught.value.code == "no-smtp"
    with pytest.raises(SystemExit):
        arguments.parse([*ADD, "--imap", "h", "--smtp-user", "u"])
    with pytest.raises(SystemExit):
        wish("--smtp", "h", "--no-smtp")


def test_it_goes_with_every_account() -> None:
    named = arguments.parse([*ADD, "--imap", "h", "--smtp", "out.example.org"]).process
    assert isinstance(named, AddAccount)
    assert named.settings.submission is not None
    found = arguments.parse([*ADD, "--smtp", "h", "--smtp-security", "none"]).process
    assert isinstance(found, AddFound)
    assert found.sending is not None
    words = ["account", "change", "a@example.org", "--no-smtp"]
    change = arguments.parse(words).process
    assert change == ChangeAccount(address="a@example.org", sending=SendingWish(forget=True))
