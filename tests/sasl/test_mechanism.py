import pytest

from facteur.sasl import Login, Mechanism, OAuthBearer, Plain, Scram, XOAuth2

ALL = [
    Plain(user="u", password="p"),
    Login(user="u", password="p"),
    Scram(user="u", password="p", nonce="n"),
    XOAuth2(user="u", token="t"),
    OAuthBearer(user="u", token="t", host="h", port=1),
]


@pytest.mark.parametrize("mechanism", ALL, ids=lambda mechanism: mechanism.name)
def test_each_is_a_mechanism(mechanism: Mechanism):
    assert mechanism.name == mechanism.name.upper()
    assert isinstance(mechanism.sends_secret, bool)
    initial = mechanism.initial()
    assert initial is None or (isinstance(initial, bytes) and initial)
