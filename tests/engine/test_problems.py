import hashlib

import pytest

from facteur.base import errors
from facteur.engine.problems import FAMILIES, SERVER_TEXT_LIMIT, problem
from facteur.mail.account import Security, ServerAddress

SERVER = ServerAddress(host="imap.example.org", port=993, security=Security.TLS)


@pytest.mark.parametrize(("kind", "family"), FAMILIES)
def test_families(kind: type[errors.FacteurError], family: str):
    found = problem(kind("code", detail="d", server_text="s"), account=3, server=SERVER)
    assert (found.family, found.code, found.detail) == (family, "code", "d")
    assert (found.account, found.host, found.port) == (3, "imap.example.org", 993)


def test_what_facteur_does_not_know_is_a_bug_of_ours():
    found = problem(KeyError("x"), account=1)
    assert (found.family, found.code, found.detail) == ("bug", "unexpected", "KeyError: 'x'")


def test_a_servers_sentence_is_one_short_printable_line():
    error = errors.ServerRefused("command", server_text="a\r\n\x1b[31mb\u202ec " + "x" * 5000)
    text = problem(error).server_text
    assert text.startswith("a [31mb c x")
    assert len(text) <= SERVER_TEXT_LIMIT
    assert text.isprintable()


def test_a_certificate_comes_with_its_fingerprint():
    found = problem(errors.TrustError("certificate-name", certificate=b"DER"))
    assert found.certificate == b"DER"
    assert found.certificate_sha256 == hashlib.sha256(b"DER").hexdigest()
    assert problem(errors.TrustError("preauth")).certificate_sha256 == ""
