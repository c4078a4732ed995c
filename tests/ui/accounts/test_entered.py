import pytest

from facteur.mail.account import AfterDownload, Protocol, Security
from facteur.ui.accounts.entered import (
    ADVISED,
    Entered,
    Field,
    guessed_host,
    other_port,
    security_for_port,
    wrong,
)

GOOD = Entered(address="claire@exemple.fr", host="imap.exemple.fr", user="claire")


def test_what_may_be_right_passes():
    assert wrong(GOOD) is None
    assert wrong(Entered(address="me@localhost", host="127.0.0.1", user="me")) is None


@pytest.mark.parametrize(
    ("entered", "field"),
    [
        (Entered(), Field.ADDRESS),
        (Entered(address="claire@", host="h", user="u"), Field.ADDRESS),
        (Entered(address="a b@c.fr", host="h", user="u"), Field.ADDRESS),
        (Entered(address="a@c.fr", host="", user="u"), Field.HOST),
        (Entered(address="a@c.fr", host="https://h/", user="u"), Field.HOST),
        (Entered(address="a@c.fr", host="h", user=""), Field.USER),
    ],
)
def test_the_first_wrong_field_is_named(entered, field):
    assert wrong(entered) is field


@pytest.mark.parametrize(
    ("address", "host"), [("a@Exemple.fr", "imap.exemple.fr"), ("a@", ""), ("a", ""), ("a@b", "")]
)
def test_guesses(address, host):
    assert guessed_host(address) == host
    assert guessed_host(address, Protocol.POP) == host.replace("imap", "pop")


def test_ports_and_loopback():
    assert security_for_port(993) is Security.TLS
    assert security_for_port(143) is Security.STARTTLS
    assert security_for_port(110) is Security.STARTTLS
    assert security_for_port(995) is Security.TLS
    assert Entered(host="127.0.0.1").is_loopback
    assert not GOOD.is_loopback


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


def test_a_collecting_account_begins_as_advised():
    assert Entered().rules == ADVISED
    assert ADVISED.after_download is AfterDownload.DELETE
