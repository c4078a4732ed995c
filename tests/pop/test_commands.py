"""Commands refuse nonsense and hide what is secret."""

import pytest

from facteur.base.errors import LocalProtocolError
from facteur.pop import commands as c
from facteur.sasl import Plain


@pytest.mark.parametrize(
    "make",
    [
        lambda: c.Retr(number=0),
        lambda: c.Dele(number=-1),
        lambda: c.Top(number=0, lines=1),
        lambda: c.Top(number=1, lines=-1),
        lambda: c.User(user="a\r\nDELE 1"),
        lambda: c.Pass(password="a\nDELE 1"),
        lambda: c.Pass(password="a\0"),
    ],
)
def test_nonsense_is_refused(make):
    with pytest.raises(LocalProtocolError):
        make()


def test_secrets_are_not_printed():
    shown = repr(c.Pass(password="hush")) + repr(
        c.Auth(mechanism=Plain(user="ann", password="hush"))
    )
    assert "hush" not in shown
