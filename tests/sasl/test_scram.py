"""SCRAM against the examples of RFC 5802 §5 and RFC 7677 §3, and against lying servers."""

import base64

import pytest

from facteur.base.errors import LocalProtocolError, RemoteProtocolError
from facteur.sasl import Scram

SHA1 = (
    "SHA-1",
    "fyko+d2lbbFgONRv9qkxdawL",
    b"r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096",
    b"c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=",
    b"v=rmF9pqV8S7suAoZWja4dJRkFsKQ=",
)
SHA256 = (
    "SHA-256",
    "rOprNGfwEbeRWgbNEkqO",
    b"r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
    (
        b"c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
        b"p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ="
    ),
    b"v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=",
)


@pytest.mark.parametrize(("digest", "nonce", "first", "final", "proof"), [SHA1, SHA256])
def test_examples_of_the_rfcs(digest, nonce, first, final, proof):
    scram = Scram(user="user", password="pencil", nonce=nonce, digest=digest)
    assert scram.name == f"SCRAM-{digest}"
    assert scram.initial() == f"n,,n=user,r={nonce}".encode()
    assert scram.step(first) == final
    assert scram.step(proof) == b""
    scram.finish()


def test_without_initial_response_the_first_step_gives_it():
    scram = Scram(user="u", password="p", nonce="abc")
    assert scram.step(b"") == b"n,,n=u,r=abc"


def ready():
    scram = Scram(user="user", password="pencil", nonce=SHA256[1])
    scram.initial()
    return scram


@pytest.mark.parametrize(
    "first",
    [
        b"r=other,s=QSXCR+Q6sek8bf92,i=4096",
        b"r=rOprNGfwEbeRWgbNEkqO,s=QSXCR+Q6sek8bf92,i=4096",  # nothing of the server's own
        b"r=rOprNGfwEbeRWgbNEkqOx,s=,i=4096",
        b"r=rOprNGfwEbeRWgbNEkqOx,s=!!!,i=4096",
        b"r=rOprNGfwEbeRWgbNEkqOx,s=QSXCR+Q6sek8bf92,i=0",
        b"r=rOprNGfwEbeRWgbNEkqOx,s=QSXCR+Q6sek8bf92,i=999999999",
        b"r=rOprNGfwEbeRWgbNEkqOx,s=QSXCR+Q6sek8bf92,i=-5",
        b"m=x,r=rOprNGfwEbeRWgbNEkqOx,s=QSXCR+Q6sek8bf92,i=4096",
        b"\xff\x00",
        b"",
    ],
)
def test_a_bad_first_message_is_refused(first):
    with pytest.raises(RemoteProtocolError) as caught:
        ready().step(first)
    assert caught.value.code == "sasl-unexpected"


def test_a_wrong_signature_is_refused():
    scram = ready()
    scram.step(SHA256[2])
    with pytest.raises(RemoteProtocolError) as caught:
        scram.step(b"v=" + base64.b64encode(bytes(32)))
    assert caught.value.code == "sasl-unproved"


def test_ok_before_the_signature_is_refused():
    scram = ready()
    scram.step(SHA256[2])
    with pytest.raises(RemoteProtocolError):
        scram.finish()


def test_an_error_message_is_followed_by_its_no():
    scram = ready()
    scram.step(SHA256[2])
    assert scram.step(b"e=invalid-proof") == b""
    with pytest.raises(RemoteProtocolError):
        scram.finish()


def test_too_many_steps():
    scram = ready()
    scram.step(SHA256[2])
    scram.step(SHA256[4])
    with pytest.raises(RemoteProtocolError):
        scram.step(b"")


def test_names_are_escaped_and_prepared():
    scram = Scram(user="a,b=c\u00ad\u00a0", password="p", nonce="n", authorization="x=y")
    assert scram.initial() == b"n,a=x=3Dy,n=a=2Cb=3Dc ,r=n"


def test_control_characters_are_refused():
    with pytest.raises(LocalProtocolError):
        Scram(user="u", password="p\x07", nonce="n")


def test_nothing_secret_is_shown():
    assert "pencil" not in repr(ready())
