from dataclasses import replace

import pytest

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

PIN, OTHER_PIN = "ab" * 32, "cd" * 32


def server(host, port=993, security=Security.TLS):
    return ServerAddress(host=host, port=port, security=security)


IMAP = AccountSettings(
    address="claire@exemple.fr",
    name="Claire",
    server=server("imap.exemple.fr"),
    user="claire",
    certificate_sha256=PIN,
    submission=Submission(
        server=server("smtp.exemple.fr", 587, Security.STARTTLS), certificate_sha256=OTHER_PIN
    ),
    provider="exemple",
)
POP = replace(
    IMAP,
    protocol=Protocol.POP,
    server=server("pop.exemple.fr", 995),
    pop=PopRules(after_download=AfterDownload.LEAVE, leave_days=9),
    submission=None,
)
OAUTH = replace(IMAP, secret_kind=SecretKind.OAUTH, oauth_client="mine", provider="gmail")
COMMAND = replace(IMAP, secret_kind=SecretKind.COMMAND, password_command="pass show mail")


@pytest.fixture
def imap():
    return IMAP
