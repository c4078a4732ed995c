import pytest

from facteur.base.errors import UsageError
from facteur.mail.account import (
    DEFAULT_PORTS,
    AccountSettings,
    PopRules,
    Protocol,
    SecretKind,
    Security,
    ServerAddress,
    local_settings,
)


@pytest.mark.parametrize(
    ("host", "port", "code"),
    [
        ("", 993, "host-empty"),
        ("imap example.org", 993, "host-invalid"),
        ("imap.example.org/x", 993, "host-invalid"),
        ("ann@example.org", 993, "host-invalid"),
        ("a\\b", 993, "host-invalid"),
        ("imap.example.org", 0, "port-invalid"),
        ("imap.example.org", 65536, "port-invalid"),
        ("imap.example.org", -1, "port-invalid"),
    ],
)
def test_nonsense_is_no_server(host: str, port: int, code: str):
    with pytest.raises(UsageError) as caught:
        ServerAddress(host=host, port=port, security=Security.TLS)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        ("localhost", True),
        ("127.0.0.2", True),
        ("::1", True),
        ("imap.example.org", False),
        ("127.example.org", False),
        ("10.0.0.1", False),
    ],
)
def test_what_is_this_computer(host: str, loopback: bool):
    server = ServerAddress(host=host, port=143, security=Security.NONE)
    assert server.is_loopback is loopback


def test_each_security_has_a_port():
    assert set(DEFAULT_PORTS) == set(Security)


def test_settings_hold_no_password():
    assert "password" not in {name for name in AccountSettings.__slots__ if "command" not in name}


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"leave_days": 0}, "days-invalid"),
        ({"leave_days": 1_000_000}, "days-invalid"),
        ({"headers_over_octets": -1}, "size-invalid"),
    ],
)
def test_nonsense_is_no_rule(changed: dict[str, int], code: str):
    with pytest.raises(UsageError) as caught:
        PopRules(**changed)
    assert caught.value.code == code


def test_only_imap_keeps_mail_on_its_server():
    assert [one for one in Protocol if not one.keeps_here] == [Protocol.IMAP]


def test_the_account_without_a_server_can_reach_none():
    settings = local_settings()
    assert "@" not in settings.address
    assert settings.server.host.endswith(".invalid")
    assert settings.secret_kind is SecretKind.ASK
