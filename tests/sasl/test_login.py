import pytest

from facteur.base.errors import RemoteProtocolError
from facteur.sasl import Login


def test_two_prompts():
    login = Login(user="ü", password="p")
    assert login.initial() is None
    assert login.step(b"Username:") == "ü".encode()
    assert login.step(b"anything") == b"p"
    login.finish()
    with pytest.raises(RemoteProtocolError):
        login.step(b"again")


def test_nothing_secret_is_shown():
    assert "hunter2" not in repr(Login(user="u", password="hunter2"))
