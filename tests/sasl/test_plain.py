import pytest

from facteur.base.errors import LocalProtocolError, RemoteProtocolError
from facteur.sasl import Plain


def test_the_message():
    assert Plain(user="tim", password="tanstaaftanstaaf").initial() == b"\0tim\0tanstaaftanstaaf"
    assert Plain(user="k", password="p", authorization="ü").initial() == "ü\0k\0p".encode()


def test_it_may_be_asked_for():
    plain = Plain(user="u", password="p")
    assert plain.step(b"") == b"\0u\0p"
    with pytest.raises(RemoteProtocolError):
        plain.step(b"")
    plain.finish()


def test_a_challenge_with_content_is_refused():
    with pytest.raises(RemoteProtocolError):
        Plain(user="u", password="p").step(b"who?")


def test_nul_would_forge_a_field():
    with pytest.raises(LocalProtocolError):
        Plain(user="u", password="a\0b").initial()


def test_nothing_secret_is_shown():
    assert "hunter2" not in repr(Plain(user="u", password="hunter2"))
    assert Plain(user="u", password="p").sends_secret
