import hashlib
import ssl

import pytest
import trustme

from facteur.ui.certificate import facts

pytestmark = pytest.mark.usefixtures("qapp")


def made(*names: str) -> bytes:
    certificate = trustme.CA().issue_cert(*names)
    return ssl.PEM_cert_to_DER_cert(certificate.cert_chain_pems[0].bytes().decode())


def test_what_a_certificate_says_is_read():
    der = made("imap.example.org", "mail.example.org")
    read = facts(der)
    assert read is not None
    assert set(read.names) == {"imap.example.org", "mail.example.org"}
    assert read.sha256 == hashlib.sha256(der).hexdigest()
    assert read.spaced_fingerprint.count(":") == 31
    assert read.valid_from < read.valid_until
    assert not read.self_signed


def test_one_name_is_read_as_well():
    read = facts(made("imap.example.org"))
    assert read is not None
    assert read.names == ("imap.example.org",)


@pytest.mark.parametrize("junk", [b"", b"junk", b"\x30\x82\xff\xff" * 20])
def test_junk_is_no_certificate(junk):
    assert facts(junk) is None
