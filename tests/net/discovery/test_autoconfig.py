"""Autoconfig files: what is taken from them, and what of hostile ones is refused."""

import contextlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facteur.base.errors import RemoteProtocolError
from facteur.mail.account import Security
from facteur.net.discovery.autoconfig import Published, read
from facteur.net.discovery.findings import Auth, Kind
from tests.net.discovery.autoconfigs import USUAL, config, server


def of(*servers: str, **more: str) -> Published:
    return read(config(*servers, **more), "claire", "example.test")


def refused(data: bytes) -> str:
    with pytest.raises(RemoteProtocolError) as caught:
        read(data, "claire", "example.test")
    assert caught.value.code == "autoconfig"
    return caught.value.detail


def test_a_usual_file() -> None:
    found = of(*USUAL)
    assert found.name == "Example"
    assert not found.insecure
    assert [(one.kind, one.server.host, one.server.port) for one in found.servers] == [
        (Kind.IMAP, "imap.example.test", 993),
        (Kind.POP, "pop.example.test", 995),
        (Kind.SUBMISSION, "smtp.example.test", 465),
    ]
    assert {one.user for one in found.servers} == {"claire@example.test"}
    assert {one.server.security for one in found.servers} == {Security.TLS}


def test_placeholders_are_filled_here() -> None:
    found = of(server(host="imap.%EMAILDOMAIN%", user="%EMAILLOCALPART%-%EMAILDOMAIN%"))
    assert found.servers[0].server.host == "imap.example.test"
    assert found.servers[0].user == "claire-example.test"
    assert of(server(user="box")).servers[0].user == "box"
    assert of(server(user="")).servers[0].user == "claire@example.test"


@pytest.mark.parametrize(
    "user", ["%REALNAME%", "%PASSWORD%", "%EMAILADDRESS", "%%", "100%", "%emailaddress%", "a&#9;b"]
)
def test_other_placeholders_are_not(user: str) -> None:
    assert of(server(user=user)).servers == ()


def test_a_local_part_full_of_signs_is_not_filled_twice() -> None:
    found = read(config(server(user="%EMAILLOCALPART%")), "%EMAILDOMAIN%", "example.test")
    assert found.servers[0].user == "%EMAILDOMAIN%"


def test_without_encryption_it_is_told_and_left_out() -> None:
    found = of(server(port=143, security="plain"), server("pop3", "pop.example.test", 995))
    assert [one.kind for one in found.servers] == [Kind.POP]
    assert found.insecure
    assert of(server(port=143, security="STARTTLS")).servers[0].server.security is Security.STARTTLS


@pytest.mark.parametrize(
    ("words", "auth"),
    [
        ("password-cleartext", Auth.PASSWORD),
        ("password-encrypted", Auth.PASSWORD),
        ("", Auth.PASSWORD),
        ("OAuth2", Auth.OAUTH),
        ("OAuth2</authentication><authentication>password-cleartext", Auth.PASSWORD),
    ],
)
def test_how_one_signs_in(words: str, auth: Auth) -> None:
    made = server(auth=words) if words else server().replace("password-cleartext", "plain")
    assert of(made).servers[0].auth is auth


@pytest.mark.parametrize(
    "made",
    [
        server(auth="GSSAPI"),
        server(auth="client-IP-address"),
        server("ews"),
        server("exchange"),
        server(security="TLS"),
        server(security=""),
        server(port=0),
        server(port=65536),
        server(port="9" * 30),
        server(port="000065" + "9" * 30),
        server(port="x"),
        server(port="-1"),
        server(port="９９３"),
        server(host=""),
        server(host="127.0.0.1"),
        server(host="localhost"),
        server(host="box.localhost"),
        server(host="intranet"),
        server(host="[::1]"),
        server(host="::1"),
        server(host="2130706433"),
        server(host="1.2.3"),
        server(host="imap.example.test/x"),
        server(host="user@imap.example.test"),
        server(host="imap.example.test:143"),
        server(host="imap..test"),
        server(host="-imap.test"),
        server(host="x" * 64 + ".test"),
    ],
)
def test_servers_that_make_no_sense_are_left_out(made: str) -> None:
    assert of(made, server("pop3", "pop.example.test", 995)).servers[0].kind is Kind.POP


def test_hosts_in_other_scripts_become_ascii() -> None:
    assert of(server(host="imap.bücher.test")).servers[0].server.host == "imap.xn--bcher-kva.test"


def test_a_name_cannot_play_tricks() -> None:
    assert of(name="A&#8238;B\n\tC" + "x" * 500).name == ("A B C" + "x" * 500)[:60]


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha" * 100}">' for n in range(10))


@pytest.mark.parametrize(
    "head",
    [
        f"<!DOCTYPE clientConfig [{LAUGHS}]>",
        '<!DOCTYPE clientConfig [<!ENTITY f SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE clientConfig SYSTEM "https://example.test/x.dtd">',
        "<!DOCTYPE clientConfig>",
    ],
)
def test_document_types_are_refused_at_once(head: str) -> None:
    began = time.perf_counter()
    assert refused(config(*USUAL, name="&l9;", head=head)) == "has a document type"
    assert time.perf_counter() - began < 0.1


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html><body>sign in to this network",
        b"\x00" * 100,
        b"<a>" * 100,
        config(*USUAL) + b"x",
        config(*USUAL)[:-5],
        config(name="&nothing;"),
        config(*[server()] * 21),
        config(*USUAL) + b" " * (256 << 10),
        b"\xff\xfe<\x00",
        b'<?xml version="1.0" encoding="utf-7"?><a/>',
    ],
)
def test_what_is_not_such_a_file_is_refused(data: bytes) -> None:
    assert refused(data)


def test_depth_has_an_end() -> None:
    assert refused(b"<a>" * 20_000) == "nested too deep"


def test_words_of_other_places_do_not_count() -> None:
    inner = server()
    assert read(b"<x>" + inner.encode() + b"</x>", "claire", "example.test").servers == ()
    oauth = f"<oAuth2>{inner}</oAuth2>"
    assert of(oauth).servers == ()
    assert (
        of(inner.replace("<port>", "<deep><port>1</port></deep><port>")).servers[0].server.port
        == 993
    )


def test_long_words_are_refused_and_long_names_cut() -> None:
    assert refused(config(server(user="x" * 100_000))) == "a word too long"
    assert len(of(*USUAL, name="x" * 900).name) == 60
    assert of(*USUAL, name="x" * 100_000).name == ""


@given(st.binary(max_size=400))
def test_anything_else_is_refused_or_harmless(data: bytes) -> None:
    with contextlib.suppress(RemoteProtocolError):
        assert read(data, "claire", "example.test").servers == ()


@given(st.integers(0, 600), st.binary(min_size=1, max_size=3))
def test_damaged_files_name_no_bad_hosts(at: int, piece: bytes) -> None:
    whole = config(*USUAL)
    at = min(at, len(whole))
    try:
        found = read(whole[:at] + piece + whole[at + len(piece) :], "claire", "example.test")
    except RemoteProtocolError:
        return
    assert all("." in one.server.host for one in found.servers)
