"""Settings that came by mail: what is understood of them, and what of nonsense."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facteur.mail.account import Security
from facteur.ui.accounts.wizard.pasted import Pasted, PastedServer, read_pasted

OVH = """
Bonjour, voici les paramètres de votre compte e-mail :

Serveur entrant (IMAP) : ssl0.ovh.net
Port : 993
Sécurité : SSL/TLS

Serveur sortant (SMTP) : ssl0.ovh.net
Port : 465
Sécurité : SSL/TLS

Nom d'utilisateur : contact@exemple.fr
Mot de passe : celui que vous avez choisi
"""
ONE_LINE = "imap.exemple.fr:993 (SSL), smtp sur la ligne suivante\nsmtp.exemple.fr:587 STARTTLS"
ENGLISH = """Incoming server: mail.example.org, port 993, SSL/TLS
Outgoing server: mail.example.org, port 587, SSL/TLS
Username: Claire.Martin"""
POP = (
    "POP3 server: pop.example.org\nport 995\nSMTP server: smtp.example.org port 465\nlogin: claire"
)
GERMAN = """Posteingangsserver (IMAP): imap.beispiel.de Port 143 STARTTLS
Postausgangsserver: smtp.beispiel.de Port 587
Benutzername: claire@beispiel.de"""


def server(host: str, port: int, security: Security | None) -> PastedServer:
    return PastedServer(host=host, port=port, security=security)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            OVH,
            Pasted(
                imap=server("ssl0.ovh.net", 993, Security.TLS),
                sending=server("ssl0.ovh.net", 465, Security.TLS),
                user="contact@exemple.fr",
            ),
        ),
        (
            ONE_LINE,
            Pasted(
                imap=server("imap.exemple.fr", 993, Security.TLS),
                sending=server("smtp.exemple.fr", 587, Security.STARTTLS),
            ),
        ),
        (
            ENGLISH,
            Pasted(
                imap=server("mail.example.org", 993, Security.TLS),
                sending=server("mail.example.org", 587, Security.STARTTLS),
                user="Claire.Martin",
            ),
        ),
        (
            POP,
            Pasted(
                pop=server("pop.example.org", 995, Security.TLS),
                sending=server("smtp.example.org", 465, Security.TLS),
                user="claire",
            ),
        ),
        (
            GERMAN,
            Pasted(
                imap=server("imap.beispiel.de", 143, Security.STARTTLS),
                sending=server("smtp.beispiel.de", 587, Security.STARTTLS),
                user="claire@beispiel.de",
            ),
        ),
    ],
)
def test_what_administrators_write_is_understood(text: str, expected: Pasted) -> None:
    assert read_pasted(text) == expected


def test_a_server_without_a_port_keeps_the_usual_one_for_later() -> None:
    found = read_pasted("IMAP: imap.example.org\nSMTP: smtp.example.org")
    assert found.imap == server("imap.example.org", 0, None)
    assert found.sending == server("smtp.example.org", 0, None)


def test_no_encryption_only_where_the_text_says_so() -> None:
    said = read_pasted("IMAP server imap.example.org\nport 143\nencryption: none")
    assert said.imap.security is Security.NONE
    assert read_pasted("imap.example.org port 143").imap.security is Security.STARTTLS


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Bonjour, rendez-vous mardi à 14 h.",
        "Write to claire@imap.example.org, she knows.",
        "a" * 50_000,
        "imap " * 10_000,
        "@@@@....::::",
    ],
)
def test_what_names_no_server_gives_none(text: str) -> None:
    assert not read_pasted(text).found


def test_what_turns_the_direction_of_a_text_is_dropped() -> None:
    assert read_pasted("imap.\u202eexample.org").imap.host == "imap.example.org"


def test_addresses_are_no_hosts() -> None:
    found = read_pasted("IMAP for claire@example.org is imap.example.org:993")
    assert found.imap.host == "imap.example.org"


@pytest.mark.parametrize("piece", ["a.", "a-", "imap:", "x@", "port ", "1", "user name: "])
def test_hostile_texts_take_no_time(piece: str) -> None:
    begun = time.perf_counter()
    read_pasted(piece * 20_000)
    read_pasted("\n".join([piece * 200] * 400))
    assert time.perf_counter() - begun < 2


@given(st.text(max_size=400))
def test_anything_can_be_pasted(text: str) -> None:
    found = read_pasted("imap " + text)
    for one in (found.imap, found.pop, found.sending):
        assert 0 <= one.port <= 65535
        assert not any(sign.isspace() or sign in "/\\@" for sign in one.host)
