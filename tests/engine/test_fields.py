import pytest

from facteur.base.errors import UsageError
from facteur.engine.fields import settings_of
from facteur.link.commands import AccountFields
from facteur.mail.account import SecretKind, Security


def fields(**changed: object) -> AccountFields:
    usual: dict[str, object] = {
        "address": "ann@example.org", "host": "imap.example.org", "port": 993,
        "security": "tls", "user": "ann",
    }  # fmt: skip
    return AccountFields(**{**usual, **changed})


def test_what_was_entered_becomes_settings():
    found = settings_of(
        fields(address=" ann@example.org ", host=" imap.example.org ", certificate_sha256="AB:CD")
    )
    assert found.address == "ann@example.org"
    assert found.server.host == "imap.example.org"
    assert found.server.security is Security.TLS
    assert found.secret_kind is SecretKind.KEYRING
    assert found.certificate_sha256 == "abcd"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"address": "ann"}, "address-invalid"),
        ({"address": "@example.org"}, "address-invalid"),
        ({"address": "ann@"}, "address-invalid"),
        ({"address": "ann\n@example.org"}, "address-invalid"),
        ({"security": "ssl"}, "security-invalid"),
        ({"secret_kind": "file"}, "security-invalid"),
        ({"user": ""}, "user-empty"),
        ({"address": "local", "protocol": "local"}, "account-local"),
        ({"secret_kind": "command"}, "command-empty"),
        ({"host": "  "}, "host-empty"),
        ({"port": 70000}, "port-invalid"),
    ],
)
def test_nonsense_has_a_code(changed: dict[str, object], code: str):
    with pytest.raises(UsageError) as caught:
        settings_of(fields(**changed))
    assert caught.value.code == code


def test_a_user_name_is_taken_as_it_is():
    assert settings_of(fields(user=" ann ")).user == " ann "
