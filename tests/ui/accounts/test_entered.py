import pytest

from facteur.mail.account import Security
from facteur.ui.accounts.entered import Entered, Field, guessed_host, security_for_port, wrong

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


def test_ports_and_loopback():
    assert security_for_port(993) is Security.TLS
    assert security_for_port(143) is Security.STARTTLS
    assert Entered(host="127.0.0.1").is_loopback
    assert not GOOD.is_loopback
