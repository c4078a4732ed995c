"""Names of hosts: which are taken from strangers, and whose they are."""

import pytest

from facteur.net.discovery.names import clean_host, registrable, registrable_of_ours


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("IMAP.Example.TEST.", "imap.example.test"),
        (" imap.example.test ", "imap.example.test"),
        ("bücher.example", "xn--bcher-kva.example"),
        ("xn--bcher-kva.example", "xn--bcher-kva.example"),
    ],
)
def test_hosts_of_strangers(text: str, host: str) -> None:
    assert clean_host(text) == host


@pytest.mark.parametrize(
    "text",
    [
        "",
        ".",
        "localhost",
        "a.localhost",
        "a.localdomain",
        "10.0.0.1",
        "::1",
        "[::1]",
        "intranet",
        "a_b.example",
        "a b.example",
        "a/b.example",
        "a..example",
        "-a.example",
        "x" * 64 + ".test",
        ".".join(["x" * 60] * 5),
        "1.2.3.4.5",
        "xn--a.example\ud800",
        "a\u202e.example",
        "0x7f.1",
    ],
)
def test_places_that_are_never_gone_to(text: str) -> None:
    assert clean_host(text) == ""


def test_whose_a_name_is() -> None:
    assert registrable("imap.mail.example.co.uk") == "example.co.uk"
    assert registrable("example.fr") == "example.fr"
    assert registrable("a.b.bücher.example".encode("idna").decode()) == "xn--bcher-kva.example"
    assert registrable("com") == "com"  # nobody's in particular: at least it is only itself
    assert registrable("a.github.io") != registrable("b.github.io")
    assert registrable_of_ours("imap.mail.yahoo.co.jp") == "yahoo.co.jp"
    assert registrable_of_ours("127.0.0.1") == ""
