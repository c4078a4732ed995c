import pytest

from facteur.base.errors import RemoteProtocolError
from facteur.sasl import OAuthBearer, XOAuth2


def test_xoauth2_as_google_documents_it():
    mechanism = XOAuth2(user="someuser@example.com", token="ya29.vF9dft4qmTc2Nvb3RlckBhdHRhdm")
    assert mechanism.initial() == (
        b"user=someuser@example.com\x01auth=Bearer ya29.vF9dft4qmTc2Nvb3RlckBhdHRhdm\x01\x01"
    )


def test_oauthbearer_as_in_rfc_7628():
    mechanism = OAuthBearer(
        user="user@example.com", token="vF9dft4qmTc", host="server.example.com", port=143
    )
    assert mechanism.initial() == (
        b"n,a=user@example.com,\x01host=server.example.com\x01port=143\x01"
        b"auth=Bearer vF9dft4qmTc\x01\x01"
    )


@pytest.mark.parametrize(
    ("mechanism", "answer"),
    [
        (XOAuth2(user="u", token="t0k"), b""),
        (OAuthBearer(user="u", token="t0k", host="h", port=1), b"\x01"),
    ],
)
def test_a_failure_is_noted_and_its_no_fetched(mechanism, answer):
    assert b"t0k" in mechanism.step(b"")
    assert mechanism.step(b'{"status":"401"}') == answer
    assert mechanism.failure == '{"status":"401"}'
    assert "t0k" not in repr(mechanism)
    with pytest.raises(RemoteProtocolError):
        mechanism.step(b"more")
    mechanism.finish()
