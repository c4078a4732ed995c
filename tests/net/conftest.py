"""Certificates, good and bad, and contexts of servers that show them."""

import ssl

import pytest

from tests.support.certificates import Authority, Pair, authority


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return authority(tmp_path_factory.mktemp("certificates") / "tls")


@pytest.fixture
def trusted(certificates: Authority, monkeypatch: pytest.MonkeyPatch) -> Authority:
    """The private authority, trusted as the system's own are."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificates.ca_file))
    return certificates


def server_context(pair: Pair) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pair.certificate, pair.key)
    return context
