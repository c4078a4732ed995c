"""The file of providers, and what may be shown to whom."""

from pathlib import Path

import pytest

from facteur.base.errors import LoginError, UsageError
from facteur.mail.account import Protocol
from facteur.net.oauthclients import OAuthClient, OAuthClients

OWN = """
[office]
title = "The office"
client_id = "abc"
authorize_url = "https://login.office.example/authorize"
token_url = "https://login.office.example/token"
scopes = ["mail"]
hosts = ["mail.office.example"]
"""


def client(**changed: object) -> OAuthClient:
    usual: dict[str, object] = {
        "title": "X", "authorize_url": "https://x.example/a", "token_url": "https://x.example/t",
    }  # fmt: skip
    return OAuthClient(**{**usual, **changed})  # pyright: ignore[reportArgumentType] -- fields of that kind


def test_this_build_knows_five_providers_and_is_registered_nowhere():
    found = OAuthClients().all
    assert sorted(found) == ["aol", "fastmail", "google", "microsoft", "yahoo"]
    assert not [name for name, one in found.items() if one.is_registered]
    for name, one in found.items():
        assert one.name == name
        assert one.scopes
        assert one.hosts


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("imap.gmail.com", "google"),
        ("outlook.office365.com", "microsoft"),
        ("smtp-mail.outlook.com", "microsoft"),
        ("imap.mail.yahoo.com", "yahoo"),
        ("smtp.aol.com", "aol"),
        ("imap.fastmail.com", "fastmail"),
        ("IMAP.GMAIL.COM.", "google"),
    ],
)
def test_a_server_belongs_to_a_provider(host: str, name: str):
    found = OAuthClients().of_host(host)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    "host", ["imap.gmail.com.evil.example", "evilgmail.com", "", "example.org"]
)
def test_others_see_no_token(host: str):
    assert OAuthClients().of_host(host) is None


def test_scopes_by_protocol():
    found = OAuthClients().need("microsoft")
    assert "https://outlook.office.com/POP.AccessAsUser.All" not in found.wanted(Protocol.IMAP)
    assert "https://outlook.office.com/IMAP.AccessAsUser.All" not in found.wanted(Protocol.POP)
    assert len(found.wanted(None)) == 4
    assert OAuthClients().need("google").wanted(None) == ("https://mail.google.com/",)


def test_what_a_user_has_unticked():
    found = OAuthClients().need("microsoft")
    told = "https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/smtp.send"
    assert found.missing(told, Protocol.IMAP) == ()
    assert found.missing(told, Protocol.POP) == ("https://outlook.office.com/POP.AccessAsUser.All",)
    assert found.missing("", Protocol.POP) == ()
    assert OAuthClients().need("google").missing("https://mail.google.com", None) == ()


def test_the_users_own_client():
    google = OAuthClients().need("google")
    own = google.owned("mine", "hush")
    assert (own.client_id, own.client_secret, own.token_url) == ("mine", "hush", google.token_url)
    assert own.is_registered
    assert "hush" not in repr(own)
    assert google.owned("", "hush") is google


def test_a_file_in_the_profile_adds_and_replaces(tmp_path: Path):
    path = tmp_path / "oauth-clients.toml"
    assert "office" not in OAuthClients(path).all
    path.write_text(OWN + OWN.replace("[office]", "[google]"))
    found = OAuthClients(path).all
    assert found["office"].is_registered
    assert found["google"].title == "The office"
    assert OAuthClients().beside(path).need("office").name == "office"


@pytest.mark.parametrize(
    "text",
    [
        "[office",
        OWN.replace("https://login.office.example/token", "http://login.office.example/token"),
        OWN.replace('title = "The office"', "title = 3"),
        "office = 3",
    ],
)
def test_a_file_that_cannot_be_used_changes_nothing(
    tmp_path: Path, text: str, caplog: pytest.LogCaptureFixture
):
    path = tmp_path / "oauth-clients.toml"
    path.write_text(text)
    assert sorted(OAuthClients(path).all) == sorted(OAuthClients().all)
    assert "cannot be used" in caplog.text


@pytest.mark.parametrize("url", ["http://x.example/t", "http:///t", "ftp://x.example/t", "x", ""])
def test_nothing_is_asked_without_encryption(url: str):
    with pytest.raises(UsageError):
        client(token_url=url)
    client(token_url="http://127.0.0.1:8000/t")


def test_an_unknown_one():
    with pytest.raises(LoginError) as caught:
        OAuthClients().need("nobody")
    assert caught.value.code == "oauth-unknown"
