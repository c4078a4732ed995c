import pytest

from facteur.mail.account import Protocol, Security
from facteur.ui.accounts.ports import other_port, security_for_port


def test_the_security_of_a_port():
    assert security_for_port(993) is Security.TLS
    assert security_for_port(143) is Security.STARTTLS
    assert security_for_port(110) is Security.STARTTLS
    assert security_for_port(995) is Security.TLS


@pytest.mark.parametrize(
    ("port", "protocol", "other"),
    [
        (993, Protocol.IMAP, 143),
        (143, Protocol.IMAP, 993),
        (995, Protocol.POP, 110),
        (110, Protocol.POP, 995),
        (993, Protocol.POP, 995),
    ],
)
def test_the_port_worth_trying_is_one_of_the_protocol(port, protocol, other):
    assert other_port(port, protocol) == other
