import pytest

from facteur.engine.fields import settings_of
from facteur.link.accountfields import fields_of
from facteur.mail.account import (
    AccountSettings,
    AfterDownload,
    PopRules,
    Protocol,
    SecretKind,
    Security,
    ServerAddress,
    Submission,
)

PLAIN = AccountSettings(
    address="a@example.org",
    server=ServerAddress(host="imap.example.org", port=993, security=Security.TLS),
    user="a",
)
FULL = AccountSettings(
    address="b@example.org",
    name="Bea",
    protocol=Protocol.POP,
    server=ServerAddress(host="pop.example.org", port=110, security=Security.STARTTLS),
    pop=PopRules(
        after_download=AfterDownload.LEAVE,
        leave_days=3,
        follow_deletion=True,
        headers_over_octets=9,
    ),
    user="b",
    secret_kind=SecretKind.COMMAND,
    password_command="pass mail",
    certificate_sha256="ab" * 32,
    submission=Submission(
        server=ServerAddress(host="smtp.example.org", port=587, security=Security.STARTTLS),
        user="bea",
        certificate_sha256="cd" * 32,
    ),
    provider="example",
    oauth_client="mine",
)


@pytest.mark.parametrize("settings", [PLAIN, FULL], ids=["plain", "full"])
def test_settings_come_back_as_they_went(settings: AccountSettings) -> None:
    assert settings_of(fields_of(settings)) == settings
