"""Every code that the base names has a sentence of its own; strangers' words are quoted safely."""

import inspect
import re

import pytest

from facteur.base import errors
from facteur.base.errors import UsageError
from facteur.cli.words import SENTENCES, sentence, usage_sentence
from facteur.engine.problems import FAMILIES
from facteur.link.events import Problem
from facteur.mail import account


def documented_codes() -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for kind, family in FAMILIES:
        text = " ".join((inspect.getdoc(kind) or "").split())
        listed = re.search(r"Codes: ([a-z, -]+)\.", text)
        if listed:
            found += [(family, code) for code in listed[1].split(", ")]
    return found


def test_the_documentation_was_understood() -> None:
    assert len(documented_codes()) >= 20
    assert {"network", "trust", "login", "store"} <= {
        family for family, _code in documented_codes()
    }


@pytest.mark.parametrize(("family", "code"), documented_codes())
def test_every_documented_code_has_a_sentence(family: str, code: str) -> None:
    assert (family, code) in SENTENCES


def test_the_codes_of_a_server_address_too() -> None:
    for code in re.findall(r"`([a-z-]+)`", account.ServerAddress.__doc__ or ""):
        assert ("usage", code) in SENTENCES


def test_every_family_has_a_sentence() -> None:
    assert {family for _kind, family in FAMILIES} <= {
        family for family, code in SENTENCES if not code
    }
    assert errors.UsageError.__name__ == "UsageError"


@pytest.mark.parametrize("key", SENTENCES)
def test_every_sentence_can_be_filled(key: tuple[str, str]) -> None:
    family, code = key
    text = sentence(Problem(family=family, code=code, host="h.example", port=993, detail="d"))
    assert "{" not in text
    assert text[0].isupper() or text.startswith(("flag", "h.example"))


def test_placeholders_technical_words_and_quotation() -> None:
    text = sentence(
        Problem(
            family="network",
            code="refused",
            host="imap.example.org",
            port=993,
            detail="[Errno 111]",
            server_text="go\x1b[2J away",
        )
    )
    assert "imap.example.org, port 993, refuses connections" in text
    assert "[network/refused: [Errno 111]]" in text
    assert "\x1b" not in text


def test_without_a_host_it_is_the_server() -> None:
    text = sentence(Problem(family="network", code="refused"))
    assert text.startswith("The server refuses connections: ")


def test_a_stranger_cannot_fill_our_placeholders() -> None:
    assert "{detail}" in sentence(
        Problem(family="network", code="dns", host="{detail}", detail="x")
    )


def test_an_unknown_code_gets_the_words_of_its_family() -> None:
    assert (
        sentence(Problem(family="login", code="new"))
        == "The server did not let you in. [login/new]"
    )
    assert "mistake" in sentence(Problem(family="new", code="new"))


def test_the_fingerprint_of_a_certificate_is_told() -> None:
    text = sentence(
        Problem(family="trust", code="certificate-unknown", certificate_sha256="ab" * 32)
    )
    assert "ab" * 32 in text
    assert "--trust-certificate" in text


def test_usage() -> None:
    assert (
        usage_sentence(UsageError("account-unknown", detail="a@b"))
        == "No account here has this address: a@b"
    )
