"""Certificates: the system's trust, the four ways to fail it, and trust by fingerprint."""

import asyncio
import ssl

import pytest

from facteur.base.errors import NetworkError, TrustError
from facteur.mail.account import Security, ServerAddress
from facteur.net import tls
from facteur.net.imapsession import ImapSession
from facteur.net.stream import SystemNetwork
from tests.net.conftest import server_context
from tests.support.certificates import Authority, Pair
from tests.support.scripted import ScriptedServer, read

HELLO = read("S: * OK [CAPABILITY IMAP4rev1] hi")
UPGRADE = read("""
S: * OK [CAPABILITY IMAP4rev1 STARTTLS] hi
C: A1 STARTTLS
S: A1 OK begin
T:
C: A2 CAPABILITY
S: * CAPABILITY IMAP4rev1
S: A2 OK
""")
BAD = [
    ("expired", "certificate-expired"),
    ("wrong_host", "certificate-name"),
    ("self_signed", "certificate-unknown"),
]


async def connect(pair: Pair, security: Security, pin: str = "") -> None:
    """Connect to a server that shows this certificate; raises what the session raises."""
    implicit = security is Security.TLS
    server = ScriptedServer(
        scripts=[HELLO if implicit else UPGRADE], tls=server_context(pair), implicit_tls=implicit
    )
    async with server:
        address = ServerAddress(host="127.0.0.1", port=server.port, security=security)
        session = await ImapSession.connect(SystemNetwork(), address, pin)
        assert session.stream.encrypted
        session.close()
        assert not server.faults


def der(pair: Pair) -> bytes:
    return ssl.PEM_cert_to_DER_cert(
        pair.certificate.read_text().split("-----END")[0] + "-----END CERTIFICATE-----"
    )


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_a_good_certificate(trusted: Authority, security: Security):
    asyncio.run(connect(trusted.server, security))


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
@pytest.mark.parametrize(("name", "code"), BAD)
def test_a_bad_one_is_named_and_shown(trusted: Authority, security: Security, name: str, code: str):
    pair: Pair = getattr(trusted, name)
    with pytest.raises(TrustError) as caught:
        asyncio.run(connect(pair, security))
    assert caught.value.code == code
    assert caught.value.certificate == der(pair)


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
@pytest.mark.parametrize("name", ["expired", "wrong_host", "self_signed", "server"])
def test_it_can_be_trusted_by_its_fingerprint(
    certificates: Authority, security: Security, name: str
):
    pair: Pair = getattr(certificates, name)
    asyncio.run(connect(pair, security, tls.fingerprint(der(pair))))
    asyncio.run(connect(pair, security, tls.fingerprint(der(pair)).upper()))


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_another_one_than_the_trusted_is_refused_and_shown(trusted: Authority, security: Security):
    with pytest.raises(TrustError) as caught:
        asyncio.run(connect(trusted.server, security, tls.fingerprint(der(trusted.expired))))
    assert caught.value.code == "certificate-changed"
    assert caught.value.certificate == der(trusted.server)


def test_old_protocols_are_not_spoken():
    assert tls.context("").minimum_version is ssl.TLSVersion.TLSv1_2
    assert tls.context("ab").minimum_version is ssl.TLSVersion.TLSv1_2
    assert tls.context("").verify_mode is ssl.CERT_REQUIRED


def test_other_failures():
    assert isinstance(tls.explain(ConnectionResetError("x")), NetworkError)
    assert tls.explain(ssl.SSLError("x")).code == "tls-failed"


def test_nothing_is_seen_where_nobody_listens():
    address = ServerAddress(host="127.0.0.1", port=1, security=Security.TLS)
    assert asyncio.run(tls.look(address)) == b""
